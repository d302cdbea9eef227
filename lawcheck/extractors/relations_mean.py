"""Means: an amount, what it is spread over, and so much for each (80名人员检查12480次，人均156次; 案件34件，件均0.87万元).

The words of the mean name what it is spread over (人均, 件均, 平均每个镇街, 每万人). Where one amount and one number of them
stand before it in its sentence, it is their quotient.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import Run, Scan, alike, amount
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.moves import TO
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_EACH = re_compile(
    r"(?:(?:平均|均摊|相当于|折合)每|每(?P<ten>[百千万]))(?P<measure>个|名|件|场|次|家|户|期|宗|起|批|处|人|村|镇|乡|校|所|辆|台|天)?"
    r"(?P<noun>[\u4e00-\u9fff]{0,6}?)(?:(?:拥有|配备|办理|开展|举办|处理|参训)[\u4e00-\u9fff]{0,4}|约|为|达|有|近)*$"
    r"|(?P<short>[人户村镇乡校家场件次宗起案年])均(?:[\u4e00-\u9fff]{0,4})$"
)
_SIGNS = re_compile(r"均|每|相当于|折合")
_ROW = re_compile(r"(?:依次|分别)(?:为|是)?|得分")
_MONTHS = re_compile(r"(\d{1,2})月?(?:至|到|—|-|~)(\d{1,2})月")
_SORT = {"案": "case", "家": "thing", "户": "thing", "人": "person", "天": ""}
_SIZE = {"百": 100, "千": 1000, "万": 10000}


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if not _SIGNS.search(run.said):
            continue
        for index in range(len(run.items)):
            words = run.before(index)
            if _SIGNS.search(words) and (found := _told(run, index, words)):
                yield found


def _told(run: Run, index: int, words: str) -> Relation | None:
    """The mean that a figure's own words make of it."""
    item = run.items[index]
    if kept(r"[从由]$").search(words) and index + 1 < len(run.items) and TO.search(run.gaps[index + 1]):
        index, item, words = index + 1, run.items[index + 1], words[:-1]  # 案均罚款从8.56万元降到7.74万元
    if kept(r"月均[\u4e00-\u9fff]{0,4}$").search(words) and (found := _monthly(run, index)):
        return found
    if kept(r"^[\u4e00-\u9fff]{2}平均$").search(words) and index > 1 and run.items[index - 1].unit in ("个", "家"):
        return _of_a_row(run, index, index - 1)
    if kept(r"^(?:平均|均分)(?:得?分|分数)?(?:为|达)?$").search(words) and (found := _of_a_row(run, index, index)):
        return found
    if words.endswith("平均") and index > 1 and kept(r"合计|总").search(run.before(index - 1)):
        return _of_a_total(run, index)
    match = _EACH.search(words) if item.value and amount(item) else None
    if not match or EARLIER.search(words) or kept(r"20\d\d年").search(words):
        return None
    return _mean(run, index, match["measure"] or match["short"] or "", match["noun"] or "", match["ten"])


def _mean(run: Run, index: int, measure: str, noun: str, ten: str | None) -> Relation | None:
    printed = run.items[index]
    before = [
        i
        for i in run.sentence(index)
        if i < index and amount(run.items[i]) and run.items[i].value and not _EACH.search(run.before(i))
    ]
    over = [i for i in before if _spread_over(run, i, measure, noun) and (not ten or "人口" in run.before(i))]
    named = [i for i in over if len(noun) > 3 and noun[:4] in run.before(i)]
    over = named or over  # 案件112件，处罚决定105件，…平均每件处罚决定罚款
    sums = [i for i in before if i not in over and _of_one_sort(run.items[i], printed)]
    behind = index + 1
    if (
        not sums
        and behind < len(run.items)
        and kept(r",(?:累计|共计?|合计|总计|总共)[^,。;\d]{0,6}").fullmatch(run.gaps[behind])
    ):
        # 坐班60天，平均每天接待12人次，累计接待720人次
        sums = [behind] if run.items[behind].unit == printed.unit and not run.items[behind].hedge else []
    if not over or not sums:
        return None
    if any(_is_joined(run, i) for i in over):
        return None  # 186个行政村和24个社区…，平均每个村（社区）: over both
    size = _SIZE.get(ten or "", 1)
    told = [i for i in sums if kept(r"共|合计|累计|总").search(run.before(i))]
    sums = told if len(told) == 1 else sums
    tried = [
        (a, b, _outcome(run.items[a], run.items[b], size, printed)) for b in reversed(over) for a in reversed(sums)
    ]
    for a, b, outcome in tried:
        if outcome.tolerable:
            return _relation(run, a, b, index, outcome)
    if (
        len(tried) > 1
        or any(EARLIER.search(run.before(i)) for i in (*over, *sums))
        or "其中" in _between_words(run, tried[0][0], index)
    ):
        return None
    if not _slip(run.items[tried[0][0]], run.items[tried[0][1]], size, printed):
        return None
    a, b, outcome = tried[0]
    if a == behind and not _powers(run.items[a], run.items[b], printed):
        return None  # 累计 may be of more than these: told only where a nought is too many
    return _relation(run, a, b, index, outcome)


def _is_joined(run: Run, index: int) -> bool:
    """Whether a like number of other things stands joined to one by 和 or 、, before or behind it."""
    for left in (index - 1, index):
        pair = left >= 0 and left + 1 < len(run.items) and run.items[left].unit == run.items[left + 1].unit
        if pair and kept(r"[\u4e00-\u9fff]{0,8}[和与及、]").fullmatch(run.gaps[left + 1].strip()):
            return True
    return False


def _of_a_row(run: Run, index: int, end: int) -> Relation | None:
    """甲局92.5分、乙局90.0分、丙局88.6分，平均得分90.4分 (5个单位平均): scores have no weights. `end` is behind the row."""
    printed = run.items[index]
    first = end
    while first and run.items[first - 1].unit == "分" and not run.items[first - 1].hedge:
        first -= 1
        if not run.joined(first):
            break
    row = run.items[first:end]
    if len(row) < 3 or printed.unit != "分" or run.breaks(first, index) or not _ROW.search(run.gaps[first]):
        return None
    found = verify.value(row) / len(row)
    possible = verify.summed(row).scaled(Decimal(1) / len(row))
    shown = f"({'+'.join(verify.show(q) for q in row)})÷{len(row)}={verify.plain(found, max(2, printed.decimals))}"
    outcome = Outcome(verify.against(found, possible, printed), shown)
    return tie("mean", {"amount": tuple(row), "mean": (printed,)}, "平均", outcome)


def _of_a_total(run: Run, index: int) -> Relation | None:
    """共评24宗，得分合计2119.2分，平均88.3分."""
    over, whole, printed = run.items[index - 2 : index + 1]
    if whole.unit != printed.unit or over.role != "count" or over.unit == whole.unit or run.breaks(index - 2, index):
        return None
    outcome = _outcome(whole, over, 1, printed) if over.value and printed.value else None
    if outcome is None or not (outcome.tolerable or _slip(whole, over, 1, printed)):
        return None
    return _relation(run, index - 1, index - 2, index, outcome)


def _monthly(run: Run, index: int) -> Relation | None:
    """1至12月接待1536人次，月均128人次; 全年…月均."""
    printed = run.items[index]
    inside = [i for i in run.sentence(index) if i < index]
    sums = [i for i in inside if amount(run.items[i]) and run.items[i].unit == printed.unit]
    said = "".join(run.gaps[i] for i in range(run.sentence(index)[0], index + 1)).rsplit("。", 1)[-1]
    span = _MONTHS.search(said)
    months = 12 if "全年" in said and not span else int(span[2]) - int(span[1]) + 1 if span else 0
    if len(sums) != 1 or not 1 < months <= 12 or EARLIER.search(said):
        return None
    whole = run.items[sums[0]]
    found = whole.value / months
    text = f"{verify.show(whole)}÷{months}={verify.plain(found, max(2, printed.decimals))}"
    verdict = verify.against(found, whole.interval.scaled(Decimal(1) / months), printed)
    return tie("mean", {"amount": (whole,), "mean": (printed,)}, "月均", Outcome(verdict, text))


def _between_words(run: Run, one: int, two: int) -> str:
    return "".join(run.gaps[one + 1 : two + 1])


def _slip(whole: Quantity, over: Quantity, size: int, printed: Quantity) -> bool:
    """Whether a mean is near enough to its quotient to be meant as it: within three times, or off by a power of ten."""
    ratio = whole.value * size / over.value / printed.value
    return Decimal("0.33") < ratio < 3 or _powers(whole, over, printed, size)


def _powers(whole: Quantity, over: Quantity, printed: Quantity, size: int = 1) -> bool:
    """Whether a mean is its quotient but for noughts."""
    ratio = whole.value * size / over.value / printed.value
    return any(Decimal("0.95") < ratio.scaleb(k) < Decimal("1.05") for k in (-4, -3, -2, -1, 1, 2, 3, 4))


def _of_one_sort(item: Quantity, mean: Quantity) -> bool:
    return item.unit == mean.unit or (alike(item, mean) and units.CLASS.get(item.unit) in ("money", "person", "event"))


def _spread_over(run: Run, index: int, measure: str, noun: str) -> bool:
    """Whether a figure is the number of what a mean is told of: 7个镇街 for 每个镇街, 34件 for 件均."""
    item = run.items[index]
    if noun and measure in ("", "个", "家"):
        return item.unit == noun or _follows(noun, run.gaps[index + 1])
    if measure in "村镇乡校所" and item.unit == "个" and measure:
        return _follows(measure, run.gaps[index + 1])
    kind = _SORT.get(measure, units.CLASS.get(measure, ""))
    return (
        bool(measure)
        and (not noun or measure not in "个家")
        and (item.unit == measure or (bool(kind) and units.CLASS.get(item.unit) == kind))
    )


def _follows(noun: str, gap: str) -> bool:
    """Whether a noun stands right behind a figure, or behind three characters of a word: 7个中心镇街."""
    at = gap.find(noun, 0, len(noun) + 3)
    return at >= 0 and kept(r"[\u4e00-\u9fff]*").fullmatch(gap, 0, at) is not None


def _outcome(whole: Quantity, over: Quantity, size: int, printed: Quantity) -> Outcome:
    found = whole.value * size / over.value
    possible = whole.interval.over(over.interval).scaled(Decimal(size))
    times = f"×{size}" if size > 1 else ""
    shown = verify.plain(found / printed.scale, max(2, printed.decimals)) + verify.NAMES.get(printed.scale, "")
    text = f"{verify.show(whole)}÷{verify.show(over)}{times}={shown}"
    return Outcome(verify.against(found, possible, printed), text)


def _relation(run: Run, whole: int, over: int, index: int, outcome: Outcome) -> Relation:
    members = {"amount": (run.items[whole],), "over": (run.items[over],), "mean": (run.items[index],)}
    return tie("mean", members, "平均", outcome)
