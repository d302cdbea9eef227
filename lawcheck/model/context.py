"""Ground: what stands around a match and makes it legitimate; shared by the checks that know `unless`."""

from __future__ import annotations

from collections.abc import Iterable

from lawcheck.model.document import Document
from lawcheck.model.passage import TIMEOUT, compiled
from lawcheck.model.source import Span

REACH = (
    240  # characters to each side in which a context is looked for: bounded, so that a text of one line stays linear
)


def as_list(value: str | list[str]) -> list[str]:
    """The texts of a key that takes one or several."""
    return [value] if isinstance(value, str) else list(value)


def block(document: Document, at: int) -> Span:
    """The line of the text (a block or a table row) that holds an offset, without its line break."""
    start = document.text.rfind("\n", 0, at) + 1
    end = document.text.find("\n", at)
    return Span(start, len(document.text) if end < 0 else end)


def excused(document: Document, span: Span, unless: Iterable[str]) -> bool:
    """Whether a match of one of the patterns, near the span and inside its block, covers the span.

    So 《[^》]*》 excuses what stands in a title and 原(县)?工商局 what is called former; TimeoutError as in a Passage.
    """
    line = block(document, span.start)
    start, end = max(line.start, span.start - REACH), max(span.end, min(line.end, span.end + REACH))
    for pattern in unless:
        found = compiled(pattern).finditer(document.folded, start, end, overlapped=True, timeout=TIMEOUT)
        if any(m.start() <= span.start and span.end <= m.end() for m in found):
            return True
    return False


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans in the order of the text; of those that overlap the one that begins first, the longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def quoted(document: Document, span: Span) -> bool:
    """Whether a span stands inside 《》 or quotation marks of its block: somebody else's words, or a name."""
    return excused(document, span, ("《[^《》]*》", "“[^“”]*”", '"[^"]*"'))
