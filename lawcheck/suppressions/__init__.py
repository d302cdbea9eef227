"""Floor 2: marks in comments of a draft that set findings aside; the only place where that is done.

    <!-- lawcheck: ignore ID -- 理由 -->             the text on the same line, else the next block
    <!-- lawcheck: ignore-next-line ID, ID -- 理由 -->
    <!-- lawcheck: disable ID -- 理由 --> … <!-- lawcheck: enable ID -->
    <!-- lawcheck: ignore-file ID -- 理由 -->

ID is a rule, a pack, or * for all. A mark without a reason does not count, and says so. Full-width marks (：，——) are
as good: who types Chinese gets them unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lawcheck.model.document import Document
from lawcheck.model.finding import Finding, Suppressed


def apply(
    document: Document,
    findings: Iterable[Finding],
    known_rule_ids: Collection[str],
    ran: Collection[str],
    lang: str = "zh",
) -> tuple[list[Finding], list[Suppressed], list[Finding]]:
    """Findings that stand, those set aside, and findings about the marks themselves.

    known_rule_ids   every rule there is, selected or not: what a mark may name
    ran              the rules that were evaluated: only their marks can be called unused
    A mark speaks for the place of a finding: findings of one rule are to be folded after this, not before.
    """
    findings = list(findings)
    if not any(aside.reason == "comment" for aside in document.asides):
        return findings, [], []
    from lawcheck.suppressions.dividing import divide

    return divide(document, findings, known_rule_ids, ran, lang)
