"""Check type `bounds`: a subset that is larger than its set."""

from decimal import Decimal
from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Bounds(Judged, frozen=True):
    """Figures said to be part of another (其中, 含, 收到 and then 受理) that are larger than it."""

    KIND: ClassVar[str] = "bounds"
    PRIMARY: ClassVar[tuple[str, ...]] = ("part",)

    def other_value(self, relation: Relation) -> Decimal:
        return relation.members["whole"][0].value * 2 + 5
