"""Ties: the one way in which the families make a Relation of figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

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


def ordered(one: Quantity, other: Quantity, word: str, *, up: bool) -> Relation:
    """What a word says of the order of two figures: the first is no less than the other (`up`), or no more."""
    holds = one.value >= other.value if up else one.value <= other.value
    sign = ">" if one.value > other.value else "<" if one.value < other.value else "="
    outcome = Outcome("exact" if holds else "off", f"{verify.show(one)}{sign}{verify.show(other)}")
    return tie("compare", {"one": (one,), "other": (other,)}, word, outcome)


def tallied(item: Quantity, listed: Span, low: int, high: int, *, partial: bool) -> Relation | None:
    """An announced number and as many as are listed (`low` to `high`, where names may hold 和); too far off is another list."""
    value = int(item.value)
    holds = low <= value <= high or (partial and value >= low)
    nearest = min(abs(value - low), abs(value - high))
    if not holds and nearest > 2:
        return None
    count = Quantity(listed, Decimal(low), Decimal(low), Decimal(high), "", "count", label="列举")
    outcome = Outcome("exact" if holds else "off", f"列出{low}项，文中称{value}")
    return tie("tally", {"announced": (item,), "items": (count,)}, "等" if partial else "列举", outcome)
