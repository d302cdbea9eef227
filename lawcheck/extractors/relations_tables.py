"""Tables: rows and columns of totals (合计, 总计, 小计) against what they sum, 其中 rows against their set."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from lawcheck.extractors import verify
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Grid, Quantity, Relation
from lawcheck.model.patterns import re_compile

_TOTAL = re_compile(r"(?:合计|总计|共计|总数|总和)[:：]?$|^(?:合计|总计|共计)")
_NUMBERED = re_compile(r"\([二三四五六七八九十]+\)")
_FIRST = re_compile(r"\(一\)")
_ITEM = re_compile(r"[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、]")
_SUB = re_compile(r"小计")
_WITHIN = re_compile(r"其中|^#|占比|比例|比重|率$|率[(（]|同比|环比|增长|增幅|增减|平均|人均|%")
Line = dict[int, Quantity]


def relations(grids: tuple[Grid, ...]) -> Iterator[Relation]:
    for grid in grids:
        by_row = grid.rows()
        rows = sorted(by_row)
        columns = sorted({e.column for e in grid.entries})
        by_column: dict[int, Line] = {c: {} for c in columns}
        for entry in grid.entries:
            by_column[entry.column][entry.row] = entry.quantity
        labels = dict(enumerate(grid.labels))
        heads = {c: grid.heads[c] if c < len(grid.heads) else "" for c in columns}
        yield from _totals(rows, by_row, labels, heads, "行")
        yield from _totals(columns, by_column, heads, labels, "列")


def _totals(
    lines: list[int], cells: dict[int, Line], label: dict[int, str], across: dict[int, str], name: str
) -> Iterator[Relation]:
    """Total lines in one direction; `lines` in order, `across` names the other direction."""
    plain = [n for n in lines if not _WITHIN.search(label[n])]
    for at in plain:
        if _SUB.search(label[at]):
            yield from _sum(_stretch(plain, at, label), at, cells, across, f"小计{name}", strict=False)
        elif _TOTAL.search(label[at]):
            parts = [n for n in plain if n != at and not _TOTAL.search(label[n]) and not _SUB.search(label[n])]
            parts = [n for n in parts if n < at] or [n for n in parts if n > at]
            if _NUMBERED.search(label[at]):  # （七）总计 sums what stands from （一） on
                begin = max((n for n in parts if _FIRST.search(label[n])), default=-1)
                parts = [n for n in parts if n >= begin]
            subs = [n for n in plain if _SUB.search(label[n]) and n < at]
            last = max((n for n in plain if n < at and _TOTAL.search(label[n])), default=-1)
            if any(n > last for n in parts):  # a second 总计 sums its own group
                parts = [n for n in parts if n > last]
            yield from _sum(
                parts,
                at,
                cells,
                across,
                f"合计{name}",
                strict=not subs and len(parts) > 1 and not any(_ITEM.match(label[n]) for n in parts),
                other=subs,
            )


def _stretch(lines: list[int], at: int, label: dict[int, str]) -> list[int]:
    """The lines before a 小计 back to the one before it."""
    out: list[int] = []
    for n in reversed([n for n in lines if n < at]):
        if _SUB.search(label[n]) or _TOTAL.search(label[n]):
            break
        out.insert(0, n)
    return out


def _sum(
    parts: list[int],
    at: int,
    cells: dict[int, Line],
    across: dict[int, str],
    name: str,
    *,
    strict: bool,
    other: list[int] | None = None,
) -> Iterator[Relation]:
    """One relation a number of the total line. Off only where the same parts hold elsewhere on the line, or a plain list."""
    found: list[tuple[Quantity, list[Quantity], verify.Outcome]] = []
    for place, whole in sorted(cells[at].items()):
        if whole.unit in ("%", "‰") or _WITHIN.search(across[place]):
            continue
        choices = [p for p in (parts, other or []) if p]
        tried = [([cells[n][place] for n in p if place in cells[n]], p) for p in choices]
        tried = [(items, p) for items, p in tried if len(items) >= 2]
        if not tried:
            continue
        outcomes = [(items, verify.total(items, whole)) for items, _ in tried]
        items, outcome = next(((i, o) for i, o in outcomes if o.holds), outcomes[0])
        found.append((whole, items, outcome))
    sure = strict or any(o.holds and w.value for w, _, o in found)
    for whole, items, outcome in found:
        if outcome.verdict == "off" and not sure:
            outcome = replace(outcome, verdict="unchecked")
        yield tie("totals", {"total": (whole,), "parts": tuple(items)}, name, outcome, exhaustive=True)
