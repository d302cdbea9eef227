"""The same drafts with more and more rules: packs of made-up wording, as a house with a style guide would write them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice, pairwise, product
from pathlib import Path
from typing import Any

import corpus
from plan import Plan
from table import Bound, Outcome, Row
from timing import Command, lawcheck, measure, run

_FIRST = (
    "行政执法", "合法性审查", "矛盾调解", "法律援助", "普法宣传", "行政复议", "案卷评查", "政务公开",
    "执法监督", "决策咨询", "风险评估", "公众参与", "应急处置", "行政许可", "行政处罚", "行政检查",
    "规范性文件", "人民调解", "社区矫正", "公证服务", "法治培训", "行风评议", "综合执法", "信用监管",
    "环境执法", "安全监管", "市场监管", "劳动监察", "食品监管", "城市管理", "农村治理", "营商环境",
)  # fmt: skip
_SECOND = (
    ("机制", "机置"), ("制度", "制渡"), ("程序", "程叙"), ("责任", "责认"), ("流程", "流呈"), ("清单", "请单"),
    ("台账", "台帐本"), ("队伍", "队武"), ("标准", "标淮"), ("平台", "平抬"), ("网络", "网洛"), ("体系", "体糸"),
    ("能力", "能历"), ("水平", "水评"), ("质量", "质亮"), ("效率", "效律"), ("结果", "结裹"), ("档案", "挡案"),
    ("记录", "纪录表"), ("指标", "指镖"), ("方案", "方桉"), ("措施", "措旋"), ("工作", "工做"), ("事项", "事顶"),
    ("目标", "目镖"), ("专班", "专斑"), ("会议", "会义"), ("通报", "通抱"), ("考核", "考劾"), ("督导", "督异"),
    ("清理", "清里"), ("评价", "评介"),
)  # fmt: skip


def outcome(plan: Plan) -> Outcome:
    drafts = corpus.write(plan.folder / f"drafts-{plan.ruled}", plan.ruled)
    commands = [_command(_pack(plan.folder / f"rules-{count}", count), drafts, count) for count in plan.rules]
    for command in commands:
        run(command)  # packs are kept compiled
    times = measure(commands, plan.rounds)
    first, last = plan.rules[0], plan.rules[-1]
    steps = [*pairwise(plan.rules), (first, last)] if len(plan.rules) > 2 else [(first, last)]
    rows = [
        Row(
            f"{plan.ruled:,} drafts, {few:,} → {many:,} rules",
            "–",
            times[_name(many)].seconds / times[_name(few)].seconds,
            "× the time",
            aim=Bound("≤", 2.5) if (few, many) == (first, last) else None,
        )
        for few, many in steps
    ]
    return Outcome(rows, times)


def _name(count: int) -> str:
    return f"{count:,} rules"


def _command(pack: Path, drafts: Path, count: int) -> Command:
    return Command(_name(count), (lawcheck(), ".", "-q", "--no-cache", "-j", "1", "--rules", str(pack)), drafts)


def _pack(folder: Path, count: int) -> Path:
    """A pack of so many rules, two in three of which know the right word and the third forbids a phrase."""
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(
        "name: house\ntitle: {zh: 单位用语, en: House style}\nversion: 1\n", encoding="utf-8"
    )
    for number, rule in enumerate(islice(_rules(), count)):
        # JSON is YAML
        (folder / f"word-{number:04}.yaml").write_text(json.dumps(rule, ensure_ascii=False), encoding="utf-8")
    return folder


def _rules() -> Iterator[dict[str, Any]]:
    """1,024 different ones."""
    for number, (first, (good, bad)) in enumerate(product(_FIRST, _SECOND)):
        right, wrong = first + good, first + bad
        if number % 3:
            check: dict[str, Any] = {"prefer": {"replace": [{"bad": wrong, "good": right}]}}
            invalid = {"invalid": f"健全«{wrong}»。\n", "fixed": f"健全{right}。\n"}
        else:
            check = {"forbid": {"pattern": f"{right}(?:不健全|形同虚设|有名无实)"}}
            invalid = {"invalid": f"«{right}形同虚设»。\n"}
        yield {
            "title": {"zh": f"{right}的写法", "en": f"Wording {number}"},
            "basis": [{"convention": "单位用语手册"}],
            "severity": "notice",
            "check": check,
            "message": {"zh": "“{found}”应当改写", "en": "Do not write {found}"},
            "hint": {"zh": f"写作“{right}”", "en": f"Write {right}"},
            "examples": [{"valid": f"健全{right}。\n"}, invalid],
        }
