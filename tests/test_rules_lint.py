"""`lawcheck rules lint`: what it says of poorly written rules, and that it says nothing of sound ones."""

from __future__ import annotations

import itertools
import json
from functools import cache
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from lawcheck import load_rules
from lawcheck.ruleset.ambiguity import ambiguous
from lawcheck.ruleset.lint import _matches_empty, alternatives, lint
from tests.test_ruleset import write
from tests.test_stories import run

RULE = """\
title: {{zh: 错词, en: Wrong word}}
basis: [{{convention: 编写惯例}}]
severity: warning
where: {where}
check:
  {check}
message: {{zh: 有误}}
examples:
  - valid: 案卷写甲。
  - invalid: «案卷写丙。»
"""


def lines(folder: Path, where: str = "{}", **checks: str) -> list[tuple[str, int, str]]:
    """(file, line, what is said) of each notice on rules with these checks."""
    pack = write(folder, **{name: RULE.format(where=where, check=check) for name, check in checks.items()})
    rules = load_rules([pack], examples=True, cache=False)
    return [(Path(n.place.path).name, n.place.line, f"{n.kind}: {n.message.zh}") for n in lint(rules)]


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (r"forbid: {pattern: ['甲\d+', '[一-龥]{2,4}县']}", []),
        (r"forbid: {pattern: '\d{3,}-\d+'}", []),  # the - is a literal, if a poor one
        (r"forbid: {pattern: '[一-龥]{2,4}'}", ["字符类", "每份适用的草稿"]),
        (r"forbid: {pattern: '(?i)led'}", ["不分大小写"]),
        (r"forbid: {pattern: '(?i:led)+'}", ["不分大小写"]),
        (r"forbid: {pattern: '甲|\d{5}'}", ["有一个分支"]),
        (r"forbid: {pattern: '\p{Han}甲'}", ["读不懂"]),
        (r"forbid: {pattern: '(?<!甲)乙?(?!丙)'}", ["可省略"]),
        (r"forbid: {pattern: '(?<=甲)乙?(?=丙)'}", []),  # what stands around it is a literal too
        (r"forbid: {pattern: '\A\d+'}", []),  # tried at one place only
        (r"forbid: {pattern: '^\d+|\G\d'}", []),
        (r"forbid: {pattern: '(?m)^\d+'}", ["字符类"]),
        (r"forbid: {pattern: '^\d+|\d{9}'}", ["字符类"]),
        (r"forbid: {pattern: '错词', unless: '[一-龥]+'}", []),  # tried only around 错词
        (r"items: {list: [{name: 甲, alias: ['\d{4}']}]}", ["不能先行跳过"]),
        (r"repeat: {unit: word}", []),  # has no patterns at all
        (r"placeholder: {kinds: [todo]}", []),  # its patterns are not the rule's
    ],
)
def test_patterns_that_promise_no_literal(tmp_path, check, said):
    found = lines(tmp_path / "own", a=check)
    assert [(file, line) for file, line, _ in found] == [("a.yaml", 6)] * bool(said)
    assert all(word in message and message.startswith("unindexed: ") for *_, message in found for word in said)


def test_where_is_tried_on_every_draft_and_spares_the_check(tmp_path):
    found = lines(tmp_path / "own", "{about: '案.'}", a="forbid: {pattern: '[一-龥]{9}'}")
    assert [(line, "凡有 where 所选" in said) for _, line, said in found] == [(6, True)]
    found = lines(tmp_path / "own", "{about: '[案卷]+写'}", a="forbid: {pattern: 甲}")
    assert found == []
    found = lines(tmp_path / "own", r"{about: '\w\w'}", a="forbid: {pattern: 甲}")
    assert [(line, "用它选取" in said) for _, line, said in found] == [(4, True)]


def test_a_pattern_that_matches_nothing_at_all(tmp_path):
    found = lines(tmp_path / "own", a="items: {list: [{name: 甲, alias: ['甲?乙*']}]}")
    assert [(line, said.split("：")[0]) for _, line, said in found] == [
        (6, "empty: 模式 甲?乙* 能匹配空文字，处处都算匹配")
    ]


def test_a_pattern_that_matches_nothing_only_at_some_places_is_none_of_them():
    assert not any(map(_matches_empty, ("^\\s*$|无$", "(?=甲)|(?=乙)", "(?:^|甲)", "甲")))
    assert all(map(_matches_empty, ("甲?乙*", "(?:甲|乙?)", "甲|(?=乙)|丙*")))


def test_what_is_listed_twice(tmp_path):
    found = lines(
        tmp_path / "own",
        a="""\
items:
    list:
      - name: 甲
        alias: [甲乙, 丙, '丙（一）',
                甲乙, '丙\\(一\\)']
      - {name: 丁, alias: [甲乙]}""",
        b="forbid: {pattern: '(?<!不)(?:合格|优秀|合格)'}",
        c="pairs: {marks: ['（）', '()', '（）']}",
        d="forbid: {pattern: ['甲[|]|甲[|]?', '(?P<at>甲)|(?:甲)']}",
    )
    assert found == [
        ("a.yaml", 10, "duplicate: “甲乙”列了两次"),
        ("a.yaml", 10, "duplicate: “丙\\(一\\)”与前面的“丙（一）”相同（不分全角半角）"),
        ("b.yaml", 6, "duplicate: 模式 (?<!不)(?:合格|优秀|合格) “合格”列了两次"),
        ("c.yaml", 6, "duplicate: “（）”列了两次"),
    ]


def test_what_an_adapting_pack_added_stands_in_its_file(tmp_path):
    write(
        tmp_path / "base",
        pack="name: base\ntitle: 原\n",
        one=RULE.format(where="{}", check="items: {list: [{name: 甲, alias: [甲]}]}"),
    )
    own = write(
        tmp_path / "own",
        pack="""\
name: own
title: 县用
extends: [base]
rules:
  base/one:
    check: {items: {list: {甲: {+alias: ['\\d+',
      甲]}}}}
""",
    )
    rules = load_rules([own], examples=True, cache=False)
    found = lint(rules, [own / "pack.yaml"])
    assert [(Path(n.place.path).parent.name, n.place.line, n.kind) for n in found] == [
        ("base", 6, "duplicate"),
        ("own", 6, "unindexed"),
    ]


def test_the_alternatives_of_a_pattern():
    assert list(alternatives(r"甲|(?P<at>乙[|)]|\)|丙)丁")) == [
        ["乙[|)]", r"\)", "丙"],
        ["甲", r"(?P<at>乙[|)]|\)|丙)丁"],
    ]
    assert list(alternatives("[]|]|[^]|]")) == [["[]|]", "[^]|]"]]


AMBIGUOUS = [
    "(a+)+b", "(?:a*)*b", "(?:a|aa)+b", "(?:ab|a|b)+c", "(?:[^。]+，)*。", "(x+x+)+y", r"(?:\s*甲?\s*)+b", "(?:a?b?)*c",
    "(?:[^。]{1,80}，)+。", "(?:甲+){1,30}乙", "乙(?=(?:甲+)+丙)", r"(?:\d{16,19}、?)+", "(?:a+ba*)+", "(?:c(?:a?|b?))+d",
]  # fmt: skip
PLAIN = [
    "(?:[一二]+、)+", "(?:[^，。]+，)*。", "a+b+", "a[^。]*b[^。]*c", r"(?:\d{4}、?)+", "(?:甲|乙丙|丁)+", "(?:a++)+b",
    "(?:(?>a+))+b", r"(?:\d{3},)*\d{3}", r"(?:\d+\.)+\d+", "(?:《[^《》]*》[、和与]?)+", r"(?:\\.|[^\\])*", r"(?:\D\d+)+",
    "(?:a{2,3}b)*", "[[a-z]--[x]]+",
]  # fmt: skip


@pytest.mark.parametrize("pattern", AMBIGUOUS)
def test_slow_loops(tmp_path, pattern):
    assert ambiguous(pattern)


@pytest.mark.parametrize("pattern", PLAIN)
def test_loops_that_know_one_way(pattern):
    assert not ambiguous(pattern)


def test_a_slow_loop_is_slow(tmp_path):
    """The pattern that the message shows needs more than the engine's patience for a line of a draft."""
    with pytest.raises(TimeoutError):
        regex.compile("(?:甲|甲甲)+丙", regex.VERSION1).search("甲" * 80 + "丁丙", timeout=0.5)
    (notice,) = [said for *_, said in lines(tmp_path / "own", a="forbid: {pattern: '(?:甲|甲甲)+丙'}")]
    assert notice.startswith("slow: ")


def pieces(inner: st.SearchStrategy[tuple]) -> st.SearchStrategy[tuple]:
    return st.one_of(st.tuples(st.sampled_from([".", "|"]), inner, inner), st.tuples(st.sampled_from("?*+"), inner))


# Small enough for words of up to seven letters to show what there is.
BODIES = st.recursive(st.tuples(st.just("text"), st.sampled_from("ab")), pieces, max_leaves=3)


def written(piece: tuple) -> str:
    kind, *parts = piece
    if kind == "text":
        return parts[0]
    inner = [f"(?:{written(part)})" for part in parts]
    return inner[0] + kind if len(parts) == 1 else f"(?:{inner[0]}{kind.strip('.')}{inner[1]})"


def letters(piece: tuple) -> set[str]:
    """The letters that a piece chooses from, where it is no more than such a choice: a class, to any engine."""
    if piece[0] == "text":
        return {piece[1]}
    parts = [letters(part) for part in piece[1:]] if piece[0] == "|" else []
    return set().union(*parts) if all(parts) else set()


@cache
def ways(piece: tuple, word: str) -> int:
    """In how many ways a piece of a pattern can go over a word, rounds that read nothing left out."""
    kind, *parts = piece
    if kind == "text":
        return int(word == parts[0])
    if kind == ".":
        return sum(ways(parts[0], word[:n]) * ways(parts[1], word[n:]) for n in range(len(word) + 1))
    if kind == "|":
        if letters(piece):
            return int(word in letters(piece))
        return sum(ways(part, word) for part in parts)
    if not word:
        return int(kind != "+" or ways(parts[0], "") > 0)
    return ways(parts[0], word) if kind == "?" else rounds(parts[0], word)


@cache
def rounds(piece: tuple, word: str) -> int:
    if not word:
        return 1
    return sum(ways(piece, word[:n]) * rounds(piece, word[n:]) for n in range(1, len(word) + 1))


def test_optional_parts_in_optional_parts_are_not_counted_out():
    """Their ways double with each; it is enough to know of two."""
    assert ambiguous("(?:" + "(?:甲?乙?)?" * 40 + ")+")
    assert not ambiguous("(?:(?:(?:甲{0,20}){0,20}){0,20}、)+"), "longer than is looked at"


@given(BODIES)
def test_a_loop_is_ambiguous_when_some_text_can_be_gone_over_in_two_ways(body):
    words = ("".join(word) for n in range(1, 8) for word in itertools.product("ab", repeat=n))
    assert ambiguous(f"(?:{written(body)})*") == any(rounds(body, word) > 1 for word in words)


def test_the_rules_that_are_shipped(all_rules):
    """One is known to run on every draft: garbled text is of characters, not of words."""
    assert [(n.rule, n.kind) for n in lint(all_rules)] == [("publication/broken-characters", "unindexed")]


def test_the_command(tmp_path):
    write(tmp_path / "own", good=RULE.format(where="{}", check="forbid: {pattern: 错词}"))
    assert run("rules", "lint", "--rules", "own", "--strict", cwd=tmp_path).stdout == "1 条规则，0 处提示\n"
    write(tmp_path / "own", bad=RULE.format(where="{}", check=r"forbid: {pattern: ['\d+', 错词, 错词]}"))
    done = run("rules", "lint", "--rules", "own", cwd=tmp_path)
    assert done.returncode == 0
    assert [line.split(": ")[0:2] for line in done.stdout.splitlines()] == [
        ["own/bad.yaml:6", "unindexed own/bad"],
        ["own/bad.yaml:6", "duplicate own/bad"],
        ["2 条规则，2 处提示"],
    ]
    assert run("rules", "lint", "--rules", "own", "--strict", cwd=tmp_path).returncode == 1
    assert "promises no literal" in run("rules", "lint", "--rules", "own", "--lang", "en", cwd=tmp_path).stdout
    done = run("rules", "lint", "--rules", "own", "own/bad", "--format", "json", cwd=tmp_path)
    assert [(row["kind"], row["line"], row["column"], row["text"]) for row in json.loads(done.stdout)] == [
        ("unindexed", 6, 22, r"\d+"),
        ("duplicate", 6, 33, "错词"),
    ]
