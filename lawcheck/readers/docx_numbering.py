"""Word's automatic numbering as the text a reader sees (ECMA-376 Part 1, 17.9): counters, restarts, overrides."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from lawcheck.model.patterns import re_compile
from lawcheck.readers.docx_numerals import write
from lawcheck.readers.docx_package import W
from lawcheck.readers.docx_styles import Format, Styles, number, on, value

LEVELS = 9
_PLACEHOLDER = re_compile(r"%([1-9])")
_PRIVATE = re_compile(r"[\ue000-\uf8ff]")  # glyphs of symbol fonts


class Level(Struct, frozen=True):
    """One level of a list. `restart`: the 1-based level whose use starts it anew, 0 for never, None for any above."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    suffix: str = "tab"
    legal: bool = False
    style: str = ""


class Number(Struct, frozen=True):
    """What stands before a paragraph: its text ("" for a bullet) and what parts it from the paragraph."""

    text: str
    suffix: str
    bullet: bool


class _List(Struct):
    """A w:num: the counters it shares with others of its w:abstractNum, its levels, its own starts."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts through a document: `next` is asked once for each numbered paragraph, in order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = {} if root is None else _by_id(root, "abstractNum", "abstractNumId")
        self._nums = {} if root is None else _by_id(root, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()  # numbering and level whose own start has been used

    def next(self, format: Format) -> Number | None:
        """The number of the next paragraph of a format; None for one without numbering."""
        found = self._list(format.num_id) if format.num_id not in ("", "0") else None
        if found is None:
            return None
        at = format.level if format.level is not None else _level_of_style(found, format.style)
        level = found.levels.get(at)
        if level is None or not 0 <= at < LEVELS:
            return None
        counters = self._count(format.num_id, found, at, level)
        if level.format == "bullet":
            return Number("", "nothing", True)
        return Number(_text(found, at, level, counters), level.suffix, False)

    def _count(self, key: str, found: _List, at: int, level: Level) -> list[int | None]:
        """Counts the paragraph and sets back the levels below that it starts anew."""
        counters = self._counters.setdefault(found.abstract, [None] * LEVELS)
        before = counters[at]
        if at in found.starts and (key, at) not in self._begun:
            before = found.starts[at] - 1
        elif before is None:
            before = found.starts.get(at, level.start) - 1
        self._begun.add((key, at))
        counters[at] = before + 1
        for lower in range(at + 1, LEVELS):
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or at < restart:
                counters[lower] = None
        return counters

    def _list(self, key: str) -> _List | None:
        if key not in self._lists:
            self._lists[key] = self._load(key)
        return self._lists[key]

    def _load(self, key: str) -> _List | None:
        num = self._nums.get(key)
        abstract = None if num is None else self._abstract(value(num, "abstractNumId") or "", 0)
        if num is None or abstract is None:
            return None
        levels = {}
        for level in abstract.iterchildren(W + "lvl"):
            levels[number(level.get(W + "ilvl")) or 0] = _level(level)
        starts = {}
        for override in num.iterchildren(W + "lvlOverride"):
            at = number(override.get(W + "ilvl")) or 0
            own = override.find(W + "lvl")
            if own is not None:
                levels[at] = _level(own)
                starts[at] = levels[at].start
            start = number(value(override, "startOverride"))
            if start is not None:
                starts[at] = start
        return _List(abstract.get(W + "abstractNumId") or "", levels, starts)

    def _abstract(self, key: str, depth: int) -> Any:
        """The w:abstractNum of an id, followed through a numbering style when it only points to one."""
        abstract = self._abstracts.get(key)
        link = None if abstract is None else value(abstract, "numStyleLink")
        if not link or depth > LEVELS:
            return abstract
        num = self._nums.get(self._styles.numbering(link))
        return abstract if num is None else self._abstract(value(num, "abstractNumId") or "", depth + 1)


def _by_id(root: Any, name: str, key: str) -> dict[str, Any]:
    return {element.get(W + key) or "": element for element in root.iterchildren(W + name)}


def _level_of_style(found: _List, style: str) -> int:
    """The level that a list ties to a style (w:pStyle); the first where it does not."""
    return next((at for at, level in found.levels.items() if style and level.style == style), 0)


def _level(element: Any) -> Level:
    formats = [f.get(W + "val") or "decimal" for f in element.iter(W + "numFmt")]
    restart = number(value(element, "lvlRestart"))
    return Level(
        start=1 if (start := number(value(element, "start"))) is None else start,
        # A format of Word 2010 and later (custom) stands in an mc:Choice, what others show for it in the Fallback.
        format=next((f for f in formats if f != "custom"), "decimal"),
        text=value(element, "lvlText") or "",
        restart=restart,
        suffix=value(element, "suff") or "tab",
        legal=bool(on(element, "isLgl")),
        style=value(element, "pStyle") or "",
    )


def _text(found: _List, at: int, level: Level, counters: list[int | None]) -> str:
    """The pattern of a level (第%1章, %1.%2) with the counters written in; a level not used yet shows its start."""

    def fill(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        of = found.levels.get(which, Level())
        count = counters[which]
        shown = found.starts.get(which, of.start) if count is None else count
        return write(shown, "decimal" if level.legal and of.format not in ("none", "bullet") else of.format)

    return _PRIVATE.sub("", _PLACEHOLDER.sub(fill, level.text))
