"""Check type `repeat`: words, sentences and paragraphs that stand twice.

Doubled words are found without backreferences: the text is compared with itself shifted by n as one big number, so
that every n costs one pass at machine speed, and the whole is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

import regex

from lawcheck.model.context import as_list, disjoint, excused
from lawcheck.model.document import Paragraph, Section
from lawcheck.model.passage import Passage
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span

_LONGEST = 30  # characters of a doubled word or clause
_CLAUSE = 8  # from this length on a doubled text may hold marks: 实干、实干、 is rhetoric, a whole clause is not
_MARKS = "，,、；;"
_EDGE = _MARKS + "。：:！？!?\n"
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」）)]*")
_BLANK = re.compile(r"\s+")
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千万亿两几]+")
_NUMBERING = re.compile(
    r"\s*(?:[一二三四五六七八九十百]{1,4}\s?[、.．]|[（(]\s?(?:[一二三四五六七八九十百]{1,4}|\d{1,2})\s?[)）][、.．]?|\d{1,2}\s?[.．、](?!\d)"
    r"|[①-⑳]|[一二三四五六七八九十]{1,3}(?:是|要)|(?:首先|其次|再次|最后)[，,])\s*"
)
# 一个一个, 成片成片, intensifiers, and the verbs that are doubled for “a little” are grammar, not slips.
_GRAMMAR = regex.compile(
    r"[一两半几每逐成分].{1,3}|非常|千万|永远|许多|很多|好多|一定|"
    r"研究|讨论|商量|考虑|休息|放松|高兴|热闹|参谋|打听|琢磨|了解|体验|感受|收拾"
)


class Repeat(CheckType, frozen=True):
    """What stands twice; the finding marks the second, the first is its related place.

    unit    word: a word or clause written twice in a row (2 to 30 characters; the fix leaves one);
            sentence, paragraph: one that the document has already had word for word, numbering and blanks aside
    min     least length in characters: 2 for words, 16 for sentences and 20 for paragraphs when not given
    unless  patterns of what makes a repetition legitimate, matching around it
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "better", "length"})

    unit: Literal["word", "sentence", "paragraph"] = "word"
    min: int = 0
    unless: str | list[str] = []

    def find(self, passage: Passage) -> Iterator[Hit]:
        if self.unit == "word":
            yield from self._words(passage)
        else:
            yield from self._units(passage)

    def idle(self, passage: Passage) -> bool:
        return passage.empty if self.unit == "word" else not any(True for _ in self._pieces(passage))

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Writes a word, or the first sentence or paragraph, again behind itself."""
        if self.unit == "word":
            word = passage.search(r"建设|工作|推进|坚持|落实|开展|完善|加强")
            if word:
                yield f"double {word[0]}", (Edit(Span(word.end(), word.end()), word[0]),)
            return
        for _, span in self._pieces(passage):
            mark = "\n\n" if self.unit == "paragraph" else ""
            yield f"double a {self.unit}", (Edit(Span(span.end, span.end), mark + passage.document.slice(span)),)
            return

    def _words(self, passage: Passage) -> Iterator[Hit]:
        document = passage.document
        for area in passage.ranges:
            kept: dict[Span, int] = {}
            for span, keep in doubled(document.folded, area, max(self.min, 2)):
                kept.setdefault(span, keep)
            for span in disjoint(kept):
                middle = span.start + kept[span]
                word = document.text[span.start : middle]
                if not _GRAMMAR.fullmatch(word) and not excused(document, span, as_list(self.unless)):
                    words = {"found": document.slice(span), "better": word, "length": str(len(word))}
                    yield Hit(span, words, edits=(Edit(Span(middle, span.end), ""),), safe=False)

    def _units(self, passage: Passage) -> Iterator[Hit]:
        document = passage.document
        seen: dict[str, Span] = {}
        for key, span in self._pieces(passage):
            first = seen.setdefault(key, span)
            if first is not span and not excused(document, span, as_list(self.unless)):
                text = document.slice(span)
                shown = text if len(text) <= 24 else text[:23] + "…"
                yield Hit(span, {"found": shown, "better": shown, "length": str(len(key))}, related=(first,))

    def _pieces(self, passage: Passage) -> Iterator[tuple[str, Span]]:
        """What is compared and where it stands. A sentence of a doubled paragraph is left to the paragraph."""
        text = passage.document.folded
        known: set[str] = set()
        for block in _blocks(passage):
            key = _key(text, block)
            if self.unit == "paragraph":
                if len(key) >= (self.min or 20):
                    yield key, block
            elif key not in known:
                known.add(key)
                for span in _sentences(text, block):
                    piece = _key(text, span)
                    if len(piece) >= (self.min or 16):
                        yield piece, span


def _blocks(passage: Passage) -> Iterator[Span]:
    """Running text: paragraphs, and numbered items that are whole sentences, which the tree has as headings."""
    for node in passage.document.root.walk():
        span = Span(0, 0)
        if isinstance(node, Paragraph) and node.role in ("body", "item"):
            span = node.span
        elif (
            isinstance(node, Section) and node.level and not node.run_in and node.heading.end - node.heading.start > 24
        ):
            span = node.heading if passage.document.text[node.heading.end - 1] in "。；;" else span
        if span.end > span.start and passage.holds(span):
            yield span


def doubled(text: str, area: Span, least: int = 2) -> Iterator[tuple[Span, int]]:
    """What stands twice or more in a row inside an area, and how many characters of it one time takes.

    Words: text[i:i+n] == text[i+n:i+2n], every n from `least`; clauses: the same words between marks (A，A。).
    """
    raw = text[area.start : area.end].encode("utf-32-le", "surrogatepass")
    number = int.from_bytes(raw, "little")
    for n in range(least, min(_LONGEST, len(raw) // 8 + 1) + 1):
        differs = (number ^ (number >> 32 * n)).to_bytes(len(raw), "little")[: len(raw) - 4 * n]
        shortest = n - 1 if n > _CLAUSE else n
        for run in re.finditer(rb"\0{%d,}" % (4 * shortest), differs):
            start, end = area.start - (-run.start() // 4), area.start + run.end() // 4
            found = _word(text, start, end, n) or (_clause(text, area, start, end, n) if n > _CLAUSE else None)
            if found:
                yield found


def _word(text: str, start: int, end: int, n: int) -> tuple[Span, int] | None:
    """The first doubled word of a run of characters that equal those n behind them; none for 哈哈哈哈 and 二〇二〇."""
    for at in range(start, min(end - n, start + n) + 1):
        unit = text[at : at + n]
        if _WORD.fullmatch(unit) and len(set(unit)) > 1 and not _NUMERAL.fullmatch(unit):
            return Span(at, at + n + (end - at) // n * n), n
    return None


def _clause(text: str, area: Span, start: int, end: int, n: int) -> tuple[Span, int] | None:
    """A clause of n - 1 characters that is written again behind its mark and ends there."""
    for at in range(start, min(end - n + 1, start + n) + 1):
        opens = at == area.start or text[at - 1] in _EDGE
        closes = at + 2 * n - 1 >= area.end or text[at + 2 * n - 1] in _EDGE
        if opens and closes and text[at + n - 1] in _MARKS and _WORD.match(text, at):
            return Span(at, at + 2 * n - 1), n - 1
    return None


def _key(text: str, span: Span) -> str:
    words = text[span.start : span.end]
    numbering = _NUMBERING.match(words)
    return _BLANK.sub("", words[numbering.end() :] if numbering else words)


def _sentences(text: str, block: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, *block):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        if end > start:
            yield Span(start, end)
