"""Check type `cite`: are the instruments that a text names called by their titles, in force, and dated right?"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Literal, Protocol

from lawcheck.model.context import as_list, block, excused
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit, Severity, Variant, Words
from lawcheck.model.source import Span

STATE = "中华人民共和国"
LISTED_UNTIL = 2024  # the list of titles ends in April 2025: a revision since then may be missing from it
_ASK = ("法典", "条例", "法", "规定", "办法", "细则", "解释", "规则")
# A bare 合同法 is the law only where the words around it leave no room for another title (经济合同法).
_FREE = re_compile(
    r"(?:^|[^\u4e00-\u9fff]|宣传|学习|讲解|普及|依据|根据|按照|违反|贯彻|执行|实施|落实|围绕|聚焦|结合|突出|[和与及对])$"
)


class Cited(Protocol):
    """What this check asks of a citation; the extractor of `citations` says what each is."""

    span: Span
    name: Span
    title: str
    marked: bool
    inner: bool
    law: str
    dates: tuple[str, ...]
    statute: bool
    successor: str
    since: str
    near: Any
    stated: Any


class Cite(CheckType, frozen=True):
    """Instruments named in 《》 or by a bare known name.

    report  name: an unknown title that one slip parts from a known one;
            state: 中华人民共和国 before a title that has no such words;
            replaced: an instrument that another had replaced before the reporting year (or in it: variant `lately`);
            date: a year or day of revision beside a law that is none of its own;
            nested: 《》 inside 《》, which should be 〈〉
    also    titles that are right besides the known ones, as a county's pack may add them
    unless  patterns of what makes a citation legitimate; one of them must match around it, in the same block
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "better", "since", "dates"})
    VARIANTS: ClassVar[dict[str, Variant]] = {
        "loose": Variant(
            Severity.NOTICE,
            Words("没有查到“{found}”，是否指“{better}”", "No instrument is called {found}; is {better} meant?"),
        ),
        "lately": Variant(
            Severity.NOTICE,
            Words(
                "“{found}”自{since}起已由“{better}”取代，请核对引用的是否为当时有效的文件",
                "{found} gave way to {better} on {since}; check which one was in force",
            ),
        ),
    }

    report: Literal["name", "state", "replaced", "date", "nested"]
    also: list[str] = []
    unless: str | list[str] = []

    def find(self, passage: Passage) -> Iterable[Hit]:
        judge: dict[str, Callable[[Cited, Passage], Hit | None]] = {
            "name": self._name, "state": self._state, "replaced": self._replaced, "date": self._date, "nested": self._nested,
        }  # fmt: skip
        for citation in self._citations(passage):
            if citation.title in self.also:
                continue
            hit = judge[self.report](citation, passage)
            if hit and not excused(passage.document, citation.span, as_list(self.unless)):
                yield hit

    def idle(self, passage: Passage) -> bool:
        return passage.empty or not self._citations(passage)

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Drops a character of a long known title, or puts an old title or a wrong year in the place of the right one."""
        for c in self._citations(passage):
            if c.inner or not c.marked or not c.law or excused(passage.document, c.span, as_list(self.unless)):
                continue
            middle = (c.name.start + c.name.end) // 2
            if self.report == "name" and c.statute and len(c.title.removeprefix(STATE)) >= 7:
                yield f"drop a character of {c.title}", (Edit(Span(middle, middle + 1), ""),)
            elif self.report == "state" and c.law == c.title and not c.law.startswith(STATE):
                yield f"{STATE} before {c.title}", (Edit(Span(c.name.start, c.name.start), STATE),)
            elif self.report == "date" and c.stated and c.dates and not self._date(c, passage):
                start = c.stated.span.start
                yield f"{c.stated.year} → 1990", (Edit(Span(start, start + 4), "1990"),)
            elif self.report == "replaced" and c.title == "民法典" and (passage.profile.year or 0) > 2021:
                yield "民法典 → 婚姻法", (Edit(c.name, "婚姻法"),)

    def patterns(self) -> list[str]:
        return ["《"] if self.report in ("nested", "date", "state") else list(_ASK)

    def all_patterns(self) -> list[str]:
        return self.patterns() + as_list(self.unless)

    def _citations(self, passage: Passage) -> list[Cited]:
        found: Iterable[Cited] = passage.facts.get("citations")
        return [c for c in found if passage.holds(c.span)]

    def _name(self, c: Cited, passage: Passage) -> Hit | None:
        if c.law or not c.near:
            return None
        edits = (Edit(c.name, c.near.title),)
        return Hit(
            c.name, _words(passage, c, c.near.title), edits=edits, safe=False, variant="" if c.near.sure else "loose"
        )

    def _state(self, c: Cited, passage: Passage) -> Hit | None:
        if not c.law or not c.title.startswith(STATE) or c.law.startswith(STATE) or not c.dates:
            return None
        at = Span(c.name.start, c.name.start + len(STATE))
        if passage.document.slice(at) != STATE:
            return None
        return Hit(at, _words(passage, c, c.law), edits=(Edit(at, ""),))

    def _replaced(self, c: Cited, passage: Passage) -> Hit | None:
        year = passage.profile.year
        if not c.successor or c.inner or not year or int(c.since[:4]) > year:
            return None
        before = passage.document.folded[max(0, c.span.start - 2) : c.span.start]
        if not c.marked and not (_FREE.search(before) or _FREE.search(before[-1:])):
            return None
        lately = int(c.since[:4]) == year and c.since[5:7] > "01"
        return Hit(c.name, _words(passage, c, c.successor), variant="lately" if lately else "")

    def _date(self, c: Cited, passage: Passage) -> Hit | None:
        stated = c.stated
        if not stated or not c.statute or stated.year > LISTED_UNTIL:
            return None
        days = [(int(d[:4]), int(d[5:7]), int(d[8:10])) for d in c.dates]
        given = (stated.year, stated.month, stated.day)
        if any(day[: 3 if given[2] else 2 if given[1] else 1] == given[: 3 if given[2] else 2 if given[1] else 1]
               for day in days):  # fmt: skip
            return None
        return Hit(stated.span, _words(passage, c, passage.document.slice(stated.span)) | {"found": c.title})

    def _nested(self, c: Cited, passage: Passage) -> Hit | None:
        text = passage.document.text
        if not c.inner or text[c.span.start] != "《":
            return None
        line = block(passage.document, c.span.start)
        if text.count("《", *line) != text.count("》", *line):  # a mark is missing: what is inside what is not known
            return None
        start, end = c.span
        edits = (Edit(Span(start, start + 1), "〈"), Edit(Span(end - 1, end), "〉"))
        inside = passage.document.slice(c.name)
        return Hit(c.span, _words(passage, c, f"〈{inside}〉") | {"found": passage.document.slice(c.span)}, edits=edits)


def _words(passage: Passage, c: Cited, better: str) -> dict[str, str]:
    return {"found": passage.document.slice(c.name), "better": better, "since": c.since, "dates": "、".join(c.dates)}
