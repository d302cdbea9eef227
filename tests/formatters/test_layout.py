"""Widths, cutting and breaking of mixed Chinese and Western text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lawcheck.formatters.layout import Segment, cells, clean, clip, pad, paint, wrap

TEXT = st.text(st.sampled_from("法治政府，。（）《》“”ab1 .%—…\u0301"), max_size=60)


def test_cells_of_wide_ambiguous_and_combining_characters():
    assert (cells("法a，"), cells("“…①"), cells("“…①", True), cells("e\u0301"), cells("ｱ")) == (5, 3, 6, 1, 1)


def test_clean_keeps_offsets_and_shows_what_cannot_be_seen():
    assert clean("甲\t乙\u200b\x1b\u2028") == "甲 乙\ufffd\ufffd\ufffd"
    assert len(clean("甲\t\r\n\ufeff")) == 5


def test_clip_ends_within_the_width():
    assert clip("法治政府", 8) == "法治政府"
    assert clip("法治政府建设", 8) == "法治政…"
    assert clip("法治政府", 0) == "法治政府"


def test_pad_counts_columns():
    assert pad("法", 4) == "法  " and pad("法治政府", 4) == "法治政府"


def test_wrap_keeps_marks_and_western_words_together():
    assert wrap("法治政府，建设", 8) == ["法治政", "府，建设"]
    assert wrap("见《规定》第三条", 4) == ["见", "《规", "定》", "第三", "条"]
    assert wrap("共 annual-report 项", 14) == ["共", "annual-report", "项"]


@given(TEXT, st.integers(6, 30))
def test_wrap_loses_nothing_but_blanks(text, width):
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= width for line in wrap(text, width))


@given(TEXT, st.integers(2, 30), st.booleans())
def test_clip_is_a_prefix_that_fits(text, width, wide):
    short = clip(text, width, wide)
    assert cells(short, wide) <= width and text.startswith(short.removesuffix("…"))


def test_paint():
    line = [Segment("错误", "bold red"), Segment(" 甲 ")]
    assert list(paint([line], False)) == ["错误 甲\n"]
    assert list(paint([line], True)) == ["\x1b[1;31m错误\x1b[0m 甲 \n"]
