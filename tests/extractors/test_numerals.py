"""Numerals: every way of writing a number is read back as its value, with its exact span."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.extractors.numerals import read, read_chinese, scan
from tests.extractors.figures import facts

NUMBERS = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234", "1234"),
        ("98.70", "98.70"),
        ("1.2万", "12000"),
        ("3.5亿", "350000000"),
        ("1万5千", "15000"),
        ("3亿5000万", "350000000"),
        ("2万亿", "2000000000000"),
        ("三十八", "38"),
        ("一百零二", "102"),
        ("两千", "2000"),
        ("二百五", "250"),
        ("一万二", "12000"),
        ("廿三", "23"),
        ("二〇二四", "2024"),
        ("三万亿", "3000000000000"),
        ("十二点五", "12.5"),
        ("百分之九十八点五", "98.5"),
        ("百分之98.5", "98.5"),
        ("千分之五", "0.5"),
        ("四分之一", "0.25"),
        ("1萬", "10000"),
        ("五億", "500000000"),
    ],
)
def test_forms(written: str, value: str) -> None:
    assert read(written) == Decimal(value)


@pytest.mark.parametrize("text", ["一二", "十十", "百千", "四十三五", "统一"])
def test_no_numerals(text: str) -> None:
    assert read_chinese(text) is None


@given(NUMBERS)
def test_arabic_with_separators(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " ") if number > 999 else str(number)):
        (found,) = scan(f"共{written}件")
        assert (found.value, found.start, found.end) == (number, 1, 1 + len(written))


@given(NUMBERS)
def test_full_width_digits(number: int) -> None:
    wide = str(number).translate({48 + i: 0xFF10 + i for i in range(10)})
    found = facts(f"全年共办理{wide}件。").quantities
    assert [(q.value, q.unit, q.span) for q in found] == [(number, "件", (5, 6 + len(wide)))]


@given(st.integers(1, 99_999_999))
def test_chinese_as_cn2an_writes_it(number: int) -> None:
    written = cn2an.an2cn(number, "low")
    assert read(written) == number
    assert [n.value for n in scan(f"办结{written}件") if n.form == "chinese"] == [number]


@given(st.decimals(0, 99_999, places=2), st.sampled_from(["万", "亿"]))
def test_multipliers_keep_the_printed_decimals(number: Decimal, scale: str) -> None:
    (found,) = scan(f"{number}{scale}元")
    factor = {"万": 10**4, "亿": 10**8}[scale]
    assert (found.value, found.decimals, found.scale) == (number * factor, 2, factor)


@given(st.integers(0, 100), st.integers(0, 99))
def test_percentages(whole: int, part: int) -> None:
    written = f"{whole}.{part:02}"
    for text in (f"占比{written}%", f"占比百分之{written}"):
        (share,) = [q for q in facts(text).quantities if q.role == "share"]
        assert (share.value, share.unit) == (Decimal(written), "%")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("服务1600多名村民", 1600, 1700),
        ("发放资料2.3万余份", 23000, 24000),
        ("约400人参加", 360, 440),
        ("近200人参加", 170, 200),
        ("不足40件", None, 40),
        ("超过300户", 300, None),
        ("十余次", 10, 20),
        ("办理5—10件", 5, 10),
        ("办理5至10件", 5, 10),
        ("投入5万—10万元", 50000, 105000),
        ("七八个村", 7, 8),
        ("九成群众", 85, 95),
    ],
)
def test_hedges_and_ranges_are_intervals(text: str, low: int | None, high: int | None) -> None:
    (figure,) = [q for q in facts(text).quantities if q.role not in ("name", "ordinal", "date")]
    assert (figure.low, figure.high) == (low, high)
