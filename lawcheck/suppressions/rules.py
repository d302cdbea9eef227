"""The rules that marks themselves are held to."""

from __future__ import annotations

from lawcheck.model.rule import Basis, Rule, Severity, Words

_BASIS = (Basis(convention="豁免审查意见须说明理由，失效的豁免须清除"),)


def _rule(name: str, title: Words, message: Words, hint: Words) -> Rule:
    return Rule(f"lawcheck/{name}", title, _BASIS, Severity.WARNING, "mark", {}, message, hint)


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
MARK_RULES = {rule.id: rule for rule in (REASON, UNKNOWN, UNUSED)}
