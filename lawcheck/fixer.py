"""Floor 3: applies fixes to a text, right to left; of two that overlap the first stands and the other is left."""

from __future__ import annotations

from collections.abc import Iterable

from lawcheck.model.finding import Finding
from lawcheck.model.rule import Edit


def edits_of(findings: Iterable[Finding], *, unsafe: bool = False) -> list[Edit]:
    """The edits of all findings that have a fix; those that may change the meaning only with `unsafe`."""
    return [e for f in findings if f.fix and (f.fix.safe or unsafe) for e in f.fix.edits]


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, int]:
    """The text with edits (Spans of it) applied, and how many were; overlapping ones are refused."""
    chosen: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.span, e.text)):
        if not chosen or (edit.span.start >= chosen[-1].span.end and edit.span != chosen[-1].span):
            chosen.append(edit)
    for edit in reversed(chosen):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text, len(chosen)
