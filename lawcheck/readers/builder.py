"""What every reader builds a Document with: the text, its way back to the Source, and the flat list of blocks."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from lawcheck.model.document import Aside, Document, Piece, Role, Table
from lawcheck.model.source import Source, Span
from lawcheck.readers import headings


class Builder:
    """Collects the text piece by piece. A block is one line of the text; `end_block` closes it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[headings.Block] = []
        self.asides: list[Aside] = []
        self.meta: dict[str, Any] = {}
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._block_start = 0

    @property
    def at(self) -> int:
        """Where the next character of the text will stand."""
        return self._length

    def copy(self, start: int, end: int) -> None:
        """Text that stands in the Source as it is."""
        if end <= start:
            return
        last = self._pieces[-1] if self._pieces else None
        if last and last.end == self._length and last.origin_end == start and _same_length(last):
            self._pieces[-1] = Piece(last.start, last.end + end - start, last.origin, end)
        else:
            self._pieces.append(Piece(self._length, self._length + end - start, start, end))
        self._append(self.source.text[start:end])

    def decoded(self, text: str, start: int, end: int) -> None:
        """Text that stands for other characters of the Source (an entity, a soft line break)."""
        self._pieces.append(Piece(self._length, self._length + len(text), start, end))
        self._append(text)

    def separator(self, mark: str, origin: int) -> None:
        """A mark between cells or blocks that the Source does not have."""
        self._pieces.append(Piece(self._length, self._length + len(mark), origin, origin))
        self._append(mark)

    def end_block(self, origin_end: int, level: int = 0, role: Role | None = None) -> None:
        """Closes the line of the text that was begun after the last block; an empty one leaves no trace."""
        if self._length > self._block_start:
            self.blocks.append(headings.Block(Span(self._block_start, self._length), level, role))
            self.separator("\n", origin_end)
            self._block_start = self._length

    def end_table(self, table: Table) -> None:
        """A table whose rows were written to the text, each with its line break."""
        self.blocks.append(headings.Block(table.span, table=table))
        self._block_start = self._length

    def aside(self, start: int, end: int, reason: str) -> None:
        self.asides.append(Aside(Span(start, end), reason))

    def document(self) -> Document:
        text = "".join(self._parts)
        root = headings.build(self.blocks, text)
        return Document(self.source, text, tuple(self._pieces), root, tuple(self.asides), self.meta)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _same_length(piece: Piece) -> bool:
    return piece.end - piece.start == piece.origin_end - piece.origin


class Line(Struct, frozen=True):
    """One line of a plain text without the blanks around it."""

    start: int
    end: int


BLANKS = " \t\r\n\f\v\u3000\xa0\u200b\ufeff\u2002\u2003\u2009"


def lines(text: str) -> list[Line]:
    """The non-blank lines of a text, blanks (NBSP, full-width, zero-width) around them left off."""
    found, at = [], 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip(BLANKS)
        if stripped:
            start = at + raw.index(stripped[0])
            found.append(Line(start, start + len(stripped)))
        at += len(raw)
    return found
