"""`numbering`: gaps, repeats, levels, styles of headings; runs of 一是 within and across paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.checks.numbering import Numbering, chinese
from lawcheck.model.years import number as calendar
from tests.helpers import said


def reports(kind: str, text: str) -> list[str]:
    return said(Numbering(kind), text)


def chapters(*numbers: str) -> str:
    return "".join(f"{number}标题甲乙\n正文写在这里。\n" for number in numbers)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("一、", "二、", "三、"), []),
        (("一、", "三、"), ["三、标题甲乙"]),
        (("二、", "三、"), ["二、标题甲乙"]),
        (("一、", "（一）", "（二）", "（四）", "二、"), ["（四）标题甲乙"]),
        (("（一）", "1.", "2.", "（二）", "3.", "4."), []),
        (("（一）", "1.", "2.", "（二）", "1.", "2."), []),
        (("一、", "1.", "2.", "二、"), []),
        (("1、", "2、", "4、"), ["4、标题甲乙"]),
    ],
)
def test_gaps(numbers, found):
    assert reports("gap", chapters(*numbers)) == found


def test_a_number_that_stands_there_in_another_form_is_no_gap():
    assert reports("gap", "一、甲乙丙\n正文。\n二，丁戊己\n正文。\n三、庚辛壬\n正文。\n") == []


def test_repeats_and_levels():
    assert reports("repeat", chapters("一、", "二、", "二、", "三、")) == ["二、标题甲乙"]
    assert reports("level", "一、甲乙\n一、丙丁\n正文。\n二、戊己\n正文。\n") == ["一、丙丁"]
    assert reports("level", chapters("（一）", "（二）", "（一）", "（二）")) == []


def test_styles():
    assert reports("style", chapters("1.", "2.", "3、")) == ["3、标题甲乙"]
    assert reports("style", chapters("（一）", "(二)", "（三）")) == []


@pytest.mark.parametrize(
    ("text", "gaps", "repeats", "alone"),
    [
        ("一是甲；二是乙；三是丙。", [], [], []),
        ("一是甲。\n二是乙。\n三是丙。", [], [], []),
        ("一是甲；三是乙。", ["三是"], [], []),
        ("一是甲；二是乙，其中一是丙，二是丁；三是戊。", [], [], []),
        ("一是甲；二是乙；二是丙。", [], ["二是"], []),
        ("主要有：一是甲。没有别的。", [], [], ["一是"]),
        ("统一是好事，唯一是他，原因之一是人少。", [], [], []),
        ("一是甲。\n其中：一是子；二是丑。\n二是乙。\n三是丙。", [], [], []),
        ("一是甲；二是乙。一是丙；三是丁。", ["三是"], [], []),
        ("三要素齐全，二要看实效。", [], [], []),
    ],
)
def test_runs(text, gaps, repeats, alone):
    assert reports("run-gap", text) == gaps
    assert reports("run-repeat", text) == repeats
    assert reports("run-alone", text) == alone


@given(st.integers(1, 99))
def test_chinese_numerals_round_trip(number):
    assert calendar(chinese(number)) == number


@given(st.integers(2, 12), st.data())
def test_any_one_missing_item_of_a_run_is_a_gap(length, data):
    gone = data.draw(st.integers(2, length))
    text = "；".join(f"{chinese(n)}是某事" for n in range(1, length + 2) if n != gone)
    assert reports("run-gap", text) == [f"{chinese(gone + 1)}是"]
