"""Check type `hollow`: a heading under which nothing stands, while the others beside it have their text."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from lawcheck.model.document import Section
from lawcheck.model.passage import Passage
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span

_LONGEST = 40  # characters of a heading


class Hollow(CheckType, frozen=True):
    """Headings below the chapters without text, subsection or table of their own.

    Two or more of them side by side are no slip (a table of contents, a list of points) and are left alone.
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found"})

    def find(self, passage: Passage) -> Iterable[Hit]:
        for section in _hollow(passage):
            yield Hit(section.heading, {"found": section.title})

    def idle(self, passage: Passage) -> bool:
        return next(_beside_others(passage), None) is None

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Deletes what stands under the first heading that has others beside it."""
        if any(_hollow(passage)):
            return
        for group in _beside_others(passage):
            first = group[0]
            if not first.run_in and not first.subsections:
                yield "empty a section", (Edit(Span(first.heading.end, first.span.end), "\n\n"),)
                return


def _beside_others(passage: Passage) -> Iterator[tuple[Section, ...]]:
    """The headings of each chapter, where it has two or more."""
    for section in passage.sections:
        if len(section.subsections) > 1:
            yield section.subsections


def _hollow(passage: Passage) -> Iterator[Section]:
    for group in _beside_others(passage):
        empty = [s for s in group if not s.run_in and not s.children and not _is_sentence(passage, s)]
        if len(empty) == 1 and not _holds_more(passage, empty[0]):
            yield empty[0]


def _is_sentence(passage: Passage, section: Section) -> bool:
    """Whether a numbered line is the text itself: 2.完善制度，修订规则两项。"""
    line = passage.document.text[section.heading.start : section.heading.end + 1].rstrip()
    return line.endswith(("。", "；", ";", "，")) or len(section.title) > _LONGEST


def _holds_more(passage: Passage, section: Section) -> bool:
    """Whether the draft has something there that is no text: a picture, a formula."""
    document = passage.document
    span = document.source_span(section.span)
    source = document.source.text[span.start : span.end]
    return len(source.strip()) > len(document.slice(section.heading)) + len(section.number) + 8
