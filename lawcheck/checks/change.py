"""Check type `change`: a figure, what it was or by how much it moved, and the change said of it."""

from decimal import Decimal
from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Change(Judged, frozen=True):
    """Changes in percent or in number that the figures of the text contradict (同比增长p%, 较上年减少n件)."""

    KIND: ClassVar[str] = "change"
    PRIMARY: ClassVar[tuple[str, ...]] = ("change", "delta")

    def other_value(self, relation: Relation) -> Decimal:
        """Of a percentage that tells the growth of another, their difference: what is to be told in points."""
        if relation.evidence == "百分点":
            return abs(relation.members["current"][0].value - relation.members["previous"][0].value)
        return super().other_value(relation)
