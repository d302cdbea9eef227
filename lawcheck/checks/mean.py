"""Check type `mean`: a mean that is not its amount divided by what it is spread over."""

from decimal import Decimal
from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Mean(Judged, frozen=True):
    """Means (人均, 件均, 平均每场) told beside the amount and the number that they come from."""

    KIND: ClassVar[str] = "mean"
    PRIMARY: ClassVar[tuple[str, ...]] = ("mean",)

    def other_value(self, relation: Relation) -> Decimal:
        main = self.primary(relation)  # near enough to be meant as this mean
        return main.value / main.scale * 2
