"""Marks in the comments of a document: what each says, and the stretch of the Source it speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec import Struct

from lawcheck.model.document import Document, Section, Table
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span

_COMMENT = re_compile(r"<!--\s*lawcheck\b\s*(?P<colon>[:：]?)(?P<body>.*?)-->", re.S)
_ANY_COMMENT = re_compile(r"<!--.*?-->")
_REASON = re_compile(r"\s*(?:-{2,}|—+|–+)\s*")
_BETWEEN = re_compile(r"[\s,，、]+")
_NOT_BLANK = re_compile(r"\S")
# What may stand beside a mark without being text: quote and list signs, blanks.
_SIGNS = " \t>*+-|\r\n\u3000\xa0"
ACTIONS = ("ignore", "ignore-next-line", "ignore-file", "disable", "enable")
NOWHERE = Span(0, 0)


class Mark(Struct, frozen=True):
    """One mark as written; `span` and `scope` count the Source. `fault` says why it cannot be followed."""

    span: Span
    action: str
    words: tuple[str, ...]
    reason: str
    scope: Span = NOWHERE
    fault: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is followed: without a fault, and with the reason that all but enable must give."""
        return not self.fault and bool(self.reason or self.action == "enable")


def read_marks(document: Document) -> list[Mark]:
    """The marks in a document's comments, in the order of the Source."""
    text = document.source.text
    found = [
        match
        for aside in document.asides
        if aside.reason == "comment"
        for match in _COMMENT.finditer(text, aside.span.start, aside.span.end)
    ]
    if not found:
        return []
    blocks = _Blocks(document)
    return _end_disabled([_mark(document, match, blocks) for match in found])


class _Blocks:
    """Where the blocks of a document stand in its Source: a heading with what shares its line, a paragraph, a table."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._spans: list[Span] | None = None

    def next(self, offset: int) -> Span:
        """The block that begins first at or after an offset of the Source."""
        if self._spans is None:
            self._spans = sorted(self._all())
        at = bisect_left(self._spans, (offset, 0))
        return self._spans[at] if at < len(self._spans) else NOWHERE

    def _all(self) -> Iterator[Span]:
        document = self._document
        for node in document.root.walk():
            if isinstance(node, Section):
                if not node.level:
                    continue
                end = document.text.find("\n", node.heading.start)
                span = Span(node.heading.start, len(document.text) if end < 0 else end)
            else:
                span = node.span if not isinstance(node, Table) else Span(node.span.start, node.span.end - 1)
            start, end = document.source_span(span)
            yield Span(start, max(start + 1, end))


def _mark(document: Document, match: re.Match[str], blocks: _Blocks) -> Mark:
    span = Span(*match.span())
    named, *reason = _REASON.split(match["body"].strip(), maxsplit=1)
    action, *words = [word for word in _BETWEEN.split(named) if word] or [""]
    said = reason[0].strip() if reason else ""
    if not match["colon"]:
        return Mark(span, action, (), said, fault="lawcheck 后缺冒号")
    if action not in ACTIONS:
        return Mark(span, action, (), said, fault=f"没有 {action or '空'} 这种标记，可用 {'、'.join(ACTIONS)}")
    if not words and action != "enable":
        return Mark(span, action, (), said, fault="没有写规则编号（全部规则写 *）")
    return Mark(span, action, tuple(words or ("*",)), said, _scope(document, action, span, blocks))


def _scope(document: Document, action: str, span: Span, blocks: _Blocks) -> Span:
    source = document.source
    if action == "ignore-file":
        return Span(0, len(source.text) + 1)
    if action == "disable":
        return Span(span.end, len(source.text) + 1)
    if action == "enable":
        return NOWHERE
    if action == "ignore":
        line = _line(document, span.start)
        shown = source.text[line.start : span.start] + source.text[span.end : line.end]
        return line if _ANY_COMMENT.sub("", shown).strip(_SIGNS) else blocks.next(span.end)
    rest = _NOT_BLANK.search(source.text, _line(document, span.end).end)
    return _line(document, rest.start()) if rest else NOWHERE


def _line(document: Document, offset: int) -> Span:
    source = document.source
    number = source.line_column(offset)[0]
    starts = source.line_starts
    return Span(starts[number - 1], starts[number] if number < len(starts) else len(source.text) + 1)


def _end_disabled(marks: Iterable[Mark]) -> list[Mark]:
    """Marks with the scope of each disable ended where all its words are enabled, or disabled, again."""
    out: list[Mark] = []
    enabled: dict[str, int] = {}  # by word, where the next enable of it stands
    disabled: dict[tuple[str, ...], int] = {}
    for mark in reversed(list(marks)):
        if mark.counts and mark.action == "enable":
            enabled.update(dict.fromkeys(mark.words, mark.span.start))
        elif mark.counts and mark.action == "disable":
            ends = [
                min((enabled[w] for w in _wider(word) if w in enabled), default=mark.scope.end) for word in mark.words
            ]
            end = min(max(ends), disabled.get(mark.words, mark.scope.end))
            disabled[mark.words] = mark.span.start
            mark = Mark(mark.span, mark.action, mark.words, mark.reason, Span(mark.scope.start, end))
        out.append(mark)
    return out[::-1]


def _wider(word: str) -> list[str]:
    """The word and all that name what it names: its pack, everything."""
    return [word, word.partition("/")[0], "*", "ALL"]
