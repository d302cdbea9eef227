"""What the tests of figures share: the facts of a text, and relations by their surfaces."""

from __future__ import annotations

from lawcheck.extractors.profile import infer
from lawcheck.model.facts import Facts, Quantity, Relation
from lawcheck.readers.plain import read
from lawcheck.registry import extractors


def facts(text: str) -> Facts:
    document = read(text, "<test>")
    return Facts(document, infer(document), extractors())


def said(found: Facts, figure: Quantity) -> str:
    return found.document.slice(figure.span)


def figures(text: str) -> list[tuple[str, str]]:
    """Surface and role of every number."""
    found = facts(text)
    return [(said(found, q), q.role) for q in found.quantities]


def relations(text: str, kind: str) -> list[Relation]:
    return [r for r in facts(text).relations if r.kind == kind]


def contradictions(text: str) -> list[str]:
    """Kind and computation of every relation that does not hold."""
    return [f"{r.kind} {r.computed}" for r in facts(text).relations if r.verdict in ("off", "impossible")]
