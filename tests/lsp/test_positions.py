"""Positions: every offset there and back in each encoding; lines end where editors end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.lsp.positions import At, Lines

ALPHABET = st.sampled_from("a中é𠀀😀\n\r\u2028\x0c\x85　|")


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 8), ("utf-16", 4), ("utf-32", 2)])
def test_astral_characters_count_as_the_encoding_does(encoding, units):
    lines = Lines("一\n𠀀😀错", encoding)
    assert lines.at(4) == At(1, units)
    assert lines.offset(1, units) == 4


def test_only_lf_crlf_and_cr_end_a_line():
    assert Lines("一\x0c二\u2028三\x85四\r\n五\r六\n").starts == [0, 9, 11, 13]


def test_between_cr_and_lf_is_the_end_of_the_line():
    lines = Lines("一\r\n二")
    assert lines.at(2) == lines.at(1) == At(0, 1)


def test_a_position_beyond_its_line_is_the_lines_end():
    lines = Lines("一\r\n二", "utf-16")
    assert (lines.offset(0, 99), lines.offset(9, 0)) == (1, 4)


def test_a_position_inside_a_character_is_its_start():
    assert Lines("一😀二", "utf-16").offset(0, 2) == 1


def test_a_lone_surrogate_is_one_unit():
    assert Lines("\ud840错").at(1) == At(0, 1)


@given(st.text(ALPHABET, max_size=40), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_there_and_back(text, encoding):
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        inside = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        assert lines.offset(*lines.at(offset)) == offset - inside
