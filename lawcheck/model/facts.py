"""Ground: what was read out of a Document once. Spans count code points of the Document's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from msgspec import Struct

from lawcheck.model.document import Document
from lawcheck.model.occurrences import NOTHING_KNOWN
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Where
from lawcheck.model.source import Span

if TYPE_CHECKING:
    from lawcheck.model.passage import Passage

T = TypeVar("T")
QuantityRole = Literal["count", "money", "measure", "share", "change", "ratio", "ordinal", "date", "name"]
RelationKind = Literal[
    "share", "parts", "change", "flow", "bounds", "tally", "agree", "totals", "mean", "compare", "product"
]


class Interval(NamedTuple):
    """Closed interval of Decimals; None is unbounded on that side. Sums and quotients keep every possible value."""

    low: Decimal | None
    high: Decimal | None

    def __add__(self, other: Interval) -> Interval:  # type: ignore[override]
        return Interval(_both(self.low, other.low, 1), _both(self.high, other.high, 1))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_both(self.low, other.high, -1), _both(self.high, other.low, -1))

    def over(self, other: Interval) -> Interval:
        """Quotient of two non-negative intervals."""
        low = None if self.low is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low if low is not None else Decimal(0), high)

    def scaled(self, factor: Decimal) -> Interval:
        """Every value times a positive factor."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )

    @property
    def point(self) -> bool:
        return self.low is not None and self.low == self.high


def _both(one: Decimal | None, other: Decimal | None, sign: int) -> Decimal | None:
    return None if one is None or other is None else one + sign * other


class Quantity(Struct, frozen=True, omit_defaults=True, gc=False):
    """One number of the text.

    value      as meant, unit multipliers applied (1.2万件 → 12000); a percentage stays in percent (98.7% → 98.7)
    low, high  what the printed precision and the hedge allow, inclusive; None is unbounded
    decimals   printed decimals of the numeral as written; scale is the multiplier written behind it (万 → 10000)
    unit       measure word as written, without multiplier (件, 元, %, 个百分点); "" where there is none
    hedge      约, 近, 余, 多, 以上, 不足 …; "" where there is none
    label      the noun phrase that says what is counted; scope the period or body it is counted for (全年, 市级)
    role       "name", "ordinal" and "date" are refused as figures: 三项制度, 第二十五条, 2024年
    """

    span: Span
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    role: QuantityRole
    decimals: int = 0
    scale: Decimal = Decimal(1)
    hedge: str = ""
    label: str = ""
    scope: str = ""

    @property
    def interval(self) -> Interval:
        return Interval(self.low, self.high)

    @property
    def ulp(self) -> Decimal:
        """One unit of the last printed digit, multiplier applied."""
        return Decimal(1).scaleb(-self.decimals) * self.scale


class Relation(Struct, frozen=True, omit_defaults=True, gc=False):
    """Quantities that the language ties together.

    members    by part played (whole, part, share, total, parts, previous, current, change, opening …), in text order
    evidence   the words that tie them (占, 其中, 同比增长)
    verdict    exact, rounded, truncated, adjusted, hedged: holds, and how; near: off by less than one unit of the last
               digit; multiple: 增长3倍 for three times as many; off: does not hold; impossible: cannot under any reading; unchecked: tied, but with too little
               to compute
    computed   the computation shown to a person: 29÷135=21.48%
    """

    kind: RelationKind
    span: Span
    members: dict[str, tuple[Quantity, ...]]
    evidence: str
    verdict: str
    computed: str = ""
    exhaustive: bool = False
    hint: str = ""


class Entry(Struct, frozen=True, gc=False):
    """One number of a table on its grid (0-based row and column)."""

    row: int
    column: int
    quantity: Quantity


class Grid(Struct, frozen=True):
    """A Table as numbers on a grid.

    labels   for each row the texts of its cells that hold no number, those that reach down from above included
    heads    for each column the texts of the header cells above it, joined
    entries  the numbers, row by row
    """

    span: Span
    labels: tuple[str, ...]
    heads: tuple[str, ...]
    entries: tuple[Entry, ...]

    def rows(self) -> dict[int, dict[int, Quantity]]:
        """The numbers by row and column."""
        found: dict[int, dict[int, Quantity]] = {}
        for entry in self.entries:
            found.setdefault(entry.row, {})[entry.column] = entry.quantity
        return found


class Facts:
    """Everything read out of one Document, each kind once and only when it is first asked for.

    `extractors` maps a kind of fact to the function (facts → tuple) that reads it; see lawcheck.registry.
    `previous` are the Facts of last year's report of the same body, where one was given to compare with.
    `occurrences` are those of the literals of the rules that are run; the engine sets them. `passages` keeps what
    a `where` selected, which many rules share.
    """

    def __init__(
        self,
        document: Document,
        profile: Profile,
        extractors: Mapping[str, Callable[[Facts], Any]],
        previous: Facts | None = None,
    ) -> None:
        self.document = document
        self.profile = profile
        self.previous = previous
        self.occurrences = NOTHING_KNOWN
        self.passages: dict[Where, list[Passage]] = {}
        self._extractors = extractors
        self._cache: dict[str, Any] = {}
        self._read: dict[Callable[[Facts], Any], list[Any]] = {}

    def get(self, kind: str) -> Any:
        """Facts of one kind by name (also those of third-party extractors); KeyError for a name nobody extracts."""
        if kind not in self._cache:
            self._cache[kind] = self._extractors[kind](self)
        return self._cache[kind]

    def once(self, read: Callable[[Facts], Iterable[T]]) -> list[T]:
        """What `read` yields of these Facts, read once; for what is shared but is no kind of fact of its own."""
        if read not in self._read:
            self._read[read] = list(read(self))
        return self._read[read]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return tuple(self.get("quantities"))

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(self.get("grids"))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(self.get("relations"))
