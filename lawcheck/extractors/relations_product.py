"""Products: so many bodies, so many of each, and how many that makes (14个部门每个抽取3卷、11个乡镇每个抽取2卷，共64卷; 24人分成6组，每组4人).

Every figure between the first number and the total must be one of a pair; a figure that is not, a bracket, or a word that
makes an exception (不足的全部抽取), and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import SEGMENT, Run, Scan, alike, amount
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Interval, Quantity, Relation
from lawcheck.model.patterns import re_compile

_EACH = re_compile(
    r"(?:^|[^平])(?:每(?:个|家|组|人|名|期|场|次|批|村|镇|乡|所|户|队|站|单位|部门|街道|社区|乡镇|县区|市县)?|各自?|均)[\u4e00-\u9fff]{0,12}$"
)
_NOT_EACH = re_compile(r"每[年月周日天季时]|平均|最多|至多|至少|不少于|不低于|不超过|以上|近|[占达]")
_DIVIDED = re_compile(r"(?:分成|分为|组成|编为|编成|组建|成立|设立?|划分为)(?:了)?$")
_TOTAL = re_compile(r"^[,;]?(?:[\u4e00-\u9fff]{0,6})(?:合计|共计?|总共|总计)[\u4e00-\u9fff]{0,8}$")
_TIMES = re_compile(r"每([期场次批班])$")
_TOTAL_OF_TIMES = re_compile(r"^,(?:累计|合计|共计?|总共|总计)(?:培训|参训|参加|受训|覆盖)?$")
_JOINED = re_compile(r"[、和与及,]?|[\u4e00-\u9fff]{1,8}[、和与及]")
_EXCEPT = re_compile(r"不足|不够|未达|除外|除了|缺|差额|另|加上|部分|个别|其余|其中|至|轮流|先后|累计|重复|等|中[每各]")
_FACTORS = frozenset({"thing", "unit", "person", "event", "rate", "machine"})
_PRICE = re_compile(r"每([件人名户台辆套宗场次亩个])[\u4e00-\u9fff]{0,4}$")
_POWERS = frozenset(Decimal(10) ** n for n in (-4, -3, -2, -1, 1, 2, 3, 4))
_SIGNS = re_compile(r"[每各均]")
_MOST = 4  # pairs of one total


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if not _SIGNS.search(run.said):
            continue
        for index in range(len(run.items)):
            if (found := _priced(run, index)) or (found := _of_times(run, index)):
                yield found
            elif index and _each(run, index) and not (index + 2 < len(run.items) and _each(run, index + 2)):
                found = _divided(run, index) or _multiplied(run, index)
                if found:
                    yield found


def _priced(run: Run, index: int) -> Relation | None:
    """按每件300元，补助246件，共发放7.38万元; 投入23.4万元购置156台，每台1500元: told where it misses by a power of ten."""
    price = run.items[index]
    each = _PRICE.search(run.before(index)) if price.role == "money" and not price.hedge and price.value else None
    if not each:
        return None
    beside = [
        i for i in (index - 1, index + 1) if 0 <= i < len(run.items) and not run.breaks(min(i, index), max(i, index))
    ]
    counts = [i for i in beside if run.items[i].unit == each[1] and amount(run.items[i]) and not run.items[i].hedge]
    money = [i for i in run.sentence(index) if run.items[i].role == "money" and not run.items[i].hedge]
    totals = [i for i in money if run.items[i].value > price.value]
    for total in totals:
        for count in counts:
            found = run.items[count].value * price.value
            times = run.items[total].value / found if found else verify.ZERO
            slip = times in _POWERS
            if times == 1 or (slip and len(totals) == 1 and len(counts) == 1):
                return _relation(run, total, [([count], index)])
    return None


def _each(run: Run, index: int) -> bool:
    """Whether a figure is told as so many of each of what the figure before it counts."""
    item, words = run.items[index], run.before(index)
    if not amount(item) or item.hedge or item.unit in units.TIME or not item.value or not _EACH.search(words):
        return False
    return not _NOT_EACH.search(words) and not run.breaks(index - 1, index, SEGMENT)


def _factor(run: Run, index: int) -> bool:
    """Whether a figure counts bodies or groups, exactly, and is no such number of each itself."""
    item, words = run.items[index], run.before(index)
    known = amount(item) and units.CLASS.get(item.unit) in _FACTORS and not item.hedge
    return known and item.value == int(item.value) and not EARLIER.search(words) and not _EACH.search(words)


def _plain(run: Run, low: int, high: int) -> bool:
    """Whether nothing between two figures makes an exception, and no bracket says more of one of them."""
    said = "".join(run.gaps[low + 1 : high + 1])
    inside = (inner for i in range(low, high + 1) for inner in run.nested.get(i, ()))
    return not _EXCEPT.search(said) and not any(inner.items for inner in inside)  # 17个村（社区）


def _divided(run: Run, index: int) -> Relation | None:
    """抽调24人，分成6个评查组，每组4人: the total is said first."""
    total, number = index - 2, index - 1
    if (
        total < 0
        or not _factor(run, number)
        or not _DIVIDED.search(run.before(number))
        or not _whole(run, total, index)
    ):
        return None
    others = [
        i
        for i in run.sentence(index)
        if i not in (total, index) and amount(run.items[i]) and alike(run.items[i], run.items[total])
    ]
    after = run.gaps[index + 1].startswith(("、", "至", "-", "—", "或"))
    if others or after or run.breaks(total, index, SEGMENT) or not _plain(run, total, index):
        return None
    return _relation(run, total, [([number], index)])


def _multiplied(run: Run, index: int) -> Relation | None:
    """对14个部门每个抽取案卷3卷、对11个乡镇每个抽取案卷2卷，共抽取案卷64卷."""
    total = index + 1
    if total >= len(run.items) or not _TOTAL.match(run.gaps[total]) or not _whole(run, total, index):
        return None
    pairs: list[tuple[list[int], int]] = []
    each = index
    while each > 0 and _each(run, each) and len(pairs) < _MOST:
        low = each - 1
        while (
            low > 0
            and _factor(run, low - 1)
            and _JOINED.fullmatch(run.gaps[low])
            and run.items[low - 1].unit == run.items[low].unit
        ):
            low -= 1  # 6个街道、11个镇每个报送8宗
        factors = list(range(low, each))
        if not all(_factor(run, i) for i in factors) or len(factors) > _MOST:
            break
        pairs.insert(0, (factors, each))
        each = low - 1
    if not pairs:
        return None
    first = pairs[0][0][0]
    before = [
        i for i in run.sentence(index) if i < first and amount(run.items[i]) and alike(run.items[i], run.items[total])
    ]
    if before or not _plain(run, first, total):
        return None
    return _relation(run, total, pairs)


def _of_times(run: Run, index: int) -> Relation | None:
    """举办培训班6期，每期3天；每期60人，累计培训360人次: the one number of times of the sentence, each of so many."""
    total, times = index + 1, _TIMES.search(run.before(index))
    if not times or total >= len(run.items) or not _TOTAL_OF_TIMES.match(run.gaps[total]):
        return None
    numbers = [i for i in run.sentence(index) if i < index and run.items[i].unit == times[1]]
    whole, each = run.items[total], run.items[index]
    like = (
        amount(each)
        and amount(whole)
        and not (each.hedge or whole.hedge)
        and _one_kind(whole, each)
        and not EARLIER.search(run.before(total))
    )
    if len(numbers) != 1 or not like or not _factor(run, numbers[0]) or run.nested.get(total):
        return None
    return _relation(run, total, [(numbers, index)])


def _one_kind(one: Quantity, other: Quantity) -> bool:
    """People counted as such and as often as they came are of one kind here: 每期60人，累计培训360人次."""
    return alike(one, other) or {units.CLASS.get(one.unit), units.CLASS.get(other.unit)} == {"person", "visit"}


def _whole(run: Run, total: int, each: int) -> bool:
    item = run.items[total]
    return (
        amount(item) and not item.hedge and item.unit == run.items[each].unit and not EARLIER.search(run.before(total))
    )


def _relation(run: Run, total: int, pairs: list[tuple[list[int], int]]) -> Relation:
    found, possible, shown = verify.ZERO, Interval(verify.ZERO, verify.ZERO), []
    figures: list[Quantity] = []
    for factors, each in pairs:
        numbers, amount_of_each = [run.items[i] for i in factors], run.items[each]
        times = verify.value(numbers)
        found += times * amount_of_each.value
        possible += amount_of_each.interval.scaled(times)
        shown.append(f"{verify.written(numbers)}×{verify.show(amount_of_each)}")
        figures += [*numbers, amount_of_each]
    whole = run.items[total]
    outcome = Outcome(verify.equal(found, possible, whole), f"{'+'.join(shown)}={verify.like(found, whole)}")
    return tie("product", {"total": (whole,), "parts": tuple(figures)}, "每", outcome, exhaustive=True)
