"""Doubts: a percentage that other figures of its sentence explain is not contradicted by those that were tied to it.

Which figures a percentage is said of is read from words, and words are read wrongly now and then. Where the figures read do
not give it and two others beside it do, to the last printed digit, those were more likely meant than the text is wrong:
then nothing is claimed. Two figures that another percentage is right of explain no second one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from msgspec.structs import replace

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.moves import DOWN, UP
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.source import Span

_SURE = ("exact", "rounded")
_MOST = 12  # figures around a percentage: of more, two would explain it by chance
_OPEN = ("占", "括注", "并列")  # shares of which the words name no base
_NEAR = 12  # characters before a change that say which way it goes

Pair = frozenset[Span]


def doubted(scan: Scan, relations: Iterable[Relation]) -> list[Relation]:
    """The relations; unchecked where one is off and other figures explain its percentage."""
    every = list(relations)
    used = {_figures(r) for r in every if r.verdict in verify.HOLDS}
    return [replace(r, verdict="unchecked") if r.verdict == "off" and _explained(scan, r, used) else r for r in every]


def _figures(relation: Relation) -> Pair:
    """The figures of a relation but its percentage."""
    groups = (group for name, group in relation.members.items() if name not in ("share", "change"))
    return frozenset(q.span for group in groups for q in group)


def _explained(scan: Scan, relation: Relation, used: set[Pair]) -> bool:
    printed = relation.members.get("share", relation.members.get("change", ()))
    if len(printed) != 1 or printed[0].hedge or not (printed[0].unit == "番" or printed[0].decimals):
        return False  # without a decimal two figures would explain it by chance
    if relation.kind == "share" and relation.evidence not in _OPEN:
        return False
    # The same figure on another base is the commonest slip of all, and no doubt.
    own = {q.span for q in (*relation.members.get("part", ()), *relation.members.get("current", ()))}
    run = scan.line_at(printed[0].span.start)
    fits = _grown if relation.kind == "change" else _part_of
    for a, b in permutations(_around(run, printed[0]) if run else (), 2):
        misread = a.span not in own or printed[0].unit == "番"
        if misread and alike(a, b) and frozenset((a.span, b.span)) not in used and run and fits(run, a, b, printed[0]):
            return True
    return False


def _around(run: Run, printed: Quantity) -> list[Quantity]:
    """The amounts of a percentage's sentence and of the one before it, those in brackets too."""
    text = run.scan.folded
    start = text.rfind("。", run.start, printed.span.start)
    start = text.rfind("。", run.start, start) if start >= 0 else run.start
    stop = SENTENCE.search(text, printed.span.end, run.end)
    end = stop.start() if stop else run.end
    low, high = run.before_place(start), run.before_place(end)
    inner = (q for i in range(low - 1, high) for one in run.nested.get(i, ()) for q in one.items)
    figures = sorted([*run.items[low:high], *inner], key=lambda q: q.span)
    return [q for q in figures if start <= q.span.start <= end and amount(q) and q.value][-_MOST:]


def _part_of(run: Run, part: Quantity, whole: Quantity, printed: Quantity) -> bool:
    return part.value < whole.value and verify.fits((part,), (whole,), printed) in _SURE


def _grown(run: Run, now: Quantity, before: Quantity, printed: Quantity) -> bool:
    words = run.scan.folded[max(run.start, printed.span.start - _NEAR) : printed.span.start]
    if now.value == before.value or ((DOWN if now.value > before.value else UP).search(words)):
        return False
    if printed.unit == "番":
        return verify.doubled(now, before, printed).holds
    return verify.growth(now, before.interval, printed, before.value, "").verdict in _SURE
