"""The rules that marks, a baseline and a side file of suppressions are themselves held to."""

from __future__ import annotations

from lawcheck.model.document import Document
from lawcheck.model.finding import Finding
from lawcheck.model.rule import Basis, Rule, Severity, Words
from lawcheck.model.source import Span

_BASIS = (Basis(convention="豁免审查意见须说明理由，失效的豁免须清除"),)


OWN = "lawcheck/"  # what the ids of these rules begin with


def _rule(name: str, title: Words, message: Words, hint: Words, severity: Severity = Severity.WARNING) -> Rule:
    return Rule(f"{OWN}{name}", title, _BASIS, severity, "mark", {}, message, hint)


REASON = _rule(
    "mark-reason",
    Words("豁免标记没有理由", "Mark without a reason"),
    Words("豁免标记没有写明理由，不起作用", "the mark gives no reason and has no effect"),
    Words("在规则编号后写“-- 理由”", "write “-- reason” after the rule id"),
)
UNKNOWN = _rule(
    "mark-unknown",
    Words("豁免标记有误", "Mark that names nothing"),
    Words("豁免标记有误：{what}", "faulty mark: {what}"),
    Words(
        "写法：<!-- lawcheck: ignore 规则编号 -- 理由 -->；规则编号用 lawcheck rules list 查看",
        "write <!-- lawcheck: ignore RULE -- reason -->; lawcheck rules list shows the ids",
    ),
)
UNUSED = _rule(
    "mark-unused",
    Words("豁免标记已无用", "Mark that sets nothing aside"),
    Words("豁免标记没有对应的问题：{what}", "the mark sets nothing aside: {what}"),
    Words("删去这处标记", "remove the mark"),
)
STALE = _rule(
    "baseline-stale",
    Words("基线有已消除的问题", "Baseline entries that are gone"),
    Words("基线中的问题已不再出现：{what}", "no longer found, but still in the baseline: {what}"),
    Words("用 lawcheck baseline prune 清除", "remove them with lawcheck baseline prune"),
    Severity.NOTICE,
)
EXPIRED = _rule(
    "ignore-expired",
    Words("豁免已过期", "Suppression that has expired"),
    Words("豁免已过期，不再起作用：{what}", "the suppression has expired and has no effect: {what}"),
    Words("改正问题，或重新审定后延长 until", "mend the finding, or review the entry and extend its until"),
)
MARK_RULES = {rule.id: rule for rule in (REASON, UNKNOWN, UNUSED, STALE, EXPIRED)}


def about(document: Document, rule: Rule, what: str, lang: str) -> Finding:
    """A finding about what sets findings aside for a draft, at the draft's beginning."""
    place = document.source.place(Span(0, 0))
    basis = tuple(map(str, rule.basis))
    message = rule.message.say(lang).format(what=what)
    return Finding(rule.id, rule.severity, rule.title.say(lang), message, basis, rule.hint.say(lang), place)
