"""The characters of a PDF page as lines of text, its tables as grids, and what stands on every page told apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from lawcheck.model.patterns import kept
from lawcheck.model.text import fold
from lawcheck.readers.composed import Atom, Grid, GridCell, GridRow
from lawcheck.readers.inline import _wide
from lawcheck.readers.pdf_extract import Box, Char, Page

_ZONE = 0.12  # of the page's height, above and below, where running heads stand
_NUMBER = re.compile(
    r"[-—–·.~\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*[/／]\s*\d{1,4})?(?:\s*页)?(?:[,，\s]*共\s*\d+\s*页)?[-—–·.~\s]*"
)
_EDGE = 3.0  # points within which two edges of a table are one


class Glyph(NamedTuple):
    """Where a character stands: page from 1."""

    page: int
    box: Box


class Line(Struct):
    """Characters on one line; `size` is that of most of them."""

    page: int
    atoms: list[Atom[Glyph]]
    box: Box
    size: float
    bold: bool
    head: bool = False  # it stands on every page, or is the page's number

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms)


class Ruled(Struct):
    """A table and where it stands."""

    page: int
    grid: Grid[Glyph]
    box: Box


def page_items(number: int, page: Page) -> list[Line | Ruled]:
    """The lines and tables of a page from top to bottom."""
    tables = [cells for cells in page.tables if _is_grid(cells)]
    frames = [_around(cells) for cells in tables]
    free: list[Char] = []
    held: list[list[Char]] = [[] for _ in tables]
    for char in page.chars:
        at = next((i for i, frame in enumerate(frames) if _holds(frame, char.box)), None)
        (free if at is None else held[at]).append(char)
    items: list[Line | Ruled] = list(_lines(number, free))
    items += [Ruled(number, _grid(number, c, h), f) for c, h, f in zip(tables, held, frames, strict=True)]
    return sorted(items, key=lambda item: (item.box.top, item.box.x0))


def mark_heads(pages: list[list[Line | Ruled]], heights: list[float]) -> None:
    """Marks page numbers, and lines that stand at the same place on most pages."""
    edges: list[Line] = []
    for items, height in zip(pages, heights, strict=True):
        for item in [*items[:2], *items[-2:]]:
            if isinstance(item, Line) and not _ZONE * height <= item.box.top <= (1 - _ZONE) * height:
                edges.append(item)
    count = Counter(key for _, key in {(line.page, _key(line)) for line in edges})
    for line in edges:
        repeated = count[_key(line)] >= max(2, 0.5 * len(pages))
        line.head = repeated or _NUMBER.fullmatch(fold(line.text).strip().lower()) is not None


def _key(line: Line) -> tuple[str, int]:
    return kept(r"\d+").sub("#", "".join(line.text.split())), round(line.box.top / 6)


def _lines(number: int, chars: list[Char]) -> Iterable[Line]:
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: ((c.box.top + c.box.bottom) / 2, c.box.x0)):
        middle = (char.box.top + char.box.bottom) / 2
        if rows and rows[-1][0].box.top <= middle <= rows[-1][0].box.bottom:
            rows[-1].append(char)
        else:
            rows.append([char])
    for row in rows:
        row.sort(key=lambda c: c.box.x0)
        shown = [c for c in row if c.text.strip()]
        if shown:
            size = Counter(c.size for c in shown).most_common(1)[0][0]
            bold = sum(c.bold for c in shown) > 0.9 * len(shown)
            yield Line(number, _spaced(number, row), _around(c.box for c in shown), size, bold)


def _spaced(number: int, row: list[Char]) -> list[Atom[Glyph]]:
    """The characters of a line, blanks at its ends left out, a blank where a gap shows one."""
    while row and not row[0].text.strip():
        row = row[1:]
    while row and not row[-1].text.strip():
        row = row[:-1]
    atoms: list[Atom[Glyph]] = []
    for at, char in enumerate(row):
        if at and row[at - 1].text.strip() and char.text.strip():
            gap = char.box.x0 - row[at - 1].box.x1
            wide = _wide(char.text[0]) or _wide(row[at - 1].text[-1])
            if gap > (0.9 if wide else 0.25) * char.size:
                atoms.append(Atom(" ", Glyph(number, char.box)))
        text = char.text.translate({9: 32, 10: 32, 13: 32})
        atoms += [Atom(c, Glyph(number, char.box)) for c in text]
    return atoms


def _grid(number: int, cells: list[Box], chars: list[Char]) -> Grid[Glyph]:
    """A table's cells on their grid, each with its text as one line."""
    columns, tops = _edges(b.x0 for b in cells), _edges(b.top for b in cells)
    rows: list[list[GridCell[Glyph]]] = [[] for _ in tops]
    for box in sorted(cells, key=lambda b: (b.top, b.x0)):
        row, column = _index(tops, box.top), _index(columns, box.x0)
        wide = max(1, bisect_left(columns, box.x1 - _EDGE) - column)
        high = max(1, bisect_left(tops, box.bottom - _EDGE) - row)
        rows[row].append(GridCell(_cell(number, [c for c in chars if _holds(box, c.box)]), column, wide, high))
    return Grid([GridRow(sorted(row, key=lambda c: c.column)) for row in rows if row])


def _cell(number: int, chars: list[Char]) -> list[Atom[Glyph]]:
    """Lines inside a cell run on where Chinese text does."""
    atoms: list[Atom[Glyph]] = []
    for line in _lines(number, chars):
        if atoms and not (_wide(atoms[-1].text) and _wide(line.atoms[0].text)):
            atoms.append(Atom(" ", line.atoms[0].origin))
        atoms += line.atoms
    return atoms


def _is_grid(cells: list[Box]) -> bool:
    """Whether ruled lines make a table and no mere frame or underline."""
    return len(cells) >= 3 and len(_edges(b.x0 for b in cells)) >= 2 and len(_edges(b.top for b in cells)) >= 2


def _edges(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _EDGE:
            found.append(value)
    return found


def _index(edges: list[float], value: float) -> int:
    return max(0, bisect_left(edges, value + 0.01) - 1)


def _around(boxes: Iterable[Box]) -> Box:
    every = list(boxes)
    return Box(
        min(b.x0 for b in every), min(b.top for b in every), max(b.x1 for b in every), max(b.bottom for b in every)
    )


def _holds(frame: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom
