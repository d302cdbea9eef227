"""Floor 2: marks in comments of a draft that set findings aside; the only place where that is done.

    <!-- lawcheck: ignore ID -- 理由 -->             the text on the same line, else the next block
    <!-- lawcheck: ignore-next-line ID, ID -- 理由 -->
    <!-- lawcheck: disable ID -- 理由 --> … <!-- lawcheck: enable ID -->
    <!-- lawcheck: ignore-file ID -- 理由 -->

ID is a rule, a pack, or * for all. A mark without a reason does not count, and says so. Full-width marks (：，——) are
as good: who types Chinese gets them unasked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from lawcheck.model.document import Document, Section, Table
from lawcheck.model.finding import Finding, Suppressed
from lawcheck.model.rule import Basis, Rule, Severity, Words
from lawcheck.model.ruleset import names
from lawcheck.model.source import Span

_COMMENT = re.compile(r"<!--\s*lawcheck\b\s*(?P<colon>[:：]?)(?P<body>.*?)-->", re.S)
_REASON = re.compile(r"\s*(?:-{2,}|—+|–+)\s*")
_BETWEEN = re.compile(r"[\s,，、]+")
_ACTIONS = ("ignore", "ignore-next-line", "ignore-file", "disable", "enable")

_BASIS = (Basis(convention="豁免审查意见须说明理由，失效的豁免须清除"),)


def _rule(name: str, title: Words, message: Words, hint: Words) -> Rule:
    return Rule(f"lawcheck/{name}", title, _BASIS, Severity.WARNING, "mark", {}, message, hint)


MARK_RULES: dict[str, Rule] = {
    "reason": _rule(
        "mark-reason",
        Words("豁免标记没有理由", "Mark without a reason"),
        Words("豁免标记没有写明理由，不起作用", "the mark gives no reason and has no effect"),
        Words("在规则编号后写“-- 理由”", "write “-- reason” after the rule id"),
    ),
    "unknown": _rule(
        "mark-unknown",
        Words("豁免标记有误", "Mark that names nothing"),
        Words("豁免标记有误：{what}", "faulty mark: {what}"),
        Words(
            "写法：<!-- lawcheck: ignore 规则编号 -- 理由 -->；规则编号用 lawcheck rules list 查看",
            "write <!-- lawcheck: ignore RULE -- reason -->; lawcheck rules list shows the ids",
        ),
    ),
    "unused": _rule(
        "mark-unused",
        Words("豁免标记已无用", "Mark that sets nothing aside"),
        Words("豁免标记没有对应的问题：{what}", "the mark sets nothing aside: {what}"),
        Words("删去这处标记", "remove the mark"),
    ),
}  # fmt: skip


class Mark(Struct, frozen=True):
    """One mark as written; `span` and `scope` count the Source. An empty scope covers nothing (enable, a faulty mark)."""

    span: Span
    action: str
    words: tuple[str, ...]
    reason: str
    scope: Span = Span(0, 0)
    fault: str = ""


def apply(
    document: Document,
    findings: Iterable[Finding],
    known_rule_ids: Collection[str],
    ran: Collection[str],
    lang: str = "zh",
) -> tuple[list[Finding], list[Suppressed], list[Finding]]:
    """Findings that stand, those set aside, and findings about the marks themselves.

    known_rule_ids   every rule there is, selected or not: what a mark may name
    ran              the rules that were evaluated: only their marks can be called unused
    """
    findings = list(findings)
    if not any(aside.reason == "comment" for aside in document.asides):
        return findings, [], []
    marks = list(read_marks(document))
    if not marks:
        return findings, [], []
    good = [m for m in marks if not m.fault and (m.reason or m.action == "enable")]
    used: set[tuple[Span, str]] = set()
    kept, suppressed = _divide(document, findings, good, used)
    own = [*_faults(document, marks, known_rule_ids, lang), *_unused(document, good, used, known_rule_ids, ran, lang)]
    about, more = _divide(document, own, good, used)
    return kept, suppressed + more, sorted(about, key=lambda f: f.place.offset)


def read_marks(document: Document) -> Iterator[Mark]:
    """The marks in a document's comments, in the order of the Source."""
    text = document.source.text
    for aside in document.asides:
        if aside.reason != "comment":
            continue
        for match in _COMMENT.finditer(text, aside.span.start, aside.span.end):
            yield _mark(document, match)


def _mark(document: Document, match: re.Match[str]) -> Mark:
    span = Span(*match.span())
    rule_part, *reason = _REASON.split(match["body"].strip(), maxsplit=1)
    action, *words = [word for word in _BETWEEN.split(rule_part) if word] or [""]
    said = reason[0].strip() if reason else ""
    if not match["colon"]:
        return Mark(span, action, (), said, fault="lawcheck 后缺冒号")
    if action not in _ACTIONS:
        return Mark(span, action, (), said, fault=f"没有 {action or '空'} 这种标记，可用 {'、'.join(_ACTIONS)}")
    if not words and action != "enable":
        return Mark(span, action, (), said, fault="没有写规则编号（全部规则写 *）")
    return Mark(span, action, tuple(words or ("*",)), said, _scope(document, action, span))


def _scope(document: Document, action: str, span: Span) -> Span:
    """The stretch of the Source that a mark speaks for."""
    source = document.source
    if action == "ignore-file":
        return Span(0, len(source.text) + 1)
    if action == "disable":
        return Span(span.end, len(source.text) + 1)
    if action == "enable":
        return Span(0, 0)
    if action == "ignore":
        line = _line(document, span.start)
        shown = source.text[line.start : span.start] + source.text[span.end : line.end]
        return (
            line
            if re.sub(r"<!--.*?-->", "", shown).strip(" \t>*+-|\r\n\u3000\xa0")
            else _next_block(document, span.end)
        )
    rest = re.compile(r"\S").search(source.text, _line(document, span.end).end)
    return _line(document, rest.start()) if rest else Span(0, 0)


def _line(document: Document, offset: int) -> Span:
    source = document.source
    number = source.line_column(offset)[0]
    starts = source.line_starts
    return Span(starts[number - 1], starts[number] if number < len(starts) else len(source.text) + 1)


def _next_block(document: Document, offset: int) -> Span:
    """The block that begins first at or after an offset of the Source: a heading with what shares its line, a table."""
    best = None
    for node in document.root.walk():
        if isinstance(node, Section) and not node.level:
            continue
        own = node.heading if isinstance(node, Section) else node.span
        start = document.source_span(own).start
        if start >= offset and (best is None or start < best[0]):
            best = (start, node, own)
    if best is None:
        return Span(0, 0)
    start, node, own = best
    if isinstance(node, Table):
        return Span(start, document.source_span(own).end)
    end = document.text.find("\n", own.start)
    end = len(document.text) if end < 0 else end
    return Span(start, max(start + 1, document.source_span(Span(own.start, end)).end))


def _divide(
    document: Document, findings: Iterable[Finding], marks: list[Mark], used: set[tuple[Span, str]]
) -> tuple[list[Finding], list[Suppressed]]:
    """Findings that no mark covers, and the others under the mark that does; adds the marks used to `used`."""
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        covering = [(m, w) for m in marks for w in m.words if _covers(m, w, finding, marks)]
        used.update((m.span, w) for m, w in covering)
        if covering:
            mark = covering[0][0]
            line = document.source.line_column(mark.span.start)[0]
            suppressed.append(Suppressed(finding, f"{mark.action}:{line}", mark.reason))
        else:
            kept.append(finding)
    return kept, suppressed


def _covers(mark: Mark, word: str, finding: Finding, marks: list[Mark]) -> bool:
    at = finding.place.offset
    if not (mark.scope.start <= at < mark.scope.end and names(word, finding.rule)):
        return False
    return mark.action != "disable" or not any(
        other.action == "enable" and mark.span.end <= other.span.start <= at and _any_names(other.words, finding.rule)
        for other in marks
    )


def _any_names(words: Iterable[str], rule: str) -> bool:
    return any(names(word, rule) for word in words)


def _faults(document: Document, marks: list[Mark], known: Collection[str], lang: str) -> Iterator[Finding]:
    """What is wrong with the marks as written."""
    from difflib import get_close_matches

    everything = [*known, *(rule.id for rule in MARK_RULES.values())]
    for mark in marks:
        if mark.fault:
            yield _finding(document, "unknown", mark, mark.fault, lang)
            continue
        if not mark.reason and mark.action != "enable":
            yield _finding(document, "reason", mark, "", lang)
        for word in mark.words:
            if not any(names(word, rule) for rule in everything):
                near = get_close_matches(word, everything, 1)
                hint = f"，是否想写 {near[0]}？" if near else ""
                yield _finding(document, "unknown", mark, f"没有规则或规则包 {word}{hint}", lang)


def _unused(
    document: Document,
    marks: list[Mark],
    used: set[tuple[Span, str]],
    known: Collection[str],
    ran: Collection[str],
    lang: str,
) -> Iterator[Finding]:
    """Marks that set nothing aside although all rules they name were run, and an enable with nothing to end."""
    for mark in marks:
        if mark.action == "enable":
            before = [w for m in marks if m.action == "disable" and m.span.end <= mark.span.start for w in m.words]
            idle = [v for v in mark.words if not any(names(v, w) or names(w, v) for w in before)]
        else:
            idle = [w for w in mark.words if (mark.span, w) not in used and _all_ran(w, known, ran)]
        if idle:
            yield _finding(document, "unused", mark, "、".join(idle), lang)


def _all_ran(word: str, known: Collection[str], ran: Collection[str]) -> bool:
    named = [rule for rule in known if names(word, rule)]
    return bool(named) and all(rule in ran for rule in named)


def _finding(document: Document, kind: str, mark: Mark, what: str, lang: str) -> Finding:
    rule = MARK_RULES[kind]
    return Finding(
        rule.id,
        rule.severity,
        rule.title.say(lang),
        rule.message.say(lang).format(what=what),
        tuple(map(str, rule.basis)),
        rule.hint.say(lang),
        document.source.place(mark.span),
    )
