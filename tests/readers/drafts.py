"""Hypothesis strategies: drafts put together from what real ones are made of, and hostile text."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = (
    "全镇办理执法案件12件，办结率100%。",
    "组织干部学法6次，参加人员320人次，测试合格率98.7%。",
    "云岭街道、青石镇分别化解纠纷38件和27件；",
    "仍有少数干部对新修订的法规不熟悉，办案能力有待增强",
    "下一步将充实法制审核人员（不少于2名），完善“一案一评”机制。",
    "A区与B区的数据见附表，合计3.5亿元",
)
HEADINGS = (
    "一、主要成效", "二、存在不足。", "三、下步打算", "（一）学习情况", "(二)执法情况", "（三）普法情况。",
    "1.集中学习", "2、专题培训", "3．日常检查", "（1）现场", "①材料", "一是抓学习", "二是抓审核，严把关口。", "制度建设更加扎实",
)  # fmt: skip
TITLES = ("青石镇2023年法治政府建设年度报告", "白鹭区水务局关于2023年度法治政府建设情况的报告")
ENDS = ("青石镇人民政府", "2024年1月20日", "（盖章）")
INDENTS = ("", "\u3000\u3000", "\xa0\xa0\xa0\xa0", " ", "  ")

prose = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("".join)
line = st.one_of(prose, st.sampled_from(HEADINGS), st.sampled_from(ENDS), st.sampled_from(TITLES))
indented = st.tuples(st.sampled_from(INDENTS), line, st.sampled_from(("", " ", "\xa0"))).map("".join)

inline = st.sampled_from((
    "**法**制政府", "*重点*工作", "~~废止~~", "[名单](a.html)", "`代码`", "&nbsp;", "&amp;", r"\*", "<b>加粗</b>",
    "甲<br>乙", "<!-- lawcheck: ignore x/y -- 理由 -->", "![图](p.png)", "[^1]", "**小结。**正文", "a *b* c", "  \n续行", "\n续行",
))  # fmt: skip
marked = st.lists(st.one_of(prose, inline), min_size=1, max_size=5).map("".join)
cell = st.sampled_from(("类别", "12", "", "**合计**", "甲<br>乙", "98.7%", "`x`", r"a\|b"))


@st.composite
def table(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=4))
    written = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([written[0], "|" + "---|" * width, *written[1:]])


block = st.one_of(
    marked,
    st.tuples(st.integers(1, 4), line).map(lambda p: f"{'#' * p[0]} {p[1]}"),
    st.sampled_from(HEADINGS).map(lambda h: f"{h}\n==="),
    st.lists(indented, min_size=1, max_size=5).map("\n".join),
    st.lists(marked, min_size=1, max_size=3).map(lambda p: "\n".join(f"{i}. {t}" for i, t in enumerate(p, 1))),
    st.lists(prose, min_size=1, max_size=3).map(lambda p: "\n".join(f"- {t}\n\n  {t}" for t in p)),
    st.tuples(prose, prose).map(lambda p: f"1. {p[0]}\n   - {p[1]}\n   - {p[0]}\n2. {p[1]}"),
    marked.map(lambda t: "> " + t.replace("\n", "\n> ")),
    prose.map(lambda t: f"[^1]: {t}"),
    table(),
    st.sampled_from((
        "```\n代码\n```", "---", "<!-- 备注\n第二行 -->", '<div align="center">居中&nbsp;<b>标题</b></div>',
        "<h2>章名</h2>\n<p>正文<br/>换行</p>", "    缩进的正文", "    x = 1", "<script>\nvar x = '代码';\n</script>",
    )),
)  # fmt: skip
front = st.sampled_from(("", "---\ntitle: 草稿\nyear: 2023\n---\n", "---\nx: [\n---\n", "+++\nyear = 2023\n+++\n"))


def _finish(parts: tuple[str, str, str]) -> str:
    text, newline, bom = parts
    return bom + text.replace("\n", newline)


newlines = st.sampled_from(("\n", "\r\n"))
boms = st.sampled_from(("", "\ufeff"))
markdown_drafts = st.tuples(
    st.tuples(front, st.lists(block, max_size=8).map("\n\n".join)).map("".join), newlines, boms
).map(_finish)
plain_drafts = st.tuples(
    st.lists(st.one_of(indented, st.just(""), st.just("来源：某网  时间：2024-01-20")), max_size=14).map("\n".join),
    newlines,
    boms,
).map(_finish)
hostile = st.text(
    st.sampled_from(list("#*_`~<>![]()|-+=:&;\\/\"'\n\r\t 12.)一、（）。，甲乙法\u3000\xa0\ufeff\0ax\u2028𠮷")),
    max_size=80,
)
