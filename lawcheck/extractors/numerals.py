"""Numerals: every way a Chinese report writes a number, read back as a Decimal with its exact span.

Works on folded text (full-width digits and marks already half-width, offset for offset). Source of the forms:
GB/T 15835—2011 《出版物上数字用法》 and what reports really write (余, 多万, 1万5千, 24 064).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from lawcheck.model.patterns import re_compile

DIGITS = {
    c: v
    for v, chars in enumerate(("〇零○", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in chars
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30}
SCALES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "萬": Decimal(10**4),
    "亿": Decimal(10**8),
    "億": Decimal(10**8),
    "万亿": Decimal(10**12),
}
SCALES |= {
    f"{sign}{scale}": times * SCALES[scale]
    for sign, times in (("百", Decimal(100)), ("千", Decimal(1000)))
    for scale in ("万", "萬", "亿", "億")
}
_ONE = Decimal(1)
CHINESE = "〇○零一二两兩三四五六七八九十廿卅百千万萬亿億"

# 千 and 百 belong to the number only where they do not begin a unit (5千克, 3百分点) or a word.
_SCALE = r"(?:万亿|[百千]?(?:万|亿|萬|億)|千(?![克米瓦伏帕卡焦分方家])|百(?![分姓家]))"
_GROUPED = r"\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})+(?= ?[余多来\u4e00-\u9fff%‰])|\d+"
# Both begin with what each alternative begins with: at most places of a text nothing more is tried.
ARABIC = re_compile(
    rf"(?=\d)(?P<whole>{_GROUPED})(?P<fraction>\.\d+)?"
    rf"(?:(?P<infix>[余多来几](?={_SCALE}))?(?P<scale>{_SCALE})(?P<rest>\d+(?:\.\d+)?(?P<restscale>{_SCALE})?)?)?"
)
WORDS = re_compile(
    rf"(?=[{CHINESE}])(?:(?P<base>[百千万])分之(?P<of>[{CHINESE}]+(?:点[{CHINESE}]+)?|\d+(?:\.\d+)?)"
    rf"|(?P<lower>[{CHINESE}]+)分之(?P<upper>[{CHINESE}]+)"
    rf"|(?P<plain>[{CHINESE}]+)(?:点(?P<point>[〇零一二三四五六七八九]+))?)"
)
_DIGIT_RUN = re_compile(r"[〇○零一二三四五六七八九]{2,}")
_TWO_NEAR = re_compile(r"(?P<a>[一二两三四五六七八九])(?P<b>[二三四五六七八九])(?P<unit>[十百千万亿]*)$")


class Numeral(Struct, frozen=True):
    """A number as it stands in the text, without its unit.

    `step` is what 余 or 多 may add at most (1600多: 100); `high` is the upper end of 三五, 七八十, else None;
    `form` is arabic, chinese, percent (百分之…, in percent) or fraction.
    """

    start: int
    end: int
    value: Decimal
    decimals: int
    scale: Decimal
    step: Decimal
    form: str
    hedge: str = ""
    high: Decimal | None = None


def read(text: str) -> Decimal | None:
    """The value of a text that is one numeral and nothing else; None where it is none."""
    for numeral in scan(text):
        if numeral.start == 0 and numeral.end == len(text):
            return numeral.value
        break
    return None


def scan(folded: str) -> Iterator[Numeral]:
    """All numerals of a folded text in order, not overlapping; an Arabic one wins over a Chinese one inside it."""
    words = _words(folded)
    word = next(words, None)
    for numeral in _arabic(folded):
        while word and word.end <= numeral.start:
            yield word
            word = next(words, None)
        while word and word.start < numeral.end:
            if word.form == "percent" and word.start < numeral.start:  # 百分之98.5: the Arabic part is inside
                break
            word = next(words, None)
        else:
            yield numeral
    while word:
        yield word
        word = next(words, None)


def _arabic(folded: str) -> Iterator[Numeral]:
    for match in ARABIC.finditer(folded):
        yield _read_arabic(match)


def _read_arabic(match: re.Match[str]) -> Numeral:
    start, end = match.span()
    digits = match["whole"].replace(",", "").replace(" ", "")
    fraction = match["fraction"] or ""
    number, step = _number_and_step(digits + fraction)
    decimals = max(0, len(fraction) - 1)
    if not match["scale"]:
        return Numeral(start, end, number, decimals, _ONE, step, "arabic")
    scale = SCALES[match["scale"]]
    value, step = number * scale, step * scale
    if rest := match["rest"]:
        added, unit = _rest(rest, match["restscale"])
        if fraction or added >= scale:
            end = match.start("rest")
        else:
            value, scale, decimals, step = value + added, Decimal(1), 0, _step(rest.rstrip("万千百亿")) * unit
    return Numeral(start, end, value, decimals, scale, step, "arabic", match["infix"] or "")


@lru_cache(maxsize=4096)  # the small numbers of one report are those of the next
def _number_and_step(digits: str) -> tuple[Decimal, Decimal]:
    return Decimal(digits), _step(digits)


def _rest(rest: str, scale: str | None) -> tuple[Decimal, Decimal]:
    """What stands behind the first multiplier (the 5千 of 1万5千), and its own multiplier."""
    unit = SCALES[scale] if scale else Decimal(1)
    number = Decimal(rest[: len(rest) - len(scale or "")])
    return number * unit, unit


def _step(digits: str) -> Decimal:
    """The unit of the last digit that says something: 25000 → 1000, 13.8 → 0.1, 10 → 10."""
    if "." in digits:
        return Decimal(1).scaleb(-len(digits.partition(".")[2]))
    stripped = digits.rstrip("0")
    return Decimal(10) ** (len(digits) - len(stripped)) if stripped else Decimal(1)


def _words(folded: str) -> Iterator[Numeral]:
    for match in WORDS.finditer(folded):
        numeral = _read_words(match)
        if numeral:
            yield numeral


def _read_words(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    one = Decimal(1)
    if match["base"]:
        number = _number(match["of"])
        if number is None:
            return None
        value, decimals = number
        factor = {"百": one, "千": Decimal("0.1"), "万": Decimal("0.01")}[match["base"]]
        return Numeral(start, end, value * factor, decimals, factor, factor, "percent")
    if match["lower"]:
        lower, upper = read_chinese(match["lower"]), read_chinese(match["upper"])
        if not lower or upper is None:
            return None
        return Numeral(start, end, upper / lower, 0, one, one, "fraction")
    plain = match["plain"]
    if near := _two_near(plain):
        return Numeral(start, end, near[0], 0, one, one, "chinese", "约", near[1])
    whole = read_chinese(plain)
    if whole is None:
        return None
    decimals = 0
    if point := match["point"]:
        decimals = len(point)
        whole += Decimal("0." + "".join(str(DIGITS[c]) for c in point))
    scale = one
    return Numeral(start, end, whole, decimals, scale, _step(str(whole)), "chinese")


def _number(text: str) -> tuple[Decimal, int] | None:
    """Value and printed decimals of Chinese or Arabic digits with a point."""
    if text[0].isdigit():
        return Decimal(text), len(text.partition(".")[2])
    whole, _, point = text.partition("点")
    value = read_chinese(whole)
    if value is None or not all(c in DIGITS for c in point):
        return None
    if point:
        value += Decimal("0." + "".join(str(DIGITS[c]) for c in point))
    return value, len(point)


def _two_near(text: str) -> tuple[Decimal, Decimal] | None:
    """两三, 七八十: two neighbouring digits are a range in Chinese, no number of two digits."""
    match = _TWO_NEAR.fullmatch(text)
    if not match:
        return None
    low, high = DIGITS[match["a"]], DIGITS[match["b"]]
    if not low < high <= low + 2:
        return None
    unit = Decimal(1)
    for char in match["unit"]:
        unit *= SMALL.get(char) or SCALES[char]
    return low * unit, high * unit


def read_chinese(text: str) -> Decimal | None:
    """The value of Chinese digits: 一百零二, 两千, 廿三, 二〇二四, 三万亿; None where they are no number.

    百, 万 without a digit read as 1 of it, since 百余 and 近万 write them so; 二百五 is 250.
    """
    if _DIGIT_RUN.fullmatch(text):
        positional = len(text) >= 4 or any(c in "〇○零" for c in text)
        return Decimal("".join(str(DIGITS[c]) for c in text)) if positional else None
    total, section, digit, last, zero = 0, 0, -1, 0, False
    for char in text:
        if char in DIGITS:
            if digit > 0 or (digit == 0 and not zero):
                return None
            zero = DIGITS[char] == 0
            digit = DIGITS[char]
        elif char in TENS:
            if digit > 0 or (last and last <= 10):
                return None
            section, digit, last, zero = section + TENS[char], -1, 10, False
        elif char in SMALL:
            if (digit == 0 and not zero) or (last and SMALL[char] >= last):
                return None
            section += (digit if digit > 0 else 1) * SMALL[char]
            digit, last, zero = -1, SMALL[char], False
        elif char not in SCALES:
            return None
        else:
            grown = _close(total, section + max(digit, 0), char, empty=not (section or digit > 0))
            if grown is None:
                return None
            total, section, digit, last, zero = grown, 0, -1, 0, False
    if digit > 0 and not _after_zero(text):
        digit = _colloquial(text, digit)
    return Decimal(total + section + max(digit, 0))


def _close(total: int, section: int, char: str, *, empty: bool) -> int | None:
    """The sum so far when 万 or 亿 closes a section: 一万二千亿 multiplies all, 一亿三千万 adds."""
    scale = int(SCALES[char])
    if scale == 10**8:
        return (total + section or 1) * scale if total < scale else None
    if total % 10**8:
        return None
    return total + (1 if empty and not total else section) * scale


def _after_zero(text: str) -> bool:
    return len(text) < 2 or text[-2] in "〇○零"


def _colloquial(text: str, digit: int) -> int:
    """二百五, 三千二, 一万二: a last digit right behind 百, 千, 万, 亿 counts tenths of it."""
    before = text[-2]
    unit = SMALL.get(before) or (int(SCALES[before]) if before in SCALES else 0)
    return digit * unit // 10 if unit >= 100 else digit
