"""Ties: the one way in which the families make a Relation of figures."""

from __future__ import annotations

from collections.abc import Mapping

from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation, RelationKind
from lawcheck.model.source import Span


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
