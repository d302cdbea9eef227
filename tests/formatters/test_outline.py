"""What `lawcheck outline` shows of a draft."""

from __future__ import annotations

import json

from lawcheck.extractors.profile import infer
from lawcheck.formatters import Options
from lawcheck.formatters.outline import render, render_json
from lawcheck.readers import plain

TEXT = """首页 > 政务公开
青禾镇2024年法治政府建设年度报告
县人民政府：
一、主要举措和成效
（一）学法用法。全年集中学法十二次，参加人员覆盖全体干部。
二、存在的不足
执法力量不足，原因是人员更替频繁，业务培训没有跟上。
青禾镇人民政府
2025年1月6日
"""


def test_for_a_person(snapshot):
    document = plain.read(TEXT, "青禾镇.txt")
    assert "".join(render(document, infer(document))) == snapshot


def test_in_english_and_colour(snapshot):
    document = plain.read(TEXT, "青禾镇.txt")
    assert "".join(render(document, infer(document), Options(lang="en", color=True, width=60))) == snapshot


def test_a_text_without_headings_says_so():
    document = plain.read("全年集中学法十二次。")
    text = "".join(render(document, infer(document)))
    assert "没有认出标题" in text and "未认出" in text


def test_for_a_program():
    document = plain.read(TEXT, "青禾镇.txt")
    outline = json.loads(render_json(document, infer(document)))
    assert outline["path"] == "青禾镇.txt" and outline["profile"]["reasons"]["year"].startswith("标题")
    assert [part["name"] for part in outline["parts"]] == ["title", "addressee", "signature", "dateline"]
    assert [(a["name"], a["place"]["line"]) for a in outline["asides"]] == [("navigation", 1)]
    first, second = outline["sections"]
    assert (first["number"], first["title"], first["place"]["line"]) == ("一、", "主要举措和成效", 4)
    (inner,) = first["sections"]
    assert (inner["title"], inner["run_in"], inner["characters"]) == ("学法用法", True, 21)
    assert second["ordinal"] == 2 and second["sections"] == []
