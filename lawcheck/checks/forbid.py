"""Check type `forbid`: wording that must not stand in the passage."""

from collections.abc import Iterator
from typing import ClassVar

from lawcheck.model.context import as_list, disjoint, excused, place, plain_core
from lawcheck.model.passage import Passage
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span


class Forbid(CheckType, frozen=True):
    """Every match of a pattern is a finding.

    pattern  one regular expression or several, for folded text; a group named `at` narrows the place to itself
    unless   patterns of what makes a match legitimate; one of them must match around it, in the same block
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found"})

    pattern: str | list[str]
    unless: str | list[str] = []

    def __post_init__(self) -> None:
        """ValueError where there is nothing to look for."""
        if not all(as_list(self.pattern)) or not as_list(self.pattern):
            raise ValueError("pattern 不能为空")

    def find(self, passage: Passage) -> Iterator[Hit]:
        document = passage.document
        found = (place(match) for pattern in self.patterns() for match in passage.finditer(pattern))
        for span in disjoint(span for span in found if span.end > span.start):
            if not excused(document, span, as_list(self.unless)):
                yield Hit(span, {"found": document.slice(span)})

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Puts the first plain text of each pattern at the end of the passage, as a sentence of its own."""
        for pattern in self.patterns():
            before, texts, after = plain_core(pattern)
            if texts and not before and not after and passage.ranges:
                stop = "。" if passage.whole else ""
                yield f"insert {texts[0]}", (Edit(_last_word(passage), stop + texts[0]),)

    def patterns(self) -> list[str]:
        return as_list(self.pattern)

    def all_patterns(self) -> list[str]:
        return self.patterns() + as_list(self.unless)


def _last_word(passage: Passage) -> Span:
    """The empty span behind the last word of the passage, before its closing marks and blanks."""
    start, end = passage.ranges[-1]
    while end > start and not passage.document.text[end - 1].isalnum():
        end -= 1
    return Span(end, end)
