"""Rests: a total, some of it, and what the words say is left of it (检查815家，当场合格786家，其余29家限期整改)."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import Run, Scan, amount
from lawcheck.extractors.earlier import EARLIER, MEAN
from lawcheck.extractors.lists import SUBSET, addable
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Relation
from lawcheck.model.patterns import kept, re_compile

_REST = re_compile(r"^(?:而|另有|还有|尚有|仍有)?(?:其余|剩余|余下|剩下)(?:的|尚有)?$")
_SIGNS = re_compile(r"余|剩下")
_TOTAL = re_compile(r"共|合计|总")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if _SIGNS.search(run.said):
            for index, item in enumerate(run.items):
                if index and amount(item) and not item.hedge and _REST.match(run.before(index)):
                    yield from _rest(run, index)


def _rest(run: Run, index: int) -> Iterator[Relation]:
    """The total and its named parts before a rest: what fits, else the two figures that stand alone before it."""
    own = [i for i in run.sentence(index) if i < index and _like(run, i, index)]
    for first in range(len(own) - 1):
        found = _relation(run, own[first], [*own[first + 1 :], index])
        if found.verdict in verify.HOLDS:
            yield found
            return
    if len(own) > 2 and "其中" in run.gaps[own[1]] and own == list(range(own[0], index)):
        listed = all(run.gaps[i].startswith("、") for i in own[2:])
        if listed and addable(run, own[0]):  # 68项，其中A14项、B23项、C11项，其余20项
            yield _relation(run, own[0], [*own[1:], index])
        return
    alike = len({run.before(i)[-2:] for i in own[1:]}) == 1
    in_a_row = len(own) > 2 and own == list(range(own[0], index)) and alike
    if in_a_row and _TOTAL.search(run.before(own[0])) and addable(run, own[0]) and not run.carried(index):
        if "其中" not in run.said:  # 案件共46件，以A为被告的9件，以B为被告的29件，其余8件
            yield _relation(run, own[0], [*own[1:], index])
        return
    if len(own) == 1:
        before = run.sentence(index)[0] - 1
        if before >= 0 and _like(run, before, index) and _TOTAL.search(run.before(before)):
            own.insert(0, before)
    if len(own) != 2 or not addable(run, own[0]) or run.carried(index):
        return
    whole, part = own
    if whole + 1 < len(run.items) and run.items[whole + 1].role == "share" and not run.breaks(whole, whole + 1):
        return  # 3日内到账2.81万件，占71.3%，…其余: itself a part
    named = any(SUBSET.search(run.gaps[i]) for i in range(whole + 1, part + 1))
    apart = [i for i in range(whole + 1, index) if i != part and amount(run.items[i])]
    larger = max(run.items[part].value, run.items[index].value) < run.items[whole].value
    if larger and not named and not apart:  # 除17件分期缴纳、5件强制执行外，其余506件: of what is not said
        yield _relation(run, whole, [part, index])


def _like(run: Run, at: int, index: int) -> bool:
    item = run.items[at]
    words = run.before(at)
    return (
        amount(item) and item.unit == run.items[index].unit and not item.hedge and not EARLIER.search(words) and not MEAN.search(words)
        and not kept(r"^[、和及与]").match(run.gaps[at])
    )  # fmt: skip


def _relation(run: Run, whole: int, parts: list[int]) -> Relation:
    items = tuple(run.items[i] for i in parts)
    outcome = verify.total(items, run.items[whole])
    return tie("parts", {"total": (run.items[whole],), "parts": items}, "其余", outcome, exhaustive=True)
