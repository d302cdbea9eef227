"""Relations: figures that the language ties together, each with the words that tie them and whether it holds.

One module a family; all read the same Scan. A pair of figures that two families see is reported by the stronger one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lawcheck.extractors import (
    relations_agree,
    relations_bounds,
    relations_change,
    relations_columns,
    relations_compare,
    relations_delta,
    relations_denied,
    relations_flow,
    relations_grades,
    relations_grim,
    relations_hundred,
    relations_kinds,
    relations_mean,
    relations_parts,
    relations_product,
    relations_quantifiers,
    relations_rank,
    relations_rate,
    relations_respective,
    relations_rest,
    relations_restated,
    relations_share,
    relations_stock,
    relations_sums,
    relations_tables,
    relations_tally,
)
from lawcheck.extractors.clauses import Scan
from lawcheck.extractors.doubts import doubted
from lawcheck.extractors.verify import HOLDS
from lawcheck.model.facts import Facts, Relation
from lawcheck.model.source import Span

FAMILIES: tuple[Callable[[Scan], Iterator[Relation]], ...] = (
    relations_share.relations,
    relations_rate.relations,
    relations_hundred.relations,
    relations_parts.relations,
    relations_sums.relations,
    relations_grades.relations,
    relations_kinds.relations,
    relations_change.relations,
    relations_delta.relations,
    relations_flow.relations,
    relations_rest.relations,
    relations_stock.relations,
    relations_mean.relations,
    relations_product.relations,
    relations_compare.relations,
    relations_quantifiers.relations,
    relations_rank.relations,
    relations_denied.relations,
    relations_bounds.relations,
    relations_tally.relations,
    relations_respective.relations,
    relations_agree.relations,
    relations_restated.relations,
    relations_grim.relations,
)


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All relations of a Document in the order of the text."""
    scan = Scan(facts)
    found: dict[tuple[str, frozenset[Span]], Relation] = {}

    def keep(relation: Relation) -> None:
        key = relation.kind, frozenset(q.span for group in relation.members.values() for q in group)
        if key not in found or found[key].verdict == "unchecked":
            found[key] = relation

    for family in FAMILIES:
        for relation in family(scan):
            keep(relation)
    for of_tables in (relations_tables, relations_columns) if facts.document.tables else ():
        for relation in of_tables.relations(facts.grids):
            keep(relation)
    for relation in relations_kinds.derived(scan, [r for r in found.values() if r.kind == "share"]):
        keep(relation)
    settled = doubted(scan, _settled(found.values()))
    scan.release()
    return tuple(sorted(settled, key=lambda r: (r.span, r.kind)))


def _settled(found: Iterable[Relation]) -> list[Relation]:
    """Without contradictions of a percentage that another reading explains."""
    every = list(found)
    explained = {
        r.members["share"][0].span for r in every if "part" in r.members and r.kind == "share" and r.verdict in HOLDS
    }
    return [
        r
        for r in every
        if r.verdict != "off"
        or r.kind != "share"
        or "part" not in r.members
        or r.members["share"][0].span not in explained
    ]
