"""Check type `numbering`: headings and 一是/二是 runs count without gaps and repeats, in one style a level.

Third-level numbers that start anew in every （二） and ones that run on across them are both in use and both fine; an
一是 run may have each item in a paragraph of its own.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import ClassVar, Literal

from lawcheck.model.document import Section
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit, Severity, Variant, Words
from lawcheck.model.source import Span

_DIGITS = "零一二三四五六七八九"
# A run word opens a clause; 统一是, 之一是 do not.
_RUN = re_compile(
    r"(?:(?<=[。;:,、!?\n(])|(?<=其中)|(?<=包括)|^)[ \t]*((?:[一二三四五六七八九]?十)?[一二三四五六七八九]|[一二三四五六七八九]?十)(是|要)",
    re.M,
)


def chinese(number: int) -> str:
    """A number below 100 as headings write it."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


class Numbering(CheckType, frozen=True):
    """Numbering.

    report  gap (a number is skipped), repeat (a number twice), level (a level numbered like the one above it),
            style (siblings numbered in different styles) — of headings; run-gap, run-repeat, run-alone — of 一是 runs
    """

    report: Literal["gap", "repeat", "level", "style", "run-gap", "run-repeat", "run-alone"]

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "missing", "before"})
    VARIANTS: ClassVar[dict[str, Variant]] = {
        "start": Variant(
            Severity.WARNING,
            Words(
                "标题序号从“{found}”开始，前面缺“{missing}”", "heading numbers begin with {found}; {missing} is missing"
            ),
        ),
    }

    def find(self, passage: Passage) -> Iterable[Hit]:
        read = _runs if self.report.startswith("run-") else _styles if self.report == "style" else _headings
        return [hit for kind, hit in passage.once(read) if kind == self.report]

    def idle(self, passage: Passage) -> bool:
        if self.report.startswith("run-"):
            return not passage.once(_occurrences)
        return not any(section.style for section in passage.sections)

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        if self.report == "run-gap":
            found = list(_occurrences(passage))
            for (at, number, _), following in pairwise(found):
                if number >= 2 and following[1] == number + 1:
                    yield f"drop {chinese(number)}是", (Edit(at, "另外"),)
        elif self.report in ("gap", "repeat"):
            for group in _groups(passage):
                for section in group[1:]:
                    shift = 1 if self.report == "gap" else -1
                    span = Span(section.heading.start, section.heading.start + len(section.number))
                    yield f"renumber {section.number}", (Edit(span, _renumbered(section, shift)),)


def _renumbered(section: Section, shift: int) -> str:
    old, new = section.ordinal, section.ordinal + shift
    if str(old) in section.number:
        return section.number.replace(str(old), str(new))
    return section.number.replace(chinese(old), chinese(new))


def _groups(passage: Passage) -> Iterator[list[Section]]:
    """Numbered siblings of one style, in order."""
    nodes = [passage.document.root, *passage.document.sections]
    for node in nodes:
        styles: dict[str, list[Section]] = {}
        for child in node.subsections:
            if child.style and child.style != "一是" and child.ordinal and passage.holds(child.heading):
                styles.setdefault(child.style, []).append(child)
        yield from styles.values()


def _words(found: str, missing: str, before: str) -> dict[str, str]:
    return {"found": found, "missing": missing, "before": before}


def _headings(passage: Passage) -> Iterator[tuple[str, Hit]]:
    last: dict[str, int] = {}  # the last ordinal of a style: a third level may run on across second-level headings
    for group in sorted(_groups(passage), key=lambda g: g[0].heading.start):
        style, first = group[0].style, group[0]
        outer = style in ("章", "一、", "（一）")
        if first.ordinal != 1 and (outer or first.ordinal != last.get(style, 0) + 1):
            hit = _gap(passage, None, first) if outer and first.ordinal <= 3 else None
            if hit:
                yield "gap", hit
        yield from _sequence(passage, group)
        last[style] = group[-1].ordinal


def _sequence(passage: Passage, group: list[Section]) -> Iterator[tuple[str, Hit]]:
    """Walks siblings of one style. A series that starts anew among them is left open until an outer one goes on: then
    two levels were numbered alike. One that no outer series follows is an annex, or a list led in by a sentence."""
    series: list[list[Section]] = [[group[0]]]
    for section in group[1:]:
        before = series[-1][-1]
        outer = next((i for i in reversed(range(len(series))) if series[i][-1].ordinal + 1 == section.ordinal), None)
        if outer is not None:
            for inner in series[outer + 1 :]:
                yield from _level(inner[0], series[outer][-1])
            del series[outer + 1 :]
        elif section.ordinal == 1 < before.ordinal and before.body.end - before.body.start > 1:
            series.append([])
        elif section.ordinal == 1 and before.body.end - before.body.start <= 1:
            yield from _level(section, before)
            series.append([])
        elif section.ordinal > before.ordinal:
            lower = [i for i in range(len(series)) if series[i][-1].ordinal < section.ordinal]
            nearest = max(lower, key=lambda i: series[i][-1].ordinal)
            del series[nearest + 1 :]
            hit = _gap(passage, series[-1][-1], section)
            if hit:
                yield "gap", hit
        else:
            expected = before.number.replace(chinese(before.ordinal), chinese(before.ordinal + 1))
            words = _words(section.number, expected, before.number)
            yield "repeat", Hit(section.heading, words, (before.heading,))
        series[-1].append(section)


def _level(section: Section, before: Section) -> Iterator[tuple[str, Hit]]:
    if section.style in ("章", "一、"):  # further in, a second series of （一） in one chapter is usual
        yield "level", Hit(section.heading, _words(section.number, "", before.number), (before.heading,))


def _gap(passage: Passage, before: Section | None, section: Section) -> Hit | None:
    """A skipped number, unless it stands between the two headings after all, in a form that is no heading."""
    first = before.ordinal + 1 if before else 1
    skipped = range(first, section.ordinal)
    start = before.heading.end if before else 0
    between = _without_headings(passage, start, section)
    digits = section.number[:1].isdigit() or section.number[1:2].isdigit()
    for number in skipped:
        written = str(number) if digits else chinese(number)
        form = rf"(?:^|[\n。;:,])[ \t(]*{written}[、.)\s,]" if digits else rf"{written}\s?[、.)]|(?:^|\n){written}[\s,]"
        if re.search(form, between):
            return None
    missing = "”“".join(_renumbered(section, number - section.ordinal) for number in skipped)
    if before is None:
        return Hit(section.heading, _words(section.number, missing, ""), variant="start")
    return Hit(section.heading, _words(section.number, missing, before.number), (before.heading,))


def _without_headings(passage: Passage, start: int, section: Section) -> str:
    """The folded text from `start` to a heading, the headings of other levels between them blanked out."""
    text = passage.document.folded[start : section.heading.start]
    for other in passage.sections:
        if start <= other.heading.start < section.heading.start and other.style != section.style:
            at = other.heading.start - start
            text = text[:at] + " " * len(other.number) + text[at + len(other.number) :]
    return text


def _styles(passage: Passage) -> Iterator[tuple[str, Hit]]:
    """Siblings of one rank written with different marks behind the number (1. beside 1、)."""
    for group in _groups(passage):
        forms: dict[str, list[Section]] = {}
        for section in group:
            mark = section.number.replace("．", ".").lstrip("(（0123456789一二三四五六七八九十百第 ①②③④⑤⑥⑦⑧⑨⑩")
            forms.setdefault(mark.replace("）", ")"), []).append(section)
        if len(forms) < 2 or len(group) < 3:
            continue
        usual = max(forms.values(), key=len)
        for odd in (s for sections in forms.values() if sections is not usual for s in sections):
            yield "style", Hit(odd.heading, _words(odd.number, "", usual[0].number), (usual[0].heading,))


def _occurrences(passage: Passage) -> Iterator[tuple[Span, int, str]]:
    text = passage.document.folded
    for start, end in passage.ranges:
        for match in _RUN.finditer(text, start, end):
            yield Span(match.start(1), match.end()), _value(match[1]), match[2]


def _value(text: str) -> int:
    if "十" not in text:
        return _DIGITS.index(text)
    tens, ones = text.split("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def _runs(passage: Passage) -> Iterator[tuple[str, Hit]]:
    """Walks the run words in order; runs nest, so a number may also go on with a run left open further out."""
    stacks: dict[str, list[list[tuple[Span, int]]]] = {}
    text = passage.document.text
    for span, number, word in _occurrences(passage):
        stack = stacks.setdefault(word, [])
        if number == 1:
            stack.append([(span, 1)])
            continue
        if word == "要" and not stack:
            continue  # 三要…, 二要素 without 一要 is no run
        resumed = next((i for i in reversed(range(len(stack))) if _goes_on(text, stack, i, span, number)), None)
        if resumed is not None:
            for run in stack[resumed + 1 :]:
                yield from _alone(run, word)
            del stack[resumed + 1 :]
        else:
            yield from _misnumbered(text, span, number, word, stack[-1] if stack else [])
            if not stack:
                stack.append([])
        stack[-1].append((span, number))
    for word, stack in stacks.items():
        for run in stack:
            yield from _alone(run, word)


def _goes_on(text: str, stack: list[list[tuple[Span, int]]], i: int, span: Span, number: int) -> bool:
    """Whether a run word continues run `i`: the innermost; or an outer one laid out the same way (at line starts, or
    in one line), when what would be left open inside it is a run of two and more."""
    before, last = stack[i][-1]
    if last != number - 1 or i == len(stack) - 1:
        return last == number - 1
    if any(len(inner) < 2 for inner in stack[i + 1 :]):
        return False
    opens = [at == 0 or text[at - 1] == "\n" for at in (before.start, span.start)]
    return all(opens) or "\n" not in text[before.end : span.start]


def _misnumbered(
    text: str, span: Span, number: int, word: str, run: list[tuple[Span, int]]
) -> Iterator[tuple[str, Hit]]:
    last = run[-1][1] if run else 0
    before = f"{chinese(last)}{word}" if last else ""
    words = _words(text[span.start : span.end], f"{chinese(last + 1)}{word}", before)
    yield "run-gap" if number > last + 1 else "run-repeat", Hit(span, words, (run[-1][0],) if run else ())


def _alone(run: list[tuple[Span, int]], word: str) -> Iterator[tuple[str, Hit]]:
    if word == "是" and len(run) == 1 and run[0][1] == 1:
        yield "run-alone", Hit(run[0][0], _words("一是", "二是", ""))
