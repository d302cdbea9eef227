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
        self, folded: str, present: frozenset[str], inside: Mapping[str, tuple[str, ...]], silent: frozenset[str]
    ) -> None:
        self.present = present
        self.silent = silent
        self._folded = folded
        self._inside = inside

    def holding(self, pattern: str, pieces: Sequence[Span]) -> Sequence[Span]:
        """Of disjoint pieces in the order of the text, those in which a match may lie: where one of the literals begins
        that lie in every match. All pieces for a pattern that has no such literals."""
        if pattern in self.silent:
            return ()
        literals = self._inside.get(pattern)
        if not literals:
            return pieces
        starts = (start for text in literals for start in _starts(self._folded, text))
        at = {bisect_right(pieces, (start, _END)) - 1 for start in starts}
        return [pieces[i] for i in sorted(at) if i >= 0]


def _starts(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


_END = 1 << 62  # beyond any text: sorts a place behind every Span that begins there
NOTHING_KNOWN = Occurrences("", frozenset(), {}, frozenset())
