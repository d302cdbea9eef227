"""The PDF reader: paragraphs put together, running heads and tables told apart, boxes, files that cannot be read."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.source import Span
from lawcheck.readers import pdf, pdf_extract, read
from lawcheck.readers.pdf_extract import Box, Char, Page, Refused
from tests.readers import contract

REPORT = Path(__file__).resolve().parent.parent / "fixtures" / "report.pdf"
SIZE = 14.0
LEFT, RIGHT = 90.0, 90.0 + 30 * SIZE


def line(text: str, top: float, x0: float = LEFT, size: float = SIZE, *, bold: bool = False) -> list[Char]:
    """A line of full-width characters."""
    return [
        Char(char, Box(x0 + at * size, top, x0 + (at + 1) * size, top + size), size, bold)
        for at, char in enumerate(text)
    ]


def doc(*pages: list[Char], tables: Any = ()) -> Document:
    made = [Page(600, 840, chars, list(tables) if not number else []) for number, chars in enumerate(pages)]
    document = pdf.document(made, "draft.pdf", {})
    contract.check(document)
    return document


def test_a_report() -> None:
    document = read(REPORT)
    contract.check(document)
    assert [(s.level, s.number, s.title) for s in document.sections] == [
        (1, "一、", "主要举措和成效"), (2, "（一）", "学习先行"), (2, "（二）", "镇长落实第一责任人职责"),
        (1, "二、", "存在的不足"), (1, "三、", "下一年打算"),
    ]  # fmt: skip
    assert [p.role for p in document.paragraphs if p.role != "body"] == ["title", "signature", "dateline"]
    assert len(document.paragraphs) == 8
    asides = [document.source.text[a.span.start : a.span.end] for a in document.asides]
    assert asides == [t for n in "123" for t in ("青石镇法治政府建设年度报告", f"— {n} —")]
    assert {a.reason for a in document.asides} == {"running-head"}
    (table,) = document.tables
    assert [[document.slice(c.span) for c in row.cells] for row in table.rows] == [
        ["事项", "受理", "办结"], ["许可", "12", "10"], ["处罚", "5", "2"],
    ]  # fmt: skip


def test_page_and_box_of_a_place() -> None:
    document = doc(line("全年办案", 100), line("共十二件。", 100))
    at = document.text.index("办案")
    native = document.place(Span(at, at + 2)).native
    assert native == {"page": 1, "x0": 118, "top": 100, "x1": 146, "bottom": 114}
    whole = document.place(Span(0, len(document.text.rstrip("\n")))).native
    assert whole is not None
    assert (whole["page"], whole["end_page"]) == (1, 2)


def test_lines_are_joined_and_indents_begin_paragraphs() -> None:
    full, rest = "正" * 28, "文" * 30
    chars = [
        *line(full, 100, LEFT + 2 * SIZE),
        *line(rest, 125),
        *line("完。", 150),
        *line(full, 175, LEFT + 2 * SIZE),
        *line("尾。", 200),
    ]
    assert doc(chars).text.splitlines() == [f"{full}{rest}完。", f"{full}尾。"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    full = "正" * 28
    first = [*line(full, 700, LEFT + 2 * SIZE), *line("文" * 30, 725), *line("— 1 —", 800, 280)]
    second = [*line("续。", 100), *line(full, 125, LEFT + 2 * SIZE), *line("末。", 150), *line("— 2 —", 800, 280)]
    document = doc(first, second)
    assert document.text.splitlines() == [f"{full}{'文' * 30}续。", f"{full}末。"]
    assert [document.source.text[a.span.start : a.span.end] for a in document.asides] == ["— 1 —", "— 2 —"]


def test_a_title_in_two_lines_and_headings_by_size() -> None:
    chars = [
        *line("青" * 20, 100, LEFT + 10, 20), *line("年度报告", 130, LEFT + 170, 20), *line("总体情况", 170, LEFT, 16),
        *line("正" * 28, 200, LEFT + 2 * SIZE), *line("文" * 30, 225), *line("完。", 250),
    ]  # fmt: skip
    document = doc(chars)
    assert document.slice(document.title) == "青" * 20 + "年度报告"
    assert [s.title for s in document.sections] == ["总体情况"]


def test_merged_cells() -> None:
    cells = [Box(90, 100, 150, 160), Box(150, 100, 270, 130), Box(150, 130, 210, 160), Box(210, 130, 270, 160)]
    chars = [*line("事项", 120, 100), *line("件数", 110, 180), *line("受", 140, 160), *line("办", 140, 220)]
    (table,) = doc(chars, tables=[cells]).tables
    assert [[(c.column, c.colspan, c.rowspan) for c in row.cells] for row in table.rows] == [
        [(0, 1, 2), (1, 2, 1)], [(1, 1, 1), (2, 1, 1)],
    ]  # fmt: skip


def test_blanks_show_where_gaps_are() -> None:
    latin = [Char(c, Box(x, 100, x + 7, 114), 14, False) for c, x in zip("ABCD", (90, 97, 110, 117), strict=True)]
    assert doc(latin).text == "AB CD\n"


def picture(*, pages: int = 1) -> bytes:
    image = pytest.importorskip("PIL.Image")
    data = BytesIO()
    sheets = [image.new("L", (600, 840), 200) for _ in range(pages)]
    sheets[0].save(data, "PDF", save_all=True, append_images=sheets[1:])
    return data.getvalue()


def refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        pdf.read(data)


def test_a_scanned_file_says_so() -> None:
    refused(picture(pages=2), "扫描件")


def test_a_scanned_page_among_others_is_said() -> None:
    pages = [Page(600, 840, line("正文" * 12 + "。", 100)), Page(600, 840, picture=True)]
    document = pdf.document(pages, "draft.pdf", {})
    contract.check(document)
    assert [(a.reason, document.source.text[a.span.start : a.span.end]) for a in document.asides] == [
        ("image", "（第2页是图片，没有文字）")
    ]


def test_fonts_without_meaning_are_refused() -> None:
    with pytest.raises(ReadError, match="没有文字编码"):
        pdf.document([Page(600, 840, line("\ufffd" * 30, 100))], "draft.pdf", {})
    with pytest.raises(ReadError, match="没有文字"):
        pdf.document([Page(600, 840)], "draft.pdf", {})


def test_one_character_for_all_is_refused() -> None:
    """What a program without a Chinese font writes: boxes that all bear the name of the first character."""
    with pytest.raises(ReadError, match="大多读成“青”"):
        doc(*[line("青" * 15 + "2024年" + "青" * 10, 100 + 20 * row) for row in range(6)])
    assert doc(line("是" * 20, 100)).text == "是" * 20 + "\n"


def test_what_is_no_pdf() -> None:
    refused(b"", "不是 PDF")
    refused("文字".encode(), "不是 PDF")
    refused(b"%PDF-1.7\n", "损坏|没有文字")
    refused(REPORT.read_bytes()[:4000], "损坏|没有文字")


def test_too_slow_and_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*args: Any, **kwargs: Any) -> Any:
        raise subprocess.TimeoutExpired("x", 1)

    with monkeypatch.context() as patch:
        patch.setattr(pdf.subprocess, "run", slow)
        refused(REPORT.read_bytes(), "超过 180 秒")
    monkeypatch.setattr(pdf, "_MAX", 10)
    refused(REPORT.read_bytes(), "拒绝读取")


def test_missing_component_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    refused(REPORT.read_bytes(), r"pip install 'lawcheck-cn\[pdf\]'")


def test_a_bomb_is_stopped_by_the_memory_limit() -> None:
    """A stream of 6 GB of zeros in a file of 6 MB: refused, and the memory of this process is not touched."""
    if importlib.util.find_spec("resource") is None:
        pytest.skip("this system has no limit on a process's memory")
    import zlib

    packer = zlib.compressobj(9)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + (packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)) * (6 << 6) + packer.flush()
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj "
    )
    body = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream endobj "
    refused(head + body + b"trailer<</Root 1 0 R>>", "内存不足|损坏|没有文字")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6))
def test_corrupted_bytes_raise_nothing_but_read_errors(edits: list[tuple[int, bytes, int]]) -> None:
    data = REPORT.read_bytes()
    for at, put, drop in edits:
        at %= len(data)
        data = data[:at] + put + data[at + drop :]
    try:
        contract.check(pdf.document(pdf_extract.extract(data), "draft.pdf", {}))
    except (ReadError, Refused) as error:
        assert str(error)


texts = st.lists(
    st.tuples(
        st.sampled_from(["一、举措", "正文内容。", "12", "A", " ", "— 1 —", "办理案件" * 8]),
        st.integers(0, 830),
        st.integers(0, 500),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_layout_keeps_the_contract(pages: list[list[tuple[str, int, int]]]) -> None:
    chars = [[c for text, top, x0 in page for c in line(text, top, x0)] for page in pages]
    if any(c.text.strip() for page in chars for c in page):
        doc(*chars)


def test_the_reader_runs_without_importing_pdfplumber() -> None:
    code = "import sys, lawcheck.readers.pdf; sys.exit('pdfplumber' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
