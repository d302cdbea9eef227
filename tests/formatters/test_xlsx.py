"""The workbook opens, and holds the matrix and every finding."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from lawcheck.formatters.xlsx import FILLS, render
from lawcheck.model.errors import LawcheckError
from tests.formatters.reviews import draft, finding, report, review, unreadable
from tests.formatters.test_machine import nasty, unknown

openpyxl = pytest.importorskip("openpyxl")


def book(*reviews):
    return openpyxl.load_workbook(io.BytesIO(b"".join(render(reviews))))


def test_the_matrix():
    sheet = book(report(), unreadable(), unknown())["汇总"]
    assert [cell.value for cell in sheet[2]] == ["青禾镇", "青禾镇.txt", 1, 2, 30, None, 1, 32, None]
    assert sheet.freeze_panes == "C2" and sheet["A1"].font.b
    assert sheet["G2"].fill.start_color.rgb.endswith(FILLS["error"])
    assert sheet["H2"].fill.start_color.rgb.endswith(FILLS["warning"])
    assert sheet["B3"].fill.start_color.rgb.endswith(FILLS["unread"])
    assert sheet["A4"].value == "'=1+1" and sheet["I4"].value == "未评估"
    assert sheet.column_dimensions["B"].width >= len("青禾镇.txt") + 3


def test_a_finding_a_row():
    sheet = book(report(), unreadable(), nasty())["问题"]
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[1] == [
        "青禾镇", "青禾镇.txt", 3, "错误", "figures/parts", "合计 37，分项之和 38", "37", "编写惯例：用规范的词", "换成规范的词",
        "一、主要举措", 1,
    ]  # fmt: skip
    assert len(rows) == 1 + 4 + 1 + 1
    assert rows[5][3] == "未能读取" and rows[6][8] == "'=HYPERLINK(1)"
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:K7"


def test_the_same_bytes_again(monkeypatch):
    import time

    once = b"".join(render([report()]))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    assert b"".join(render([report()])) == once
    with zipfile.ZipFile(io.BytesIO(once)) as written:
        assert written.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_a_very_long_text_fits():
    document, (place,) = draft("«" + "甲" * 40_000 + "»")
    assert len(book(review(document, finding(place)))["问题"]["G2"].value) == 32_000


def test_nothing_to_report():
    sheet = book()["汇总"]
    assert sheet.max_row == 1


def test_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(LawcheckError, match=r"lawcheck-cn\[xlsx\]"):
        list(render([report()]))
