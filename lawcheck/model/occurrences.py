"""Ground: which literals of the rules occur in one text, and what follows: the patterns that cannot match it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from lawcheck.model.source import Span


class Occurrences:
    """What one pass over a text found of the literals that rules need.

    present  the literals that occur
    silent   the patterns that cannot match the text, mostly for want of a literal: they need not even be compiled
    """

    def __init__(
        self, folded: str, present: frozenset[str], needs: Mapping[str, tuple[str, ...]], silent: frozenset[str]
    ) -> None:
        self.present = present
        self.silent = silent
        self._folded = folded
        self._needs = needs

    def holding(self, pattern: str, pieces: Sequence[Span]) -> Sequence[Span]:
        """Of disjoint pieces in the order of the text, those in which a pattern may match; all where it promises
        no literal. One that lookarounds made longer may reach beyond its piece."""
        if pattern in self.silent:
            return ()
        literals = self._needs.get(pattern)
        if not literals:
            return pieces
        at: set[int] = set()
        for text in literals:
            for start in _starts(self._folded, text) if text in self.present else ():
                last = bisect_right(pieces, (start + len(text) - 1, _END))
                at.update(range(max(0, bisect_right(pieces, (start, _END)) - 1), last))
        return [pieces[i] for i in sorted(at)]


def _starts(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


_END = 1 << 62  # beyond any text: sorts a place behind every Span that begins there
NOTHING_KNOWN = Occurrences("", frozenset(), {}, frozenset())
