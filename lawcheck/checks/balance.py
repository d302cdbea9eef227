"""Check type `balance`: a declared equation between labelled figures of tables and text.

The equation is read by a parser of our own: names, whole numbers, + and −, one of = <= >=. Nothing is ever evaluated.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

from msgspec import Struct

from lawcheck.model.context import as_list
from lawcheck.model.facts import Grid, Interval, Quantity
from lawcheck.model.judged import changed
from lawcheck.model.passage import Passage, compiled
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit

_TOKEN = re_compile(r"\s*(?:(?P<name>[a-z][a-z0-9-]*)|(?P<number>\d+)|(?P<sign>\+|-(?=\s)|−)|(?P<compare><=|>=|=))")
ZERO = Decimal(0)


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a figure stands: `row` (and `column`) of a table, or `text`, the words right before it (with `unit`).

    many: the sum of all rows that match, not the one that does
    """

    row: str = ""
    column: str = ""
    text: str = ""
    unit: str = ""
    many: bool = False


class Side(NamedTuple):
    """Signed terms of one side of an equation; a number is its own term."""

    terms: tuple[tuple[int, str], ...]


class Equation(NamedTuple):
    left: Side
    right: Side
    compare: str


class Found(NamedTuple):
    """What a term stands for at one place: its figures and their sum."""

    figures: tuple[Quantity, ...]
    value: Decimal
    interval: Interval


class Balance(CheckType, frozen=True):
    """An equation that must hold.

    table     a pattern that a table's labels or heads must match to be looked at
    terms     named figures
    equation  names joined by + and -, compared by =, <= or >=; of several one must hold
    missing   when a term has no figure: skip the equation there, or count it as zero
    """

    terms: dict[str, Term]
    equation: str | list[str]
    table: str = ""
    missing: Literal["skip", "zero"] = "skip"

    WORDS: ClassVar[frozenset[str]] = frozenset({"computed", "stated", "left", "right", "difference", "column"})

    def __post_init__(self) -> None:
        used = [n for equation in self.parsed for side in equation[:2] for _, n in side.terms]
        unknown = [n for n in used if not n.isdigit() and n not in self.terms]
        if unknown:
            raise ValueError(f"等式中的 {unknown[0]} 没有在 terms 中定义")

    @property
    def parsed(self) -> list[Equation]:
        return [parse(text) for text in as_list(self.equation)]

    def patterns(self) -> list[str]:
        return []

    def find(self, passage: Passage) -> Iterator[Hit]:
        for found, column in self._places(passage):
            hit = self._judge(found, column)
            if hit:
                yield hit

    def idle(self, passage: Passage) -> bool:
        return next(self._places(passage), None) is None

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Adds to the figure that the finding would stand on."""
        for found, column in self._places(passage):
            if self._judge(found, column) is None and self.parsed[0].compare == "=":
                figure = self._main(found)
                edit = changed(passage.document, figure, figure.value + 9)
                if edit:
                    yield f"change {column or 'a figure'}", (edit,)
                return

    def _places(self, passage: Passage) -> Iterator[tuple[dict[str, Found], str]]:
        """The terms' figures, once for every column of every table they share; once where all stand in the text."""
        said = {name: _said(passage, term) for name, term in self.terms.items() if term.text}
        grids = [g for g in passage.facts.grids if passage.holds(g.span) and self._fits(g)]
        rows = {name: term for name, term in self.terms.items() if not term.text}
        if not rows:
            if all(said.values()):
                yield {n: f for n, f in said.items() if f}, ""
            return
        for grid in grids:
            columns = sorted({e.column for e in grid.entries})
            if all(term.column for term in rows.values()):
                columns = columns[:1]  # every term names its own
            for column in columns:
                head = grid.heads[column] if column < len(grid.heads) else ""
                found = {name: _told(grid, term, column) for name, term in rows.items()} | said
                known = {n: f for n, f in found.items() if f is not None}
                if len(known) == len(found) or (self.missing == "zero" and len(known) > 1):
                    yield known, head

    def _fits(self, grid: Grid) -> bool:
        return not self.table or any(compiled(self.table).search(text) for text in (*grid.labels, *grid.heads))

    def _judge(self, found: dict[str, Found], column: str) -> Hit | None:
        if any(_holds(equation, found) for equation in self.parsed):
            return None
        left, right, _ = self.parsed[0]
        a, b = _side(left, found)[0], _side(right, found)[0]
        figures = [q for f in found.values() for q in f.figures]
        main = self._main(found)
        words = {
            "computed": f"{_shown(left, found)}={a:f}，{_shown(right, found)}={b:f}",
            "stated": f"{main.value:f}",
            "left": f"{a:f}",
            "right": f"{b:f}",
            "difference": f"{abs(a - b):f}",
            "column": f"“{column}”" if column else "",
        }
        others = tuple(sorted({q.span for q in figures if q.span != main.span}))
        return Hit(main.span, words, related=others)

    def _main(self, found: dict[str, Found]) -> Quantity:
        """The last figure of the right side (the total that should come out)."""
        for side in (self.parsed[0].right, self.parsed[0].left):
            for _, name in reversed(side.terms):
                if name in found and found[name].figures:
                    return found[name].figures[-1]
        raise LookupError(self.parsed[0])


def parse(text: str) -> Equation:
    """An equation as written in a rule; ValueError that says what is wrong."""
    sides: list[list[tuple[int, str]]] = [[]]
    compare, sign, at, wants = "", 1, 0, True
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if not match:
            raise ValueError(f"等式 {text} 的第 {at + 1} 个字符看不懂")
        at = match.end()
        if match["name"] or match["number"]:
            if not wants:
                raise ValueError(f"等式 {text} 中 {match[0].strip()} 前缺运算符")
            sides[-1].append((sign, match["name"] or match["number"]))
            sign, wants = 1, False
        elif match["sign"]:
            sign, wants = (1 if match["sign"] == "+" else -1), True
        elif compare or wants:
            raise ValueError(f"等式 {text} 中 {match['compare']} 的位置不对")
        else:
            compare, wants = match["compare"], True
            sides.append([])
    if not compare or wants:
        raise ValueError(f"等式 {text} 不完整，应形如 a + b = c")
    return Equation(Side(tuple(sides[0])), Side(tuple(sides[1])), compare)


def _told(grid: Grid, term: Term, column: int) -> Found | None:
    """The figure(s) of a table that a term names, in one column (or in its own, where it gives one)."""
    if term.column:
        own = [c for c, head in enumerate(grid.heads) if compiled(term.column).search(head)]
        if not own:
            return None
        column = own[0]
    rows = (
        [r for r, label in enumerate(grid.labels) if compiled(term.row).search(label)]
        if term.row
        else range(len(grid.labels))
    )
    numbers = grid.rows()
    figures = [q for r in rows if (q := numbers.get(r, {}).get(column)) is not None]
    return _found(figures if term.many else figures[:1])


def _said(passage: Passage, term: Term) -> Found | None:
    """The first figure of the text that stands right behind a term's words."""
    for match in passage.finditer(f"(?:{term.text})"):
        for quantity in passage.quantities:
            if quantity.span.start >= match.end():
                near = quantity.span.start - match.end() <= 4
                if (
                    near
                    and quantity.role in ("count", "money", "measure")
                    and (not term.unit or quantity.unit == term.unit)
                ):
                    return _found([quantity])
                break
    return None


def _found(figures: list[Quantity]) -> Found | None:
    if not figures:
        return None
    total, interval = ZERO, Interval(ZERO, ZERO)
    for figure in figures:
        total, interval = total + figure.value, interval + figure.interval
    return Found(tuple(figures), total, interval)


def _holds(equation: Equation, found: dict[str, Found]) -> bool:
    a, low = _side(equation.left, found)
    b, high = _side(equation.right, found)
    return low.meets(high) or (equation.compare == "<=" and a <= b) or (equation.compare == ">=" and a >= b)


def _side(side: Side, found: dict[str, Found]) -> tuple[Decimal, Interval]:
    total, interval = ZERO, Interval(ZERO, ZERO)
    for sign, name in side.terms:
        if name.isdigit():
            value, own = Decimal(name), Interval(Decimal(name), Decimal(name))
        elif name in found:
            value, own = found[name].value, found[name].interval
        else:
            continue
        total += sign * value
        interval = interval + own if sign > 0 else interval - own
    return total, interval


def _shown(side: Side, found: dict[str, Found]) -> str:
    out = ""
    for sign, name in side.terms:
        value = (
            name if name.isdigit() else "+".join(f"{q.value:f}" for q in found[name].figures) if name in found else "0"
        )
        out += ("" if not out and sign > 0 else "+" if sign > 0 else "−") + (
            f"({value})" if "+" in value and sign < 0 else value
        )
    return out
