"""Check type `require`: wording that the passage must hold."""

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

from lawcheck.model.passage import Passage
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span


class Require(CheckType, frozen=True):
    """One finding, at the heading or sentence that should carry it, when wording is missing.

    all       patterns each of which must match: a list, or a table from the name shown to a person to the pattern
    any       patterns of which `at-least` must match, written likewise
    at-least  how many of `any`; 1 when not given
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"missing", "found"})

    all: dict[str, str] | list[str] = []
    any: dict[str, str] | list[str] = []
    at_least: int = 1

    def __post_init__(self) -> None:
        if not self.all and not self.any:
            raise ValueError("require 需要 all 或 any")
        if self.any and not 1 <= self.at_least <= len(self.any):
            raise ValueError(f"at-least 应在 1 与 any 的项数（{len(self.any)}）之间")

    def find(self, passage: Passage) -> Iterator[Hit]:
        missing = [name for name, pattern in _named(self.all) if not passage.search(pattern)]
        options = _named(self.any)
        if not missing and self._enough(passage):
            return
        lacking = [name for name, pattern in options if not passage.search(pattern)]
        if options and len(options) - len(lacking) < self.at_least:
            missing.append("/".join(lacking) if self.at_least == 1 else "、".join(lacking))
        if missing:
            found = [n for n, p in (*_named(self.all), *options) if n not in lacking and n not in missing]
            yield Hit(passage.anchor, {"missing": "、".join(missing), "found": "、".join(found) or "无"})

    def _enough(self, passage: Passage) -> bool:
        """Whether as many of `any` match as must; the others are not looked for."""
        matching = (name for name, pattern in _named(self.any) if passage.search(pattern))
        return not self.any or len(list(islice(matching, self.at_least))) == self.at_least

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Takes out every mention of one item of `all`; of all options of `any`."""
        for name, pattern in _named(self.all):
            yield f"drop {name}", _without(passage, [pattern])
        if self.any:
            yield "drop all options", _without(passage, [pattern for _, pattern in _named(self.any)])

    def all_patterns(self) -> list[str]:
        return [pattern for _, pattern in (*_named(self.all), *_named(self.any))]


def _named(patterns: dict[str, str] | list[str]) -> list[tuple[str, str]]:
    if isinstance(patterns, dict):
        return list(patterns.items())
    return [(pattern, pattern) for pattern in patterns]


def _without(passage: Passage, patterns: list[str]) -> tuple[Edit, ...]:
    """Edits that remove every match, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(m.span() for p in patterns for m in passage.finditer(p)):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return tuple(Edit(span, "") for span in merged)
