"""Lines of a PDF joined into the paragraphs they were broken from, and the level of those that look like headings."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from lawcheck.model.text import fold
from lawcheck.readers import composed
from lawcheck.readers.composed import Atom, Grid, GridRow
from lawcheck.readers.inline import _wide
from lawcheck.readers.marks import marker
from lawcheck.readers.pdf_lines import Glyph, Line, Ruled

_CLOSED = "。！？；：!?;:"
_TITLE_MAX = 60
_HEADING_MAX = 40


class Measure(NamedTuple):
    """The body's text size, its left and right edge, the distance from line to line, whether it is bold, and whether
    whole paragraphs are indented (else only their first lines are).
    """

    size: float
    left: float
    right: float
    leading: float
    bold: bool
    blocks: bool


Item = composed.Line[Glyph] | Grid[Glyph]


def items(pages: list[list[Line | Ruled]]) -> list[Item]:
    """Paragraphs and tables in reading order; running heads as asides after the paragraph they interrupt."""
    measure = _measure([i for page in pages for i in page if isinstance(i, Line) and not i.head])
    made: list[Item] = []
    group: list[Line] = []
    heads: list[Line] = []
    groups: list[list[Line]] = []

    def flush() -> None:
        nonlocal group, heads
        if group:
            made.append(_paragraph(group))
            groups.append(group)
        made.extend(composed.Line(head.atoms, aside="running-head") for head in heads)
        group, heads = [], []

    tables: dict[int, Ruled] = {}
    for page in pages:
        for item in page:
            if isinstance(item, Ruled):
                last = made[-1] if made and not group else None
                if isinstance(last, Grid) and _goes_on(tables[id(last)], item):
                    _append(last, item.grid)
                    tables[id(last)] = item
                    continue
                flush()
                made.append(item.grid)
                tables[id(item.grid)] = item
            elif item.head:
                heads.append(item)
            else:
                if group and _begins(group, item, measure):
                    flush()
                group.append(item)
    flush()
    _level([i for i in made if not (isinstance(i, composed.Line) and i.aside)], groups, measure)
    return made


def _measure(lines: list[Line]) -> Measure:
    if not lines:
        return Measure(0, 0, 0, 0, False, False)
    characters: Counter[float] = Counter()
    bold = 0
    for line in lines:
        characters[line.size] += len(line.atoms)
        bold += len(line.atoms) if line.bold else 0
    size = characters.most_common(1)[0][0]
    body = [line for line in lines if line.size == size]
    longest = sorted((line.box.x1 for line in body), reverse=True)
    right = longest[len(longest) // 20]
    full = [line for line in body if line.box.x1 >= right - 2 * size] or body
    left = min(Counter(round(line.box.x0) for line in full).most_common(3), key=lambda pair: pair[0])[0]
    steps = Counter(
        round(b.box.top - a.box.top) for a, b in pairwise(lines) if a.page == b.page and b.box.top > a.box.top
    )
    leading = steps.most_common(1)[0][0] if steps else 2 * size
    return Measure(size, left, right, leading, bold > 0.5 * sum(characters.values()), _blocks(lines, size, left, right))


def _blocks(lines: list[Line], size: float, left: float, right: float) -> bool:
    """Whether more full indented lines go on indented, in mid-sentence, than return to the edge."""
    first = block = 0
    for a, b in pairwise(lines):
        if a.box.x0 > left + 0.9 * size and a.box.x1 >= right - 2 * size:
            first += b.box.x0 <= left + 0.5 * size
            same = abs(a.box.x0 - b.box.x0) <= 0.5 * size
            block += same and a.text[-1] not in _CLOSED and marker(fold(b.text)) is None
    return block > first


def _begins(group: list[Line], line: Line, measure: Measure) -> bool:
    """Whether a line begins a paragraph, going by those of the one before it."""
    before = group[-1]
    if abs(before.size - line.size) > 1:
        return True
    mark = marker(fold(line.text))
    wide = before.box.x1 - before.box.x0 > measure.right - measure.left - 1.5 * before.size
    if wide and mark is None and before.size > measure.size + 0.5 and _centred([before, line], measure):
        return False  # a title in two lines
    closed = before.text[-1] in _CLOSED
    if closed and mark is not None and mark.style != "一是":
        return True
    if before.box.x1 < measure.right - 2 * measure.size and (closed or mark or _ends_short(group, measure)):
        return True
    if before.page == line.page and line.box.top - before.box.top > 1.7 * measure.leading:
        return True
    indent = line.box.x0 - measure.left
    if indent < 0.9 * measure.size:
        return False
    if abs(line.box.x0 - before.box.x0) > 0.5 * measure.size:
        return True  # indented, and the line before was not or differently
    return closed or mark is not None or not measure.blocks


def _ends_short(group: list[Line], measure: Measure) -> bool:
    """Whether a line stops so far from the edge that no long word or number can have been carried over from it."""
    heading = len(group) == 1 and marker(fold(group[0].text)) is not None
    used = (group[-1].box.x1 - measure.left) / max(1, measure.right - measure.left)
    return used < (0.85 if heading else 0.7)


def _paragraph(lines: list[Line]) -> composed.Line[Glyph]:
    atoms: list[Atom[Glyph]] = []
    for line in lines:
        if atoms and not (_wide(atoms[-1].text) or _wide(line.atoms[0].text)):
            atoms.append(Atom(" ", line.atoms[0].origin))
        atoms += line.atoms
    return composed.Line(atoms)


def _goes_on(before: Ruled, after: Ruled) -> bool:
    """Whether a table at the top of a page is the rest of the one at the end of the page before."""
    same = abs(before.box.x0 - after.box.x0) < 3 and abs(before.box.x1 - after.box.x1) < 3
    return after.page == before.page + 1 and same


def _append(grid: Grid[Glyph], rest: Grid[Glyph]) -> None:
    """Adds the rows of a table's rest, without the header that is printed again; a row parted by the page is one."""
    rows = rest.rows
    if grid.rows and rows and _words(grid.rows[0]) == _words(rows[0]):
        rows = rows[1:]
    elif grid.rows and rows and _parted(_words(grid.rows[-1]), _words(rows[0])):
        for cell, more in zip(grid.rows[-1].cells, rows[0].cells, strict=True):
            cell.atoms += more.atoms
        rows = rows[1:]
    grid.rows += rows


def _words(row: GridRow[Glyph]) -> list[str]:
    return ["".join(atom.text for atom in cell.atoms) for cell in row.cells]


def _parted(before: list[str], after: list[str]) -> bool:
    """Whether cells without a beginning go on with those above: the first is empty, the others run on in words."""
    if len(before) != len(after) or after[0] or not any(after):
        return False
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if b]
    return all(a and a[-1] not in _CLOSED and b.strip("0123456789.%-—√× ") for a, b in pairs)


def _level(found: list[Item], groups: list[list[Line]], measure: Measure) -> None:
    """Levels of the title (1) and of short lines that stand out (2 and more); `groups` are the lines of each."""
    source = iter(groups)
    of = {id(item): next(source) for item in found if isinstance(item, composed.Line)}
    front = True
    standing: list[tuple[composed.Line[Glyph], tuple[float, bool]]] = []
    for item in found:
        if not isinstance(item, composed.Line):
            front = False
            continue
        lines, text = of[id(item)], item.text
        numbered = marker(fold(text)) is not None
        larger = lines[0].size > measure.size + 0.5
        out = larger or (all(line.bold for line in lines) and not measure.bold and lines[0].size >= measure.size - 0.5)
        front = front and not numbered and len(text) <= _TITLE_MAX and text[-1] not in "。；，："
        if front and out and _centred(lines, measure):
            item.level = 1
        elif out and len(text) <= _HEADING_MAX and (numbered or text[-1] not in "。；，：！？、"):
            standing.append((item, (-lines[0].size, not lines[0].bold)))
    ranks = sorted({rank for _, rank in standing})
    for at, (item, rank) in enumerate(standing):
        after = found[found.index(item) + 1 :] if at == len(standing) - 1 else [item]
        if after:  # the last line of all is a signature or a date, not a heading
            item.level = ranks.index(rank) + 2


def _centred(lines: list[Line], measure: Measure) -> bool:
    middle = (measure.left + measure.right) / 2
    return all(abs((line.box.x0 + line.box.x1) / 2 - middle) < 2 * measure.size for line in lines)
