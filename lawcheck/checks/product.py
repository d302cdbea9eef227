"""Check type `product`: a total that is not so many bodies times so many of each."""

from typing import ClassVar

from lawcheck.model.judged import Judged


class Product(Judged, frozen=True):
    """Totals told beside a number of bodies or groups and the number of each (11个乡镇每个抽取2卷，共22卷)."""

    KIND: ClassVar[str] = "product"
    PRIMARY: ClassVar[tuple[str, ...]] = ("total",)
