"""Marks in comments of a draft: what they set aside, and what is said of the marks themselves."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace

from lawcheck.model.finding import Finding
from lawcheck.model.rule import Severity
from lawcheck.model.source import Span
from lawcheck.readers import markdown, plain
from lawcheck.suppressions import apply
from lawcheck.suppressions.marks import read_marks
from lawcheck.suppressions.rules import MARK_RULES
from tests.growth import assert_linear

KNOWN = ("wording/example", "wording/other", "figures/share")
WORD = "深入的"


def findings_in(document, rule="wording/example", word=WORD):
    """A finding at every place of a word."""
    text, found, at = document.source.text, [], -1
    while (at := text.find(word, at + 1)) >= 0:
        place = document.source.place(Span(at, at + len(word)))
        found.append(Finding(rule, Severity.ERROR, "题", "话", (), "", place))
    return found


def run(text, rules=("wording/example",), *, known=KNOWN, ran=KNOWN, reader=markdown, lang="zh"):
    """Lines of the findings kept, (line, by, reason) of those set aside, (rule, message) about marks."""
    document = reader.read(text)
    found = [f for rule in rules for f in findings_in(document, rule)]
    kept, suppressed, about = apply(document, found, known, ran, lang)
    return (
        [f.place.line for f in kept],
        [(s.finding.place.line, s.by, s.reason) for s in suppressed],
        [(f.rule, f.message) for f in about],
    )


@pytest.mark.parametrize("reader", [markdown, plain])
@pytest.mark.parametrize(
    ("text", "kept", "aside"),
    [
        ("甲深入的乙。\n\n丙深入的丁。\n", [1, 3], []),
        # the next block, a blank line between or not
        ("<!-- lawcheck: ignore wording/example -- 引文 -->\n\n甲深入的乙。\n\n丙深入的丁。\n", [5], [3]),
        ("<!-- lawcheck: ignore wording -- 引文 -->\n\n甲深入的乙。\n", [], [3]),
        ("<!-- lawcheck: ignore * -- 引文 -->\n\n甲深入的乙。\n", [], [3]),
        ("<!-- lawcheck: ignore figures/share, wording/example -- 引文 -->\n\n甲深入的乙。\n", [], [3]),
        ("甲深入的乙。\n\n<!-- lawcheck: ignore-next-line wording/example -- 引文 -->\n丙深入的丁。\n\n戊深入的己。\n", [1, 6], [4]),
        (
            "甲深入的乙。\n\n<!-- lawcheck: disable wording/example -- 引文 -->\n\n丙深入的丁。\n\n戊深入的己。\n\n"
            "<!-- lawcheck: enable wording/example -->\n\n庚深入的辛。\n",
            [1, 11],
            [5, 7],
        ),
        ("<!-- lawcheck: disable wording -- 引文 -->\n\n甲深入的乙。\n\n丙深入的丁。\n", [], [3, 5]),
        ("甲深入的乙。\n\n丙深入的丁。\n\n<!-- lawcheck: ignore-file wording/example -- 引文 -->\n", [], [1, 3]),
        # what a Chinese keyboard makes of the marks
        ("<!-- lawcheck：ignore figures/share，wording/example——引文 -->\n\n甲深入的乙。\n", [], [3]),
    ],
)  # fmt: skip
def test_scope(reader, text, kept, aside):
    stand, suppressed, _ = run(text, reader=reader)
    assert (stand, [line for line, _, _ in suppressed]) == (kept, aside)


def test_a_mark_beside_text_is_for_its_line():
    text = "甲深入的乙。<!-- lawcheck: ignore wording/example -- 引文 -->\n丙深入的丁。\n\n戊深入的己。\n"
    assert run(text)[:2] == ([2, 4], [(1, "ignore:1", "引文")])


def test_a_mark_above_a_heading_is_for_the_heading_only():
    text = "# 题\n\n<!-- lawcheck: ignore wording/example -- 引文 -->\n## 一、深入的\n\n甲深入的乙。\n"
    assert run(text)[0] == [6]


def test_a_mark_above_a_run_in_heading_is_for_its_line():
    text = "题目\n<!-- lawcheck: ignore wording/example -- 引文 -->\n一、全面推进。甲深入的乙。\n丙深入的丁。\n"
    assert run(text, reader=plain)[0] == [4]


def test_a_mark_above_a_table_is_for_all_of_it():
    text = "<!-- lawcheck: ignore wording/example -- 引文 -->\n\n| 深入的 | 乙 |\n|---|---|\n| 丙 | 深入的 |\n\n丁深入的。\n"
    assert run(text)[:2] == ([7], [(3, "ignore:1", "引文"), (5, "ignore:1", "引文")])


def test_a_mark_above_a_paragraph_of_several_lines_is_for_all_of_it():
    text = "<!-- lawcheck: ignore wording/example -- 引文 -->\n\n甲深入的乙，\n丙深入的丁。\n"
    assert run(text)[0] == []


def test_a_mark_with_nothing_after_it_covers_nothing():
    assert run("甲深入的乙。\n\n<!-- lawcheck: ignore wording/example -- 引文 -->\n")[0] == [1]
    assert run("甲深入的乙。\n\n<!-- lawcheck: ignore-next-line wording/example -- 引文 -->\n")[0] == [1]


def test_another_rule_stands():
    text = "<!-- lawcheck: ignore wording/other -- 引文 -->\n\n甲深入的乙。\n"
    kept, suppressed, _ = run(text, ("wording/example", "wording/other"))
    assert (kept, len(suppressed)) == ([3], 1)


def test_enable_may_end_part_of_a_pack():
    text = (
        "<!-- lawcheck: disable wording -- 引文 -->\n\n甲深入的乙。\n\n"
        "<!-- lawcheck: enable wording/other -->\n\n丙深入的丁。\n"
    )
    kept, suppressed, about = run(text, ("wording/example", "wording/other"))
    assert (kept, sorted(line for line, _, _ in suppressed), about) == ([7], [3, 3, 7], [])


def test_disable_again_after_enable_of_a_part():
    text = (
        "<!-- lawcheck: disable wording -- 甲 -->\n\n<!-- lawcheck: enable wording/example -->\n\n深入的。\n\n"
        "<!-- lawcheck: disable wording -- 乙 -->\n\n深入的。\n"
    )
    assert run(text)[:2] == ([5], [(9, "disable:7", "乙")])


def test_many_marks_cost_no_more_than_their_sum():
    unit = "<!-- lawcheck: disable wording -- 甲 -->\n深入的。\n<!-- lawcheck: enable wording/example -->\n"
    assert run(unit * 30, reader=plain)[0] == []
    assert_linear(lambda n: partial(run, unit * n, reader=plain), 3000)


def test_enable_without_ids_ends_all():
    text = "<!-- lawcheck: disable * -- 引文 -->\n\n甲深入的乙。\n\n<!-- lawcheck: enable -->\n\n丙深入的丁。\n"
    assert run(text)[0] == [7]


def test_the_title_can_be_set_aside_for_the_file():
    text = "# 深入的报告\n\n正文。\n\n<!-- lawcheck: ignore-file wording/example -- 上级定的标题 -->\n"
    assert run(text)[:2] == ([], [(1, "ignore-file:5", "上级定的标题")])


def test_a_mark_without_reason_does_not_count_and_says_so():
    text = "<!-- lawcheck: ignore wording/example -->\n\n甲深入的乙。\n"
    assert run(text) == ([3], [], [("lawcheck/mark-reason", "豁免标记没有写明理由，不起作用")])
    assert run(text.replace(" -->", " -- -->", 1))[0] == [3]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("lawcheck: ignore wording/exampel -- 理由", "没有规则或规则包 wording/exampel，是否想写 wording/example？"),
        ("lawcheck: ignor wording/example -- 理由", "没有 ignor 这种标记"),
        ("lawcheck: ignore -- 理由", "没有写规则编号"),
        ("lawcheck ignore wording/example -- 理由", "lawcheck 后缺冒号"),
        ("lawcheck:", "没有 空 这种标记"),
    ],
)
def test_a_faulty_mark(mark, said):
    kept, suppressed, about = run(f"<!-- {mark} -->\n\n甲深入的乙。\n")
    assert (kept, suppressed, [rule for rule, _ in about]) == ([3], [], ["lawcheck/mark-unknown"])
    assert said in about[0][1]


def test_an_unused_mark():
    text = "<!-- lawcheck: ignore wording/example, wording/other -- 理由 -->\n\n甲深入的乙。\n"
    assert run(text)[2] == [("lawcheck/mark-unused", "豁免标记没有对应的问题：wording/other")]


def test_a_mark_for_a_rule_that_was_not_run_is_not_called_unused():
    text = "<!-- lawcheck: ignore wording/other -- 理由 -->\n\n甲乙。\n"
    assert run(text, ran=("wording/example",))[2] == []
    pack = "<!-- lawcheck: ignore wording -- 理由 -->\n\n甲乙。\n"
    assert run(pack, ran=("wording/example",))[2] == []
    assert run(pack, ran=("wording/example", "wording/other"))[2] != []


def test_a_mark_for_all_rules_that_sets_nothing_aside_is_unused():
    for mark in ("ignore *", "ignore-file *"):
        text = f"<!-- lawcheck: {mark} -- 理由 -->\n\n甲乙。\n"
        assert run(text, ran=("wording/example",))[2] == [("lawcheck/mark-unused", "豁免标记没有对应的问题：*")]
        assert run(text.replace("甲乙", "甲深入的乙"), ran=("wording/example",))[2] == []


def test_enable_with_nothing_to_end_is_unused():
    assert run("<!-- lawcheck: enable wording -->\n\n甲。\n")[2] == [
        ("lawcheck/mark-unused", "豁免标记没有对应的问题：wording")
    ]


def test_findings_about_marks_stand_on_the_mark_and_can_be_set_aside():
    text = "# 题\n\n甲。\n\n<!-- lawcheck: ignore wording/other -- 备用 -->\n\n乙。\n"
    document = markdown.read(text)
    (about,) = apply(document, [], KNOWN, KNOWN)[2]
    assert (about.place.line, about.place.text) == (5, "<!-- lawcheck: ignore wording/other -- 备用 -->")
    assert about.severity is Severity.WARNING and about.hint and about.basis
    quiet = text + "\n<!-- lawcheck: ignore-file lawcheck/mark-unused -- 模板自带 -->\n"
    kept, suppressed, rest = apply(markdown.read(quiet), [], KNOWN, KNOWN)
    assert (kept, [s.reason for s in suppressed], rest) == ([], ["模板自带"], [])


def test_english():
    text = "<!-- lawcheck: ignore wording/example -->\n\n甲深入的乙。\n"
    assert run(text, lang="en")[2] == [("lawcheck/mark-reason", MARK_RULES["lawcheck/mark-reason"].message.en)]


def test_other_comments_are_none_of_ours():
    text = "<!-- 此处待核 -->\n\n甲深入的乙。\n\n<!-- lawchecker: x -->\n"
    assert run(text) == ([3], [], [])
    assert list(read_marks(markdown.read(text))) == []


def test_several_marks_in_one_comment_block():
    text = "<!-- lawcheck: ignore wording/example -- 甲 -->\n<!-- lawcheck: ignore wording/other -- 乙 -->\n\n甲深入的乙。\n"
    assert run(text, ("wording/example", "wording/other"))[:2] == ([], [(4, "ignore:1", "甲"), (4, "ignore:2", "乙")])


def test_marks_in_code_are_text():
    text = "```\n<!-- lawcheck: ignore-file * -- 示例 -->\n```\n\n甲深入的乙。\n"
    assert run(text) == ([5], [], [])


def test_order_of_findings_is_kept():
    document = markdown.read("甲深入的乙，深入的。\n\n<!-- lawcheck: ignore-file figures -- 理由 -->\n")
    found = findings_in(document)
    assert apply(document, reversed(found), KNOWN, ())[0] == list(reversed(found))
    assert [replace(f) for f in found] == found
