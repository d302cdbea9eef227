"""Markdown: what each piece of markup becomes, and where it stands."""

from __future__ import annotations

import pytest

from lawcheck.model.document import Document
from lawcheck.model.source import Span
from lawcheck.readers import commonmark, markdown, tags


def paragraphs(text: str) -> list[tuple[str, str]]:
    document = markdown.read(text)
    return [(p.role, document.text[slice(*p.span)]) for p in document.paragraphs]


def texts(text: str) -> list[str]:
    return markdown.read(text).text.splitlines()


def asides(document: Document) -> list[tuple[str, str]]:
    return [(a.reason, document.source.text[slice(*a.span)]) for a in document.asides]


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("推进法**制**政府", "推进法制政府"),
        ("*重点*、***要点***、~~旧称~~", "重点、要点、旧称"),
        ('[名单](a.html "题")和<https://example.org/x>', "名单和https://example.org/x"),
        (r"A&amp;B&nbsp;\*C\*", "A&B\xa0*C*"),
        ("办理`code`12件", "办理12件"),
        ("见图![附图](a.png)所示", "见图所示"),
        ("注一[^1]处\n\n[^1]: 说明", "注一处\n说明"),
        ("<u>下划</u>线<font color='red'>红</font>字", "下划线红字"),
        ("首行<br>次行", "首行\n次行"),
        ("首行  \n次行", "首行\n次行"),
        ("前<!-- 备注 -->后", "前后"),
        ("- [x] 已办\n- [ ] 未办", "已办\n未办"),
        ("\u3000\u3000缩进 \xa0", "缩进"),
        ("&nbsp;&emsp;缩进", "缩进"),
        ("a < b 且 c > d", "a < b 且 c > d"),
    ],
)
def test_inline(marked: str, read: str) -> None:
    assert markdown.read(marked).text.rstrip("\n") == read


@pytest.mark.parametrize(
    ("broken", "read"),
    [
        ("完善制度\n强化落实", "完善制度强化落实"),
        ("使用 abc\ndef 系统", "使用 abc def 系统"),
        ("称为“甲”\n乙", "称为“甲”乙"),
        ("# 标题\n正文", "标题\n正文"),
        ("第一行\r\n第二行", "第一行第二行"),
        ("二、存在的不足\n力量偏弱", "二、存在的不足\n力量偏弱"),
        ("（一）学习情况，\n续行", "（一）学习情况，续行"),
        ("全年办理\n（二）执法情况", "全年办理\n（二）执法情况"),
        ("完善制度、\n（二）执法情况", "完善制度、（二）执法情况"),
        ("青石镇人民政府\n2024年1月20日", "青石镇人民政府\n2024年1月20日"),
        ("标题在\n两行里\n=====", "标题在两行里"),
    ],
)
def test_soft_breaks(broken: str, read: str) -> None:
    assert markdown.read(broken).text.rstrip("\n") == read


class TestMarksNobodyMeant:
    """CommonMark reads as emphasis, or fails to, what a drafter of Chinese meant otherwise."""

    @pytest.mark.parametrize("text", ["3*4*5米", "5~10~20件", "____（单位）____", "张**、李**、王**", "第____次"])
    def test_marks_that_stay(self, text: str) -> None:
        assert texts(text) == [text]

    @pytest.mark.parametrize(
        ("marked", "read"),
        [
            ("我们**小结。**此后", "我们小结。此后"),
            ("按照**《办法》**的", "按照《办法》的"),
            ("**甲。**乙**丙**，丁**戊。**己", "甲。乙丙，丁戊。己"),
            ("见***“通知”***所附", "见“通知”所附"),
        ],
    )
    def test_strong_beside_a_mark(self, marked: str, read: str) -> None:
        assert texts(marked) == [read]

    def test_escaped_asterisks_stay(self) -> None:
        assert texts(r"甲\*\*乙。\*\*丙") == ["甲**乙。**丙"]

    def test_heading_without_space(self) -> None:
        document = markdown.read("#青石镇2023年法治政府建设年度报告\n##一、成效\n文字\n##二、不足\n文字")
        assert [(s.level, s.number, s.title) for s in document.sections] == [(1, "一、", "成效"), (1, "二、", "不足")]
        assert paragraphs("#话题# 不是标题") == [("body", "#话题# 不是标题")]

    def test_rule_under_a_paragraph_makes_no_heading(self) -> None:
        long = "全镇全年办理各类行政执法案件十二件，均已按期办结并录入系统，没有发生被撤销或者被确认违法的情形，群众反映良好，档案齐备完整。"
        assert not markdown.read(f"{long}\n---\n\n下文。").sections

    def test_indented_prose_is_no_code(self) -> None:
        document = markdown.read("标题行\n\n    缩进四格的正文。\n    第二行。\n\n下文")
        assert document.text.splitlines()[1:3] == ["缩进四格的正文。", "第二行。"]
        assert not document.asides
        assert asides(markdown.read("    x = 1\n    y = 2\n")) == [("code", "x = 1\n    y = 2\n")]


def test_code_and_comments_are_set_aside() -> None:
    document = markdown.read("甲`c`\n\n```\n代码\n```\n\n<!-- 一\n二 -->\n\n乙<!-- 三 -->\n")
    assert asides(document) == [
        ("code", "`c`"), ("code", "```\n代码\n```"), ("comment", "<!-- 一\n二 -->"), ("comment", "<!-- 三 -->"),
    ]  # fmt: skip
    assert document.text == "甲\n乙\n"


def test_html_blocks_leave_their_text() -> None:
    text = '<div align="center">\n<h2>一、成效&nbsp;好</h2>\n正文<br/>换行\n<script>var a = "甲";</script>\n</div>\n'
    document = markdown.read(text)
    assert [(s.number, s.title) for s in document.sections] == [("一、", "成效\xa0好")]
    assert document.text == "一、成效\xa0好\n正文\n换行\n"
    assert asides(document) == [("code", 'var a = "甲";')]


def test_html_in_a_quote_keeps_its_place() -> None:
    document = markdown.read("> <div>\n> 甲乙\n> <!-- 一\n> 二 -->\n> </div>\n")
    assert paragraphs(document.source.text) == [("quote", "甲乙")]
    assert document.place(document.paragraphs[0].span).text == "甲乙"
    assert asides(document) == [("comment", "<!-- 一\n> 二 -->")]


class TestLists:
    def test_numbers_come_from_the_source(self) -> None:
        document = markdown.read("1. 甲方面\n3. 丙方面\n")
        assert [(s.number, s.ordinal) for s in document.sections] == [("1.", 1), ("3.", 3)]
        assert document.place(document.sections[1].heading).text == "3. 丙方面"

    def test_lazy_numbers_count_up(self) -> None:
        assert texts("1. 甲\n1. 乙\n1. 丙") == ["1. 甲", "2. 乙", "3. 丙"]

    def test_bullets_nesting_and_paragraphs(self) -> None:
        assert paragraphs("- 甲\n\n  续段\n  - 乙\n- 丙") == [
            ("item", "甲"), ("item", "续段"), ("item", "乙"), ("item", "丙"),
        ]  # fmt: skip
        assert texts("1) 甲\n   - 乙\n\n   续段\n2) 丙") == ["1) 甲", "乙", "续段", "2) 丙"]

    def test_empty_items_leave_no_trace(self) -> None:
        assert texts("1.\n2. 乙\n") == ["2. 乙"]


def test_quotes_and_notes() -> None:
    assert paragraphs("> 引文\n> - 引中列\n\n正文[^a]\n\n[^a]: 注文\n\n    续注") == [
        ("quote", "引文"), ("quote", "引中列"), ("body", "正文"), ("note", "注文"), ("note", "续注"),
    ]  # fmt: skip


def test_rules_and_reference_definitions_are_nothing() -> None:
    assert texts("甲[链接][a]\n\n---\n\n***\n\n[a]: http://example.org '题'\n\n乙") == ["甲链接", "乙"]


class TestTables:
    def test_grid(self) -> None:
        document = markdown.read(
            "前\n\n| 类别 | 件数 |\n|:--|--:|\n| **处罚** | |\n| a\\|b<br>c | 1\t2 |\n| 少 |\n\n后"
        )
        (table,) = document.tables
        cells = [[document.text[slice(*cell.span)] for cell in row.cells] for row in table.rows]
        assert cells == [["类别", "件数"], ["处罚", ""], ["a|b c", "1 2"], ["少", ""]]
        assert [row.header for row in table.rows] == [True, False, False, False]
        assert [cell.column for cell in table.rows[1].cells] == [0, 1]
        assert document.text == "前\n类别\t件数\n处罚\t\na|b c\t1 2\n少\t\n后\n"

    def test_places(self) -> None:
        document = markdown.read("| 甲 | 乙 |\n|--|--|\n| 1 | **22** |\n")
        cell = document.tables[0].rows[1].cells[1]
        place = document.place(cell.span)
        assert (place.line, place.column, place.text) == (3, 9, "22")

    def test_belongs_to_its_section(self) -> None:
        document = markdown.read("## 一、数据\n\n| 甲 |\n|--|\n| 1 |\n\n## 二、其他\n\n文")
        assert document.sections[0].children == document.tables


class TestFrontMatter:
    def test_yaml_scalars(self) -> None:
        document = markdown.read(
            "---\ntitle: 草稿\nyear: 2023\ndate: 2024-01-20\ndraft: true\nlist: [1]\nnothing:\n---\n# 题\n"
        )
        assert document.meta == {"title": "草稿", "year": 2023, "date": "2024-01-20", "draft": True}
        assert document.text == "题\n"
        assert [a.reason for a in document.asides] == ["front-matter"]
        assert document.place(document.title).line == 9

    def test_toml(self) -> None:
        assert markdown.read("+++\nyear = 2023\nday = 2024-01-20\n[x]\ny = 1\n+++\n文").meta == {
            "year": 2023,
            "day": "2024-01-20",
        }

    def test_given_meta_goes_first(self) -> None:
        assert markdown.read("---\nyear: 2023\n---\n", meta={"year": 2022}).meta == {"year": 2022}

    def test_after_a_byte_order_mark_and_with_crlf(self) -> None:
        document = markdown.read("\ufeff---\r\nyear: 2023\r\n---\r\n文\r\n".encode())
        assert document.meta == {"year": 2023}
        assert document.text == "文\n"

    @pytest.mark.parametrize(
        "body",
        [
            "x: [", "x: 'a", "x:\n\t- 1\n\t-2", "k: 1\n- 1\n- 2", "年份：2023", "x: 1\nx: 2", "d: 2024-13-45", "x: *b",
            "x: !!python/object:os.system 1", "x: !!int abc", "x: " + "[" * 5000, "x: \x01", "x: " + "1" * 5000,
            "x: '" + "a" * 200_000 + "'", "x: !!timestamp 1", "x: {a: 1, a: 2}",
        ],
        ids=lambda b: b[:24],
    )  # fmt: skip
    def test_broken_is_told(self, body: str) -> None:
        document = markdown.read(f"---\n{body}\n---\n正文\n")
        assert document.text == "正文\n"
        assert list(document.meta) == ["front-matter-error"]

    @pytest.mark.parametrize(
        "body", ["k: 1\n? [a]\n: b", "k: 1\nx: &a [*a]", "k: 1\n1: 2", "k: 1\nx: {y: [z]}", "# 注\nk: 1"]
    )
    def test_what_is_no_scalar_is_left_out(self, body: str) -> None:
        assert markdown.read(f"---\n{body}\n---\n正文\n").meta == {"k": 1}

    def test_reason_names_the_line(self) -> None:
        reason = markdown.read("---\na: 1\nb: 'x\n---\n").meta["front-matter-error"]
        assert "YAML" in reason
        assert "行" in reason
        assert "TOML" in markdown.read("+++\na = \n+++\n").meta["front-matter-error"]
        assert "冒号" in markdown.read("---\n年份：2023\n---\n").meta["front-matter-error"]

    @pytest.mark.parametrize("text", ["---\n正文，没有键。\n---\n后文", "---\n未完", "\n---\nx: 1\n---\n"])
    def test_a_rule_is_no_front_matter(self, text: str) -> None:
        document = markdown.read(text)
        assert not document.meta
        assert "front-matter" not in {a.reason for a in document.asides}


class Counting(commonmark.Offsets):
    """Offsets that leave behind how far they went."""

    last: commonmark.Offsets

    def __init__(self, data: bytes, base: int = 0) -> None:
        super().__init__(data, base)
        type(self).last = self


@pytest.mark.parametrize(
    "unit",
    [
        "甲**乙**`c`&amp;丙。",
        "甲\n",
        "> ",
        "1. 甲\n",
        "| 甲 | 乙 |\n|--|--|\n",
        "<!-- ",
        "<a ",
        "*甲",
        "    甲\n",
        "- 甲\n  ",
    ],
)
def test_positions_cost_the_length_of_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "Offsets", Counting)
    text = unit * 2000
    document = markdown.read(text)
    assert Counting.last.walked <= 4 * len(text.encode())
    assert len(document.pieces) <= 2 * len(text)


def test_tags_look_for_a_missing_end_once() -> None:
    class Text(str):
        searched = 0

        def find(self, *args: object) -> int:
            Text.searched += args[0] == "-->"
            return super().find(*args)  # type: ignore[arg-type]

    assert [token.kind for token in tags.tokens(Text("<!-- 甲" * 500))] == ["text"]
    assert Text.searched == 1


TABLE = "<table>\n<tr><th>类</th><th>数</th></tr>\n<tr><td rowspan='2'>甲&amp;</td><td>12</td></tr>\n<tr><td><b>30</b></td></tr>\n</table>"


def test_a_table_in_html_is_a_table() -> None:
    text = f"# 题\n\n前。\n\n<!-- 注 -->\n\n{TABLE}\n\n后。\n"
    document = markdown.read(text)
    (table,) = document.tables
    assert [[document.slice(cell.span) for cell in row.cells] for row in table.rows] == [
        ["类", "数"],
        ["甲&", "12"],
        ["30"],
    ]
    assert table.rows[2].cells[0].column == 1, "below the cell that reaches down"
    for word in ("12", "30", "后"):
        at = document.text.index(word)
        place = document.source_span(Span(at, at + len(word)))
        assert document.source.text[place.start : place.end] == word
    assert [reason for reason, _ in asides(document)] == ["comment"]


@pytest.mark.parametrize("text", [TABLE.replace("</table>", ""), TABLE.replace("\n", "\n\n", 2), f"> {TABLE}"])
def test_half_a_table_is_its_text(text: str) -> None:
    assert "12" in markdown.read(text).text
