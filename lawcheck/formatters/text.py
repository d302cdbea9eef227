"""Findings for a person at a terminal: where, what, the line itself, on what basis, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.excerpt import Mark, excerpt
from lawcheck.formatters.layout import Line, Segment, cells, clean, clip, paint, wrap
from lawcheck.formatters.summary import (
    Tally,
    aside_line,
    identity_lines,
    passed_lines,
    statistics,
    table,
    unknown_lines,
    verdict_lines,
)
from lawcheck.formatters.wording import say, severity
from lawcheck.model.finding import Finding, Review
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import Fix
from lawcheck.model.source import Source, Span

STYLES = {"error": "bold red", "warning": "bold yellow", "notice": "bold cyan"}
AROUND = 8  # characters shown to each side of a replacement
_MARKS = re_compile("[，。；：、,;:]")
LONGEST = 24  # characters of a replaced text that are shown


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """Each Review as it comes, then a table by file (for more than one), then one line of verdicts."""
    return paint(lines(reviews, options), options.color)


def lines(reviews: Iterable[Review], options: Options) -> Iterator[Line]:
    """What `render` writes, as styled lines."""
    tally = Tally()
    for review in reviews:
        tally.add(review)
        if review.error:
            yield from _unreadable(review, options)
            continue
        if not options.statistics:
            for finding in review.findings:
                yield from finding_lines(finding, review, options)
        for said in (identity_lines, aside_line, unknown_lines):  # what was not checked, also where little is said
            yield from (line for line in said(review, options) if line or not options.quiet)
        if options.show_passed:
            yield from passed_lines(review, options)
    if options.statistics:
        yield from statistics(tally, options)
    elif tally.files > 1 and not options.quiet:
        yield from table(tally, options)
    yield from verdict_lines(tally, options)


def _unreadable(review: Review, options: Options) -> Iterator[Line]:
    word, path = Segment(say(options.lang, "error"), STYLES["error"]), clean(review.path)
    said = f"{say(options.lang, 'unreadable')}{say(options.lang, 'colon')}{clean(review.error)}"
    if options.quiet:
        yield [Segment(f"{path}: "), word, Segment(f" {said}")]
    else:
        yield from ([word, Segment(f" {path} {said}", "bold")], [])


def finding_lines(finding: Finding, review: Review, options: Options) -> Iterator[Line]:
    """One finding; with `quiet` a single line that editors and grep can follow."""
    lang = options.lang
    word = severity(lang, finding.severity)
    style = STYLES.get(finding.severity.word, "")
    where = f"{clean(review.path)}:{finding.place.line}:{finding.place.column}"
    many = say(lang, "count", n=finding.count) if finding.count > 1 else ""
    said = clean(finding.title if many else finding.message) + many
    tag = [Segment(word, style), Segment(f"[{finding.rule}]", style)]
    if options.quiet:
        yield [Segment(f"{where}: "), *tag, Segment(f" {said}")]
        return
    yield [*tag, Segment(say(lang, "colon") + said, "bold")]
    gutter = len(str(max(p.line for p in (finding.place, *finding.related))))
    yield [
        Segment(" " * gutter + "--> ", "blue"),
        Segment(where),
        *_section(finding, options, gutter + 4 + cells(where)),
    ]
    if review.document is not None:
        main = Mark(finding.place, "^", style)
        others = [Mark(p, "^" if many else "-", style if many else "bold blue") for p in finding.related]
        yield from excerpt(review.document.source, [main, *others], options.width, options.ambiguous_wide)
        yield [Segment(" " * gutter + " |", "blue")]
    yield from _notes(finding, review, options, gutter)
    yield []


def _section(finding: Finding, options: Options, used: int) -> Line:
    """The headings above the place: they say more than a line number to whoever writes in Word."""
    path = clean(" › ".join(finding.section))
    room = options.width - used - 2 if options.width else 0
    return [Segment("  " + clip(path, room, options.ambiguous_wide), "dim")] if path and room >= 0 else []


def _notes(finding: Finding, review: Review, options: Options, gutter: int) -> Iterator[Line]:
    lang = options.lang
    if finding.count > 1:
        yield from note("first", finding.message, options, gutter)
        left = finding.count - 1 - len(finding.related)
        if left > 0:
            yield from note("", say(lang, "unlisted", n=left), options, gutter)
    if finding.place.end_line > finding.place.line and finding.place.end_column > 1:
        yield from note("", say(lang, "spans-lines", n=finding.place.end_line), options, gutter)
    if finding.basis:
        yield from note("basis", say(lang, "semicolon").join(finding.basis), options, gutter)
    if finding.hint:
        yield from note("hint", finding.hint, options, gutter)
    if finding.fix and finding.fix.edits and review.document is not None:
        yield _fix(finding.fix, review.document.source, options, gutter)


def note(key: str, text: str, options: Options, gutter: int) -> Iterator[Line]:
    """A note under the excerpt, wrapped with the same indent."""
    label = say(options.lang, key) + say(options.lang, "colon") if key else ""
    wide = options.ambiguous_wide
    indent = gutter + 3 + cells(label, wide)
    first = True
    for part in wrap(clean(text), max(24, options.width - indent) if options.width else 0, wide):
        head = [Segment(" " * gutter + " = ", "blue"), Segment(label, "bold")] if first else [Segment(" " * indent)]
        yield [*head, Segment(part)]
        first = False


def _fix(fix: Fix, source: Source, options: Options, gutter: int) -> Line:
    """The first edit with a little text around it: before → after."""
    edit = fix.edits[0]
    before, after = _around(source, edit.span)
    old, new = _short(source.text[edit.span.start : edit.span.end]), _short(edit.text)
    line = [
        Segment(" " * gutter + " = ", "blue"),
        Segment(say(options.lang, "fix") + say(options.lang, "colon"), "bold"),
    ]
    line += [Segment(before), Segment(old, "red strike"), Segment(after), Segment(" → ", "bold")]
    line += [Segment(before), Segment(new, "bold green"), Segment(after)]
    if len(fix.edits) > 1:
        line.append(Segment(say(options.lang, "more-edits", n=len(fix.edits)), "dim"))
    if not fix.safe:
        line.append(Segment(say(options.lang, "unsafe"), "yellow"))
    return line


def _around(source: Source, span: Span) -> tuple[str, str]:
    """The text of the same line to the left (from the last mark on) and right of an edit."""
    before = source.text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
    after = source.text[span.end : span.end + AROUND].partition("\n")[0]
    return clean(_MARKS.split(before)[-1].lstrip()), clean(after.rstrip())


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST else text[: LONGEST // 2] + "…" + text[-LONGEST // 2 :]
