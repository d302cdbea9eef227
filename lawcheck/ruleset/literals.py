"""Literals that a pattern cannot match without: what the index over all rules is built from.

`needed(pattern)` gives a set of literals of which at least one occurs in every match, or None where no such set is
to be had. Worked out once, when a pack is compiled, on the parse tree.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from lawcheck.model.syntax import REPEATS, caseless, op, tree

_MOST = 64  # more alternatives than this make a poor index
_CASELESS = re.compile(r"\(\?[a-z]*i[a-z]*:")
_EXPAND = 12  # a character class of at most so many characters is a choice of literals


@cache
def needed(pattern: str, *, inside: bool = False) -> frozenset[str] | None:
    """Literals (on folded text) of which one occurs wherever the pattern matches; None when it promises none.

    What the lookarounds at both ends want stands next to the match, and makes its literals longer: of (?<=深入)的(?=推进)
    it is 深入的推进. With `inside` only literals of the match itself count: 的.
    """
    parsed = tree(pattern)
    if parsed is None or caseless(parsed.state.flags):
        return None
    best = _best(list(parsed)) if inside else _outermost(list(parsed))
    # One that holds another of them says nothing more: where “十四五 stands, so does 十四五.
    return frozenset(a for a in best if not any(b in a for b in best if b != a)) if best else None


Want = Literal["unread", "caseless", "optional", "branch", "classes"]


def lacking(pattern: str) -> Want:
    """Why `needed` gives None for a pattern.

    unread: not what `re` knows; caseless: (?i); optional: every part may be left out; branch: one of its outermost
    alternatives promises none; classes: it has characters only of classes that are too wide, or too many choices.
    """
    parsed = tree(pattern)
    if parsed is None:
        return "unread"
    if caseless(parsed.state.flags) or _CASELESS.search(pattern):
        return "caseless"
    if not parsed.getwidth()[0]:
        return "optional"
    branches = [branch for kind, value in parsed if kind is op.BRANCH for branch in value[1]]
    return "branch" if any(_best(_with_neighbours(list(branch))) for branch in branches) else "classes"


def _outermost(items: list[Any]) -> set[str] | None:
    """`_best` of a whole pattern, or of each of its alternatives, with what stands around the match."""
    if len(items) == 1 and items[0][0] is op.BRANCH:
        found = [_best(_with_neighbours(list(branch))) for branch in items[0][1][1]]
        merged: set[str] = set().union(*(literals or set() for literals in found))
        return merged if all(found) and len(merged) <= _MOST else None
    return _best(_with_neighbours(items))


def _with_neighbours(items: list[Any]) -> list[Any]:
    """The items with those of one lookbehind at their start before them, and of one lookahead at their end behind."""
    around = (op.ASSERT, op.ASSERT_NOT, op.AT)
    start, end = 0, len(items)
    before: list[Any] = []
    after: list[Any] = []
    while start < end and items[start][0] in around:
        kind, value = items[start]
        if kind is op.ASSERT and value[0] < 0:
            before = before or list(value[1])
        start += 1
    while end > start and items[end - 1][0] in around:
        kind, value = items[end - 1]
        if kind is op.ASSERT and value[0] > 0:
            after = after or list(value[1])
        end -= 1
    return [*before, *items[start:end], *after]


def _worth(literals: set[str]) -> tuple[int, int]:
    return min(map(len, literals)), -len(literals)


def _better(a: set[str] | None, b: set[str] | None) -> set[str] | None:
    """The set that will rule out more text: longer shortest literal first, then fewer of them."""
    if not a or not b:
        return a or b
    return a if _worth(a) >= _worth(b) else b


def _best(items: list[Any]) -> set[str] | None:
    best: set[str] | None = None
    run: set[str] = {""}

    def flush() -> None:
        nonlocal best, run
        if "" not in run:
            best = _better(best, run)
        run = {""}

    for kind, value in items:
        choices, exact = _choices(kind, value)
        if exact and choices is not None and len(run) * len(choices) <= _MOST:
            run = {a + b for a in run for b in choices}
            continue
        flush()
        if choices and "" not in choices:
            best = _better(best, choices)
    flush()
    return best


def _choices(kind: Any, value: Any) -> tuple[set[str] | None, bool]:
    """Literals of one item, and whether they are all that it matches (so that neighbours can be joined to them)."""
    if kind is op.LITERAL:
        return {chr(value)}, True
    if kind is op.IN:
        return _class(value)
    if kind is op.SUBPATTERN:
        _, added, _, inner = value
        return (None, False) if caseless(added) else _sequence(list(inner))
    if kind is op.BRANCH:
        branches = [_sequence(list(branch)) for branch in value[1]]
        if any(not choices or "" in choices for choices, _ in branches):
            exact = all(e for _, e in branches) and all(c is not None for c, _ in branches)
            if exact:
                return set().union(*(c or set() for c, _ in branches)), True
            return None, False
        merged: set[str] = set().union(*(choices or set() for choices, _ in branches))
        return (merged, all(exact for _, exact in branches)) if len(merged) <= _MOST else (None, False)
    if kind in REPEATS:
        low, high, inner = value
        choices, exact = _sequence(list(inner))
        if (low, high) == (0, 1) and exact and choices is not None and len(choices) < _EXPAND:
            return choices | {""}, True
        return (choices, False) if low >= 1 and choices and "" not in choices else (None, False)
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return {""}, True
    return None, False


def _sequence(items: list[Any]) -> tuple[set[str] | None, bool]:
    parts = [_choices(kind, value) for kind, value in items]
    if all(exact and choices is not None for choices, exact in parts):
        joined = {""}
        for choices, _ in parts:
            joined = {a + b for a in joined for b in (choices or {""})}
            if len(joined) > _MOST:
                return _best(items), False
        return joined, True
    return _best(items), False


def _class(value: Any) -> tuple[set[str] | None, bool]:
    chars: set[str] = set()
    for kind, item in value:
        if kind is op.LITERAL:
            chars.add(chr(item))
        elif kind is op.RANGE and item[1] - item[0] < _EXPAND:
            chars.update(map(chr, range(item[0], item[1] + 1)))
        else:
            return None, False
    return (chars, True) if 0 < len(chars) <= _EXPAND else (None, False)
