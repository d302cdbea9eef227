"""The page of a rule."""

from __future__ import annotations

import pytest

from lawcheck.formatters.explain import applies, page
from lawcheck.model.rule import Basis, Example, Rule, Severity, When, Where, Words
from lawcheck.suppressions.rules import MARK_RULES

RULE = Rule(
    "wording/adverb",
    Words("状语后误用“的”", "的 for 地"),
    (Basis(convention="状语后用“地”"), Basis(law="某条例", item="第三条", from_="2020-05-01")),
    Severity.WARNING,
    "prefer",
    {},
    Words("“{found}”应为“{better}”", "{found} should be {better}"),
    Words("改用“地”"),
    When(("annual-report",), ("乡镇", "街道"), ">=2019"),
    Where(section="举措"),
    examples=(Example(valid="全面深入地推进。"), Example(invalid="全面«深入的»推进。", fixed="全面深入地推进。")),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("markdown", [False, True])
def test_page(snapshot, lang, markdown):
    assert page(RULE, lang=lang, markdown=markdown) == snapshot


def test_applies():
    assert applies(RULE, "zh") == "种类 annual-report、层级 乡镇、街道、年份 >=2019；标题符合 举措 的章节"
    anywhere = Rule("a/b", Words("甲"), (), Severity.ERROR, "forbid", {}, Words("乙"))
    assert applies(anywhere, "en") == "every document; the whole text"


def test_a_fence_is_longer_than_those_in_the_example():
    fenced = Rule(
        "a/b", Words("甲"), (), Severity.ERROR, "forbid", {}, Words("乙"), examples=(Example(valid="```\n丙\n```"),)
    )
    assert "````text\n```\n丙\n```\n````" in page(fenced, markdown=True)


def test_the_rules_of_marks_have_pages_too():
    for rule in MARK_RULES.values():
        assert rule.title.zh in page(rule)


def test_every_built_in_rule_has_a_page(all_rules):
    for rule in all_rules:
        text = page(rule)
        first = next(e.invalid for e in rule.examples if e.invalid)
        assert rule.id in text and str(rule.basis[0]) in text and first.strip().splitlines()[0] in text
