"""Verify: whether figures that are tied together hold, by interval arithmetic from what is printed, and how.

Verdicts, mildest first: exact, rounded, truncated, hedged hold; adjusted and near are within one unit of the last
printed digit and are explained or explainable by rounding; multiple holds for 增长3倍 read as three times; off does not hold; impossible cannot under any reading.
The idea is statcheck's (Nuijten et al. 2016) and GRIM's (Brown & Heathers 2017), the arithmetic XBRL's (intervals, ends included).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from msgspec import Struct

from lawcheck.model.facts import Interval, Quantity

HOLDS = frozenset({"exact", "rounded", "truncated", "hedged", "adjusted"})
MILD = frozenset({"near", "adjusted", "truncated"})
NAMES = {Decimal(10**4): "万", Decimal(10**8): "亿", Decimal(10**12): "万亿", Decimal(10): "成"}
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
_WIDE = Context(prec=400)  # digits: more than any number of a text has


class Outcome(Struct, frozen=True):
    verdict: str
    computed: str

    @property
    def holds(self) -> bool:
        return self.verdict in HOLDS

    @property
    def tolerable(self) -> bool:
        return self.holds or self.verdict in ("near", "multiple")


def plain(value: Decimal, digits: int | None = None) -> str:
    """A Decimal without exponent; cut to `digits` places half-up where given, else as short as it is exact."""
    if digits is not None:
        return f"{value.quantize(ONE.scaleb(-digits), ROUND_HALF_UP, _WIDE):f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show(q: Quantity) -> str:
    """The number as printed, without its unit: 1.2万."""
    if q.unit == "%" or q.scale not in NAMES:
        return f"{q.value:.{q.decimals}f}" if q.scale == 1 else plain(q.value)
    return f"{q.value / q.scale:.{q.decimals}f}{NAMES[q.scale]}"


def summed(items: Sequence[Quantity]) -> Interval:
    if len(items) == 1:
        return items[0].interval
    result = Interval(ZERO, ZERO)
    for item in items:
        result = result + item.interval
    return result


def value(items: Sequence[Quantity]) -> Decimal:
    return items[0].value if len(items) == 1 else sum((item.value for item in items), ZERO)


def written(items: Sequence[Quantity]) -> str:
    """How a sum is shown: one number as printed, several as (1+2)."""
    text = "+".join(show(i) for i in items)
    return f"({text})" if len(items) > 1 else text


def share(parts: Sequence[Quantity], wholes: Sequence[Quantity], percent: Quantity) -> Outcome:
    """Whether parts÷wholes is the printed percentage (or ‰)."""
    whole = value(wholes)
    if not whole:
        return Outcome("unchecked", "")
    found = value(parts) / whole * _factor(percent)
    shown = f"{written(parts)}÷{written(wholes)}={plain(found, max(percent.decimals, 2))}{percent.unit}"
    return Outcome(fits(parts, wholes, percent), shown)


def fits(parts: Sequence[Quantity], wholes: Sequence[Quantity], percent: Quantity) -> str:
    """The verdict of a share alone: what readings are tried with, before one is shown."""
    whole = value(wholes)
    if not whole:
        return "unchecked"
    factor = _factor(percent)
    possible = summed(parts).over(summed(wholes)).scaled(factor)
    return against(value(parts) / whole * factor, possible, percent)


def _factor(percent: Quantity) -> Decimal:
    return Decimal(1000) if percent.unit == "‰" else HUNDRED


def against(found: Decimal, possible: Interval, printed: Quantity) -> str:
    """The verdict of a computed value (and all it could be) against a printed one."""
    stated, unit = printed.value, printed.ulp
    if printed.hedge:
        return "hedged" if possible.meets(printed.interval) else _near(found, printed)
    if possible.point or possible.low == possible.high:
        return _precise(found, stated, unit)
    verdict = _precise(found, stated, unit)
    if verdict in ("exact", "rounded", "truncated"):
        return verdict
    if possible.meets(Interval(stated - unit / 2, stated + unit)):
        return "hedged"
    return verdict


def _precise(found: Decimal, stated: Decimal, unit: Decimal) -> str:
    gap = found - stated
    if gap == 0:
        return "exact"
    if abs(gap) <= unit / 2:
        return "rounded"
    if ZERO < gap < unit:
        return "truncated"
    return "near" if abs(gap) < unit else "off"


def _near(found: Decimal, printed: Quantity) -> str:
    """Hedged figures that miss by less than a twentieth are no news."""
    return "near" if printed.value and abs(found - printed.value) <= abs(printed.value) / 20 else "off"


def total(parts: Sequence[Quantity], whole: Quantity) -> Outcome:
    """Whether the parts add up to the whole."""
    found = value(parts)
    shown = f"{'+'.join(show(p) for p in parts)}={like(found, whole)}"
    return Outcome(equal(found, summed(parts), whole), shown)


def turned(found: Decimal, stated: Quantity) -> bool:
    """Whether a printed number is another with two of its digits turned (4263 for 4236): what typing does to it."""
    a, b = like(found, stated), show(stated)
    if len(a) != len(b) or len(a) < 4:  # of shorter numbers two may be so by chance
        return False
    return sorted(a) == sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2


def miscopied(one: Quantity, other: Quantity) -> bool:
    """Whether one number is the other with two digits turned or one digit wrong: what copying does to it."""
    a, b = show(one), show(other)
    if len(a) != len(b) or len(a) < 2 or one.unit != other.unit:
        return False
    wrong = sum(x != y for x, y in zip(a, b, strict=True))
    return wrong == 1 or (wrong == 2 and sorted(a) == sorted(b) and a.find(".") == b.find("."))


def equal(found: Decimal, possible: Interval, stated: Quantity) -> str:
    if found == stated.value and not stated.hedge:
        return "exact"
    if possible.meets(stated.interval):
        return "hedged" if stated.hedge or not possible.point else "rounded"
    return "off"


def like(number: Decimal, model: Quantity) -> str:
    """A number shown in the multiplier of another."""
    if model.scale in NAMES and model.unit != "%":
        return plain(number / model.scale) + NAMES[model.scale]
    return plain(number)


def difference(one: Quantity, other: Quantity, result: Quantity) -> Outcome:
    """Whether the result is the larger of two figures less the other."""
    found = abs(one.value - other.value)
    high, low = (one, other) if one.value >= other.value else (other, one)
    shown = f"{show(high)}−{show(low)}={like(found, result)}"
    verdict = equal(found, high.interval - low.interval, result)
    return Outcome(verdict, shown)


def growth(current: Quantity, base: Interval, printed: Quantity, base_value: Decimal, shown_base: str) -> Outcome:
    """Whether (current−base)÷base is the printed change in percent; 倍 is read as added or as multiple."""
    if not base_value or base_value < 0:
        return Outcome("unchecked", "")
    ratio = current.value / base_value
    change = abs(ratio - ONE)
    possible = current.interval.over(base)
    moved = _absolute(possible - Interval(ONE, ONE))
    text = f"({show(current)}−{shown_base})÷{shown_base}={plain((ratio - ONE) * HUNDRED, max(printed.decimals, 2))}%"
    if printed.unit == "倍":
        verdict = against(change, moved, printed)
        if verdict == "off" and against(ratio, possible, printed) in HOLDS:
            verdict = "multiple"  # three times as many is 增长2倍, and often written 增长3倍
        return Outcome(verdict, text)
    return Outcome(against(change * HUNDRED, moved.scaled(HUNDRED), printed), text)


def doubled(current: Quantity, base: Quantity, printed: Quantity) -> Outcome:
    """Whether a figure is so many doublings of another (翻一番: twice, 翻两番: four times), as near as the words are."""
    ratio = current.value / base.value
    wanted = Decimal(2) ** printed.value
    holds = wanted * Decimal("0.85") <= ratio <= wanted * Decimal("1.25") or (
        bool(printed.hedge) and wanted * Decimal("0.75") <= ratio < wanted * 2
    )
    return Outcome(
        "hedged" if holds else "off",
        f"{show(current)}÷{show(base)}={plain(ratio, 2)}，翻{plain(printed.value)}番应为{plain(wanted)}倍",
    )


def _absolute(interval: Interval) -> Interval:
    low, high = interval
    if low is not None and low >= 0:
        return interval
    if high is not None and high <= 0:
        return Interval(-high, None if low is None else -low)
    return Interval(ZERO, None if low is None or high is None else max(-low, high))


def grim(whole: Quantity, percent: Quantity) -> bool:
    """Whether some whole number of `whole` things gives the printed percentage, rounded or cut off; True if it may.

    Says nothing (True) where the whole is large enough that some number always does, or either figure is hedged.
    """
    if whole.hedge or percent.hedge or not whole.interval.point or not whole.value:
        return True
    factor = Decimal(1000) if percent.unit == "‰" else HUNDRED
    low = (percent.value - percent.ulp / 2) * whole.value / factor
    high = (percent.value + percent.ulp) * whole.value / factor
    first = low.to_integral_value(ROUND_CEILING)
    return (first <= high.to_integral_value(ROUND_FLOOR) and first < high) or first == low


def implied(part: Quantity, percent: Quantity) -> Interval:
    """The wholes for which the part would be the printed percentage."""
    unit, factor = percent.ulp, _factor(percent)
    low = percent.value - unit / 2
    return Interval(part.value * factor / (percent.value + unit), part.value * factor / low if low > 0 else None)
