"""Ground: what stands around a match and makes it legitimate; shared by the checks that know `unless`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.passage import TIMEOUT, compiled
from lawcheck.model.source import Span

_SYNTAX = frozenset(r"\.^$*+?{}[]|()")
_LOOK = ("(?<=", "(?<!", "(?=", "(?!")
REACH = 240  # characters to each side in which a context is looked for; bounded, so that one long line stays linear


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


@cache
def plain_core(pattern: str) -> tuple[str, list[str], str]:
    """A pattern as lookarounds before, the plain texts it chooses from, lookarounds behind; no texts where it is more.

    "(?<=执法)全程|过程(?=制度)" is no such pattern (its alternatives reach into the lookarounds), "按装|案装" is one.
    """
    before, rest = _lookarounds(pattern)
    cut = next((i for i in range(len(rest)) if rest.startswith(_LOOK, i)), len(rest))
    inner, after = rest[:cut], rest[cut:]
    grouped = inner.startswith("(?:") and _closing(inner, 0) == len(inner)
    texts = (inner[3:-1] if grouped else inner).split("|")
    plain = all(texts) and not any(char in _SYNTAX for text in texts for char in text)
    sure = not _lookarounds(after)[1] and (grouped or len(texts) == 1 or not (before or after))
    return before, (texts if plain and sure else []), after


def _lookarounds(pattern: str) -> tuple[str, str]:
    """The lookarounds a pattern begins with, and the rest of it."""
    at = 0
    while pattern.startswith(_LOOK, at):
        at = _closing(pattern, at)
    return pattern[:at], pattern[at:]


def _closing(pattern: str, at: int) -> int:
    """The index behind the bracket that closes the one at `at`."""
    depth, in_class = 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[" and not in_class:
            in_class = True
        elif char == "]":
            in_class = False
        elif not in_class:
            depth += (char == "(") - (char == ")")
            if depth == 0:
                return at + 1
        at += 1
    return len(pattern)


def place(match: Any) -> Span:
    """What a match marks: its group `at` where that took part, else all of it."""
    narrowed = "at" in match.re.groupindex and match.start("at") >= 0
    return Span(*match.span("at" if narrowed else 0))
