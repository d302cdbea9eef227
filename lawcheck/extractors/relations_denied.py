"""Denied figures: what a text says there was none of, beside its figure of it (零败诉 and 败诉2件; 无一件被撤销 and 撤销2件)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import Run, Scan, amount
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

# The claim stands alone in its clause: 重大案件零败诉, 以县政府为被告的案件零败诉 are of some of them.
_NO_LOSS = re_compile(
    r"(?:^|[,。;])(?:一年来|全年|本年度)?,?(?:(?:全[县镇乡市区街]|我[县镇乡市区局])?(?:的)?行政(?:诉讼|应诉)(?:案件)?)?(?:继续|连续[一二三四五六七八九十\d]+年)?(?:实现|保持|做到)?了?[“]?(?P<said>零败诉|无败诉|无一败诉)"
)
_NONE = re_compile(
    r"(?P<said>无一(?:件|起|例|宗)?(?:被)?(?:(?P<what>撤销|变更|确认违法|责令履行|败诉|纠错)[、或和]?)+)"
)
_LOST = re_compile(r"败诉(?:的)?(?:案件)?(?:有|为)?$")
_ELSEWHERE = re_compile(r"上年|去年|20\d\d年|全省|全市|其他|另|撤诉")


def relations(scan: Scan) -> Iterator[Relation]:
    lost = [
        (run, index)
        for run in scan.runs
        if "败诉" in run.said
        for index, item in enumerate(run.items)
        if amount(item) and item.value and _LOST.search(run.before(index)) and _plain(run, index)
    ]
    claim = _NO_LOSS.search(scan.folded) if lost else None
    if claim and len({run.items[index].value for run, index in lost}) == 1:
        run, index = lost[0]
        yield _denied(run.items[index], claim["said"])
    for match in _NONE.finditer(scan.folded):
        if found := _none(scan, match):
            yield found


def _plain(run: Run, index: int) -> bool:
    return not EARLIER.search(run.before(index)) and not _ELSEWHERE.search(run.context(index))


def _none(scan: Scan, said: re.Match[str]) -> Relation | None:
    """维持4件、撤销2件，无一件被撤销、变更或确认违法: in one sentence."""
    run = scan.line_at(said.start())
    begin = scan.folded.rfind("。", 0, said.start()) + 1
    for index in reversed(range(run.before_place(said.start()) if run else 0)):
        assert run is not None
        item = run.items[index]
        if item.span.start < begin:
            break
        named = kept(r"(撤销|变更|确认违法|责令履行|败诉|纠错)$").search(run.before(index))
        if named and named[1] in said[0] and amount(item) and item.value and _plain(run, index):
            return _denied(item, said["said"].rstrip("、或和"))
    return None


def _denied(item: Quantity, words: str) -> Relation:
    outcome = Outcome("off", f"有{verify.show(item)}{item.unit}")
    return tie("compare", {"one": (item,), "other": (item,)}, words, outcome)
