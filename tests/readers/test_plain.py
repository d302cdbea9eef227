"""Plain text: navigation set aside, blanks left off, lines that a web page broke."""

from __future__ import annotations

import pytest

from lawcheck.readers import plain

BODY = "全镇全年办理行政执法案件十二件，均已按期办结并录入系统，没有发生被撤销的情形，群众普遍反映良好，有关材料已经归档备查，并在门户网站公布。"


def test_navigation_at_both_ends() -> None:
    document = plain.read(
        "首页 > 信息公开\n青石镇2023年法治政府建设年度报告\n来源：青石镇人民政府 时间：2024-01-20 10:30\n字体：大 中 小\n"
        f"{BODY}\n来源：此行在正文之后\n{BODY}\n打印本页\n上一篇：某某\n版权所有：某某\n"
    )
    reasons = [document.source.text[slice(*a.span)] for a in document.asides]
    assert all(a.reason == "navigation" for a in document.asides)
    assert [r[:2] for r in reasons] == ["首页", "来源", "字体", "打印", "上一", "版权"]
    assert document.text.splitlines()[0] == "青石镇2023年法治政府建设年度报告"
    assert "此行在正文之后" in document.text
    assert document.meta["来源"] == "青石镇人民政府"
    assert document.meta["时间"] == "2024-01-20 10:30"


def test_blanks_around_lines_are_left_off() -> None:
    assert plain.read("\ufeff\u3000\u3000甲。 \xa0\r\n\t乙。\u200b\r\n").text == "甲。\n乙。\n"


def test_a_comment_line_is_set_aside() -> None:
    document = plain.read("甲。\n<!-- lawcheck: ignore a/b -- 理由 -->\n乙，\n<!-- 末 -->")
    assert document.text == "甲。\n乙，\n"
    assert [a.reason for a in document.asides] == ["comment", "comment"]


def test_comments_inside_a_line_leave_no_blanks_at_its_ends() -> None:
    document = plain.read("<!-- 一 --> 甲<!-- 二 -->乙。 <!-- 三 -->\n<!-- 四 --> <!-- 五 -->\n<!-- 未完")
    assert document.text == "甲乙。\n<!-- 未完\n"
    assert [document.source.text[slice(*a.span)][5] for a in document.asides] == list("一二三四五")


@pytest.mark.parametrize(
    ("broken", "read"),
    [
        ("依照《\n某某办法\n》，逐项落实。", ["依照《某某办法》，逐项落实。"]),
        ("依照某某办法\r\n，逐项落实。", ["依照某某办法，逐项落实。"]),
        ("细颗粒物（PM\n2.5\n）与粗颗粒物（PM\n10\n）减少。", ["细颗粒物（PM2.5）与粗颗粒物（PM10）减少。"]),
        ("抓学习，\n一是集中学。", ["抓学习，", "一是集中学。"]),
        ("各位代表，\n\u3000\u3000现在报告。", ["各位代表，", "现在报告。"]),
        ("甲，\n\n乙。", ["甲，", "乙。"]),
        ("甲，\n分享到：", ["甲，"]),
    ],
)
def test_lines_broken_at_a_link_are_joined(broken: str, read: list[str]) -> None:
    assert plain.read(broken).text.splitlines() == read


def test_a_sentence_broken_at_a_link_makes_no_heading() -> None:
    text = f"一、成效\n（一）往来。{BODY}全面执行与邻县签订的\n区域协作协议书\n{BODY}\n"
    assert [s.title for s in plain.read(text).sections] == ["成效", "往来"]
    text = f"一、成效\n{BODY}\n本镇是依法办事的\n示范单位，{BODY}\n"
    assert [s.title for s in plain.read(text).sections] == ["成效"]


@pytest.mark.parametrize(
    ("line", "style", "ordinal", "title"),
    [
        ("三、2025年工作打算", "一、", 3, "2025年工作打算"),
        ("十二.其他", "一、", 12, "其他"),
        ("（十）2025年安排", "（一）", 10, "2025年安排"),
        ("2、2024年情况", "1.", 2, "2024年情况"),
        ("1.2024年情况", "1.", 1, "2024年情况"),
        ("２．说明", "1.", 2, "说明"),
        ("第三部分 下步安排", "章", 3, "下步安排"),
    ],
)
def test_numbering_before_a_year_and_of_all_kinds(line: str, style: str, ordinal: int, title: str) -> None:
    (section,) = plain.read(f"青石镇2024年法治政府建设年度报告\n{line}\n{BODY}").sections
    assert (section.style, section.ordinal, section.title) == (style, ordinal, title)


@pytest.mark.parametrize("line", ["3.5亿元用于改造", "2024年工作", "三.5"])
def test_figures_are_no_numbering(line: str) -> None:
    assert not plain.read(f"{BODY}\n{line}").sections


def test_a_mark_above_the_title_does_not_end_the_navigation():
    mark = "<!-- lawcheck: ignore-file annual-report/dateline -- 公开稿 -->"
    page = f"×\n{mark}\n当前位置: 首页 > 公开\n青禾镇2024年法治政府建设年度报告\n来源: 青禾镇人民政府 时间: 2025-01-20\n\n正文。\n"
    document = plain.read(page)
    assert [a.reason for a in document.asides] == ["navigation", "comment", "navigation", "navigation"]
    assert document.meta["时间"] == "2025-01-20"


def test_markdown_under_the_name_of_a_plain_text_is_read_as_markdown() -> None:
    draft = "# 青禾镇2024年法治政府建设年度报告\n\n## 一、主要举措\n\n修订两项。\n"
    assert [s.title for s in plain.read(draft).sections] == ["主要举措"]
    assert plain.read(draft.encode("gb18030")).source.encoding == "gb18030"
    assert [s.title for s in plain.read("# 只有一处的不是标记\n\n一、主要举措\n\n修订两项。\n").sections] == [
        "主要举措"
    ]
