"""The Source of a format whose file is no text: lines and tables as a person sees them, each character with its origin.

A paragraph is a line, a table's row is a line with its cells parted by tabs. Where a stretch of it stands in the file
only the reader of the format knows; it hangs that on each Atom and gets it back as Stretches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct

from lawcheck.model.document import Cell, Document, Role, Row, Table
from lawcheck.model.source import Native, Source, Span
from lawcheck.readers.builder import BLANKS, Builder

T = TypeVar("T")


class Atom(NamedTuple, Generic[T]):
    """Text without a line break, and where it stands in the file."""

    text: str
    origin: T


class Stretch(NamedTuple, Generic[T]):
    """[start, end) of the Source and the origin of its first character."""

    start: int
    end: int
    origin: T


class Line(Struct, Generic[T]):
    """A paragraph. With a reason in `aside` it is no part of the report."""

    atoms: list[Atom[T]]
    level: int = 0
    role: Role | None = None
    aside: str = ""

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms)


class GridCell(Struct, Generic[T]):
    """A table's cell; `column` counts grid columns from 0."""

    atoms: list[Atom[T]]
    column: int
    colspan: int = 1
    rowspan: int = 1


class GridRow(Struct, Generic[T]):
    cells: list[GridCell[T]]
    header: bool = False


class Grid(Struct, Generic[T]):
    """A table; where no row calls itself a header, the first is one."""

    rows: list[GridRow[T]]


def compose(
    items: Iterable[Line[T] | Grid[T]],
    *,
    path: str,
    format: str,
    native: Callable[[list[Stretch[T]]], Native],
    meta: dict[str, Any],
) -> Document:
    """The Document over the text that the items make, one after the other; blank lines leave no trace."""
    kept = [item for item in items if isinstance(item, Grid) or item.text.strip(BLANKS)]
    writer: _Writer[T] = _Writer()
    spans = [writer.table(item) if isinstance(item, Grid) else writer.line(item.atoms) for item in kept]
    source = Source("".join(writer.parts), path, format, native=native(writer.stretches))
    builder = Builder(source)
    for item, where in zip(kept, spans, strict=True):
        if isinstance(item, Grid):
            _add_table(builder, item, where)
            continue
        start, end = _stripped(source.text, *where[0])
        if item.aside:
            builder.aside(start, end, item.aside)
        else:
            builder.copy(start, end)
            builder.end_block(end, item.level, item.role)
    builder.meta.update(meta)
    return builder.document()


class _Writer(Generic[T]):
    """Writes the text of the Source and remembers where each stretch came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.stretches: list[Stretch[T]] = []
        self._at = 0

    def line(self, atoms: Iterable[Atom[T]], mark: str = "\n") -> list[Span]:
        start = self._at
        for text, origin in atoms:
            if text:
                self.stretches.append(Stretch(self._at, self._at + len(text), origin))
                self.parts.append(text)
                self._at += len(text)
        span = Span(start, self._at)
        self.parts.append(mark)
        self._at += len(mark)
        return [span]

    def table(self, grid: Grid[T]) -> list[Span]:
        """The cells of all rows, in order."""
        spans = []
        for row in grid.rows:
            for number, cell in enumerate(row.cells, 1):
                spans += self.line(cell.atoms, "\t" if number < len(row.cells) else "\n")
        return spans


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end


def _add_table(builder: Builder, grid: Grid[T], spans: list[Span]) -> None:
    """Copies a table into the text; each cell without the blanks around it."""
    where = iter(spans)
    rows = []
    named = any(row.header for row in grid.rows)
    for number, row in enumerate(grid.rows):
        begin, cells, stop = builder.at, [], 0
        for place, cell in enumerate(row.cells):
            start, end = _stripped(builder.source.text, *next(where))
            if place:
                builder.separator("\t", stop)
            at = builder.at
            builder.copy(start, end)
            cells.append(Cell(Span(at, builder.at), cell.column, cell.colspan, cell.rowspan))
            stop = end
        if cells:
            rows.append(Row(Span(begin, builder.at), tuple(cells), row.header or (not named and not number)))
            builder.separator("\n", stop)
    if rows:
        builder.end_table(Table(Span(rows[0].span.start, rows[-1].span.end), tuple(rows)))
