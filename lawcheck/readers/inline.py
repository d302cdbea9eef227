"""One Markdown block on its way to the text: its atoms, where its lines end, and the blanks around them.

Drafts are often written line under line without a blank line between; CommonMark makes one paragraph of them. So a
line break inside a paragraph ends the block where a reader of plain text would see one end.
"""

from __future__ import annotations

from typing import NamedTuple

from lawcheck.model.document import Role
from lawcheck.model.patterns import re_compile
from lawcheck.model.text import fold, is_cjk
from lawcheck.readers.builder import BLANKS, Builder
from lawcheck.readers.marks import marker

_INDENT = ("\u3000", "\xa0", "\u2002", "\u2003")
_CLOSED = "。!?:;"  # a line that ends so can end a paragraph
_PENDING = "、,(《“‘"  # a line that ends so cannot
_CONTINUING = ",。、;:!?)》”’"  # a line that begins so cannot begin one
_SHORT = 0.7  # of the widest line: an editor that wraps lines would not have stopped there
_NARROW = 20  # characters: no editor wraps lines narrower
_LONG = 60  # characters: no heading is longer, and no editor wraps lines wider
_DATE = re_compile(
    r"\(?\s?(?:\d{4}|[一二三四五六七八九〇○零]{4})\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月"
    r"(?:\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日)?\s?\)?"
)
_UNSPACED = re_compile(r"(#{1,6})[^\s#][^#]*")  # #标题, which CommonMark does not take for a heading
_OPENS = "（《“‘「『【〈〔(["
_CLOSES = "）》”’」』】〉〕)]，。、；：！？…,.;:!?"


class Atom(NamedTuple):
    """Text that stands for [start, end) of the Source; as it is there, or decoded."""

    start: int
    end: int
    text: str


class _Line(NamedTuple):
    atoms: list[Atom]
    text: str
    hard: bool  # a hard line break stands before it
    indented: bool
    level: int = 0


class Inline:
    """Collects the block that is being read; `flush` writes it to the Builder as one block or several."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._source = builder.source.text
        self._atoms: list[Atom] = []
        self._ends: list[tuple[int, bool]] = []  # how many atoms stand before a line break, and whether it is hard
        self.prefix: Atom | None = None

    def add(self, start: int, end: int, text: str | None = None) -> None:
        if end > start:
            text = self._source[start:end] if text is None else text
            self._atoms.append(Atom(start, end, text.replace("\r", " ").replace("\n", " ")))

    def line_break(self, *, hard: bool = False) -> None:
        self._ends.append((len(self._atoms), hard))

    def flush(self, level: int = 0, role: Role | None = None, *, setext: bool = False) -> None:
        """Writes the block; a heading or not, its lines become one where they read as one."""
        if not self._atoms:
            self._ends.clear()
            return
        lines = self._take()
        if setext and sum(len(line.text) for line in lines) > _LONG:
            level = 0  # dashes under a paragraph: a rule was meant
        previous: _Line | None = None
        widest = max((len(line.text) for line in lines), default=0)
        for line in lines:
            if previous is None:
                self._write_prefix(line)
            elif not level and self._ends_block(previous, line, widest):
                self._builder.end_block(previous.atoms[-1].end, previous.level or level, role)
            else:
                self._join(previous, line)
            self._write(line)
            previous = line
        if previous is not None:
            self._builder.end_block(previous.atoms[-1].end, previous.level or level, role)

    def write_cell(self) -> None:
        """Writes what was collected as the text of a table cell: one line without tabs."""
        previous: _Line | None = None
        for line in self._take():
            if previous is not None:
                self._space(previous.atoms[-1].end, line.atoms[0].start)
            self._write(_Line([a._replace(text=a.text.replace("\t", " ")) for a in line.atoms], "", False, False))
            previous = line

    def _take(self) -> list[_Line]:
        """The lines collected, without the blanks around them; empty ones left out."""
        atoms, ends = self._atoms, [*self._ends, (len(self._atoms), False)]
        self._atoms, self._ends = [], []
        dropped = stray_strong(atoms, self._source)
        lines, begun, hard = [], 0, False
        for stop, hard_after in ends:
            part = atoms[begun:stop]
            part = [b for a in part for b in _without(a, dropped)] if dropped else part
            stripped = _strip(part)
            if stripped:
                indented = part[0].text.startswith(_INDENT)
                lines.append(_levelled(_Line(stripped, "".join(a.text for a in stripped), hard, indented)))
                hard = False
            begun, hard = stop, hard or hard_after
        return lines

    def _ends_block(self, before: _Line, after: _Line, widest: int) -> bool:
        if after.hard or before.level or after.level:
            return True
        line, following = fold(before.text), fold(after.text)
        if marker(following):
            return line[-1] != "、"
        if _DATE.fullmatch(line) or _DATE.fullmatch(following):
            return True
        if line[-1] in _PENDING or following[0] in _CONTINUING:
            return False
        numbered = marker(line) is not None
        if after.indented or (numbered and len(line) <= _NARROW):
            return True
        closed = line[-1] in _CLOSED or numbered or not self._builder.blocks
        short = len(line) <= _SHORT * widest
        return closed or short if widest > _LONG else closed and short

    def _join(self, before: _Line, after: _Line) -> None:
        left, right = before.text[-1], after.text[0]
        if not (_wide(left) and _wide(right)):
            self._space(before.atoms[-1].end, after.atoms[0].start)

    def _write(self, line: _Line) -> None:
        for start, end, text in line.atoms:
            if self._source[start:end] == text:
                self._builder.copy(start, end)
            else:
                self._builder.decoded(text, start, end)

    def _write_prefix(self, line: _Line) -> None:
        if self.prefix is not None:
            self._write(_Line([self.prefix], "", False, False))
            self._space(self.prefix.end, line.atoms[0].start)
            self.prefix = None

    def _space(self, start: int, end: int) -> None:
        """A space that stands for the blank at `start`, for nothing where markup or a comment follows."""
        blank = start < end and self._source[start].isspace()
        self._builder.decoded(" ", start, start + 1 if blank else start)


def _wide(char: str) -> bool:
    """Whether no space is written beside it where a line breaks; “ and — are wide in Chinese text."""
    return is_cjk(char) or char in "“”‘’—…·" or "\U00020000" <= char <= "\U0003ffff"


def _strip(atoms: list[Atom]) -> list[Atom]:
    """Atoms without the blanks at both ends."""
    first, last = 0, len(atoms)
    while first < last and not atoms[first].text.strip(BLANKS):
        first += 1
    while last > first and not atoms[last - 1].text.strip(BLANKS):
        last -= 1
    if first == last:
        return []
    kept = atoms[first:last]
    start, end, text = kept[0]
    less = len(text) - len(text.lstrip(BLANKS))
    kept[0] = Atom(start + less if end - start == len(text) else start, end, text[less:])
    start, end, text = kept[-1]
    less = len(text) - len(text.rstrip(BLANKS))
    kept[-1] = Atom(start, end - less if end - start == len(text) else end, text[: len(text) - less])
    return kept


def _levelled(line: _Line) -> _Line:
    """A line #标题 as the heading that was meant; other lines as they are."""
    match = _UNSPACED.fullmatch(line.text)
    if not match:
        return line
    hashes = len(match[1])
    atoms = list(line.atoms)
    while hashes:  # pulldown-cmark may part the marks from the text
        start, end, text = atoms[0]
        cut = min(hashes, len(text))
        hashes -= cut
        atoms[0] = Atom(start + cut, end, text[cut:])
        if not atoms[0].text:
            del atoms[0]
    return line._replace(atoms=atoms, text=line.text[len(match[1]) :], level=len(match[1]))


def stray_strong(atoms: list[Atom], source: str) -> set[int]:
    """Offsets of the asterisks of **粗。**体, which CommonMark leaves standing because a mark touches a character."""
    stars = [
        a.start + i
        for a in atoms
        if "*" in a.text and a.end - a.start == len(a.text)
        for i, char in enumerate(a.text)
        if char == "*" and source[a.start + i - 1 : a.start + i] != "\\"
    ]
    if not stars:
        return set()
    runs: list[tuple[int, int]] = []
    for at in stars:
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    found: set[int] = set()
    opened: tuple[int, int] | None = None
    for start, end in runs:
        if not 2 <= end - start <= 3:
            continue
        before, after = source[start - 1 : start] if start else "", source[end : end + 1]
        if opened and opened[1] - opened[0] == end - start and before.strip(BLANKS) and before not in _OPENS:
            found.update(range(*opened), range(start, end))
            opened = None
        elif after.strip(BLANKS) and after not in _CLOSES:
            opened = (start, end)
    return found


def _without(atom: Atom, dropped: set[int]) -> list[Atom]:
    """The parts of an atom between dropped offsets."""
    if "*" not in atom.text or atom.end - atom.start != len(atom.text):
        return [atom]
    parts, begun = [], atom.start
    for at in range(atom.start, atom.end + 1):
        if at == atom.end or at in dropped:
            if at > begun:
                parts.append(Atom(begun, at, atom.text[begun - atom.start : at - atom.start]))
            begun = at + 1
    return parts
