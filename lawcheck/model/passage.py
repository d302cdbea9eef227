"""Ground: the Passage, all that a check ever sees, and the `where` that selects it."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from lawcheck.model.document import Document, Paragraph, Section, Table
from lawcheck.model.facts import Facts, Quantity, Relation
from lawcheck.model.patterns import timed
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Where
from lawcheck.model.source import Span
from lawcheck.model.text import fold_pattern

TIMEOUT = 2.0  # seconds for one pattern over one passage; a pattern that needs more is a fault of its rule
_SENTENCE = timed(r"[^。！？!?;；\n]*[。！？!?;；\n]?")


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

    def holds(self, span: Span) -> bool:
        if self.whole:
            return True
        at = bisect.bisect_right(self.ranges, span.start, key=lambda r: r.start) - 1
        return at >= 0 and span.end <= self.ranges[at].end

    def finditer(self, pattern: str) -> Iterator[Any]:
        """Matches of a pattern (folded) inside the passage; TimeoutError when it takes too long."""
        if self.facts.silent(pattern):
            return
        expression = compiled(pattern)
        for start, end in self.ranges:
            yield from expression.finditer(self.document.folded, start, end, timeout=TIMEOUT)

    def search(self, pattern: str) -> Any | None:
        return next(self.finditer(pattern), None)

    def names(self, section: Section, pattern: str) -> bool:
        """Whether a heading's bare title matches a pattern."""
        if self.facts.silent(pattern):
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
    document = facts.document
    everything = Span(0, len(document.text))
    if where == Where():
        return [Passage(facts, (everything,), document.title, whole=True)]
    # The pattern that decides: a part has none, and "" is no rule's.
    if facts.silent(where.about or ("" if where.part else where.section or where.paragraph or where.sentence)):
        return []
    if where.about:
        return _about(where.about, facts)
    if where.part:
        return _part(where.part, facts)
    if where.section:
        found = []
        reached = -1
        for section in document.sections:
            if section.span.start >= reached and compiled(where.section).search(section.folded_title, timeout=TIMEOUT):
                found.append(Passage(facts, (section.span,), section.heading))
                reached = section.span.end
        if not found and compiled(where.section).search(document.folded, *document.title, timeout=TIMEOUT):
            # The title is the outermost heading: a sheet that names its family only there is all about it.
            found = [Passage(facts, (everything,), document.title, whole=True)]
        if not (where.paragraph or where.sentence):
            return found
        inside = [p.ranges[0] for p in found]
    else:
        inside = [everything]
    pattern = compiled(where.paragraph or where.sentence)
    passages = []
    for piece in _pieces(document, sentences=bool(where.sentence)):
        if any(area.contains(piece) for area in inside) and pattern.search(
            document.folded, piece.start, piece.end, timeout=TIMEOUT
        ):
            passages.append(Passage(facts, (piece,), piece))
    return passages


def sentences(document: Document, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of text, marks included, blanks around them not."""
    for match in _SENTENCE.finditer(document.text, span.start, span.end):
        start, end = match.span()
        while start < end and document.text[start] in " \t\n\u3000\xa0":
            start += 1
        while end > start and document.text[end - 1] in " \t\n\u3000\xa0":
            end -= 1
        if end > start:
            yield Span(start, end)


def _pieces(document: Document, *, sentences: bool) -> Iterator[Span]:
    blocks: list[Span] = []
    for node in document.root.walk():
        if isinstance(node, Section):
            if node.level:
                blocks.append(node.heading)
        elif isinstance(node, Paragraph):
            blocks.append(node.span)
    for block in blocks:
        if sentences:
            yield from globals()["sentences"](document, block)
        else:
            yield block


def _about(pattern: str, facts: Facts) -> list[Passage]:
    document, expression = facts.document, compiled(pattern)
    matching = [s for s in document.sections if expression.search(s.folded_title, timeout=TIMEOUT)]
    innermost = [s for s in matching if not any(o is not s and s.span.contains(o.span) for o in matching)]
    ranges = [s.span for s in innermost]
    for paragraph in document.paragraphs:
        if any(r.contains(paragraph.span) for r in ranges):
            continue
        if expression.search(document.folded, paragraph.span.start, paragraph.span.end, timeout=TIMEOUT):
            ranges.append(paragraph.span)
    if not ranges:
        return []
    if innermost:
        anchor = innermost[0].heading
    else:
        first = expression.search(document.folded, ranges[0].start, ranges[0].end)
        anchor = next((s for s in sentences(document, ranges[0]) if s.start <= first.start() < s.end), ranges[0])
    return [Passage(facts, tuple(sorted(ranges)), anchor)]


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
