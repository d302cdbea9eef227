"""Ground: the calendar — ranges of years as rules and plans write them (2024, ">=2019"), numbers of dates, a month's days."""

from __future__ import annotations

from msgspec import Struct

from lawcheck.model.patterns import re_compile

ZERO = "〇零○0OoО◯"  # a zero as drafts write it in a year of Chinese numerals: also U+25CB and letters
_HAN_DIGITS = "〇一二三四五六七八九"
_FORM = re_compile(r"\s*(>=|<=|>|<|=)?\s*(\d{4})\s*(?:-\s*(\d{4}))?\s*")


class YearRange(Struct, frozen=True):
    """Years from `first` to `last`, both included."""

    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> YearRange:
        """ValueError with a Chinese reason for anything else than the forms above."""
        match = _FORM.fullmatch(text)
        if not match or (match[1] and match[3]):
            raise ValueError(f"年份范围写法有误：{text}（可写 2024、>=2019、<2021、2021-2025）")
        year = int(match[2])
        if match[3] and int(match[3]) < year:
            raise ValueError(f"年份范围的终点早于起点：{text}")
        bounds = {">=": (year, 9999), ">": (year + 1, 9999), "<=": (0, year), "<": (0, year - 1)}
        return cls(*bounds.get(match[1] or "=", (year, int(match[3] or year))))

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.first <= year <= self.last


def days_in(year: int, month: int) -> int:
    """How many days a month (1 to 12) has. The module calendar knows too, and loads locale before it says so."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def number(text: str | None) -> int:
    """The value of a year, month or day in Arabic or Chinese numerals (2024, 二〇二四, 十一); 0 for what is none."""
    if not text:
        return 0
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        parts = [_HAN_DIGITS.find(part) if len(part) == 1 else -1 for part in (tens or "一", ones or "〇")]
        return 10 * parts[0] + parts[1] if min(parts) >= 0 else 0  # 十十, 二一十: no number
    digits = ["0" if c in ZERO else c if c.isdigit() else str(_HAN_DIGITS.find(c)) for c in text]
    return 0 if "-1" in digits else int("".join(digits))
