"""The literals that a pattern cannot match without: sound for every pattern, whatever syntax it is written in."""

from __future__ import annotations

import pytest
import regex

from lawcheck.model.text import fold, fold_pattern
from lawcheck.ruleset.literals import needed
from tests.test_rules import RULES


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("存在的?问题", {"存在问题", "存在的问题"}),
        (r"\d年的?(?:打算|计划)", {"年打算", "年计划", "年的打算", "年的计划"}),
        ("[一-龥]{2}（[12]）", {"(1)", "(2)"}),
        (r"\d+件", {"件"}),
        (r"\d+", None),
    ],
)
def test_what_a_pattern_cannot_match_without(pattern, literals):
    assert needed(pattern) == literals


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?i)led灯", "LED灯"),
        ("(?i:led)", "LED"),
        ("(?:存在问题){e<=1}", "存在间题"),  # at most one error
        ("(?:存在问题){1<=s<=2}", "存在间题"),
        ("[[:alpha:]]县", "a县"),
        ("[[a-z]--[l]]:]", "x:]"),
        ("[a-z&&[^l]]县", "x县"),
    ],
)
def test_what_only_the_regex_module_reads_promises_nothing_false(pattern, text):
    assert regex.compile(fold_pattern(pattern), regex.VERSION1).search(text)
    literals = needed(pattern)
    assert literals is None or any(literal in text for literal in literals)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_match_of_a_rule_holds_a_literal_of_its_pattern(rule):
    texts = [regex.sub("[«»]", "", e.valid + e.invalid) for e in rule.examples]
    for pattern, literals in ((p, found) for p, found in rule.needs.items() if found):
        for match in (m for text in texts for m in regex.finditer(fold_pattern(pattern), fold(text), regex.VERSION1)):
            assert any(literal in match.string for literal in literals)


@pytest.mark.parametrize("pattern", ["甲[乙[丙丁]]", "[a[:digit:]]x", "[^[甲]乙]"])
def test_a_set_in_a_set_promises_nothing(pattern):
    assert needed(pattern) is None


@pytest.mark.parametrize(("pattern", "literals"), [(r"[\[甲]乙", {"[乙", "甲乙"}), ("[]甲]乙", {"]乙", "甲乙"})])
def test_a_bracket_that_is_but_a_character_does_not_nest(pattern, literals):
    assert needed(pattern) == literals
