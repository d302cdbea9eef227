"""Findings divided by the marks of a document, and what is to be said of the marks; imported only where there are comments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cache

from lawcheck.model.document import Document
from lawcheck.model.finding import Finding, Suppressed
from lawcheck.model.rule import Rule
from lawcheck.model.ruleset import ALL, names
from lawcheck.model.source import Span
from lawcheck.suppressions.marks import Mark, read_marks
from lawcheck.suppressions.rules import MARK_RULES, REASON, UNKNOWN, UNUSED

Used = set[tuple[Span, str]]


def divide(
    document: Document, findings: list[Finding], known: Collection[str], ran: Collection[str], lang: str
) -> tuple[list[Finding], list[Suppressed], list[Finding]]:
    """As `apply`, for a document that has comments."""
    marks = read_marks(document)
    if not marks:
        return findings, [], []
    divider = _Divider(document, [mark for mark in marks if mark.counts])
    kept, suppressed = divider(findings)
    own = [*_faults(document, marks, known, lang), *_unused(document, divider, known, ran, lang)]
    about, more = divider(own)
    return kept, suppressed + more, sorted(about, key=lambda f: f.place.offset)


class _Divider:
    """Tells findings that a mark covers from those that stand; `used` grows by the marks (and words) that were needed.

    Findings and marks are gone through side by side, so that many of both cost no more than their sum.
    """

    def __init__(self, document: Document, marks: list[Mark]) -> None:
        self.marks = marks
        self.used: Used = set()
        self._document = document
        self._opening = sorted(marks, key=lambda mark: mark.scope.start)
        self._enabled: dict[str, list[int]] = {}

    def __call__(self, findings: list[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        """Both in the order in which the findings came."""
        covered: dict[int, Mark] = {}
        active: list[Mark] = []
        opening = iter(self._opening)
        coming = next(opening, None)
        for number, finding in sorted(enumerate(findings), key=lambda pair: pair[1].place.offset):
            at = finding.place.offset
            while coming and coming.scope.start <= at:
                active.append(coming)
                coming = next(opening, None)
            active = [mark for mark in active if mark.scope.end > at]
            for mark in active:
                if finding.rule == UNUSED.id and mark.span.start == at:
                    continue  # that a mark for all rules is idle is not set aside by that mark
                words = [word for word in mark.words if names(word, finding.rule)]
                if words and not (mark.action == "disable" and self._enabled_again(mark, finding)):
                    covered.setdefault(number, mark)
                    self.used.update((mark.span, word) for word in words)
        kept = [finding for number, finding in enumerate(findings) if number not in covered]
        return kept, [self._suppressed(findings[number], covered[number]) for number in sorted(covered)]

    def _suppressed(self, finding: Finding, mark: Mark) -> Suppressed:
        line = self._document.source.line_column(mark.span.start)[0]
        return Suppressed(finding, f"{mark.action}:{line}", mark.reason)

    def _enabled_again(self, mark: Mark, finding: Finding) -> bool:
        """Whether between a disable and a finding an enable names its rule: a part of what was disabled."""
        if finding.rule not in self._enabled:
            self._enabled[finding.rule] = [
                other.span.start
                for other in self.marks
                if other.action == "enable" and any(names(word, finding.rule) for word in other.words)
            ]
        starts = self._enabled[finding.rule]
        before = bisect_right(starts, finding.place.offset)
        return before > 0 and starts[before - 1] >= mark.span.end


def _faults(document: Document, marks: list[Mark], known: Collection[str], lang: str) -> Iterator[Finding]:
    """What is wrong with the marks as written."""
    everything = [*known, *MARK_RULES]

    @cache
    def unknown(word: str) -> str:
        if any(names(word, rule) for rule in everything):
            return ""
        from difflib import get_close_matches

        near = get_close_matches(word, everything, 1)
        return f"没有规则或规则包 {word}" + (f"，是否想写 {near[0]}？" if near else "")

    for mark in marks:
        if mark.fault:
            yield _finding(document, UNKNOWN, mark, mark.fault, lang)
        elif not mark.counts:
            yield _finding(document, REASON, mark, "", lang)
        for what in filter(None, map(unknown, mark.words)):
            yield _finding(document, UNKNOWN, mark, what, lang)


def _unused(
    document: Document, divider: _Divider, known: Collection[str], ran: Collection[str], lang: str
) -> Iterator[Finding]:
    """Marks that set nothing aside although all rules they name were run, and an enable with nothing to end."""
    disabled: set[str] = set()

    @cache
    def all_ran(word: str) -> bool:
        if word in ("*", ALL):
            return bool(ran)  # of all rules there are always some that a draft does not concern
        named = [rule for rule in known if names(word, rule)]
        return bool(named) and all(rule in ran for rule in named)

    for mark in divider.marks:
        if mark.action == "enable":
            idle = [v for v in mark.words if not any(names(v, w) or names(w, v) for w in disabled)]
        else:
            idle = [w for w in mark.words if (mark.span, w) not in divider.used and all_ran(w)]
        if mark.action == "disable":
            disabled.update(mark.words)
        if idle:
            yield _finding(document, UNUSED, mark, "、".join(idle), lang)


def _finding(document: Document, rule: Rule, mark: Mark, what: str, lang: str) -> Finding:
    return Finding(
        rule.id,
        rule.severity,
        rule.title.say(lang),
        rule.message.say(lang).format(what=what),
        tuple(map(str, rule.basis)),
        rule.hint.say(lang),
        document.source.place(mark.span),
    )
