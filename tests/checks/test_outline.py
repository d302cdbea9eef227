"""`outline`: present, near, empty, short, inside, mentioned, missing, out of order."""

from __future__ import annotations

import pytest

from lawcheck.checks.outline import Chapter, Outline, _distance
from tests.helpers import passage

WANTED = Chapter("存在的不足和原因", alias=("存在.{0,4}问题",), min_chars=10, content=("仍有差距",))
CHECK = Outline((WANTED,))
TITLE = "青禾镇2024年法治政府建设年度报告\n\n"
LONG = "执法力量偏弱，原因是专职人员少。\n"


def hits(text: str, check: Outline = CHECK):
    whole = passage(TITLE + text)
    return [(h.variant, whole.document.slice(h.span)) for h in check.find(whole)]


@pytest.mark.parametrize("heading", ["一、存在的不足和原因", "二、存在的主要问题", "（一）存在的问题"])
def test_a_fitting_heading_passes(heading):
    assert hits(f"{heading}\n{LONG}") == []


def test_missing_marks_the_title():
    assert hits(f"一、主要成效\n{LONG}") == [("", TITLE.strip())]


def test_a_slip_in_the_heading_is_a_near_miss():
    assert hits(f"一、存在的不足和原应\n{LONG}") == [("near", "一、存在的不足和原应")]


def test_a_heading_without_text_is_empty():
    assert hits(f"一、存在的不足和原因\n二、下步打算\n{LONG}") == [("empty", "一、存在的不足和原因")]


def test_a_body_below_the_minimum_is_short():
    assert hits("一、存在的不足和原因\n人少。\n") == [("short", "一、存在的不足和原因")]


def test_a_deeper_heading_is_pointed_to():
    assert hits(f"一、主要成效\n（一）存在的问题\n{LONG}") == [("inside", "（一）存在的问题")]


def test_a_sentence_is_pointed_to():
    assert hits("一、主要成效\n办件增加。执法水平仍有差距。继续努力。\n") == [("mentioned", "执法水平仍有差距。")]


def test_chapters_that_stand_for_it_together_are_enough():
    check = Outline((Chapter("主要举措和成效", instead=("决策", "执法", "普法")),))
    assert hits(f"一、依法决策\n{LONG}二、规范执法\n{LONG}", check) == []
    assert [variant for variant, _ in hits(f"一、依法决策\n{LONG}", check)] == [""]


def test_order_given():
    check = Outline((Chapter("成效"), Chapter("不足"), Chapter("打算")), order="given")
    assert hits(f"一、成效\n{LONG}二、不足\n{LONG}三、打算\n{LONG}", check) == []
    assert hits(f"一、不足\n{LONG}二、成效\n{LONG}三、打算\n{LONG}", check) == [("order", "一、不足")]


@pytest.mark.parametrize(("a", "b", "n"), [("", "", 0), ("甲", "", 1), ("甲乙丙", "甲丙", 1), ("甲乙", "乙甲", 2)])
def test_distance(a, b, n):
    assert _distance(a, b) == _distance(b, a) == n
