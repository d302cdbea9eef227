"""Lists by kind: 按申请人分，公民52件，法人11件; 不合格样品中，…其他2批次 — the total stands in a sentence before.

The one that fits is taken; none fitting, a list is off only against a total that its introduction or the words 共, 收到
single out, and only when it misses by little.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.alikeness import BODY, neighbours
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.earlier import CARRIED
from lawcheck.extractors.lists import DECIDED, OTHER, members, opposed, overlapping
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_RESULT = re_compile(r"(?:情况|结果|流向|去向)(?:为|是|如下)?:")
_IN_IT = re_compile(r"^(?:在|从)?([^,。;:\d其]{2,14})(?:中|里),")
_BY = re_compile(
    r"(?:分别|依次)(?:为|是)[:]|(?:情况|结果|流向|去向)(?:为|是|如下)?:|(?:按照?|依|从)[^,。;:]{1,16}?(?:分类?|划分|归类|分为|统计|来看|看|来说|区分|分布|情况|来源|类型|性质|途径|方式|渠道|结构|构成)[^,。;:]{0,6}[,:]?"
    r"|(?:^|[,。;])\s*(?:经[^,。;:]{0,8}(?:归类|分类)|分[^,。;:]{1,4}(?:来看|看|统计)),"
)


_IN_SOME = re_compile(r"[中里],")
_REST = re_compile(r"其他|其它|其余|余下|剩余")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        yield from _by_kind(scan, run)


def _by_kind(scan: Scan, run: Run) -> Iterator[Relation]:
    """按申请人分，公民52件，法人11件: the total stands in a sentence before."""
    seen = -1
    known: Relation | None = None  # the last list that added up: another way to sort the same total may follow it
    rest = _REST.search(run.said) is not None
    if not rest and not _IN_SOME.search(run.said) and not _BY.search(run.said):
        return
    for index in range(len(run.items)):
        if index <= seen or not amount(run.items[index]):
            continue
        sentence = SENTENCE.split(run.gaps[index])[-1]
        among = _IN_IT.match(sentence.strip(" ;"))
        by = _BY.search(sentence) is not None
        if not among and not by and not rest:
            continue
        parts = members(run, index, run.items[index])
        again = [n for n, i in enumerate(parts[1:], 1) if ";" in run.gaps[i] and _BY.search(run.gaps[i].split(";")[-1])]
        parts = parts[: again[0]] if again else parts  # …；从被诉主体看，区政府41件…: another way to sort them
        if len(parts) < 2:
            continue
        if among and (len(parts) > 2 or opposed(run, parts)):
            parts = parts[:2] if opposed(run, parts[:2]) else parts  # 口头协议150起、书面协议114起，申请司法确认22起
            seen = parts[-1]
            yield from _named(scan, run, index, [run.items[i] for i in parts], among[1])
            continue
        starts = index == 0 or run.breaks(index - 1, index)
        if not by and any(_BY.search(run.gaps[i]) for i in parts[1:]):
            continue  # 信息2316条，分栏目统计，…: the list begins behind its total
        if not by and not (starts and len(parts) > 2 and "其中" not in sentence and OTHER.match(run.before(parts[-1]))):
            continue
        seen = parts[-1]
        items = [run.items[i] for i in parts]
        if known is not None and by and not run.breaks(index - 1, index) and len(items) > 1:
            whole = known.members["total"][0]
            if alike(whole, items[0]) and abs(verify.value(items) - whole.value) * 8 <= whole.value:
                yield tie(
                    "parts", {"total": (whole,), "parts": tuple(items)}, "按类",
                    verify.total(items, whole), exhaustive=True,
                )  # fmt: skip
                continue
        for found in _governed(scan, run, index, items):
            known = found if found.verdict in verify.HOLDS else None
            yield found


def _named(scan: Scan, run: Run, index: int, items: list[Quantity], base: str) -> Iterator[Relation]:
    """不合格样品中，微生物11批次…其他2批次: the words before 中 name the total."""
    places = [run.items_index(q) for q in items]
    rest = OTHER.match(run.before(places[-1])) or opposed(run, places)
    core = kept(r"案件|事项|样品|件|的|上述|全部|所有|这些|已|在").sub("", base)
    for where, at in scan.back(run, index, lines=1, limit=12):
        item = where.items[at]
        if not (amount(item) and alike(item, items[0])):
            continue
        outcome = verify.total(items, item)
        words = where.context(at)
        alike_named = bool(core) and (core in words or any(core[i : i + 2] in words for i in range(len(core) - 1)))
        beyond = alike_named and verify.value(items) > item.value and _apart([_name(run, q) for q in items])
        if outcome.holds or (
            (rest or beyond) and alike_named and abs(item.value - verify.value(items)) * 6 <= item.value
        ):
            yield tie("parts", {"total": (item,), "parts": tuple(items)}, "列举", outcome, exhaustive=True)
            return


def _apart(names: list[str]) -> bool:
    """Whether nothing can be of two of the names: bodies, or outcomes; 败诉 is the sum of some of them."""
    lost = any("败诉" in name for name in names) and any(kept(r"撤销|变更|确认|责令").search(name) for name in names)
    return not lost and all(BODY.search(name) or DECIDED.search(name) for name in names)


def _name(run: Run, item: Quantity) -> str:
    """The words before a figure in its clause: 市场监管所."""
    return run.before(run.items_index(item))


def _governed(scan: Scan, run: Run, index: int, items: list[Quantity]) -> Iterator[Relation]:
    """The total before a list by kind: the one that fits, or the only one that can be meant."""
    totals = []
    for where, at in scan.back(run, index, lines=2, limit=30):
        item = where.items[at]
        if amount(item) and alike(item, items[0]) and item.value * 8 >= 7 * max(i.value for i in items):
            totals.append((where, at))
    places = [run.items_index(item) for item in items]
    broken = [
        k for k in range(1, len(items)) if any(";" in run.gaps[i] for i in range(places[k - 1] + 1, places[k] + 1))
    ]
    cut = broken[0] if broken and broken[0] > 1 else 0
    lists = [items, items[:cut]] if cut else [items]
    for where, at, some in ((w, a, s) for s in lists for w, a in totals):
        outcome = verify.total(some, where.items[at])
        if outcome.holds:
            items = some
            yield tie("parts", {"total": (where.items[at],), "parts": tuple(items)}, "按类", outcome, exhaustive=True)
            return
    if not totals or overlapping(run, index) or kept(r"处罚种类|罚种").search(SENTENCE.split(run.gaps[index])[-1]):
        return  # one case may bear several kinds of penalty
    items = lists[-1]
    near = [(w, a) for w, a in scan.back(run, index, lines=0, limit=2) if alike(w.items[a], items[0])]
    if any(CARRIED.search(w.before(a)) for w, a in near):
        return  # 申请143件，上年结转6件，办理结果为…: of both together
    found = verify.value(items)
    intro = SENTENCE.split(run.gaps[index])[-1]
    sorts = len(items) > 3 and all(_name(run, q).endswith(("类", "型")) for q in items)
    heads = [
        (w, a)
        for w, a in totals
        if (_head(w, a) or _shared(intro, w.words(a)) > 2)
        and abs(w.items[a].value - found) * (4 if sorts else 8) <= w.items[a].value
    ]
    last = OTHER.match(run.before(run.items_index(items[-1])))
    if not heads and last and len(totals) == 1 and abs(totals[0][0].items[totals[0][1]].value - found) * 8 <= found:
        heads = totals  # …按类型分，…其他145件: the one figure that can be meant
    first = totals[0]
    beside = first[0] is run and first[1] == index - 1 and not run.breaks(index - 1, index)
    if not heads and beside and abs(first[0].items[first[1]].value - found) * 8 <= found:
        heads = [first]  # 调处成功616件，按类型分，…: the figure right before the list
    quarters = len(items) == 4 and opposed(run, places)
    if not heads and quarters:
        heads = [(w, a) for w, a in totals if abs(w.items[a].value - found) * 8 <= found][-1:]
    own = [(w, a) for w, a in heads if _shared(intro, w.words(a)) > 2]
    heads = own if len({w.items[a].value for w, a in own}) == 1 else heads
    close = {w.items[a].value for w, a in heads}
    told = bool(_RESULT.search(intro))
    strong = opposed(run, [run.items_index(q) for q in items]) or [
        1 for w, a in heads if w is run and kept(r"共|合计|总").search(w.before(a))
    ]
    if len(close) == 1 and (len(items) > 2 or strong or told or last):
        whole = heads[0][0].items[heads[0][1]]
        yield tie(
            "parts", {"total": (whole,), "parts": tuple(items)}, "按类", verify.total(items, whole), exhaustive=True
        )


def derived(scan: Scan, shares: list[Relation]) -> Iterator[Relation]:
    """行政处罚112件，占26%；…；其他10件: the shares tell the whole, 其他 tells that the list is complete."""
    wholes = {
        r.members["part"][0].span: r.members["whole"]
        for r in shares
        if r.verdict in verify.HOLDS
        and r.evidence.startswith("占")
        and len(r.members.get("part", ())) == 1
        and len(r.members.get("whole", ())) == 1
    }
    if not wholes:
        return
    for run in scan.runs:
        for index, item in enumerate(run.items):
            before = index == 0 or run.breaks(index - 1, index) or "其中" in run.gaps[index]
            if not before or item.span not in wholes or not amount(item):
                continue
            whole = wholes[item.span][0]
            parts = members(run, index, whole)
            items = [run.items[i] for i in parts]
            if (
                len(parts) > 2
                and OTHER.match(run.before(parts[-1]))
                and whole not in items
                and not neighbours(items, whole)
            ):
                yield tie(
                    "parts",
                    {"total": (whole,), "parts": tuple(items)},
                    "占比列举",
                    verify.total(items, whole),
                    exhaustive=True,
                )


def _shared(one: str, two: str) -> int:
    """How many pairs of characters two wordings have in common."""
    return len({one[i : i + 2] for i in range(len(one) - 1)} & {two[i : i + 2] for i in range(len(two) - 1)})


def _head(run: Run, index: int) -> bool:
    return bool(kept(r"共|合计|总|收到|新收|受理|接到|接收|有").search(run.before(index)))
