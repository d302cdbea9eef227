"""Ground: the Document, a frozen tree over the text that a reader of the report sees.

A draft's Source may hold markup, navigation lines and comments. The *text* of a Document is what is left of it when
those are set aside: one line a block, table cells parted by tabs. Every Span of the tree, of Facts and of Hits counts
code points of that text; `Document.source_span` is the one way from there back to the Source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct

from lawcheck.model.source import Place, Source, Span
from lawcheck.model.text import fold

Role = Literal["title", "subtitle", "meta", "addressee", "body", "item", "quote", "note", "signature", "dateline"]


class Piece(Struct, frozen=True):
    """A stretch of the text and the stretch of the Source it stands for; lengths differ where markup was decoded."""

    start: int
    end: int
    origin: int
    origin_end: int


class Paragraph(Struct, frozen=True):
    """One block of running text. `role` tells the parts of a report from its body."""

    span: Span
    role: Role = "body"


class Cell(Struct, frozen=True):
    """One cell as written; `column` is its place on the table's grid (0-based), spans count grid cells."""

    span: Span
    column: int
    colspan: int = 1
    rowspan: int = 1


class Row(Struct, frozen=True):
    span: Span
    cells: tuple[Cell, ...]
    header: bool = False


class Table(Struct, frozen=True):
    span: Span
    rows: tuple[Row, ...]


class Section(Struct, frozen=True, dict=True):
    """A heading and everything below it, up to the next heading of its level or above.

    `number` is the numbering as written (一、 （一） 1.), `style` its kind (see marks.STYLES), `ordinal` its value;
    `run_in` says that heading and text share a paragraph (标题。正文). The root has level 0 and no heading.
    """

    span: Span
    heading: Span
    title: str
    level: int
    children: tuple[Section | Paragraph | Table, ...]
    number: str = ""
    style: str = ""
    ordinal: int = 0
    run_in: bool = False

    @cached_property
    def body(self) -> Span:
        """Everything after the heading, subsections included."""
        return Span(min(self.heading.end, self.span.end), self.span.end)

    @cached_property
    def folded_title(self) -> str:
        return fold(self.title)

    @cached_property
    def subsections(self) -> tuple[Section, ...]:
        return tuple(child for child in self.children if isinstance(child, Section))

    @cached_property
    def _starts(self) -> list[int]:
        return [section.span.start for section in self.subsections]

    def inner(self, at: int) -> Section | None:
        """The subsection that holds a place of the text."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return None
        section = self.subsections[index]
        return section if at < max(section.span.end, section.span.start + 1) else None

    def walk(self) -> Iterator[Section | Paragraph | Table]:
        """This section and all below it, in the order of the text."""
        yield self
        for child in self.children:
            if isinstance(child, Section):
                yield from child.walk()
            else:
                yield child


class Aside(Struct, frozen=True):
    """A stretch of the Source that is no part of the report: `reason` is navigation, code, comment,
    image (its description), front-matter, contents (a table of contents) or running-head (headers, footers, page numbers).
    """

    span: Span
    reason: str


class Document(Struct, frozen=True, dict=True):
    """A Source and the tree read from it. `meta` is the front matter or what a web page says of itself."""

    source: Source
    text: str
    pieces: tuple[Piece, ...]
    root: Section
    asides: tuple[Aside, ...] = ()
    meta: dict[str, Any] = {}

    @cached_property
    def folded(self) -> str:
        """The text with full-width letters, digits and marks as half-width ones, offset for offset."""
        return fold(self.text)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections but the root, in the order of the text."""
        return tuple(n for n in self.root.walk() if isinstance(n, Section) and n.level)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(n for n in self.root.walk() if isinstance(n, Paragraph))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(n for n in self.root.walk() if isinstance(n, Table))

    @cached_property
    def title(self) -> Span:
        """Where the report's title stands; the first block where there is none; empty for an empty text."""
        titles = [p.span for p in self.paragraphs if p.role == "title"]
        if titles:
            return titles[0]
        end = self.text.find("\n")
        return Span(0, end if end >= 0 else len(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def source_span(self, span: Span) -> Span:
        """The Span of the Source behind a Span of the text."""
        if not self.pieces:
            return Span(0, 0)
        first = self.pieces[max(0, bisect_right(self._starts, span.start) - 1)]
        start = self._origin(first, span.start)
        if span.end <= span.start:
            return Span(start, start)
        last = self.pieces[bisect_right(self._starts, span.end - 1) - 1]
        if span.end - last.start > last.end - last.start:  # the line break between two blocks
            return Span(start, max(start, last.origin_end))
        same = last.end - last.start == last.origin_end - last.origin
        end = last.origin + (span.end - last.start) if same else last.origin_end
        return Span(start, max(start, end))

    @staticmethod
    def _origin(piece: Piece, at: int) -> int:
        if at >= piece.end:
            return piece.origin_end
        same = piece.end - piece.start == piece.origin_end - piece.origin
        return piece.origin + (at - piece.start) if same else piece.origin

    def place(self, span: Span) -> Place:
        return self.source.place(self.source_span(span))

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def section_path(self, at: int) -> tuple[Section, ...]:
        """The sections that hold a place of the text, outermost first."""
        path: list[Section] = []
        node = self.root
        while True:
            inner = node.inner(at)
            if inner is None:
                return tuple(path)
            path.append(inner)
            node = inner
