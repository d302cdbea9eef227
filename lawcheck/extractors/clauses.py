"""Clauses: the figures of a text as runs — figure, the words between, figure — with what stands in brackets set apart.

Every family of relations scans runs. A run is one paragraph at one depth of brackets: `gaps[i]` are the words before
`items[i]`, the last gap those behind the last item. 受理5件（其中行政3件），办结4件 is a run of two items (受理 | ，办结) and a
nested run of one whose anchor is the first. Dates and other refused numbers count as words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lawcheck.extractors import units
from lawcheck.extractors.earlier import ADJUSTED, CARRIED
from lawcheck.extractors.roles import spelled, spelled_out
from lawcheck.model.facts import Facts, Quantity
from lawcheck.model.patterns import kept, re_compile
from lawcheck.model.source import Span

FIGURES = frozenset({"count", "money", "measure", "share", "change", "ratio"})
REACH = 60  # figures to each side that one relation may reach: bounded, so that a text without full stops stays linear
DEEPEST = 6  # brackets within brackets that are told apart
JOINTS = ("、", "和", "及", "与")
SENTENCE = re_compile(r"[。!?]")
SEGMENT = re_compile(r"[。!?;]")
_MARKS = re_compile(r"[。!?;,:]")


class Run:
    """Figures of one paragraph at one bracket depth. `lead` are the words between the anchor item and the bracket."""

    def __init__(self, scan: Scan, line: int, start: int, anchor: Run | None = None) -> None:
        self.scan = scan
        self.line = line
        self.start = start
        self.end = start
        self.items: list[Quantity] = []
        self.gaps: list[str] = [""]
        self.nested: dict[int, list[Run]] = {}
        self._before: dict[int, str] = {}
        self.read: dict[str, Any] = {}  # what a family has read of this run once for all
        self.anchor = anchor
        self.anchor_index = len(anchor.items) - 1 if anchor else -1
        self.lead = anchor.pending if anchor else ""
        self._pieces: list[str] = []

    def say(self, words: str) -> None:
        """Adds words to the gap behind the last item."""
        if words:
            self._pieces.append(words)

    @property
    def pending(self) -> str:
        """The words said since the last item; only as many as a lead may have."""
        return "".join(self._pieces[:8])[:40]

    def take(self, item: Quantity) -> None:
        self.items.append(item)
        self.close(self.end)
        self.gaps.append("")

    def close(self, end: int) -> None:
        """Ends the gap that is being written; of a run without further items, the run itself at `end`."""
        self.gaps[-1] += "".join(self._pieces)
        self._pieces.clear()
        self.end = end

    @cached_property
    def sentences(self) -> list[int]:
        """For each item the ordinal of its sentence within the run."""
        number, out = 0, []
        for gap in self.gaps[: len(self.items)]:
            number += len(SENTENCE.findall(gap))
            out.append(number)
        return out

    @property
    def text(self) -> str:
        return self.scan.folded[self.start : self.end]

    @cached_property
    def said(self) -> str:
        """All words of the run but its figures and brackets: what no gap of it holds, no reading of it can find."""
        return "\n".join(self.gaps)

    def joined(self, index: int) -> bool:
        """Whether a figure is joined to the one before it by 、 or 和: 来信20件、来访40件, 2021年的98件和2022年的121件."""
        return self.gaps[index].lstrip().startswith(JOINTS)

    def enumerated(self, index: int) -> bool:
        """Whether nothing but 、 or 和 stands between a figure and the one before it: 20件、40件."""
        return self.gaps[index].strip() in JOINTS

    def head(self, index: int) -> int:
        """The first of figures that share their words: 163件235人."""
        for _ in range(6):
            if not index or self.gaps[index].strip() or not amount(self.items[index - 1]):
                break
            index -= 1
        return index

    def before(self, index: int) -> str:
        """The words of an item's own clause before it; figures without a word between them share theirs."""
        known = self._before.get(index)
        if known is None:
            known = self._before[index] = last_clause(self.gaps[self.head(index)])
        return known

    def words(self, index: int) -> str:
        """The clause around a figure: 决定受理5件, 5件予以受理."""
        return self.before(index)[-24:] + kept(r"[,;:!?。、]").split(self.gaps[index + 1])[0][:10]

    def context(self, index: int) -> str:
        """The words that say what a figure counts: those before it in its sentence, and what follows up to a mark."""
        gap = SENTENCE.split(self.gaps[self.head(index)])[-1]
        return gap[-36:] + kept(r"[,;:!?。]").split(self.gaps[index + 1])[0][:12]

    def breaks(self, left: int, right: int, marks: re.Pattern[str] = SENTENCE) -> bool:
        """Whether a mark stands between two items of the run."""
        return any(marks.search(self.gaps[i]) for i in range(left + 1, right + 1))

    def items_index(self, item: Quantity) -> int:
        """Where a figure of this run stands."""
        return self._places[item.span.start]

    def has(self, item: Quantity) -> bool:
        """Whether a figure is one of this run, and of no bracket in it."""
        return item.span.start in self._places

    @cached_property
    def _places(self) -> dict[int, int]:
        return {q.span.start: i for i, q in enumerate(self.items)}

    def before_place(self, place: int) -> int:
        """How many figures of the run begin before a place of the text."""
        return bisect_left(self.items, place, key=lambda q: q.span.start)

    def sentence(self, index: int) -> range:
        """The indexes of the items in the sentence of an item."""
        number = self.sentences[index]
        low = high = index
        while low and index - low < REACH and self.sentences[low - 1] == number:
            low -= 1
        while high + 1 < len(self.items) and high - index < REACH and self.sentences[high + 1] == number:
            high += 1
        return range(low, high + 1)

    def carried(self, index: int) -> bool:
        """Whether the sentence of a figure, with its brackets, speaks of what was carried over."""
        inside = self.sentence(index)
        gaps = [self.gaps[i] for i in inside]
        gaps[0] = SENTENCE.split(gaps[0])[-1]
        behind = SENTENCE.split(self.gaps[inside.stop])[0]
        brackets = (inner.said for i in inside for inner in self.nested.get(i, ()))
        return any(CARRIED.search(words) for words in (*gaps, behind, *brackets))

    def adjusted(self, index: int) -> bool:
        """Whether a bracket behind a figure says that something was left out (61.3%（不含撤诉的24件）)."""
        named = [inner.said for inner in self.nested.get(index - 1, ()) if inner.lead]  # 完成率（含关闭）100%
        behind = (inner.said for inner in self.nested.get(index, ()))
        return any(ADJUSTED.search(said) for said in (*named, *behind)) or any(said.startswith("含") for said in named)

    def span(self, *items: Quantity) -> Span:
        return Span(min(i.span.start for i in items), max(i.span.end for i in items))


class Scan:
    """All runs of a document, and the way back from one to the figures before it."""

    def __init__(self, facts: Facts) -> None:
        self.folded = facts.document.folded
        self.runs: list[Run] = []
        self.lines: list[Run] = []
        self.counted = [q for q in facts.quantities if q.role in ("count", "ordinal") and q.unit]
        self.places = [q for q in facts.quantities if q.unit in ("位", "名", "个位次", "个名次")]  # 第9位, 前移5位
        self.named = [q for q in facts.quantities if q.role == "name" and q.unit]  # 四项制度, 三个到位
        tables = [t.span for t in facts.document.tables]
        large = spelled_out(self.folded, facts.quantities)
        items = [q for q in facts.quantities if q.role in FIGURES and not spelled(self.folded, q, large)]
        starts = [t.start for t in tables]
        for start, end, members in _by_line(self.folded, items):
            table = bisect_right(starts, start) - 1
            if table >= 0 and start < tables[table].end:
                continue
            self.lines.append(self._line(start, end, members))

    def release(self) -> None:
        """Parts the runs from each other and from here when all is read: a ring of them would wait for the collector."""
        for run in self.runs:
            run.nested.clear()
        self.runs.clear()
        self.lines.clear()

    def _line(self, start: int, end: int, items: list[Quantity]) -> Run:
        line = len(self.lines)
        top = Run(self, line, start)
        self.runs.append(top)
        stack, at, pending, deeper = [top], start, 0, 0
        for mark in kept(r"[()]").finditer(self.folded[start:end]):
            place = start + mark.start()
            while pending < len(items) and items[pending].span.start < place:
                at = self._add(stack[-1], items[pending], at)
                pending += 1
            if place < at:  # the bracket belongs to a unit: 7省（市）
                continue
            stack[-1].say(self.folded[at:place])
            at = place + 1
            if (mark[0] == "(" and len(stack) > DEEPEST) or (mark[0] == ")" and deeper):
                deeper += 1 if mark[0] == "(" else -1
            elif mark[0] == "(":
                inner = Run(self, line, at, stack[-1])
                stack[-1].nested.setdefault(len(stack[-1].items) - 1, []).append(inner)
                self.runs.append(inner)
                stack.append(inner)
            elif len(stack) > 1:
                stack.pop().close(place)
        for item in items[pending:]:
            at = self._add(stack[-1], item, at)
        stack[-1].say(self.folded[at:end])
        for run in stack:
            run.close(end)
        return top

    def _add(self, run: Run, item: Quantity, at: int) -> int:
        run.say(self.folded[at : item.span.start])
        run.take(item)
        return item.span.end

    def line_at(self, place: int) -> Run | None:
        """The line with figures that holds a place of the text."""
        at = bisect_right(self.lines, place, key=lambda run: run.start) - 1
        return self.lines[at] if at >= 0 and place <= self.lines[at].end else None

    def back(self, run: Run, index: int, lines: int = 2, limit: int = 40) -> Iterator[tuple[Run, int]]:
        """The figures before an item, nearest first: its run, the runs around it, then up to `lines` paragraphs before."""
        place: Run | None = run
        at = index - 1
        while place is not None and limit:
            while at >= 0 and limit:
                yield place, at
                at, limit = at - 1, limit - 1
            at = place.anchor_index
            place = place.anchor
        line = run.line - 1
        while line >= 0 and lines and limit:
            top = self.lines[line]
            if top.items:
                for at in range(len(top.items) - 1, -1, -1):
                    if not limit:
                        return
                    yield top, at
                    limit -= 1
            lines -= 1
            line -= 1


def _by_line(folded: str, items: list[Quantity]) -> Iterator[tuple[int, int, list[Quantity]]]:
    """Lines with figures: start, end, the figures."""
    at = 0
    while at < len(items):
        first = items[at].span.start
        start = folded.rfind("\n", 0, first) + 1
        end = folded.find("\n", first)
        end = len(folded) if end < 0 else end
        until = at
        while until < len(items) and items[until].span.start < end:
            until += 1
        yield start, end, items[at:until]
        at = until


def last_clause(gap: str) -> str:
    """The words behind the last mark of a gap, at most 120 characters."""
    return _MARKS.split(gap[-120:])[-1].strip().lstrip("、")


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count the same sort of thing."""
    return units.compatible(one.unit, other.unit) or (not one.unit and not other.unit)


def amount(item: Quantity) -> bool:
    """Whether a figure is an amount: a count, a sum of money or a measure, and no share, change or ratio."""
    return item.role in ("count", "money", "measure")
