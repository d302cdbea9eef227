"""Ground: a Ruleset, rules made ready to run: their checks built when first needed, one index over all literals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

import msgspec
from msgspec.structs import replace

from lawcheck.model.rule import Check, Rule, Severity
from lawcheck.model.scan import Scanner
from lawcheck.registry import check_type


class Ruleset:
    """An ordered set of rules. Iterates over rules; `check` gives a rule's check, `present` what a text may hold.

    `known` are the ids that a mark in a draft may name: those of all rules loaded, also of the ones not selected.
    """

    def __init__(self, rules: Iterable[Rule], known: frozenset[str] | None = None) -> None:
        self.rules = tuple(rules)
        self.known = known if known is not None else frozenset(rule.id for rule in self.rules)
        self._checks: dict[str, Check] = {}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def check(self, rule: Rule) -> Check:
        check = self._checks.get(rule.id)
        if check is None:
            check = self._checks[rule.id] = msgspec.convert(rule.params, check_type(rule.check))
        return check

    @cached_property
    def _index(self) -> tuple[Any, list[str]]:
        from ahocorasick_rs import AhoCorasick

        texts = {text for rule in self.rules for text in (*rule.literals, *rule.where_literals)}
        literals = sorted(texts.union(*self._needs.values()))
        return AhoCorasick(literals) if literals else None, literals

    @cached_property
    def _needs(self) -> dict[str, tuple[str, ...]]:
        return {pattern: texts for rule in self.rules for pattern, texts in rule.needs.items()}

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self._needs)

    def silent(self, folded: str, present: frozenset[str]) -> Callable[[str], bool]:
        """Which patterns cannot match a folded text in which just these literals occur: they need not even be compiled."""
        needs, absent = self._needs, self._scanner.absent(folded)
        return lambda pattern: (
            pattern in absent or (bool(texts := needs.get(pattern, ())) and present.isdisjoint(texts))
        )

    def present(self, folded: str) -> frozenset[str]:
        """Which of the rules' literals occur in a folded text: one pass, whatever the number of rules."""
        automaton, literals = self._index
        if automaton is None:
            return frozenset()
        return frozenset(literals[i] for i, _, _ in automaton.find_matches_as_indexes(folded, overlapping=True))

    def select(self, chosen: Iterable[str] = (), ignored: Iterable[str] = ()) -> Ruleset:
        """The rules named by `chosen` (all when empty) without the `ignored`: ids, packs, or ALL."""
        chosen, ignored = tuple(chosen), tuple(ignored)
        kept = (
            rule
            for rule in self.rules
            if (not chosen or any(names(word, rule.id) for word in chosen))
            and not any(names(word, rule.id) for word in ignored)
            and rule.severity is not Severity.OFF
        )
        return Ruleset(kept, self.known)

    def rated(self, severity_of: Callable[[str, Severity], Severity]) -> Ruleset:
        """The same rules with the severities that a config gives them; those switched off are left out."""
        rated = (replace(rule, severity=severity_of(rule.id, rule.severity)) for rule in self.rules)
        return Ruleset((rule for rule in rated if rule.severity is not Severity.OFF), self.known)


def names(word: str, rule_id: str) -> bool:
    """Whether a word of --select, of a config or of a mark names a rule: its id, its pack, or ALL (*)."""
    return word in ("ALL", "*") or rule_id == word or rule_id.startswith(word.rstrip("/") + "/")
