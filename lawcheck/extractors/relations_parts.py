"""Parts: a total and what it is made of behind it (共…其中…, 分别为, 由…组成, 括号分项), and which lists are complete.

其中 alone may leave things out and may overlap, so it says only that no list of its kind exceeds the total. A list is
exhaustive when the language says so: a colon, 分别为, a bracket of nothing else, 其他 at the end, a pair that leaves
nothing out. Totals behind their list are in relations_sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from lawcheck.extractors import verify
from lawcheck.extractors.alikeness import changes, counts_other, neighbours, one_sort, parallel
from lawcheck.extractors.clauses import REACH, SEGMENT, SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.earlier import ADJUSTED, CARRIED, EARLIER
from lawcheck.extractors.lists import (
    AND_SO_ON,
    DECIDED,
    OTHER,
    SUBSET,
    addable,
    announced,
    closed_grades,
    explained_before,
    how_many,
    left_of_earlier,
    members,
    of_one_before,
    opposed,
    overlapping,
    paired,
    without_better,
)
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_COMPARE = re_compile(
    r"上年(?!结转|结存|转来|旧存|遗留)|去年|上月|上周|同期|同比|环比|上季|前一|\d{4}年|应|计划|目标|原|每|平均|均为|历史|累计|预计|往年|较|比"
)
_OPEN = re_compile(r"(?:^|[,;。.])\s*(?:这?其中|这当中|当中)\s*[,:]?")
_COLON = re_compile(
    r"^[^:,;。]{0,14}(?:,[^:,;。]{0,12}(?:结果|情况|类型|去向|构成|分布|方式|结构)(?:分别|依次)?(?:为|是|如下)?)?:\s*[^:,;。]+$"
)
_AS = re_compile(
    r"^[^:,;。]{0,8}[,:]?\s*(?:分别为|分别是|依次为|分为|包括|即(?![办时将可]))[^,;。\d]+$"
    r"|^[^:;。]{0,20},\s*(?:分布在|分别来自|分别在|来自)[^,;。\d]+$"
)
_SPREAD = re_compile(r",\s*(?:分布在|来自)[^,;。\d]+$")
_KINDS = re_compile(r",[^:,;。]{0,16},\s*(?:即|分别(?:为|是)|依次为|包括)[^,;。\d]+$")  # 全部集中在四个领域，即
_MADE_OF = re_compile(r"^[^:,;。]{0,6},\s*(?:是|系)?由[^,;。]{0,12}$")
_IN_IT = re_compile(r"^[^,:;。\d其]{0,10}中,[^,;。]*$")  # 210处扣分点中，属于…17处
_CHANNEL = re_compile(r"^,(?:群众|网上|电话)?(?:来信|来访|来电|网信|网上|信件|电话)[^,;。\d]{0,4}$")
_CONCERNS = re_compile(r"^[^:;。]{0,10},?(?:内容|主要|分别)?(?:涉及|涵盖)[^,;。\d]+$")
_MADE = re_compile(r"^[\u4e00-\u9fff]{0,8}?(?:[两二三四五]|几)?(?:大|个)?(?:部分|项|类|块)?(?:构成|组成)")
_SCORED = re_compile(
    r"(?:组成|构成|方面|内容|指标|部分|板块|维度)[^,;。\d]{0,4},?(?:各|分别)(?:占|为|计)[^,;。\d]{0,2}$"
)
_SO_MUCH_OF = re_compile(r",(?:以上|上述|这)[^,。;]{0,10}占")  # 这3种合计占丙类的98.8%: not all of them
_REST = re_compile(r"[^。!?;]{0,4}[,、](?:其余|其他|其它|余下)")


# A run without any of these words, pairs and brackets ties no list to a total, and need not be read figure by figure.
_SIGNS = re_compile(
    r"其中|当中|:|一是|分别为|分别是|依次为|分为|包括|即|构成|组成|各占|分别占|分布在|来自|分别在|中,|涉及|涵盖|来信|来访"
)
_OPENERS = re_compile(f"{_SIGNS.pattern}|由")  # one of them is in every gap that opens a list


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if not run.nested and not _SIGNS.search(run.said) and not paired(run.said):
            continue
        for index in range(len(run.items)):
            if addable(run, index):
                yield from _bracketed(run, index)
                yield from _listed(run, index)
                yield from _halves(run, index)


def _bracketed(run: Run, index: int) -> Iterator[Relation]:
    """97卷（许可类16卷，处罚类81卷）."""
    whole = run.items[index]
    for inner in run.nested.get(index, []):
        if len(inner.lead) > 12 or kept(r"[,。;:]").search(inner.lead):
            continue
        parts = [i for i, q in enumerate(inner.items) if amount(q) and alike(q, whole)]
        if any(kept(r"送审|审定|报审|核定|折算|换算").search(inner.before(i)) for i in parts):
            continue  # 核减714万元（送审8430万元，审定7716万元）
        if not 2 <= len(parts) <= REACH or any(_COMPARE.search(inner.before(i)) for i in parts):
            continue
        if any(SENTENCE.search(inner.gaps[i]) for i in range(1, len(inner.items))):
            continue
        opening = inner.gaps[0].strip()
        if ADJUSTED.search(inner.said):
            continue  # 快报为5861万元，剔除误列的25万元
        partial = bool(SUBSET.match(opening))
        nested = any(SUBSET.search(inner.gaps[i]) for i in range(1, len(inner.items)))
        if nested or changes([inner.words(i) for i in parts]):
            continue
        rest = OTHER.match(inner.before(parts[-1])) or (opening.startswith("含") and _covered(run, index, inner, parts))
        yield from _judged(
            whole,
            [inner.items[i] for i in parts],
            "括号分项",
            exhaustive=bool(not partial or rest),
            run=inner,
            at=parts,
            strong=bool(rest),
        )


def _same(item: Quantity, whole: Quantity) -> bool:
    return amount(item) and alike(item, whole)


def _covered(run: Run, index: int, inner: Run, parts: list[int]) -> bool:
    """离退休和内退人员62名（含离休3名、退休44名、内退15名）: the total's own words name every part."""
    words = set(run.before(index))
    return all(set(kept(r"^含").sub("", inner.before(i))) <= words for i in parts)


def _listed(run: Run, index: int) -> Iterator[Relation]:
    """共1127个。其中村972个… / 226个：村级76个…."""
    whole = run.items[index]
    if index + 1 >= len(run.items) or (
        index and EARLIER.search(run.before(index)) and _same(run.items[index - 1], whole)
    ):
        return  # 87件，比上年的74件增长17.6%，其中: of the 87
    opener = index + 1
    while (
        opener < len(run.items)
        and (not _same(run.items[opener], whole) or EARLIER.search(run.before(opener)))
        and opener - index < 4
        and not _OPEN.search(run.gaps[opener])
    ):
        opener += 1  # 同比增长13.1%。其中…
    if opener >= len(run.items):
        return
    gap = run.gaps[opener]
    if opener == index + 2 and _SPREAD.search(run.gaps[index + 1]) and not SENTENCE.search(run.gaps[index + 1]):
        gap = run.gaps[index + 1]  # 46人，分布在政策法规科等5个科室19人、执法大队21人
    elif opener > index + 1 and not _OPEN.search(gap) and "一是" not in gap:
        return
    if not _OPENERS.search(gap):
        return
    inner = _OPEN.search(gap)
    if inner:
        exhaustive, evidence = False, "其中"
    elif kept(r"[。;:]\s*一是").search(gap) and announced(run, index, 0):
        exhaustive, evidence = False, "逐项"
    elif opener == index + 1 and _IN_IT.match(gap):
        exhaustive, evidence = False, "中"
    elif opener == index + 1 and _CHANNEL.match(gap):
        exhaustive, evidence = True, "渠道"
    elif opener == index + 1 and _CONCERNS.search(gap):
        exhaustive, evidence = False, "涉及"
    elif _opens(gap) and not SENTENCE.search(gap):
        exhaustive, evidence = True, "包括" if kept(r"包括[^,;。]*$").search(gap) else "列举"
    else:
        return
    parts = members(run, opener, whole)
    if len(parts) < 2 or parts[0] > opener + 1 or (_KINDS.search(gap) and how_many(gap) != len(parts)):
        return
    if _MADE_OF.search(gap) and not _MADE.match(run.gaps[parts[-1] + 1]):
        return
    if changes([run.words(i) for i in parts]):
        return  # 由713件变为734件：新制定48件，失效27件
    if evidence == "涉及" and any(run.items[i].unit != whole.unit for i in parts):
        return  # 27条留言涉及14个单位，当日更正9条
    if evidence == "渠道" and not (len(parts) > 2 and all(_CHANNEL.match("," + run.before(i)) for i in parts)):
        return
    if evidence == "涉及" and not (len(parts) > 2 and OTHER.match(run.before(parts[-1]))):
        return  # A的18份、B的23份、其他事项的26份: only 其他 says that it is all
    decided = [n for n, i in enumerate(parts) if not DECIDED.search(run.words(i))]
    if evidence == "其中" and decided and decided[0] > 3:
        parts = parts[: decided[0]]  # 维持68件，驳回19件，…终止10件，制发意见书5份: the last is no outcome
    last = [n for n, i in enumerate(parts[:-1]) if n and OTHER.match(run.before(i)) and not run.joined(parts[n + 1])]
    if last and verify.value([run.items[i] for i in parts[: last[0] + 1]]) > whole.value:
        parts = parts[: last[0] + 1]  # …、其他类46件，罚没款412.7万元，移送公安机关7件
    if left_of_earlier(run, index, parts[-1]):
        return  # 受理64件，办结60件，其中调解27件，其余4件仍在审理: of the 64
    closed = opposed(run, parts) or closed_grades(run, parts)
    strong = bool(OTHER.match(run.before(parts[-1]))) or announced(run, index, len(parts)) or closed
    behind = "".join(run.gaps[parts[-1] + 1 : parts[-1] + 3])
    exhaustive = (exhaustive or strong) and not AND_SO_ON.match(behind) and not _SO_MUCH_OF.match(behind)
    if any(
        amount(run.items[i]) and i not in parts and run.gaps[i].startswith("、") for i in range(parts[0], parts[-1])
    ):
        exhaustive = False  # 来信207件、来访318批、网上信访759件: in units that cannot be added
    if SENTENCE.search(gap):
        whole = _fitting(run, index, [run.items[i] for i in parts])
        others = [i for i in run.sentence(index) if amount(run.items[i]) and alike(run.items[i], whole)]
        if opposed(run, parts) and len(parts) == 4:  # 全年共排查318起，成功309起。其中一季度排查71起…
            others = [i for i in others if kept(r"全年|共").search(run.before(i))]
            whole = run.items[others[0]] if len(others) == 1 else whole
        exhaustive = exhaustive and len(others) == 1
        if len(others) > 1 and not verify.total([run.items[i] for i in parts], whole).holds:
            return
    yield from _judged(
        whole, [run.items[i] for i in parts], evidence, exhaustive=exhaustive, run=run, at=parts, strong=strong
    )


def _opens(gap: str) -> bool:
    """Whether the words between a total and the first of its parts open a list that is complete."""
    return any(opening.search(gap) for opening in (_COLON, _AS, _KINDS, _MADE_OF, _SCORED))


def _fitting(run: Run, index: int, items: list[Quantity]) -> Quantity:
    """Of the figures in the sentence before a list the one that is its sum, else the last."""
    for at in run.sentence(index):
        if amount(run.items[at]) and verify.total(items, run.items[at]).holds:
            return run.items[at]
    return run.items[index]


def _halves(run: Run, index: int) -> Iterator[Relation]:
    """在册213人，……；男性186人，女性27人: a pair that leaves nothing out, behind the total that its sentence begins with."""
    if (
        index + 1 >= len(run.items)
        or not alike(run.items[index], run.items[index + 1])
        or kept(r"[。;:]").search(run.gaps[index + 1])
    ):
        return
    if not opposed(run, [index, index + 1]) or "其中" in run.gaps[index]:
        return
    first = run.sentence(index)[0]
    whole, items = run.items[first], [run.items[index], run.items[index + 1]]
    if first >= index or not addable(run, first) or not alike(whole, items[0]):
        return
    outcome = verify.total(items, whole)
    between = [i for i in range(first + 1, index) if amount(run.items[i]) and not alike(run.items[i], whole)]
    before = index - 1 > first and _same(run.items[index - 1], whole) and not run.breaks(index - 1, index, SEGMENT)
    behind = (
        index + 2 < len(run.items) and amount(run.items[index + 2]) and not run.breaks(index + 1, index + 2, SEGMENT)
    )
    beside = before or behind or _REST.match(run.gaps[index + 2])  # the pair is a piece of a longer list
    if outcome.verdict == "off" and (between or beside or not kept(r"共|现有|在册|目前|总").search(run.before(first))):
        return
    yield tie("parts", {"total": (whole,), "parts": tuple(items)}, "两分", outcome, exhaustive=True)


def _judged(
    whole: Quantity,
    items: list[Quantity],
    evidence: str,
    *,
    exhaustive: bool,
    run: Run,
    at: list[int],
    strong: bool = False,
) -> Iterator[Relation]:
    """The relation of a list to its total, where it can be said: holds, off, or too little to say."""
    outcome = verify.total(items, whole)
    if outcome.holds:
        yield tie("parts", {"total": (whole,), "parts": tuple(items)}, evidence, outcome, exhaustive=exhaustive)
        return
    if evidence == "其中" and explained_before(run, at[0], at):
        return
    closed = closed_grades(run, at)
    other = kept(r"^(?:以及|和|与|及)?[^,;]{0,16}(?:其他|其它)").match(
        run.before(at[-1])
    )  # what 其他 ends is all of it
    if not closed and not other and not one_sort(run, at) and (some := neighbours(items, whole)):
        outcome = verify.total(some, whole)
        yield tie("parts", {"total": (whole,), "parts": some}, evidence, outcome, exhaustive=False)
        return
    if closed and (among := verify.total(without_better(run, at), whole)).holds:
        members = {"total": (whole,), "parts": tuple(without_better(run, at))}
        yield tie("parts", members, evidence, among, exhaustive=exhaustive)
        return
    exceeds = verify.value(items) > whole.value
    exhaustive = exhaustive or (len(items) > 2 and verify.turned(verify.value(items), whole))
    if evidence == "包括" and not strong and (whole.value - verify.value(items)) * 4 > whole.value:
        exhaustive = False  # 受援人548人，包括农民工217人、老年人64人: some of them
    doubtful = (
        counts_other(run, at, whole)
        or of_one_before(run, at, whole)
        or overlapping(run, at[0])
        or (at[0] > 0 and CARRIED.search(run.before(at[0] - 1)))
    )
    if (
        whole.hedge
        or any(i.hedge for i in items)
        or doubtful
        or (not exhaustive and not (exceeds and parallel(run, at, whole)))
    ):
        outcome = replace(outcome, verdict="unchecked")
    yield tie("parts", {"total": (whole,), "parts": tuple(items)}, evidence, outcome, exhaustive=exhaustive)
