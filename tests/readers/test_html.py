"""The web page reader: the article in a government page, forgiving parsing, tables, encodings, byte ranges."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.source import Span
from lawcheck.readers import html, plain, read
from tests.growth import assert_linear
from tests.readers import contract

PAGE = Path(__file__).resolve().parent.parent / "fixtures" / "page.html"
LONG = "全镇上下对照年度清单逐项推进，明确牵头站所和完成时限，每季度通报一次进展，遇到难点由分管领导召集会商。"


def doc(body: str) -> Document:
    document = html.read(body)
    contract.check(document, whole=not re.search(r"=\s*[\"'][^\"'>]*[\u4e00-\u9fff]", body))
    return document


def lines(body: str) -> list[str]:
    return doc(body).text.splitlines()


def outline(document: Document) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in document.sections]


def test_the_article_of_a_government_page() -> None:
    document = read(PAGE)
    contract.check(document, whole=False)
    assert document.text.splitlines()[0] == "青石镇2023年法治政府建设年度报告"
    assert document.text.splitlines()[-1] == "2024年1月20日"
    assert outline(document) == [
        (1, "一、", "主要举措和成效"), (2, "（一）", "学习先行"), (2, "（二）", "镇长落实第一责任人职责"),
        (1, "二、", "存在的不足"), (1, "三、", "下一年打算"),
    ]  # fmt: skip
    assert document.slice(document.title) == "青石镇2023年法治政府建设年度报告"
    assert document.meta["来源"] == "青石镇人民政府"
    assert document.meta["发布时间"].startswith("2024-01-20")
    for word in ("首页", "上一篇", "主办单位", "分享到", "隐藏", "正文</p>"):
        assert word not in document.text
    assert [p.role for p in document.paragraphs][-2:] == ["signature", "dateline"]
    assert any(a.reason == "comment" for a in document.asides)


def test_bare_signs_lose_no_character() -> None:
    document = doc(f"<p>执行率<90%，A&B公司，5 < 6 & 7 > 3。</p><p>{LONG}</p>")
    assert document.text.splitlines()[0] == "执行率<90%，A&B公司，5 < 6 & 7 > 3。"


def test_quotes_in_tags() -> None:
    assert lines(f"<p onclick=\"if(a>b)x('y')\" title='>'>甲</p><p class=\"x>乙</p><p>{LONG}</p>") == ["甲", "乙", LONG]


def test_digits_in_spans_entities_and_line_breaks_of_the_html() -> None:
    assert lines(f"<p>办案<b>1</b><span>2</span>件，\n   占&nbsp;9&#57;%</p>{LONG}") == ["办案12件，占\xa099%", LONG]
    assert lines(f"<p>&nbsp;&emsp;一、举措</p><p>{LONG}</p>")[0] == "一、举措"


def test_breaks_paragraphs_and_unclosed_tags() -> None:
    assert lines(f"<div>{LONG}<br>乙<br/><br>丙<p>丁<p>戊<ul><li>己<li>庚</ul>") == [
        LONG,
        "乙",
        "丙",
        "丁",
        "戊",
        "己",
        "庚",
    ]
    assert lines(f"<div><p>甲</div></b></p></i>乙<p>{LONG}</p>") == ["甲", "乙", LONG]


def test_ordered_lists_show_their_numbers() -> None:
    assert lines(f"<p>{LONG}</p><ol start=3><li>甲<li>乙</ol>") == [LONG, "3.甲", "4.乙"]


def test_tables_on_their_grid() -> None:
    document = doc(
        f"<p>{LONG}</p><table><tr><td rowspan=2>事项<td colspan=2>件数<tr><td>受理<td>办结<tr><td>许可<td>12<td><p>1</p><p>0</p></table>"
    )
    (table,) = document.tables
    assert [[(document.slice(c.span), c.column, c.colspan, c.rowspan) for c in r.cells] for r in table.rows] == [
        [("事项", 0, 1, 2), ("件数", 1, 2, 1)],
        [("受理", 1, 1, 1), ("办结", 2, 1, 1)],
        [("许可", 0, 1, 1), ("12", 1, 1, 1), ("1 0", 2, 1, 1)],
    ]
    assert [r.header for r in table.rows] == [True, False, False]


def test_tables_that_arrange_the_page_are_none() -> None:
    cell = f"<td><p>一、举措</p><p>{LONG}</p><table><tr><td>1<td>2</table></td>"
    document = doc(f"<table><tr><td><a href=x>首页</a></td>{cell}<td></td></tr></table>")
    assert outline(document) == [(1, "一、", "举措")]
    assert len(document.tables) == 1


def test_the_article_without_names_is_where_the_text_is() -> None:
    links = "".join(f"<li><a href=#>关于某事项的通知第{i}号，请各单位遵照执行。</a></li>" for i in range(30))
    body = "".join(f"<p>{LONG}</p>" for _ in range(5))
    document = doc(f"<div><ul>{links}</ul></div><div><div>{body}</div></div><div>地址：青石路1号，电话见通讯录</div>")
    assert document.text.splitlines() == [LONG] * 5


def test_chrome_inside_the_article_is_set_aside() -> None:
    document = doc(
        f"<div id=zoom><p>来源：青石镇  时间：2024-01-05</p><p>{LONG}</p><p>【打印本页】</p><p>下一篇：无</p></div>"
    )
    assert document.text.splitlines() == [LONG]
    assert document.meta == {"来源": "青石镇", "时间": "2024-01-05"}


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("gb18030", "gb2312"), ("gbk", "GBK"), ("utf-8", "utf-8"), ("utf-8-sig", ""), ("utf-16", ""), ("gb18030", ""),
     ("utf-8", "gb2312-wrong"), ("gb18030", "utf-8")],
)  # fmt: skip
def test_encodings_and_byte_ranges(encoding: str, said: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={said}"><p>{LONG * 90}全年办案１２件。</p></html>'
    data = page.encode(encoding)
    document = html.read(data)
    at = document.text.index("办案")
    native = document.place(Span(at, at + 4)).native
    assert native is not None
    piece = data[int(native["byte"]) : int(native["end_byte"])]
    assert piece.decode("utf-16-le" if encoding == "utf-16" else encoding) == "办案１２"


def test_what_is_no_page() -> None:
    for data, reason in (
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "docx"),
        (b"<p>\0", "空字节"),
        (b" " * (21 << 20), "20 MB"),
    ):
        with pytest.raises(ReadError, match=reason):
            html.read(data)


@pytest.mark.parametrize(
    "body",
    ["", " ", "<", "</p>", "<p>", "<br>", "甲", "<table>", "<table><tr>", "<li>", "<!--", "<script>", "<title>甲"],
)
def test_next_to_nothing(body: str) -> None:
    doc(body)


@pytest.mark.parametrize(
    "part",
    [
        "<div>",
        "<!--",
        "<",
        "<a ",
        "<a '",
        '<a "',
        "<p><b>",
        "</p>",
        "<table><tr><td>",
        "<svg>",
        "&",
        "<li>",
        "<td>",
        "<br>",
        "<p>甲",
        "<a href='x'",
    ],
)
def test_time_is_linear(part: str) -> None:
    assert_linear(lambda n: partial(html.read, part * n), 40_000)


PARTS = [
    "<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=2>", "<td rowspan=3>", "<th>", "<br>",
    "<b>", "</b>", "<a href=x>", "</a>", "<li>", "<ol>", "</ol>", "<ul>", "</ul>", "<h1>", "</h1>", "<div id=zoom>", "<!-- 注 -->", "<script>",
    "</script>", "<nav>", "</nav>", "<p style='display:none'>", "&nbsp;", "&amp;", "&#0;", "&#x1F600;", "&bogus;", "<", ">", "\n", " ", "\u3000",
    "甲乙", LONG, "一、举措", "（一）学习。全年12件。", "2024年1月8日", "\t", "**粗**", "# 题", "\r\n",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_any_page_keeps_the_contract(body: str) -> None:
    document = html.read(body)
    contract.check(document, whole=False)
    for leaf in contract.leaves(document):
        assert document.place(leaf).native


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1 << 16), st.binary(max_size=5), st.integers(0, 30)), min_size=1, max_size=6))
def test_corrupted_bytes_raise_nothing_but_read_errors(edits: list[tuple[int, bytes, int]]) -> None:
    data = PAGE.read_bytes()
    for at, put, drop in edits:
        at %= len(data)
        data = data[:at] + put + data[at + drop :]
    try:
        contract.check(html.read(data), whole=False)
    except ReadError as error:
        assert str(error)


def test_the_seed_as_a_page(seed: Path) -> None:
    """A dump of a page and the page itself read the same."""
    text = plain.read(seed.read_bytes())
    report = text.text.splitlines()
    body = "".join(f"<p>&nbsp;&nbsp;{line}</p>\n" for line in report[1:])
    page = (
        f"<html><head><title>{report[0]}_某县</title></head><body><div><a href=/>首页</a> &gt; <a href=/a>政务公开</a></div>"
        f"<h1>{report[0]}</h1><div>来源: 某乡人民政府  时间: 2024-11-26</div><div class='TRS_Editor'>{body}</div><div>主办：某县</div></body></html>"
    )
    document = html.read(page)
    assert document.text == text.text
    assert document.sections == text.sections
