"""Rates: 受理率, 结案率, 合格率 and their like — a percentage that its name ties to an outcome and to what it came from.

The name's stem says which figure is the part (办结率: 办结7件). The whole is rarely said: the figures before it are tried, and
where none explains the rate, only one said in the same breath counts as contradicted, since 审结率 and 纠错率 often rest on
a base with cases carried over that the text does not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import SEGMENT, SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.outcomes import NOT, WHEN, kinds, speaks, stem
from lawcheck.extractors.percentages import Percentage, Reading, part_of, spoken, sums
from lawcheck.extractors.rate_bases import asked, beside, carried, complement, graded, sheets
from lawcheck.extractors.relations_share import relation
from lawcheck.extractors.wholes import Base, Share, bases
from lawcheck.model.facts import Interval, Relation
from lawcheck.model.patterns import kept, re_compile

# Rates over people asked, areas or plans: their base is never the figure that stands nearby.
_HIDDEN = re_compile(
    r"出生|死亡|自然增长|知晓|普及|覆盖|使用率|执行率|参与|参保|占有|发案|破案|出勤|利用|增长|增速|命中|晋级|就业|达标|上线|安装|入库|活跃|关注|得分|成活|绿化|城镇化|服判|息诉|上诉|抗诉"
)
_INTAKE = re_compile(
    r"受理|收到|接到|接收|收案|收件|新收|接办|接处|登记|应|共|总计|合计|立案|办理|经办|抽|检|查|收回|审结|办结|承办|参加|排查|调解|完成|回|放|有"
)
# 已判决的案件中败诉7件: another base is named without its number.
_AMONG = re_compile(r"[,。;][^,。;其]{2,12}(?:中|(?<!邻)里),?[^,。;]{0,12}$")
_BASED = re_compile(r"以([\u4e00-\u9fff]{2}?)(?:的)?(?:案件|事项|人)?(?:总?数|总量)?(?:计算?|为基数|为分母|作分母)")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        for said in spoken(run):
            # 判决结案的586件中败诉率为20.65%, 许可案卷30卷合格率100%: the figure before is the whole, the part is not said
            among = not kept(r"[,;、。:]").search(run.gaps[said.index - said.slot])
            if said.kind == "率" and not among and (found := _in_one_breath(run, said)):
                yield found
            elif said.kind == "率" and not _HIDDEN.search(said.words) and not among:
                yield from _rate(scan, run, said)


def _in_one_breath(run: Run, said: Percentage) -> Relation | None:
    """28个部门中的21个，部门覆盖率75%: whole, part and rate in one clause."""
    whole, part = said.index - 2, said.index - 1
    if whole < 0 or said.slots > 1 or not kept(r"^[\u4e00-\u9fff]{0,14}中的(?:有)?$").fullmatch(run.gaps[part]):
        return None
    if not kept(r"^,[^,。;\d]{0,12}$").fullmatch(run.gaps[said.index]) or not alike(run.items[whole], run.items[part]):
        return None
    readings: tuple[Reading, ...] = ((run.items[part],),)
    base = (run.items[whole],)
    share = Share(run, said.index, part, readings, said.words, "率")
    return relation(share, readings[0], base, verify.share(readings[0], base, run.items[said.index]), [])


def _rate(scan: Scan, run: Run, said: Percentage) -> Iterator[Relation]:
    found = _listed(run, said) if said.slots > 1 else _parts(run, said.index, stem(said.words))
    claims: list[tuple[Share, list[Base], list[Reading]]] = []
    for at, readings in found:
        share = Share(run, said.index, at, readings, said.words, "率")
        candidates = bases(scan, share, limit=14)
        wholes: list[Reading] = [(c.item,) for c in candidates if not EARLIER.search(c.run.before(c.index))]
        wholes += carried(candidates)
        wholes += beside(run, said, readings[0])
        wholes += [
            (q,) for q in sheets(run) if q.span.end <= run.items[said.index].span.start and asked(q, readings[0][0])
        ]
        wholes += complement(run, at) if not graded(share) else []
        if based := _BASED.search(said.words) or _bracketed_base(run, said.index):  # 以审结案件数计算的败诉率
            wholes = [(c.item,) for c in candidates if based[1] in c.run.before(c.index)]
            claimed = wholes[0][0] if len({w[0].value for w in wholes}) == 1 else None
            if claimed is not None and not verify.share(readings[0], (claimed,), share.percent).tolerable:
                yield relation(share, readings[0], (claimed,), verify.share(readings[0], (claimed,), share.percent), [])
                return
        for whole in wholes:
            for parts in readings:
                if any(p.span == w.span for p in parts for w in whole[:1]) or not all(
                    alike(p, whole[0]) or asked(whole[0], p) for p in parts
                ):
                    continue
                outcome = verify.Outcome(verify.fits(parts, whole, share.percent), "")
                if outcome.tolerable:
                    yield relation(share, parts, whole, outcome, wholes)
                    return
        claims.append((share, candidates, wholes))
    for share, _, _ in claims[:1]:
        if (fewer := _fewer(share, stem(said.words))) is not None:
            parts, whole = share.parts[0], (run.items[fewer],)
            yield relation(share, parts, whole, verify.share(parts, whole, share.percent), [])
            return
    together = (
        r"[两二三四五几各](?:类|项|者|种)"
        if said.slots == 1
        else r"[两二三四五几各](?:批|期|次|组|年|[省市县区镇乡局])"
    )
    if kept(together).search(said.words):
        return  # A、B两类整改完成率: of both; 两批合格率分别为a和b: each of its own batch
    for share, _, _ in claims[:1]:
        if whole_list := graded(share):  # 评定优秀18卷、合格23卷、不合格1卷，优秀率: of the 42 that were graded
            parts = share.parts[0]
            yield relation(share, parts, whole_list, verify.share(parts, whole_list, share.percent), [])
            return
    told = [c for c in claims if speaks(stem(said.words), run.words(c[0].part))]
    for share, candidates, wholes in told[:1]:
        if kept(r"、.*分别|分别.*、").search(run.before(share.part)):
            return  # 裁决、调解、撤回分别为705件、423件、213件，调撤率: which of them is meant is not said by their order
        tight = _tight(share, candidates, said.words)
        if tight is not None:
            parts = share.parts[0]
            yield relation(share, parts, (tight.item,), verify.share(parts, (tight.item,), share.percent), wholes)
    if not found:
        yield from _left_over(run, said)


def _bracketed_base(run: Run, index: int) -> re.Match[str] | None:
    """合格率（以参考人数计）为91.7%: the base in a bracket behind the name of a rate."""
    inner = (one for one in run.nested.get(index - 1, ()) if one.lead.endswith("率") and not one.items)
    return next((found for one in inner if (found := _BASED.search(one.said))), None)


def _left_over(run: Run, said: Percentage) -> Iterator[Relation]:
    """转来49件，仍有1件没有办完，办结率为99%: the part is what is not left over."""
    at = said.index - 1
    if at < 1 or not amount(run.items[at]) or run.breaks(at, said.index, SEGMENT):
        return
    words = run.words(at)
    if not kept(r"仍有|尚有|还有|仅有|只有|余下|剩余").search(words) or not kept(r"未|没有|尚在|正在").search(words):
        return
    if not speaks(stem(said.words), words):
        return
    left, printed = run.items[at], run.items[said.index]
    wholes = [
        run.items[i]
        for i in range(max(0, at - 4), at)
        if amount(run.items[i]) and alike(run.items[i], left) and not run.breaks(i, at)
    ]
    if not wholes or wholes[0].value < left.value or not wholes[0].value:
        return
    whole = wholes[0]
    done = (whole.value - left.value) / whole.value * 100
    text = f"({verify.show(whole)}−{verify.show(left)})÷{verify.show(whole)}={verify.plain(done, max(2, printed.decimals))}%"
    verdict = verify.against(done, Interval(done, done), printed)
    share = Share(run, said.index, at, ((left,),), said.words, "率")
    yield relation(share, (left,), (whole,), verify.Outcome(verdict, text), [])


def _listed(run: Run, said: Percentage) -> list[tuple[int, tuple[Reading, ...]]]:
    """The part of one rate in a list (两项满意率分别为a和b), when each part speaks of the rate's name."""
    speaking = [
        i
        for i in run.sentence(said.index)
        if i < said.index - said.slot and amount(run.items[i]) and speaks(stem(said.words), run.before(i))
    ]
    if len(speaking) == said.slots:  # 一般纠纷286件中化解284件，疑难纠纷26件中化解17件，化解率分别为a和b
        return [(speaking[said.slot], ((run.items[speaking[said.slot]],),))]
    found = part_of(run, said)
    if found is None or found[0] < 0 or not speaks(stem(said.words).split("、")[-1], run.words(found[0])):
        return []
    return [found]


def _parts(run: Run, index: int, wanted: str) -> list[tuple[int, tuple[Reading, ...]]]:
    """The figures before a rate whose words share the rate's stem, nearest first, in its sentence."""
    negative = bool(NOT.match(wanted)) or "不" in wanted
    out: list[tuple[int, tuple[Reading, ...]]] = []
    for at in range(index - 1, max(-1, index - 9), -1):
        if run.breaks(at, index, SENTENCE):
            break
        item = run.items[at]
        words = run.words(at)
        if (
            not amount(item)
            or item.unit in units.TIME
            or run.before(at).startswith("其余")
            or kept(r"应(?![诉急用对])[\u4e00-\u9fff]$").search(run.before(at))
        ):
            continue  # 应检251个 is the whole of a rate
        if negative != bool(kept(r"不|未|没有|尚").search(words)):
            continue
        if not speaks(wanted, words) and not kinds(wanted, words):
            continue
        if wanted[-2:] not in words and at + 1 < index and run.items[at + 1].role == "share":
            continue  # 90分以上的63卷，优秀率39.4%，…合格率: by another name, and told already
        readings: list[Reading] = [(item,)]
        low = at
        while low and not run.gaps[low].strip() and amount(run.items[low - 1]):
            low -= 1
            readings.append((run.items[low],))
        behind = list(range(at, index))
        if len(behind) > 1 and all(alike(run.items[i], item) and run.gaps[i].startswith("、") for i in behind[1:]):
            readings.append(tuple(run.items[at:index]))  # 完结268户、关闭18户，完成率
        out.append((at, (*readings, *sums(run, at, index))))
    return out


def _fewer(share: Share, wanted: str) -> int | None:
    """Where the intake of a part's sentence stands that is less than the part, for a rate below 100%.

    受理351件，调解成功364件，成功率98.6%: no carry-over explains it.
    """
    run = share.run
    came = [
        i
        for i in run.sentence(share.index)
        if i < share.part and kept(r"受理|收到|接到|收件|排查").search(run.before(i))
    ]
    at = came[-1] if came and share.part - came[-1] < 9 else -1
    if at < 0 or share.percent.value > 100 or run.breaks(at, share.index) or run.carried(share.index):
        return None
    whole, part = run.items[at], share.parts[0][0]
    told = amount(whole) and alike(whole, part) and whole.value < part.value and not whole.hedge
    if not told or EARLIER.search(run.before(at)):
        return None
    return at if speaks(wanted, run.words(share.part)) else None


def _more_than_due(run: Run, part: int) -> bool:
    """Whether more was done than the figure right before says was to be done."""
    due = part - 1
    said = due >= 0 and kept(r"应当?[到参出]").search(run.before(due)) and alike(run.items[due], run.items[part])
    return bool(said) and run.items[due].value < run.items[part].value


def _narrower(share: Share, wanted: str) -> bool:
    """Whether a rate is of a kind that its sentence does not speak of: 裁决128件，…终局裁决率."""
    kind = wanted[:-2]
    inside = share.run.sentence(share.index)
    said = "".join(share.run.gaps[i] for i in range(inside[0], share.index))
    return len(kind) > 1 and kind not in WHEN and not any(kind[i : i + 2] in said for i in range(len(kind) - 1))


def _tight(share: Share, candidates: list[Base], name: str) -> Base | None:
    """The whole said in the same breath as part and rate, else None."""
    wanted = stem(name)
    run = share.run
    if (
        (kept(r"整体|总体|综合|总").match(name) and "不" not in name)
        or len(share.parts[0]) > 1
        or ("满意" in name and share.kind == "率" and "满意" not in run.words(share.part))
    ):
        return None
    if "金额" in name and share.parts[0][0].role != "money":
        return None
    if run.nested.get(share.index) and any(amount(q) for inner in run.nested[share.index] for q in inner.items):
        return None  # 规范管理率78.8%（在管58632人）: the base is in the bracket
    if run.adjusted(share.index) or _narrower(share, wanted):
        return None
    inside = [i for i in range(share.part + 1, share.index) if "其中" in run.gaps[i]]
    if inside and not verify.total(run.items[inside[0] : share.index], share.parts[0][0]).holds:
        return None  # 收到回复37份，其中行政审判15份，回复率100%: of the 15
    if _more_than_due(run, share.part):
        return None  # 应当出庭51件，实际出庭54件: that is what is wrong
    late = any(word in name and word not in run.words(share.part) for word in WHEN)
    for candidate in candidates:
        if late and "应" not in candidate.run.before(candidate.index):
            continue
        if candidate.run is not run:
            if candidate.run is not run.anchor:
                return None
            continue
        words = run.before(candidate.index)
        between = run.gaps[candidate.index + 1 : share.index + 1]
        within = any("其中" in gap for gap in between)
        apart = any(SENTENCE.search(gap) for gap in between)
        if EARLIER.search(words) or (apart and not _INTAKE.search(candidate.context)):
            continue
        if apart and share.percent.value == 100:
            return None  # 办理案件137件。…重大执法决定12件，审核率100%: all of the 12
        if any(_AMONG.search(gap) for gap in between):
            return None
        if share.part > candidate.index and not any(
            kept(r"[,;。:]|中").search(g) for g in run.gaps[candidate.index + 1 : share.part + 1]
        ):
            continue  # a neighbour in the same list
        if kept(r"不批?捕|不起?诉|起诉|批捕|未|非").match(wanted) and not within:
            continue
        if sum(len(SENTENCE.findall(g)) for g in between) > 1 or any(len(g) > 60 for g in between):
            return None
        return candidate
    return None
