"""Check type `prefer`: wording that should be another, with the fix."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

from msgspec import Struct

from lawcheck.model.context import as_list, disjoint, excused, plain_core
from lawcheck.model.document import Document
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import timed
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span
from lawcheck.model.text import fold, other_width

_REFERENCE = timed(r"\\(?:(\d)|g<(\w+)>)")


class Replacement(Struct, frozen=True, forbid_unknown_fields=True):
    """One wording and its better one.

    bad     a pattern for folded text; what it matches is exactly what is replaced, so context goes in lookarounds
    good    the text instead; \\1 and \\g<name> stand for groups of the match, as written
    unless  what makes a match legitimate, besides the check's own `unless`
    """

    bad: str
    good: str
    unless: str | list[str] = []


class Prefer(CheckType, frozen=True):
    """Every match of a bad wording is a finding whose fix puts the good one in its place.

    replace  a table from bad to good, or a list of {bad, good, unless}
    unless   patterns of what makes a match legitimate; one of them must match around it, in the same block
    safe     whether the fix keeps the meaning and needs no second look
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "better"})

    replace: dict[str, str] | list[Replacement]
    unless: str | list[str] = []
    safe: bool = True

    def find(self, passage: Passage) -> Iterator[Hit]:
        document = passage.document
        better: dict[Span, tuple[str, Replacement]] = {}
        for entry in self._entries():
            odd = _odd_width(entry.bad, entry.good)
            if odd and odd not in document.text:
                continue
            for match in passage.finditer(entry.bad):
                good = _expand(entry.good, match, document) if "\\" in entry.good else entry.good
                span = Span(*match.span())
                better.setdefault(span, (good, entry))
        for span in disjoint(better):
            good, entry = better[span]
            if good != document.slice(span) and not excused(
                document, span, [*as_list(self.unless), *as_list(entry.unless)]
            ):
                words = {"found": document.slice(span), "better": good or "（删去）"}
                yield Hit(span, words, edits=(Edit(span, good),), safe=self.safe)

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Writes the bad wording where the good one stands, for wordings that are plain but for their lookarounds."""
        for entry in self._entries():
            before, texts, after = plain_core(entry.bad)
            if not texts or not entry.good or "\\" in entry.good:
                continue
            for match in passage.finditer(before + re.escape(entry.good) + after):
                span = Span(*match.span())
                if not excused(passage.document, span, [*as_list(self.unless), *as_list(entry.unless)]):
                    yield f"{entry.good} → {texts[0]}", (Edit(span, texts[0]),)
                    break

    def patterns(self) -> list[str]:
        return [entry.bad for entry in self._entries()]

    def all_patterns(self) -> list[str]:
        own = [pattern for entry in self._entries() for pattern in as_list(entry.unless)]
        return self.patterns() + as_list(self.unless) + own

    def _entries(self) -> list[Replacement]:
        if isinstance(self.replace, dict):
            return [Replacement(bad, good) for bad, good in self.replace.items()]
        return list(self.replace)


@cache
def _odd_width(bad: str, good: str) -> str:
    """Where a wording changes nothing but the width of one character: that character as it should not be written.

    Patterns see folded text, in which every full stop of a report would match; the text as written tells at once.
    """
    _, texts, _ = plain_core(bad)
    if len(good) != 1 or not texts or any(len(text) != 1 or fold(text) != fold(good) for text in texts):
        return ""
    return other_width(good)


def _expand(good: str, match: Any, document: Document) -> str:
    """`good` with its group references filled in from the text as written, not as folded."""

    def group(reference: Any) -> str:
        name = reference[1] or reference[2]
        start, end = match.span(int(name) if name.isdigit() else name)
        return document.text[start:end] if start >= 0 else ""

    return str(_REFERENCE.sub(group, good))
