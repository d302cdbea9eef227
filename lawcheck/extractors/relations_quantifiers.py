"""Quantifiers: 全部办结, 均超过九成, 不足一半 — what such words say of the figures beside them."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.lists import OTHER
from lawcheck.extractors.ties import ordered, tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Relation
from lawcheck.model.patterns import re_compile

_ALL_DONE = re_compile(
    r"^,(?:现|目前|截至年底)?(?:已)?(?:做到|实现)?(?P<said>(?:全部|悉数)(?:按期|按时)?(?:办结|办复|答复|整改|完成|化解|解决))"
)
_DONE = re_compile(r"(?:办结|办复|答复|整改|完成|化解|解决)(?:了)?$")
_CAME = re_compile(r"收到|接到|受理|发现|排查|收集|交办|转办|提出")
_THESE = re_compile(r"上述|以上|这些")
_HALF = re_compile(r"^,?(?:占比|占(?:总数|全部)?的?)(?P<said>不足|不到|超过|过|大于|超)(?:一半|半数|半)")
_AT_LEAST = re_compile(r"均(?:在|达到?|为)?(?:超过?)?$")
_ROW = re_compile(r"(?:以上)?,[^,。;\d]{0,6}(?:分别|依次)(?:为|是|达到?)")
_NAMED_ROW = re_compile(r"(?:以上)?,其中[^,。;\d]{1,8}")
_NAMED = re_compile(r"[、,][^,。;\d]{1,8}")
_MOST = re_compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)(?:类|领域)?(?:案件|问题|纠纷|投诉|诉求|事项)?(?:的)?(?:数量|占比)?(?P<said>最多|最高|居首)(?=[,。;])"
)
_SIGNS = re_compile("全部|悉数|半|均|最多|最高|居首")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if not _SIGNS.search(run.said):
            continue
        for gap in range(1, len(run.gaps)):
            if "最" in run.gaps[gap] or "居首" in run.gaps[gap]:
                yield from _most(run, gap)
        for index, item in enumerate(run.items):
            if item.hedge in ("以上", "超过", "超"):
                yield from _all_over(run, index)
            elif said := _ALL_DONE.match(run.gaps[index + 1]):
                yield from _all_done(run, index, said["said"])
            elif said := _HALF.match(run.gaps[index + 1]):
                yield from _half(run, index, said["said"])


def _counts(run: Run, index: int) -> bool:
    item = run.items[index]
    return amount(item) and not item.hedge and not EARLIER.search(run.before(index))


def _all_done(run: Run, index: int, said: str) -> Iterator[Relation]:
    """收到投诉137件，…。上述投诉已办结131件，全部办结."""
    part, words = run.items[index], run.before(index)
    if not _DONE.search(words) or not _counts(run, index) or run.carried(index):
        return
    near = [i for i in run.sentence(index) if i < index]
    if _THESE.search(words) and not near and index:
        near = list(run.sentence(index - 1))
    like = [i for i in near if amount(run.items[i]) and alike(run.items[i], part) and not run.items[i].hedge]
    came = [i for i in like if _CAME.search(run.before(i)) and not EARLIER.search(run.before(i))]
    if len(came) != 1 or came[0] != like[0]:
        return
    whole = run.items[came[0]]
    yield ordered(part, whole, said, up=True)


def _half(run: Run, index: int, said: str) -> Iterator[Relation]:
    """纠纷5240件，其中家庭、邻里类2830件，占比不足一半."""
    if not index or "其中" not in run.gaps[index] or SENTENCE.search(run.gaps[index]) or not _counts(run, index):
        return
    part, whole = run.items[index], run.items[index - 1]
    if (
        amount(whole)
        and whole.value
        and alike(part, whole)
        and not whole.hedge
        and not EARLIER.search(run.before(index - 1))
    ):
        less = said in ("不足", "不到")
        shown = f"{verify.show(part)}÷{verify.show(whole)}={verify.plain(part.value / whole.value * 100, 1)}%"
        holds = part.value * 2 < whole.value if less else part.value * 2 > whole.value
        outcome = Outcome("exact" if holds else "off", shown)
        yield tie("compare", {"one": (part,), "other": (whole,)}, f"{said}一半", outcome)


def _all_over(run: Run, index: int) -> Iterator[Relation]:
    """满意度均在95%以上，分别为97.2%、96.4%、95.1%; 均超过九成，其中县级95.4%、乡级90.6%: no member of the list is below."""
    least = run.items[index]
    if not _AT_LEAST.search(run.before(index)) or index + 1 >= len(run.items):
        return
    gap = run.gaps[index + 1]
    named = _NAMED_ROW.fullmatch(gap) is not None
    if not named and not _ROW.fullmatch(gap):
        return
    row = [run.items[index + 1]]
    for at in range(index + 2, len(run.items)):
        goes_on = _NAMED.fullmatch(run.gaps[at]) if named else run.enumerated(at)
        if not goes_on or run.items[at].unit != least.unit or run.items[at].role != least.role:
            break
        row.append(run.items[at])
    low = min(row, key=lambda q: q.value)
    if len(row) > 1 and low.unit == least.unit:
        yield ordered(low, least, "均在…以上", up=True)


def _most(run: Run, gap: int) -> Iterator[Relation]:
    """农药23件、种子14件、渔政26件。…农药类案件最多: a member of the list before these words, by its name."""
    said = _MOST.search(run.gaps[gap])
    if not said:
        return
    named = [i for i in range(max(0, gap - 12), gap) if run.before(i).endswith((said["name"], f"{said['name']}类"))]
    if len(named) != 1 or not amount(run.items[named[0]]) or run.sentences[gap - 1] - run.sentences[named[0]] > 1:
        return
    first = last = named[0]
    while first and run.joined(first) and _like(run, first - 1, named[0]):
        first -= 1
    while last + 1 < gap and run.joined(last + 1) and _like(run, last + 1, named[0]):
        last += 1
    row = [i for i in range(first, last + 1) if not OTHER.match(run.before(i))]
    if len(row) > 2:
        one, most = run.items[named[0]], max((run.items[i] for i in row), key=lambda q: q.value)
        yield ordered(one, most, f"{said['name']}{said['said']}", up=True)


def _like(run: Run, one: int, other: int) -> bool:
    return amount(run.items[one]) and run.items[one].unit == run.items[other].unit
