"""GitLab Code Quality: one JSON array of issues with fingerprints that survive moved lines."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from lawcheck.formatters import DEFAULT, Options
from lawcheck.model.finding import Review, fingerprints

SEVERITY = {"error": "critical", "warning": "major", "notice": "info"}


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """The array that GitLab reads as artifact `codequality`; the path is part of the fingerprint, the line is not."""
    issues: list[dict[str, Any]] = []
    for review in reviews:
        if review.error:
            issues.append(_issue(review.path, 1, 1, "lawcheck/unreadable", review.error, "blocker", ""))
        for f, key in zip(review.findings, fingerprints(review.findings), strict=True):
            level = SEVERITY[f.severity.value]
            issues.append(_issue(review.path, f.place.line, f.place.end_line, f.rule, f.message, level, key))
    yield msgspec.json.encode(issues).decode() + "\n"


def _issue(path: str, line: int, end: int, rule: str, message: str, severity: str, key: str) -> dict[str, Any]:
    path = posixpath.normpath(path.replace("\\", "/"))  # GitLab finds no file under ./name
    return {
        "type": "issue",
        "description": message,
        "check_name": rule,
        "fingerprint": f"{path}:{rule}:{key}",
        "severity": severity,
        "categories": ["Style"],
        "location": {"path": path, "lines": {"begin": line, "end": end}},
    }
