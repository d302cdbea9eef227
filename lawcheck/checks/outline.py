"""Check type `outline`: required chapters are there, under a fitting heading, with a body, in the order asked for."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import ClassVar, Literal

from msgspec import Struct

from lawcheck.model.document import Section
from lawcheck.model.passage import Passage, sentences
from lawcheck.model.rule import CheckType, Edit, Hit, Severity, Variant, Words
from lawcheck.model.source import Span


class Chapter(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One required chapter.

    title      its usual name, for messages and for near misses
    alias      patterns, one of which its heading must match (the title itself counts too)
    min-chars  characters (blanks left off) that its body must have; 0: any
    content    patterns that show, in a sentence, that its matter is spoken of although no heading carries it
    instead    patterns of chapters that together stand for it; it counts as there when `instead-least` of them are
    """

    title: str
    alias: tuple[str, ...] = ()
    min_chars: int = 0
    content: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    instead_least: int = 2

    def fits(self, section: Section, passage: Passage) -> bool:
        return self.title in section.folded_title or any(passage.names(section, p) for p in self.alias)


class Outline(CheckType, frozen=True):
    """Required chapters.

    require  the chapters
    order    any, or given: then those that are there must stand in the order of the list
    depth    how deep a heading may lie and still be a chapter (1: only the outermost level)
    """

    require: tuple[Chapter, ...]
    order: Literal["any", "given"] = "any"
    depth: int = 1

    WORDS: ClassVar[frozenset[str]] = frozenset({"title", "found", "chars", "min"})
    VARIANTS: ClassVar[dict[str, Variant]] = {
        "near": Variant(
            Severity.WARNING,
            Words("标题“{found}”疑为“{title}”之误", "heading “{found}” is probably meant to be “{title}”"),
        ),
        "empty": Variant(
            Severity.WARNING,
            Words("“{found}”只有标题，没有内容", "“{found}” has a heading but no text"),
        ),
        "short": Variant(
            Severity.NOTICE,
            Words(
                "“{found}”只有 {chars} 字，不足 {min} 字，内容可能不完整",
                "“{found}” has {chars} characters, fewer than {min}",
            ),
        ),
        "inside": Variant(
            Severity.NOTICE,
            Words(
                "“{title}”未单独成章，相关内容在“{found}”中；请核对是否写足，或单列一章",
                "no chapter of its own for “{title}”; the matter stands under “{found}”",
            ),
        ),
        "mentioned": Variant(
            Severity.NOTICE,
            Words(
                "“{title}”未单独成章，只在正文中提到（“{found}”）；请核对是否写足，或单列一章",
                "no chapter of its own for “{title}”; it is only mentioned in the text (“{found}”)",
            ),
        ),
        "order": Variant(
            Severity.NOTICE,
            Words(
                "“{found}”的位置与规定顺序不符，应在“{title}”之前", "“{found}” stands out of order: before “{title}”"
            ),
        ),
    }

    def find(self, passage: Passage) -> Iterable[Hit]:
        chapters = [s for s in passage.sections if s.level <= self.depth]
        placed: list[tuple[Chapter, Section]] = []
        for chapter in self.require:
            fitting = [s for s in chapters if chapter.fits(s, passage)]
            section = max(fitting, key=lambda s: s.body.end - s.body.start, default=None)
            if section is None:
                hit = self._absent(chapter, chapters, passage)
                if hit:
                    yield hit
            else:
                placed.append((chapter, section))
                yield from self._body(chapter, section, passage)
        if self.order == "given":
            yield from self._order(placed)

    def _body(self, chapter: Chapter, section: Section, passage: Passage) -> Iterator[Hit]:
        chars = len("".join(passage.document.slice(section.body).split()))
        if chars >= max(1, chapter.min_chars):
            return
        words = self._words(chapter, section.title, chars)
        yield Hit(section.heading, words, variant="short" if chars else "empty")

    def _absent(self, chapter: Chapter, chapters: list[Section], passage: Passage) -> Hit | None:
        """The mildest true finding for a chapter that is not there."""
        instead = [s for s in chapters if any(passage.names(s, p) for p in chapter.instead)]
        if chapter.instead and len(instead) >= chapter.instead_least:
            return None
        near = next((s for s in chapters if _near(s.title, chapter.title)), None)
        if near:
            return Hit(near.heading, self._words(chapter, near.title), variant="near")
        deeper = [s for s in passage.sections if s.level > self.depth and chapter.fits(s, passage)]
        if deeper:
            related = tuple(s.heading for s in deeper[1:4])
            return Hit(deeper[0].heading, self._words(chapter, deeper[0].title), related, variant="inside")
        for pattern in chapter.content:
            match = passage.search(pattern)
            if match:
                at = Span(*match.span())
                return Hit(_sentence(passage, at), self._words(chapter, match[0]), variant="mentioned")
        return Hit(passage.anchor, self._words(chapter, ""))

    def _order(self, placed: list[tuple[Chapter, Section]]) -> Iterator[Hit]:
        for (chapter, section), (_, following) in pairwise(placed):
            if following.heading.start < section.heading.start:
                yield Hit(following.heading, self._words(chapter, following.title), (section.heading,), variant="order")

    def _words(self, chapter: Chapter, found: str, chars: int = 0) -> dict[str, str]:
        return {"title": chapter.title, "found": found, "chars": str(chars), "min": str(chapter.min_chars)}

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        for chapter in self.require:
            own = [s for s in passage.sections if s.level <= self.depth and chapter.fits(s, passage)]
            if own:
                yield f"drop {chapter.title}", tuple(Edit(s.span, "") for s in own)
                if len(own) == 1 and not own[0].run_in:
                    yield f"empty {chapter.title}", (Edit(own[0].body, ""),)

    def all_patterns(self) -> list[str]:
        return [p for c in self.require for p in (*c.alias, *c.content, *c.instead)]


def _sentence(passage: Passage, at: Span) -> Span:
    paragraph = next((p.span for p in passage.document.paragraphs if p.span.contains(at)), at)
    return next((s for s in sentences(passage.document, paragraph) if s.start <= at.start < s.end), at)


def _near(title: str, wanted: str) -> bool:
    """Whether two headings differ by a slip: at most one character in five, and at least one."""
    if abs(len(title) - len(wanted)) > len(wanted) // 5 or title == wanted:
        return False
    return 0 < _distance(title, wanted) <= max(1, len(wanted) // 5)


def _distance(a: str, b: str) -> int:
    """Edit distance (insert, delete, replace)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]
