"""Ground: the Passage, all that a check ever sees, and the `where` that selects it."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, zip_longest
from typing import Any, TypeVar

from lawcheck.model.document import Document, Paragraph, Section, Table
from lawcheck.model.facts import Facts, Quantity, Relation
from lawcheck.model.patterns import re_compile, timed
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Where
from lawcheck.model.source import Span
from lawcheck.model.text import fold_pattern

TIMEOUT = 2.0  # seconds for one pattern over one passage; a pattern that needs more is a fault of its rule
T = TypeVar("T")
_EVERYWHERE = Where()
_AROUND = " \t\n\u3000\xa0"
_SENTENCE = re_compile(r"[^。！？!?;；\n]*[。！？!?;；\n]?")


@cache
def compiled(pattern: str) -> Any:
    """A rule's pattern ready for folded text."""
    return timed(fold_pattern(pattern))


class Passage:
    """A selection of a Document: merged ranges of its text, with the Facts inside them.

    `anchor` is the heading or sentence that should carry what is missing.
    """

    def __init__(self, facts: Facts, ranges: tuple[Span, ...], anchor: Span, whole: bool = False) -> None:
        self.facts = facts
        self.document: Document = facts.document
        self.profile: Profile = facts.profile
        self.ranges = ranges
        self.anchor = anchor
        self.whole = whole
        self._read: dict[Callable[[Passage], Any], list[Any]] = {}

    def once(self, read: Callable[[Passage], Iterable[T]]) -> list[T]:
        """What `read` yields of this passage, read once: for rules of one check type that each report a part of it."""
        if read not in self._read:
            self._read[read] = list(read(self))
        return self._read[read]

    def holds(self, span: Span) -> bool:
        if self.whole:
            return True
        at = bisect.bisect_right(self.ranges, span.start, key=lambda r: r.start) - 1
        return at >= 0 and span.end <= self.ranges[at].end

    def finditer(self, pattern: str) -> Iterator[Any]:
        """Matches of a pattern (folded) inside the passage; TimeoutError when it takes too long."""
        if pattern in self.facts.occurrences.silent:
            return iter(())
        expression, text = compiled(pattern), self.document.folded
        return chain.from_iterable(expression.finditer(text, *area, timeout=TIMEOUT) for area in self.ranges)

    def search(self, pattern: str) -> Any | None:
        return next(self.finditer(pattern), None)

    def names(self, section: Section, pattern: str) -> bool:
        """Whether a heading's bare title matches a pattern."""
        if pattern in self.facts.occurrences.silent:
            return False
        return compiled(pattern).search(section.folded_title, timeout=TIMEOUT) is not None

    @cached_property
    def empty(self) -> bool:
        return not any(end > start for start, end in self.ranges)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Sections whose heading lies in the passage."""
        return tuple(s for s in self.document.sections if self.holds(s.heading))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(p for p in self.document.paragraphs if self.holds(p.span))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(t for t in self.document.tables if self.holds(t.span))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(q for q in self.facts.quantities if self.holds(q.span))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(r for r in self.facts.relations if self.holds(r.span))


def select(where: Where, facts: Facts) -> list[Passage]:
    """The passages that `where` names; [] when the document has none of them."""
    chosen = facts.passages.get(where)
    if chosen is None:
        chosen = facts.passages[where] = _selected(where, facts)
    return chosen


def _selected(where: Where, facts: Facts) -> list[Passage]:
    if where == _EVERYWHERE:
        return [_whole(facts)]
    found = _named(where, facts)
    return [kept for p in found if (kept := _without(p, where.outside))] if where.outside else found


def _without(passage: Passage, outside: str) -> Passage | None:
    """A passage less what lies under a heading that matches; None where nothing is left."""
    expression = compiled(outside)
    areas = [s.span for s in passage.document.sections if expression.search(s.folded_title, timeout=TIMEOUT)]
    ranges = passage.ranges
    for area in areas:
        ranges = tuple(piece for r in ranges for piece in _less(r, area))
    if ranges == passage.ranges:
        return passage
    anchored = not any(area.contains(passage.anchor) for area in areas)
    return Passage(passage.facts, ranges, passage.anchor if anchored else ranges[0]) if ranges else None


def _less(span: Span, area: Span) -> list[Span]:
    """What is left of a span without an area."""
    pieces = (Span(span.start, min(span.end, area.start)), Span(max(span.start, area.end), span.end))
    return [piece for piece in pieces if piece.end > piece.start]


def _named(where: Where, facts: Facts) -> list[Passage]:
    if where.about:
        return _about(where.about, facts)
    if where.part:
        return _part(where.part, facts)
    found = _under(where.section, facts) if where.section else [_whole(facts)]
    if not (where.paragraph or where.sentence):
        return found
    pieces = facts.once(_sentences if where.sentence else _blocks)
    inside = [p.ranges[0] for p in found]
    matching = _matching(where.paragraph or where.sentence, pieces, facts)
    return [Passage(facts, (p,), p) for p in matching if any(area.contains(p) for area in inside)]


def _whole(facts: Facts) -> Passage:
    document = facts.document
    return Passage(facts, (Span(0, len(document.text)),), document.title, whole=True)


def _under(pattern: str, facts: Facts) -> list[Passage]:
    """The outermost sections whose heading matches."""
    document, expression = facts.document, compiled(pattern)
    if pattern in facts.occurrences.silent:
        return []
    found = []
    reached = -1
    for section in document.sections:
        if section.span.start >= reached and expression.search(section.folded_title, timeout=TIMEOUT):
            found.append(Passage(facts, (section.span,), section.heading))
            reached = section.span.end
    if not found and expression.search(document.folded, *document.title, timeout=TIMEOUT):
        # The title is the outermost heading: a sheet that names its family only there is all about it.
        return [_whole(facts)]
    return found


def _matching(pattern: str, pieces: Sequence[Span], facts: Facts) -> list[Span]:
    """Of pieces of the text, in its order, those that a pattern matches in."""
    text, expression = facts.document.folded, compiled(pattern)
    likely = facts.occurrences.holding(pattern, pieces)
    return [piece for piece in likely if expression.search(text, *piece, timeout=TIMEOUT)]


def sentences(document: Document, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of text, marks included, blanks around them not."""
    text = document.text
    for match in _SENTENCE.finditer(text, span.start, span.end):
        start, end = match.span()
        while start < end and text[start] in _AROUND:
            start += 1
        while end > start and text[end - 1] in _AROUND:
            end -= 1
        if end > start:
            yield Span(start, end)


def _blocks(facts: Facts) -> list[Span]:
    """Headings and paragraphs."""
    blocks: list[Span] = []
    for node in facts.document.root.walk():
        if isinstance(node, Section):
            if node.level:
                blocks.append(node.heading)
        elif isinstance(node, Paragraph):
            blocks.append(node.span)
    return blocks


def _sentences(facts: Facts) -> list[Span]:
    blocks = facts.once(_blocks)
    return [sentence for block in blocks for sentence in sentences(facts.document, block)]


def _about(pattern: str, facts: Facts) -> list[Passage]:
    document = facts.document
    if pattern in facts.occurrences.silent:
        return []
    expression = compiled(pattern)
    titles = [p.span for p in document.paragraphs if p.role == "title"]
    if any(expression.search(document.folded, *title, timeout=TIMEOUT) for title in titles):
        return [_whole(facts)]  # what its title names, all of it speaks of
    matching = [s for s in document.sections if expression.search(s.folded_title, timeout=TIMEOUT)]
    # In the order of the text what a section holds follows it.
    innermost = [s for s, then in zip_longest(matching, matching[1:]) if not then or not s.span.contains(then.span)]
    ranges = [s.span for s in innermost]
    starts = [r.start for r in ranges]
    others = [p.span for p in document.paragraphs if not _inside(p.span, ranges, starts)]
    ranges += _matching(pattern, others, facts)
    if not ranges:
        return []
    if innermost:
        anchor = innermost[0].heading
    else:
        first = expression.search(document.folded, ranges[0].start, ranges[0].end)
        anchor = next((s for s in sentences(document, ranges[0]) if s.start <= first.start() < s.end), ranges[0])
    return [Passage(facts, tuple(sorted(ranges)), anchor)]


def _inside(span: Span, ranges: list[Span], starts: list[int]) -> bool:
    """Whether one of some ranges that lie apart, in the order of the text, holds a span."""
    at = bisect.bisect_right(starts, span.start) - 1
    return at >= 0 and ranges[at].contains(span)


def _part(part: str, facts: Facts) -> list[Passage]:
    document = facts.document
    if part == "table":
        spans = [t.span for t in document.tables]
    elif part == "heading":
        spans = [s.heading for s in document.sections]
    elif part == "intro":
        first = document.sections[0].span.start if document.sections else len(document.text)
        spans = [p.span for p in document.paragraphs if p.role == "body" and p.span.start < first]
    else:
        spans = [p.span for p in document.paragraphs if p.role == part]
    return [Passage(facts, tuple(spans), spans[0])] if spans else []
