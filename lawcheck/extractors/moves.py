"""Moves: the words of a change — up or down, since when, from and to — and the Relation made of one."""

from __future__ import annotations

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import SENTENCE, Run
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import re_compile

POINTS = units.POINTS
DOWN = re_compile(r"减|降|少|回落|下滑|缩|跌|低")
UP = re_compile(r"增|升|多|提高|涨|扩大|翻|上扬|高")
FROM = re_compile(r"(?:由|从)[^,。;]{0,20}$")
TO = re_compile(
    r"^(?:[^,。;]{0,6}?)(?:增加|增长|上升|提高|提升|扩大|升|增|下降|减少|降低|降|减|缩短|压缩|压减|缩减|精简|精减|调整|回落)(?:到|至|为|成)(?:了|约)?[^,。;]{0,6}$"
)
YEAR = re_compile(r"(\d{4})年")
RATIOS = ("%", "倍", "番", *POINTS)


def falls(text: str) -> bool:
    """The direction that the words nearest to a number give."""
    downs = [m.start() for m in DOWN.finditer(text)]
    ups = [m.start() for m in UP.finditer(text)]
    return max(downs, default=-1) > max(ups, default=-1)


def year_of(run: Run, at: int) -> int:
    found = YEAR.findall(SENTENCE.split(run.gaps[at])[-1])
    return int(found[-1]) if found else 0


def moved(
    current: Quantity,
    previous: Quantity | None,
    delta: Quantity | None,
    printed: Quantity | None,
    outcome: verify.Outcome,
) -> Relation:
    """The Relation of a change; what is None was not said."""
    members = {
        "current": (current,),
        "previous": (previous,) if previous else (),
        "delta": (delta,) if delta else (),
        "change": (printed,) if printed else (),
    }
    return tie("change", members, "同比" if printed else "增减", outcome)
