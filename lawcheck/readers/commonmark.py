"""Small parts of the Markdown reader: byte offsets, list numbers, the grid of a table."""

from __future__ import annotations

from lawcheck.model.document import Cell, Row, Table
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span
from lawcheck.readers.builder import Builder
from lawcheck.readers.inline import Atom, Inline

_NUMBER = re_compile(r"(\d{1,9})[.)]")


class Offsets:
    """Byte offsets to code points by walking from the last one asked for; near neighbours cost their distance."""

    def __init__(self, data: bytes, base: int = 0) -> None:
        self._data, self._byte, self._char = data, 0, base
        self.walked = 0  # bytes decoded so far

    def __call__(self, at: int) -> int:
        low, high = sorted((at, self._byte))
        step = len(self._data[low:high].decode())
        self._char += step if at >= self._byte else -step
        self._byte = at
        self.walked += high - low
        return self._char


class Numbering:
    """The numbers of an ordered list as its reader sees them."""

    def __init__(self, first: int) -> None:
        self._first, self._count = first, 0

    def next(self, source: str, at: int) -> Atom | None:
        """The number of the item that begins at `at`.

        As written, so that a gap stays a gap; but 1. 1. 1., the lazy way to number, is shown as 1. 2. 3.
        """
        written = _NUMBER.match(source, at)
        self._count += 1
        if not written:
            return None
        shown = written[0]
        if self._count > 1 and int(written[1]) == self._first:
            shown = f"{self._first + self._count - 1}{written[0][-1]}"
        return Atom(at, written.end(), shown)


class Grid:
    """A table while its cells are read: cells parted by a tab, rows ended by a line break."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._row = self._cell = 0

    def begin(self, name: str, at: int) -> None:
        if name == "TableCell":
            if self._cells:
                self._builder.separator("\t", at)
            self._cell = self._builder.at
        else:
            self._cells, self._row = [], self._builder.at

    def end(self, name: str, at: int, inline: Inline) -> None:
        if name == "TableCell":
            inline.write_cell()
            self._cells.append(Cell(Span(self._cell, self._builder.at), len(self._cells)))
        elif name != "Table":
            span = Span(self._row, self._builder.at)
            self._rows.append(Row(span, tuple(self._cells), header=name == "TableHead"))
            self._builder.separator("\n", at)
        elif self._rows:
            span = Span(self._rows[0].span.start, self._rows[-1].span.end)
            self._builder.end_table(Table(span, tuple(self._rows)))
