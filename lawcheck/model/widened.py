"""Ground: a pattern written anew for hyperscan, so that it matches at least wherever the pattern itself does.

What hyperscan does not know is widened, never guessed at: conditions on what stands around are left out, \\d, \\w and \\s
stand for more characters than any version of Unicode gives them, a long {m,n} has no end. So where the widened pattern
matches nowhere in a text, the pattern matches in no part of that text. Only lookarounds that demand something at the
very start or end of a match are kept: there the text that they demand adjoins the match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lawcheck.model.syntax import REPEATS, caseless, op, tree

_LONG = 8  # repeats above this have no end: counting them made compiling ten times slower, and told hardly more apart

# By category: characters that are all of it and perhaps more, and characters that are surely of it.
_DIGITS = (r"0-9\x{80}-\x{2dff}\x{a000}-\x{10ffff}", "0-9")
_BLANKS = (
    r"\x{9}-\x{d}\x{1c}-\x{20}\x{80}-\x{a0}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{2060}\x{3000}",
    r"\x{9}-\x{d}\x{20}",
)
_WORDS = (r"0-9A-Za-z_\x{80}-\x{10ffff}", "0-9A-Za-z_")
_CATEGORIES = {op.CATEGORY_DIGIT: _DIGITS, op.CATEGORY_SPACE: _BLANKS, op.CATEGORY_WORD: _WORDS}
# The other way round, what is left when what surely is of a category is taken away.
_OTHERS = {
    op.CATEGORY_NOT_DIGIT: r"\x{0}-\x{2f}\x{3a}-\x{10ffff}",
    op.CATEGORY_NOT_SPACE: r"\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{10ffff}",
    op.CATEGORY_NOT_WORD: r"\x{0}-\x{2f}\x{3a}-\x{40}\x{5b}-\x{5e}\x{60}\x{7b}-\x{10ffff}",
}
_CONDITIONS = (op.AT, op.ASSERT, op.ASSERT_NOT)


class _Unwritable(Exception):
    """The pattern has something that cannot be widened."""


def widened(pattern: str) -> str | None:
    """The wider pattern for folded text as UTF-8; None where there is none, or where it would tell no more than literals."""
    parsed = tree(pattern)
    if parsed is None or caseless(parsed.state.flags) or _plain(parsed):
        return None
    if not parsed.getwidth()[0]:
        return None  # matches where nothing stands: everywhere, but for conditions that are left out
    try:
        return _Writer(bool(parsed.state.flags & re.DOTALL)).sequence(parsed, first=True, last=True)
    except _Unwritable:
        return None


def _plain(items: Iterable[Any]) -> bool:
    """Whether a pattern is but a choice of texts: then it occurs where one of its literals does."""
    return all(_choice(kind, value) for kind, value in items)


def _choice(kind: Any, value: Any) -> bool:
    if kind is op.IN:
        return all(member is op.LITERAL for member, _ in value)
    if kind is op.SUBPATTERN:
        return _plain(value[3])
    if kind is op.BRANCH:
        return all(map(_plain, value[1]))
    if kind in REPEATS:
        return value[1] == 1 and _plain(value[2])
    return bool(kind is op.LITERAL)


class _Writer:
    """Writes the parts of one tree. `first` and `last`: nothing of the match stands before or behind the part."""

    def __init__(self, dotall: bool) -> None:
        self._any = r"[\x{0}-\x{10ffff}]" if dotall else r"[^\x{a}]"

    def sequence(self, items: Iterable[Any], *, first: bool, last: bool) -> str:
        parts = list(items)
        start = next((i for i, (kind, _) in enumerate(parts) if kind not in _CONDITIONS), len(parts))
        end = next((i for i in range(len(parts), start, -1) if parts[i - 1][0] not in _CONDITIONS), start)
        written = [
            self._part(*part, first=first and at == start, last=last and at == end - 1)
            for at, part in enumerate(parts[start:end], start)
        ]
        before = self._demanded(parts[:start], -1) if first else ""
        behind = self._demanded(parts[end:], 1) if last else ""
        return before + "".join(written) + behind

    def _demanded(self, conditions: Iterable[Any], way: int) -> str:
        """What the first lookaround that way demands; those after it demand something of the same place."""
        bodies = (value[1] for kind, value in conditions if kind is op.ASSERT and value[0] == way)
        body = next(bodies, None)
        return "" if body is None else f"(?:{self.sequence(body, first=way < 0, last=way > 0)})"

    def _part(self, kind: Any, value: Any, *, first: bool, last: bool) -> str:
        if kind in _CONDITIONS:
            return ""
        if kind is op.SUBPATTERN:
            _, added, _, items = value
            if added:  # flags of its own
                raise _Unwritable
            return f"(?:{self.sequence(items, first=first, last=last)})"
        if kind is op.BRANCH:
            return f"(?:{'|'.join(self.sequence(branch, first=first, last=last) for branch in value[1])})"
        if kind is op.ATOMIC_GROUP:
            return f"(?:{self.sequence(value, first=False, last=False)})"
        if kind in REPEATS:
            return self._repeat(*value)
        return self._char(kind, value)

    def _repeat(self, low: int, high: int, items: Iterable[Any]) -> str:
        inner = self.sequence(items, first=False, last=False)
        if not inner:
            return ""
        return f"(?:{inner})" + (f"{{{low},{high}}}" if high <= _LONG else f"{{{min(low, _LONG)},}}")

    def _char(self, kind: Any, value: Any) -> str:
        if kind is op.LITERAL:
            return _point(value)
        if kind is op.NOT_LITERAL:
            return f"[^{_point(value)}]"
        if kind is op.ANY:
            return self._any
        if kind is not op.IN:
            raise _Unwritable
        negated = value[0][0] is op.NEGATE
        members = "".join(_member(*member, negated=negated) for member in value[negated:])
        return f"[{'^' * negated}{members}]"


def _member(kind: Any, value: Any, *, negated: bool) -> str:
    if kind is op.LITERAL:
        return _point(value)
    if kind is op.RANGE:
        return f"{_point(value[0])}-{_point(value[1])}"
    if kind is op.CATEGORY and value in _CATEGORIES:
        return _CATEGORIES[value][negated]
    if kind is op.CATEGORY and value in _OTHERS and not negated:
        return _OTHERS[value]
    raise _Unwritable


def _point(code: int) -> str:
    return f"\\x{{{code:x}}}"
