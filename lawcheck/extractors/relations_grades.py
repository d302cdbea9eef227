"""Grades: what was reviewed and the grades it was given (评查案卷40卷，评定优秀12卷、合格26卷、不合格2卷).

Grades exclude each other, so a list that goes down to 不合格 adds up to what was reviewed. Two readings are allowed:
合格 beside 优秀 (12+26+2), or 合格 with those 优秀 among them (优秀12卷，合格38卷，不合格2卷).
"""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import JOINTS, SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.lists import SUBSET, addable, closed_grades, grade, without_better
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import re_compile

_SIGNS = re_compile(r"不合格|不达标")
_REVIEWED = re_compile(r"评|查|检|考|审|共|总|计|案卷|卷宗")
_CHOSEN = re_compile(r"复评|入围|终评|推荐|选取|选送|抽取")
_SUMMED = re_compile(r"^[,、;]?\s*(?:共计?|合计|总计|总共)$")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if _SIGNS.search(run.said):
            lists = list(_lists(run))
            for parts in lists:
                yield from _tied(run, parts, alone=len(lists) == 1)


def _lists(run: Run) -> Iterator[list[int]]:
    """Neighbouring figures of one sort in one sentence, each of a grade of its own, the lowest among them."""
    parts: list[int] = []
    for index, item in enumerate(run.items):
        name = grade(run, index) if amount(item) else ""
        goes_on = parts and alike(item, run.items[parts[-1]]) and not run.breaks(parts[-1], index)
        if name and goes_on and name not in (grade(run, i) for i in parts):
            parts.append(index)
        elif amount(item):
            if closed_grades(run, parts):
                yield parts
            parts = [index] if name else []
    if closed_grades(run, parts):
        yield parts


def _tied(run: Run, parts: list[int], *, alone: bool) -> Iterator[Relation]:
    """The list with its total: the figure before it in the sentence, or the 共 behind it; of an only list also farther."""
    first, last = parts[0], parts[-1]
    if SUBSET.search(run.gaps[first]) or ":" in run.gaps[first]:
        return  # a list that says of what it is: see relations_parts
    before = [i for i in run.sentence(first) if i < first and alike(run.items[i], run.items[first]) and addable(run, i)]
    behind = last + 1
    if (
        behind < len(run.items)
        and _SUMMED.search(run.gaps[behind].strip())
        and alike(run.items[behind], run.items[last])
    ):
        before = [behind]
    if not before and alone and first == run.sentence(first)[0]:
        before = _sentence_before(run, first)
    items = [run.items[i] for i in parts]
    readings = [items, without_better(run, parts)]
    for whole in (run.items[i] for i in before):
        for reading in readings:
            outcome = verify.total(reading, whole)
            if outcome.holds:
                yield _relation(whole, reading, outcome)
                return
    if before and _alone(run, before):
        whole = run.items[before[-1]]
        if not whole.hedge and not any(item.hedge for item in items):
            yield _relation(whole, items, verify.total(items, whole))


def _sentence_before(run: Run, first: int) -> list[int]:
    """抽取案卷96宗，包括…。评定优秀41宗…: the total of the sentence before, where all else in it are its parts."""
    if not first or _CHOSEN.search(run.gaps[first]):
        return []
    inside = run.sentence(first - 1)
    same = [i for i in inside if amount(run.items[i]) and alike(run.items[i], run.items[first])]
    if not same or run.sentences[first] - run.sentences[same[0]] != 1 or not addable(run, same[0]):
        return []
    if len(same) > 2 and verify.total([run.items[i] for i in same[:-1]], run.items[same[-1]]).verdict == "exact":
        return same[-1:]  # …处罚96宗、许可48宗、强制16宗，共计160宗
    whole, parts = run.items[same[0]], [run.items[i] for i in same[1:]]
    return same[:1] if not parts or verify.total(parts, whole).verdict == "exact" else []


def _alone(run: Run, before: list[int]) -> bool:
    """Whether the last of the figures before a list is what was graded, and not one of several that were."""
    several = len(before) > 1 and run.gaps[before[-1]].strip().startswith((*JOINTS, "以及"))
    return (
        not several
        and _REVIEWED.search(SENTENCE.split(run.gaps[before[-1]])[-1] + run.gaps[before[-1] + 1]) is not None
    )


def _relation(whole: Quantity, items: list[Quantity], outcome: verify.Outcome) -> Relation:
    return tie("parts", {"total": (whole,), "parts": tuple(items)}, "等次", outcome, exhaustive=True)
