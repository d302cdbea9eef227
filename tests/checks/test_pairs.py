"""Check type `pairs`."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.checks.pairs import MARKS, Pairs
from tests.checks.passages import found, hits, marked, passage, survivors
from tests.growth import assert_linear

CHECK = Pairs()


@pytest.mark.parametrize(
    "text",
    [
        "印发《关于加强〈条例〉实施的意见》（试行），落实“四张清单”。",
        "印发《办法》（2024年第3号),组织学习。",  # half and full width are one pair
        "1）强化学习；2）强化考核。",
        "一）强化学习。\n二）强化考核。",
        "(包括:1)巡查;2)抽查)共两类。",
        "他说：“第一段话。\n“第二段话。\n“第三段话。”",
        "他说：“第一段话。\n第二段话。”",
        "会议（2025年1月14日\n在第三次会议上）召开。",
        "People’s Court是英文。",
        '开展"法律进乡村"活动"三次。',  # straight quotes are nobody's pair
        "“他说‘好’，”又说“行”。",
    ],
)
def test_sound(text: str) -> None:
    assert not found(CHECK, text)


@pytest.mark.parametrize(
    "text",
    [
        "开展«“»法律进乡村活动三次。",
        "开展“法律进乡村”«”»活动三次。",
        "印发«《»工作方案，召开会议（三次）。",
        "印发工作方案«》»，召开会议。",
        "组织培训«（»共三期，效果良好。",
        "组织培训共三期«）»，效果良好。",
        "印发《方案（试行》«）»并执行。",
        "一、学习«（»三次\n二、培训\n三、检查\n四、公开«）»",
    ],
)
def test_marked(text: str) -> None:
    assert marked(CHECK, text) == text


def test_variants() -> None:
    assert [h.variant for h in hits(CHECK, "开展“普法活动。")] == [""]
    assert [h.variant for h in hits(CHECK, "开展普法”活动。")] == ["unopened"]
    crossed = hits(CHECK, "印发《方案（试行》）。")
    assert [h.variant for h in crossed] == ["crossed"]
    assert crossed[0].related


def test_words_name_both_halves() -> None:
    (hit,) = hits(CHECK, "组织培训(共三期，效果良好。")
    assert (hit.words["mark"], hit.words["partner"]) == ("(", ")")
    assert hit.words["text"].startswith("(共三期")


def test_idle_without_marks() -> None:
    assert CHECK.idle(passage("召开会议三次。"))
    assert not CHECK.idle(passage("召开会议（三次）。"))


def test_spoil() -> None:
    assert not survivors(CHECK, "（一）印发《关于〈规定〉的通知》（试行），落实“‘双随机’监管”。")


def test_other_marks_must_be_two() -> None:
    with pytest.raises(ValueError, match="两个不同的符号"):
        Pairs(marks=["“"])


_TREE = st.recursive(
    st.text("法治建设，学习", min_size=1, max_size=4),
    lambda inner: st.tuples(st.sampled_from(MARKS), st.lists(inner, max_size=3)).map(
        lambda pair: pair[0][0] + "".join(pair[1]) + pair[0][1]
    ),
    max_leaves=12,
)


@given(_TREE)
def test_nested_marks_are_silent(text: str) -> None:
    assert not found(CHECK, f"前文{text}后文。")


@given(_TREE, st.data())
def test_a_missing_mark_is_told(text: str, data: st.DataObject) -> None:
    halves = [i for i, char in enumerate(text) if any(char in pair for pair in MARKS)]
    if halves:
        gone = data.draw(st.sampled_from(halves))
        assert found(CHECK, f"前文{text[:gone]}{text[gone + 1 :]}后文。")


def test_linear_in_hostile_text() -> None:
    assert len(hits(CHECK, "（" * 200 + "》" * 200)) == 400
    assert_linear(lambda n: partial(hits, CHECK, "（" * n + "》" * n), 20_000)
