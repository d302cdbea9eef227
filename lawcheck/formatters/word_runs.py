"""Runs of a Word part cut at places, and what is put around the pieces: comment ranges, tracked changes.

Paragraphs, runs and offsets are counted as in the native places of the docx reader: w:p among all of the part, w:r
among those of their own paragraph, code points of w:t and one for each tab, break, hyphen and symbol.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTHOR = "lawcheck"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = W + "txbxContent"
_ONE = {W + name for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")}
_PLAIN = {W + name for name in ("rPr", "t", "tab", "br", "cr", "noBreakHyphen")}
# Where a tracked change may stand: not inside a field or a ruby, nor inside somebody else's insertion.
_HOLDERS = {W + name for name in ("p", "hyperlink", "smartTag", "sdtContent")}
_BLANKS = " \t\r\n"
_BEHIND = 1 << 60  # an offset behind every run's end


class Point(NamedTuple):
    """A native place: a paragraph and, where there is one, a run of it and an offset in that (a number has no run)."""

    paragraph: int
    run: int | None
    offset: int = 0


class Piece(NamedTuple):
    """What a run became between two cuts: [start, end) of the run's offsets."""

    start: int
    end: int
    element: Any


class Part:
    """A part of which runs are cut: first every `cut`, then `split`, then `replace` and, last, `comment`."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._paragraphs = list(root.iter(W + "p"))
        self._runs: dict[int, list[Any]] = {}
        self._cuts: dict[tuple[int, int], set[int]] = {}
        self._pieces: dict[tuple[int, int], list[Piece]] = {}
        self._outer: dict[Any, tuple[Any, Any]] = {}  # by piece, the first and last element that stand for it now
        self._changes = max((_number(e) for e in root.iter(W + "ins", W + "del")), default=0)

    def has(self, point: Point) -> bool:
        """Whether the part has such a place, outside text boxes: Word takes no comments there."""
        if not 0 <= point.paragraph < len(self._paragraphs):
            return False
        if next(self._paragraphs[point.paragraph].iterancestors(_BOX), None) is not None:
            return False
        return point.run is None or point.run < len(self._of(point.paragraph))

    def cut(self, *points: Point) -> None:
        """Asks for runs to be cut at places."""
        for point in points:
            if point.run is not None:
                self._of(point.paragraph)  # counted before any of them is cut
                self._cuts.setdefault((point.paragraph, point.run), set()).add(point.offset)

    def split(self) -> None:
        """Cuts every run that `cut` named."""
        for (paragraph, run), cuts in self._cuts.items():
            self._pieces[paragraph, run] = _split(self._of(paragraph)[run], cuts)

    def comment(self, start: Point, end: Point, key: int) -> None:
        """A comment range from start to end, and the reference to the comment behind it."""
        opens = etree.Element(W + "commentRangeStart", {W + "id": str(key)})
        closes = etree.Element(W + "commentRangeEnd", {W + "id": str(key)})
        reference = etree.Element(W + "r")
        etree.SubElement(reference, W + "commentReference", {W + "id": str(key)})
        covered = list(self._between(start, end))
        if covered:
            self._ends(covered[0])[0].addprevious(opens)
            self._ends(covered[-1])[1].addnext(closes)
        else:
            self._put(start, opens)
            opens.addnext(closes)
        closes.addnext(reference)

    def replace(self, start: Point, end: Point, text: str) -> bool:
        """A tracked change: what stands between is deleted, the text inserted; False where that cannot be written."""
        if start.run is None or end.run is None or start.paragraph != end.paragraph:
            return False
        covered = list(self._between(start, end))
        beside = covered or [self._pieces[start.paragraph, start.run][0].element]
        if any(p in self._outer or p.getparent().tag not in _HOLDERS for p in beside):
            return False
        if len({id(p.getparent()) for p in beside}) != 1 or any(c.tag not in _PLAIN for p in covered for c in p):
            return False
        inserted = self._inserted(text, beside[0].find(W + "rPr")) if text else None
        if not covered:
            self._put(start, inserted)
            return True
        for piece in covered:
            deleted = self._tracked("del")
            piece.addprevious(deleted)
            deleted.append(piece)
            for written in piece.iter(W + "t"):
                written.tag = W + "delText"
            self._outer[piece] = (deleted, deleted)
        if inserted is not None:
            last = self._outer[covered[-1]][0]
            last.addnext(inserted)
            self._outer[covered[-1]] = (last, inserted)
        return True

    def _of(self, paragraph: int) -> list[Any]:
        """The runs of a paragraph as they were before any was cut."""
        if paragraph not in self._runs:
            element = self._paragraphs[paragraph]
            runs = [r for r in element.iter(W + "r") if next(r.iterancestors(W + "p"), None) is element]
            self._runs[paragraph] = runs
        return self._runs[paragraph]

    def _between(self, start: Point, end: Point) -> Iterator[Any]:
        """The pieces with text from one point to another; a number, which has no run, stands for its paragraph."""
        low = (start.paragraph, -1 if start.run is None else start.run, start.offset)
        whole = end.run is None and end.paragraph == start.paragraph
        high = (end.paragraph, (_BEHIND if whole else -1) if end.run is None else end.run, end.offset)
        for paragraph in range(start.paragraph, end.paragraph + 1):
            for number, run in enumerate(self._of(paragraph)):
                if not low[:2] <= (paragraph, number) <= high[:2]:
                    continue
                for piece in self._pieces.get((paragraph, number)) or [Piece(0, length(run), run)]:
                    after = (paragraph, number, piece.start) >= low
                    if after and (paragraph, number, piece.end) <= high and piece.end > piece.start:
                        yield piece.element

    def _put(self, point: Point, element: Any) -> None:
        """Inserts an element at a point between two characters."""
        if point.run is None:
            properties = self._paragraphs[point.paragraph].find(W + "pPr")
            if properties is None:
                self._paragraphs[point.paragraph].insert(0, element)
            else:
                properties.addnext(element)
            return
        pieces = self._pieces[point.paragraph, point.run]
        following = next((p.element for p in pieces if p.start >= point.offset), None)
        if following is not None:
            self._ends(following)[0].addprevious(element)
        else:
            self._ends(pieces[-1].element)[1].addnext(element)

    def _ends(self, piece: Any) -> tuple[Any, Any]:
        return self._outer.get(piece, (piece, piece))

    def _inserted(self, text: str, properties: Any) -> Any:
        inserted = self._tracked("ins")
        run = etree.SubElement(inserted, W + "r")
        if properties is not None:
            run.append(deepcopy(properties))
        etree.SubElement(run, W + "t", {_SPACE: "preserve"}).text = text
        return inserted

    def _tracked(self, kind: str) -> Any:
        self._changes += 1
        return etree.Element(W + kind, {W + "id": str(self._changes), W + "author": AUTHOR})


def length(run: Any) -> int:
    """The offsets that a run counts."""
    return sum(_length(child) for child in run)


def _length(child: Any) -> int:
    return len(child.text or "") if child.tag == W + "t" else int(child.tag in _ONE)


def _number(element: Any) -> int:
    key = element.get(W + "id") or ""
    return int(key) if key.isdecimal() else 0


def _split(run: Any, cuts: set[int]) -> list[Piece]:
    """The run as pieces in order; formatting is copied to each."""
    pieces: list[Piece] = []
    end = length(run)
    for cut in sorted((c for c in cuts if 0 < c < end), reverse=True):
        right = etree.Element(W + "r", dict(run.attrib))
        properties = run.find(W + "rPr")
        if properties is not None:
            right.append(deepcopy(properties))
        _move(run, right, cut)
        run.addnext(right)
        pieces.insert(0, Piece(cut, end, right))
        end = cut
    return [Piece(0, end, run), *pieces]


def _move(run: Any, right: Any, cut: int) -> None:
    """Moves what stands behind `cut` from a run to another; a w:t that straddles it becomes two."""
    at = 0
    for child in [c for c in run if c.tag != W + "rPr"]:
        size = _length(child)
        if at >= cut:
            right.append(child)
        elif at + size > cut:
            text = child.text or ""
            kept, moved = text[: cut - at], text[cut - at :]
            if child.get(_SPACE) != "preserve":  # blanks at its ends are not shown, and must not begin to be
                kept, moved = kept.lstrip(_BLANKS), moved.rstrip(_BLANKS)
            child.text = kept
            child.set(_SPACE, "preserve")
            etree.SubElement(right, W + "t", {_SPACE: "preserve"}).text = moved
        at += size
