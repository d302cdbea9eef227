"""The list of national instruments, and the search for the title that an unknown one is near to.

The list (lawcheck/data/laws.tsv, April 2025, and later.tsv) has national laws, administrative regulations and judicial interpretations
only. What it lacks is therefore not wrong: it is *near* a title when one slip of the pen parts the two, and when titles
of its ending are so few, or so long, that no other instrument is likely to bear it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lawcheck.model.patterns import re_compile
from lawcheck.model.text import fold

STATE = "中华人民共和国"
_BROKEN = re_compile(r"^中华人?民?共?和?国?")
_PLAIN = re_compile(r"[\u4e00-\u9fff]+")
_ODD = re_compile(r"[^\u4e00-\u9fff、()]")


class Near(NamedTuple):
    """The title that was probably meant; `sure` when one character or a turned pair parts the two."""

    title: str
    sure: bool


# Beside the package, not through importlib.resources, whose import costs more than the reading.
_DATA = Path(__file__).parent.parent / "data"
_LONGEST_SLIP = 6  # characters that one slip adds, drops or turns
_EDITION = re_compile(r"\((?:试行|暂行|\d{4}年?(?:修订|修正)?(?:版|本)?)\)$")


def core_of(title: str) -> str:
    """A title as it is compared: folded, without blanks, 中华人民共和国 and a closing (试行), inner marks alike."""
    if _PLAIN.fullmatch(title):
        return title.removeprefix(STATE)
    core = fold(title).replace(" ", "").replace("《", "〈").replace("》", "〉").removeprefix(STATE)
    return _EDITION.sub("", core) if core.endswith(")") else core


@cache
def instruments() -> Instruments:
    """The list, read once and only when a text cites something."""
    return Instruments()


def _rows(name: str) -> Iterator[list[str]]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


class Instruments:
    """Titles by core (the title without 中华人民共和国), and the search for the one that an unknown title is near to."""

    def __init__(self) -> None:
        self.by_core: dict[str, str] = {}
        self._dates: dict[str, str] = {}
        self._laws: set[str] = set()  # titles listed as laws, not as regulations or interpretations
        for category, title, dates in chain(_rows("laws.tsv"), _rows("later.tsv")):
            if category == "category":
                continue
            # Nothing but words: nothing that core_of would fold away. A thousand titles are read before the first is asked for.
            core = title.removeprefix(STATE) if title.isalpha() else core_of(title)
            if not self.by_core.get(core, "").startswith(STATE):
                self.by_core[core] = title
            self._dates[core] = f"{self._dates[core]},{dates}" if core in self._dates else dates
            if category not in ("行政法规", "司法解释", "部门规章"):
                self._laws.add(core)
        self._listed = [*self.by_core]
        self.replaced = {row[0]: (row[1], row[2]) for row in _rows("replaced.tsv") if row[0] != "title"}
        for name in [*self.replaced, *(row[0] for row in _rows("known.tsv"))]:
            self.by_core.setdefault(name, name)
        self._by_end: dict[str, list[str]] = {}
        self.nearest = lru_cache(maxsize=1024)(self._nearest)  # the reports of one county say many things alike
        self._ends = {core[-3:] for core in self.by_core}

    def ends(self, text: str, end: int) -> bool:
        """Whether some title may end at a place of a text: most that looks like the end of one (执法, 依法) is none."""
        return text[end - 3 : end] in self._ends or text[end - 2 : end] in self._ends

    @cached_property
    def listed(self) -> list[str]:
        return sorted(self._listed)

    def statute(self, core: str) -> bool:
        """Whether a listed title is that of a law proper (法, 法典)."""
        return core in self._laws and _is_statute(core)

    def dates(self, core: str) -> tuple[str, ...]:
        """ISO dates of passage, publication and revision, ascending."""
        found = self._dates.get(core)
        return tuple(sorted(set(found.split(",")))) if found is not None else ()

    def _nearest(self, title: str) -> Near | None:
        """The one listed title that a slip of the pen parts from this one; None when there are none or several."""
        core = core_of(title)
        if not title.startswith(STATE) and (rest := _BROKEN.sub("", core)) != core and rest in self.by_core:
            return Near(self.by_core[rest], True)
        if title.startswith(STATE) and (other := self.by_core.get(_RANK.sub(_other_rank, core), "")).startswith(STATE):
            return Near(other, True)  # 中华人民共和国公共图书馆条例: the law of that name
        if len(core) < 5 or _ODD.search(core):
            return None
        found: dict[bool, list[str]] = {True: [], False: []}
        for other in self._candidates(core):
            sure = _slip(core, other)
            if sure is None and title.startswith(STATE) and self.by_core[other].startswith(STATE):
                sure = _one_word(core, other)  # what bears the state's name is listed or wrong
            if sure is not None:
                found[sure].append(other)
        best = found[True] or found[False]
        if len(best) != 1:
            return None
        full = self.by_core[best[0]]
        return Near(full if title.startswith("中华") else best[0], bool(found[True]))

    def _candidates(self, core: str) -> list[str]:
        """Listed titles that share all pairs of characters with this one but those that one slip can break."""
        pairs = {core[j : j + 2] for j in range(len(core) - 1)}
        least = max(2, len(pairs) - 3)
        alike = [title for title in self._alike(core) if abs(len(title) - len(core)) <= _LONGEST_SLIP]
        return [title for title in alike if sum(map(title.__contains__, pairs)) >= least]

    def _alike(self, core: str) -> list[str]:
        """Listed titles that end as this one does, or are statutes as it is: `_slip` takes no others."""
        if not self._by_end:
            for title in self.listed:
                self._by_end.setdefault("法" if _is_statute(title) else title[-2:], []).append(title)
        same = self._by_end.get(core[-2:], [])
        return [*same, *self._by_end["法"]] if _is_statute(core) else same


_RANK = re_compile(r"条例$|法$")


def _other_rank(found: re.Match[str]) -> str:
    return "法" if found[0] == "条例" else "条例"


def _is_statute(core: str) -> bool:
    return core.endswith("法典") or (core.endswith("法") and not core.endswith(("办法", "方法")))


# A word that a regulation's title gains or loses by habit; any other may well make it another instrument's title.
_FILLERS = ("工作", "程序", "暂行", "实施", "特别", "制度", "支付")


def _slip(core: str, title: str) -> bool | None:
    """Whether one slip makes `title` into `core`: True a sure one, False a word too many or missing, None neither."""
    if core[-2:] != title[-2:] and not (_is_statute(core) and _is_statute(title)):
        return None
    gone, come = _middle(title, core)
    short = min(len(core), len(title))
    one = max(len(gone), len(come)) == 1 or (0 < len(gone) <= 6 and _turned(gone, come))
    if _is_statute(core):
        if one:
            return True if short >= 6 else None
        return False if {len(gone), len(come)} == {0, 2} and max(len(core), len(title)) >= 7 else None
    if not core.endswith("条例"):
        return True if one and short >= 14 else None
    if one:
        return short >= 10 if short >= 8 else None
    filler = (gone or come) in _FILLERS and not (gone and come)
    return False if filler and short >= 8 else None


def _one_word(core: str, title: str) -> bool | None:
    """True where a single character parts two titles, or a word that titles have by habit."""
    gone, come = _middle(title, core)
    if not (gone and come) and (gone or come) in (*_FILLERS, "管理") and min(len(core), len(title)) >= 6:
        return True
    return True if max(len(gone), len(come)) == 1 and min(len(core), len(title)) >= 5 else None


def _middle(one: str, other: str) -> tuple[str, str]:
    """What is left of two texts without their common beginning and end."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def _turned(one: str, other: str) -> bool:
    return len(one) == len(other) and any(one[i:] + one[:i] == other for i in range(1, len(one)))
