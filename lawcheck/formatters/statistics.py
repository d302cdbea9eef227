"""`--statistics` for other programs and sheets: how often each rule speaks, and in how many drafts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.csv import harmless
from lawcheck.formatters.layout import clean
from lawcheck.formatters.wording import say
from lawcheck.model.finding import Finding, Review

VERSION = 1


class RuleCount(Struct, frozen=True):
    """One rule over all drafts: its findings, the drafts that have any, and those in which it could not be evaluated.

    `severity` is that of its first finding, as is `title`; both are empty for a rule that found nothing.
    """

    rule: str
    severity: str
    title: str
    count: int
    files: int
    unknown: int


class Unreadable(Struct, frozen=True):
    """A draft that could not be read, so that it is in no count."""

    path: str
    error: str


class Statistics(Struct, frozen=True):
    """Everything that `--statistics --format json` writes; `files` are those that could be read."""

    version: int
    files: int
    rules: list[RuleCount]
    unreadable: list[Unreadable]


class _Count:
    """The counts of one rule as they grow."""

    def __init__(self) -> None:
        self.first: Finding | None = None
        self.count = self.files = self.unknown = 0


def counted(reviews: Iterable[Review]) -> Statistics:
    """The counts, the most frequent rule first."""
    counts: dict[str, _Count] = {}
    unreadable: list[Unreadable] = []
    files = 0
    for review in reviews:
        if review.error:
            unreadable.append(Unreadable(review.path, review.error))
            continue
        files += 1
        for finding in review.findings:
            rule = counts.setdefault(finding.rule, _Count())
            rule.first = rule.first or finding
            rule.count += finding.count
        for name in {finding.rule for finding in review.findings}:
            counts[name].files += 1
        for verdict in review.verdicts:
            if verdict.outcome == "unknown":
                counts.setdefault(verdict.rule, _Count()).unknown += 1
    rules = [
        RuleCount(
            name, rule.first.severity.value if rule.first else "", rule.first.title if rule.first else "",
            rule.count, rule.files, rule.unknown,
        )
        for name, rule in sorted(counts.items(), key=lambda item: (-item[1].count, item[0]))
    ]  # fmt: skip
    return Statistics(VERSION, files, rules, unreadable)


def as_json(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """One object; `options` changes nothing."""
    made = msgspec.json.encode(counted(reviews), order="deterministic")
    yield msgspec.json.format(made, indent=1).decode() + "\n"


def as_csv(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """A line a rule, with a byte-order mark for Excel; a draft that could not be read is a line of its own at the end."""
    said, lang = counted(reviews), options.lang
    rows: list[list[str | int]] = [
        [say(lang, key) for key in ("rule", "level-head", "finding", "places", "files", "unknown")]
    ]
    rows += [
        [r.rule, say(lang, r.severity) if r.severity else "", clean(r.title), r.count, r.files, r.unknown]
        for r in said.rules
    ]
    rows += [
        ["lawcheck/unreadable", say(lang, "error"), f"{clean(u.path)}{say(lang, 'colon')}{clean(u.error)}", 1, 1, 1]
        for u in said.unreadable
    ]
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    yield "\ufeff" + out.getvalue()
