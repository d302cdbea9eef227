"""Numbers as Word's list formats write them (ECMA-376 Part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def write(number: int, format: str) -> str:
    """A number in a format; one that is not known as decimal, as Word does."""
    return _FORMATS.get(format, str)(number) if number >= 0 else str(number)


def _counting(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千万", *, bare: bool = True) -> str:
    """Chinese counting up to 99,999: 十二, 一百零五. `bare`: 10 to 19 begin with 十, not 一十."""
    if number == 0:
        return digits[0]
    if number > 99_999:
        return str(number)
    text, gap = "", False
    for power in range(4, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
            gap = False
        else:
            gap = bool(text)
    return text[1:] if bare and 10 <= number < 20 else text


def _japanese(number: int) -> str:
    """Counting without 零 and without 一 before 十, 百 and 千."""
    text = "".join(c for c in _counting(number) if c != "零") if number else "〇"
    for unit in "十百千":
        text = text.replace("一" + unit, unit)
    return text


def _by_digit(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(d)] for d in str(number))


def _from(first: str, last: int) -> Callable[[int], str]:
    """Characters in a row of the code table, 1 being `first`, up to `last`; decimal beyond."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else str(number)


def _circled(number: int) -> str:
    if number <= 20:
        return _from("①", 20)(number)
    return (
        _from("㉑", 15)(number - 20) if number <= 35 else _from("㊱", 15)(number - 35) if number <= 50 else str(number)
    )


def _letters(number: int) -> str:
    """A … Z, AA, BB … as Word repeats them."""
    return chr(ord("A") + (number - 1) % 26) * min(30, (number - 1) // 26 + 1) if number else ""


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN if number < 4000 else ():
        count, number = divmod(number, value)
        text += letters * count
    return text or str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


_full_width = _by_digit("０１２３４５６７８９")
_legal = "拾佰仟万"
_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "bullet": lambda number: "",
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "chineseLegalSimplified": lambda number: _counting(number, _LEGAL, _legal, bare=False),
    "ideographLegalTraditional": lambda number: _counting(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬", bare=False),
    "japaneseCounting": _japanese,
    "koreanCounting": _japanese,
    "ideographDigital": _by_digit(_DIGITS),
    "japaneseDigitalTenThousand": _by_digit(_DIGITS),
    "taiwaneseDigital": _by_digit("○一二三四五六七八九"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ordinal": _ordinal,
}
