"""Ties: the one way in which the families make a Relation of figures."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.extractors import verify
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation, RelationKind
from lawcheck.model.source import Span


def agreement(first: Quantity, again: Quantity) -> Relation:
    """One quantity said twice: whether it is the same."""
    verdict, sign = ("exact", "=") if first.value == again.value else ("off", "≠")
    outcome = Outcome(verdict, f"{verify.show(first)}{sign}{verify.show(again)}")
    return tie("agree", {"one": (again,), "other": (first,)}, "同一数据", outcome)


def tie(
    kind: RelationKind,
    members: Mapping[str, tuple[Quantity, ...]],
    evidence: str,
    outcome: Outcome,
    *,
    exhaustive: bool = False,
    hint: str = "",
) -> Relation:
    """A Relation that spans all its members; roles without a figure are left out."""
    known = {name: group for name, group in members.items() if group}
    every = [figure for group in known.values() for figure in group]
    span = Span(min(q.span.start for q in every), max(q.span.end for q in every))
    return Relation(kind, span, known, evidence, outcome.verdict, outcome.computed, exhaustive, hint)
