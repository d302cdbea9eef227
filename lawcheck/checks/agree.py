"""Check type `agree`: one quantity, one value — said twice in the text, or in the text and in a table."""

from typing import ClassVar

from lawcheck.model.judged import Judged


class Agree(Judged, frozen=True):
    """Quantities of the same name, unit and scope that stand with different values."""

    KIND: ClassVar[str] = "agree"
    PRIMARY: ClassVar[tuple[str, ...]] = ("one",)
