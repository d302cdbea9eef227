"""Check type `period`: dates against the calendar, against the reporting year and against the report's own date."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import ClassVar, Literal

from lawcheck.model.context import as_list, excused
from lawcheck.model.days import impossible, lengths, named_days, next_weekday, periods, weekdays
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.profile import Profile
from lawcheck.model.rule import CheckType, Edit, Hit, Severity, Variant, Words
from lawcheck.model.source import Span
from lawcheck.model.times import Time
from lawcheck.model.years import YearRange, days_in

_DONE = re_compile(r"成效|成绩|情况|举措|做法|回顾|总结|完成|问题|不足|进展|亮点|经验")
_PLANNED = re_compile(
    r"(?:(?:推进|深化|加强|加快)?(?:法治政府建设|法治建设|法治|依法行政))?(?:工作)?的?(?:主要|重点)?(?:工作)?的?"
    r"(?:打算|安排|计划|思路|展望|重点|目标)"
)
_WILL = re_compile(
    r"[,我全][^。;\n]{0,16}?(?:将(?!.{0,6}纳入)|继续|进一步|要)"
    r"|(?:拟|计划|预计)?(?:举办|开展|组织|召开|制定|修订|新建|培训|完成)(?![^。;\n]{0,24}(?:的|已|了|过|基础|以来|中[,发]))"
)
_TOLD = re_compile(r"听取|审议|审定|审查|审核|讨论|研究|通过|公开|公布|发布|公示|报送|上报|呈报|报备")
_REPORT = re_compile(r"[^,。;\n《》]{0,12}(?:法治|依法行政|政府信息公开)[^,。;\n]{0,14}?报告")
_FORMAL = re_compile(r"现将|现就|现予|如下|要求|应当|规定|拟|将于|每年|编制|组成|起草|\d月\d{1,2}日前")
_BY_ITS_END = re_compile(r"(?:年?底|末|\d{1,2}月(?:底|\d{1,2}日)?)前(?![^,。;\n]{0,12}基础)")
_HELD = re_compile(
    r",?(?:[^,。;\n前起后]{0,12}?)(?:召开|印发|出台|举[行办]|组织|开展|通过|审议|发布|公布|成立|挂牌|启动|接受|收到|作出|受理)"
)
_PURSUED = re_compile(r"(?:贯彻|落实|实施|推进|执行|按照|依照|根据|对照|围绕|紧扣)[^。;\n《》“”]{0,12}[《“\"]?$")
_OVER = re_compile(
    r"(?!前)[^,。;\n]{0,4}(?:全部|均已?|已)[^,。;\n]{0,8}(?:完毕|完成|办结|到位)"
)  # 至2023年2月10日全部整改完毕
_CLOSED = re_compile(
    r"总结|收官|评估|验收|终期|期间|以来|表彰|先进|完成|胜利|圆满|相比|基础上|成果|结束|回顾|延续|巩固"
)


class Period(CheckType, frozen=True):
    """Dates and periods of the text. What needs the reporting year or the report's date is idle without them.

    report  impossible: no such day; a range that ends before it begins is the variant `turned` (`months`: no year written);
            weekday: 星期 beside a full date; festival: the date beside a named day of `days`;
            other-year: opening or heading of another year (variant `paragraph`: a paragraph that begins with last year);
            next-year: the reporting year where the plans of the next one are announced, or its end among them;
            self: this very report told of as one already deliberated or published;
            unfinished: a period not over at the report's date (variant `future`: told of a day after it); early: a date before the reporting year is over;
            late: a date after `day` of the next year (variant `page`: only the web page bears it);
            plan: a plan of `plans` or of its own years, pursued after it has ended;
            length: 为期N天, 历时N个月 beside two dates
    day     month and day until which a report is in time
    days    named days, each a pattern, and their month and day
    first   the year in which a day of `days` was held first: 第十一个 of 2024 for 2014
    plans   named plans, each a pattern, and their years
    unless  patterns of what makes a date legitimate; one of them must match around it, in the same block
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "better", "year", "date", "day", "name"})
    VARIANTS: ClassVar[dict[str, Variant]] = {
        "turned": Variant(Severity.WARNING, Words("“{found}”的终点早于起点", "“{found}” ends before it begins")),
        "paragraph": Variant(
            Severity.NOTICE,
            Words("报告年度是{year}年，这一段写的是“{found}”", "The report is on {year}, this paragraph on {found}"),
        ),
        "months": Variant(
            Severity.NOTICE,
            Words(
                "“{found}”的终点早于起点；跨年的写明“次年”",
                "“{found}” ends before it begins; write 次年 where it does not",
            ),
        ),
        "future": Variant(
            Severity.WARNING,
            Words("报告的日期是{date}，“{found}”还没有到", "The report is dated {date}, before {found}"),
        ),
        "number": Variant(
            Severity.WARNING,
            Words("报告年度的“{name}”是第{better}个，文中为“{found}”", "{name} is the {better}th, not {found}"),
        ),
        "page": Variant(
            Severity.NOTICE,
            Words("网页日期{date}晚于{day}，请核对是否按时公开", "The page is dated {date}, after {day}"),
        ),
    }

    report: Literal[
        "impossible",
        "weekday",
        "festival",
        "other-year",
        "next-year",
        "self",
        "unfinished",
        "early",
        "late",
        "plan",
        "length",
    ]
    day: str = "04-01"
    days: dict[str, str] = {}
    first: dict[str, int] = {}
    plans: dict[str, str] = {}
    unless: str | list[str] = []

    def __post_init__(self) -> None:
        """ValueError for a day or a range of years that is none."""
        for day in (self.day, *self.days.values()):
            date.fromisoformat(f"2024-{day}")
        for years in self.plans.values():
            YearRange.parse(years)

    def find(self, passage: Passage) -> Iterable[Hit]:
        year = _year(passage.profile)
        named = partial(named_days, days=self.days, first=self.first, year=year)
        search: dict[str, Callable[[Passage], Iterator[Hit]]] = {
            "impossible": impossible, "weekday": partial(weekdays, year=year), "festival": named,
            "other-year": _other_year, "next-year": _next_year, "self": _self, "unfinished": _unfinished,
            "early": self._dated, "late": self._dated, "plan": self._plan, "length": partial(lengths, year=year),
        }  # fmt: skip
        if self.idle(passage):
            return
        profile = passage.profile
        for hit in search[self.report](passage):
            if not excused(passage.document, hit.span, as_list(self.unless)):
                words = {"found": passage.document.slice(hit.span), "better": "", "name": "", "day": self.day}
                words |= {"year": str(profile.year or ""), "date": profile.date or "", **hit.words}
                yield Hit(hit.span, words, hit.related, hit.edits, hit.safe, hit.variant)

    def idle(self, passage: Passage) -> bool:
        profile = passage.profile
        if self.report in ("early", "late", "unfinished") and not _day(profile.date):
            return True
        if self.report not in ("impossible", "weekday", "festival", "unfinished", "length") and not _year(profile):
            return True
        if self.report == "festival":
            return not any(passage.search(name) for name in self.days)
        return passage.empty or (self.report not in ("early", "late", "plan") and not periods(passage))

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Makes a day the 32nd, or puts the next day of the week."""
        text = passage.document.folded
        for p in periods(passage) if self.report in ("impossible", "weekday") else ():
            if excused(passage.document, p.span, as_list(self.unless)):
                continue
            if self.report == "impossible" and p.grain == "day" and not p.ranged and text[p.span.end - 1] == "日":
                start = max(text.rfind("月", *p.span), text.rfind("年", *p.span)) + 1
                yield "day 32", (Edit(Span(start, p.span.end - 1), "32"),)
            if self.report == "weekday" and p.year and (turned := next_weekday(text, p)):
                yield "next weekday", (turned,)

    def patterns(self) -> list[str]:
        return list(self.days)

    def all_patterns(self) -> list[str]:
        return [*self.days, *self.plans, *as_list(self.unless)]

    def _dated(self, passage: Passage) -> Iterator[Hit]:
        """The report's date against the end of its year, or against the day by which it is due."""
        year, dated = _year(passage.profile), _day(passage.profile.date)
        month, of = map(int, self.day.split("-"))
        if dated is None or (dated.year != year if self.report == "early" else dated.year <= year):
            return
        if self.report == "late" and dated <= date(year + 1, month, of):
            return
        own = [p for p in periods(passage) if p.role in ("page", "title") and p.end == dated]
        written = {p.span for p in passage.document.paragraphs if p.role in ("dateline", "subtitle")}
        own = [p for p in own if p.line in written] or own
        signed = bool(own) and own[-1].line in written
        if dated.year > year + 1 and not signed:
            return  # rather the year of a page moved to a new site, or of its head
        words = {"date": f"{dated.year}年{dated.month}月{dated.day}日", "day": f"{month}月{of}日"}
        variant = "page" if self.report == "late" and not signed else ""
        yield Hit(own[-1].span if own else passage.document.title, words, variant=variant)

    def _plan(self, passage: Passage) -> Iterator[Hit]:
        text, year = passage.document.folded, _year(passage.profile)
        found = [
            (Span(*match.span()), YearRange.parse(years).last + 1)  # the year after a plan looks back on it
            for name, years in self.plans.items()
            for match in passage.finditer(name)
        ]
        found += [(p.span, p.last[0]) for p in periods(passage) if p.ranged and p.role in ("name", "plan")]
        for span, last in sorted(found):
            start, end = _clause(text, span)
            opened = text.rfind("《", start, span.start)
            ahead = text[start : opened + 1 if opened >= 0 else span.start]
            if last < year and _PURSUED.search(ahead) and not _CLOSED.search(text, start, end):
                yield Hit(span)


def _year(profile: Profile) -> int:
    """The reporting year; 0 for none and for one that the calendar does not have."""
    return profile.year if profile.year and 1000 <= profile.year < 9000 else 0


def _day(iso: str | None) -> date | None:
    """An ISO date as a date; None for none and for one that the calendar does not have."""
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None


def _clause(text: str, span: Span) -> tuple[int, int]:
    """The stretch between the full stops or semicolons around a span, at most 120 characters to each side."""
    start, end = max(0, span.start - 120), min(len(text), span.end + 120)
    start = max([start, *(text.rfind(mark, start, span.start) + 1 for mark in "。;\n")])
    return start, min([end, *(at for mark in "。;\n" if (at := text.find(mark, span.end, end)) >= 0)])


def _years(passage: Passage) -> Iterator[Time]:
    """Single years that the text says of itself; none where the title's year is rather the year of writing.

    Of that speaks a date in its first half or, in an undated text, headings that look back on the year before and
    ahead to that very year.
    """
    text, dated, year = passage.document.folded, _day(passage.profile.date), _year(passage.profile)
    own = [p for p in periods(passage) if p.grain == "year" and not p.ranged]
    own = [p for p in own if p.role in ("reporting", "former", "next")]
    ahead = {p.year for p in own if p.place == "heading" and p.opens and _PLANNED.match(text, p.span.end)}
    back = {p.year for p in own if p.place == "heading" and _DONE.search(text, p.span.end, p.line.end)}
    written = year in ahead and year - 1 in back - ahead if dated is None else dated < date(year, 7, 1)
    if not written:
        yield from own


def _other_year(passage: Passage) -> Iterator[Hit]:
    text, year = passage.document.folded, _year(passage.profile)
    seen: dict[Span, set[int]] = {}
    for p in periods(passage):
        if p.year and p.role != "name":
            seen.setdefault(p.line, set()).update((p.year, p.last[0]))
    for p in _years(passage):
        years = seen.get(p.line, set())
        start, end = _clause(text, p.span)
        opening = "现将" in text[max(start, p.span.start - 30) : p.span.start] and "如下" in text[p.span.end : end]
        if opening and p.year == year + 1 and _PLANNED.match(text, p.span.end):
            continue  # 现将全年工作情况及2025年安排报告如下
        # 2024年，……。现将2023年……报告如下: the sentence that says what is reported stands for itself.
        if year in years and (not opening or f"{year}年" in text[start:end]):
            continue
        heading = p.place == "heading" and p.role == "former" and _DONE.search(text, p.span.end, p.line.end)
        if opening or (heading and not _PLANNED.match(text, p.span.end)):
            yield Hit(p.span, {"better": f"{year}年"})
        told = text[p.span.end : p.span.end + 1] in (",", "我", "全", "共")
        if p.place == "body" and p.year == year - 1 and years == {p.year} and p.opens and told and not opening:
            yield Hit(p.span, variant="paragraph")


def _next_year(passage: Passage) -> Iterator[Hit]:
    text, year = passage.document.folded, _year(passage.profile)
    for p in _years(passage):
        said = {"heading": _PLANNED, "plans": _WILL}.get(p.place)
        match = said.match(text, p.span.end) if said and p.opens else None
        # A heading that is all plan (2023年工作安排) is that of the next year, whatever year was left standing in it.
        heading = p.place == "heading" and match and p.line.end - match.end() < 2
        by_its_end = p.place == "plans" and p.year == year and _BY_ITS_END.match(text, p.span.end)
        if by_its_end or (match and (p.year == year or (heading and p.year != year + 1))):
            yield Hit(p.span, {"better": f"{year + 1}年"})


def _self(passage: Passage) -> Iterator[Hit]:
    text, year = passage.document.folded, _year(passage.profile)
    for p in periods(passage):
        if p.year != year or p.ranged or p.grain != "year" or p.place != "body" or p.role not in ("name", "reporting"):
            continue
        named = _REPORT.match(text, p.span.end)
        start, end = _clause(text, p.span)
        if not named or _FORMAL.search(text, start, min(end, named.end() + 12)):
            continue
        if _TOLD.search(text, max(start, p.span.start - 40), p.span.start) or _TOLD.search(
            text, named.end(), min(end, named.end() + 16)
        ):
            yield Hit(Span(p.span.start, named.end()), {"better": f"{year - 1}年"})


def _unfinished(passage: Passage) -> Iterator[Hit]:
    """Ranges that end in a month after that of the report's date; days after it that 截至 stands before."""
    text, dated = passage.document.folded, _day(passage.profile.date) or date.max
    month_end = dated.replace(day=days_in(dated.year, dated.month))
    for p in periods(passage):
        if p.place == "plans" or p.role in ("name", "plan", "title", "page") or not p.end:
            continue
        if p.grain == "day" and not p.ranged and p.year and p.end > dated and _HELD.match(text, p.span.end):
            yield Hit(p.span, variant="future")
            continue
        if p.end.year != dated.year:
            continue
        until = text[max(0, p.span.start - 4) : p.span.start].rstrip("到").endswith(("截至", "截止"))
        until = until or _OVER.match(text, p.span.end) is not None
        if p.end > (month_end if p.grain == "month" else dated) and (until or p.ranged) and p.grain in ("day", "month"):
            yield Hit(p.span)
