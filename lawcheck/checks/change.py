"""Check type `change`: a figure, what it was or by how much it moved, and the change said of it."""

from typing import ClassVar

from lawcheck.model.judged import Judged


class Change(Judged, frozen=True):
    """Changes in percent or in number that the figures of the text contradict (同比增长p%, 较上年减少n件)."""

    KIND: ClassVar[str] = "change"
    PRIMARY: ClassVar[tuple[str, ...]] = ("change", "delta")
