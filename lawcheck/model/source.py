"""Ground: one unchanged text, and the only place that turns an offset into line and column."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple, Protocol

from msgspec import Struct


class Span(NamedTuple):
    """Half-open interval [start, end) in code points; of which text, the holder says (Document text or Source)."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Place(Struct, frozen=True, omit_defaults=True):
    """A Span of a Source as people and machines name it: code-point offsets, 1-based lines and columns, the text."""

    offset: int
    end_offset: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    native: dict[str, str | int] | None = None


class Native(Protocol):
    """A reader's map from a Span of the Source to the place in the file: a docx run, a pdf page, an html byte range."""

    def place(self, span: Span) -> dict[str, str | int] | None: ...


class Source(Struct, frozen=True, dict=True):
    """One unchanged text plus where it came from. The text is never normalised.

    Of a file that is no text (docx, pdf) it is the text a person sees, and `native` leads back into the file.
    """

    text: str
    path: str = "<text>"
    format: str = "markdown"
    encoding: str = "utf-8"
    native: Native | None = None

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines start; a lone CR ends a line only in a text that has no LF."""
        mark = "\n" if "\n" in self.text else "\r"
        starts, at = [0], self.text.find(mark)
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find(mark, at + 1)
        return starts

    def line_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a 1-based line without its line end."""
        starts = self.line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")

    def place(self, span: Span) -> Place:
        line, column = self.line_column(span.start)
        end_line, end_column = self.line_column(span.end)
        text = self.text[span.start : span.end]
        native = self.native.place(span) if self.native else None
        return Place(span.start, span.end, line, column, end_line, end_column, text, native)
