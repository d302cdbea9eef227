"""The numbering in front of headings and items: 一、 （一） 1. （1） ① 一是, each with its rank."""

from __future__ import annotations

import re

from msgspec import Struct

from lawcheck.model.patterns import re_compile


class Marker(Struct, frozen=True):
    """The numbering in front of a heading: as written, its style, rank (1 is outermost) and value."""

    number: str
    style: str
    rank: float
    ordinal: int


_HANZI = "一二三四五六七八九十百"
# style, rank, pattern on folded text; the group is the numeral.
STYLES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("章", 0.5, re_compile(rf"第\s?([{_HANZI}]{{1,4}})\s?(?:章|部分|篇)[、\s::]*")),
    ("节", 0.8, re_compile(rf"第\s?([{_HANZI}]{{1,4}})\s?节[、\s::]*")),
    ("一、", 1, re_compile(rf"([{_HANZI}]{{1,4}})\s?(?:、|\.(?!\d))\s*")),
    ("（一）", 2, re_compile(rf"\(?\s?([{_HANZI}]{{1,4}})\s?\)[、.]?\s*")),
    ("（一）", 2, re_compile(rf"\(([{_HANZI}]{{1,4}})(?=[\u4e00-\u9fff]{{3}})")),
    ("1.", 3, re_compile(r"([0-9]{1,2})\s?(?:\.(?!\d)|\.(?=(?:19|20)\d\d\s?年)|、)\s*")),
    ("（1）", 4, re_compile(r"\(\s?([0-9]{1,2})\s?\)[、.]?\s*")),
    ("1）", 4.5, re_compile(r"([0-9]{1,2})\)[、.]?\s*")),
    ("①", 5, re_compile(r"([①-⑳])\s*")),
    (
        "一是",
        6,
        re_compile(
            r"(?:([一二三四五六七八九十]{1,3})(?:是|要)|(首先|其次|再次|最后))(?=[^\s一二三四五六七八九十])[,:]?"
        ),
    ),
)
_BEGINNINGS = frozenset("第一二三四五六七八九十百(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳首其再最0123456789 \t")
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}


def numeral(text: str) -> int:
    """The value of a Chinese numeral below 1,000 as headings use it, or of digits, or of a circled digit."""
    if text.isdigit() and text.isascii():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    total, unit = 0, 0
    for char in text:
        if char in "十百":
            total += (unit or 1) * (10 if char == "十" else 100)
            unit = 0
        else:
            unit = "零一二三四五六七八九".index(char)
    return total + unit


def marker(line: str) -> Marker | None:
    """The numbering that a line (folded) begins with."""
    if line[:1] not in _BEGINNINGS:
        return None
    for style, rank, pattern in STYLES:
        match = pattern.match(line)
        if match:
            word = next(group for group in match.groups() if group)
            ordinal = _WORDS[word] if word in _WORDS else numeral(word)
            if style == "一、" and ordinal > 40:
                continue
            return Marker(match[0].rstrip(), style, rank, ordinal)
    return None
