"""Floor 2: from what a check hit to what a person is told: severity, words, places, fix; and many told as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from lawcheck.model.document import Document
from lawcheck.model.finding import Finding
from lawcheck.model.rule import Check, Edit, Fix, Hit, Rule, Severity, Words

FIRST_PLACES = 4  # how many further places a folded finding shows


def severity_of(rule: Rule, hit: Hit, check: Check) -> Severity:
    """A variant weighs what the rule says of it, else the lesser of the rule's severity and the type's ceiling."""
    if not hit.variant:
        return rule.severity
    chosen = rule.variants.get(hit.variant, {}).get("severity")
    if chosen:
        return Severity(chosen)
    return min(check.VARIANTS[hit.variant].severity, rule.severity, key=lambda s: s.rank)


def finding_of(rule: Rule, hit: Hit, severity: Severity, check: Check, document: Document, lang: str) -> Finding:
    """The Finding of a Hit: from here on every place counts the Source."""
    edits = tuple(Edit(document.source_span(e.span), e.text) for e in hit.edits)
    return Finding(
        rule=rule.id,
        severity=severity,
        title=rule.title.say(lang),
        message=_message(rule, hit, check).say(lang).format_map(hit.words),
        basis=tuple(map(str, rule.basis)),
        hint=rule.hint.say(lang).format_map(hit.words),
        place=document.place(hit.span),
        related=tuple(document.place(span) for span in hit.related),
        fix=Fix(edits, hit.safe) if edits else None,
        section=tuple(f"{s.number}{s.title}" for s in document.section_path(hit.span.start)),
    )


def _message(rule: Rule, hit: Hit, check: Check) -> Words:
    if not hit.variant:
        return rule.message
    own = rule.variants.get(hit.variant, {}).get("message")
    if own:
        return Words(own) if isinstance(own, str) else Words(**own)
    return check.VARIANTS[hit.variant].message


def folded(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings in the order of the text; those of a rule that speaks more often than its `fold`, as one.

    The one carries the edits of all, their number and the next places. Marks are applied before: a finding set aside
    is neither counted nor mended.
    """
    by_rule: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.place.offset, -f.severity.rank, f.rule)):
        by_rule.setdefault(finding.rule, []).append(finding)
    out: list[Finding] = []
    for rule_id, found in by_rule.items():
        most = rules[rule_id].fold if rule_id in rules else len(found)
        out += [_as_one(found)] if len(found) > max(1, most) else found
    return sorted(out, key=lambda f: (f.place.offset, -f.severity.rank, f.rule))


def _as_one(found: list[Finding]) -> Finding:
    fixes = [f.fix for f in found if f.fix]
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    return replace(
        found[0],
        severity=max((f.severity for f in found), key=lambda s: s.rank),
        related=tuple(f.place for f in found[1 : 1 + FIRST_PLACES]),
        fix=Fix(edits, all(fix.safe for fix in fixes)) if edits else None,
        count=len(found),
    )
