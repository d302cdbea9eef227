"""Hundred: percentages that must add up to 100 (a list that ends in 其他, 合格率 and 不合格率) or cannot exceed it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.percentages import RATE, SHARE, Percentage, spoken
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.extractors.wholes import core_of
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_OTHER = re_compile(r"(?:^|[,;、])\s*(?:以及)?(?:其他|其它|其余|(?:除?上述|除此)[^,;。]{0,6}(?:以|之)外)")
# Rates of outcomes within one set; 结案率 may exceed 100% by cases carried over, 完成率 by more than planned.
_CAPPED = re_compile(r"(?:合格|优秀|优良|满意|通过|成功|回复|答复|知晓|公开|覆盖|准确|及格|录用)率$")
_GRADE = re_compile(r"(?:优秀|优良|良好)率$")
_ALL = re_compile(r"全部|所有|总数|总量|总额|总人数|总件数")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        said = list(spoken(run))
        yield from _lists(run, said)
        yield from _negations(run, said)
        yield from _beyond(run)
        yield from _inverted(run)
        yield from _satisfied(run, said)


def _lists(run: Run, said: list[Percentage]) -> Iterator[Relation]:
    """占27%；…占23%；…其他类占5%: all shares of one sentence, the last of 其他."""
    shares = [s for s in said if s.kind in ("占", "并列", "括注") and s.slots == 1]
    start = 0
    for at in range(1, len(shares) + 1):
        if at < len(shares) and not _parted(run, shares[at - 1], shares[at]):
            continue
        group = shares[start:at]
        start = at
        first = group[0].index
        last = [run.gaps[i] for i in range(group[-2].index + 1, group[-1].index + 1)] if len(group) > 1 else []
        if len(group) >= 3 and any(_OTHER.search(gap) for gap in last):
            items = [run.items[s.index] for s in group]
            if any(s.index < first and not run.breaks(s.index, first) for s in shares):
                continue
            if first and any("其中" in run.gaps[i] for i in range(first, group[-1].index + 1)):
                continue
            yield _relation(items, "合计100%")


def _parted(run: Run, one: Percentage, two: Percentage) -> bool:
    """Whether a sentence ends between two shares, or they are of differently named wholes."""
    cores = core_of(one.words), core_of(two.words)
    named = bool(all(cores) and not set(cores[0]) & set(cores[1]))
    between = [i for i in range(one.index + 1, two.index) if run.items[i].role != "change" and not amount(run.items[i])]
    return named or bool(between) or run.breaks(one.index, two.index, SENTENCE)


def _negations(run: Run, said: list[Percentage]) -> Iterator[Relation]:
    """不合格率2.09%，合格率97.91%."""
    rates = [s for s in said if s.kind == "率" and s.slots == 1]
    for one, two in pairwise(rates):
        if run.breaks(one.index, two.index, SENTENCE) or two.index != one.index + 1:
            continue
        if "满意" in two.words and any("一般" in run.before(i) for i in range(one.index)):
            continue  # 满意588人、一般33人、不满意12人，满意率…，不满意率…: there is a third answer
        a, b = (kept(r"^.*?(?=不|未)|^总的|^总体|^整体").sub("", s.words) for s in (one, two))
        if a in ("不" + b, "未" + b) or b in ("不" + a, "未" + a):
            pair = [run.items[one.index], run.items[two.index]]
            found = _relation(pair, "互补")
            better = [run.items[i] for i in _better(run, one.index)] if found.verdict == "off" else []
            yield _relation([*better, *pair], "合计100%") if better else found


def _better(run: Run, index: int) -> list[int]:
    """The rates of better grades right before 合格率, which may leave them out (优秀率30%、合格率65%、不合格率5%)."""
    first = index
    while first and _GRADE.search(run.before(first - 1)) and not run.breaks(first - 1, index, SENTENCE):
        first -= 1
    return list(range(first, index))


def _satisfied(run: Run, said: list[Percentage]) -> Iterator[Relation]:
    """“满意”的占90%，“基本满意”的占20%: grades exclude each other."""
    row: list[int] = []
    for one in [s for s in said if s.kind == "占" and s.slots == 1 and "满意" in run.before(s.index)]:
        if row and (one.index != row[-1] + 1 or SENTENCE.search(run.gaps[one.index]) or "其中" in run.gaps[one.index]):
            row = []
        row.append(one.index)
        items = [run.items[i] for i in row]
        if len(row) > 1 and verify.value(items) > 100 + sum(q.ulp for q in items):
            yield _relation(items, "超过100%")
            row = []


def _beyond(run: Run) -> Iterator[Relation]:
    """占案件总数的105.5%: no part is more than the whole."""
    for index, item in enumerate(run.items):
        if item.role != "share" or item.unit != "%" or item.value <= 100 or item.hedge:
            continue
        match = SHARE.search(run.before(index))
        rate = RATE.search(run.before(index))
        if (rate and _CAPPED.search(rate["name"])) or (
            match and match["base"] and _ALL.search(match["base"]) and not RATE.search(run.before(index))
        ):
            outcome = Outcome("impossible", f"{verify.show(item)}%>100%")
            yield tie("share", {"share": (item,)}, "超过100%", outcome)


def _inverted(run: Run) -> Iterator[Relation]:
    """应持证612名，持证598名，持证率102.34%: part and whole were turned round."""
    for index, item in enumerate(run.items):
        if item.role != "share" or item.unit != "%" or item.value <= 100 or item.hedge or index < 2:
            continue
        whole, part = run.items[index - 2], run.items[index - 1]
        if not RATE.search(run.before(index)) or run.breaks(index - 2, index):
            continue
        pair = amount(whole) and amount(part) and alike(whole, part) and whole.value > part.value
        if pair and verify.share((whole,), (part,), item).verdict in ("exact", "rounded", "truncated"):
            outcome = Outcome("off", verify.share((part,), (whole,), item).computed)
            yield tie("share", {"part": (part,), "whole": (whole,), "share": (item,)}, "颠倒", outcome)


def _relation(items: list[Quantity], evidence: str) -> Relation:
    found = verify.value(items)
    unit = max(q.ulp for q in items)
    slack = sum((q.ulp for q in items), Decimal(0)) / 2
    if found == 100:
        verdict = "exact"
    elif abs(found - 100) <= unit:
        verdict = "rounded"
    else:
        verdict = "near" if abs(found - 100) <= slack else "off"
    if any(q.hedge for q in items):
        verdict = "hedged"
    text = f"{'+'.join(verify.show(q) for q in items)}={verify.plain(found)}%"
    return tie("share", {"share": tuple(items)}, evidence, Outcome(verdict, text), exhaustive=True)
