"""Ground: what stands around a match and makes it legitimate; shared by the checks that know `unless`."""

from __future__ import annotations

from collections.abc import Iterable

from lawcheck.model.document import Document
from lawcheck.model.passage import TIMEOUT, compiled
from lawcheck.model.source import Span


def as_list(value: str | list[str]) -> list[str]:
    """The texts of a key that takes one or several."""
    return [value] if isinstance(value, str) else list(value)


def block(document: Document, at: int) -> Span:
    """The line of the text (a block or a table row) that holds an offset, without its line break."""
    start = document.text.rfind("\n", 0, at) + 1
    end = document.text.find("\n", at)
    return Span(start, len(document.text) if end < 0 else end)


def excused(document: Document, span: Span, unless: Iterable[str]) -> bool:
    """Whether a match of one of the patterns, inside the block where the span begins, covers the span.

    So 《[^》]*》 excuses what stands in a title and 原(县)?工商局 what is called former; TimeoutError as in a Passage.
    """
    start, end = block(document, span.start)
    end = max(end, span.end)
    for pattern in unless:
        found = compiled(pattern).finditer(document.folded, start, end, overlapped=True, timeout=TIMEOUT)
        if any(m.start() <= span.start and span.end <= m.end() for m in found):
            return True
    return False


def quoted(document: Document, span: Span) -> bool:
    """Whether a span stands inside 《》 or quotation marks of its block: somebody else's words, or a name."""
    return excused(document, span, ("《[^《》]*》", "“[^“”]*”", '"[^"]*"'))
