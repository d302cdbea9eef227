"""Bytes to text: round trips of Chinese prose, and a reason for everything that is no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.errors import ReadError
from lawcheck.readers import plain
from lawcheck.readers.decode import decode
from tests.readers.drafts import SENTENCES

# Long enough to be told: a few characters of GB18030 can be valid UTF-8 by chance.
prose = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=20).map("\r\n".join)


@settings(max_examples=50, deadline=None)
@given(
    prose, st.sampled_from([("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("gb18030", "gb18030")])
)
def test_round_trip(text: str, encoding: tuple[str, str]) -> None:
    assert decode(text.encode(encoding[0])) == (text, encoding[1])
    document = plain.read(text.encode(encoding[0]))
    assert document.source.text == text
    assert document.source.encoding == encoding[1]


def test_utf_16_of_either_order() -> None:
    text = SENTENCES[0]
    assert decode(b"\xff\xfe" + text.encode("utf-16-le")) == (text, "utf-16")
    assert decode(b"\xfe\xff" + text.encode("utf-16-be")) == (text, "utf-16")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04rest", "docx"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "另存为"),
        (b"\x89PNG\r\n\x1a\n\0\0", "空字节"),
        (b"\xff\xfe\x00", "utf-16"),
        (bytes(range(128, 256)), "编码"),
    ],
    ids=("docx", "pdf", "doc", "null", "half a character", "no encoding"),
)
def test_no_text_is_refused_with_a_reason(data: bytes, word: str) -> None:
    with pytest.raises(ReadError, match=word):
        decode(data)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_never_crash(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReadError as error:
        assert any("\u4e00" <= char <= "\u9fff" for char in str(error))
    else:
        assert isinstance(text, str)
        assert encoding
