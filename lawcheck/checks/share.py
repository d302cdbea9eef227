"""Check type `share`: a part, its whole and the percentage said of them."""

from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Share(Judged, frozen=True):
    """Shares and rates that the figures of the text contradict (占…的p%, 占比p%, 办结率p%).

    rates  whether rates (…率) are looked at, beside shares (占…)
    """

    rates: bool = True

    KIND: ClassVar[str] = "share"
    PRIMARY: ClassVar[tuple[str, ...]] = ("share",)

    def counts(self, relation: Relation) -> bool:
        return self.rates or not relation.evidence.startswith("率")
