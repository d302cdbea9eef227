"""The reviewer's sheet: a line a draft, a column a rule that found something, the number of findings where they meet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from lawcheck.formatters import DEFAULT, Options
from lawcheck.model.finding import Review


def matrix(reviews: Iterable[Review]) -> tuple[list[str], list[list[str | int]]]:
    """Head and rows: unit, file, totals by severity, then a count a rule; "未读" in a draft that could not be read."""
    seen = list(reviews)
    rules = sorted({f.rule for review in seen for f in review.findings})
    titles = {f.rule: f.title for review in seen for f in review.findings}
    rows: list[list[str | int]] = []
    for review in seen:
        counts = Counter(f.rule for f in review.findings for _ in range(f.count))
        by_severity = Counter(f.severity.value for f in review.findings for _ in range(f.count))
        totals: list[str | int] = [by_severity[s] for s in ("error", "warning", "notice")]
        cells: list[str | int] = [counts[rule] or "" for rule in rules]
        state = f"未能读取：{review.error}" if review.error else ""
        rows.append([review.profile.issuer or "", review.path, *totals, state, *cells])
    return ["单位", "文件", "错误", "警告", "提示", "说明", *(f"{titles[r]}（{r}）" for r in rules)], rows


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """CSV with a byte-order mark, so that Excel reads it as UTF-8; formula signs at a cell's start are made harmless."""
    head, rows = matrix(reviews)
    out = io.StringIO()
    writer = csv.writer(out)
    sheet: list[list[str | int]] = [list(head), *rows]
    for row in sheet:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@") else cell for cell in row])
    yield "\ufeff" + out.getvalue()
