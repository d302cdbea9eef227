"""Columns: what a table says of two others of its own — 上年, 本年 and 增长（%）; 上年, 本年 and 增减.

Told only in a table where at least half of the rows hold: else the column is one of something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from lawcheck.extractors import verify
from lawcheck.extractors.moves import moved
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Grid, Interval, Quantity, Relation
from lawcheck.model.patterns import re_compile

_MOVED = re_compile(
    r"(?:同比|比上年|较上年|较去年)?(?:增减|增长|增幅|增加|变化|变动|升降|同比)(?:幅度?|率|情况|比例|百分比|数|量|额)?(?P<rate>[(]?[%‰][)]?)?(?:[(](?:件|宗|起|个|项|人次?|万?元)[)])?"
)
_YEAR = re_compile(r"(20\d\d)年?(?:度)?(?:[(].{1,4}[)])?")
_BEFORE = re_compile(r"(?:上年|去年|上期)(?:度|同期|数)?(?:[(].{1,4}[)])?|.{0,4}同期(?:数)?(?:[(].{1,4}[)])?")
_NOW = re_compile(r"(?:本年|今年|本期|当年)(?:度|数)?(?:[(].{1,4}[)])?")


def relations(grids: tuple[Grid, ...]) -> Iterator[Relation]:
    for grid in grids:
        years = _years(grid.heads)
        for column, head in enumerate(grid.heads):
            said = _MOVED.fullmatch(head)
            if said and years:
                yield from _told(grid, *years, column, said["rate"] is not None)


def _years(heads: tuple[str, ...]) -> tuple[int, int] | None:
    """The columns of the year before and of this one, where there are these two."""
    years = {column: int(said[1]) for column, head in enumerate(heads) if (said := _YEAR.fullmatch(head))}
    if len(years) == 2:
        before, now = sorted(years, key=years.__getitem__)
        return (before, now) if years[now] - years[before] == 1 else None
    before_, now_ = ([c for c, head in enumerate(heads) if name.fullmatch(head)] for name in (_BEFORE, _NOW))
    now_ = now_ or list(years)
    return (before_[0], now_[0]) if len(before_) == len(now_) == 1 else None


def _told(grid: Grid, before: int, now: int, column: int, rate: bool) -> Iterator[Relation]:
    found: list[Relation] = []
    cells = {(entry.row, entry.column): entry.quantity for entry in grid.entries}
    for row in sorted({entry.row for entry in grid.entries}):
        was, has, printed = (cells.get((row, c)) for c in (before, now, column))
        if was and has and printed and was.value and was.unit == has.unit and was.unit not in ("%", "‰"):
            found.append(moved(has, was, None, printed, _outcome(was, has, printed, rate or printed.unit == "%")))
    sure = sum(r.verdict in verify.HOLDS for r in found) * 2 >= len(found)
    yield from found if sure else (replace(r, verdict="unchecked") for r in found if r.verdict == "off")


def _outcome(was: Quantity, has: Quantity, printed: Quantity, rate: bool) -> Outcome:
    if not rate:
        gap = has.value - was.value
        verdict = "exact" if gap == printed.value else "off"
        return Outcome(verdict, f"{verify.show(has)}−{verify.show(was)}={verify.plain(gap)}")
    growth = (has.value - was.value) / was.value * verify.HUNDRED
    digits = max(printed.decimals, 2)
    shown = f"({verify.show(has)}−{verify.show(was)})÷{verify.show(was)}={verify.plain(growth, digits)}%"
    return Outcome(_signed(growth, printed), shown)


def _signed(growth: Decimal, printed: Quantity) -> str:
    """The verdict of a signed growth; of one that only lacks its sign nothing is said: an arrow may stand for it."""
    size, stated = abs(growth), replace(printed, value=abs(printed.value))
    verdict = verify.against(size, Interval(size, size), stated)
    turned = growth and (growth < 0) != (printed.value < 0)
    return "unchecked" if turned and verdict in verify.HOLDS else "off" if turned else verdict
