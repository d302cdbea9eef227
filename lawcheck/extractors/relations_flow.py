"""Flows: what came in, what was done and what is left (受理9471件，审结7018件，未结2453件; 受理430件，不予受理39件)."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.earlier import CARRIED, EARLIER
from lawcheck.extractors.lists import members
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Relation
from lawcheck.model.patterns import kept, re_compile
from lawcheck.model.source import Span

_IN = re_compile(
    r"建账|包保|包案|反馈|分解|确定|任务|排查|发现|查出|梳理|登记|抽检|抽查|检查|检测|交办|转办|来信|收|受理|审查|申请|收到|接到|接收|收案|收件|共|总计|合计|转来|转交|立案|审结|办结"
)
_REFUSED = re_compile(r"(?:不予|未予?|不)(?:受理|立案)")
_BEGAN = re_compile(r"年初,[^,。;]{0,6}在办[^,。;]*$")
_ACCEPTED = re_compile(r"^其中(?:依法|决定|予以)?受理$")
_NEW_ONLY = re_compile(r"新收|新增|新立|收案")
# An outcome and its negation, told by the stem they share.
_STEMS = (
    "受理",
    "立案",
    "办结",
    "办完",
    "办理完毕",
    "结案",
    "审结",
    "批捕",
    "捕",
    "合格",
    "公开",
    "答复",
    "完成",
    "整改",
    "采纳",
    "通过",
    "解决",
    "录用",
    "达标",
    "化解",
    "销号",
    "备案",
)
_NEGATED = re_compile(r"不予|不|未|尚未|没有|尚在|仍在|正在|在办(?!结)|待|阶段性")
_LEFT = re_compile(
    r"未结|未审结|未办结|结转(?:(?:至|到)?(?:下|次|明|20\d\d年)|(?=\n|$))|存案|结存|尚未审结|剩余|(?:尚|仍|正|年[末底])在(?:办|审)理?$"
)
_ON_HAND = re_compile(r"在册|在矫|现有|在管")
_DONE = re_compile(r"结|办|完|答复")
_ENDED = re_compile(r"终止|撤回|移送|转出|撤案")
_TO_DO = re_compile(
    r"应(?:办|结|审|答复)|(?:实际|共需?|总共|合计|全年|需)(?:办理|审理|处理|承办)[^,;。结]{0,8}$|总数|总量"
)
_REST = re_compile(r"^(?:尚有|还有|另有|仍有)?(?:其余|剩余|余下)")
_GOES_ON = re_compile(
    r"^[^,;。]{0,6}(?:结转(?:至|到|入)?(?:下|次|明|翌)|(?:尚|仍|正)在(?:办理|审理)|继续办理|未(?:办|审)?结)"
)


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        families = [family for sign, family in _FAMILIES if sign.search(run.said)]
        outcomes = _OUTCOMES.search(run.said) is not None
        amounts = [index for index, item in enumerate(run.items) if amount(item)] if families or outcomes else []
        flows = [found for family in families for index in amounts for found in family(run, index)]
        yield from flows
        closed = {q.span for found in flows if found.verdict != "unchecked" for q in found.members.get("closing", ())}
        for index in amounts if outcomes else ():
            yield from _complement(run, index, closed)


def _complement(run: Run, index: int, closed: set[Span]) -> Iterator[Relation]:
    """总计469件，决定受理430件，不予受理39件. What a flow ends with (`closed`), or began before the total, is left to flows."""
    whole = run.items[index]
    words = run.before(index)
    if not _IN.search(words) or _REFUSED.search(words) or kept(r"[、和及与]").match(run.gaps[index]):
        return  # 其中转办31件、自收22件，办结50件: what follows a list is not of its last member
    after = [at for at in range(index + 1, min(index + 9, len(run.items))) if _reaches(run, index, at)]
    same = [at for at in after if amount(run.items[at]) and alike(run.items[at], whole)]
    if "其中" in run.gaps[index + 1]:  # 立案25件，其中取水9件、采砂16件；结案24件，尚有1件正在办理
        parts = members(run, index + 1, whole)
        listed = verify.total([run.items[i] for i in parts], whole).holds
        same = [at for at in same if at not in parts] if listed else same
    if len(same) < 2:
        return
    first, second = same[0], same[1]
    stem = _pair(run.words(first), run.words(second))
    if not stem and kept(r"^[\u4e00-\u9fff]{0,4}中,").match(
        run.gaps[first + 1]
    ):  # 审结的40件中，A22件，B18件；尚未审结7件
        later = [at for at in same[2:] if _pair(run.words(first), run.words(at))]
        inner = [run.items[i] for i in same[1 : same.index(later[0])]] if later else []
        if later and verify.total(inner, run.items[first]).holds:
            second, stem = later[0], _pair(run.words(first), run.words(later[0]))
            same = [first, second]
    if not stem or (stem in ("批捕", "捕", "通过") and not kept(r"审结|办结|审查后").search(words)):
        return
    if run.items[second].span in closed or run.carried(second):
        return
    opened = any("其中" in run.gaps[i] for i in range(run.sentence(index)[0], index))
    if opened and run.items[first].value > whole.value:
        return  # 隐患874项，其中自查623项，检查发现251项，已整改851项，其余23项: of all 874
    chosen = [first, second]
    items = [run.items[i] for i in chosen]
    outcome = verify.total(items, whole)
    if outcome.verdict == "off":
        for size in range(3, len(same) + 1):
            wider = verify.total([run.items[i] for i in same[:size]], whole)
            if wider.holds:
                items, outcome = [run.items[i] for i in same[:size]], wider
                break
    if outcome.verdict == "off" and (
        len(same) > 3
        or run.items[second].unit not in (whole.unit, run.items[first].unit)  # 隐患1482项，整改1467项，未改的2家企业
        or whole.hedge
        or (stem in words and _denied(run.words(first), stem))  # 受理3214件，不予受理167件；受理的达成协议1826件
        or (stem in words and stem != "受理" and "应" not in words)
        or any("其中" in run.gaps[i] for i in range(first + 1, second + 1))
    ):
        return
    yield tie("parts", {"total": (whole,), "parts": tuple(items)}, f"{stem}与否", outcome, exhaustive=True)


def _reaches(run: Run, index: int, at: int) -> bool:
    """Whether a figure is in the sentence of another, or in the next where that begins with 其中."""
    marks = sum(len(SENTENCE.findall(kept(r"[。!?]\s*其中").sub("", run.gaps[i]))) for i in range(index + 1, at + 1))
    opened = sum("其中" in run.gaps[i] for i in range(index + 1, at + 1))
    if marks == 1 and opened <= 1:  # 收到268件，同比增长36.7%。经审查，受理241件，不予受理27件
        own = [i for i in run.sentence(index) if amount(run.items[i]) and alike(run.items[i], run.items[index])]
        parts = [run.items[i] for i in own if i > index]
        if len(parts) > 1 and own[0] == index and verify.total(parts, run.items[index]).holds:
            own = own[:1]  # 问题138个，其中县81个、市直部门57个。已整改119个，正在整改19个
        elif opened:
            return False
        return len(own) == 1 and run.sentences[at] - run.sentences[index] == 1
    return not marks and opened <= 1


def _pair(one: str, two: str) -> str:
    """The stem that two clauses share, one of them negated; "" where they do not."""
    for stem in _STEMS if not _REST.match(two) else ():
        if stem in one and stem in two and f"{stem}前" not in two and _denied(one, stem) != _denied(two, stem):
            return stem
    done = bool(
        kept(r"已?(?:办结|办完|办理完毕|审结|结案|完成|化解|整改|解决|办复|纠正|实际办结|按期|答复)").search(one)
    ) and not _NEGATED.search(one)
    if done and kept(
        r"尚有|还有|仍有|尚在|仍在|正在|未办|在办(?!结)|未结|未完成|尚未|推进中|跟踪|剩余|余下|其余|逾期|超期|未按|结转|跨年"
    ).search(two):
        return "办结"
    return ""


def _left(run: Run, index: int) -> Iterator[Relation]:
    """受理9471件；审结7018件；未结2453件, with 旧存 where it is given."""
    if index < 2 or CARRIED.search(run.before(index)) or not _closing(run, index):
        return
    left = run.items[index]
    near = [at for at in range(max(0, index - 9), index) if run.sentences[index] - run.sentences[at] <= 1]
    before = [
        at
        for at in near
        if amount(run.items[at])
        and alike(run.items[at], left)
        and "其中" not in run.gaps[at]
        and (not EARLIER.search(run.before(at)) or CARRIED.search(run.before(at)))
    ]
    opening = [at for at in before if CARRIED.search(run.before(at)) or _BEGAN.search(run.gaps[at])]
    refused = [at for at in before if _REFUSED.search(run.before(at))]
    before = [at for at in before if at not in refused]
    came = [at for at in before if at not in opening and kept(r"受理|收").search(run.before(at))]
    if not came and opening:  # 立案 is what came in only where nothing was received and something was carried over
        began = any(_BEGAN.search(run.gaps[at]) for at in opening)
        came = [at for at in before if at not in opening and kept(r"登记" if began else r"立案").search(run.before(at))]
    done = [at for at in before if at not in opening and at not in came and _DONE.search(run.before(at))]
    told = {*opening, *came, *done}
    told.update(
        i for at in (*opening, *came, *done) if "其中" in run.gaps[at + 1] for i in members(run, at + 1, run.items[at])
    )
    came = [at for at in came if not _NEW_ONLY.search(run.before(at))] or came
    if len(done) > 1:  # 实际办理60件，答复55件: the first is what there was to do
        done = [at for at in done if not _TO_DO.search(run.before(at))]
    if len(came) != 1 or len(done) != 1:
        return
    if (
        opening
        and not _NEW_ONLY.search(run.before(came[0]))
        and any("其中" in run.gaps[i] for i in range(came[0] + 1, opening[0] + 1))
        and ";" not in run.gaps[opening[0]]
    ):
        opening = []  # 受理9836件，其中新收8712件，旧存1124件
    finished = run.items[done[0]]
    to_do = [at for at in before if came[0] < at < done[0] and _TO_DO.search(run.before(at))]
    if to_do:  # 收到168件，…。连同上年结转14件，应审案件166件: what there was to do, in one figure
        came, opening = to_do[-1:], []
    incoming = run.items[came[0]]
    old = [run.items[at] for at in opening[:1]]
    possible = verify.summed([incoming, *old]) - finished.interval
    found = verify.value([incoming, *old]) - finished.value
    shown = f"{'+'.join(verify.show(q) for q in [*old, incoming])}−{verify.show(finished)}={verify.plain(found)}"
    verdict = verify.equal(found, possible, left)
    accepted = [at for at in near if came[0] < at < done[0] and _ACCEPTED.search(run.before(at))]
    if verdict == "off" and accepted:  # 收到86件，其中依法受理74件…；加上结转6件，审结71件: of what was accepted
        taken = [run.items[accepted[0]], *old]
        if (
            verify.equal(verify.value(taken) - finished.value, verify.summed(taken) - finished.interval, left)
            == "exact"
        ):
            return
    if verdict == "off" and not old and (_NEW_ONLY.search(run.before(came[0])) or run.nested.get(came[0])):
        verdict = "unchecked"
    if near[0] and run.sentences[index] - run.sentences[near[0] - 1] <= 1:
        verdict = "unchecked" if verdict == "off" else verdict  # the balance begins farther back than is looked
    ended = [at for at in before if at > came[0] and at not in told and _ENDED.search(run.before(at))]
    if verdict == "off" and ended:  # 办结557件，终止5件
        gone = [finished, *(run.items[at] for at in ended)]
        found = verify.value([incoming, *old]) - verify.value(gone)
        verdict = verify.equal(found, verify.summed([incoming, *old]) - verify.summed(gone), left)
        shown = f"{shown.split('=')[0]}−{'−'.join(verify.show(q) for q in gone[1:])}={verify.plain(found)}"
        told.update(ended)
    like = [run.items[at] for at in near if amount(run.items[at]) and alike(run.items[at], left)]
    if (
        verdict == "off"
        and len(like) > 1
        and like[-2] is not incoming
        and like[-2].value - like[-1].value == left.value
    ):
        verdict = "unchecked"  # 应办273件，…审理中的224件审结205件，结转19件: of what stood between
    others = [at for at in before if at > came[0] and at not in told and not _TO_DO.search(run.before(at))]
    if verdict == "off" and others and verify.value([run.items[at] for at in others]) != finished.value:
        verdict = "unchecked"  # 提请抗诉8件，不支持监督79件，终结审查10件: outcomes beside the one that is read
    roles = {"in": (incoming,), "out": (finished,), "closing": (left,), "opening": tuple(old)}
    yield tie("flow", roles, "收结存", verify.Outcome(verdict, shown), exhaustive=True)


def _all_there_was(run: Run, index: int) -> Iterator[Relation]:
    """受理2314件，上年结转46件，应办件总数2360件: what there was to do, beside what came in and what was carried over."""
    total = run.items[index]
    near = [i for i in run.sentence(index) if i < index and amount(run.items[i]) and alike(run.items[i], total)]
    if not _TO_DO.search(run.before(index)) or near != [index - 2, index - 1]:
        return
    carried = [bool(CARRIED.search(run.before(i))) for i in near]
    if sum(carried) == 1 and kept(r"受理|收").search(run.before(near[carried.index(False)])):
        parts = tuple(run.items[i] for i in near)
        outcome = verify.total(parts, total)
        yield tie("parts", {"total": (total,), "parts": parts}, "新收与结转", outcome, exhaustive=True)


def _denied(words: str, stem: str) -> bool:
    """Whether words deny an outcome (尚未办结), and not something else beside it (化解的39件未计入受理数)."""
    at = words.find(stem)
    return _NEGATED.search(words[max(0, at - 7) : at]) is not None


def _closing(run: Run, index: int) -> bool:
    """Whether a figure is what was left over, said before it (未结36件) or behind (其余36件结转下年, 尚有15件正在审理)."""
    words = run.before(index)
    rest = _REST.match(words) or kept(r"(?:尚|仍|还)有$").search(words)
    return bool(_LEFT.search(words) or (rest and _GOES_ON.match(run.gaps[index + 1])))


def _stock(run: Run, index: int) -> Iterator[Relation]:
    """累计接收102万人，累计解矫56.7万人，在册45.3万人."""
    if not _ON_HAND.search(run.before(index)):
        return
    before = [
        at
        for at in range(max(0, index - 5), index)
        if not run.breaks(at, index) and amount(run.items[at]) and alike(run.items[at], run.items[index])
    ]
    came = [at for at in before if kept(r"接收|入矫|纳管|列管|收治|收教").search(run.before(at))]
    gone = [at for at in before if kept(r"解除|解矫|期满|撤管|释放|收监|死亡|迁出|转出").search(run.before(at))]
    if len(came) != 1 or len(gone) != 1:
        return
    opening = [at for at in before if CARRIED.search(run.before(at))]
    incoming, outgoing, left = run.items[came[0]], run.items[gone[0]], run.items[index]
    old = [run.items[at] for at in opening[:1]]
    possible = verify.summed([incoming, *old]) - outgoing.interval
    found = verify.value([incoming, *old]) - outgoing.value
    verdict = verify.equal(found, possible, left)
    since = "累计" in run.before(came[0])
    if verdict == "off" and not since and not old:
        verdict = "unchecked"
    shown = f"{'+'.join(verify.show(q) for q in [*old, incoming])}−{verify.show(outgoing)}={verify.like(found, left)}"
    roles = {"in": (incoming,), "out": (outgoing,), "closing": (left,), "opening": tuple(old)}
    yield tie("flow", roles, "收解存", verify.Outcome(verdict, shown), exhaustive=True)


# Words of which a run with an outcome and its negation holds one, and each family of flows with those of its runs.
_OUTCOMES = re_compile(r"不|未|没有|尚|仍在|正在|在办(?!结)|待|阶段性|推进中|跟踪|剩余|余下|其余|逾期|超期|结转|跨年")
_FAMILIES = (
    (re_compile(f"{_LEFT.pattern}|{_GOES_ON.pattern.lstrip('^')}"), _left),
    (_ON_HAND, _stock),
    (CARRIED, _all_there_was),
)
