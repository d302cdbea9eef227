"""A check type and a pack from outside lawcheck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from lawcheck.model.passage import Passage
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span


class Length(CheckType, frozen=True):
    """Paragraphs of at most `most` characters."""

    most: int
    WORDS: ClassVar[frozenset[str]] = frozenset({"length", "most"})

    def find(self, passage: Passage) -> Iterator[Hit]:
        for paragraph in passage.paragraphs:
            length = paragraph.span.end - paragraph.span.start
            if length > self.most:
                yield Hit(paragraph.span, {"length": str(length), "most": str(self.most)})

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        for paragraph in passage.paragraphs:
            end = Span(paragraph.span.end, paragraph.span.end)
            yield "lengthen", (Edit(end, "长" * self.most),)


def pack() -> Path:
    """The folder of the pack `demo`."""
    return Path(__file__).parent / "pack"
