"""Tallies: an announced number of items and the items that are named (三个方面：一是…, A、B、C3省, 7个城市为…)."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors.clauses import Scan
from lawcheck.model.facts import Relation


def relations(scan: Scan) -> Iterator[Relation]:
    del scan
    yield from ()
