"""Loops that can go over the same text in several ways: what makes a pattern slow where it does not match.

(甲+)+ runs over n times 甲 in as many ways as there are to cut them, and an engine that goes back tries them before it
gives up; (甲+、)+ knows one way and is fast. So a loop is looked at as an automaton of its characters (Glushkov's): it is
ambiguous when two runs over the same characters can part and meet again (Weber and Seidl, 1991). No text is run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple

from lawcheck.model.syntax import LOOPS, REPEATS, op, tree

_COPIES = 20  # {m,n} up to here is written out; above it is a loop like *
_MOST = 200  # characters of a loop; a longer one is left alone
_LAST = 0x10FFFF

Ranges = tuple[tuple[int, int], ...]
_CATEGORIES: dict[Any, Ranges] = {
    op.CATEGORY_DIGIT: ((0x30, 0x39),),
    op.CATEGORY_SPACE: ((0x9, 0xD), (0x20, 0x20), (0x3000, 0x3000)),
    op.CATEGORY_WORD: ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0x3400, 0x9FFF)),
}
_OTHERS = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}


def ambiguous(pattern: str) -> bool:
    """Whether a pattern has a loop without bound that can go over the same text in several ways."""
    parsed = tree(pattern)
    return parsed is not None and any(_Loop(body).ambiguous() for body in _loops(parsed))


def _loops(items: Iterable[Any]) -> Iterator[list[Any]]:
    """The bodies of the outermost loops, those inside lookarounds too."""
    for kind, value in items:
        if kind in LOOPS and value[1] > _COPIES:
            yield list(value[2])
        else:
            for inner in _inside(kind, value):
                yield from _loops(inner)


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind in REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.BRANCH:
        return list(value[1])
    return [value[1]] if kind in (op.ASSERT, op.ASSERT_NOT) else []


class _Part(NamedTuple):
    """What a piece of the loop begins and ends with (by number of the character), and in how many ways it is nothing.

    A character that can be reached in two ways stands in `first` or `last` twice.
    """

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: int = 1


class _Loop:
    """The characters of a loop, as ranges each, and which may follow which, in how many ways."""

    def __init__(self, body: list[Any]) -> None:
        self._chars: list[Ranges] = []
        self._follows: Counter[tuple[int, int]] = Counter()
        self._round(self._sequence(body))

    def ambiguous(self) -> bool:
        if len(self._chars) > _MOST:
            return False
        return max(self._follows.values(), default=0) > 1 or self._meets()

    def _meets(self) -> bool:
        """Whether two runs that parted over the same characters come to the same one again."""
        following: dict[int, list[int]] = {number: [] for number in range(len(self._chars))}
        for one, other in self._follows:
            following[one].append(other)
        todo = [pair for at in following.values() for pair in self._parted(product(at, at))]
        seen = set(todo)
        while todo:
            one, other = todo.pop()
            if set(following[one]) & set(following[other]):
                return True
            for pair in self._parted(product(following[one], following[other])):
                if pair not in seen:
                    seen.add(pair)
                    todo.append(pair)
        return False

    def _parted(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The pairs of different characters that one character of a text can be."""
        different = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
        return ((a, b) for a, b in different if _overlap(self._chars[a], self._chars[b]))

    def _char(self, ranges: Ranges) -> _Part:
        self._chars.append(ranges)
        own = (len(self._chars) - 1,)
        return _Part(own, own, 0)

    def _round(self, part: _Part) -> None:
        self._follows.update(product(part.last, part.first))

    def _joined(self, one: _Part, other: _Part) -> _Part:
        self._follows.update(product(one.last, other.first))
        return _Part(
            _twice(one.first + other.first * one.empty),
            _twice(one.last * other.empty + other.last),
            min(2, one.empty * other.empty),
        )

    def _sequence(self, items: Iterable[Any]) -> _Part:
        part = _Part()
        for kind, value in items:
            if len(self._chars) <= _MOST:
                part = self._joined(part, self._part(kind, value))
        return part

    def _part(self, kind: Any, value: Any) -> _Part:
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            return _Part()
        if kind is op.SUBPATTERN:
            return self._sequence(value[3])
        if kind is op.BRANCH:
            parts = [self._sequence(branch) for branch in value[1]]
            first = tuple(number for part in parts for number in part.first)
            last = tuple(number for part in parts for number in part.last)
            # The parser makes 甲|甲 into 甲(?:|): those that read nothing are one way.
            empty = sum(part.empty for part in parts if part.first) + (not all(part.first for part in parts))
            return _Part(first, last, min(2, empty))
        if kind in LOOPS:
            return self._repeated(*value)
        # What never goes back (atomic, possessive) or is not known (a backreference) overlaps with nothing.
        return self._char(_ranges(kind, value))

    def _repeated(self, low: int, high: int, items: Iterable[Any]) -> _Part:
        if high > _COPIES:
            part = self._sequence(items)
            self._round(part)
            return part._replace(empty=int(part.empty > 0 or low == 0))
        part = _Part()
        for number in range(high, 0, -1):  # from the last copy to the first: each of the optional ones ends the run
            if len(self._chars) > _MOST:
                break
            copy = self._joined(self._sequence(items), part)
            part = copy if number <= low else copy._replace(empty=1)
        return part


def _twice(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Each number twice at most, for more ways than one are all the same; else they double with each optional part."""
    if len(numbers) == len(set(numbers)):
        return numbers
    return tuple(number for number, count in Counter(numbers).items() for _ in range(min(count, 2)))


def _ranges(kind: Any, value: Any) -> Ranges:
    if kind is op.LITERAL:
        return ((value, value),)
    if kind is op.NOT_LITERAL:
        return _rest(((value, value),))
    if kind is op.ANY:
        return _rest(((0xA, 0xA),))
    if kind is not op.IN:
        return ()
    found = tuple(r for item in value if item[0] is not op.NEGATE for r in _member(*item))
    return _rest(found) if value[0][0] is op.NEGATE else found


def _member(kind: Any, value: Any) -> Ranges:
    if kind is op.CATEGORY:
        return _CATEGORIES[value] if value in _CATEGORIES else _rest(_CATEGORIES[_OTHERS[value]])
    return (tuple(value),) if kind is op.RANGE else ((value, value),)


def _rest(ranges: Ranges) -> Ranges:
    """All other characters."""
    left, at = [], 0
    for start, end in sorted(ranges):
        if start > at:
            left.append((at, start - 1))
        at = max(at, end + 1)
    return (*left, (at, _LAST)) if at <= _LAST else tuple(left)


def _overlap(one: Ranges, other: Ranges) -> bool:
    return any(a <= d and c <= b for a, b in one for c, d in other)
