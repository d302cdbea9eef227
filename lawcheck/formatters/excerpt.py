"""The lines of a Source that findings stand on, with carets under the exact characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from lawcheck.formatters.layout import Line, Segment, cells, clean
from lawcheck.model.source import Place, Source

NARROWEST = 24  # columns of text below which a window shows nothing useful


class Mark(Struct, frozen=True):
    """A Place to be underlined with `char` in `style`; of two on one character the first given wins."""

    place: Place
    char: str
    style: str


class _Window(Struct, frozen=True):
    """Marks on one source line that are shown together: (rank, start, end, mark), offsets into the Source."""

    line: int
    start: int
    end: int
    marks: tuple[tuple[int, int, int, Mark], ...]


class _Cut(Struct, frozen=True):
    """What is shown of a line: `body` is the Source from `start` on, `head` and `tail` are … where it was cut."""

    head: str
    body: str
    tail: str
    start: int


def excerpt(source: Source, marks: Sequence[Mark], width: int, ambiguous_wide: bool = False) -> Iterator[Line]:
    """Gutter, text and carets for each line marked; a line too long is cut to a window around its marks.

    `width` columns in all; 0 is unlimited.
    """
    gutter = len(str(max(mark.place.line for mark in marks)))
    room = max(NARROWEST, width - gutter - 3) if width else 0
    blank = Segment(" " * gutter + " |", "blue")
    yield [blank]
    last = 0
    for window in _windows(source, marks, room, ambiguous_wide):
        if last and window.line > last + 1:
            yield [Segment("...", "blue")]
        last = window.line
        cut = _cut(source, window, room, ambiguous_wide)
        yield [Segment(f"{window.line:>{gutter}} | ", "blue"), Segment(cut.head + cut.body + cut.tail)]
        yield [blank, Segment(" "), *_carets(window, cut, ambiguous_wide)]


def _bounds(source: Source, line: int) -> tuple[int, int]:
    """Where a line begins and ends in the Source, its line break left off."""
    starts = source.line_starts
    start = starts[line - 1]
    end = starts[line] if line < len(starts) else len(source.text)
    while end > start and source.text[end - 1] in "\r\n":
        end -= 1
    return start, end


def _windows(source: Source, marks: Sequence[Mark], room: int, wide: bool) -> list[_Window]:
    """Marks of one line share a window as long as all of them fit into it."""
    windows: list[_Window] = []
    for rank, mark in sorted(enumerate(marks), key=lambda pair: (pair[1].place.offset, pair[0])):
        line = mark.place.line
        line_end = _bounds(source, line)[1]
        start = min(mark.place.offset, line_end)
        end = min(max(mark.place.end_offset, start), line_end)
        last = windows[-1] if windows else None
        if last and last.line == line and _fits(source, last.start, max(end, last.end), room, wide):
            windows[-1] = _Window(line, last.start, max(end, last.end), (*last.marks, (rank, start, end, mark)))
        else:
            windows.append(_Window(line, start, end, ((rank, start, end, mark),)))
    return windows


def _fits(source: Source, start: int, end: int, room: int, wide: bool) -> bool:
    if not room:
        return True
    return end - start <= room and cells(clean(source.text[start:end]), wide) <= room - 2 * cells("…", wide)


def _cut(source: Source, window: _Window, room: int, wide: bool) -> _Cut:
    """The whole line where it fits, else what stands around the marks, as much to the left as to the right."""
    start, end = _bounds(source, window.line)
    if not room or (end - start <= room and cells(clean(source.text[start:end]), wide) <= room):
        return _Cut("", clean(source.text[start:end]), "", start)
    left = room - 2 * cells("…", wide)
    high, left = _grow(source.text, window.start, window.end, 1, left, wide)
    if high == window.end:
        low, spare = _grow(source.text, window.start, start, -1, left // 2, wide)
        high, spare = _grow(source.text, high, end, 1, left - left // 2 + spare, wide)
        low, _ = _grow(source.text, low, start, -1, spare, wide)
    else:
        low = window.start
    head, tail = "…" if low > start else "", "…" if high < end else ""
    return _Cut(head, clean(source.text[low:high]), tail, low)


def _grow(text: str, at: int, stop: int, step: int, budget: int, wide: bool) -> tuple[int, int]:
    """Moves an edge towards `stop` while columns are left: where it comes to, and what is left."""
    while at != stop:
        taken = cells(clean(text[at if step > 0 else at - 1]), wide)
        if taken > budget:
            break
        budget -= taken
        at += step
    return at, budget


def _carets(window: _Window, cut: _Cut, wide: bool) -> Iterator[Segment]:
    """The line under the text: each mark's character under every column of what it marks, at least one."""
    under: list[tuple[str, str]] = [(" ", "")] * (cells(cut.head + cut.body, wide) + 1)
    for _, start, end, mark in sorted(window.marks, key=lambda m: -m[0]):
        column = cells(cut.head + cut.body[: start - cut.start], wide)
        stop = max(column + 1, cells(cut.head + cut.body[: end - cut.start], wide))
        under[column:stop] = [(mark.char, mark.style)] * (stop - column)
    while under and under[-1][0] == " ":
        under.pop()
    for (char, style), run in groupby(under):
        yield Segment(char * len(list(run)), style)
