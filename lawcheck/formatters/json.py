"""Reviews as JSON for other programs: version 1 of the contract, its types and the schema made from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from lawcheck.formatters import DEFAULT, Options
from lawcheck.model.document import Document
from lawcheck.model.finding import Finding, Review
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Fix
from lawcheck.model.source import Place

VERSION = 1


class Change(Struct, frozen=True):
    """Put `text` in the place of what stands at `place`."""

    place: Place
    text: str


class Repair(Struct, frozen=True):
    """Edits that mend a finding; `safe` ones keep the meaning."""

    safe: bool
    edits: list[Change]


class Problem(Struct, frozen=True):
    """A finding. `count` over 1: so many of one rule in one, `related` the next places. `section`: the headings above."""

    rule: str
    severity: Literal["error", "warning", "notice"]
    title: str
    message: str
    basis: list[str]
    hint: str
    place: Place
    related: list[Place]
    fix: Repair | None
    count: int
    section: list[str]


class SetAside(Struct, frozen=True):
    """A finding that a mark or a baseline sets aside. `by` is the mark and its line (ignore:12) or baseline."""

    finding: Problem
    by: str
    reason: str


class Judgement(Struct, frozen=True):
    """What became of one rule; `reason` says why it is idle or unknown."""

    rule: str
    outcome: Literal["pass", "fail", "idle", "unknown"]
    reason: str


class File(Struct, frozen=True, omit_defaults=True):
    """One draft. With `error` it could not be read: profile is null and the lists are empty."""

    path: str
    profile: Profile | None
    findings: list[Problem]
    suppressed: list[SetAside]
    verdicts: list[Judgement]
    error: str = ""


class Output(Struct, frozen=True):
    """Everything that `--format json` writes."""

    version: Literal[1]
    files: list[File]


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """One JSON object, a line a file, written as the Reviews come. `options` changes nothing."""
    yield f'{{"version":{VERSION},"files":['
    mark = "\n"
    for review in reviews:
        yield mark + msgspec.json.encode(file(review), order="deterministic").decode()
        mark = ",\n"
    yield "\n]}\n"


def file(review: Review) -> File:
    """A Review in the shape of the contract."""
    if review.error or review.document is None:
        return File(review.path, None, [], [], [], review.error)
    document = review.document
    return File(
        path=review.path,
        profile=review.profile,
        findings=[_problem(f, document) for f in review.findings],
        suppressed=[SetAside(_problem(s.finding, document), s.by, s.reason) for s in review.suppressed],
        verdicts=[Judgement(v.rule, v.outcome, v.reason) for v in review.verdicts],  # type: ignore[arg-type]
    )


def _problem(finding: Finding, document: Document) -> Problem:
    return Problem(
        rule=finding.rule,
        severity=finding.severity.value,
        title=finding.title,
        message=finding.message,
        basis=list(finding.basis),
        hint=finding.hint,
        place=finding.place,
        related=list(finding.related),
        fix=_repair(finding.fix, document) if finding.fix else None,
        count=finding.count,
        section=list(finding.section),
    )


def _repair(fix: Fix, document: Document) -> Repair:
    return Repair(fix.safe, [Change(document.source.place(edit.span), edit.text) for edit in fix.edits])


def schema() -> dict[str, Any]:
    """The JSON Schema of Output, shipped as lawcheck/schemas/output.json."""
    (output,), components = msgspec.json.schema_components([Output], ref_template="#/$defs/{name}")
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": "lawcheck --format json", **output, "$defs": components}
