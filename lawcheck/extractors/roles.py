"""Roles: which numerals of a report are no figures at all — dates, ordinals, names — and why.

Reports are full of set phrases with numbers (十四五, 二十大, 12345热线, “1310”部署, 12·4, 1+20, 一村一法律顾问); a figure
check that reads one of them as a quantity cries wolf. Each test below looks only at a few characters around the numeral.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from lawcheck.extractors import units
from lawcheck.extractors.numerals import CHINESE, Numeral
from lawcheck.model.facts import Quantity, QuantityRole
from lawcheck.model.patterns import kept, re_compile

_SMALL = 20  # of Chinese digits: up to here they are how prose counts
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_QUOTED = re_compile(r"[^”\"’』」\n]{0,5}[”\"’』」]")
_DATE_RANGE = re_compile(
    r"(?:年|月|日)?(?:份)?(?:--?|—{1,2}|–|~|至|到|、|和|与|及|,)\d{1,4}(?=(?:[、和与及,—–~至到-]+\d{1,4})*([年月日号]|三个年度|两个年度))"
)
_LIST_END = re_compile(r"[、.．)）](?!\d)")
_SET_PHRASE = re_compile(
    rf"[{CHINESE}](?:项制度|个意识|个自信|个维护|个确立|项规定|大攻坚战|重一大|位一体|个全面|农[问工]|严三实|学一做|会一课|不愁|个代表"
    r"|个[一百]批?|个必须|个不|个能力|个统一|者相互|统一|网通办|件事|站式|次办|窗[受通]|次性|把手|门式|张网|条龙|体化|岗双责|案三查"
    r"|调联动|治融合|步走|区三线|级联动|级书记|大战略|大工程|力[齐合]|方联|所一庭|会两|新一|化同步|无村|审制|单制|卡通|日游|公开)"
)
_EACH_ONE = re_compile(
    r"一(?:村居?|社区|居|镇|乡|街|县|市|校|企|园区|园|人|事|案|户|站|所|院|区|月|季|年|周|格|单位|部门|窗)一"
)
_PLANS = re_compile(r"(?:十[一二三四五六七]|[一二三四五六七八九])五(?=规划|普法|时期|期间|末|收官|开局|”|\"|以来)")
_CONGRESS = re_compile(r"(?:大|届|中全会)")
_TELLING = frozenset(
    "+·•年月日号时份:-—–~至到、和与及,/."
)  # what behind digits may make a date, a name or a code of them


def plan_name(folded: str, start: int) -> int:
    """End of a plan's name (十四五, 八五普法) that begins here, else -1."""
    match = _PLANS.match(folded, start)
    return match.end() if match else -1


def refused(folded: str, n: Numeral, unit: str, line_start: bool) -> QuantityRole | None:
    """The role of a numeral that is no figure, else None. `unit` is the measure word found behind it."""
    before = folded[n.start - 1] if n.start else "\n"
    after = folded[n.end : n.end + 1]
    if unit and _plain(n, before, after, unit):
        return None
    if before == "第" or folded[max(0, n.start - 2) : n.start] == "第 ":
        return "ordinal"
    if n.form in ("percent", "fraction"):
        return None
    if _in_name(folded, n, before, after, unit):
        return "name"
    if (line_start and not unit and n.value < 100 and _LIST_END.match(folded, n.end)) or _bracketed_number(
        folded, n, before, after
    ):
        return "ordinal"
    if n.form == "arabic":
        return _date(folded, n, after, unit) or _code(folded, n, before, after, unit)
    return _chinese(folded, n, before, after, unit)


def _plain(n: Numeral, before: str, after: str, unit: str) -> bool:
    """Most figures of a report: digits between a word and a measure word. None of the questions below is about them."""
    return (
        n.form == "arabic"
        and "\u4e00" <= before <= "\u9fff"
        and before not in "第前"
        and after not in _TELLING
        and unit != "号"
    )


def _in_name(folded: str, n: Numeral, before: str, after: str, unit: str) -> bool:
    if before in "“\"‘'『「" and _QUOTED.match(folded, n.end):
        return True
    if (before in "+·•" and n.start > 1) or after in ("+", "·", "•"):
        return True
    if before in _LETTERS or (after in _LETTERS and not unit):
        return True
    return before in "〔[【" and after in ("〕", "]", "】")


def _bracketed_number(folded: str, n: Numeral, before: str, after: str) -> bool:
    if before != "(" or after != ")" or n.value > 30:
        return False
    return n.start < 2 or folded[n.start - 2] in "\n。;；:：,，、 \t"


def _date(folded: str, n: Numeral, after: str, unit: str) -> QuantityRole | None:
    """Years, months, days, clock times; 17年 and 3个月 are measures and no dates."""
    whole = n.decimals == 0 and n.scale == 1
    digits = n.end - n.start
    if not whole:
        dotted = (
            folded[n.start : n.end].replace(".", "", 1).isdigit()
            and after == "."
            and folded[n.end + 1 : n.end + 2].isdigit()
        )
        return "date" if dotted else None
    year = digits == 4 and 1900 <= n.value <= 2100
    if after == "年":
        return "date" if year else None
    if after == "月":
        return "date" if 1 <= n.value <= 12 else None
    if after == "日" and 1 <= n.value <= 31:
        return None if folded[n.end + 1 : n.end + 2] in ("内", "以") else "date"
    if after == "号" and 1 <= n.value <= 31 and folded[n.start - 1 : n.start] == "月":
        return "date"
    if match := _DATE_RANGE.match(folded, n.end):
        kind = match[1][0]
        if (kind in "年三两" and year) or (kind == "月" and n.value <= 12) or (kind in "日号" and n.value <= 31):
            return "date"
    if digits <= 2 and (after == "时" or (after == ":" and kept(r":[0-5]\d(?!\d)").match(folded[n.end : n.end + 4]))):
        return "date"
    if (
        digits <= 2
        and n.start
        and folded[n.start - 1] == ":"
        and folded[n.start - 2 : n.start - 1].isdigit()
        and digits == 2
    ):
        return "date"
    if year and not unit and (not after or not after.isdigit()):
        return "date"
    if after in ("-", "/", ".") and kept(r"[-/.]\d{1,2}[-/.]\d{1,2}").match(folded[n.end : n.end + 6]) and digits == 4:
        return "date"
    if (
        n.start
        and folded[n.start - 1] in "-/."
        and kept(r"\d{4}[-/.](?:\d{1,2}[-/.])?$").search(folded[max(0, n.start - 8) : n.start])
    ):
        return "date"
    return None


def _code(folded: str, n: Numeral, before: str, after: str, unit: str) -> QuantityRole | None:
    """Document numbers, hotlines, telephone numbers: digits that name and do not count."""
    if after == "号" or unit == "号":
        return "name"
    if unit or n.scale != 1:
        return "ordinal" if _rank(folded, n, unit) else None
    digits = folded[n.start : n.end]
    if digits.isdigit() and len(digits) >= 7 and not (before in "\t\n" and after in "\t\n"):
        return "name"
    if (after == "/" or before == "/") and kept(r"\d{1,2}/\d{1,3}").fullmatch(
        folded[n.start - (2 if before == "/" else 0) : n.end + (2 if after == "/" else 0)]
    ):
        return "name"
    if (before in "-—" and folded[n.start - 2 : n.start - 1].isdigit()) or (
        after == "-" and folded[n.end + 1 : n.end + 2].isdigit()
    ):
        return "name"
    if after in ("至", "到") and folded[n.end + 1 : n.end + 2].isdigit():
        return None  # the first of 5至10件
    return "name" if "\u4e00" <= after <= "\u9fff" else None


def _rank(folded: str, n: Numeral, unit: str) -> bool:
    return unit in ("位", "名", "个", "大", "类", "项", "强") and folded[max(0, n.start - 1) : n.start] == "前"


def _chinese(folded: str, n: Numeral, before: str, after: str, unit: str) -> QuantityRole | None:
    if after == "是" and before in "\n。;；,，:：、 \t(" and n.value <= 20:
        return "ordinal"
    if (after in ("年", "月") and not unit.startswith("年度")) or (after == "日" and before == "月"):
        written = folded[n.start : n.end]
        if after == "月" or (len(written) == 4 and n.value > 1000) or after == "日":
            return "date"
    if unit in ("级", "届", "线", "等", "线", "号"):
        return "name"
    if n.value >= 15 and _CONGRESS.match(folded, n.end):
        return "name"
    if (
        _SET_PHRASE.match(folded, n.start)
        or _EACH_ONE.match(folded, n.start)
        or _EACH_ONE.match(folded, max(0, n.start - 2))
    ):
        return "name"
    if unit == "大" or _rank(folded, n, unit):
        return "ordinal" if _rank(folded, n, unit) else "name"
    return None


def spelled_out(folded: str, quantities: Iterable[Quantity]) -> set[str]:
    """The units of which a text writes larger numbers in Chinese digits."""
    return {q.unit for q in quantities if q.value > _SMALL and not folded[q.span.start].isdigit()}


def spelled(folded: str, item: Quantity, counted: Container[str]) -> bool:
    """五类, 两项, 三个: small numbers in Chinese digits speak about the list and are no member of it.

    They are where larger ones of their unit are written so too (`counted`): 二十七个，其中…十二个、…九个.
    """
    if item.unit == "分" and item.hedge in ("以上", "以下"):
        return True
    small = not folded[item.span.start].isdigit() and item.value <= _SMALL and item.role == "count"
    listed = units.CLASS.get(item.unit) in ("thing", "unit", "rate", "event", "grade", None)
    return small and listed and item.unit not in counted
