"""Every built-in rule does what its own examples say, and speaks when a passing example is spoiled."""

from __future__ import annotations

import pytest

from lawcheck import load_rules
from lawcheck.selftest import mutate_rule
from lawcheck.selftest import test_rule as outcomes_of

RULES = list(load_rules(examples=True, cache=False))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_examples(rule):
    assert [str(o) for o in outcomes_of(rule)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_spoiled_examples_are_found(rule):
    _, survivors = mutate_rule(rule)
    assert [str(o) for o in survivors] == []


def test_every_rule_rests_on_something():
    assert all(any(b.law or b.standard or b.convention for b in rule.basis) for rule in RULES)


def test_a_rule_is_named_after_its_file():
    assert all(rule.path.endswith(f"{rule.id}.yaml") for rule in RULES)
