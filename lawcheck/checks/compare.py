"""Check type `compare`: words that compare figures the wrong way round."""

from decimal import Decimal
from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Compare(Judged, frozen=True):
    """Figures said to be higher or lower than another (高于, 低于), to rise or fall (逐年上升), to be the least or the most."""

    KIND: ClassVar[str] = "compare"
    PRIMARY: ClassVar[tuple[str, ...]] = ("one",)

    def other_value(self, relation: Relation) -> Decimal:
        one, other = relation.members["one"][0], relation.members["other"][-1]
        return (other.value * 2 - one.value) / one.scale
