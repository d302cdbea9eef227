"""The reviewer's sheet: a line a draft, a column a rule that found something, the number of findings where they meet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import clean
from lawcheck.formatters.summary import SEVERITIES
from lawcheck.formatters.wording import say
from lawcheck.model.finding import Review

Cell = str | int
# What a spreadsheet takes for the beginning of a formula, full-width forms among them.
_FORMULA = tuple("=+-@＝＋－＠\t\r")


def matrix(reviews: Iterable[Review], lang: str = "zh") -> tuple[list[str], list[list[Cell]]]:
    """Head and rows: unit, file, totals by severity, a note, then a cell a rule that failed or is unknown anywhere.

    A cell holds the number of findings, or that the rule was idle or unknown there; it is empty where it passed.
    """
    seen = list(reviews)
    titles: dict[str, str] = {}
    for finding in (f for review in seen for f in review.findings):
        titles.setdefault(finding.rule, finding.title)
    unknown = {v.rule for review in seen for v in review.verdicts if v.outcome == "unknown"}
    rules = sorted(unknown.union(titles))
    rows = [_row(review, rules, lang) for review in seen]
    names = [f"{titles[r]}（{r}）" if r in titles else r for r in rules]
    return [*(say(lang, key) for key in ("unit", "file", *SEVERITIES, "note")), *names], rows


def _row(review: Review, rules: list[str], lang: str) -> list[Cell]:
    counts: Counter[str] = Counter()
    by_severity: Counter[str] = Counter()
    for finding in review.findings:
        counts[finding.rule] += finding.count
        by_severity[finding.severity.value] += finding.count
    outcomes = {v.rule: v.outcome for v in review.verdicts if v.outcome in ("idle", "unknown")}
    note = f"{say(lang, 'unreadable')}{say(lang, 'colon')}{clean(review.error)}" if review.error else ""
    totals: list[Cell] = ["" if review.error else by_severity[s] for s in SEVERITIES]
    cells: list[Cell] = [counts[r] or (say(lang, outcomes[r]) if r in outcomes else "") for r in rules]
    return [clean(review.profile.issuer or ""), clean(review.path), *totals, note, *cells]


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """CSV with a byte-order mark, so that Excel reads it as UTF-8; formula signs at a cell's start are made harmless."""
    head, rows = matrix(reviews, options.lang)
    out = io.StringIO()
    writer = csv.writer(out)
    sheet: list[list[Cell]] = [[*head], *rows]
    writer.writerows([harmless(cell) for cell in row] for row in sheet)
    yield "\ufeff" + out.getvalue()
