"""The Word reader: each feature of the format, hostile files, and native places that lead back to the very character."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.source import Span
from lawcheck.readers import convert, docx, docx_package, read
from lawcheck.readers.docx_numerals import write
from tests.readers import contract
from tests.readers.word import (
    REPORT,
    W,
    archive,
    cell,
    level,
    lists,
    numbered,
    p,
    package,
    row,
    run,
    style,
    table,
)  # fmt: skip

LONG = "全镇上下对照年度清单逐项推进，明确牵头站所和完成时限，每季度通报一次进展，遇到难点由分管领导召集会商。"
_SIGN = ("tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")


def doc(*body: str, **parts: str) -> Document:
    """The Document of a small docx, held to the contract and to its native places on the way."""
    data = package(*body, **parts)
    document = docx.read(data)
    contract.check(document)
    check_native(document, data)
    return document


def text(*body: str, **parts: str) -> list[str]:
    return doc(*body, **parts).text.splitlines()


def check_native(document: Document, data: bytes) -> None:
    """Every character of the Source that stands in a run is the character that its native place names."""
    opened: dict[str, list[list[str]]] = {}
    for at, char in enumerate(document.source.text):
        if char in "\n\t" or document.source.native is None:
            continue
        place = document.source.native.place(Span(at, at + 1))
        assert place is not None
        if "run" not in place:
            continue
        part = str(place["part"])
        opened.setdefault(part, list(_runs(data, part)))
        found = opened[part][int(place["paragraph"])][int(place["run"])][int(place["offset"])]
        assert found == char or found in "\0\n\t\r" or char == " ", (found, char)


def _runs(data: bytes, part: str) -> Any:
    """For each w:p of a part the texts of its runs, signs that count one written as NUL."""
    root = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(part))
    for paragraph in root.iter(f"{{{W}}}p"):
        texts = []
        for r in paragraph.iter(f"{{{W}}}r"):
            if next(r.iterancestors(f"{{{W}}}p")) is paragraph:
                own = [e for e in r if isinstance(e.tag, str)]
                texts.append("".join(e.text or "" if e.tag == f"{{{W}}}t" else "\0" * _counts(e) for e in own))
        yield texts


def _counts(element: Any) -> bool:
    return element.tag.removeprefix(f"{{{W}}}") in _SIGN


def outline(document: Document) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in document.sections]


# Text


def test_runs_are_joined_and_places_name_them() -> None:
    document = doc(p("甲乙"), p(run("共办案1"), run("2"), run("件"), run("。")))
    at = document.text.index("12件")
    place = document.place(Span(at, at + 3))
    assert place.text == "12件"
    assert (place.line, place.column) == (2, 4)
    assert place.native == {
        "part": "word/document.xml", "paragraph": 1, "run": 0, "offset": 3,
        "end_paragraph": 1, "end_run": 2, "end_offset": 1,
    }  # fmt: skip


def test_tracked_changes_read_as_accepted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("新")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("走")}</w:moveFrom><w:moveTo w:id="4">{run("来")}</w:moveTo>'
    assert text(p("甲", deleted, inserted, moved, "乙")) == ["甲新来乙"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert text(p("前半句，", properties='<w:rPr><w:del w:id="1"/></w:rPr>'), p("后半句。")) == ["前半句，后半句。"]


def test_a_deleted_row_is_gone() -> None:
    kept = table(row("甲", "1"), row("乙", "2", properties='<w:del w:id="1"/>'))
    assert text(kept) == ["甲\t1"]


def test_hidden_text_is_dropped() -> None:
    hidden = style("Ghost", "ghost", "<w:rPr><w:vanish/></w:rPr>")
    shown = p(run("现", '<w:vanish w:val="0"/>'), run("隐"), properties='<w:pStyle w:val="Ghost"/>')
    assert text(p("甲", run("隐", "<w:vanish/>"), "乙"), shown, styles=hidden) == ["甲乙", "现"]


def test_comments_leave_no_trace() -> None:
    mark = '<w:commentRangeStart w:id="0"/>'
    end = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    noted = f'<w:comment w:id="0">{p("改一下")}</w:comment>'
    assert text(p("甲", mark, "乙", end, "丙"), comments=noted) == ["甲乙丙"]


def test_of_fields_only_the_result_is_read() -> None:
    code = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>', "<w:instrText>DATE</w:instrText>", "<w:t>码</w:t>",
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>2024年</w:t>", '<w:fldChar w:fldCharType="end"/>',
        )
    )  # fmt: skip
    simple = f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>'
    assert text(p("甲", code, "乙", simple)) == ["甲2024年乙3"]


def test_signs() -> None:
    assert text(p("甲<", "<w:r><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t></w:r>")) == ["甲<\t乙-丙"]
    assert text(p("<w:r><w:t>重大</w:t><w:softHyphen/><w:t>决\xad策</w:t></w:r>")) == ["重大决策"]
    assert text(p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>是</w:t></w:r>')) == ["□是"]


def test_blanks_at_the_ends_of_a_run_count_only_when_kept() -> None:
    assert text(p("<w:r><w:t> 甲 </w:t></w:r>", "<w:r><w:t>乙</w:t></w:r>")) == ["甲乙"]
    assert text(p("甲 ", "乙")) == ["甲 乙"]


def test_a_break_ends_a_line_where_a_paragraph_ends() -> None:
    line_break = "<w:r><w:br/></w:r>"
    assert text(p("一、第一件事", line_break, LONG, line_break, "　　另起一段")) == ["一、第一件事", LONG, "另起一段"]
    assert text(p(LONG[:-1], line_break, "接着说")) == [f"{LONG[:-1]}接着说"]


def test_wrappers_and_links_are_transparent() -> None:
    link = f'<w:hyperlink r:id="x">{run("链接")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    ruby = f"<w:r><w:ruby><w:rt>{run('lì')}</w:rt><w:rubyBase>{run('例')}</w:rubyBase></w:ruby></w:r>"
    block = f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt>"
    assert text(p(link, control, ruby), block) == ["链接控件例", "块"]


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(p("前", drawing, "后"), p("下一段")) == ["前后", "框内", "下一段"]


def test_headers_footers_and_notes_are_apart() -> None:
    notes = (
        f'<w:footnote w:id="-1" w:type="separator">{p("线")}</w:footnote><w:footnote w:id="2">{p("注释")}</w:footnote>'
    )
    document = doc(
        p("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>', "完"),
        header=p("页眉2024年1月1日"), footer=p("第1页"), footnotes=notes,
    )  # fmt: skip
    assert document.text == "正文完\n注释\n"
    assert [para.role for para in document.paragraphs] == ["body", "note"]
    asides = [(a.reason, document.source.text[a.span.start : a.span.end]) for a in document.asides]
    assert asides == [("running-head", "页眉2024年1月1日"), ("running-head", "第1页")]


def test_table_of_contents_is_set_aside() -> None:
    styles = style("TOC1", "toc 1")
    entry = p("一、总体情况", "<w:r><w:tab/></w:r>", "1", properties='<w:pStyle w:val="TOC1"/>')
    document = doc(p("目  录"), entry, p("一、总体情况"), p(LONG), styles=styles)
    assert document.text == f"一、总体情况\n{LONG}\n"
    assert {a.reason for a in document.asides} == {"contents"}


# Numbering


@pytest.mark.parametrize(
    ("format", "pattern", "expected"),
    [
        ("chineseCounting", "%1、", "十二、"),
        ("chineseCountingThousand", "（%1）", "（十二）"),
        ("chineseCountingThousand", "第%1章", "第十二章"),
        ("ideographDigital", "%1", "一二"),
        ("japaneseCounting", "%1、", "十二、"),
        ("chineseLegalSimplified", "%1", "壹拾贰"),
        ("decimal", "（%1）", "（12）"),
        ("decimalZero", "%1.", "12."),
        ("decimalFullWidth", "%1．", "１２．"),
        ("decimalEnclosedCircle", "%1", "⑫"),
        ("decimalEnclosedCircleChinese", "%1", "⑫"),
        ("decimalEnclosedFullstop", "%1", "⒓"),
        ("decimalEnclosedParen", "%1", "⑿"),
        ("upperLetter", "%1.", "L."),
        ("lowerLetter", "%1)", "l)"),
        ("upperRoman", "%1.", "XII."),
        ("lowerRoman", "%1.", "xii."),
        ("ideographTraditional", "%1", "12"),
        ("none", "附件", "附件"),
        ("nobodyKnows", "%1.", "12."),
    ],
)
def test_formats(format: str, pattern: str, expected: str) -> None:
    assert text(numbered("文"), numbering=lists(level(0, format, pattern, start=12))) == [expected + "文"]


@pytest.mark.parametrize(
    ("number", "format", "expected"),
    [
        (10, "chineseCounting", "十"), (20, "chineseCounting", "二十"), (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCounting", "一百一十"), (1005, "chineseCounting", "一千零五"), (101, "japaneseCounting", "百一"),
        (36, "decimalEnclosedCircle", "㊱"), (50, "decimalEnclosedCircle", "㊿"), (51, "decimalEnclosedCircle", "51"),
        (27, "upperLetter", "AA"), (0, "chineseCounting", "零"), (0, "upperLetter", ""), (4000, "upperRoman", "4000"),
        (-1, "chineseCounting", "-1"), (3, "ordinal", "3rd"), (11, "ordinal", "11th"), (10, "ideographDigital", "一〇"),
    ],
)  # fmt: skip
def test_numerals(number: int, format: str, expected: str) -> None:
    assert write(number, format) == expected


def test_levels_restart_below_and_the_outline_is_what_a_reader_sees() -> None:
    document = doc(
        p("青石镇2023年法治政府建设年度报告"), numbered("举措"), numbered("学习", 1), numbered("普法", 1),
        numbered("进校园", 2), numbered("第一", 3), numbered("不足"), numbered("力量", 1), numbering=REPORT,
    )  # fmt: skip
    assert outline(document) == [
        (1, "一、", "举措"), (2, "（一）", "学习"), (2, "（二）", "普法"), (3, "1.", "进校园"), (4, "①", "第一"),
        (1, "二、", "不足"), (2, "（一）", "力量"),
    ]  # fmt: skip


def test_a_rendered_number_maps_to_its_paragraph() -> None:
    document = doc(p("前"), numbered("举措"), numbering=REPORT)
    at = document.text.index("一、")
    assert document.place(Span(at, at + 2)).native == {
        "part": "word/document.xml", "paragraph": 1, "end_paragraph": 1,
    }  # fmt: skip
    assert document.place(Span(at, at + 4)).native == {
        "part": "word/document.xml", "paragraph": 1, "end_paragraph": 1, "end_run": 0, "end_offset": 2,
    }  # fmt: skip


def test_start_override_begins_anew_once_and_shares_the_counter() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    lines = text(
        numbered("甲"), numbered("乙"), numbered("丙", num=2), numbered("丁", num=2), numbered("戊"),
        numbering=lists(level(0, "decimal", "%1."), nums=nums),
    )  # fmt: skip
    assert lines == ["1.甲", "2.乙", "5.丙", "6.丁", "7.戊"]


def test_an_override_may_replace_the_level() -> None:
    own = level(0, "upperLetter", "%1)", start=3)
    nums = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    assert text(numbered("甲"), numbering=lists(level(0, "decimal", "%1."), nums=nums)) == ["C)甲"]


def test_restart_rules() -> None:
    never = lists(level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
    body = (numbered("甲"), numbered("子", 1), numbered("乙"), numbered("丑", 1))
    assert text(*body, numbering=never) == ["1.甲", "(1)子", "2.乙", "(2)丑"]
    after_first = lists(
        level(0, "decimal", "%1."), level(1, "decimal", "(%2)"), level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    )
    body = (
        numbered("甲"),
        numbered("子", 1),
        numbered("一", 2),
        numbered("丑", 1),
        numbered("二", 2),
        numbered("乙"),
        numbered("三", 2),
    )
    assert text(*body, numbering=after_first) == ["1.甲", "(1)子", "1)一", "(2)丑", "2)二", "2.乙", "1)三"]


def test_legal_numbering_and_levels_not_used_yet() -> None:
    legal = lists(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert text(numbered("甲"), numbered("乙", 1), numbering=legal) == ["第一章甲", "1.1乙"]
    plain = lists(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    assert text(numbered("乙", 1), numbering=plain) == ["1.1乙"]


def test_what_parts_number_and_text() -> None:
    for suffix, pattern, expected in (
        ("tab", "%1、", "一、甲"), ("tab", "第%1章", "第一章 甲"), ("space", "%1、", "一、 甲"), ("nothing", "第%1章", "第一章甲"),
    ):  # fmt: skip
        numbering = lists(level(0, "chineseCounting", pattern, suffix=suffix))
        assert text(numbered("甲"), numbering=numbering) == [expected]
    assert text(numbered("2023年"), numbering=lists(level(0, "decimal", "%1.", suffix="tab"))) == ["1. 2023年"]


def test_numbering_by_style_and_its_removal() -> None:
    properties = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("One", "一级", properties) + style("Two", "二级", base="One")
    tied = lists(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="One"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="Two"/>'),
    )
    off = '<w:pStyle w:val="One"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = [p("甲", properties=f'<w:pStyle w:val="{s}"/>') for s in ("One", "Two", "Two")]
    assert text(*body, p("乙", properties=off), styles=styles, numbering=tied) == ["一、甲", "1.甲", "2.甲", "乙"]


def test_numbering_style_link() -> None:
    styles = style("Linked", "linked", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    more = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Linked"/></w:abstractNum>'
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/></w:num>' for n, a in ((1, 0), (2, 7)))
    numbering = lists(level(0, "chineseCounting", "%1、"), nums=nums, more=more)
    assert text(numbered("甲", num=2), styles=styles, numbering=numbering) == ["一、甲"]


def test_bullets_are_items_without_text() -> None:
    document = doc(p(LONG), numbered("子弹"), numbering=lists(level(0, "bullet", "\uf0b7")))
    assert [(para.role, document.slice(para.span)) for para in document.paragraphs][1] == ("item", "子弹")


def test_a_number_without_a_list_is_none() -> None:
    assert text(numbered("甲", num=9), numbered("乙", level=8), numbering=REPORT) == ["甲", "乙"]


# Tables


def test_merged_cells_stand_on_the_grid() -> None:
    document = doc(
        table(
            row(cell("事项", merge="restart"), cell("办件", span=2)),
            row(cell(merge="continue"), "受理", "办结"),
            row("许可", "12", cell("10", "件")),
        ),
        p("后"),
    )
    (only,) = document.tables
    cells = [[(document.slice(c.span), c.column, c.colspan, c.rowspan) for c in r.cells] for r in only.rows]
    assert cells == [
        [("事项", 0, 1, 2), ("办件", 1, 2, 1)],
        [("受理", 1, 1, 1), ("办结", 2, 1, 1)],
        [("许可", 0, 1, 1), ("12", 1, 1, 1), ("10 件", 2, 1, 1)],
    ]
    assert [r.header for r in only.rows] == [True, False, False]
    assert document.text.splitlines() == ["事项\t办件", "受理\t办结", "许可\t12\t10 件", "后"]


def test_header_rows_say_so() -> None:
    document = doc(table(row("甲", "乙"), row("丙", "丁", properties="<w:tblHeader/>"), row("1", "2")))
    assert [r.header for r in document.tables[0].rows] == [False, True, False]


def test_numbers_in_cells_nested_tables_and_empty_cells() -> None:
    inner = table(row("子", "丑"), row("寅", "卯"))
    document = doc(table(row(cell(numbered("甲")), cell()), row(cell(inner), "1")), numbering=REPORT)
    assert document.text.splitlines() == ["一、甲\t", "子 丑 寅 卯\t1"]


def test_a_frame_around_text_is_no_table() -> None:
    document = doc(table(row(cell("甲段", "乙段"))))
    assert not document.tables
    assert document.text.splitlines() == ["甲段", "乙段"]


# Headings


def test_heading_styles_are_inherited() -> None:
    styles = (
        style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + style("Mine", "我的标题", base="H1")
        + style("H2", "标题 2") + style("T", "Title")
    )  # fmt: skip

    def styled(key: str, words: str) -> str:
        return p(words, properties=f'<w:pStyle w:val="{key}"/>')

    direct = p("直接设级", properties='<w:outlineLvl w:val="2"/>')
    document = doc(
        styled("T", "青石镇法治政府建设年度报告"), styled("H1", "总体情况"), p(LONG), styled("H2", "学习"), p(LONG),
        direct, p(LONG), styled("Mine", "下一步安排"), p(LONG), styles=styles,
    )  # fmt: skip
    assert document.slice(document.title) == "青石镇法治政府建设年度报告"
    assert outline(document) == [(1, "", "总体情况"), (2, "", "学习"), (3, "", "直接设级"), (1, "", "下一步安排")]


def test_headings_by_look() -> None:
    body = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
    big = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
    hei, kai = (f'<w:rFonts w:eastAsia="{font}"/><w:sz w:val="32"/>' for font in ("黑体", "楷体_GB2312"))
    centre = '<w:jc w:val="center"/>'
    document = doc(
        p(run("青石镇人民政府", big), properties=centre), p(run("2023年法治政府建设年度报告", big), properties=centre),
        p(run(LONG, body)), p(run("主要成效", hei)), p(run("学习有力", kai)), p(run(LONG, body)),
        p(run("执法有序", kai)), p(run(LONG, body)), p(run("存在不足", hei)), p(run(LONG, body)),
        p(run("青石镇人民政府", hei)), p(run("2024年1月8日", hei)),
    )  # fmt: skip
    assert outline(document) == [
        (1, "", "主要成效"), (2, "", "学习有力"), (2, "", "执法有序"), (1, "", "存在不足"),
    ]  # fmt: skip
    roles = [para.role for para in document.paragraphs if para.role != "body"]
    assert roles == ["title", "title", "signature", "dateline"]


def test_bold_headings_rank_with_their_numbered_peers() -> None:
    bold = "<w:b/>"
    document = doc(
        p("青石镇2023年法治政府建设年度报告"), p(run("一、成效", bold)), p(LONG), p(run("下一步打算", bold)), p(LONG)
    )
    assert outline(document) == [(1, "一、", "成效"), (1, "", "下一步打算")]


def test_bold_words_inside_a_paragraph_are_no_heading() -> None:
    assert not doc(p(LONG), p(run("重点工作", "<w:b/>"), "有三项。"), p(LONG)).sections


# Hostile and wrong files


def refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        docx.read(data)


def test_zip_bombs_are_refused() -> None:
    bomb = b"<w:p/>" * (2 << 20)
    refused(archive({"word/document.xml": b"<a>" + bomb + b"</a>"}), "压缩")
    refused(archive({"word/document.xml": b"0" * (49 << 20)}), "48 MB")
    refused(archive({f"f{i}": "" for i in range(10_001)}), "文件过多")
    refused(package("".join(f"<w:p w:rsid='{i}'/>" for i in range(150_001))), "段落过多")


def test_entities_are_refused() -> None:
    laughs = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {c} "{f"&{chr(ord(c) - 1)};" * 10}">' for c in "bcdefghi")
    for doctype in (f"<!DOCTYPE x [{laughs}]>", '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'):
        body = f'{doctype}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'
        refused(archive({"word/document.xml": body}), "DTD|XML")


def test_deep_nesting_is_refused() -> None:
    for depth in (300, 100_000):
        refused(package("<w:sdt>" * depth + "</w:sdt>" * depth), "嵌套过深|压缩比")
    nested = p("底")
    for _ in range(80):
        nested = table(row(cell(nested), "x"))
    assert docx.read(package(nested)).tables


def test_what_is_no_word_document() -> None:
    refused(b"", "空文件")
    refused(b"%PDF-1.7", "PDF")
    refused(b"<html>", "网页")
    refused(b"{\\rtf1", "RTF")
    refused("纯文字".encode(), "扩展名与内容不符")
    refused(b"PK\x03\x04", "损坏")
    refused(archive({"xl/workbook.xml": "<a/>"}), "没有正文")
    refused(archive({"word/document.xml": "<w:document>"}), "XML")
    refused(archive({"word/document.xml": f'<w:document xmlns:w="{W}"/>'}), "没有正文")
    refused(package(p("甲"))[:-40], "损坏")


def test_passwords() -> None:
    refused(docx.OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "密码")
    locked = bytearray(package(p("甲")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := locked.find(signature, at + 1)) >= 0:
            locked[at + flags] |= 1
    refused(bytes(locked), "密码")


def test_missing_component_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("lawcheck.readers.docx_")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("lawcheck.readers.docx_body")
    monkeypatch.setitem(sys.modules, "lxml", None)
    refused(package(p("甲")), r"pip install 'lawcheck-cn\[docx\]'")


def test_strict_flavour() -> None:
    files = zipfile.ZipFile(BytesIO(package(numbered("甲"), numbering=REPORT)))
    strict = {
        name: files.read(name).decode().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name in files.namelist()
    }
    assert docx.read(archive(dict(strict))).text == "一、甲\n"


SMALL = package(
    p("青石镇2023年法治政府建设年度报告"), numbered("举措"), p("甲", run("乙", "<w:b/>")),
    table(row(cell("事项", merge="restart"), cell("数", span=2)), row(cell(merge="continue"), "1", "2")),
    numbering=REPORT, styles=style("N", "Normal", default=True), header=p("页眉"),
)  # fmt: skip
PARTS = {name: zipfile.ZipFile(BytesIO(SMALL)).read(name) for name in zipfile.ZipFile(BytesIO(SMALL)).namelist()}
changes = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6
)


def corrupted(data: bytes, edits: list[tuple[int, bytes, int]]) -> bytes:
    for at, put, drop in edits:
        at %= len(data) + 1
        data = data[:at] + put + data[at + drop :]
    return data


@settings(max_examples=300, deadline=None)
@given(changes)
def test_corrupted_bytes_raise_nothing_but_read_errors(edits: list[tuple[int, bytes, int]]) -> None:
    try:
        contract.check(docx.read(corrupted(SMALL, edits)))
    except ReadError as error:
        assert str(error)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(PARTS)), changes)
def test_corrupted_parts_raise_nothing_but_read_errors(name: str, edits: list[tuple[int, bytes, int]]) -> None:
    try:
        contract.check(docx.read(archive({**PARTS, name: corrupted(PARTS[name], edits)})))
    except ReadError as error:
        assert str(error)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([
    numbered("举措"), numbered("学习", 1), p("重点"), p(LONG), p(run("粗", "<w:b/>")), p(), p("\u3000\u3000缩进 "), p("2024年1月8日"),
    table(row("甲", "乙"), row("1", "")), table(row(cell("单"))), p("甲", "<w:r><w:br/></w:r>", "乙"), p("", '<w:r><w:tab/></w:r>'),
    p("删", properties='<w:rPr><w:del w:id="1"/></w:rPr>'), p("标题", properties='<w:outlineLvl w:val="0"/>'),
    p("居中", properties='<w:jc w:val="center"/>'), p("<w:r><w:t>甲\xad乙</w:t></w:r>"),
]), max_size=9))  # fmt: skip
def test_any_order_of_blocks_keeps_the_contract(body: list[str]) -> None:
    doc(*body, numbering=REPORT)


# Old formats


def test_doc_and_wps_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert.shutil, "which", lambda name: None)
    with pytest.raises(ReadError, match="需要 LibreOffice"):
        read("旧.doc", text=docx.OLE + bytes(512))
    with pytest.raises(ReadError, match="不是 Word 或 WPS"):
        read("旧.wps", text=b"text")
    assert read("新.wps", text=package(p("甲"))).text == "甲\n"


def test_doc_by_libreoffice(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed: .doc cannot be read")
    source = tmp_path / "draft.docx"
    source.write_bytes(
        package(p("青石镇2023年法治政府建设年度报告"), numbered("举措"), numbered("学习", 1), numbering=REPORT)
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    old = source.with_suffix(".doc").read_bytes()
    assert old.startswith(docx.OLE)
    document = read("旧.doc", text=old)
    contract.check(document)
    assert outline(document) == [(1, "一、", "举措"), (2, "（一）", "学习")]
    assert docx.read(old).text == document.text  # named .docx by mistake


def test_limits_leave_room_for_real_reports() -> None:
    many = [numbered(LONG, number % 3) for number in range(5000)]
    document = docx.read(package(*many, numbering=REPORT))
    assert len(document.text.splitlines()) == 5000
    assert docx_package._MAX_PART > 20 << 20
