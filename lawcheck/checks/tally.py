"""Check type `tally`: an announced number of items against the items that are named."""

from decimal import Decimal
from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Tally(Judged, frozen=True):
    """Announced numbers that the list does not have (以下三个方面 and four items; A、B、C4省)."""

    KIND: ClassVar[str] = "tally"
    PRIMARY: ClassVar[tuple[str, ...]] = ("announced",)

    def other_value(self, relation: Relation) -> Decimal:
        """One less than listed, which no 等 excuses; two more where the list is complete."""
        listed = relation.members["items"][0].value
        return listed - 1 if relation.evidence == "等" else listed + 2

    def binds(self, relation: Relation) -> bool:
        """One is no number of a list: 甲、乙等2省 cannot be made too small."""
        return relation.evidence != "等" or relation.members["items"][0].value > 2
