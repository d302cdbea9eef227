"""Periods: every date, month, quarter, half-year and year of a Document, and the ranges of them, with exact spans.

Works on folded text. Forms: GB/T 15835—2011 (2024年1月8日, 2025-01-08, 二〇二五年一月八日) and what reports really
write (2025.1.8, 1—11月, 3月5日至8日, 上半年, 2021—2025年).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from lawcheck.model.document import Section
from lawcheck.model.facts import Facts
from lawcheck.model.patterns import kept, re_compile
from lawcheck.model.source import Span
from lawcheck.model.years import days_in, number

Grain = Literal["day", "month", "quarter", "half", "year"]
Role = Literal["name", "title", "page", "compared", "since", "plan", "reporting", "former", "next", "open"]
PlaceOf = Literal["heading", "plans", "body"]

_Y = r"(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3}"
_M = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_D = r"\d{1,2}|[二三]十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_FREE = r"(?<![\d〇○零一二三四五六七八九十])"
_TO = r" ?(?:起?[至到]|--?|—{1,2}|–|~) ?"
_PERIOD = re_compile(
    r"(?=[\d一二三四五六七八九十上下第前])(?:"  # what each of them begins with; most places end here
    rf"(?P<iso>(?<![\d\-/])(?P<yn>(?:19|20)\d\d)(?P<sep>[.\-/])(?P<mn>\d{{1,2}})(?P=sep)(?P<dn>\d{{1,2}})(?![\d]|[.\-/]\d))"
    rf"|{_FREE}(?P<years>(?P<ya>{_Y})(?: ?年)?{_TO}(?P<yb>{_Y}) ?年度?)(?! ?\d{{1,2}} ?月)"
    rf"|{_FREE}(?:(?P<y>{_Y}) ?年 ?)?(?:"
    rf"(?P<ma>{_M}){_TO}(?P<mb>{_M}) ?月份?(?! ?\d{{1,2}} ?[日号])"
    rf"|(?P<m>{_M}) ?月份?(?: ?(?P<d>{_D}) ?(?:[日号]|(?={_TO}(?:{_D}) ?[日号])))?"
    rf"(?:{_TO}(?:(?:(?P<y2>{_Y}) ?年 ?|(?P<then>次年|翌年|同年|当年) ?)?(?P<m2>{_M}) ?月份?(?: ?(?P<d2>{_D}) ?[日号])?"
    rf"|(?P<d3>{_D}) ?[日号]))?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四]|(?<!\d)[1-4]) ?季度|(?P<quarters>前[二三])季度)"
    rf"|{_FREE}(?P<year>{_Y}) ?年度?)"
)
_COMPARED = re_compile(r"(?:[比较]|相较于?|相比于?|对比|同比)(?:上年|去年|上一年)?[(]?$")
NEXT = re_compile(r"打算|安排|计划|下一|下步|思路|展望|努力方向|目标任务|明年|来年")
_NUMBERED = r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]+|[一二三四五六七八九十]+是)? ?$"
_BEGUN = re_compile(rf"(?:^|[。;]) *{_NUMBERED}")
_BEGUN_INSIDE = re_compile(rf"[。;] *{_NUMBERED}")
_PLAN = re_compile(r"[)]?[”\"]?(?:[\u4e00-\u9fff]{0,8})(?:规划|纲要|计划|行动)")


class Moment(NamedTuple):
    """A point of the calendar as written; 0 is a part that is not written."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def possible(self) -> bool:
        """Whether the calendar has it; a 29 February without its year may be one."""
        if not self.month:
            return True
        if not 1 <= self.month <= 12:
            return False
        return not self.day or 1 <= self.day <= days_in(self.year or 2024, self.month)

    def last(self) -> date | None:
        """The last day of it; None without a year or when it is impossible."""
        if not self.year or not self.possible:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or days_in(self.year, month))


class Period(Struct, frozen=True):
    """A stretch of time named in the text.

    first, last  its ends as written (the same for a single date); a quarter is its months; a part that the language
                 leaves to the first end (至3月) is taken over from it
    ranged       written as a range of two ends
    role         name: inside 《》; title, page: in the report's title, or its dateline and the lines a web page adds;
                 compared: 比2022年; since: 自…起, …以来; plan: 2021—2025年规划; else by the reporting year:
                 reporting, former, next, and open where no year is written or the reporting year is not known
    place        heading, plans (a chapter on what is to be done next) or body
    opens        nothing but a number stands before it in its sentence; line is the block it stands in
    """

    span: Span
    first: Moment
    last: Moment
    grain: Grain
    ranged: bool = False
    role: Role = "open"
    place: PlaceOf = "body"
    opens: bool = False
    line: Span = Span(0, 0)

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def possible(self) -> bool:
        return self.first.possible and self.last.possible

    @property
    def end(self) -> date | None:
        return self.last.last()

    @property
    def turned(self) -> bool:
        """Whether it ends before it begins, both ends written in full enough to say so."""
        first, last = self.first.last(), self.last.last()
        return bool(self.ranged and first and last and last < first)


def extract(facts: Facts) -> tuple[Period, ...]:
    """All periods in the order of the text."""
    around = _Surroundings(facts)
    found = []
    for match, first, last, grain, ranged in scan(facts.document.folded):
        span = Span(*match.span())
        found.append(Period(span, first, last, grain, ranged, *around.of(span, first, last)))
    return tuple(found)


def scan(folded: str) -> Iterator[tuple[re.Match[str], Moment, Moment, Grain, bool]]:
    """Matches with their two ends, the finest part written, and whether two ends are written."""
    for match in _PERIOD.finditer(folded):
        if match["iso"]:
            moment = Moment(int(match["yn"]), int(match["mn"]), int(match["dn"]))
            if 1 <= moment.month <= 12 and 1 <= moment.day <= 31:  # else it is a number of something
                yield match, moment, moment, "day", False
        elif match["years"]:
            yield match, Moment(number(match["ya"])), Moment(number(match["yb"])), "year", True
        elif match["year"]:
            moment = Moment(number(match["year"]))
            yield match, moment, moment, "year", False
        elif match["half"]:
            first, last = (1, 6) if match["half"] == "上" else (7, 12)
            yield match, Moment(number(match["y"]), first), Moment(number(match["y"]), last), "half", False
        elif match["quarter"] or match["quarters"]:
            last = 3 * number(match["quarter"] or match["quarters"][1])
            first = 1 if match["quarters"] else last - 2
            yield match, Moment(number(match["y"]), first), Moment(number(match["y"]), last), "quarter", False
        else:
            yield match, *_ends(match)


def _ends(match: re.Match[str]) -> tuple[Moment, Moment, Grain, bool]:
    """The ends of a date or month, or of a range of them."""
    year = number(match["y"])
    if match["ma"]:
        return Moment(year, number(match["ma"])), Moment(year, number(match["mb"])), "month", True
    first = Moment(year, number(match["m"]), number(match["d"]))
    grain: Grain = "day" if first.day else "month"
    if match["d3"]:
        return first, Moment(year, first.month, number(match["d3"])), "day", True
    if not match["m2"]:
        return first, first, grain, False
    month = number(match["m2"])
    then = number(match["y2"]) or year
    if not match["y2"] and year and (match["then"] in ("次年", "翌年") or month < first.month):
        then = year + 1  # 2023年11月至3月: the spring after
    return first, Moment(then, month, number(match["d2"])), grain, True


class _Surroundings:
    """What stands around a span of a Document: the chapter, the block, a title, the words at its sides."""

    def __init__(self, facts: Facts) -> None:
        self.folded = facts.document.folded
        self.year = facts.profile.year
        self.titles = [c.span for c in facts.get("citations") if c.marked and not c.inner]
        self.blocks = [(p.span, p.role) for p in facts.document.paragraphs]
        self.sections = facts.document.sections
        self.lines = [0, *(match.end() for match in kept("\n").finditer(self.folded)), len(self.folded) + 1]
        self._plans = _plans(self.sections)
        self._title_starts = [span.start for span in self.titles]
        self._block_starts = [span.start for span, _ in self.blocks]
        self._section_starts = [s.span.start for s in self.sections]

    def of(self, span: Span, first: Moment, last: Moment) -> tuple[Role, PlaceOf, bool, Span]:
        """Role, place, whether it opens its sentence, and line."""
        at = bisect_right(self.lines, span.start) - 1
        line = Span(self.lines[at], self.lines[at + 1] - 1)
        before = self.folded[max(line.start, span.start - 8) : span.start]
        opens = bool((_BEGUN if span.start - 8 <= line.start else _BEGUN_INSIDE).search(before))
        return self._role(span, first, last), self._place(span.start), opens, line

    def _place(self, start: int) -> PlaceOf:
        at = bisect_right(self._section_starts, start) - 1
        if at < 0:
            return "body"
        if start < self.sections[at].heading.end:
            return "heading"
        return "plans" if self._plans[at] else "body"

    def _role(self, span: Span, first: Moment, last: Moment) -> Role:
        at = bisect_right(self._title_starts, span.start) - 1
        if at >= 0 and span.end <= self.titles[at].end:
            return "name"
        at = bisect_right(self._block_starts, span.start) - 1
        if at >= 0 and span.end <= self.blocks[at][0].end:
            if self.blocks[at][1] in ("title", "subtitle"):
                return "title"
            if self.blocks[at][1] in ("dateline", "meta", "signature"):
                return "page"
        before, after = self.folded[max(0, span.start - 6) : span.start], self.folded[span.end : span.end + 14]
        if _COMPARED.search(before) or after.startswith(("同期", "相比")):
            return "compared"
        if before.endswith(("自", "从", "自从")) or after.startswith(("以来", "起")):
            return "since"
        if last.year - first.year > 1 and _PLAN.match(after):
            return "plan"
        if not first.year or not self.year:
            return "open"
        if first.year <= self.year <= last.year:
            return "reporting"
        return "former" if last.year < self.year else "next"


def _plans(sections: tuple[Section, ...]) -> list[bool]:
    """Of each section, whether its heading or one above it announces what is to be done next."""
    reached, found = 0, []
    for section in sections:
        if section.span.start >= reached and NEXT.search(section.title):
            reached = section.span.end
        found.append(section.span.start < reached)
    return found
