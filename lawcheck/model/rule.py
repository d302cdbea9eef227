"""Ground: Rule (pure data), the Check protocol that rules and engine meet in, and the Hit a check yields."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from msgspec import Struct

from lawcheck.model.source import Span

if TYPE_CHECKING:
    from lawcheck.model.passage import Passage


class Severity(Enum):
    """How much a finding weighs; ordered by `rank`."""

    rank: int
    word: str  # the value; to ask an Enum for it costs a call each time
    zh: str

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    OFF = "off"

    def __init__(self, word: str) -> None:
        self.word = word
        self.rank, self.zh = {
            "off": (0, "关闭"), "notice": (1, "提示"), "warning": (2, "警告"), "error": (3, "错误"),
        }[word]  # fmt: skip


class Words(Struct, frozen=True, omit_defaults=True):
    """One text in the languages of lawcheck; Chinese is the one that must be there."""

    zh: str
    en: str = ""

    def say(self, lang: str) -> str:
        return (self.en or self.zh) if lang == "en" else self.zh


class Basis(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a rule rests on: an instrument (law, with item), a standard, or a stated convention of drafting.

    `from_` (YAML: from) is the ISO date since when it is in force; `number` the 文号.
    """

    law: str = ""
    standard: str = ""
    convention: str = ""
    item: str = ""
    number: str = ""
    from_: str = ""

    def __str__(self) -> str:
        if self.convention:
            return f"编写惯例：{self.convention}"
        name = f"《{self.law}》" if self.law else self.standard
        number = f"（{self.number}）" if self.number else ""
        return f"{name}{number}{self.item}"


class Edit(Struct, frozen=True):
    """Replace one Span by `text`. In a Hit the Span counts the Document's text, in a Fix the Source."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that mend a finding, in Source offsets; `safe` ones keep the meaning and need no second look."""

    edits: tuple[Edit, ...]
    safe: bool = True


class Hit(Struct, frozen=True):
    """What a check found: the primary Span, related ones, the words for the message, perhaps edits.

    `variant` is "" for what the rule's own message says, else one of the check type's VARIANTS.
    """

    span: Span
    words: dict[str, str] = {}
    related: tuple[Span, ...] = ()
    edits: tuple[Edit, ...] = ()
    safe: bool = True
    variant: str = ""


class Variant(Struct, frozen=True):
    """A finding of another kind than the rule's own: its ceiling severity and its message (rule files may override)."""

    severity: Severity
    message: Words


class Check(Protocol):
    """What the engine asks of a check type; CheckType below is the base that ours share."""

    WORDS: ClassVar[frozenset[str]]
    VARIANTS: ClassVar[dict[str, Variant]]
    COMPARES: ClassVar[bool]

    def find(self, passage: "Passage") -> Iterable[Hit]: ...

    def idle(self, passage: "Passage") -> bool: ...

    def spoil(self, passage: "Passage") -> Iterator[tuple[str, tuple[Edit, ...]]]: ...

    def patterns(self) -> list[str]: ...


class CheckType(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A check type: its fields are the YAML keys, its docstring and theirs are the manual. Subclasses define `find`.

    WORDS     the names that a message may use in {braces}; every Hit must give them all
    VARIANTS  milder or other findings that this type can make, besides the one the rule's message says
    COMPARES  whether it compares with last year's report (Facts.previous): idle where none is given
    """

    WORDS: ClassVar[frozenset[str]] = frozenset()
    VARIANTS: ClassVar[dict[str, Variant]] = {}
    COMPARES: ClassVar[bool] = False

    def idle(self, passage: "Passage") -> bool:
        """Whether the passage holds nothing that this check looks at: the rule is then idle, never passed."""
        return passage.empty

    def spoil(self, passage: "Passage") -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Named edits (Spans of the Document's text) after each of which a passage that passes must fail."""
        return iter(())

    def patterns(self) -> list[str]:
        """The patterns of which at least one must match for `find` to yield anything; [] when it may yield without.

        Their literals go into the index: when none of them occurs in a draft, `find` is not called at all.
        """
        return []

    def all_patterns(self) -> list[str]:
        """Every pattern of the check, also those that only narrow: each must compile when the rule is loaded."""
        return self.patterns()


class When(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The Profile a rule applies to; an empty field does not narrow.

    `year` is like ">=2019" or "2021-2025"; a kind with ! before it is one that the rule does not apply to.
    """

    kind: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    year: str = ""


class Where(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a rule looks at; empty means the whole document. Patterns match folded text.

    section    every outermost section whose heading matches, a passage each
    about      all that speaks of it, as one passage: innermost sections whose heading matches, and paragraphs that do;
               the whole document where its title matches
    paragraph  every paragraph that matches, a passage each
    sentence   every sentence that matches, a passage each
    part       blocks of one role (title, addressee, dateline, body …), intro (before the first heading), table,
               heading; one passage
    outside    none of what lies under a heading that matches (the plans of the next year)
    """

    section: str = ""
    about: str = ""
    paragraph: str = ""
    sentence: str = ""
    part: str = ""
    outside: str = ""


class Example(Struct, frozen=True, omit_defaults=True):
    """A text that a rule must pass (valid) or fail exactly at its «» marks (invalid); `fixed` is it mended.

    `profile` sets what `when` leaves open; `format` is the reader; `previous` is last year's report, for rules that
    compare with it; `line` is the place in the rule file.
    """

    valid: str = ""
    invalid: str = ""
    fixed: str = ""
    format: str = "markdown"
    profile: dict[str, str | int] = {}
    line: int = 0
    previous: str = ""


class Rule(Struct, frozen=True, omit_defaults=True):
    """One rule as data. `check` is the type's YAML key, `params` its fields as plain data.

    `literals`: one of them occurs wherever the check can find anything; `where_literals`: one of them occurs wherever
    `where` selects anything; empty: nothing is promised. `needs` says the same of each single pattern, where-patterns
    included; `inside`, of the where-pattern only, has literals of which one lies in every match. `compares`: the check compares with last year's report. All are worked out when the pack is compiled.
    """

    id: str
    title: Words
    basis: tuple[Basis, ...]
    severity: Severity
    check: str
    params: dict[str, Any]
    message: Words
    hint: Words = Words("")
    when: When = When()
    where: Where = Where()
    variants: dict[str, dict[str, Any]] = {}
    fold: int = 10
    examples: tuple[Example, ...] = ()
    path: str = ""
    literals: tuple[str, ...] = ()
    where_literals: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = {}
    inside: dict[str, tuple[str, ...]] = {}
    compares: bool = False
