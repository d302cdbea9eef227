"""Bounds: what is part of something cannot be more of it — 其中, （含…）, X件中, 收到 and then 受理, 应结 and then 实结."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from lawcheck.extractors import verify
from lawcheck.extractors.alikeness import neighbours
from lawcheck.extractors.clauses import REACH, SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.earlier import EARLIER, MEAN
from lawcheck.extractors.lists import GRADE, explained_before, members
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_WITHIN = re_compile(r"(?:^|[,;.。])\s*(?:其中|这当中|当中|内含|含)")
_NESTED = re_compile(r"^(?:其中|含|包括|包含|内含|旧存|上年结转|上年结存|上期结转|结存)")
_OF = re_compile(r"^[\u4e00-\u9fff]{0,6}(?:中|里)(?=[,有])")
_SIGNS = re_compile(r"其中|当中|含|[中里][,有]")  # one of them is in every gap that begins a subset
_SETTLED = re_compile(r"已(?:全部)?(?:公布|整改|完成|解决|答复|落实|办结|办完|兑现)(?:完毕)?$")


class _Step(Struct, frozen=True):
    """Words of a figure and of one that is part of it. `next_to`: no like figure may stand between them."""

    first: re.Pattern[str]
    then: re.Pattern[str]
    next_to: bool = False


_STEPS = (
    _Step(
        re_compile(r"收到|接到|收件|新收|收案|接收|申请"),
        re_compile(r"(?:决定|予以|依法|准予|审查后|其中)?(?:受理|立案|准予[\u4e00-\u9fff]{0,4}|批准|核准|许可)$"),
    ),
    _Step(re_compile(r"移送"), re_compile(r"公安(?:机关|局)?(?:已|决定)?立案$")),
    _Step(re_compile(r"应(?:办)?结"), re_compile(r"(?:实际?|按期|已)(?:办)?结案?$")),
    _Step(re_compile(r"评查|抽[取查评]|案卷|卷宗"), GRADE, next_to=True),
    _Step(re_compile(r"提出|建议|意见"), re_compile(r"(?:被?采纳|采用)$")),
    _Step(
        re_compile(r"办件|工单|诉求|来信|留言|提案|派发|转办|交办"),
        re_compile(r"(?:已|均)?(?:办结|办复|答复|回复|当日办结|按期办结|按时办结)$"),
    ),
    _Step(
        re_compile(r"收到|接到|受理|发现|查出|排查|隐患|应|列|事项|问题|建议|提案|下放|取消|共|总"),
        _SETTLED,
        next_to=True,
    ),
    _Step(
        re_compile(r"应当?(?:到|参加|考|训|整改|公开|出庭)"),
        re_compile(r"(?:实[到考训]|实际(?:参加|参考|参训|出庭)(?:考试|培训)?|已整改|已公开)$"),
    ),
)
_THEN = re_compile(  # what every later step holds
    "优秀|优良|良好|合格|达标|受理|立案|准予|批准|核准|许可|办结|[实际期已]结|采纳|采用|办复|答复|回复|公布|整改|完成|解决|落实|办完|兑现|实[到考训]|实际[参出]|公开"
)
_OTHER_TIME = re_compile(r"累计|历年|结转|以来|\d{4}年")
_APART = re_compile(r"累计|结转|剔除|扣除|除去|不予|重复|撤回|排除")  # what is no first step of what follows


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        within = _SIGNS.search(run.said) is not None
        steps = [step for step in _STEPS if step.first.search(run.said)] if _THEN.search(run.said) else []
        for index, whole in enumerate(run.items):
            if not amount(whole):
                continue
            yield from _nested(run, index)
            if within:
                yield from _among(run, index)
            if steps:
                yield from _steps(run, index, steps)


def _nested(run: Run, index: int) -> Iterator[Relation]:
    whole = run.items[index]
    for inner in run.nested.get(index, []):
        if (
            len(inner.lead) <= 12
            and not kept(r"[,;。]").search(inner.lead)
            and _NESTED.match(inner.gaps[0].strip())
            and _countable(run, index, whole=True)
        ):
            for part in inner.items:
                if amount(part) and part.unit == whole.unit:
                    yield _bound(part, whole, "（含）")


def _among(run: Run, index: int) -> Iterator[Relation]:
    """97卷，其中许可16卷: every figure of the list behind 其中, up to the sentence's end."""
    whole = run.items[index]
    opener = index + 1
    while (
        opener < len(run.items)
        and opener - index < 4
        and (
            not amount(run.items[opener]) or EARLIER.search(run.before(opener))
        )  # 1846户次，比上年的2417户次减少23.6%，其中
    ):
        if _WITHIN.search(run.gaps[opener]):
            break
        opener += 1
    if opener < len(run.items) and kept(r"[。!?]\s*(?:其中|这当中)").search(run.gaps[opener]):
        yield from _sentence_before(run, index, opener)
        return
    if (
        not _countable(run, index, whole=True)
        or opener >= len(run.items)
        or not (_WITHIN.search(run.gaps[opener]) or (opener == index + 1 and _OF.match(run.gaps[opener])))
    ):
        return
    if run.breaks(index, opener):
        return
    colon = ":" in run.gaps[opener]
    listed = _WITHIN.search(run.gaps[opener]) is not None
    found = []
    for at in range(opener, min(opener + REACH, len(run.items))):
        if at > opener and (
            SENTENCE.search(run.gaps[at])
            or _WITHIN.search(run.gaps[at])
            or (";" in run.gaps[at] and not colon)
            or kept(r"共|合计|总|累计|另|此外|同时").search(run.gaps[at])
            or (not listed and not run.joined(at))  # 44次中有12次为联合检查，全年100次
        ):
            break
        part = run.items[at]
        base = "占" in run.before(at)  # 占全县163个村的55.8%
        if amount(part) and part.unit == whole.unit and _countable(run, at) and not base:
            found.append(_bound(part, whole, "其中"))
    broken = listed and any(bound.verdict == "off" for bound in found)
    listed_items = members(run, opener, whole) if broken else []
    if broken and (explained_before(run, opener, listed_items) or _of_both(run, index, opener)):
        return
    if not listed and _joined_before(run, index):
        return  # 在72卷处罚案卷和8卷强制案卷中，有74卷: of both
    if broken and ";" in run.gaps[opener] and _larger(run, index, found):
        return  # 抽取420卷，…按期416卷，超期4卷；其中5日以内的305卷: of all
    if broken and neighbours([run.items[i] for i in listed_items], whole):
        found = [bound for bound in found if bound.verdict != "off"]  # 180家，其中A120家、B60家，实际检查186家
    yield from found


def _joined_before(run: Run, index: int) -> bool:
    """Whether a figure is the last of a list that 和 or 、 joins."""
    joined = index > 0 and kept(r"[和与及、]$").search(run.gaps[index].strip()) is not None
    return joined and alike(run.items[index - 1], run.items[index])


def _larger(run: Run, index: int, found: list[Relation]) -> bool:
    """Whether a figure of the sentence before the last one is no less than any part."""
    most = max(bound.members["part"][0].value for bound in found)
    like = (run.items[i] for i in run.sentence(index) if i < index and alike(run.items[i], run.items[index]))
    return any(amount(item) and item.value >= most for item in like)


def _of_both(run: Run, index: int, opener: int) -> bool:
    """Whether a part may be one of the figure before as well: 在编11人，辅助8人，其中取得执法证9人."""
    before = index - 1
    if before < 0:
        return False
    part, words, own = run.items[opener], run.words(opener), run.words(index)
    shares = [words[i : i + 2] for i in range(len(words) - 1) if "其" not in words[i : i + 2]]
    for at in (i for i in run.sentence(index) if i < index and alike(run.items[i], part)):
        if run.items[at].value >= part.value and any(s in run.before(at) and s not in own for s in shares):
            return True  # 抽查企业520户，有问题78户；其中联合抽查195户
    pair = run.items[before].value + run.items[index].value
    if run.breaks(before, index) or not alike(run.items[before], run.items[index]):
        return False
    return run.before(before)[-2:] == run.before(index)[-2:] != "" and run.items[opener].value <= pair


def _sentence_before(run: Run, index: int, opener: int) -> Iterator[Relation]:
    """收到…。其中，…: the subset is at most the largest figure of the sentence before."""
    part = run.items[opener]
    before = [
        run.items[i]
        for i in range(max(0, opener - REACH), opener)
        if amount(run.items[i]) and run.items[i].unit == part.unit
    ]
    if not amount(part) or not before or not _countable(run, opener) or not _countable(run, index, whole=True):
        return
    if part.value <= verify.value(_row(run, opener - 1)):
        return  # 19个部门、13个乡镇…。其中29个单位: of both
    yield _bound(part, max(before, key=lambda q: q.value), "其中")


def _row(run: Run, last: int) -> list[Quantity]:
    """The nearest list of the sentence of a figure, up to it; nothing where there is none."""
    for at in range(last, run.sentence(last)[0], -1):
        if kept(r"[\u4e00-\u9fff]{0,8}[、和与及][\u4e00-\u9fff]{0,8}").fullmatch(run.gaps[at]):
            return [q for q in run.items[at - 1 : at + 1] if alike(q, run.items[at])]
    return []


def _countable(run: Run, index: int, *, whole: bool = False) -> bool:
    """Whether a figure is a number of things of this report's period, and no mean, duration or earlier value."""
    words = run.before(index)
    if run.items[index].role == "measure" or MEAN.search(words) or EARLIER.search(words):
        return False
    if index and not run.gaps[index].strip() and run.items[index - 1].role == "change":
        return False  # 比年初减少368户768人
    return whole or not _OTHER_TIME.search(words)


def _steps(run: Run, index: int, steps: list[_Step]) -> Iterator[Relation]:
    whole = run.items[index]
    words = run.before(index)
    if _in_list(run, index):
        return  # 许可案卷20卷、处罚案卷40卷，优秀25卷: what follows is of both
    for step in steps:
        if step.then.search(words):
            continue  # itself such a part: one grade is none of another
        if not step.first.search(words) or MEAN.search(words) or EARLIER.search(words) or _APART.search(words):
            continue
        for at in range(index + 1, min(index + 7, len(run.items))):
            part = run.items[at]
            if run.breaks(index, at):
                break
            if (
                step.next_to
                and at > index + 1
                and any(amount(run.items[i]) and alike(run.items[i], whole) for i in range(index + 1, at))
            ):
                break
            if not amount(part) or not alike(part, whole):
                continue
            if part.unit != whole.unit and any(run.items[i].unit == part.unit for i in range(index + 1, at)):
                break  # 5个方面18条，已办结14条
            if step.first.search(run.before(at)) and not step.then.search(run.before(at)):
                break  # 交办件52件全部办结，省级交办件87件办结86件
            if step.then.search(run.before(at)):
                between = (q for q in run.items[index + 1 : at] if amount(q) and alike(q, part))
                if any(q.value >= part.value > whole.value for q in between):
                    break  # 9件全部办结；县级立案监督14件，办结12件: of the 14
                found = _bound(part, whole, "先后")
                if found.verdict == "off" and "其中" in run.gaps[index]:
                    break  # 隐患769条，其中重大隐患14条，已整改765条: of all
                if found.verdict != "off" or not run.carried(at):
                    yield found
                break


def _in_list(run: Run, index: int) -> bool:
    """Whether a figure is joined to a like one before or behind it: 来信20件、来访40件."""
    pairs = ((index - 1, index), (index, index + 1))
    return any(
        one >= 0 and two < len(run.items)
        and alike(run.items[one], run.items[two])
        and run.joined(two)
        for one, two in pairs
    )  # fmt: skip


def _bound(part: Quantity, whole: Quantity, evidence: str) -> Relation:
    low, high = part.interval.low, whole.interval.high
    holds = low is None or high is None or low <= high
    sign = "≤" if holds else ">"
    outcome = verify.Outcome("exact" if holds else "off", f"{verify.show(part)}{sign}{verify.show(whole)}")
    return tie("bounds", {"part": (part,), "whole": (whole,)}, evidence, outcome)
