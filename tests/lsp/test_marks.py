"""The mark that sets one finding aside: that finding is gone, every other one stands, the text reads as before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lawcheck import Ruleset, read
from lawcheck.engine import review
from lawcheck.extractors.profile import infer
from lawcheck.fixer import apply_edits
from lawcheck.lsp.marks import suppress, suppress_all
from lawcheck.lsp.positions import Lines
from lawcheck.model.finding import Finding, Review
from tests.conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
SHAPES = {
    "list": "# 青禾镇2024年法治政府建设年度报告\n\n1. 坚持坚持建设。\n1. 推进工作。\n   继续坚持坚持建设。\n\n- 甲\n  - 坚持坚持建设。\n",
    "table": "| 项目 | 数 |\n|---|---|\n| 坚持坚持建设 | 3 |\n| 其他 | 坚持坚持政府 |\n",
    "table head": "# 标题\n\n| 坚持坚持政府 | 数 |\n|---|---|\n| 甲 | 3 |\n",
    "quote": "> 前言\n> 坚持坚持建设。\n>\n> 坚持坚持政府\n",
    "lines of a paragraph": "第一行文字，\n坚持坚持建设，\n结束。\n",
    "underlined heading": "坚持坚持建设\n===\n\n正文\n",
    "CRLF": "# 题目\r\n\r\n坚持坚持建设。\r\n坚持坚持建设。\r\n",
    "front matter": "---\nkind: annual-report\n---\n坚持坚持建设。\n",
    "a mark above": "<!-- lawcheck: ignore-next-line structure/doubled-word -- 有意 -->\n坚持坚持建设，，政府。\n",
    "a mark beside": "坚持坚持建设，，政府。 <!-- lawcheck: ignore structure/doubled-word -- 有意 -->\n",
    "indented": "　　坚持坚持建设。\n\n    坚持坚持建设\n    坚持坚持建设\n",
    "a second paragraph of an item": "1. 甲\n\n    坚持坚持建设。\n\n1. 乙\n",
    "html": "<p>\n坚持坚持建设\n</p>\n<div>坚持坚持建设</div>\n",
    "no line end": "坚持坚持建设",
    "bold over lines": "**坚持坚持\n政府**\n**坚持坚持政府**\n",
}


def checked(text: str, form: str, rules: Ruleset, settled: dict | None = None) -> Review:
    document = read("<text>", text=text, format=form)
    return review(document, rules, infer(document, settled or {}))


def key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.place.text, finding.message


def held(text: str, form: str, rules: Ruleset, settled: dict | None = None) -> int:
    """Sets each finding aside by itself and holds the outcome; says how many there were."""
    before = checked(text, form, rules, settled)
    for finding in before.findings:
        edit = suppress(before.document, Lines(text), finding)
        after = checked(apply_edits(text, [edit])[0], form, rules, settled)
        aside = [key(s.finding) for s in after.suppressed]
        assert aside.count(key(finding)) > [key(s.finding) for s in before.suppressed].count(key(finding))
        expected = [*map(key, before.findings), *(key(s.finding) for s in before.suppressed)]
        assert sorted([*map(key, after.findings), *aside]) == sorted(expected)
    return len(before.findings)


@pytest.mark.parametrize("form", ["markdown", "plain"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.stem)
def test_in_the_examples(example: Path, form: str, all_rules: Ruleset):
    text = example.read_text(encoding="utf-8")
    held(text if form == "markdown" else re.sub(r"^#+ ", "", text, flags=re.M), form, all_rules)


def test_in_the_examples_of_every_rule(all_rules):
    places = 0
    for rule in all_rules:
        alone = all_rules.select([rule.id])
        for example in rule.examples:
            if example.invalid and not example.previous:
                settled = {name: (value, "示例") for name, value in example.profile.items()}
                text = example.invalid.replace("«", "").replace("»", "")
                if all(f.count == 1 for f in checked(text, example.format, alone, settled).findings):
                    places += held(text, example.format, alone, settled)
    assert places > 200


@pytest.mark.parametrize("form", ["markdown", "plain"])
@pytest.mark.parametrize("shape", SHAPES)
def test_in_every_shape_of_text(shape, form, all_rules):
    assert held(SHAPES[shape], form, all_rules)


def test_a_second_mark_for_a_line_joins_the_first(all_rules):
    text = SHAPES["a mark above"]
    found = checked(text, "markdown", all_rules)
    (wrong,) = [f for f in found.findings if f.rule == "structure/doubled-marks"]
    after, _ = apply_edits(text, [suppress(found.document, Lines(text), wrong)])
    assert after.startswith(
        "<!-- lawcheck: ignore-next-line structure/doubled-word, structure/doubled-marks -- 有意 -->\n"
    )


def test_a_mark_for_the_whole_draft(all_rules):
    text = "---\nkind: none\n---\n" + "\n\n".join(f"第{n}处坚持坚持。" for n in range(1, 15))
    found = checked(text, "markdown", all_rules)
    (wrong,) = [f for f in found.findings if f.rule == "structure/doubled-word"]
    assert wrong.count > 1
    after, _ = apply_edits(text, [suppress_all(found.document, Lines(text), wrong.rule)])
    assert after.startswith(
        "---\nkind: none\n---\n<!-- lawcheck: ignore-file structure/doubled-word -- 理由 -->\n第1处"
    )
    assert not [f for f in checked(after, "markdown", all_rules).findings if f.rule == wrong.rule]
