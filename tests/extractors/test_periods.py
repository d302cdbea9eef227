"""Extractor `periods`: every form of a date with its exact span, the calendar, and the role a period plays."""

from __future__ import annotations

import calendar
from datetime import date
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.extractors.periods import Moment, Period, extract, number
from lawcheck.model.years import days_in
from tests.growth import assert_linear
from tests.helpers import passage

HAN = "〇一二三四五六七八九"


def periods(text: str, **profile: object) -> list[Period]:
    return list(extract(passage(text, **profile).facts))


def told(text: str, **profile: object) -> list[tuple[str, str]]:
    return [(text[slice(*p.span)], p.role) for p in periods(text, **profile)]


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("2024年1月8日", (2024, 1, 8), (2024, 1, 8), "day"),
        ("2024 年 1 月 8 日", (2024, 1, 8), (2024, 1, 8), "day"),
        ("２０２４年１月８日", (2024, 1, 8), (2024, 1, 8), "day"),
        ("二〇二五年一月八日", (2025, 1, 8), (2025, 1, 8), "day"),
        ("二○二五年十二月三十一日", (2025, 12, 31), (2025, 12, 31), "day"),
        ("2025.1.8", (2025, 1, 8), (2025, 1, 8), "day"),
        ("2025-01-08", (2025, 1, 8), (2025, 1, 8), "day"),
        ("2024年1月至11月", (2024, 1, 0), (2024, 11, 0), "month"),
        ("2024年1-11月", (2024, 1, 0), (2024, 11, 0), "month"),
        ("1—11月份", (0, 1, 0), (0, 11, 0), "month"),
        ("一至三月", (0, 1, 0), (0, 3, 0), "month"),
        ("2024年1月1日起至12月31日", (2024, 1, 1), (2024, 12, 31), "day"),
        ("2023年12月至2024年3月", (2023, 12, 0), (2024, 3, 0), "month"),
        ("2023年11月至次年3月", (2023, 11, 0), (2024, 3, 0), "month"),
        ("3月5日至8日", (0, 3, 5), (0, 3, 8), "day"),
        ("3月5—8日", (0, 3, 5), (0, 3, 8), "day"),
        ("2024年上半年", (2024, 1, 0), (2024, 6, 0), "half"),
        ("下半年", (0, 7, 0), (0, 12, 0), "half"),
        ("2024年第三季度", (2024, 7, 0), (2024, 9, 0), "quarter"),
        ("前三季度", (0, 1, 0), (0, 9, 0), "quarter"),
        ("2021—2025年", (2021, 0, 0), (2025, 0, 0), "year"),
        ("2021年至2025年", (2021, 0, 0), (2025, 0, 0), "year"),
        ("2024年度", (2024, 0, 0), (2024, 0, 0), "year"),
        ("二〇二四年", (2024, 0, 0), (2024, 0, 0), "year"),
    ],
)
def test_forms(text: str, first: tuple[int, int, int], last: tuple[int, int, int], grain: str) -> None:
    for before, after in (("", ""), ("自，", "，共"), ("1.", "。"), ("12件，", "和3件")):
        (found,) = [p for p in periods(f"{before}{text}{after}") if p.span.start >= len(before)]
        assert (tuple(found.first), tuple(found.last), found.grain) == (first, last, grain)
        assert found.span == (len(before), len(before) + len(text))


@pytest.mark.parametrize(
    "text", ["3个月", "1310", "20世纪", "12024年", "1.2.3", "2024-13-01", "第24号", "三项制度", "十日内"]
)
def test_no_period(text: str) -> None:
    assert periods(text) == []


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_dates_round_trip(day: date) -> None:
    y, m, d = day.year, day.month, day.day
    han = "".join(HAN[int(c)] for c in str(y)) + f"年{_han(m)}月{_han(d)}日"
    arabic = [f"{y}年{m}月{d}日", f"{y}-{m:02}-{d:02}", f"{y}.{m}.{d}", f"{y}/{m}/{d}", f"{y} 年 {m} 月 {d} 日"]
    for text in [*arabic, han] if y >= 1999 and str(y)[0] == "2" else arabic:
        (found,) = periods(f"于{text}。")
        assert found.first == found.last == (y, m, d) and found.possible and found.end == day
        assert found.span == (1, 1 + len(text))


@given(st.integers(1950, 2099), st.integers(1, 12), st.integers(1, 31))
def test_calendar(year: int, month: int, day: int) -> None:
    assert Moment(year, month, day).possible == (day <= calendar.monthrange(year, month)[1])


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (("" if tens < 2 else HAN[tens]) + "十" if tens else "") + (HAN[ones] if ones else "")


@given(st.integers(1, 99))
def test_numbers(value: int) -> None:
    assert number(_han(value)) == number(str(value)) == value


def test_possible_and_turned() -> None:
    assert [p.possible for p in periods("2024年2月29日、2023年2月29日、2月29日、11月31日")] == [
        True,
        False,
        True,
        False,
    ]
    assert [p.turned for p in periods("2024年11月至2024年3月，2023年11月至3月，11月至3月")] == [True, False, False]


def test_roles() -> None:
    text = "2024年，比2023年多；自2022年以来；《规划（2021—2025年）》和2021—2025年规划；2023年；2025年；11月"
    assert [role for _, role in told(text, year=2024)] == [
        "reporting", "compared", "since", "name", "plan", "former", "next", "open",
    ]  # fmt: skip
    assert [role for _, role in told("青禾镇工作情况\n\n2024年开展培训。")] == ["open"]


def test_places() -> None:
    text = "青禾镇2024年法治政府建设年度报告\n\n一、2024年主要成效\n\n2024年，培训。其中2024年。\n\n二、下一步打算\n\n（一）培训\n\n2025年，培训。"
    assert [(p.role, p.place, p.opens) for p in periods(text)] == [
        ("title", "body", False),
        ("reporting", "heading", True),
        ("reporting", "body", True),
        ("reporting", "body", False),
        ("next", "plans", True),
    ]


@given(st.text(alphabet="0123456789一二三十〇年月日至—-.上半度季第《》\n ，", max_size=60))
def test_any_text(text: str) -> None:
    found = periods(text, year=2024)
    for p in found:
        assert p.span.start < p.span.end
        assert p.possible or p.end is None or not p.first.possible
        assert p.turned in (True, False)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize("piece", ["2", "2024年", "1月", "十", "2024年1月至", "《2024年", "一、2024年\n\n"])
def test_linear(piece: str) -> None:
    assert_linear(lambda n: partial(extract, passage(piece * n, year=2024).facts), 20_000)


def test_the_days_of_every_month() -> None:
    assert all(days_in(y, m) == calendar.monthrange(y, m)[1] for y in range(1890, 2110) for m in range(1, 13))
