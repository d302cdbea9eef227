"""Ground: a Ruleset, rules made ready to run: their checks built when first needed, one index over all literals."""

from __future__ import annotations

from _thread import allocate_lock  # threading itself would be one more module to load
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any

import msgspec
from msgspec.structs import replace

from lawcheck.model.errors import LawcheckError
from lawcheck.model.occurrences import Occurrences
from lawcheck.model.rule import Check, Rule, Severity
from lawcheck.model.scan import Scanner
from lawcheck.registry import check_type

_CHUNK = 50_000  # characters that are searched for literals at a time


ALL = "ALL"  # every rule, every built-in pack
_ONE = allocate_lock()  # msgspec's reading of a type is for one thread at a time


class Ruleset:
    """An ordered set of rules. Iterates over rules; `check` gives a rule's check, `occurrences` what a text may hold.

    `known` are the ids that a mark in a draft may name: those of all rules loaded, also of the ones not selected.
    `digest` tells these rules from others; None where nobody worked it out.
    """

    def __init__(self, rules: Iterable[Rule], known: frozenset[str] | None = None, digest: bytes | None = None) -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self.known = known if known is not None else frozenset(rule.id for rule in self.rules)
        self._checks: dict[str, Check] = {}
        self._kept: dict[Hashable, Any] = {}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(self.by_id)

    def check(self, rule: Rule) -> Check:
        check = self._checks.get(rule.id)
        if check is None:
            with _ONE:
                check = self._checks[rule.id] = msgspec.convert(rule.params, check_type(rule.check))
        return check

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for each key: what many documents have in common."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def occurrences(self, folded: str) -> Occurrences:
        """Which of the rules' literals occur in a folded text: one pass, whatever the number of rules."""
        automaton, longer, characters, reach = self._index
        present = frozenset(char for char in characters if char in folded)
        if automaton is not None:
            found: set[int] = set()
            for start in range(0, len(folded), _CHUNK):  # a long text has more matches than need be held at once
                # Half of a surrogate pair is no text to the automaton; "?" takes its place.
                piece = folded[start : start + _CHUNK + reach].encode("utf-8", "replace").decode()
                found.update(index for index, _, _ in automaton.find_matches_as_indexes(piece, overlapping=True))
            present = present.union(longer[index] for index in found)
        awake = self._boundless.union(*(self._patterns_of[text] for text in present))
        silent = self._scanner.absent(folded).union(self._needs.keys() - awake)
        return Occurrences(folded, present, self._inside, silent)

    @cached_property
    def _index(self) -> tuple[Any, list[str], frozenset[str], int]:
        """An automaton over the literals of more than one character, they, the single characters, and the most
        characters of a literal."""
        from ahocorasick_rs import AhoCorasick

        longer = sorted(text for text in self._patterns_of if len(text) > 1)
        characters = frozenset(text for text in self._patterns_of if len(text) == 1)
        return AhoCorasick(longer) if longer else None, longer, characters, max(map(len, longer), default=0)

    @cached_property
    def _needs(self) -> dict[str, tuple[str, ...]]:
        return {pattern: texts for rule in self.rules for pattern, texts in rule.needs.items()}

    @cached_property
    def _inside(self) -> dict[str, tuple[str, ...]]:
        return {pattern: texts for rule in self.rules for pattern, texts in rule.inside.items()}

    @cached_property
    def _boundless(self) -> frozenset[str]:
        """The patterns that promise no literal."""
        return frozenset(pattern for pattern, texts in self._needs.items() if not texts)

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self._needs)

    @cached_property
    def _patterns_of(self) -> dict[str, list[str]]:
        """The patterns that ask for each literal; none for one that only whole rules ask for."""
        found: dict[str, list[str]] = {}
        for rule in self.rules:
            for text in (*rule.literals, *rule.where_literals):
                found.setdefault(text, [])
        for pattern, texts in self._needs.items():
            for text in texts:
                found.setdefault(text, []).append(pattern)
        return found

    def select(self, chosen: Iterable[str] = (), ignored: Iterable[str] = ()) -> Ruleset:
        """The rules named by `chosen` (all when empty) without the `ignored`: ids, packs, or ALL.

        LawcheckError for a word that names no known rule: an empty choice would pass everything.
        """
        chosen, ignored = tuple(chosen), tuple(ignored)
        self._refuse(word for word in (*chosen, *ignored) if not any(names(word, rule) for rule in self.known))
        kept = [
            rule
            for rule in self.rules
            if (not chosen or any(names(word, rule.id) for word in chosen))
            and not any(names(word, rule.id) for word in ignored)
            and rule.severity is not Severity.OFF
        ]
        return self if len(kept) == len(self.rules) else Ruleset(kept, self.known)

    def require(self, chosen: Iterable[str] = (), ignored: Iterable[str] = ()) -> None:
        """LawcheckError for a word that names no rule: of the `chosen`, none that would run, of the `ignored`, none known."""
        self._refuse(
            word for word in chosen if not any(names(word, r.id) for r in self if r.severity is not Severity.OFF)
        )
        self._refuse(word for word in ignored if not any(names(word, rule) for rule in self.known))

    @staticmethod
    def _refuse(words: Iterable[str]) -> None:
        unknown = list(dict.fromkeys(words))
        if unknown:
            raise LawcheckError(f"没有名为 {'、'.join(unknown)} 的规则或规则包（lawcheck rules list 可查）")

    def rated(self, severity_of: Callable[[str, Severity], Severity]) -> Ruleset:
        """The same rules with the severities that a config gives them; those switched off are left out."""
        rated = (replace(rule, severity=severity_of(rule.id, rule.severity)) for rule in self.rules)
        return Ruleset((rule for rule in rated if rule.severity is not Severity.OFF), self.known)


def names(word: str, rule_id: str) -> bool:
    """Whether a word of --select, of a config or of a mark names a rule: its id, its pack, or ALL (*)."""
    return word in (ALL, "*") or rule_id == word or rule_id.startswith(word.rstrip("/") + "/")
