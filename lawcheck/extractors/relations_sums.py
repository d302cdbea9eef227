"""Sums: a list and the total behind it (补贴41.8万元、补助5.19万元，总计46.99万元; 一至四季度分别…，全年累计; 三年共)."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import units, verify
from lawcheck.extractors.alikeness import BODY
from lawcheck.extractors.clauses import SEGMENT, Run, Scan, alike, amount, last_clause
from lawcheck.extractors.earlier import CARRIED
from lawcheck.extractors.lists import OTHER, SUBSET, addable, how_many, opposed
from lawcheck.extractors.numerals import read
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_QUARTERS = re_compile(r"一(?:季度)?(?:至|到|—|-|、二、三、)四(?:个)?季度|四个季度|各季度")
_SUM = re_compile(
    r"^[,、;]?\s*(?:两项|三项|四项|五项|各项|以上|上述|两者|三者|两类|全部|[二两三四五六七八九十](?:类|年|批|个?[\u4e00-\u9fff]{2,3}?))?(?:[\u4e00-\u9fff]{0,4})?(?:合计|总计|共计|总共|一共|相加|合起来|加起来|总和|累计|合并|共)[\u4e00-\u9fff]{0,2}?(?:为|达|有|是)?$"
    r"|^[,、;]?\s*[二两三四五六七八九十]?个?[\u4e00-\u9fff]{0,4}?(?:合计|共计|总计)[\u4e00-\u9fff]{2,6}$"
    r"|^[,;]?\s*以上[^,;。\d]{2,12}(?:合计|共计|总计|共)$"
    r"|^[,;]?\s*(?:两|三|四|五|各|以上各?)项?(?:相加|合计|总计|加起来)[,:]?[^,;。]{0,24}$"
)
_ADDED_UP = re_compile(r"(?:合计|共计|总计)(?P<noun>[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{0,4}$")
_OF_NOUN = re_compile(
    r"^[,、;]?\s*(?![二两三四五六七八九十]|以上|上述|全部|全年|各项|共计|总计)(?P<noun>[\u4e00-\u9fff]{2})[件数量额]?(?:合计|共计|总计)$"
)
_SO_MANY = re_compile(
    r"^[,、;]?\s*([二两三四五六七八九十])(?!是)个?[\u4e00-\u9fff]{0,4}(?:合计|共|总计|相加|合起来|加起来)"
)
_ABOVE = re_compile(r"^[,;]?\s*(?:以上|上述|这?[二两三四五六七八九十](?:类|项|种))")
_TIMED = re_compile(r"[月季]均$")
_SIGNS = re_compile(r"合计|合并|共|总|累计|相加|合起来|加起来|全年|组成")
_NAMED = re_compile(
    r"^(?:全[省市县区镇乡]|[\u4e00-\u9fff]{0,2}?)(?P<noun>[\u4e00-\u9fff]{2,4}?)(?:总数|总量)(?:共|已)?(?:达到?|为|有|是)?$"
)
_DONE_IN_ALL = re_compile(r"(?:累计|合计|总共|共)(?P<noun>[\u4e00-\u9fff]{2})$")
_NAMES = re_compile(
    r"(?P<names>[^,;:]{2,16}(?:[、和与及][^,;:、]{2,8}?)+?)(?:[二两三四五](?:类|项|种|者))?(?:合计|共计?|总计)(?:有|为)?$"
)
_YEAR = re_compile(r"^全年度?(?:共|累计|合计|总计)?[\u4e00-\u9fff]{0,6}$")
_MADE_UP = re_compile(r"[\u4e00-\u9fff]{0,14}组成,(?:共(?:有)?|全部)?$")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if not _SIGNS.search(run.said):
            continue
        for index in range(1, len(run.items)):
            if _SIGNS.search(run.gaps[run.head(index)]) and addable(run, index):
                yield from _summed_up(run, index)
                yield from _nouns_behind(run, index)
                yield from _said_of(run, index)


def _summed_up(run: Run, index: int) -> Iterator[Relation]:
    """发放补贴41.8万元、补助5.19万元，总计46.99万元."""
    match = (
        None if "占" in run.before(index) else _SUM.match(run.gaps[run.head(index)].strip())
    )  # 三类班次共计9期937人: of both
    whole = run.items[index]
    if not match or not whole.value:
        return
    parts: list[int] = []
    for at in run.sentence(index):
        if at < index and amount(run.items[at]) and alike(run.items[at], whole) and not _TIMED.search(run.before(at)):
            parts.append(at)
    upper = [run.items[i] for i in parts if not SUBSET.search(run.gaps[i])]
    within = [n for n, i in enumerate(parts) if n and SUBSET.search(run.gaps[i])]
    if within and _ABOVE.match(run.gaps[index]):  # 线索86条，其中A9条、B13条，以上线索合计22条
        parts = parts[within[-1] :]
    parts, sure = _meant(run, index, parts)
    if len(parts) < 2 or any("每" in run.before(i) for i in parts):
        return  # 每村培养4人、每个社区培养5人，共计83人: so many for each
    bare = kept(r"[,、;]?\s*(?:累计|共(?!计))[\u4e00-\u9fff]*$").search(run.gaps[index].strip()) is not None
    before = run.items[index - 1]
    if bare and run.gaps[index].strip() == ",共" and _closed_list(run, parts, index):
        bare = False  # 建议187件、提案312件，共499件，
    told = int(before.value) if before.unit in ("年", "个月", "个季度") else how_many(run.gaps[index])
    if told == len(parts) or (len(parts) == 4 and _QUARTERS.search(run.gaps[parts[0]])):
        bare = False  # 三年累计, 一至四季度…全年累计: as many as are added up
    items = _tail([run.items[i] for i in parts], whole)
    outcome = verify.total(items, whole)
    if not outcome.holds and len(upper) > 1 and (above := verify.total(upper, whole)).holds:
        items, outcome = upper, above  # 新收64件，其中共同被告18件；二审29件、再审7件，三项合计100件
    if not outcome.holds and _of_all_units(run, index):
        return  # 论证15次、审查合同48份、代理案件12件，合计75件（次）
    nested = any(SUBSET.search(run.gaps[i]) for i in parts[1:])
    between = [run.items[i] for i in range(parts[0], index)]
    mixed = len(parts) > 4 and (len(between) != len(parts) or parts[0] != run.sentence(index)[0])
    alone = any(_alone(run, i, whole) for i in range(parts[0], index))
    bare = (
        bare
        or not sure
        or kept(r"加上?[^,。;]*$").search(run.gaps[parts[0]]) is not None
        or run.gaps[index].strip().startswith("等")
    )
    each = [run.gaps[i + 1] == "" and not alike(run.items[i + 1], whole) for i in parts]
    if all(each) and not outcome.holds:
        return  # 200元3件、500元2件，共计1600元: so much for each
    if not outcome.holds and (bare or nested or mixed or alone or max(i.value for i in items) > whole.value):
        return
    yield tie("parts", {"total": (whole,), "parts": tuple(items)}, "合计", outcome, exhaustive=True)


def _closed_list(run: Run, parts: list[int], index: int) -> bool:
    """Whether figures are one list joined by 、 right before a total that ends its clause."""
    joined = parts == list(range(parts[0], index)) and all(run.joined(i) for i in parts[1:])
    same = len({run.items[i].unit for i in (*parts, index)}) == 1
    return joined and same and run.gaps[index + 1][:1] in (",", "。", ";") and not SUBSET.search(run.gaps[parts[0]])


def _of_all_units(run: Run, index: int) -> bool:
    """Whether a total is the sum of the list right before it, whatever its members are counted in."""
    found, at = verify.ZERO, index - 1
    while at >= 0 and amount(run.items[at]):
        found += run.items[at].value
        if found == run.items[index].value:
            return True
        if not run.joined(at):
            return False
        at -= 1
    return False


def _meant(run: Run, index: int, parts: list[int]) -> tuple[list[int], bool]:
    """The figures that a total's own words mean (两个阶段合计, 合计化解), and whether they are told for sure."""
    gap = run.gaps[index]
    if noun := _ADDED_UP.search(gap):
        meant = [i for i in parts if noun["noun"] in run.words(i)]
        if not meant and parts and ":" in run.gaps[parts[0]]:  # 办理结果为：…，共计办结162件
            return parts, True
        return meant, len(meant) > 1
    if (noun := _OF_NOUN.match(gap)) and not all(noun["noun"] in run.words(i) for i in parts):
        return parts, False  # 建议28件、提案34件，主办件合计40件: of what stands in brackets
    if "前" in gap:
        return parts, False  # 前两类合计: of the first ones
    if not (number := _SO_MANY.match(gap)):
        return parts, True
    same = [i for i in parts if run.items[i].unit == run.items[index].unit]
    wanted = read(number[1])
    return next(((p, True) for p in (parts, same) if len(p) == wanted), (parts, False))


def _nouns_behind(run: Run, index: int) -> Iterator[Relation]:
    """3名班子成员、9名站所负责人、22名队员共34人: a list whose nouns follow its figures, joined to its total."""
    if not kept(r"[\u4e00-\u9fff]{1,12}共(?:计|有)?").fullmatch(run.gaps[index].strip()):
        return
    first = index - 1
    while first and kept(r"[\u4e00-\u9fff]{1,12}[、和及与]").fullmatch(run.gaps[first]):
        first -= 1
    if first == index - 1 or not all(amount(item) and alike(item, run.items[index]) for item in run.items[first:index]):
        return
    items = run.items[first:index]
    yield tie(
        "parts", {"total": (run.items[index],), "parts": tuple(items)}, "合计",
        verify.total(items, run.items[index]), exhaustive=True,
    )  # fmt: skip


def _said_of(run: Run, index: int) -> Iterator[Relation]:
    """A total told by what its parts have in common: their noun, the halves or quarters of the year, 由…组成 before it."""
    parts = (
        _with_noun(run, index)
        or _of_the_year(run, index)
        or _made_up(run, index)
        or _added_to(run, index)
        or _of_named(run, index)
        or _of_a_row(run, index)
    )
    if len(parts) > 1 and not run.items[index].hedge:
        items = tuple(run.items[i] for i in parts)
        outcome = verify.total(items, run.items[index])
        yield tie("parts", {"total": (run.items[index],), "parts": items}, "合计", outcome, exhaustive=True)


def _before(run: Run, index: int) -> list[int]:
    """The figures of a total's sort in its sentence before it."""
    total = run.items[index]
    return [i for i in run.sentence(index) if i < index and amount(run.items[i]) and alike(run.items[i], total)]


def _with_noun(run: Run, index: int) -> list[int]:
    """综合窗口24个、专业窗口31个、反映窗口1个，窗口总数达到56个."""
    words = run.before(index)
    match, least = _NAMED.match(words), 2
    if not match:  # 县长出庭2次，副县长出庭5次，局长出庭33次，…累计出庭40次
        match, least = _DONE_IN_ALL.search(words), 3
    if not match:
        return []
    found: list[int] = []
    for i in _before(run, index):  # 公安机关开展行政调解1856件，人社部门427件，…: said of the first
        if match["noun"] in run.before(i) or (found and (BODY.search(run.before(i)) or OTHER.match(run.before(i)))):
            found.append(i)
    return found if len(found) >= least and found == list(range(found[0], index)) else []


def _of_the_year(run: Run, index: int) -> list[int]:
    """上半年34场，…；下半年52场，全年累计86场; 一至四季度分别12件、13件、15件和12件，全年52件."""
    if not _YEAR.match(run.before(index)):
        return []
    like = _before(run, index)
    halves = [[i for i in like if half in SEGMENT.split(run.gaps[i])[-1]] for half in ("上半年", "下半年")]
    if all(len(half) == 1 for half in halves):
        return [half[0] for half in halves]
    quarters = len(like) == 4 and (_QUARTERS.search(run.gaps[like[0]]) or opposed(run, like))
    return like if quarters else []


def _of_named(run: Run, index: int) -> list[int]:
    """撤销9件、确认违法4件、责令履行3件，…撤销、确认违法和责令履行共16件: a total that names its parts again."""
    match = _NAMES.search(run.before(index) if "、" in run.before(index) else last_clause(run.gaps[index]))
    if not match:
        return []
    like = _before(run, index)
    names = {run.before(i).removeprefix("其中"): i for i in like}
    wanted = kept(r"[、和与及]").split(match["names"].removeprefix("其中"))
    found = sorted(names[name] for name in wanted if name in names)
    return found if len(found) == len(wanted) else []


def _of_a_row(run: Run, index: int) -> list[int]:
    """三个工地分别追回工资126.3万元、88.5万元和47.9万元，总额262.7万元."""
    if not kept(r",总(?:额|数|量|值)(?:为|达到?)?$").fullmatch(run.gaps[index]):
        return []
    first = index - 1
    while first and run.enumerated(first):
        first -= 1
    row = list(range(first, index))
    told = kept(r"分别|依次").search(run.before(first)) and len(row) > 2
    return row if told and row == _before(run, index) else []


def _made_up(run: Run, index: int) -> list[int]:
    """由198个村调委会、16个乡镇调委会和6个行业调委会组成，220个调委会…."""
    like = _before(run, index)
    opened = [i for i in like if kept(r"由[^,;。]{0,6}$").search(run.gaps[i])]
    if not opened or not _MADE_UP.fullmatch(run.gaps[index]):
        return []
    return [i for i in like if i >= opened[-1]]


def _added_to(run: Run, index: int) -> list[int]:
    """受理仲裁案件395件，涉及623人；加上案外调解148件，全年共处理争议543件."""
    like = _before(run, index)
    added = len(like) > 1 and kept(r"[,;](?:再)?加上[^,;。\d]*$").search(run.gaps[like[-1]])
    if not added or not kept(r"共|合计|总计|累计").search(run.before(index)):
        return []
    if CARRIED.search(run.before(like[-1])) and kept(r"结|完").search(run.before(index)):
        return []  # 受理412件，加上年结转33件，共审结418件
    fits = [i for i in like[:-1] if verify.total([run.items[i], run.items[like[-1]]], run.items[index]).holds]
    return [fits[0], like[-1]] if fits else like if len(like) == 2 else []


def _alone(run: Run, at: int, whole: Quantity) -> bool:
    """Whether a figure of another sort stands in a clause of its own (来访452批), and may be part of the total too."""
    item = run.items[at]
    if not amount(item) or alike(item, whole) or item.unit in units.TIME:
        return False
    before = at > 0 and alike(run.items[at - 1], whole) and not kept(r"[,、;]").search(run.gaps[at])
    behind = alike(run.items[at + 1], whole) and not kept(r"[,、;]").search(run.gaps[at + 1])
    return not before and not behind


def _tail(items: list[Quantity], whole: Quantity) -> list[Quantity]:
    """The longest end of a list that adds up to the whole, else all of it."""
    found, best = verify.summed(items[-1:]), 0
    for low in range(len(items) - 2, -1, -1):
        found = found + items[low].interval
        if found.meets(whole.interval):
            best = low
        elif found.low is not None and whole.high is not None and found.low > whole.high:
            break
    return items[best:]
