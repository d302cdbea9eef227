"""Check type `repeat`: words, clauses, sentences and paragraphs that stand twice.

Doubled words are found without backreferences: the text is compared with itself shifted by n as one big number, so
that every n costs one pass at machine speed, and the whole is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.model.context import as_list, disjoint, excused
from lawcheck.model.document import Paragraph, Section
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span

_LEAST = {"word": 2, "item": 3, "clause": 8, "sentence": 16, "paragraph": 20}
_LONGEST = 16  # characters of a doubled word
_CLAUSE = re_compile(r"[^，,；;、。：:！？!?\n]+")
_LIST = re_compile(r"[^，,；;。：:！？!?\n《》（）()\d]+")
_LONGEST_ITEM = 16  # characters of a member of a list
_TITLES = re_compile(r"(?:《[^《》\n]{2,60}》[、，,和与及]?){3,}")
_TITLE = re_compile(r"《[^《》\n]+》")
_ITEM = re_compile(r"[^、]+")
_GOES_ON = re_compile(r"(?:[和与及等]|以及|[一二三四五六七八九十几两多][个大项类种]).*")
_ROW = re_compile(r"分别|依次|先后|从|到|至")  # 分别为优秀、良好、优秀
_SENTENCE = re_compile(r"[^。！？!?\n]+[。！？!?]*[”’」）)]*")
_ASTRAL = re_compile(r"[\U00010000-\U0010ffff]")
_NOT_ZERO = re.compile(rb"[^\0]")
_WORD = re_compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_NUMERAL = re_compile(r"[〇零一二三四五六七八九十百千万亿两几]+")
_NUMBERING = re_compile(
    r"\s*(?:[一二三四五六七八九十百]{1,4}\s?[、.．]|[（(]\s?(?:[一二三四五六七八九十百]{1,4}|\d{1,2})\s?[)）][、.．]?|\d{1,2}\s?[.．、](?!\d)"
    r"|[①-⑳]|[一二三四五六七八九十]{1,3}(?:是|要)|(?:首先|其次|再次|最后)[，,])\s*"
)
_NUMBERS = frozenset("一二三四五六七八九十百0123456789(（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳首其再最")  # what _NUMBERING begins with
# 一个一个, 成片成片, intensifiers, and the verbs that are doubled for “a little” are grammar, not slips.
_GRAMMAR = re_compile(
    r"[一两半几每逐成分].{1,3}|非常|千万|永远|许多|很多|好多|一定|"
    r"研究|讨论|商量|考虑|休息|放松|高兴|热闹|参谋|打听|琢磨|了解|体验|感受|收拾"
)


class Repeat(CheckType, frozen=True):
    """What stands twice; the finding marks all of it (words, clauses) or the second, with the first beside it.

    unit    word: a word twice in a row (2 to 16 characters); clause: the words between two marks twice in a row;
            item: a member of a list (A、B、A; 《A》《B》《A》) for the second time;
            sentence, paragraph: one that the document has already had word for word, numbering and blanks aside
    min     least length in characters: 2, 3, 8, 16 and 20 when not given
    words   two-character words that count; all when not given, with chance hits across words (产|业创|业创|新)
    unless  patterns of what makes a repetition legitimate, matching around it
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "better", "length"})

    unit: Literal["word", "item", "clause", "sentence", "paragraph"] = "word"
    min: int = 0
    words: tuple[str, ...] = ()
    unless: str | list[str] = []

    def find(self, passage: Passage) -> Iterator[Hit]:
        search = {"word": self._in_a_row, "clause": self._in_a_row, "item": self._listed}.get(self.unit, self._again)
        for hit in search(passage):
            if not excused(passage.document, hit.span, as_list(self.unless)):
                yield hit

    def idle(self, passage: Passage) -> bool:
        return passage.empty if self.unit in ("word", "item", "clause") else next(self._pieces(passage), None) is None

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Writes a word, or the first clause, sentence or paragraph that is long enough, again behind itself."""
        if self.unit == "word":
            found = passage.search("|".join(self.words) or r"建设|工作|推进|坚持|落实|开展|完善|加强")
            spans = iter([Span(*found.span())] if found else [])
        elif self.unit == "item":
            lists = (match for match in passage.finditer(r"《[^《》\n]+》(?=《[^《》\n]+》)"))
            spans = (Span(*match.span()) for match in lists)
        elif self.unit == "clause":
            matches = passage.finditer(r"[\u4e00-\u9fff]{8,}(?=[，。；])")
            spans = (Span(*match.span()) for match in matches if passage.document.text[match.start() - 1] in "，；。")
        else:
            spans = (span for _, span in self._pieces(passage))
        mark = {"clause": "，", "paragraph": "\n\n"}.get(self.unit, "")
        for span in spans:
            yield f"double a {self.unit}", (Edit(Span(span.end, span.end), mark + passage.document.slice(span)),)
            return

    @property
    def _least(self) -> int:
        return self.min or _LEAST[self.unit]

    def _in_a_row(self, passage: Passage) -> Iterator[Hit]:
        document = passage.document
        finder = doubled if self.unit == "word" else clauses
        for area in passage.ranges:
            once: dict[Span, int] = {}
            for span, length in finder(document.folded, area, self._least):
                if self._counts(document.text[span.start : span.start + length]):
                    once.setdefault(span, length)
            for span in disjoint(once):
                middle = span.start + once[span]
                unit = document.text[span.start : middle]
                words = {"found": document.slice(span), "better": unit, "length": str(len(unit))}
                yield Hit(span, words, edits=(Edit(Span(middle, span.end), ""),), safe=False)

    def _listed(self, passage: Passage) -> Iterator[Hit]:
        text = passage.document.text
        for area in passage.ranges:
            for first, again in items(text, area, self._least):
                found = text[again.start : again.end]
                yield Hit(again, {"found": found, "better": found, "length": str(len(found))}, related=(first,))

    def _counts(self, unit: str) -> bool:
        if _GRAMMAR.fullmatch(unit):
            return False
        return not self.words or len(unit) != 2 or unit in self.words

    def _again(self, passage: Passage) -> Iterator[Hit]:
        """Repeated units; sentences that follow each other both times make one finding."""
        document = passage.document
        seen: dict[str, Span] = {}
        open_: tuple[Span, Span] | None = None
        for key, span in self._pieces(passage):
            first = seen.setdefault(key, span)
            if open_ and first is not span and _follows(document.text, open_, (first, span)):
                open_ = Span(open_[0].start, first.end), Span(open_[1].start, span.end)
                continue
            if open_:
                yield self._hit(document.text, *open_)
            open_ = (first, span) if first is not span else None
        if open_:
            yield self._hit(document.text, *open_)

    @staticmethod
    def _hit(text: str, first: Span, again: Span) -> Hit:
        found = text[again.start : again.end]
        shown = found if len(found) <= 24 else found[:23] + "…"
        return Hit(again, {"found": shown, "better": shown, "length": str(len(found))}, related=(first,))

    def _pieces(self, passage: Passage) -> Iterator[tuple[str, Span]]:
        """What is compared and where it stands. A sentence of a doubled paragraph is left to the paragraph."""
        text = passage.document.folded
        known: set[str] = set()
        for block in _blocks(passage):
            if block.end - block.start < self._least:
                continue  # nor has it a sentence that is long enough
            key = _key(text, block)
            if self.unit == "paragraph":
                if len(key) >= self._least:
                    yield key, block
            elif key not in known:
                known.add(key)
                for span in _sentences(text, block):
                    if span.end - span.start < self._least:
                        continue
                    piece = _key(text, span)
                    if len(piece) >= self._least:
                        yield piece, span


def doubled(text: str, area: Span, least: int = 2) -> Iterator[tuple[Span, int]]:
    """Chinese words that stand twice or more in a row inside an area, and how many characters one of them has.

    text[i:i+n] == text[i+n:i+2n] for every n from `least` to 16; not 哈哈哈哈 and 二〇二〇.
    """
    # Two bytes a character; those that would take four are no part of a word, so any other character will do.
    raw = _ASTRAL.sub("\ufffd", text[area.start : area.end]).encode("utf-16-le", "surrogatepass")
    number = int.from_bytes(raw, "little")
    for n in range(least, min(_LONGEST, len(raw) // 4) + 1):
        differs = (number ^ (number >> 16 * n)).to_bytes(len(raw), "little")[: len(raw) - 2 * n]
        for first, last in _zeros(differs, 2 * n):
            start, end = area.start - (-first // 2), area.start + last // 2
            for at in range(start, min(end - n, start + n) + 1):
                unit = text[at : at + n]
                if _WORD.fullmatch(unit) and len(set(unit)) > 1 and not _NUMERAL.fullmatch(unit):
                    yield Span(at, at + n + (end - at) // n * n), n
                    break


def items(text: str, area: Span, least: int = 3) -> Iterator[tuple[Span, Span]]:
    """Members of a list that it has twice: where the first and the second stand. One a list."""
    for row in _LIST.finditer(text, *area):
        if row[0].count("、") < 2 or _ROW.search(text, max(area.start, row.start() - 6), text.index("、", row.start())):
            continue
        names = [(match[0], Span(*match.span())) for match in _ITEM.finditer(text, *row.span())]
        found = _twice([(name, span) for name, span in names if len(name) <= _LONGEST_ITEM], least)
        if found:
            yield found
    for row in _TITLES.finditer(text, *area):
        seen: dict[str, Span] = {}
        for match in _TITLE.finditer(text, *row.span()):
            if match[0] in seen:
                yield seen[match[0]], Span(*match.span())
                break
            seen[match[0]] = Span(*match.span())


def _twice(names: list[tuple[str, Span]], least: int) -> tuple[Span, Span] | None:
    """The first member and its second: words may stand before the first of a list (开展A、B), and behind its last (A等)."""
    if len(names) < 3:
        return None
    (first, opening), (last, closing) = names[0], names[-1]
    seen: dict[str, Span] = {}
    for name, span in names:
        place = seen.get(name) or (opening if span is not opening and first.endswith(name) else None)
        if place and len(name) >= least and _WORD.fullmatch(name):
            return Span(place.end - len(name), place.end), span
        seen[name] = span
    for n in range(len(last) - 1, least - 1, -1):
        unit = last[:n]
        place = seen.get(unit) or (opening if n > least and first.endswith(unit) else None)
        if place and _WORD.fullmatch(unit) and _GOES_ON.fullmatch(last, n):
            return Span(place.end - n, place.end), Span(closing.start, closing.start + n)
    return None


def _zeros(data: bytes, least: int) -> Iterator[tuple[int, int]]:
    """Where at least so many zero bytes in a row begin and end."""
    wanted = bytes(least)
    start = data.find(wanted)
    while start >= 0:
        other = _NOT_ZERO.search(data, start + least)
        stop = other.start() if other else len(data)
        yield start, stop
        start = data.find(wanted, stop)


def clauses(text: str, area: Span, least: int = 8) -> Iterator[tuple[Span, int]]:
    """Words between marks that stand twice in a row (A，A。) inside an area, and how many characters they have."""
    last = ""
    start = 0
    for match in _CLAUSE.finditer(text, *area):
        clause = match[0].strip()
        if clause == last and len(clause) >= least and _WORD.match(clause):
            yield Span(start, text.index(clause, match.start()) + len(clause)), len(clause)
        last, start = clause, match.start() + len(match[0]) - len(match[0].lstrip())


def _follows(text: str, before: tuple[Span, Span], now: tuple[Span, Span]) -> bool:
    """Whether both copies go on where they stopped."""
    return all(
        b.end <= n.start and not text[b.end : n.start].strip(" \u3000\xa0") for b, n in zip(before, now, strict=True)
    )


def _blocks(passage: Passage) -> Iterator[Span]:
    """Running text: paragraphs, and numbered items that are whole sentences, which the tree has as headings."""
    for node in passage.document.root.walk():
        span = Span(0, 0)
        if isinstance(node, Paragraph) and node.role in ("body", "item"):
            span = node.span
        elif (
            isinstance(node, Section) and node.level and not node.run_in and node.heading.end - node.heading.start > 20
        ):
            span = node.heading if passage.document.text[node.heading.end - 1] in "。；;" else span
        if span.end > span.start and passage.holds(span):
            yield span


def _key(text: str, span: Span) -> str:
    words = text[span.start : span.end]
    numbering = _NUMBERING.match(words) if words[:1] in _NUMBERS or words[:1].isspace() else None
    return "".join((words[numbering.end() :] if numbering else words).split())


def _sentences(text: str, block: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, *block):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        if end > start:
            yield Span(start, end)
