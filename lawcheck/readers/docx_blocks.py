"""One part of a docx walked: its paragraphs and tables in order, numbers rendered, merged cells on their grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from lawcheck.readers.composed import Atom, Grid, GridCell, GridRow
from lawcheck.readers.docx_numbering import Number, Numbering
from lawcheck.readers.docx_package import W
from lawcheck.readers.docx_styles import Format, Look, Styles, number, on, value
from lawcheck.readers.docx_text import BREAK, NO_RUN, Origin, Text, TextReader

_WIDEST = 1000  # grid columns; Word allows 63
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice")
_CLOSED = "、.．。)）:：,，]］】"  # after a mark like these Chinese text needs no blank


class Para(Struct):
    """A paragraph as read; `number` is its rendered number, already the first of its atoms."""

    atoms: list[Atom[Origin]]
    format: Format
    number: Number | None = None
    looks: Counter[Look] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)


Item = Para | Grid[Origin]


class PartReader:
    """Reads one part; the numbering goes on from part to part."""

    def __init__(self, part: str, root: Any, styles: Styles, numbering: Numbering) -> None:
        self._part, self._styles, self._numbering = part, styles, numbering
        self._text = TextReader(part, root, styles)

    def blocks(self, container: Any, *, contents: bool = False) -> Iterator[Item]:
        """The paragraphs and tables in an element; `contents` says that it is a table of contents."""
        carried: list[Atom[Origin]] = []  # of paragraphs whose mark was deleted: they run into the next
        for element, in_contents in _flat(container, contents):
            if element.tag == W + "tbl":
                yield from self._table(element)
                continue
            properties = element.find(W + "pPr")
            format = self._styles.paragraph(properties)
            text = self._text.read(element, format.look)
            if _mark_deleted(properties):
                carried += text.atoms
            else:
                if in_contents:
                    format = format._replace(kind="contents")
                yield self._paragraph(element, format, text, carried)
                carried = []
            for box in text.boxes:
                yield from self.blocks(box)
        if carried:
            yield Para(carried, Format())

    def _paragraph(self, element: Any, format: Format, text: Text, carried: list[Atom[Origin]]) -> Para:
        shown = None if text.hidden else self._numbering.next(format)
        atoms = carried + text.atoms
        if shown is not None and shown.text:
            first = next((atom.text for atom in atoms if atom.text), "")
            prefix = shown.text + _gap(shown, first)
            atoms = [Atom(prefix, Origin(self._part, self._text.index(element), NO_RUN, 0)), *atoms]
        return Para(atoms, format, shown, text.looks, text.notes)

    def _table(self, table: Any) -> Iterator[Item]:
        rows = [row for row in _inner(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        cells = [list(_inner(row, "tc")) for row in rows]
        if len(rows) == 1 and len(cells[0]) == 1:  # a frame around text
            yield from self.blocks(cells[0][0])
            return
        above: dict[int, GridCell[Origin]] = {}  # by column, the cell that a vertical merge goes on from
        grid: Grid[Origin] = Grid([])
        for row, row_cells in zip(rows, cells, strict=True):
            grid.rows.append(self._row(row, row_cells, above))
        yield grid

    def _row(self, row: Any, cells: list[Any], above: dict[int, GridCell[Origin]]) -> GridRow[Origin]:
        properties = row.find(W + "trPr")
        header = properties is not None and bool(on(properties, "tblHeader"))
        column = min(max(0, number(value(properties, "gridBefore")) or 0), _WIDEST) if properties is not None else 0
        made: GridRow[Origin] = GridRow([], header)
        merged = []
        for cell in cells:
            own = cell.find(W + "tcPr")
            width = 1 if own is None else min(max(1, number(value(own, "gridSpan")) or 1), _WIDEST)
            across = None if own is None else own.find(W + "hMerge")
            down = None if own is None else own.find(W + "vMerge")
            if across is not None and across.get(W + "val") != "restart" and made.cells:
                made.cells[-1].colspan += width
            elif down is not None and down.get(W + "val") != "restart" and column in above:
                above[column].rowspan += 1
                merged.append(above[column])
            else:
                made.cells.append(GridCell(self._cell(cell), column, width))
                above.pop(column, None)
                if down is not None:
                    above[column] = made.cells[-1]
            column += width
        if not made.cells:  # a row of nothing but merged cells is none
            for cell in merged:
                cell.rowspan -= 1
        return made

    def _cell(self, cell: Any) -> list[Atom[Origin]]:
        """The text of a cell as one line: paragraphs, breaks and tables inside it parted by blanks."""
        atoms: list[Atom[Origin]] = []
        for item in self.blocks(cell):
            parts = [item.atoms] if isinstance(item, Para) else [c.atoms for row in item.rows for c in row.cells]
            for part in parts:
                if atoms and part:
                    atoms.append(Atom(" ", part[0].origin))
                atoms += [Atom(" " if text == BREAK else text.replace("\t", " "), origin) for text, origin in part]
        return atoms


def _flat(container: Any, contents: bool) -> Iterator[tuple[Any, bool]]:
    """Paragraphs and tables in an element and in what merely wraps them; whether they are a table of contents."""
    for child in container:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if child.tag in (W + "p", W + "tbl"):
            yield child, contents
        elif name in _WRAPPERS:
            gallery = value(child, "sdtPr/docPartObj/docPartGallery") or ""
            yield from _flat(child, contents or gallery == "Table of Contents")


def _inner(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif isinstance(child.tag, str) and child.tag.rpartition("}")[2] in _WRAPPERS:
            yield from _inner(child, name)


def _mark_deleted(properties: Any) -> bool:
    """Whether the paragraph's end was deleted or moved away under tracked changes."""
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _gap(shown: Number, following: str) -> str:
    """What parts a number from its paragraph in the text. A tab after 一、 or 1. is layout, as an indent is."""
    if shown.suffix == "nothing" or following.startswith((" ", "\u3000", "\t")):
        return ""
    closed = shown.text[-1] in _CLOSED or "①" <= shown.text[-1] <= "⒛"
    return "" if shown.suffix == "tab" and closed and following[:1] > "\u2e80" else " "
