"""One draft on the page: its text in rows, beside each row the notes of what was found there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from lawcheck.formatters.html_figures import figures
from lawcheck.formatters.html_note import note, where
from lawcheck.formatters.html_text import Block, Mark, Painter, asides, block_html, blocks, marks, safe
from lawcheck.formatters.wording import aside, profile_rows, say
from lawcheck.model.document import Aside, Document
from lawcheck.model.finding import Finding, Review

OUTCOMES = (("unknown", "unknown"), ("fail", "failed"), ("pass", "passed"), ("idle", "idle"))
LONGEST = 2000  # characters shown of a stretch that was set aside
Row = Block | Aside


def draft(review: Review, key: str, lang: str) -> Iterator[str]:
    """The section of one Review; `key` begins all its ids (f1, f1-n0 …)."""
    yield f'<section class="draft" id="{key}" aria-labelledby="{key}-t"><h2 id="{key}-t">{safe(review.path)}</h2>'
    document = review.document
    if review.error or document is None:
        yield f'<p class="unread">{say(lang, "unreadable")}{say(lang, "colon")}{safe(review.error)}</p></section>'
        return
    rows = [(name, value) for name, value, _ in profile_rows(review.profile, lang) if value]
    yield '<p class="profile">' + " · ".join(f"{safe(name)} <b>{safe(value)}</b>" for name, value in rows) + "</p>"
    yield f'<div class="sheet" role="group" aria-label="{say(lang, "sheet")}">'
    found = marks(document, review.findings)
    yield from _sheet(document, review.findings, found, key, lang)
    yield "</div>"
    yield from figures(document, review.profile, key, lang)
    yield from _verdicts(review, lang)
    yield from _set_aside(review, lang)
    yield "</section>"


def _sheet(document: Document, findings: tuple[Finding, ...], found: list[Mark], key: str, lang: str) -> Iterator[str]:
    """Text and what was set aside in the order of the Source, each row with its notes."""
    rows: list[tuple[int, Row]] = [(document.source_span(b.span).start, b) for b in blocks(document)]
    rows += [(one.span.start, one) for one in asides(document)]
    rows.sort(key=lambda pair: (pair[0], isinstance(pair[1], Aside)))
    beside = _beside(findings, {m.finding: m.span.start for m in found if not m.part}, [row for _, row in rows])
    painter = Painter(document, found, key)
    for number, (origin, row) in enumerate(rows):
        line = document.source.line_column(origin)[0]
        kind = "aside" if isinstance(row, Aside) else safe(row.role)
        ident = "" if isinstance(row, Aside) else f' id="{key}-b{row.span.start}"'
        yield f'<div class="row {kind}"{ident}><span class="ln" aria-hidden="true">{line}</span><div class="text">'
        yield from _aside(row, document, lang) if isinstance(row, Aside) else block_html(row, painter)
        yield '</div><div class="notes">'
        for n in beside.get(number, ()):
            yield from note(findings[n], n, document.source, key, lang)
        yield "</div></div>"
    if not rows:  # an empty draft still shows what was found
        yield '<div class="row"><span class="ln"></span><div class="text"></div><div class="notes">'
        for n, finding in enumerate(findings):
            yield from note(finding, n, document.source, key, lang)
        yield "</div></div>"
    yield painter.rest()


def _beside(findings: tuple[Finding, ...], starts: dict[int, int], rows: list[Row]) -> dict[int, list[int]]:
    """By row, the findings that begin in it: in a stretch set aside, else in the text."""
    texts = [(row.span.start, number) for number, row in enumerate(rows) if isinstance(row, Block)]
    others = [(row.span, number) for number, row in enumerate(rows) if isinstance(row, Aside)]
    texts.sort()
    begins = [start for start, _ in texts]
    found: dict[int, list[int]] = {}
    for n, finding in enumerate(findings):
        at = finding.place.offset
        number = next((i for span, i in others if span.start <= at < span.end), None)
        if number is None:
            number = texts[max(0, bisect_right(begins, starts[n]) - 1)][1] if texts else 0
        found.setdefault(number, []).append(n)
    return found


def _aside(one: Aside, document: Document, lang: str) -> Iterator[str]:
    text = document.source.text[one.span.start : one.span.end]
    shown = text[:LONGEST] + ("…" if len(text) > LONGEST else "")
    lines = "\n".join(map(safe, shown.strip().splitlines()))
    yield f"<details><summary>{say(lang, 'unchecked')}{safe(aside(lang, one.reason))}</summary><pre>{lines}</pre></details>"


def _verdicts(review: Review, lang: str) -> Iterator[str]:
    """How the rules came out; those that could not be evaluated are never folded away."""
    by: dict[str, list[str]] = {}
    for v in review.verdicts:
        reason = f"{say(lang, 'colon')}{safe(v.reason)}" if v.reason else ""
        by.setdefault(v.outcome, []).append(f"<li><code>{safe(v.rule)}</code>{reason}</li>")
    yield f"<h3>{say(lang, 'rules-head')}</h3>"
    for outcome, word in OUTCOMES:
        if outcome in by:
            shown = " open" if outcome == "unknown" else ""
            head = f"{say(lang, word)} {len(by[outcome])}"
            yield f'<details class="verdicts {outcome}"{shown}><summary>{head}</summary><ul>{"".join(by[outcome])}</ul></details>'


def _set_aside(review: Review, lang: str) -> Iterator[str]:
    if not review.suppressed:
        return
    rows = "".join(
        f"<li>{where(s.finding.place, lang)} <code>{safe(s.finding.rule)}</code> {safe(s.finding.message)}"
        f"{say(lang, 'colon')}{safe(s.reason)} <small>{safe(s.by)}</small></li>"
        for s in review.suppressed
    )
    head = say(lang, "suppressed", n=len(review.suppressed))
    yield f'<details class="suppressed"><summary>{head}</summary><ul>{rows}</ul></details>'
