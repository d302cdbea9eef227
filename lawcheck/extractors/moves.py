"""Moves: the words of a change — up or down, since when, from and to — and the Relation made of one."""

from __future__ import annotations

from decimal import Decimal

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import SENTENCE, Run, alike, amount
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

POINTS = units.POINTS
DOWN = re_compile(r"减|降|少|回落|下滑|缩|跌|低")
UP = re_compile(r"增|升|多|提高|涨|扩大|翻|上扬|高")
FROM = re_compile(r"(?:由|从)[^,。;]{0,20}$")
TO = re_compile(
    r"^(?:[^,。;]{0,6}?)(?:增加|增长|上升|提高|提升|扩大|升|增|下降|减少|降低|降|减|缩短|压缩|压减|缩减|精简|精减|调整|变|回落)(?:到|至|为|成)(?:了|约)?[^,。;]{0,6}$"
)
YEAR = re_compile(r"(\d{4})年")
RATIOS = ("%", "倍", "番", *POINTS)
PURE = re_compile(
    r"^(?:而|并|且|则|也|即|又|再|整体|总体)?(?:按?(?:件数|人数|案件数|数量|总量|总数|总额|金额)[、和与及]?)*(?:分别|各|均|同|双双)*(?:同比|环比|按年|(?:与|同|和|比|较)[^,;。]{1,14}?(?:相比|期|年|月|周|度|比|届|季|时限)|上年|去年)?(?:件数|人数|数量|总量|总数|分别|各|均|约)*"
    r"(?:增长率?|增加|上升|上涨|提高|提升|增幅|涨幅|升幅|下降|减少|降低|回落|压减|压缩|缩减|缩短|提速|精简|降幅|减幅|下滑|多[\u4e00-\u9fff]{0,3}|少[\u4e00-\u9fff]{0,3}|增|减|升|降|净增)(?:幅度|比例)?(?:了|约|为|达到?|近|超过?|逾)*$"
)
_OWN_NOUN = re_compile(
    r"(?!相比|同比|环比|均|各|实际)[\u4e00-\u9fff]{2}(?:增长|增加|上升|提高|下降|减少|降低|回落)$"
)  # 损失下降


def falls(text: str) -> bool:
    """The direction that the words nearest to a number give."""
    downs = [m.start() for m in DOWN.finditer(text)]
    ups = [m.start() for m in UP.finditer(text)]
    return max(downs, default=-1) > max(ups, default=-1)


def pure(words: str) -> bool:
    """Whether a clause speaks only of the change itself and brings no subject of its own."""
    return bool(PURE.match(words)) or (len(words) <= 4 and not _OWN_NOUN.match(words))


def year_of(run: Run, at: int) -> int:
    found = YEAR.findall(SENTENCE.split(run.gaps[at])[-1])
    return int(found[-1]) if found else 0


def moved(
    current: Quantity,
    previous: Quantity | None,
    delta: Quantity | None,
    printed: Quantity | None,
    outcome: verify.Outcome,
) -> Relation:
    """The Relation of a change; what is None was not said."""
    members = {
        "current": (current,),
        "previous": (previous,) if previous else (),
        "delta": (delta,) if delta else (),
        "change": (printed,) if printed else (),
    }
    return tie("change", members, "同比" if printed else "增减", outcome)


def first_of_list(run: Run, index: int) -> int:
    """The first percentage of the list that one belongs to (32.85%、36.76%)."""
    while index and run.items[index - 1].role == "change" and run.enumerated(index):
        index -= 1
    return index


def _list_of(run: Run, index: int) -> tuple[int, int]:
    """The first and the last percentage of the list that one belongs to."""
    first = last = first_of_list(run, index)
    while last + 1 < len(run.items) and first_of_list(run, last + 1) == first:
        last += 1
    return first, last


def own_pair(run: Run, index: int) -> tuple[Quantity, Quantity] | None:
    """环节由6.4个减至2.1个，材料由13.2份减至5.7份，分别压减67.2%和56.8%: the pair in the place of the percentage in its list."""
    first, last = _list_of(run, index)
    if first == last or run.items[index].unit != "%":
        return None
    pairs = [
        (run.items[i], run.items[i - 1])
        for i in run.sentence(index)
        if 0 < i < first and FROM.search(run.before(i - 1)) and TO.search(run.gaps[i])
    ]
    return pairs[index - first] if len(pairs) == last - first + 1 and all(b.value for _, b in pairs) else None


def own_base(run: Run, index: int) -> tuple[Quantity, Quantity] | None:
    """98件和2023年的121件分别增长49.0%和20.7%: the figure now, and the base in the place of the percentage in its list."""
    first, last = _list_of(run, index)
    wanted = last - first + 1
    row = list(range(first - wanted, first))
    if wanted < 2 or row[0] < 1 or run.items[index].unit != "%" or not all(amount(run.items[i]) for i in row):
        return None
    of_years = all(kept(r"20\d\d年(?:度)?的$").search(run.before(i)) for i in row)
    if not of_years and not (EARLIER.search(run.before(row[0])) and all(run.joined(i) for i in row[1:])):
        return None  # 较上年的3518起、1.87亿元分别下降21.5%和24.6%
    base = run.items[row[index - first]]
    now = [
        run.items[i] for i in run.sentence(index) if i < row[0] and amount(run.items[i]) and alike(run.items[i], base)
    ]
    return (now[-1], base) if now and base.value else None


def of_several(run: Run, index: int) -> bool:
    """事故减少4起，死亡人数减少3人，分别下降17.4%和15.8%: which figures are meant is not said in their order."""
    first = first_of_list(run, index)
    listed = index > first or (index + 1 < len(run.items) and first_of_list(run, index + 1) == first)
    before = [i for i in (first - 1, first - 2) if i >= 0 and run.items[i].role == "change"]
    return listed and len(before) == 2 and all(run.items[i].unit not in RATIOS for i in before)


def of_the_row(run: Run, first: int, change: Quantity, printed: Quantity, down: bool) -> Relation | None:
    """分别为200件、240件、300件。2023年比2022年增加60件，增长30%: of the last two of the row before."""
    if first < 3 or run.sentences[first] - run.sentences[first - 1] != 1:
        return None
    before, now = run.items[first - 2 : first]
    listed = kept(r"[、和及]").match(run.gaps[first - 1]) and kept(r"分别|依次").search(
        run.gaps[first - 3] + run.gaps[first - 2]
    )
    if not listed or now.unit != change.unit or before.unit != change.unit:
        return None
    if (now.value < before.value) != down or abs(now.value - before.value) != change.value:
        return None
    return moved(
        now, before, change, printed, verify.growth(now, before.interval, printed, before.value, verify.show(before))
    )


def grown(current: Quantity, delta: Quantity, printed: Quantity, down: bool) -> verify.Outcome:
    """Whether a difference is so many percent of what there was before it."""
    base = current.value + delta.value if down else current.value - delta.value
    interval = current.interval + delta.interval if down else current.interval - delta.interval
    shown = f"({verify.show(current)}{'+' if down else '−'}{verify.show(delta)})"
    if base <= 0:
        return verify.Outcome("unchecked", "")
    found = delta.value / base * 100
    possible = delta.interval.over(interval).scaled(verify.HUNDRED)
    text = f"{verify.show(delta)}÷{shown}={verify.plain(found, max(2, printed.decimals))}%"
    if printed.unit == "倍":
        return verify.Outcome(verify.against(found / 100, possible.scaled(Decimal("0.01")), printed), text)
    return verify.Outcome(verify.against(found, possible, printed), text)
