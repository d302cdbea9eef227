"""Citations: every 《…》 and every bare name of a national instrument, held against the list of titles.

The list (lawcheck/data/laws.tsv, April 2025) has national laws, administrative regulations and judicial interpretations
only. What it lacks is therefore not wrong: it is *near* a title when one slip of the pen parts the two, and when titles
of its ending are so few, or so long, that no other instrument is likely to bear it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from lawcheck.model.facts import Facts
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span
from lawcheck.model.text import fold

STATE = "中华人民共和国"
_MARK = re_compile(r"[《》〈〉\n]")
_ENDING = re_compile(r"(?:法典|条例|(?<!办)(?<!方)法)(?![律治院官规制学定庭务人警盲宝器理则则轮案师门典杖])")
_STOPPED = re_compile(r"(?<=[、,。;:(“\"])[\u4e00-\u9fff]{5,24}(?<!办)(?<!方)法(?=[、,。;)”\"等\n])")
_LONGEST_TITLE = 200  # more than that is a mark gone astray
_LONGEST = 30  # characters of a bare name
_DAY = r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
_ACT = r"(?:第[一二三四五六七八九十]+次)?(?P<act>修订|修正|修改|通过)"
_BEHIND = re_compile(rf"\((?:根据)?{_DAY}[^()\n年]{{0,12}}?{_ACT}[^()\n]{{0,12}}\)")
_AHEAD = re_compile(rf"{_DAY}(?:新)?{_ACT}(?:的|后的)?$")
_NUMBER = re_compile(r"\([\u4e00-\u9fff]{2,10}[〔\[【(]\d{4}[〕\]】)]第?\d{1,4}号\)")
_ARTICLE = re_compile(r"第[一二三四五六七八九十百\d]+条")
_BROKEN = re_compile(r"^中华人?民?共?和?国?")
_ODD = re_compile(r"[^\u4e00-\u9fff、()]")


class Stated(NamedTuple):
    """A date of passage or revision written beside a title; `month` and `day` are 0 where they are not written."""

    span: Span
    year: int
    month: int
    day: int
    act: str


class Near(NamedTuple):
    """The title that was probably meant; `sure` when one character or a turned pair parts the two."""

    title: str
    sure: bool


class Citation(Struct, frozen=True):
    """One instrument named in the text.

    span       with its marks; name without them
    title      as written, folded, without blanks
    marked     stands in 《》 or, `inner`, inside another title
    law        the full title when it is one that the list or its supplements have, else ""
    dates      ISO dates of passage, publication and revision of `law`, where the list has them
    statute    `law` is a law proper (法), whose dates are complete; of regulations some are missing
    successor, since  what took its place and when (ISO); "" while it holds
    near       of an unknown title, the one probably meant
    stated     a date of passage or revision beside it; number its 文号; article the article cited
    """

    span: Span
    name: Span
    title: str
    marked: bool = True
    inner: bool = False
    law: str = ""
    dates: tuple[str, ...] = ()
    statute: bool = False
    successor: str = ""
    since: str = ""
    near: Near | None = None
    stated: Stated | None = None
    number: Span | None = None
    article: Span | None = None


def extract(facts: Facts) -> tuple[Citation, ...]:
    """All citations in the order of the text, outer before inner."""
    folded = facts.document.folded
    marked, reached = [], 0
    for citation in sorted(_marked(folded), key=_order):
        marked.append(replace(citation, inner=citation.span.end < reached))
        reached = max(reached, citation.span.end)
    return tuple(sorted([*marked, *_bare(folded, [c.span for c in marked])], key=_order))


def _order(citation: Citation) -> tuple[int, int]:
    return citation.span.start, -citation.span.end


def _marked(folded: str) -> Iterator[Citation]:
    opened: list[int] = []
    for mark in _MARK.finditer(folded):
        if mark[0] in "《〈":
            opened.append(mark.start())
        elif mark[0] == "\n":
            opened.clear()
        elif opened and folded[opened[-1]] == {"》": "《", "〉": "〈"}[mark[0]]:
            span = Span(opened.pop(), mark.end())
            name = Span(span.start + 1, span.end - 1)
            if 0 < name.end - name.start <= _LONGEST_TITLE:
                title = folded[name.start : name.end].replace(" ", "")
                yield _beside(folded, _known(Citation(span, name, title), near=True))


def _beside(folded: str, citation: Citation) -> Citation:
    """The citation with the date, number and article written next to it."""
    stated = number = None
    at = citation.span.end
    while bracket := _BEHIND.match(folded, at) or _NUMBER.match(folded, at):
        if bracket.re is _NUMBER:
            number = Span(bracket.start() + 1, bracket.end() - 1)
        else:
            stated = _stated(bracket)
        at = bracket.end()
    article = _ARTICLE.match(folded, at)
    start = max(0, citation.span.start - 24)
    ahead = _AHEAD.search(folded[start : citation.span.start])
    if ahead and not stated:
        stated = _stated(ahead, start)
    return replace(citation, stated=stated, number=number, article=Span(*article.span()) if article else None)


def _stated(match: re.Match[str], shift: int = 0) -> Stated:
    start, end = match.start("year") + shift, match.end("act") + shift
    return Stated(Span(start, end), int(match["year"]), int(match["month"] or 0), int(match["day"] or 0), match["act"])


def _bare(folded: str, taken: list[Span]) -> Iterator[Citation]:
    """Known names without 《》, the longest at each place, and names between two stops that are surely near one."""
    starts = [span.start for span in taken]
    found: list[Citation] = []
    floor = 0  # where the last name but one ends: a longer name may take the place of the last (劳动合同法|实施条例)
    for ending in _ENDING.finditer(folded):
        at = bisect_right(starts, ending.start()) - 1
        if any(ending.start() < span.end for span in taken[max(0, at - 3) : at + 1]):
            continue
        for start in range(max(floor, ending.end() - _LONGEST), ending.end() - 2):
            if found and found[-1].span.start < start < found[-1].span.end:
                continue
            if folded[start : ending.end()].removeprefix(STATE) in instruments().by_core:
                if found and start <= found[-1].span.start:
                    found.pop()
                floor = found[-1].span.end if found else 0
                span = Span(start, ending.end())
                found.append(_known(Citation(span, span, folded[start : span.end], marked=False)))
                break
    yield from found
    begun = [c.span.start for c in found]
    for run in _STOPPED.finditer(folded):
        at = bisect_right(begun, run.end())
        if at and found[at - 1].span.end > run.start():
            continue
        citation = _known(Citation(Span(*run.span()), Span(*run.span()), run[0], marked=False), near=True)
        if citation.near and citation.near.sure:
            yield citation


def _known(citation: Citation, *, near: bool = False) -> Citation:
    """The citation with what the list says of its title; with its nearest title when it is unknown."""
    known = instruments()
    core = core_of(citation.title)
    law = known.by_core.get(core)
    if law is None:
        return replace(citation, near=known.nearest(citation.title)) if near else citation
    successor, since = known.replaced.get(core, ("", ""))
    return replace(
        citation, law=law, dates=known.dates.get(core, ()), statute=core in known.statutes, successor=successor, since=since
    )  # fmt: skip


# Beside the package, not through importlib.resources, whose import costs more than the reading.
_DATA = Path(__file__).parent.parent / "data"
_LONGEST_SLIP = 6  # characters that one slip adds, drops or turns
_EDITION = re_compile(r"\((?:试行|暂行|\d{4}年?(?:修订|修正)?(?:版|本)?)\)$")


def core_of(title: str) -> str:
    """A title as it is compared: folded, without blanks, 中华人民共和国 and a closing (试行), inner marks alike."""
    core = fold(title).replace(" ", "").replace("《", "〈").replace("》", "〉").removeprefix(STATE)
    return _EDITION.sub("", core) if core.endswith(")") else core


@cache
def instruments() -> Instruments:
    """The list, read once and only when a text cites something."""
    return Instruments()


def _rows(name: str) -> Iterator[list[str]]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


class Instruments:
    """Titles by core (the title without 中华人民共和国), and the search for the one that an unknown title is near to."""

    def __init__(self) -> None:
        self.by_core: dict[str, str] = {}
        self.dates: dict[str, tuple[str, ...]] = {}
        self.statutes: set[str] = set()
        for category, title, dates in _rows("laws.tsv"):
            if category == "category":
                continue
            core = core_of(title)
            if not self.by_core.get(core, "").startswith(STATE):
                self.by_core[core] = title
            self.dates[core] = tuple(sorted({*self.dates.get(core, ()), *dates.split(",")}))
            if _is_statute(core) and category not in ("行政法规", "司法解释", "部门规章"):
                self.statutes.add(core)
        self.listed = sorted(self.by_core)
        self.replaced = {row[0]: (row[1], row[2]) for row in _rows("replaced.tsv") if row[0] != "title"}
        for name in [*self.replaced, *(row[0] for row in _rows("known.tsv"))]:
            self.by_core.setdefault(name, name)
        self._by_end: dict[str, list[str]] = {}

    def nearest(self, title: str) -> Near | None:
        """The one listed title that a slip of the pen parts from this one; None when there are none or several."""
        core = core_of(title)
        if not title.startswith(STATE) and (rest := _BROKEN.sub("", core)) != core and rest in self.by_core:
            return Near(self.by_core[rest], True)
        if len(core) < 5 or _ODD.search(core):
            return None
        found: dict[bool, list[str]] = {True: [], False: []}
        for other in self._candidates(core):
            sure = _slip(core, other)
            if sure is not None:
                found[sure].append(other)
        best = found[True] or found[False]
        if len(best) != 1:
            return None
        full = self.by_core[best[0]]
        return Near(full if title.startswith("中华") else best[0], bool(found[True]))

    def _candidates(self, core: str) -> list[str]:
        """Listed titles that share all pairs of characters with this one but those that one slip can break."""
        pairs = {core[j : j + 2] for j in range(len(core) - 1)}
        least = max(2, len(pairs) - 3)
        alike = [title for title in self._alike(core) if abs(len(title) - len(core)) <= _LONGEST_SLIP]
        return [title for title in alike if sum(pair in title for pair in pairs) >= least]

    def _alike(self, core: str) -> list[str]:
        """Listed titles that end as this one does, or are statutes as it is: `_slip` takes no others."""
        if not self._by_end:
            for title in self.listed:
                self._by_end.setdefault("法" if _is_statute(title) else title[-2:], []).append(title)
        same = self._by_end.get(core[-2:], [])
        return [*same, *self._by_end["法"]] if _is_statute(core) else same


def _is_statute(core: str) -> bool:
    return core.endswith("法典") or (core.endswith("法") and not core.endswith(("办法", "方法")))


# A word that a regulation's title gains or loses by habit; any other may well make it another instrument's title.
_FILLERS = ("工作", "程序", "暂行", "实施", "特别")


def _slip(core: str, title: str) -> bool | None:
    """Whether one slip makes `title` into `core`: True a sure one, False a word too many or missing, None neither."""
    if core[-2:] != title[-2:] and not (_is_statute(core) and _is_statute(title)):
        return None
    gone, come = _middle(title, core)
    short = min(len(core), len(title))
    one = max(len(gone), len(come)) == 1 or (0 < len(gone) <= 6 and _turned(gone, come))
    if _is_statute(core):
        if one:
            return True if short >= 6 else None
        return False if {len(gone), len(come)} == {0, 2} and max(len(core), len(title)) >= 7 else None
    if not core.endswith("条例"):
        return True if one and short >= 14 else None
    if one:
        return short >= 10 if short >= 8 else None
    filler = (gone or come) in _FILLERS and not (gone and come)
    return False if filler and short >= 8 else None


def _middle(one: str, other: str) -> tuple[str, str]:
    """What is left of two texts without their common beginning and end."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def _turned(one: str, other: str) -> bool:
    return len(one) == len(other) and any(one[i:] + one[:i] == other for i in range(1, len(one)))
