"""The Profile: kind, level, issuer, year, date from titles and last lines of the shapes in use."""

from __future__ import annotations

import pytest

from lawcheck import lint
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
        ("2024年全县法治政府建设情况报告", "annual-report", "县", None, 2024),
    ],
)
def test_titles(title, kind, level, issuer, year):
    found = profile(f"{title}\n\n正文写在这里，说明全年工作。\n")
    assert (found.kind, found.level, found.issuer, found.year) == (kind, level, issuer, year)
    assert set(found.reasons) >= {"kind"}


@pytest.mark.parametrize(
    "title",
    [
        "柳坝镇二〇二四年法治政府建设年度报告",
        "柳坝镇二○二四年法治政府建设年度报告",  # U+25CB
        "柳坝镇二零二四年法治政府建设年度报告",
        "柳坝镇二０二四年法治政府建设年度报告",
        "二〇二四年度柳坝镇法治政府建设年度报告",
        "柳坝镇人民政府关于二〇二四年度法治政府建设情况的报告",
    ],
)
def test_a_year_in_chinese_numerals(title):
    found = profile(f"{title}\n\n正文写在这里，说明全年工作。\n")
    assert (found.kind, found.level, found.issuer, found.year) == ("annual-report", "乡镇", "柳坝镇", 2024)
    told = {f.rule for f in lint(f"{title}\n\n正文写在这里，说明全年工作。\n", format="plain").findings}
    assert "annual-report/title-year" not in told


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("关于做好2024年度法治政府建设年度报告报送工作的通知", None),
        ("青禾县2025年法治政府建设工作要点", "青禾县"),
        ("青禾县2025年法治政府建设工作计划", "青禾县"),
        ("青禾县2025年法治政府建设实施方案", "青禾县"),
        ("对2024年法治政府建设年度报告的审议意见", None),
        ("关于对青禾县2024年法治政府建设年度报告的审议意见", None),
        ("关于印发《青禾镇2024年法治政府建设年度报告》的通知", None),
        ("青禾镇人民政府关于印发《青禾镇2024年法治政府建设年度报告》的通知", "青禾镇"),
        ("关于开展2024年法治政府建设工作", None),
        ("青禾县2024年政府信息公开工作年度报告编制说明", "青禾县"),
        ("关于报送2024年政府信息公开工作年度报告的通知", None),
        ("青禾县2025年政府工作报告重点任务分工方案", "青禾县"),
    ],
)
def test_documents_about_reports_are_none(title, issuer):
    found = profile(f"{title}\n\n正文写在这里，说明有关要求。\n")
    assert (found.kind, found.issuer, found.unknown) == ("none", issuer, True)


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("青禾县2024年法治政府建设工作总结及2025年工作计划", "青禾县"),
        ("2024年青禾县法治政府建设工作计划完成情况报告", "青禾县"),
        ("青禾镇2024年法治政府建设年度报告（征求意见稿）", "青禾镇"),
        ("青禾镇2024年法治政府建设年度报告公示", "青禾镇"),
        ("《青禾镇2024年法治政府建设年度报告》", "青禾镇"),
        ("关于报送2024年度法治政府建设情况的报告", None),
        ("关于报送青禾镇2024年度法治政府建设情况的报告", "青禾镇"),
        ("青禾镇人民政府关于报送2024年度法治政府建设情况的报告", "青禾镇"),
        ("青禾镇关于开展2024年法治政府建设工作情况的报告", "青禾镇"),
        ("青禾镇推进2024年法治政府建设工作情况报告", "青禾镇"),
        ("对岩镇2024年法治政府建设年度报告", "对岩镇"),
    ],
)
def test_reports_that_name_plans_or_acts_stay_reports(title, issuer):
    found = profile(f"{title}\n\n正文写在这里，说明全年工作。\n")
    assert (found.kind, found.issuer, found.year) == ("annual-report", issuer, 2024)


def test_a_cover_with_the_report_behind_it_is_the_report():
    cover = "关于印发《青禾镇2024年法治政府建设年度报告》的通知\n\n各村：\n现将报告印发给你们。\n\n"
    found = profile(f"{cover}青禾镇2024年法治政府建设年度报告\n\n一、主要成效\n正文写在这里。\n")
    assert (found.kind, found.issuer, found.year) == ("annual-report", "青禾镇", 2024)


@pytest.mark.parametrize(
    ("title", "level", "issuer"),
    [
        ("中共青禾镇委员会 青禾镇人民政府2024年法治政府建设年度报告", "乡镇", "青禾镇"),
        ("中共青禾镇委员会、青禾镇人民政府2024年法治政府建设年度报告", "乡镇", "青禾镇"),
        ("中共青禾镇委员会\n青禾镇人民政府2024年法治政府建设年度报告", "乡镇", "青禾镇"),
        ("中共青禾镇委员会\n青禾镇人民政府\n关于2024年法治政府建设情况的报告", "乡镇", "青禾镇"),
        ("青禾镇党委政府2024年法治政府建设年度报告", "乡镇", "青禾镇"),
        ("青禾镇党委、政府2024年法治政府建设年度报告", "乡镇", "青禾镇"),
        ("青禾镇党委、镇政府2024年法治政府建设年度报告", "乡镇", "青禾镇"),
        ("中共青禾镇委员会2024年法治建设工作报告", "乡镇", "青禾镇"),
        ("中共青禾县委 青禾县人民政府2024年法治政府建设情况报告", "县", "青禾县"),
        ("青禾县委县政府2024年法治政府建设情况报告", "县", "青禾县"),
        ("青禾街道党工委、办事处2024年法治政府建设年度报告", "街道", "青禾街道"),
        ("中共青禾街道工作委员会 青禾街道办事处2024年法治政府建设年度报告", "街道", "青禾街道"),
        ("青禾县卫生健康委员会2024年法治政府建设年度报告", "部门", "青禾县卫生健康委员会"),
        ("政协青禾县委员会2024年法治建设工作情况报告", "部门", "政协青禾县委员会"),
    ],
)
def test_joint_titles(title, level, issuer):
    found = profile(f"{title}\n\n正文写在这里，说明全年工作。\n")
    assert (found.kind, found.level, found.issuer) == ("annual-report", level, issuer)


def test_a_red_head_is_no_title():
    text = (
        "青禾县水务局文件\n\n青水〔2025〕3号\n\n青禾县水务局关于2024年法治政府建设情况的报告\n\n县人民政府：\n正文。\n"
    )
    found = profile(text)
    assert (found.kind, found.level, found.issuer, found.year) == ("annual-report", "部门", "青禾县水务局", 2024)


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


MEETING = "2025年1月8日在青禾县第十八届人民代表大会第五次会议上"
SPOKEN = "各位代表：\n\n现在，我代表县人民政府，向大会报告工作，请予审议。\n"


@pytest.mark.parametrize(
    ("head", "issuer", "level", "year"),
    [
        (f"政府工作报告\n——{MEETING}\n县长　李禾", "青禾县", "县", 2024),
        (f"政府工作报告\n（{MEETING}）\n青禾县人民政府县长　李禾", "青禾县", "县", 2024),
        (f"政府工作报告\n{MEETING}", "青禾县", "县", 2024),
        ("政府工作报告\n在柳坝镇第三届人民代表大会第五次会议上\n（2025年1月8日）\n镇长　李禾", "柳坝镇", "乡镇", 2024),
        ("政府工作报告\n——二〇二五年一月八日在柳坝镇第三届人民代表大会第五次会议上", "柳坝镇", "乡镇", 2024),
        ("政府工作报告\n——2024年12月28日在柳坝镇第三届人民代表大会第五次会议上", "柳坝镇", "乡镇", 2024),
        ("政府工作报告\n——2025年3月5日在第十四届全国人民代表大会第三次会议上", "国务院", "国家", 2024),
        (
            "2025年青禾政府工作报告\n——2025年1月8日在青禾苗族自治区第二届人民代表大会第一次会议上",
            "青禾苗族自治区",
            "省",
            2025,
        ),
        ("政府工作报告", None, None, None),
    ],
)
def test_a_work_report_names_its_congress_under_the_title(head, issuer, level, year):
    found = profile(f"{head}\n\n{SPOKEN}")
    assert (found.kind, found.issuer, found.level, found.year) == ("work-report", issuer, level, year)


def test_only_a_work_report_is_given_to_a_congress():
    found = profile(f"青禾县法治政府建设情况的报告\n（{MEETING}）\n\n正文写在这里，说明全年工作。\n")
    assert (found.kind, found.year) == ("annual-report", None)
