"""Citations: every 《…》 and every bare name of a national instrument, held against the list of titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from lawcheck.extractors.instruments import STATE, Near, core_of, instruments
from lawcheck.model.facts import Facts
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span

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


class Stated(Struct, frozen=True):
    """A date of passage or revision written beside a title; `month` and `day` are 0 where they are not written."""

    span: Span
    year: int
    month: int
    day: int
    act: str


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
    known = instruments()
    for ending in _ENDING.finditer(folded):
        if not known.ends(folded, ending.end()):
            continue
        at = bisect_right(starts, ending.start()) - 1
        if any(ending.start() < span.end for span in taken[max(0, at - 3) : at + 1]):
            continue
        for start in range(max(floor, ending.end() - _LONGEST), ending.end() - 2):
            if found and found[-1].span.start < start < found[-1].span.end:
                continue
            if folded[start : ending.end()].removeprefix(STATE) in known.by_core:
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
        citation, law=law, dates=known.dates(core), statute=known.statute(core), successor=successor, since=since
    )  # fmt: skip
