"""Check type `period`."""

from __future__ import annotations

import pytest

from lawcheck.checks.period import Period
from tests.helpers import passage, said

TITLE = "青禾镇2024年法治政府建设年度报告"


def report(body: str, date: str = "2025年1月20日") -> str:
    return f"{TITLE}\n\n{body}\n\n青禾镇人民政府\n\n{date}"


def variants(check: Period, text: str, **profile: object) -> list[str]:
    return [hit.variant for hit in check.find(passage(text, **profile))]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("11月31日、2023年2月29日、2月30日、2024.9.31", ["11月31日", "2023年2月29日", "2月30日", "2024.9.31"]),
        ("2024年2月29日、2月29日、12月31日、3月5日至31日", []),
        ("2024年13月", ["2024年13月"]),
        ("历时24月", []),
        ("2024年6月31日至7月2日", ["2024年6月31日至7月2日"]),
    ],
)
def test_impossible(text: str, wrong: list[str]) -> None:
    assert said(Period(report="impossible"), text) == wrong


def test_turned() -> None:
    text = "2024年11月至2024年1月，2023年11月至3月，11月至次年3月"
    assert said(Period(report="impossible"), text) == ["2024年11月至2024年1月"]
    assert variants(Period(report="impossible"), text) == ["turned"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2024年11月26日（星期一）", ["一"]),
        ("2024年11月26日（星期二）、2024年12月1日星期天、2024年11月26日，周一例会", []),
        ("2024年11月26日周密部署、2024年11月26日周日常巡查", []),
    ],
)
def test_weekday(text: str, wrong: list[str]) -> None:
    assert said(Period(report="weekday"), text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("“12·4”国家宪法日、12.4国家宪法日", []),
        ("“12·14”国家宪法日", ["12·14"]),
        ("12月3日是第十一个国家宪法日", ["12月3"]),
        ("国家宪法日（12月5日）", ["12月5"]),
        ("12月3日国家宪法日前夕，12月3日，国家宪法日宣传", []),
        ("增长3.4。国家宪法日", []),
    ],
)
def test_festival(text: str, wrong: list[str]) -> None:
    assert said(Period(report="festival", days={"国家宪法日": "12-04"}), text) == wrong


def test_festival_is_idle_without_its_names() -> None:
    assert Period(report="festival", days={"国家宪法日": "12-04"}).idle(passage("12·14禁毒宣传"))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("现将2023年法治政府建设情况报告如下：", ["2023年"]),
        ("现将2024年法治政府建设情况报告如下：", []),
        ("2024年，我镇认真履职。现将2023年法治政府建设情况报告如下：", ["2023年"]),
        ("2023年，我镇认真履职。现将2024年法治政府建设情况报告如下：", []),
        ("现将2023年整改情况及2024年法治政府建设情况报告如下：", []),
        ("一、2023年主要成效\n\n培训。", ["2023年"]),
        ("一、2023年督察反馈问题整改情况\n\n培训。", ["2023年"]),
        ("2023年，我镇培训十二次。", ["2023年"]),
        ("2023年，我镇培训十二次，2024年培训八次。", []),
        ("2022年，我镇培训十二次。", []),
        ("自2023年以来，培训十二次。比2023年多两次。", []),
        ("贯彻《青禾镇普法规划（2023—2025年）》。", []),
        ("二、2025年工作安排\n\n2025年，加强培训。", []),
    ],
)
def test_other_year(body: str, wrong: list[str]) -> None:
    assert said(Period(report="other-year"), report(body)) == wrong


def test_year_of_writing() -> None:
    """A title may bear the year in which the report was written; its date or its headings say so."""
    body = "一、2023年主要成效\n\n2023年，培训。\n\n二、2024年工作打算\n\n2024年，我镇将继续培训。"
    for kind in ("other-year", "next-year"):
        assert said(Period(report=kind), report(body, "2024年1月20日")) == []
        assert said(Period(report=kind), f"{TITLE}\n\n{body}") == []
        assert said(Period(report=kind), report(body)) != []


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("二、2024年工作打算\n\n培训。", ["2024年"]),
        ("二、下一步打算\n\n2024年，我镇将继续培训。", ["2024年"]),
        ("二、下一步打算\n\n2025年，我镇将继续培训。在2024年的基础上。", []),
        ("二、下一步打算\n\n2024年举办培训2期。", ["2024年"]),
        ("二、下一步打算\n\n2024年开展的培训要坚持下去。2024年培训2期，基础扎实。", []),
        ("一、2024年工作开展情况\n\n2024年，我镇将普法纳入考核。", []),
        ("一、落实2024年工作安排情况\n\n培训。", []),
    ],
)
def test_next_year(body: str, wrong: list[str]) -> None:
    assert said(Period(report="next-year"), report(body)) == wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("镇党委会议听取2024年度法治政府建设情况报告。", ["2024年度法治政府建设情况报告"]),
        ("公开《青禾镇2024年法治政府建设年度报告》。", ["2024年法治政府建设年度报告"]),
        ("听取2023年度法治政府建设情况报告。", []),
        ("现将2024年法治政府建设情况报告公布如下。", []),
        ("2024年，听取法治政府建设工作汇报，撰写报告。", []),
        ("二、下一步打算\n\n公开2024年度法治政府建设情况报告。", []),
    ],
)
def test_self(body: str, wrong: list[str]) -> None:
    assert said(Period(report="self"), report(body)) == wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("2024年1月至12月，接收7人。", ["2024年1月至12月"]),
        ("2024年1月至11月，接收7人。2024年，调解。", []),
        ("截至2024年12月31日，接收7人。", ["2024年12月31日"]),
        ("2024年12月31日前完成。", []),
        ("《行动方案（2024年1月至12月）》", []),
    ],
)
def test_unfinished(body: str, wrong: list[str]) -> None:
    assert said(Period(report="unfinished"), report(body, "2024年11月26日")) == wrong
    assert said(Period(report="unfinished"), report(body)) == []


@pytest.mark.parametrize(
    ("date", "early", "late", "county"),
    [
        ("2024年11月26日", ["2024年11月26日"], [], []),
        ("2025年1月8日", [], [], []),
        ("2025年3月1日", [], [], ["2025年3月1日"]),
        ("2025年4月1日", [], [], ["2025年4月1日"]),
        ("2025年4月2日", [], ["2025年4月2日"], ["2025年4月2日"]),
        ("2027年4月2日", [], ["2027年4月2日"], ["2027年4月2日"]),
    ],
)
def test_dated(date: str, early: list[str], late: list[str], county: list[str]) -> None:
    text = report("培训。", date)
    assert said(Period(report="early"), text) == early
    assert said(Period(report="late"), text) == late
    assert said(Period(report="late", day="02-15"), text) == county


def test_dated_by_the_page_only() -> None:
    check = Period(report="late")
    assert variants(check, f"{TITLE}\n\n培训。", date="2025-05-06") == ["page"]
    assert check.idle(passage(f"{TITLE}\n\n培训。"))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("实施“十三五”规划。", ["“十三五”规划"]),
        ("在“十三五”规划基础上深化，“十三五”规划圆满收官。", []),
        ("落实《普法规划（2020—2022年）》。", ["2020—2022年"]),
        ("落实《普法规划（2023—2025年）》。总结《普法规划（2020—2022年）》经验。", []),
    ],
)
def test_plan(body: str, wrong: list[str]) -> None:
    assert said(Period(report="plan", plans={"“十三五”规划": "2016-2020"}), report(body)) == wrong


@pytest.mark.parametrize("keys", [{"day": "13-01"}, {"days": {"宪法日": "12月4日"}}, {"plans": {"十三五": "2016"[:2]}}])
def test_bad_keys(keys: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Period(report="late", **keys)  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [0, 99999])
def test_years_that_no_calendar_has(year: int) -> None:
    for kind in ("other-year", "next-year", "self", "early", "late", "plan", "unfinished"):
        assert said(Period(report=kind), report("2024年，培训。", "9999年12月31日"), year=year) == []
