"""Both readers keep the contract: on fixtures, on a real report, on generated drafts and on hostile text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.document import Document
from lawcheck.model.source import Span
from lawcheck.readers import markdown, plain
from tests.conftest import ROOT
from tests.readers import drafts
from tests.readers.contract import check, leaves
from tests.readers.shapes import SHAPES

READERS = (plain.read, markdown.read)
by_name = pytest.mark.parametrize("read", READERS, ids=("plain", "markdown"))
few = settings(max_examples=80, deadline=None)


@by_name
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n", "\r"], ids=repr)
def test_shapes(read, newline: str) -> None:  # type: ignore[no-untyped-def]
    for shape in SHAPES:
        check(read(shape.draft.replace("\n", newline)))


@by_name
def test_real_report(read, seed: Path) -> None:  # type: ignore[no-untyped-def]
    check(read(seed.read_bytes()))


@by_name
@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.md")), ids=lambda p: p.stem)
def test_examples(read, path: Path) -> None:  # type: ignore[no-untyped-def]
    check(read(path.read_bytes()))


@by_name
@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\u3000", "甲", "\r", "甲\r乙"], ids=repr)
def test_next_to_nothing(read, text: str) -> None:  # type: ignore[no-untyped-def]
    check(read(text))


@few
@given(drafts.plain_drafts)
def test_plain_drafts(text: str) -> None:
    check(plain.read(text))


@few
@given(drafts.markdown_drafts)
def test_markdown_drafts(text: str) -> None:
    check(markdown.read(text))


@settings(max_examples=300, deadline=None)
@given(st.one_of(drafts.hostile, st.text(max_size=60)))
def test_any_text(text: str) -> None:
    """No text makes a reader raise, and every position stays true."""
    check(plain.read(text))
    check(markdown.read(text), whole=False)


@few
@given(st.text(st.characters(), max_size=30))
def test_lone_surrogates(text: str) -> None:
    check(markdown.read(text + "\ud800**甲**"), whole=False)


@few
@given(drafts.plain_drafts)
def test_unmarked_text_reads_the_same_in_both(text: str) -> None:
    """Lines parted by blank lines and without indents of ASCII blanks: the same words in the same order."""
    parted = "\n\n".join(part.strip(" \xa0\ufeff") for part in text.splitlines() if "来源" not in part)
    assert markdown.read(parted).text.replace("．", ".") == plain.read(parted).text.replace("．", ".")


@few
@given(drafts.markdown_drafts, st.data())
def test_source_span(text: str, data: st.DataObject) -> None:
    """Spans keep their order and their nesting on the way to the Source, and undecoded characters stay themselves."""
    document = markdown.read(text)
    points = st.integers(0, len(document.text))
    for _ in range(5):
        a, b, c, d = sorted(data.draw(st.tuples(points, points, points, points)))
        outer, inner = document.source_span(Span(a, d)), document.source_span(Span(b, c))
        assert 0 <= outer.start <= outer.end <= len(text)
        if b < c:
            assert outer.contains(inner)
    for piece in document.pieces:
        for at in range(piece.start, piece.end):
            if text[piece.origin : piece.origin_end] == document.text[piece.start : piece.end]:
                start, end = document.source_span(Span(at, at + 1))
                assert text[start:end] == document.text[at]


def test_source_span_of_nothing() -> None:
    document = markdown.read("")
    assert document.source_span(Span(0, 0)) == Span(0, 0)
    assert document.title == Span(0, 0)


@few
@given(st.text(st.sampled_from("甲a\n\r\u3000"), max_size=30))
def test_line_and_column(text: str) -> None:
    document: Document = plain.read(text)
    mark = "\n" if "\n" in text else "\r"
    lines = text.split(mark)
    for offset in range(len(text) + 1):
        line, column = document.source.line_column(offset)
        before = sum(len(part) + 1 for part in lines[: line - 1])
        assert before + column - 1 == offset
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert document.source.line_text(line) == lines[line - 1].rstrip("\r\n")


@few
@given(drafts.markdown_drafts)
def test_leaves_run_forward_in_the_source(text: str) -> None:
    document = markdown.read(text)
    spans = [document.source_span(leaf) for leaf in leaves(document)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
