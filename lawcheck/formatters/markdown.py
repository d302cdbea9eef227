"""A comment for a merge request: a table of findings a draft, folded away when it is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import plain
from lawcheck.formatters.summary import Tally, verdict_lines
from lawcheck.model.finding import Finding, Review

OPEN = 20  # findings of a draft shown without folding
ICONS = {"error": "🔴", "warning": "🟠", "notice": "🔵"}


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """Markdown that GitHub, GitLab and Gitea show alike."""
    tally = Tally()
    yield "## lawcheck\n"
    for review in reviews:
        tally.add(review)
        yield f"\n### `{review.path}`\n\n"
        if review.error:
            yield f"未能读取：{_cell(review.error)}\n"
        elif not review.findings:
            yield "没有发现问题。\n"
        else:
            yield from _table(review.findings)
    yield "\n" + "\n".join(plain(line) for line in verdict_lines(tally, options)) + "\n"


def _table(findings: tuple[Finding, ...]) -> Iterator[str]:
    if len(findings) > OPEN:
        yield f"<details><summary>{len(findings)} 个问题</summary>\n\n"
    yield "| 级别 | 行 | 问题 | 依据 | 改法 |\n|---|---|---|---|---|\n"
    for f in findings:
        severity = f"{ICONS[f.severity.value]} {f.severity.zh}"
        cells = [severity, str(f.place.line), f"{f.message} `{f.rule}`", "；".join(f.basis), f.hint]
        yield "| " + " | ".join(map(_cell, cells)) + " |\n"
    if len(findings) > OPEN:
        yield "\n</details>\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\r", " ").replace("\n", " ")
