"""What is said of all files together: counts by file and by rule, what was not checked, and the last line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lawcheck.formatters import Options
from lawcheck.formatters.layout import Line, Segment, cells, clean, clip, pad
from lawcheck.formatters.wording import aside, say
from lawcheck.model.document import Aside, Document
from lawcheck.model.finding import ONLY_FOR_YEARS, Review, outcomes

SEVERITIES = ("error", "warning", "notice")
COLORS = {"error": "red", "warning": "yellow", "notice": "cyan"}
NAMED = 3  # unreadable files that the last line names; each has its own line above
RANGES = 6  # stretches set aside that are named


class Tally:
    """Counts over all Reviews, so that these need not be kept."""

    def __init__(self) -> None:
        self.files = 0
        self.by_file: list[tuple[str, dict[str, int]]] = []
        self.severities: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.titles: dict[str, tuple[str, str]] = {}
        self.outcomes: Counter[str] = Counter()
        self.suppressed = 0
        self.fixable: Counter[str] = Counter()
        self.unreadable: list[tuple[str, str]] = []

    def add(self, review: Review) -> None:
        self.files += 1
        if review.error:
            self.unreadable.append((review.path, review.error))
            return
        counts: Counter[str] = Counter()
        for finding in review.findings:
            counts[finding.severity.word] += finding.count
            self.rules[finding.rule] += finding.count
            self.titles.setdefault(finding.rule, (finding.severity.word, finding.title))
            if finding.fix:
                self.fixable["fixable" if finding.fix.safe else "fixable-unsafe"] += min(
                    finding.count, len(finding.fix.edits)
                )
        self.severities += counts
        self.by_file.append((review.path, counts))
        self.outcomes.update(outcomes(review.verdicts))
        self.suppressed += len(review.suppressed)


def table(tally: Tally, options: Options) -> Iterator[Line]:
    """Findings by file and severity; files without any are one line at the end."""
    rows = [(path, counts) for path, counts in tally.by_file if counts]
    if rows:
        wide = options.ambiguous_wide
        room = max(20, options.width - 8 * len(SEVERITIES)) if options.width else 0
        names = [clip(clean(path), room, wide) for path, _ in rows]
        total = say(options.lang, "total")
        first = max(cells(name, wide) for name in (*names, total, say(options.lang, "file")))
        yield [Segment(pad(say(options.lang, "file"), first, wide), "bold"), *_heads(options)]
        for name, (_, counts) in zip(names, rows, strict=True):
            yield [Segment(pad(name, first, wide)), *_numbers(counts)]
        if len(rows) > 1:
            yield [Segment(pad(total, first, wide), "bold"), *_numbers(tally.severities)]
    clean_files = len(tally.by_file) - len(rows)
    if clean_files and rows:
        yield [Segment(say(options.lang, "clean-files", n=clean_files), "dim")]
    yield []


def _heads(options: Options) -> Line:
    words = [say(options.lang, s) for s in SEVERITIES]
    return [Segment(" " * (8 - cells(w)) + w, f"bold {COLORS[s]}") for s, w in zip(SEVERITIES, words, strict=True)]


def _numbers(counts: dict[str, int]) -> Line:
    return [Segment(f"{counts.get(s) or '-':>8}", COLORS[s] if counts.get(s) else "dim") for s in SEVERITIES]


def statistics(tally: Tally, options: Options) -> Iterator[Line]:
    """Findings by rule, the most frequent first."""
    if not tally.rules:
        return
    first = len(str(max(tally.rules.values())))
    second = max(len(rule) for rule in tally.rules)
    for rule, count in sorted(tally.rules.items(), key=lambda pair: (-pair[1], pair[0])):
        value, title = tally.titles[rule]
        yield [
            Segment(f"{count:>{first}}  "),
            Segment(say(options.lang, value), COLORS.get(value, "")),
            Segment(f"  {rule:<{second}}  {clean(title)}"),
        ]
    yield []


def identity_lines(review: Review, options: Options) -> Iterator[Line]:
    """That a draft was taken for no kind of report, or its year is not known: rules that depend on it were not tried."""
    lang = options.lang
    said = [say(lang, "no-kind")] if review.profile.unknown else []
    years = sum(
        v.outcome == "idle" and v.reason.startswith((ONLY_FOR_YEARS.zh, ONLY_FOR_YEARS.en)) for v in review.verdicts
    )
    if review.profile.year is None and review.profile.kind != "none" and years:
        said.append(say(lang, "no-year", n=years))
    for line in said:
        yield [Segment(f"{clean(review.path)}{say(lang, 'colon')}{line}", "dim")]
    if said:
        yield []


def aside_line(review: Review, options: Options) -> Iterator[Line]:
    """Which lines of a file are no part of the report and were not checked."""
    document = review.document
    asides = [a for a in document.asides if _worth(a, document)] if document else []
    if not document or not asides:
        return
    lang = options.lang
    parts = []
    for reason in dict.fromkeys(a.reason for a in asides):
        ranges = _ranges(document, [a for a in asides if a.reason == reason])
        said = say(lang, "list").join(ranges[:RANGES]) + ("…" if len(ranges) > RANGES else "")
        parts.append(say(lang, "lines", lines=said, reason=aside(lang, reason)))
    yield [
        Segment(
            f"{clean(review.path)}{say(lang, 'colon')}{say(lang, 'unchecked')}{say(lang, 'list').join(parts)}", "dim"
        )
    ]
    yield []


def _worth(aside: Aside, document: Document) -> bool:
    """Front matter is read as such, and marks for lawcheck are meant: neither goes unchecked by accident."""
    if aside.reason == "front-matter":
        return False
    return aside.reason != "comment" or "lawcheck" not in document.source.text[slice(*aside.span)]


def _ranges(document: Document, asides: list[Aside]) -> list[str]:
    """Line ranges; stretches with only blank lines between them are one."""
    source = document.source
    found: list[tuple[int, int]] = []
    end = 0
    for item in sorted(asides, key=lambda a: a.span):
        first = source.line_column(item.span.start)[0]
        last = source.line_column(max(item.span.start, item.span.end - 1))[0]
        if found and not source.text[end : item.span.start].strip():
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
        end = max(end, item.span.end)
    return [str(a) if a == b else f"{a}—{b}" for a, b in found]


def unknown_lines(review: Review, options: Options) -> Iterator[Line]:
    """Rules that could not be evaluated, always said: the file is not known to be sound."""
    yield from _outcomes(review, options, ("unknown",))


def passed_lines(review: Review, options: Options) -> Iterator[Line]:
    """Rules that passed and those that were idle, with the reason."""
    yield from _outcomes(review, options, ("pass", "idle"))


def _outcomes(review: Review, options: Options, outcomes: tuple[str, ...]) -> Iterator[Line]:
    lang = options.lang
    key = {"pass": "passed", "fail": "failed"}
    style = {"pass": "green", "idle": "dim", "unknown": "magenta"}
    chosen = [v for outcome in outcomes for v in review.verdicts if v.outcome == outcome]
    for verdict in chosen:
        reason = f"{say(lang, 'colon')}{clean(verdict.reason)}" if verdict.reason else ""
        word = say(lang, key.get(verdict.outcome, verdict.outcome))
        yield [Segment(word, style[verdict.outcome]), Segment(f" {verdict.rule}{reason}")]
    if chosen:
        yield []


def verdict_lines(tally: Tally, options: Options) -> Iterator[Line]:
    """The last line: what was found, how many rules passed, failed, were idle or unknown, what could not be read."""
    lang = options.lang
    colon, semicolon, comma = say(lang, "colon"), say(lang, "semicolon"), say(lang, "list")
    if not tally.files:
        yield [Segment(say(lang, "none"), "bold")]
        return
    line: Line = []
    for value in SEVERITIES:
        if tally.severities[value]:
            line += [
                Segment(comma if line else ""),
                Segment(f"{say(lang, value)} {tally.severities[value]}", f"bold {COLORS[value]}"),
            ]
    read = tally.files - len(tally.unreadable)
    if read and not line:
        line.append(Segment(say(lang, "nothing"), "bold green"))
    if read:
        for key, number in (*sorted(tally.fixable.items()), ("suppressed", tally.suppressed)):
            if number:
                line.append(Segment(comma + say(lang, key, n=number)))
        line.append(Segment(semicolon + _verdicts(tally, options, read)))
    if tally.unreadable:
        shown = semicolon.join(
            say(lang, "path-reason", path=clean(path), why=clean(why)) for path, why in tally.unreadable[:NAMED]
        )
        others = say(lang, "others", n=len(tally.unreadable)) if len(tally.unreadable) > NAMED else ""
        said = f"{say(lang, 'unreadable')} {_files(lang, len(tally.unreadable))}{colon}{shown}{others}"
        line += [Segment(semicolon if line else ""), Segment(said, "bold red")]
    yield line


def _verdicts(tally: Tally, options: Options, read: int) -> str:
    lang = options.lang
    number = sum(tally.outcomes.values())
    what = say(lang, "verdicts" if read > 1 else "rules", n=number)
    words = (("passed", "pass"), ("failed", "fail"), ("idle", "idle"), ("unknown", "unknown"))
    counts = say(lang, "list").join(f"{say(lang, word)} {tally.outcomes[key]}" for word, key in words)
    return f"{_files(lang, read)}{say(lang, 'list')}{what}{say(lang, 'colon')}{counts}"


def _files(lang: str, number: int) -> str:
    return say(lang, "drafts", n=number) if number > 1 else say(lang, "draft")
