"""Check type `parts`: a total and what it is made of."""

from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Parts(Judged, frozen=True):
    """Totals that their parts do not add up to.

    exhaustive  only lists that the language says are complete (分别为, a bracket of parts, 其他 at the end)
    least       how many parts there must be at least
    """

    exhaustive: bool = False
    least: int = 2

    KIND: ClassVar[str] = "parts"
    PRIMARY: ClassVar[tuple[str, ...]] = ("total",)

    def counts(self, relation: Relation) -> bool:
        return len(relation.members["parts"]) >= self.least and (relation.exhaustive or not self.exhaustive)

    def binds(self, relation: Relation) -> bool:
        return relation.exhaustive
