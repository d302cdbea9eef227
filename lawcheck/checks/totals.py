"""Check type `totals`: the total rows and columns of tables."""

from decimal import Decimal
from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Totals(Judged, frozen=True):
    """Total rows and columns (合计, 总计, 小计) that what stands above or beside them does not add up to."""

    KIND: ClassVar[str] = "totals"
    PRIMARY: ClassVar[tuple[str, ...]] = ("total",)

    def other_value(self, relation: Relation) -> Decimal:
        return self.primary(relation).value + 4
