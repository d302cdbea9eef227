"""Grim: percentages of a known whole that no whole number of parts gives (134件案件中，98.7%…) — the GRIM argument."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import Scan, amount
from lawcheck.extractors.percentages import spoken
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import re_compile

_OF = re_compile(r"^[\u4e00-\u9fff]{0,8}(?:中|里),?(?:有|约有)?$")
_COUNTED = frozenset({"case", "person", "thing", "unit"})


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        explicit = {s.index: s.whole for s in spoken(run) if s.whole >= 0}
        for index, item in enumerate(run.items):
            if item.role != "share" or item.value > 100:
                continue
            whole = explicit.get(index, -1)
            if whole >= 0 and any(amount(run.items[i]) for i in range(max(0, whole - 3), whole)):
                continue  # the part is said: share looks at it
            if whole < 0 and index and _OF.match(run.gaps[index].strip()):
                whole = index - 1
            if (
                whole >= 0
                and run.items[whole].value
                and units.CLASS.get(run.items[whole].unit) in _COUNTED
                and run.items[whole].role == "count"
            ):
                yield _judged(run.items[whole], item)


def _judged(whole: Quantity, percent: Quantity) -> Relation:
    verdict = "exact" if verify.grim(whole, percent) else "impossible"
    near = round(percent.value * whole.value / 100)
    around = [n for n in (near - 1, near, near + 1) if 0 <= n <= whole.value]
    shares = "，".join(
        f"{n}÷{verify.show(whole)}={verify.plain(n * 100 / whole.value, max(2, percent.decimals))}%" for n in around
    )
    return tie("share", {"whole": (whole,), "share": (percent,)}, "凑整", verify.Outcome(verdict, shares))
