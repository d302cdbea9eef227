"""Parts: a total and what it is made of (共…其中…, 分别为, 括号分项, 合计, 按…分), and which lists claim to be complete.

其中 alone may leave things out and may overlap, so it says only that no list of its kind exceeds the total. A list is
exhaustive when the language says so: a colon, 分别为, a bracket of nothing else, 其他 at the end, 合计 behind it,
an outcome and its negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount, last_clause
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.source import Span

_COMPARE = re.compile(r"上年(?!结转|结存|转来|旧存|遗留)|去年|上月|上周|同期|同比|环比|上季|前一|\d{4}年|应|计划|目标|原|每|平均|均为|历史|累计|预计|往年|较|比")
_SUBSET = re.compile(r"其中|这当中|当中|包含|包括|内含|含")
_OPEN = re.compile(r"(?:^|[,;。.])\s*(?:这?其中|这当中|当中)\s*[,:]?")
_COLON = re.compile(r"^[^:,;。]{0,14}:\s*[^:,;。]+$")
_AS = re.compile(r"^[^:,;。]{0,8}[,:]?\s*(?:分别为|分别是|依次为|分为|包括|即)[^,;。\d]+$")
_OTHER = re.compile(r"^(?:以及|和|与|及)?(?:[^,;]{0,16}(?:的|等))?(?:其他|其它|其余|余下|剩余)")
_STOP = re.compile(r"(?<!公)共|合计|总计|累计|另(?!行)|此外|除此|同时|同比|环比|上述|以上|为此|占(?!道|用|地|压)|较[上去同前]|比[上去同前]")
_RESULT = re.compile(r"(?:情况|结果|流向|去向)(?:为|是|如下)?:")
_IN_IT = re.compile(r"^(?:在|从)?([^,。;:\d其]{2,14})(?:中|里),")
_SUM = re.compile(r"^[,、;]?\s*(?:两项|三项|四项|五项|各项|以上|上述|两者|三者|两类|全部)?(?:[\u4e00-\u9fff]{0,4})?(?:合计|总计|共计|总共|一共|相加|总和|累计|合并|共)[\u4e00-\u9fff]{0,2}?(?:为|达|有|是)?$"
                  r"|^[,;]?\s*(?:两|三|四|五|各|以上各?)项?(?:相加|合计|总计|加起来)[,:]?[^,;。]{0,24}$")
_PAIRS = (("有效", "无效"), ("严管", "普管"), ("简易程序", "一般程序"), ("简易程序", "普通程序"), ("好评", "差评"), ("电话", "网络"), ("一般", "重大"), ("专职", "兼职"), ("存量", "新增"), ("男", "女"), ("线上", "线下"), ("首次", "再次"), ("城镇", "农村"), ("主办", "会办"), ("主办", "协办"),
          ("自然人", "法人"), ("公民", "法人"), ("商品", "服务"), ("事件", "部件"), ("来信", "来访"), ("来电", "来访"), ("市级", "县级"), ("省级", "市级"),
          ("公开", "不公开"), ("国内", "涉外"), ("初次", "重复"), ("本级", "上级"), ("书面", "口头"), ("在职", "离退休"), ("个人", "集体"))
_BY = re.compile(r"(?:分别|依次)(?:为|是)[:]|(?:情况|结果|流向|去向)(?:为|是|如下)?:|(?:按照?|依|从)[^,。;:]{1,16}?(?:分类?|划分|归类|分为|统计|来看|看|来说|区分|分布|情况|来源|类型|性质|途径|方式|渠道)[^,。;:]{0,6}[,:]?")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        for index, item in enumerate(run.items):
            if not _addable(run, index):
                continue
            yield from _bracketed(run, index)
            yield from _listed(run, index)
            yield from _summed_up(run, index)
            yield from _halves(run, index)
        yield from _by_kind(scan, run)


def _addable(run: Run, index: int) -> bool:
    """Whether a figure can be a total: a positive amount that is no mean, duration or mark."""
    item = run.items[index]
    if not amount(item) or not item.value or units.CLASS.get(item.unit) == "score" or item.unit in units.TIME:
        return False
    return not re.search(r"平均|人均|均为|每", run.before(index))


def _bracketed(run: Run, index: int) -> Iterator[Relation]:
    """97卷（许可类16卷，处罚类81卷）."""
    whole = run.items[index]
    for inner in run.nested.get(index, []):
        if len(inner.lead) > 12 or re.search(r"[,。;:]", inner.lead):
            continue
        parts = [i for i, q in enumerate(inner.items) if amount(q) and alike(q, whole)]
        if len(parts) < 2 or any(_COMPARE.search(inner.before(i)) for i in parts):
            continue
        if any(SENTENCE.search(inner.gaps[i]) for i in range(1, len(inner.items))):
            continue
        opening = inner.gaps[0].strip()
        partial = bool(_SUBSET.match(opening))
        nested = any(_SUBSET.search(inner.gaps[i]) for i in range(1, len(inner.items)))
        if nested:
            continue
        rest = _OTHER.match(inner.before(parts[-1])) or opening.startswith("含") and _covered(run, index, inner, parts)
        yield from _judged(whole, [inner.items[i] for i in parts], "括号分项", exhaustive=bool(not partial or rest),
                           run=inner, at=parts, strong=bool(rest))


def _same(item: Quantity, whole: Quantity) -> bool:
    return amount(item) and alike(item, whole)


def _covered(run: Run, index: int, inner: Run, parts: list[int]) -> bool:
    """离退休和内退人员62名（含离休3名、退休44名、内退15名）: the total's own words name every part."""
    words = set(run.before(index))
    return all(set(re.sub(r"^含", "", inner.before(i))) <= words for i in parts)


def _listed(run: Run, index: int) -> Iterator[Relation]:
    """共1127个。其中村972个… / 226个：村级76个…."""
    whole = run.items[index]
    if index + 1 >= len(run.items):
        return
    opener = index + 1
    while opener < len(run.items) and not _same(run.items[opener], whole) and opener - index < 4 and not _OPEN.search(run.gaps[opener]):
        opener += 1  # 同比增长13.1%。其中…
    if opener >= len(run.items):
        return
    gap = run.gaps[opener]
    inner = _OPEN.search(gap)
    if inner:
        exhaustive, evidence = False, "其中"
    elif re.search(r"[。;:]\s*一是", gap) and _announced(run, index, 0):
        exhaustive, evidence = False, "逐项"
    elif opener == index + 1 and (_COLON.search(gap) or _AS.search(gap)) and not SENTENCE.search(gap):
        exhaustive, evidence = True, "列举"
    else:
        return
    parts = _members(run, opener, whole)
    if len(parts) < 2:
        return
    strong = bool(_OTHER.match(run.before(parts[-1]))) or _announced(run, index, len(parts)) or _opposed(run, parts)
    exhaustive = exhaustive or strong
    if SENTENCE.search(gap):
        whole = _fitting(run, index, [run.items[i] for i in parts])
        others = [i for i in run.sentence(index) if amount(run.items[i]) and alike(run.items[i], whole)]
        exhaustive = exhaustive and len(others) == 1
        if len(others) > 1 and not verify.total([run.items[i] for i in parts], whole).holds:
            return
    yield from _judged(whole, [run.items[i] for i in parts], evidence, exhaustive=exhaustive, run=run, at=parts, strong=strong)


def _opposed(run: Run, parts: list[int]) -> bool:
    """Whether a list of two is a pair that leaves nothing out: 专职 and 兼职, 存量 and 新增."""
    if len(parts) != 2:
        return False
    one, two = (run.before(i) for i in parts)
    one, two = (run.words(i) for i in parts) if not one or not two else (one, two)
    return any(a in one and b in two or b in one and a in two for a, b in _PAIRS if not (a in one and b in one))


def _announced(run: Run, index: int, count: int) -> bool:
    """五类案件总计26451件: the number of kinds is announced and as many follow."""
    match = re.search(r"([二两三四五六七八九十]|\d{1,2})(?:大|个)?(?:类|种|项|方面)", run.gaps[index][-24:])
    if not match:
        return False
    from lawcheck.extractors.numerals import read

    return not count or read(match[1]) == count


def _fitting(run: Run, index: int, items: list[Quantity]) -> Quantity:
    """Of the figures in the sentence before a list the one that is its sum, else the last."""
    for at in run.sentence(index):
        if amount(run.items[at]) and verify.total(items, run.items[at]).holds:
            return run.items[at]
    return run.items[index]


def _members(run: Run, first: int, whole: Quantity) -> list[int]:
    """The items of a list: same sort as the whole, in one sentence, up to a word that begins something else."""
    out: list[int] = []
    for at in range(first, len(run.items)):
        gap = run.gaps[at]
        if at > first:
            if ";" in gap and re.match(r"(?:新增|办理|完成|另|同时|全年|累计)", last_clause(gap)) and at > first + 1:
                break
            if SENTENCE.search(gap):
                break
            item = run.items[at]
            clause = re.split(r"[,;]", gap)[-1]
            if _SUBSET.search(gap) or (amount(item) and alike(item, whole) and _STOP.search(clause)):
                break
            if amount(item) and not alike(item, whole) and ";" in gap and not _pair(run, at, whole):
                break
        if amount(run.items[at]) and alike(run.items[at], whole):
            out.append(at)
    return out


def _pair(run: Run, at: int, whole: Quantity) -> bool:
    return at + 1 < len(run.items) and alike(run.items[at + 1], whole)


def _summed_up(run: Run, index: int) -> Iterator[Relation]:
    """发放补贴41.8万元、补助5.19万元，总计46.99万元."""
    if not index:
        return
    match = _SUM.match(run.gaps[index].strip())
    whole = run.items[index]
    if not match or not whole.value:
        return
    bare = re.search(r"[,、;]?\s*(?:累计|共(?!计))[\u4e00-\u9fff]*$", run.gaps[index].strip()) is not None
    parts: list[int] = []
    for at in run.sentence(index):
        if at < index and amount(run.items[at]) and alike(run.items[at], whole):
            parts.append(at)
    if len(parts) < 2:
        return
    chosen = parts
    for low in range(len(parts) - 1):
        if verify.total([run.items[i] for i in parts[low:]], whole).holds:
            chosen = parts[low:]
            break
    items = [run.items[i] for i in chosen]
    outcome = verify.total(items, whole)
    nested = any(_SUBSET.search(run.gaps[i]) for i in parts)
    between = [run.items[i] for i in range(parts[0], index)]
    mixed = len(parts) > 4 and (len(between) != len(parts) or parts[0] != run.sentence(index)[0])
    if not outcome.holds and (bare or nested or mixed or max(i.value for i in items) > whole.value):
        return
    yield _relation(whole, items, "合计", outcome, exhaustive=True)


def _halves(run: Run, index: int) -> Iterator[Relation]:
    """在册213人，……；男性186人，女性27人: a pair that leaves nothing out, behind the total that its sentence begins with."""
    if index + 1 >= len(run.items) or not alike(run.items[index], run.items[index + 1]) or re.search(r"[。;:]", run.gaps[index + 1]):
        return
    if not _opposed(run, [index, index + 1]) or "其中" in run.gaps[index]:
        return
    first = run.sentence(index)[0]
    whole, items = run.items[first], [run.items[index], run.items[index + 1]]
    if first >= index or not _addable(run, first) or not alike(whole, items[0]):
        return
    outcome = verify.total(items, whole)
    between = [i for i in range(first + 1, index) if amount(run.items[i]) and not alike(run.items[i], whole)]
    if outcome.verdict == "off" and (between or not re.search(r"共|现有|在册|目前|总", run.before(first))):
        return
    yield _relation(whole, items, "两分", outcome, exhaustive=True)


def _by_kind(scan: Scan, run: Run) -> Iterator[Relation]:
    """按申请人分，公民52件，法人11件: the total stands in a sentence before."""
    seen = -1
    for index in range(len(run.items)):
        if index <= seen or not amount(run.items[index]):
            continue
        sentence = SENTENCE.split(run.gaps[index])[-1]
        first = run.items[index]
        parts = _members(run, index, first)
        if len(parts) < 2:
            continue
        among = _IN_IT.match(sentence.strip())
        if among and len(parts) > 2:
            seen = parts[-1]
            yield from _named(scan, run, index, [run.items[i] for i in parts], among[1])
            continue
        starts = index == 0 or run.breaks(index - 1, index)
        if not _BY.search(sentence) and not (starts and len(parts) > 2 and "其中" not in sentence and _OTHER.match(run.before(parts[-1]))):
            continue
        seen = parts[-1]
        items = [run.items[i] for i in parts]
        yield from _governed(scan, run, index, items)


def _named(scan: Scan, run: Run, index: int, items: list[Quantity], base: str) -> Iterator[Relation]:
    """不合格样品中，微生物11批次…其他2批次: the words before 中 name the total."""
    rest = _OTHER.match(run.before(run.items_index(items[-1])))
    core = re.sub(r"案件|事项|样品|件|的|上述|全部|所有|这些|已|在", "", base)
    for where, at in scan.back(run, index, lines=1, limit=12):
        item = where.items[at]
        if not (amount(item) and alike(item, items[0])):
            continue
        outcome = verify.total(items, item)
        words = where.context(at)
        alike_named = bool(core) and (core in words or any(core[i : i + 2] in words for i in range(len(core) - 1)))
        if outcome.holds or rest and alike_named and abs(item.value - verify.value(items)) * 6 <= item.value:
            yield _relation(item, items, "列举", outcome, exhaustive=True)
            return


def _governed(scan: Scan, run: Run, index: int, items: list[Quantity]) -> Iterator[Relation]:
    """The total before a list by kind: the one that fits, or the only one that can be meant."""
    totals = []
    for where, at in scan.back(run, index, lines=2, limit=30):
        item = where.items[at]
        if amount(item) and alike(item, items[0]) and item.value * 8 >= 7 * max(i.value for i in items):
            totals.append((where, at))
    broken = [k for k in range(1, len(items)) if ";" in run.gaps[run.items_index(items[k])]]
    cut = broken[0] if broken and broken[0] > 1 else 0
    lists = [items, items[:cut]] if cut else [items]
    for where, at, some in ((w, a, s) for s in lists for w, a in totals):
        outcome = verify.total(some, where.items[at])
        if outcome.holds:
            items = some
            yield _relation(where.items[at], items, "按类", outcome, exhaustive=True)
            return
    if not totals:
        return
    items = lists[-1]
    found = verify.value(items)
    intro = SENTENCE.split(run.gaps[index])[-1]
    heads = [(w, a) for w, a in totals if (_head(w, a) or _shared(intro, w.words(a)) > 2) and abs(w.items[a].value - found) * 8 <= w.items[a].value]
    own = [(w, a) for w, a in heads if _shared(intro, w.words(a)) > 2]
    heads = own if len({w.items[a].value for w, a in own}) == 1 else heads
    close = {w.items[a].value for w, a in heads}
    told = bool(_RESULT.search(intro))
    strong = [1 for w, a in heads if w is run and re.search(r"共|合计|总", w.before(a))]
    if len(close) == 1 and (len(items) > 2 or strong or told or _OTHER.match(run.before(run.items_index(items[-1])))):
        whole = heads[0][0].items[heads[0][1]]
        yield _relation(whole, items, "按类", verify.total(items, whole), exhaustive=True)


def derived(scan: Scan, shares: list[Relation]) -> Iterator[Relation]:
    """行政处罚112件，占26%；…；其他10件: the shares tell the whole, 其他 tells that the list is complete."""
    wholes = {r.members["part"][0].span: r.members["whole"] for r in shares
              if r.verdict in verify.HOLDS and len(r.members.get("part", ())) == 1 and len(r.members.get("whole", ())) == 1}
    if not wholes:
        return
    for run in scan.runs:
        for index, item in enumerate(run.items):
            before = index == 0 or run.breaks(index - 1, index) or "其中" in run.gaps[index]
            if not before or item.span not in wholes or not amount(item):
                continue
            whole = wholes[item.span][0]
            parts = _members(run, index, whole)
            items = [run.items[i] for i in parts]
            if len(parts) > 2 and _OTHER.match(run.before(parts[-1])) and whole not in items:
                yield _relation(whole, items, "占比列举", verify.total(items, whole), exhaustive=True)


def _shared(one: str, two: str) -> int:
    """How many pairs of characters two wordings have in common."""
    return len({one[i : i + 2] for i in range(len(one) - 1)} & {two[i : i + 2] for i in range(len(two) - 1)})


def _head(run: Run, index: int) -> bool:
    return bool(re.search(r"共|合计|总|收到|受理|接到|接收|有", run.before(index)))


def _judged(whole: Quantity, items: list[Quantity], evidence: str, *, exhaustive: bool, run: Run, at: list[int], strong: bool = False) -> Iterator[Relation]:
    """The relation of a list to its total, where it can be said: holds, off, or too little to say."""
    outcome = verify.total(items, whole)
    if outcome.holds:
        yield _relation(whole, items, evidence, outcome, exhaustive=exhaustive)
        return
    for size in range(2, len(items)) if not strong else ():
        if verify.total(items[:size], whole).verdict == "exact":  # 首次362件，再次39件，实名99件: the rest cuts across
            yield _relation(whole, items[:size], evidence, verify.total(items[:size], whole), exhaustive=False)
            return
    exceeds = verify.value(items) > whole.value
    if whole.hedge or any(i.hedge for i in items):
        outcome = outcome._replace(verdict="unchecked")
    elif not exhaustive and not (exceeds and _parallel(run, at, whole)):
        outcome = outcome._replace(verdict="unchecked")
    yield _relation(whole, items, evidence, outcome, exhaustive=exhaustive)


def _parallel(run: Run, at: list[int], whole: Quantity) -> bool:
    """Whether the items of a list are named alike (许可类, 处罚类): then they do not overlap."""
    names = [re.sub(r"^(?:其中|包括|含)|[有为的共达]+$", "", last_clause(run.gaps[i]).split("、")[-1]) for i in at]
    tails = {n[-1:] for n in names}
    if len(at) < 3 and tails & set("类型") != tails:
        ends = {n[-2:] for n in names}
        if len(ends) > 1 or ends & {"处分", "人员", "案件", "问题", "人数", "情形"}:
            return False
    return len(tails) == 1 and "" not in tails and max(map(len, names)) <= 14 and all(run.items[i].value <= whole.value for i in at)


def _relation(whole: Quantity, items: list[Quantity], evidence: str, outcome: verify.Outcome, *, exhaustive: bool) -> Relation:
    every = (whole, *items)
    span = Span(min(q.span.start for q in every), max(q.span.end for q in every))
    return Relation("parts", span, {"total": (whole,), "parts": tuple(items)}, evidence, outcome.verdict,
                    outcome.computed, exhaustive=exhaustive)
