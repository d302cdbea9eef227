"""Quantities: every number of a Document with value, interval, unit, role, label and scope."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from lawcheck.extractors import labels, roles, units
from lawcheck.extractors.numerals import SCALES, Numeral, scan
from lawcheck.model.facts import Facts, Quantity, QuantityRole
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span

_TAIL = re_compile(
    rf"(?P<infix>[余多来几](?= ?(?:万|亿|{units.PATTERN}))|余)?(?P<scale>万亿|[万亿萬億])?(?P<second>余|多(?= ?(?:{units.PATTERN})))? ?"
    rf"(?P<unit>{units.PATTERN}|成(?:半)?(?![员为立功本果绩都长年效分就熟交品型套因千万都]))?"
    r"(?P<after> ?(?:以上|以下|以内|左右|上下))?"
)
_BEFORE = re_compile(
    r"(?:大约|大概|约|将近|接近|近|逾|超过|超|突破|不足|不到|不少于|不低于|不超过|不高于|不多于|低于|少于|高于|多于|大于|小于|至少|至多|最多|最少|上|数|几|过)"
    r"(?:人民币)?$"
)
_CHANGE = re_compile(
    r"(?:增长|增加|上升|上涨|提高|提升|增幅|增速|增长率|涨幅|升幅|升高|攀升|扩大|跃升|翻|下降|减少|降低|回落|降幅|减幅|降|减|增|升|涨|下滑|缩短|压减|压缩|缩减|精简|同比|环比|持平)"
    r"(?:幅度)?(?:了|约|达到|达|为|近|超过|超|逾|至少|分别|依次|是|各|,)*$"
)
_DELTA = re_compile(
    r"(?:(?<![最许众很更诸不])[多少](?:收|结|出|了|办|受理|审结|执结|立案|处理|发布|公开|开展|举办|办理|受|立|发)|(?:增加|减少|净增|增长|上升|下降|提高|提升|降低|回落|缩短|压缩|压减|增|减|多|少)了?)(?:约|近)?$"
)
_MORE = re_compile(
    r"(?:比|较)(?:上一?年|去年|上一?月|上一?季度|前年|20\d\d年|同期|上年同期)(?:度)?(?:同期)?(?:[多少])[\u4e00-\u9fff]{1,2}$"
)
_COMPARED = re_compile(
    r"(?:由|从)[^,;。]{1,16}(?:减|降|增|升|缩)[^,;。]{0,3}[至到为]|同比|环比|较|比|相比|上年|去年|同期|前一|多收|少收"
)
_ARTICLE = re_compile(r"[上下统唯第万之每某同另这那任进单专不逐同划初]$")
_IDIOM_ONE = frozenset("起批线块面级层度代体口道步片般手把届号次期段方站网门")
_FALSE_START = frozenset("百千万亿萬億")
_RANGE = re_compile(r"(?:--?|—{1,2}|–|~|至|到)")
ROLE_OF_CLASS: dict[str, QuantityRole] = {
    "length": "measure",
    "area": "measure",
    "weight": "measure",
    "volume": "measure",
    "energy": "measure",
    "score": "measure",
    "money": "money",
    "times": "change",
}
_BRACKET = re_compile(r"\([^()\n]*\)")
_HEAD_MARKS = re_compile(r"[,。;；:\n、()\t]")
HALF, ONE = Decimal("0.5"), Decimal(1)


def extract(facts: Facts) -> tuple[Quantity, ...]:
    """All numbers of the text in order. Refused ones (dates, ordinals, names) are kept under their role."""
    return tuple(_ranges(_read(facts.document.folded), facts.document.folded))


def _read(folded: str) -> Iterator[Quantity]:
    scopes = labels.Scopes(folded)
    sentence, floor, line, previous_role = 0, 0, 0, ""
    at = 0
    for n in scan(folded):
        if n.start < floor:
            continue
        gap = folded[at : n.start]
        if (cut := max(gap.rfind("。"), gap.rfind("\n"))) >= 0:
            sentence = max(sentence, at + cut + 1)
        if (cut := gap.rfind("\n")) >= 0:
            line = at + cut + 1
        at = n.start
        quantity = _quantity(folded, n, floor, line, previous_role, scopes, sentence)
        if quantity is None:
            continue
        floor = quantity.span.end
        at = max(at, floor)
        previous_role = quantity.role
        yield quantity


def _quantity(
    folded: str, n: Numeral, floor: int, line: int, previous: str, scopes: labels.Scopes, sentence: int
) -> Quantity | None:
    plan = roles.plan_name(folded, n.start) if n.form in ("chinese", "name") else -1
    if plan > 0:
        return Quantity(Span(n.start, plan), n.value, n.value, n.value, "", "name")
    tail = _TAIL.match(folded, n.end)
    assert tail is not None  # every part of it is optional
    measure, infix, scaled, second, after = tail.group("unit", "infix", "scale", "second", "after")
    unit = measure or ("%" if n.form in ("percent", "fraction") else "")
    line_start = not folded[line : n.start].strip(" (　")
    role = roles.refused(folded, n, unit, line_start)
    if role:
        return _refused(folded, n, role, unit, tail.end("unit") if measure else n.end)
    if n.form == "chinese" and not _counts(folded, n, unit, infix or ""):
        return None
    head = _head(folded, floor, n.start)
    before = _BEFORE.search(head)
    hedge = n.hedge or infix or second or (after or "").strip()
    if before and (before[0] not in ("上", "过") or set(folded[n.start : n.end]) <= set("百千万亿")):
        hedge = before[0]  # 上 and 过 are hedges of 上千 and 过万 only, and end a word before other numbers
    number = _scaled(n, scaled)
    bare = head[: before.start()] if before else head
    found = _role(unit, head, bare, previous, folded[floor : n.start], folded[max(sentence, n.start - 60) : n.start])
    end = tail.end("unit") if measure else max(n.end, tail.end("second"), tail.end("scale"), tail.end("infix"))
    low, high = interval(number, hedge, unit in units.PERCENT)
    decimals, value, scale = number.decimals, number.value, number.scale
    if n.form == "fraction" and unit == "%":  # 三分之二 is said of 64% and of 70%
        value, scale = value * 100, Decimal(5)
        low, high = (None if bound is None else bound * 100 for bound in (low, high))
        if not hedge:
            low, high = value - HALF * scale, value + HALF * scale
    if unit.startswith("成"):
        value, scale, unit = value * 10 + (5 if "半" in unit else 0), Decimal(10), "%"
        low, high = (low * 10 if low is not None else None), (high * 10 if high is not None else None)
        if not hedge:
            low, high = value - 5, value + 5
    return Quantity(
        Span(n.start, end),
        value,
        low,
        high,
        unit,
        found,
        decimals,
        scale,
        hedge,
        labels.label(folded, floor, n.start, end),
        scopes.at(sentence, n.start),
    )


def _head(folded: str, floor: int, start: int) -> str:
    """The words of the same clause before a number, at most 24 characters."""
    text = folded[max(floor, start - 24) : start]
    if "(" in text:
        text = _BRACKET.sub("", text)
    return _HEAD_MARKS.split(text)[-1].rstrip(" ")


def _refused(folded: str, n: Numeral, role: QuantityRole, unit: str, end: int) -> Quantity:
    after = folded[n.end : n.end + 1]
    if role == "date" and after in ("年", "月", "日", "号"):
        unit, end = after, n.end + 1
    elif role == "name" and after == "号":
        unit, end = "号", n.end + 1
    elif role == "date":
        unit, end = "", n.end
    return Quantity(Span(n.start, end), n.value, n.value, n.value, unit, role, n.decimals, n.scale)


def _counts(folded: str, n: Numeral, unit: str, infix: str) -> bool:
    """Whether Chinese digits with this unit count something: 统一个人, 一批, 万一, 千家万户 do not."""
    if not unit:
        return False
    written = folded[n.start : n.end]
    before = folded[max(0, n.start - 1) : n.start]
    if written[0] in _FALSE_START:
        return bool(infix) or before in ("近", "上", "数", "几", "逾", "超", "过", "约", "足")
    if written == "一":
        return unit not in _IDIOM_ONE and not _ARTICLE.search(before)
    return not (before and before in "数几" and len(written) == 1) and before not in ("统", "不")


def _scaled(n: Numeral, scale: str | None) -> Numeral:
    """The numeral with a multiplier that stands behind a hedge (80多万, 十几万)."""
    if not scale:
        return n
    factor = SCALES[scale]
    return replace(n, value=n.value * factor, scale=n.scale * factor, step=n.step * factor)


def _role(unit: str, head: str, bare: str, previous: str, gap: str, said: str) -> QuantityRole:
    if unit in units.POINTS:
        return "change"
    if unit in units.PERCENT or unit.startswith("成"):
        if _CHANGE.search(bare):
            return "change"
        listed = gap in ("、", "和", "与", "及", "以及", "、约", ",")
        return "change" if listed and previous == "change" else "share"
    if unit in ("倍", "番"):
        return "change"
    if _delta(head, bare, said) or (previous == "change" and gap.strip() in ("、", "和", "与", "及", "以及")):
        return "change"
    kind = units.CLASS.get(unit, "")
    if kind == "money":
        return "money"
    if unit in units.TIME:
        return "measure"
    return ROLE_OF_CLASS.get(kind, "count")


def _delta(head: str, bare: str, said: str) -> bool:
    """增加269件, 多收269件: the number is a difference and no amount."""
    match = _DELTA.search(bare)
    if not match:
        return _MORE.search(said) is not None
    if len(match[0]) == 1 or match[0] in ("多了", "少了"):
        return bool(_COMPARED.search(said))
    return not head.endswith(("至少", "不少", "最少"))


def interval(n: Numeral, hedge: str, percent: bool = False) -> tuple[Decimal | None, Decimal | None]:
    """What a printed number may stand for: half a unit of its last printed digit, wider by its hedge, None open."""
    value = n.value
    if not hedge and not n.decimals and n.scale == ONE and n.high is None:
        return value, value
    half = HALF * Decimal(1).scaleb(-n.decimals) * n.scale if n.decimals or n.scale != 1 else Decimal(0)
    if n.high is not None:
        return value, n.high
    if not hedge:
        return value - half, value + half
    if hedge in ("余", "多", "来", "几", "余/多"):
        return value, value + n.step
    if hedge in ("约", "大约", "大概", "左右", "上下", "约为"):
        near = max(value / 20, Decimal(2)) if percent else value / 10
        near = min(near, 5 * Decimal(1).scaleb(-n.decimals)) if percent and n.decimals else near
        return value - near, value + near
    if hedge.startswith(("近", "将近", "接近")):
        return value * Decimal("0.85"), value
    if hedge.startswith(
        ("不足", "不到", "不超", "不高", "不多", "低于", "少于", "小于", "至多", "最多", "以下", "以内")
    ):
        return None, value
    if hedge in ("数", "几"):
        return value, value * 10
    return value - half, None


def _ranges(found: Iterator[Quantity], folded: str) -> Iterator[Quantity]:
    """5—10件, 5%至10%: two numbers of one unit with a dash between them are one Quantity with that interval."""
    held: Quantity | None = None
    for quantity in found:
        if held is not None:
            joined = _join(held, quantity, folded)
            if joined is None:
                yield held
                held = quantity
            else:
                held = joined
        else:
            held = quantity
    if held is not None:
        yield held


def _join(one: Quantity, two: Quantity, folded: str) -> Quantity | None:
    refused = ("date", "ordinal", "name")
    between = folded[one.span.end : two.span.start]
    if not _RANGE.fullmatch(between) or one.role in refused or two.role in refused or two.hedge or one.hedge:
        return None
    if one.unit not in ("", two.unit):
        return None
    low = one.value * (two.scale if not one.unit and one.scale == 1 else 1)
    if not low < two.value:
        return None
    return msgspec.structs.replace(
        two,
        span=Span(one.span.start, two.span.end),
        value=low,
        low=low,
        high=two.high,
        hedge="至",
        label=one.label,
        scope=one.scope,
    )
