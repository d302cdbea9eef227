"""Check type `previous`: what a draft says of last year against what last year's report said itself.

Precision first: two figures are of the same thing only when they stand behind the same words in both reports (years
and 全年 aside), with the same measure word, and last year's report gives one value for them. All else ties nothing.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar, Literal, NamedTuple

from lawcheck.model.document import Document, Table
from lawcheck.model.facts import Facts, Interval, Quantity
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import kept, re_compile
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span

# Money is compared only where no revision and no price index comes in between, as they do for output and revenue.
_MONEY = re_compile(r"罚|赔偿|标的|补偿|追缴|追回")
_PLANNED = re_compile(r"拟|计划|预计|预算|力争|目标|安排|将")
_AGO = r"(?:去年|上一?年度?|上一年度?)(?:全年)?(?:同期)?"
# What may stand before the words that name a figure without changing what it is of.
_MARK = re_compile(r"[,。;:!?()\n]")
_LEAD = re_compile(
    rf"^(?:{_AGO}|较|比|的|\d{{4}}年度?|全年|今年|本年度?|当年|一年来|本机关|我[省市县区镇乡局街道]+|全[省市县区镇乡]|共计?|累计|总计|合计|以来|,)+"
)
_PARTIAL = re_compile(r"半年|季度|\d月|本月|当月|截至|截止|近[三五两十]年|年来|年以来|迄今")
_COMPARED = re_compile(r"较|比|同期|以来|至|到|截|相比|计划|目标|预计|力争")
_CHANGE = re_compile(
    r"[,(]?(?:同比|(?:较|比|与)(?:去年|上一?年度?|上一年度?|\d{4}年)(?:同期)?(?:相比)?)(?:数量)?,?(?P<way>增长|增加|上升|上涨|提高|增|升|下降|减少|降低|回落|减|降|多|少)(?:了|约)?"
)
_DOWN = frozenset(("下降", "减少", "降低", "回落", "减", "降", "少"))
_OPENING = re_compile(r"(?:去年|上一?年度?|上一年度?|上期)(?:结转|结存|转入|遗留|转来|未结)|旧存")
_CLOSING = re_compile(r"结转(?:至|到)?(?:下一?年|下年度|下一年度|次年|\d{4}年)|未(?:审|办)?结(?!率)|尚未办结|期末结存")
# The matters whose cases a report carries from one year to the next.
_TOPICS = re_compile(
    r"行政复议|行政诉讼|行政应诉|信息公开申请|依申请公开|行政处罚|行政许可|信访|法律援助|劳动仲裁|仲裁|投诉举报|人民调解|矛盾纠纷|强制执行"
)
_SAME_TOPIC = {"行政应诉": "行政诉讼", "依申请公开": "信息公开申请", "劳动仲裁": "仲裁", "矛盾纠纷": "人民调解"}


class _Claim(NamedTuple):
    """What the draft says, where (`span`), what last year's report says of the same (`old`), and how they compare."""

    span: Span
    label: str
    stated: str
    found: str
    computed: str
    old: Span


class Previous(CheckType, frozen=True):
    """A figure of the draft that last year's report contradicts; the message names both.

    of  stated: last year's figure as the draft gives it (上年96件, 2023年受理…96件); change: 同比 and 较上年 against
        last year's figure of the same name; carried: what was carried over (上年结转) against what last year's report
        left open (结转下年), in the text and in the rows of a table
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"label", "stated", "found", "computed", "previous"})
    COMPARES: ClassVar[bool] = True

    of: Literal["stated", "change", "carried"]

    def find(self, passage: Passage) -> Iterator[Hit]:
        for claim, agrees in self._claims(passage):
            if not agrees:
                earlier = passage.facts.previous
                year = f"{earlier.profile.year}年" if earlier and earlier.profile.year else "上年"
                words = {
                    "label": claim.label, "stated": claim.stated, "found": claim.found, "computed": claim.computed,
                    "previous": year,
                }  # fmt: skip
                yield Hit(claim.span, words)

    def idle(self, passage: Passage) -> bool:
        return next(self._claims(passage), None) is None

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Changes the first digit of each figure that agrees with last year's."""
        for claim, agrees in self._claims(passage):
            digit = kept(r"\d").search(passage.document.folded[slice(*claim.span)])
            if agrees and digit:
                at = claim.span.start + digit.start()
                other = "9" if digit[0] != "9" else "4"
                yield f"{claim.stated} of {claim.label}", (Edit(Span(at, at + 1), other),)

    def _claims(self, passage: Passage) -> Iterator[tuple[_Claim, bool]]:
        """What the draft says of last year and can be held against its report, and whether the two agree."""
        earlier = passage.facts.previous
        if earlier is None:
            return
        if self.of == "carried":
            yield from _carried(passage, earlier)
            return
        known = _named(earlier)
        finder = _stated if self.of == "stated" else _changed
        yield from finder(passage, known, earlier)


def _key(label: str) -> str:
    """The words that name a figure, without the year or the body in front; "" when they are too few to name it."""
    words = _LEAD.sub("", label.replace(" ", ""))
    return words if len(words) >= 4 and not kept(r"\d").search(words) else ""


def _prose(facts: Facts) -> Iterator[Quantity]:
    """Amounts of the running text: no dates, no names, nothing of a table."""
    tables = [table.span for table in facts.document.tables]
    starts = [span.start for span in tables]
    for quantity in facts.quantities:
        at = bisect_right(starts, quantity.span.start) - 1
        if _counts(quantity) and not (at >= 0 and tables[at].contains(quantity.span)):
            yield quantity


def _counts(quantity: Quantity) -> bool:
    """Whether a figure is one of what was done, such as two yearly reports give alike."""
    kind = quantity.role == "count" or (quantity.role == "money" and bool(_MONEY.search(quantity.label)))
    return kind and not _PLANNED.search(quantity.label)


def _named(earlier: Facts) -> dict[tuple[str, str], list[Quantity]]:
    """Last year's own figures by their words and measure word."""
    known: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for quantity in _prose(earlier):
        partial = _PARTIAL.search(quantity.scope) or _PARTIAL.search(quantity.label)
        if not partial and not _ago(earlier, quantity) and (key := _key(quantity.label)):
            known[key, quantity.unit].append(quantity)
    return known


def _ago(facts: Facts, quantity: Quantity) -> str:
    """The words of a figure's clause when they put it into the year before the report's, else ""."""
    year, at = facts.profile.year, quantity.span.start
    clause = _MARK.split(facts.document.folded[max(0, at - 40) : at])[-1]
    own = rf"(?:{_AGO}|{year - 1}年度?(?:全年)?)" if year else _AGO
    return clause if re.match(own, clause) else ""


def _only(known: dict[tuple[str, str], list[Quantity]], key: str, unit: str) -> Quantity | None:
    """The one value that last year's report gives for these words; None when it gives none or several."""
    found = known.get((key, unit), [])
    return found[0] if found and len({q.value for q in found}) == 1 else None


def _stated(
    passage: Passage, known: dict[tuple[str, str], list[Quantity]], earlier: Facts
) -> Iterator[tuple[_Claim, bool]]:
    """Last year's figures as the draft gives them: named itself (2023年受理…96件), or beside this year's (上年96件)."""
    for quantity in _prose(passage.facts):
        ago = _ago(passage.facts, quantity)
        if ago and passage.holds(quantity.span) and not _COMPARED.search(ago) and not _PARTIAL.search(ago):
            key = _key(quantity.label)
            yield from _held(passage, quantity, _only(known, key, quantity.unit), key, earlier)
    for relation in passage.relations:
        before, now = relation.members.get("previous", ()), relation.members.get("current", ())
        if relation.kind == "change" and len(before) == len(now) == 1 and not _PARTIAL.search(now[0].scope):
            key = _key(now[0].label)
            if before[0].unit == now[0].unit and not _key(before[0].label):
                yield from _held(passage, before[0], _only(known, key, now[0].unit), key, earlier)


def _held(
    passage: Passage, quantity: Quantity, old: Quantity | None, key: str, earlier: Facts
) -> Iterator[tuple[_Claim, bool]]:
    if old is None:
        return
    claim = _Claim(quantity.span, key, _shown(passage.document, quantity), _shown(earlier.document, old), "", old.span)
    yield claim, quantity.interval.meets(old.interval)


def _changed(
    passage: Passage, known: dict[tuple[str, str], list[Quantity]], earlier: Facts
) -> Iterator[tuple[_Claim, bool]]:
    """同比 and 较上年 right behind a figure of this year, against last year's figure of the same words."""
    text = passage.document.folded
    quantities = passage.quantities
    for now, change in pairwise(quantities):
        if not _counts(now) or change.role != "change" or change.span.start - now.span.end > 30:
            continue
        match = _CHANGE.fullmatch(text, now.span.end, change.span.start)
        if not match or _ago(passage.facts, now) or _PARTIAL.search(now.scope + now.label):
            continue
        old = _only(known, _key(now.label), now.unit)
        if old is None or not old.value or change.unit not in ("%", now.unit):
            continue
        down = match["way"] in _DOWN
        possible, computed = _growth(now, old, down, share=change.unit == "%")
        stated = Interval(change.low, change.high)
        near = change.ulp if change.unit == "%" else Decimal(0)  # cut off instead of rounded is no contradiction
        said = f"{match['way']}{_shown(passage.document, change)}"
        claim = _Claim(change.span, _key(now.label), said, _shown(earlier.document, old), computed, old.span)
        yield claim, (stated + Interval(-near, near)).meets(possible)


def _growth(now: Quantity, old: Quantity, down: bool, *, share: bool) -> tuple[Interval, str]:
    """By how much a figure grew (or fell, when `down`) in percent or in its own measure: what is possible, and in words."""
    rise = now.interval - old.interval
    value = now.value - old.value
    if down:
        rise, value = Interval(0, 0) - rise, -value  # type: ignore[arg-type]
    way = "减少" if now.value < old.value else "增加"
    if not share:
        return rise, f"{way}{_plain(abs(now.value - old.value))}{now.unit}"
    percent = value / old.value * 100
    low = None if rise.low is None or not old.low else min(rise.low / old.low, rise.low / (old.high or old.low)) * 100
    high = (
        None if rise.high is None or not old.low else max(rise.high / old.low, rise.high / (old.high or old.low)) * 100
    )
    return Interval(low, high), f"{way}{abs(percent):.2f}%"


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal(1)):f}" if value == value.to_integral_value() else f"{value:f}"


def _shown(document: Document, quantity: Quantity) -> str:
    return document.slice(quantity.span)


def _carried(passage: Passage, earlier: Facts) -> Iterator[tuple[_Claim, bool]]:
    """Cases carried over: what last year left open of a matter is what this year begins with."""
    opening, closing = _by_topic(passage.facts, _OPENING), _by_topic(earlier, _CLOSING)
    for (topic, unit), found in opening.items():
        left = closing.get((topic, unit), [])
        if len({q.value for q in left}) == 1 and len({q.value for q in found}) == 1 and passage.holds(found[0].span):
            old, now = left[0], found[0]
            stated = _shown(passage.document, now)
            claim = _Claim(now.span, topic, stated, _shown(earlier.document, old), "", old.span)
            yield claim, now.interval.meets(old.interval)
    now_row, old_row = _row(passage.document, _OPENING), _row(earlier.document, _CLOSING)
    if now_row and old_row and passage.holds(now_row[0]):
        claim = _Claim(now_row[0], "表中", str(now_row[1]), str(old_row[1]), "", old_row[0])
        yield claim, now_row[1] == old_row[1]


def _by_topic(facts: Facts, pattern: re.Pattern[str]) -> dict[tuple[str, str], list[Quantity]]:
    """Figures whose words match, by the matter last named before them in the same paragraph and by measure word."""
    text = facts.document.folded
    found: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for quantity in _prose(facts):
        line = max(text.rfind("\n", 0, quantity.span.start) + 1, quantity.span.start - 200)
        before = text[line : quantity.span.start]
        words = kept(r"[,。;:(]").split(before)[-1]
        topics = _TOPICS.findall(before)
        if pattern.search(words) and topics and quantity.role == "count":
            found[_SAME_TOPIC.get(topics[-1], topics[-1]), quantity.unit].append(quantity)
    return found


def _row(document: Document, pattern: re.Pattern[str]) -> tuple[Span, Decimal] | None:
    """The last number of the one table row whose first cells match: its cell and its value; None if none or several."""
    rows = [row for table in document.tables for row in _matching(document, table, pattern)]
    return rows[0] if len(rows) == 1 else None


def _matching(document: Document, table: Table, pattern: re.Pattern[str]) -> Iterator[tuple[Span, Decimal]]:
    for row in table.rows:
        names = [cell for cell in row.cells[:3] if pattern.search(document.folded[slice(*cell.span)])]
        numbers = [cell for cell in row.cells if document.folded[slice(*cell.span)].strip().isdecimal()]
        if names and numbers:
            yield numbers[-1].span, Decimal(document.folded[slice(*numbers[-1].span)].strip())
