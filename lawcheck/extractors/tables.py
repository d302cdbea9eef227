"""Tables: a Document's tables as grids of numbers with the labels of their rows and columns."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from lawcheck.extractors.numerals import SCALES
from lawcheck.model.document import Cell, Table
from lawcheck.model.facts import Entry, Facts, Grid, Quantity
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span

_NUMBER = re_compile(r"\s*(-?\d[\d, ]*(?:\.\d+)?)\s*(%|‰|[万亿]?[\u4e00-\u9fff]{0,4})\s*")
_BLANK = re_compile(r"\s+")


def extract(facts: Facts) -> tuple[Grid, ...]:
    """One Grid a table, in the order of the text."""
    document = facts.document
    places = [q.span.start for q in facts.quantities]
    return tuple(_grid(document.folded, table, facts.quantities, places) for table in document.tables)


def _grid(folded: str, table: Table, quantities: tuple[Quantity, ...], places: list[int]) -> Grid:
    labels: list[list[str]] = [[] for _ in table.rows]
    heads: dict[int, list[str]] = {}
    entries: list[Entry] = []
    width = 0
    numbered = [any(_value(folded, c) is not None for c in row.cells[1:]) for row in table.rows]
    first = next(
        (i for i, (row, n) in enumerate(zip(table.rows, numbered, strict=True)) if n and not row.header),
        len(table.rows),
    )
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            width = max(width, cell.column + cell.colspan)
            text = _BLANK.sub("", folded[cell.span.start : cell.span.end])
            if number < first:
                for column in range(cell.column, cell.column + cell.colspan):
                    heads.setdefault(column, []).append(text)
                continue
            quantity = _value(folded, cell)
            if quantity is not None and cell.column:
                entries.append(Entry(number, cell.column, _known(quantity, quantities, places)))
            elif text:
                for below in range(number, min(number + cell.rowspan, len(labels))):
                    labels[below].append(text)
    return Grid(
        table.span,
        tuple("".join(parts) for parts in labels),
        tuple("".join(heads.get(c, [])) for c in range(width)),
        tuple(entries),
    )


def _value(folded: str, cell: Cell) -> Quantity | None:
    """The number that is all a cell holds, else None; a bare 4-digit year in a table is a number too."""
    match = _NUMBER.fullmatch(folded, cell.span.start, cell.span.end)
    if not match:
        return None
    digits = match[1].replace(",", "").replace(" ", "")
    value = Decimal(digits)
    decimals = len(digits.partition(".")[2])
    half = Decimal(1).scaleb(-decimals) / 2 if decimals else Decimal(0)
    unit = match[2]
    times = next((word for word in ("万亿", "万", "亿") if unit.startswith(word)), "")
    scale, unit = SCALES.get(times, Decimal(1)), unit.removeprefix(times)
    value, half = value * scale, half * scale
    return Quantity(
        Span(match.start(1), match.end(1) + (len(match[2]) if match.end(1) == match.start(2) else 0)),
        value,
        value - half,
        value + half,
        unit,
        "share" if unit in ("%", "‰") else "count",
        decimals,
        scale,
    )


def _known(found: Quantity, quantities: tuple[Quantity, ...], places: list[int]) -> Quantity:
    """The Quantity already read there, so that a cell and the text around it speak of the same one."""
    at = bisect_left(places, found.span.start)
    if (
        at < len(quantities)
        and quantities[at].span == found.span
        and quantities[at].value == found.value
        and quantities[at].role in ("count", "share", "money", "measure")
    ):
        return quantities[at]
    return found
