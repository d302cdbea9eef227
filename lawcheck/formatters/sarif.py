"""SARIF 2.1.0: results, rules with help and basis, suppressions, verdicts as result kinds, stable fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from lawcheck import __version__
from lawcheck.formatters import DEFAULT, Options
from lawcheck.model.finding import Finding, Review, fingerprints
from lawcheck.model.source import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {"error": "error", "warning": "warning", "notice": "note", "off": "none"}
KIND = {"pass": "pass", "idle": "notApplicable", "unknown": "review"}


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """One run. Columns count code points (columnKind unicodeCodePoints); passed and idle rules with show_passed."""
    rules: dict[str, dict[str, Any]] = {}
    results: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for review in reviews:
        if review.error:
            notes.append({"level": "error", "message": {"text": review.error}, "locations": [_location(review.path)]})
        every = [*review.findings, *(s.finding for s in review.suppressed)]
        for finding, key in zip(every, fingerprints(every), strict=True):
            _rule(rules, finding)
            results.append(_result(review.path, finding, key))
        for result, suppressed in zip(results[len(results) - len(review.suppressed) :], review.suppressed, strict=True):
            by = "inSource" if suppressed.by == "mark" else "external"
            result["suppressions"] = [{"kind": by, "status": "accepted", "justification": suppressed.reason}]
        results += [
            {
                "ruleId": v.rule, "kind": KIND[v.outcome], "level": "none",
                "message": {"text": v.reason or v.outcome}, "locations": [_location(review.path)],
            }
            for v in review.verdicts
            if v.outcome == "unknown" or (options.show_passed and v.outcome in KIND)
        ]  # fmt: skip
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


def _rule(rules: dict[str, dict[str, Any]], finding: Finding) -> None:
    basis = "；".join(finding.basis)
    rules.setdefault(
        finding.rule,
        {
            "id": finding.rule,
            "shortDescription": {"text": finding.title},
            "fullDescription": {"text": f"{finding.title}。依据：{basis}"},
            "help": {
                "text": f"依据：{basis}\n改法：{finding.hint}",
                "markdown": f"**依据**：{basis}\n\n**改法**：{finding.hint}",
            },
            "properties": {"basis": list(finding.basis), "tags": [finding.rule.partition("/")[0]]},
        },
    )


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
    if finding.fix:
        replacements = [
            {
                "deletedRegion": {"charOffset": e.span.start, "charLength": e.span.end - e.span.start},
                "insertedContent": {"text": e.text},
            }
            for e in finding.fix.edits
        ]
        change = {"artifactLocation": {"uri": quote(path)}, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.hint or finding.title}, "artifactChanges": [change]}]
    return result


def _location(path: str, place: Place | None = None, section: tuple[str, ...] = ()) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(path.replace("\\", "/"))}}
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
