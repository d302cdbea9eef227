"""The literals of rules in a text: what is passed over for want of one could not have matched."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from lawcheck import lint
from lawcheck.model import ruleset as module
from lawcheck.model.passage import compiled
from lawcheck.model.rule import Rule, Severity, Words
from lawcheck.model.ruleset import Ruleset
from lawcheck.model.source import Span
from lawcheck.model.text import fold
from lawcheck.ruleset.literals import needed
from lawcheck.ruleset.rulefile import read_rule
from lawcheck.strict import parse

PATTERNS = (
    "案卷评查", "案卷|卷宗", "(?:行政)?处罚[^。]{0,4}案", "甲?乙", "[甲乙]丙", "(?<=甲)乙(?!丙)", "（甲）", "甲.{0,2}丙", "(?<=案)卷(?=评|查)", "(?<=甲|乙)[丙案](?<!案)|(?<!甲)处(?=罚)", "(?<=\\n)案|宗(?=。)",
    "(?=案卷)案", "(?<=甲.*)丙", "[^。]+(?<=卷)", "(?<=乙)的|乙", "(?<=甲)(?=乙)", "(?<=甲)(?<=[甲乙])丙", "\\d+件",
    "“?乙丙”?",
)  # fmt: skip
texts = st.text(alphabet="甲乙丙案卷评查处罚行政宗（）“”12件。\n", max_size=60)


def rules() -> Ruleset:
    needs = {p: tuple(sorted(found)) for p in PATTERNS if (found := needed(p))}
    rule = Rule(
        "own/x", Words("x"), (), Severity.NOTICE, "forbid", {"pattern": list(PATTERNS)}, Words("x"), needs=needs
    )
    return Ruleset([rule])


@given(texts)
def test_a_silent_pattern_matches_nowhere(text):
    folded = fold(text)
    silent = rules().occurrences(folded).silent
    assert not [p for p in silent if compiled(p).search(folded)]


@given(texts, st.lists(st.integers(1, 9), max_size=12))
@example("甲乙", [1])
@example("甲12件。乙丙", [3, 2])
@example("案\n案卷", [1, 1])
def test_every_piece_that_matches_is_among_those_that_may(text, lengths):
    folded = fold(text)
    cuts = [0, *(at for at in accumulate(lengths) if at < len(folded)), len(folded)]
    pieces = [Span(a, b) for a, b in pairwise(cuts) if b > a]
    found = rules().occurrences(folded)
    for pattern in PATTERNS:
        matching = [piece for piece in pieces if compiled(pattern).search(folded, *piece)]
        assert [piece for piece in found.holding(pattern, pieces) if piece in matching] == matching


@given(texts)
def test_a_text_searched_in_chunks_holds_the_same(text):
    whole = rules().occurrences(fold(text))
    kept, module._CHUNK = module._CHUNK, 3
    try:
        assert rules().occurrences(fold(text)).present == whole.present
    finally:
        module._CHUNK = kept


def test_literals_that_say_nothing_more_are_left_out():
    assert needed("[“”]?十四五规划") == {"十四五规划"}


def test_half_of_a_surrogate_pair_hides_no_literal():
    found = rules().occurrences("甲乙\ud800案卷评查")
    assert "案卷评查" in found.present and "案卷评查" not in found.silent


def test_a_lookbehind_may_see_what_stands_before_its_sentence():
    rule = """title: 整改
basis: [{convention: 编写惯例}]
severity: warning
where: {sentence: '(?<=；)[^。]*\\d+件'}
check: {forbid: {pattern: 整改}}
message: '{found}'
examples:
  - valid: 存在问题较多；已办结12件。
  - invalid: 存在问题较多；已«整改»12件。
"""
    tree = parse(rule, "a.yaml")
    made = read_rule(tree, "own/a")
    assert made is not None and not tree.faults
    review = lint("存在问题较多；已整改12件。", rules=Ruleset([made]), format="plain")
    assert [f.rule for f in review.findings] == ["own/a"]
