"""Outcomes: the words by which a rate and a figure speak of one thing (办结率 and 审结7件, 采纳率 and 采用12条)."""

from __future__ import annotations

from lawcheck.model.patterns import kept, re_compile

_FILL = re_compile(r"总体|整体|平均|综合|全年|当年|案件|率|比例|的|全部|其|及时")
# Outcomes that exclude each other: 不捕率 is counted on 批捕+不捕, a convention of the procuratorates.
NOT = re_compile(r"^(?:不|未|非)")

# Verbs of one outcome; and kinds of it, which may explain a rate but do not contradict it.
_ALIASES = {
    "处理": "理|结|毕",
    "处": "理|结",
    "答复": "复|答",
    "回复": "复|答",
    "成功": "成",
    "结案": "结",
    "办结": "结|毕|完",
    "审结": "结",
    "执结": "结",
    "完成": "完|成",
    "解决": "解决",
    "纠错": "纠",
    "受案": "受理",
    "立案": "立案|受理",
    "调解": "调解|调成|调处",
    "调处": "调处|调解",
    "合格": "合格|分以上",
    "优秀": "优|分以上",
    "办理": "办|结",
    "整改": "整改|改正|完成",
    "反馈": "反馈",
    "抽查": "抽取|抽查",
    "通过": "通过|合格",
    "参考": "实考|参考",
    "参训": "实训|参训",
    "到会": "实到|到会",
    "落实": "落实|办结|完成",
    "化解": "化解",
}
_KINDS = {
    "纠错": "撤销|变更|违法",
    "调撤": "调解|撤诉|撤回",
    "化解": "调解|成功|解决",
    "合格": "良好|优秀",
    "调处": "化解",
}
# 按期办结率 counts what was done in time, and 办结4102件 does not say so.
WHEN = ("按期", "按时", "限时", "及时", "当日", "当场", "审限内", "期限内", "一次", "首次", "快速")
_VAGUE = frozenset(
    {"直接", "案件", "按时", "按期", "及时", "当日", "调解", "行政", "综合", "平均", "一次", "复查", "复核"}
)


def stem(name: str) -> str:
    return _FILL.sub("", name)


def speaks(wanted: str, words: str) -> bool:
    """Whether a clause speaks of the outcome that a rate is named after."""
    known = [forms for outcome, forms in _ALIASES.items() if wanted.endswith(outcome)]
    if any(kept(forms).search(words) for forms in known):
        return True
    core = wanted[-2:] if not NOT.match(wanted) else wanted[-1:]
    if core in words or (len(wanted) == 2 and all(char in words for char in wanted)):
        return True
    # 水产品合格率 is not that of 水产品440批次: what stands before an outcome only says whose it is.
    return not known and any(
        wanted[i : i + 2] in words
        for i in range(max(0, len(wanted) - 4), len(wanted) - 1)
        if wanted[i : i + 2] not in _VAGUE
    )


def kinds(wanted: str, words: str) -> bool:
    """Whether a clause speaks of a kind of the outcome that a rate is named after."""
    return any(wanted.endswith(outcome) and kept(forms).search(words) for outcome, forms in _KINDS.items())
