"""Check type `flow`: what was there, came in, went out and is left."""

from decimal import Decimal
from typing import ClassVar

from lawcheck.model.facts import Relation
from lawcheck.model.judged import Judged


class Flow(Judged, frozen=True):
    """Closing figures that opening + in − out does not give (上年结转, 新收, 审结, 未结; 接收, 解除, 在册)."""

    KIND: ClassVar[str] = "flow"
    PRIMARY: ClassVar[tuple[str, ...]] = ("closing",)

    def other_value(self, relation: Relation) -> Decimal:
        return self.primary(relation).value + 7
