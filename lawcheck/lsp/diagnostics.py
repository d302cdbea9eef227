"""A Review as the protocol's diagnostics: severity, place, code, the other places, tags; and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from lawcheck.formatters.wording import say as word
from lawcheck.lsp.desk import Checked
from lawcheck.lsp.positions import Lines
from lawcheck.lsp.words import clip, say
from lawcheck.model.finding import Finding
from lawcheck.model.rule import Rule, Severity
from lawcheck.model.source import Place
from lawcheck.suppressions.rules import UNUSED

SOURCE = "lawcheck"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTICE: types.DiagnosticSeverity.Information,
}


class Abilities(NamedTuple):
    """What the client says it can show."""

    related: bool
    tags: frozenset[types.DiagnosticTag]


def abilities(client: types.ClientCapabilities) -> Abilities:
    text = client.text_document
    shown = text.publish_diagnostics if text else None
    tags = shown.tag_support.value_set if shown and shown.tag_support else ()
    return Abilities(bool(shown and shown.related_information), frozenset(tags))


def diagnostics(checked: Checked, uri: str, lines: Lines, can: Abilities) -> list[types.Diagnostic]:
    """One diagnostic a finding; and one at the top for a draft, or a rule, that could not be checked."""
    found = [_diagnostic(finding, checked, uri, lines, can) for finding in checked.review.findings]
    top = span(lines, 0, lines.ends[0])
    troubled = [
        types.Diagnostic(top, text, types.DiagnosticSeverity.Warning, rule or None, source=SOURCE)
        for rule, text in troubles(checked)
    ]
    return troubled + found


def troubles(checked: Checked) -> Iterator[tuple[str, str]]:
    """What could not be checked and why: the rule ("" for the whole draft) and the words for it."""
    review, lang = checked.review, checked.lang
    if review.error:
        yield "", say(lang, "unread", reason=review.error)
    for verdict in review.verdicts:
        if verdict.outcome == "unknown":
            yield verdict.rule, say(lang, "unknown", rule=verdict.rule, reason=verdict.reason)


def span(lines: Lines, start: int, end: int) -> types.Range:
    """The protocol's range of a stretch of the Source."""
    return types.Range(types.Position(*lines.at(start)), types.Position(*lines.at(end)))


def place(lines: Lines, where: Place) -> types.Range:
    return span(lines, where.offset, where.end_offset)


def _diagnostic(finding: Finding, checked: Checked, uri: str, lines: Lines, can: Abilities) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, place(lines, where)), clip(where.text, 60))
        for where in finding.related
    ]
    tags = [tag for tag in _tags(finding, checked.rules.get(finding.rule)) if tag in can.tags]
    return types.Diagnostic(
        range=place(lines, finding.place),
        message=_message(finding, checked.lang),
        severity=_SEVERITY.get(finding.severity, types.DiagnosticSeverity.Hint),
        code=finding.rule,
        source=SOURCE,
        tags=tags or None,
        related_information=related if related and can.related else None,
    )


def _message(finding: Finding, lang: str) -> str:
    """What is wrong; then, a line each, how to mend it and on what it rests."""
    count = word(lang, "count", n=finding.count) if finding.count > 1 else ""
    lines = [finding.message + count]
    if finding.hint:
        lines.append(word(lang, "hint") + word(lang, "colon") + finding.hint)
    if finding.basis:
        lines.append(word(lang, "basis") + word(lang, "colon") + word(lang, "semicolon").join(finding.basis))
    return "\n".join(lines)


def _tags(finding: Finding, rule: Rule | None) -> Iterator[types.DiagnosticTag]:
    """Shown faded: what the draft says twice or had better not say. Struck through: an instrument no longer in force."""
    taken_out = finding.fix is not None and not any(edit.text for edit in finding.fix.edits)
    if taken_out or finding.rule == UNUSED.id or (rule and rule.check == "repeat"):
        yield types.DiagnosticTag.Unnecessary
    if rule and rule.check == "cite" and rule.params.get("report") == "replaced":
        yield types.DiagnosticTag.Deprecated
