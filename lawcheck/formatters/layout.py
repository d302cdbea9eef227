"""Styled lines and their width in terminal columns; what the text formatters share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

# A line never begins with one of these, nor ends with one of those (避头尾).
_NO_START = frozenset("，。、；：？！）》〉”’】〕…—,.;:?!)]}%％")
_NO_END = frozenset("（《〈“‘【〔([{")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


class Segment(Struct, frozen=True):
    """A stretch of one line; `style` in rich's words ("bold red"), "" for the terminal's own."""

    text: str
    style: str = ""


Line = list[Segment]


@cache
def _cell(char: str, ambiguous_wide: bool) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    width = unicodedata.east_asian_width(char)
    return 2 if width in "WF" or (ambiguous_wide and width == "A") else 1


def cells(text: str, ambiguous_wide: bool = False) -> int:
    """How many columns a cleaned text takes."""
    if text.isascii():
        return len(text)
    return sum(_cell(char, ambiguous_wide) for char in text)


@cache
def _seen(char: str) -> str:
    if char in "\t\n\r":
        return " "
    return "\ufffd" if unicodedata.category(char) in _UNSEEN else char


def clean(text: str) -> str:
    """Character for character what may go to a terminal: no escape codes, no invisible or direction marks."""
    return text if text.isascii() and text.isprintable() else "".join(map(_seen, text))


def clip(text: str, width: int, ambiguous_wide: bool = False) -> str:
    """A text of at most `width` columns, its end replaced by … where it was longer; 0 is unlimited."""
    if not width or cells(text, ambiguous_wide) <= width:
        return text
    left = width - cells("…", ambiguous_wide)
    for at, char in enumerate(text):
        left -= _cell(char, ambiguous_wide)
        if left < 0:
            return text[:at] + "…"
    return text


def pad(text: str, width: int, ambiguous_wide: bool = False) -> str:
    return text + " " * max(0, width - cells(text, ambiguous_wide))


def wrap(text: str, width: int, ambiguous_wide: bool = False) -> list[str]:
    """A text as lines of at most `width` columns (0: one line), broken where Chinese and Western text may break."""
    if not width or cells(text, ambiguous_wide) <= width:
        return [text]
    out, start, at, used, good = [], 0, 0, 0, 0
    while at < len(text):
        used += _cell(text[at], ambiguous_wide)
        if used > width and at > start:
            cut = good if good > start else at
            out.append(text[start:cut].rstrip())
            start = cut
            while start < len(text) and text[start] == " ":
                start += 1
            at, used, good = start, 0, start
            continue
        at += 1
        if at < len(text) and _may_break(text[at - 1], text[at]):
            good = at
    return [*out, text[start:]] if start < len(text) else out


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return False
    return before == " " or not (before.isascii() and after.isascii())


def plain(line: Line) -> str:
    return "".join(segment.text for segment in line)


def paint(lines: Iterable[Line], color: bool) -> Iterator[str]:
    """Lines as text with line ends; with colour through rich, else without even importing it."""
    if not color:
        for line in lines:
            yield plain(line).rstrip() + "\n"
        return
    from rich.color import ColorSystem
    from rich.style import Style

    for line in lines:
        # The 16 colours of the terminal's own theme: readable on dark and light alike.
        yield "".join(Style.parse(s.style).render(s.text, color_system=ColorSystem.STANDARD) for s in line) + "\n"
