"""The Profile: kind, level, issuer, year, date from titles and last lines of the shapes in use."""

from __future__ import annotations

import pytest

from lawcheck.extractors.profile import infer, iso_date
from lawcheck.readers import plain


def profile(text: str, **settled):
    return infer(plain.read(text), {k: (v, "test") for k, v in settled.items()})


@pytest.mark.parametrize(
    ("title", "kind", "level", "issuer", "year"),
    [
        ("青禾镇2024年法治政府建设年度报告", "annual-report", "乡镇", "青禾镇", 2024),
        ("青禾镇人民政府关于2023年度法治政府建设情况的报告", "annual-report", "乡镇", "青禾镇", 2023),
        ("关于青禾县2022年推进法治政府建设情况的报告", "annual-report", "县", "青禾县", 2022),
        ("2024年青禾街道法治政府建设工作报告", "annual-report", "街道", "青禾街道", 2024),
        ("青禾街道办事处2024年度法治政府建设情况报告", "annual-report", "街道", "青禾街道", 2024),
        ("中共青禾区委、区人民政府2024年法治政府建设情况报告", "annual-report", "县", "青禾区", 2024),
        ("青禾市交通运输局2024年法治政府部门建设情况报告", "annual-report", "部门", "青禾市交通运输局", 2024),
        ("青禾市综合行政执法局2024年法治政府建设年度报告", "annual-report", "部门", "青禾市综合行政执法局", 2024),
        (
            "关于青禾县城市管理和综合执法局2023年度法治政府建设情况的报告",
            "annual-report",
            "部门",
            "青禾县城市管理和综合执法局",
            2023,
        ),
        ("2024年青禾县行政审批局法治政府建设情况报告", "annual-report", "部门", "青禾县行政审批局", 2024),
        ("青禾镇行政处罚案卷评查表", "file-review", "乡镇", "青禾镇", None),
        ("青禾省2021年法治政府建设情况", "annual-report", "省", "青禾省", 2021),
        ("重庆市2024年法治政府建设情况报告", "annual-report", "省", "重庆市", 2024),
        ("青禾乡2023年政府信息公开工作年度报告", "disclosure-report", "乡镇", "青禾乡", 2023),
        ("青禾县2023年度行政执法案卷评查情况通报", "file-review", "县", "青禾县", 2023),
        ("2025年青禾省政府工作报告", "work-report", "省", "青禾省", 2025),
        ("青禾镇春季旅游推介方案", "none", None, None, None),
    ],
)
def test_titles(title, kind, level, issuer, year):
    found = profile(f"{title}\n\n正文写在这里，说明全年工作。\n")
    assert (found.kind, found.level, found.issuer, found.year) == (kind, level, issuer, year)
    assert set(found.reasons) >= {"kind"}


def test_a_title_in_two_lines():
    found = profile("青禾镇人民政府\n关于2024年法治政府建设情况的报告\n\n县人民政府：\n正文写在这里。\n")
    assert (found.kind, found.issuer, found.year) == ("annual-report", "青禾镇", 2024)


@pytest.mark.parametrize(
    ("line", "date"),
    [("2025年1月8日", "2025-01-08"), ("二〇二五年一月二十三日", "2025-01-23"), ("（2025年3月）", None)],
)
def test_dateline(line, date):
    text = f"青禾镇2024年法治政府建设年度报告\n\n正文写在这里，说明全年工作。\n\n青禾镇人民政府\n{line}\n"
    assert profile(text).date == date


def test_what_a_page_says_of_itself():
    found = profile(
        "首页 > 公开\n法治政府建设年度报告\n来源：青禾镇人民政府 时间：2025-02-03\n正文写在这里，说明全年工作。\n"
    )
    assert (found.issuer, found.level, found.date) == ("青禾镇", "乡镇", "2025-02-03")


def test_settled_values_win_and_keep_their_reason():
    found = profile("青禾镇2024年法治政府建设年度报告\n\n正文。\n", level="街道", year=2023)
    assert (found.level, found.year, found.reasons["year"]) == ("街道", 2023, "test")


def test_declared_short_names():
    found = profile("青禾畲族乡2024年法治政府建设年度报告\n\n青禾畲族乡（以下简称“青禾乡”）扎实工作。\n")
    assert "青禾乡" in found.short_names


@pytest.mark.parametrize(("text", "date"), [("2024-11-26", "2024-11-26"), ("2024年3月", ""), ("", "")])
def test_iso_date(text, date):
    assert iso_date(text) == date


def test_a_bureau_is_no_government():
    assert profile("青禾县财政局2024年法治政府建设年度报告\n\n正文。\n").short_names == ("青禾县财政局",)
    assert "青禾镇人民政府" in profile("青禾镇2024年法治政府建设年度报告\n\n正文。\n").short_names


def test_a_year_that_is_no_number_is_none():
    assert profile("青禾镇法治政府建设年度报告\n\n正文。\n", year="²").year is None
