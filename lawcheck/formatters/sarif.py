"""SARIF 2.1.0: results, rules with help and basis, suppressions, verdicts as result kinds, stable fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.wording import say
from lawcheck.model.finding import Finding, Review, Suppressed, fingerprints
from lawcheck.model.source import Place
from lawcheck.model.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {"error": "error", "warning": "warning", "notice": "note", "off": "none"}
MARKS = (
    "ignore",
    "ignore-next-line",
    "ignore-file",
    "disable",
)  # what Suppressed.by begins with for a mark in the draft
KIND = {"pass": "pass", "idle": "notApplicable", "unknown": "review"}


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """One run. Columns count code points (columnKind unicodeCodePoints); passed and idle rules with show_passed."""
    rules: dict[str, dict[str, Any]] = {}
    results: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for review in reviews:
        if review.error:
            notes.append({"level": "error", "message": {"text": review.error}, "locations": [_location(review.path)]})
        results += _results(review, rules, options)
    for result in results:
        rules.setdefault(result["ruleId"], {"id": result["ruleId"]})
    index = {rule: i for i, rule in enumerate(sorted(rules))}
    for result in results:
        result["ruleIndex"] = index[result["ruleId"]]
    driver = {
        "name": "lawcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [rules[r] for r in index],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "zh-CN" if options.lang == "zh" else "en",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": results,
    }
    yield msgspec.json.encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).decode() + "\n"


def _results(review: Review, rules: dict[str, dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """The findings of a draft, those set aside among them, in the order of the text; then the verdicts to be told."""
    every: list[tuple[Finding, Suppressed | None]] = [(f, None) for f in review.findings]
    every += [(s.finding, s) for s in review.suppressed]
    every.sort(key=lambda pair: pair[0].place.offset)  # the n-th of several alike stays it when one is set aside
    for (finding, aside), key in zip(every, fingerprints(f for f, _ in every), strict=True):
        _rule(rules, finding, options.lang)
        result = _result(review.path, finding, key)
        if aside:
            kind = "inSource" if aside.by.partition(":")[0] in MARKS else "external"
            result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": aside.reason}]
        yield result
    for v in review.verdicts:
        if v.outcome == "unknown" or (options.show_passed and v.outcome in KIND):
            yield {
                "ruleId": v.rule, "kind": KIND[v.outcome], "level": "none",
                "message": {"text": v.reason or v.outcome}, "locations": [_location(review.path)],
            }  # fmt: skip


def _rule(rules: dict[str, dict[str, Any]], finding: Finding, lang: str) -> None:
    if finding.rule in rules:
        return
    colon, semicolon = say(lang, "colon"), say(lang, "semicolon")
    notes = [(say(lang, "basis"), semicolon.join(finding.basis)), (say(lang, "hint"), finding.hint)]
    notes = [(label, text) for label, text in notes if text]
    rules[finding.rule] = {
        "id": finding.rule,
        "shortDescription": {"text": finding.title},
        "fullDescription": {"text": semicolon.join([finding.title, *finding.basis])},
        "help": {
            "text": "\n".join(f"{label}{colon}{text}" for label, text in notes) or finding.title,
            "markdown": "\n\n".join(f"**{label}**{colon}{text}" for label, text in notes) or finding.title,
        },
        "properties": {"basis": list(finding.basis), "tags": [finding.rule.partition("/")[0]]},
    }


def _result(path: str, finding: Finding, key: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": "fail",
        "level": LEVEL[finding.severity.value],
        "message": {"text": finding.message},
        "locations": [_location(path, finding.place, finding.section)],
        "partialFingerprints": {"lawcheck/v1": key},
    }
    if finding.related:
        result["relatedLocations"] = [{"id": i, **_location(path, p)} for i, p in enumerate(finding.related)]
    if finding.count > 1:
        result["occurrenceCount"] = finding.count
    if finding.fix and finding.fix.edits:
        replacements = [
            {
                "deletedRegion": {"charOffset": e.span.start, "charLength": e.span.end - e.span.start},
                "insertedContent": {"text": e.text},
            }
            for e in finding.fix.edits
        ]
        change = {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.hint or finding.title}, "artifactChanges": [change]}]
    return result


def _uri(path: str) -> str:
    """A path as a URI: relative ones stay so, an absolute one names its scheme."""
    path = path.replace("\\", "/")
    if path.startswith("/"):
        return "file://" + quote(path)
    return quote(path) if path[1:3] != ":/" else "file:///" + quote(path, safe="/:")


def _location(path: str, place: Place | None = None, section: tuple[str, ...] = ()) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if place:
        physical["region"] = {
            "startLine": place.line, "startColumn": place.column, "endLine": place.end_line,
            "endColumn": place.end_column, "charOffset": place.offset, "charLength": place.end_offset - place.offset,
            "snippet": {"text": place.text},
        }  # fmt: skip
    location: dict[str, Any] = {"physicalLocation": physical}
    if section:
        location["logicalLocations"] = [{"fullyQualifiedName": " › ".join(section), "kind": "member"}]
    return location
