"""Ground: days that a text names — the weekday beside a date, the date and the number of a named day (第十一个国家宪法日)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import Edit, Hit
from lawcheck.model.source import Span
from lawcheck.model.times import Time
from lawcheck.model.years import days_in, number

_WEEK = "一二三四五六日"
_WEEKDAY = re_compile(r" ?\(?(?:星期|礼拜|周)([一二三四五六日天])(?![常夜期])")
_AREA = r"(?:全国|全民|国际|世界|中国)?"
_COUNT = r"(?:第[\d一二三四五六七八九十]+个)?"
_DOTTED = re_compile(rf"(?<![\d.])(\d{{1,2}})[.·•‧・](\d{{1,2}})[”\"’]? ?{_COUNT}{_AREA}$")
_NAMED = re_compile(
    rf"(?<!\d)(\d{{1,2}})月(\d{{1,2}})日,?(?:是|为|系|恰逢|正值|迎来)(?:我国|全国|国家)?(?:的)?{_COUNT}[“\"]?{_AREA}$"
)
_BESIDE = re_compile(rf"(?<!\d)(\d{{1,2}})月(\d{{1,2}})日{_COUNT}[“\"]?{_AREA}$")  # 4月15日全民国家安全教育日、
_BRACKETED = re_compile(r"[”\"]?\((?:每年的?)?(\d{1,2})月(\d{1,2})日\)")
_NAME_ENDS = re_compile(r"[、,;。)”等和与及]|当[天日]|$")
_NTH = re_compile(rf"第(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})个[“\"]?{_AREA}$")
_YEARLY = re_compile(r"(?:每年|年度|常年|往年|上年|去年|冬春)[^,。;\n\d]{0,6}$")
_SEASON = re_compile(r"[^,。;\n]{0,4}(?:期|防火|供暖|采暖|冬|汛|季)")
_MONTH = 30.4  # days
_HAN = "一二三四五六七八九"
_DAY = r"(?:(?P<y{0}>20\d\d)年)?(?P<m{0}>\d{{1,2}})月(?P<d{0}>\d{{1,2}})日"
_WHOLE = r"首尾(?:两[日天])?(?:均|都)?(?:计入|计算?在内|在内)"
_SPAN = re_compile(
    _DAY.format(1) + r"(?:起|开始)?,?(?:至|到|—|-|~)(?:(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
    rf"[^。;\n\d每各分批轮约]{{0,20}}(?:为期|历时|公示期|公示期限|时间|,共|{_WHOLE},?共)(?:共计?|计|为|是)?"
    r"(?P<long>\d{1,3})(?P<unit>天|日|个月)"
)


def periods(passage: Passage) -> list[Time]:
    """The dates and periods of a passage."""
    found: Iterable[Time] = passage.facts.get("periods")
    return [p for p in found if passage.holds(p.span)]


def weekdays(passage: Passage, year: int) -> Iterator[Hit]:
    """Weekdays that are not those of the date before them; `year` is the reporting year, 0 for none."""
    for p in periods(passage):
        match = _WEEKDAY.match(passage.document.folded, p.span.end)
        meant = _meant(p, year) if match and p.grain == "day" and not p.ranged else []
        if match and meant and match[1].replace("天", "日") not in [_WEEK[day.weekday()] for day in meant]:
            span, right = Span(*match.span(1)), _WEEK[meant[0].weekday()]
            end = match.end() + passage.document.folded.startswith(")", match.end())
            words = {"found": passage.document.slice(Span(p.span.start, end)), "better": f"星期{right}"}
            yield Hit(span, words, edits=(Edit(span, right),), safe=False)


def next_weekday(text: str, p: Time) -> Edit | None:
    """The edit that makes the weekday behind a date the next one; None where there is none."""
    match = _WEEKDAY.match(text, p.span.end)
    if not match:
        return None
    return Edit(Span(*match.span(1)), _WEEK[(_WEEK.find(match[1].replace("天", "日")) + 1) % 7])


def _meant(p: Time, year: int) -> list[date]:
    """The days that a date may be: itself, or without a year that of the reporting year, then of the next."""
    if p.end:
        return [p.end]
    _, month, day = p.last
    if p.year or not year or not p.possible or not day:
        return []
    ahead = month < 4 or p.place == "plans"  # 1月8日 in a report of January may be of the year in which it is written
    return [date(y, month, day) for y in (year, *([year + 1] if ahead else [])) if day <= days_in(y, month)]


def named_days(passage: Passage, days: Mapping[str, str], first: Mapping[str, int], year: int) -> Iterator[Hit]:
    """Dates that are not those of the named day behind them, and numbers that it does not have in the reporting year."""
    text = passage.document.folded
    for name, day in days.items():
        month, of = map(int, day.split("-"))
        for match in passage.finditer(name):
            at = max(0, match.start() - 32)
            before = text[at : match.start()]
            if year and name in first:
                yield from _numbered(passage, match, before, at, year - first[name] + 1)
            found = _DOTTED.search(before) or _NAMED.search(before)
            # Not before other words: 12月2日国家宪法日前夕, 4月10日国家安全教育日宣传活动.
            if not found and _NAME_ENDS.match(text, match.end()):
                found = _BESIDE.search(before)
            if not found:
                found, at = _BRACKETED.match(text, match.end()), 0
            if found and (int(found[1]), int(found[2])) != (month, of):
                span = Span(found.start(1) + at, found.end(2) + at)
                better = f"{month}{passage.document.text[found.end(1) + at : found.start(2) + at]}{of}"
                yield Hit(span, {"better": better, "name": match[0]}, edits=(Edit(span, better),), safe=False)


def _numbered(passage: Passage, match: Any, before: str, at: int, right: int) -> Iterator[Hit]:
    """第十一个国家宪法日 in the report on 2025; that of the year after may be meant where the next year is planned."""
    said = _NTH.search(before)
    if said and number(said[1]) not in (right, right + 1):
        span = Span(said.start(1) + at, said.end(1) + at)
        better = str(right) if said[1].isdigit() else _han(right)
        found = passage.document.slice(Span(said.start() + at, match.end()))
        yield Hit(
            span,
            {"better": better, "name": match[0], "found": found},
            edits=(Edit(span, better),),
            safe=False,
            variant="number",
        )


def lengths(passage: Passage, year: int) -> Iterator[Hit]:
    """自3月11日至4月9日，为期20天: a length that is not that of its days, the first and the last counted or not."""
    for area in passage.ranges:
        for said in _SPAN.finditer(passage.document.folded, *area):
            days, long, months = _days_of(said, year), int(said["long"]), said["unit"] == "个月"
            if days is None or (abs(long - days / _MONTH) < 1 if months else long in (days, days + 1)):
                continue
            right = f"{round(days / _MONTH)}个月" if months else f"{days + 1}天"
            name = passage.document.slice(Span(said.start(), said.end("d2") + 1))
            yield Hit(Span(said.start("long"), said.end("unit")), {"better": right, "name": name})


def _days_of(said: Any, year: int) -> int | None:
    """The days from the first date of a span to its last; None where the calendar has no such dates."""
    first_year = int(said["y1"] or year or 2023)
    month = int(said["m1"])
    last_month = int(said["m2"] or month)
    last_year = int(said["y2"] or first_year + (last_month < month))
    try:
        return (date(last_year, last_month, int(said["d2"])) - date(first_year, month, int(said["d1"]))).days
    except ValueError:
        return None


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_HAN[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones - 1] if ones else "")


def impossible(passage: Passage) -> Iterator[Hit]:
    """Days that no calendar has, and ranges that end before they begin."""
    for p in periods(passage):
        if not p.possible and (p.grain == "day" or p.year):
            yield Hit(p.span)
        elif p.possible and p.turned:
            yield Hit(p.span, variant="turned")
        elif p.ranged and p.grain == "month" and not p.year and p.first[1] > p.last[1] and _turned(passage, p):
            yield Hit(p.span, variant="months")


def _turned(passage: Passage, p: Time) -> bool:
    """Whether months without a year are those of one year: not every winter's, and not 11月至次年3月."""
    text = passage.document.folded
    if any(word in text[p.span.start : p.span.end] for word in ("次年", "翌年")):
        return False
    return not _YEARLY.search(text[max(0, p.span.start - 12) : p.span.start]) and not _SEASON.match(text, p.span.end)
