"""Check type `pairs`: brackets and quotation marks that open and close."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from lawcheck.model.document import Document, Section
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit, Severity, Variant, Words
from lawcheck.model.source import Span

MARKS = ("（）", "《》", "〈〉", "“”", "‘’", "【】", "〔〕", "「」", "『』")
_HALF = str.maketrans("（）", "()")
# 1） 一） a) at the start of a line or behind a mark is numbering; ’ between Latin letters is an apostrophe.
_NUMBERING = re_compile(r"(?:^|[\s。;,、:!?\])”])(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivx]{1,4})\s?$")
_CARRY_QUOTE, _CARRY_BRACKET = 12, 2  # paragraphs over which a pair may stay open


class _Mark(Struct, frozen=True):
    """An unmatched mark: where it stands, in which block, which pair it belongs to, and what else it met."""

    at: int
    block: int
    pair: str
    opens: bool
    crossed: int = -1


class Pairs(CheckType, frozen=True):
    """Marks without their other half, and pairs that cross. Half and full width make one pair; straight " are no pair.

    marks  the pairs to look at, two characters each
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"mark", "partner", "text"})
    VARIANTS: ClassVar[dict[str, Variant]] = {
        "unopened": Variant(
            Severity.ERROR,
            Words(
                "“{text}”处的后半“{mark}”缺少与之对应的前半“{partner}”", "{mark} closes what no {partner} opens: {text}"
            ),
        ),
        "crossed": Variant(
            Severity.ERROR, Words("“{text}”处的“{mark}”与另一对符号交叉", "{mark} crosses another pair: {text}")
        ),
    }

    marks: tuple[str, ...] = MARKS

    def __post_init__(self) -> None:
        if any(len(pair) != 2 or pair[0] == pair[1] for pair in self.marks):
            raise ValueError("marks 的每一项应是一前一后两个不同的符号")

    def find(self, passage: Passage) -> Iterator[Hit]:
        document = passage.document
        pairs = [pair.translate(_HALF) for pair in self.marks]
        open_, close = {p[0]: p for p in pairs}, {p[1]: p for p in pairs}
        either = re_compile(_any_of("".join(pairs)))
        found: list[_Mark] = []
        for number, span in enumerate(_blocks(passage)):
            loose = _unmatched(document.folded, span, number, either, open_, close, strict=True)
            if any(mark.pair == "()" for mark in loose):
                # 1） inside a bracket is numbering where that leaves less open.
                lenient = _unmatched(document.folded, span, number, either, open_, close, strict=False)
                loose = min(loose, lenient, key=len)
            found += loose
        for mark in sorted(_settle(found, document), key=lambda m: m.at):
            yield _hit(mark, document)

    def idle(self, passage: Passage) -> bool:
        text = passage.document.folded
        halves = "".join(self.marks).translate(_HALF)
        return not any(text.find(half, *area) >= 0 for area in passage.ranges for half in halves)

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Takes out the first opening mark of each pair (none that numbers an item) and the first closing one."""
        for pair in self.marks:
            for half in pair.translate(_HALF):
                match = passage.search(re.escape(half) + (r"(?!\w{1,3}\))" if half == "(" else ""))
                if match:
                    yield f"drop {half}", (Edit(Span(*match.span()), ""),)


def _blocks(passage: Passage) -> Iterator[Span]:
    """The lines of the passage."""
    text = passage.document.text
    for start, end in passage.ranges:
        at = start
        while at < end:
            stop = text.find("\n", at, end)
            stop = end if stop < 0 else stop
            if stop > at:
                yield Span(at, stop)
            at = stop + 1


def _unmatched(
    text: str,
    span: Span,
    number: int,
    marks: re.Pattern[str],
    opens: dict[str, str],
    closes: dict[str, str],
    *,
    strict: bool,
) -> list[_Mark]:
    """The marks of one block that find no partner in it; a crossing pair is told at its closing mark.

    `strict` takes the ) of 1） for a bracket wherever one is open.
    """
    stack: list[_Mark] = []
    overtaken: list[_Mark] = []  # opened, then left behind by the closing mark of an outer pair
    loose: list[_Mark] = []
    depth: Counter[str] = Counter()
    for match in marks.finditer(text, *span):
        at, char = match.start(), match[0]
        if _apostrophe(text, at):
            continue
        pair = opens.get(char) or closes[char]
        if char in opens:
            stack.append(_Mark(at, number, pair, True))
            depth[pair] += 1
        elif char == ")" and not (strict and depth[pair]) and _NUMBERING.search(text[max(span.start, at - 6) : at]):
            continue
        elif depth[pair]:
            while (last := stack.pop()).pair != pair:
                overtaken.append(last)
                depth[last.pair] -= 1
            depth[pair] -= 1
        elif overtaken and overtaken[-1].pair == pair:
            loose.append(_Mark(at, number, pair, False, overtaken.pop().at))
        else:
            loose.append(_Mark(at, number, pair, False))
    return [*loose, *stack, *overtaken]


def _any_of(chars: str) -> str:
    return "[" + re.escape(chars) + "]"


def _apostrophe(text: str, at: int) -> bool:
    return text[at] in "‘’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()


def _settle(marks: list[_Mark], document: Document) -> list[_Mark]:
    """What is left when pairs that run over several blocks are taken out.

    A quotation may open anew with every paragraph and close with the last; any pair may span a broken line.
    """
    left: list[_Mark] = []
    waiting: dict[str, deque[_Mark]] = {}
    for mark in sorted(marks, key=lambda m: m.at):
        open_ = waiting.setdefault(mark.pair, deque())
        reach = _CARRY_QUOTE if mark.pair in ("“”", "‘’") else _CARRY_BRACKET
        while open_ and mark.block - open_[0].block > reach:
            left.append(open_.popleft())
        if mark.opens:
            open_.append(mark)
        elif mark.crossed < 0 and open_ and mark.block > open_[0].block and _together(open_[0], mark, document):
            open_.clear()  # all paragraphs that opened the quotation anew close with it
        else:
            left.append(mark)
    left += [mark for open_ in waiting.values() for mark in open_]
    return [mark for mark in left if not _goes_on(mark, document)]


def _goes_on(mark: _Mark, document: Document) -> bool:
    """Whether a quotation is left open because the next paragraph opens it anew."""
    if not mark.opens or mark.pair not in ("“”", "‘’"):
        return False
    end = document.text.find("\n", mark.at)
    return end >= 0 and document.text.startswith(mark.pair[0], end + 1)


def _together(first: _Mark, last: _Mark, document: Document) -> bool:
    """Whether two places are parts of one text: nearly the same paragraph, or under the same heading."""
    if last.block - first.block <= _CARRY_BRACKET:
        return True
    same: tuple[Section, ...] = document.section_path(first.at)
    return same == document.section_path(last.at)


def _hit(mark: _Mark, document: Document) -> Hit:
    span = Span(mark.at, mark.at + 1)
    text = document.text
    if mark.crossed >= 0:
        first = text[mark.crossed : mark.at + 1]
        shown = first if len(first) <= 24 else first[:12] + "…" + first[-11:]
        related = (Span(mark.crossed, mark.crossed + 1),)
        return Hit(span, _words(document, span, mark, shown), related, variant="crossed")
    if mark.opens:
        shown = text[mark.at : mark.at + 9].split("\n")[0].strip()
        return Hit(span, _words(document, span, mark, shown))
    shown = text[max(0, mark.at - 8) : mark.at + 1].split("\n")[-1].strip()
    return Hit(span, _words(document, span, mark, shown), variant="unopened")


def _words(document: Document, span: Span, mark: _Mark, shown: str) -> dict[str, str]:
    as_written = document.slice(span)
    full = mark.pair if as_written in mark.pair else mark.pair.replace("(", "（").replace(")", "）")
    return {"mark": as_written, "partner": full[1] if mark.opens else full[0], "text": shown}
