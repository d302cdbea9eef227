"""Offsets as the protocol counts: 0-based lines, and code units of the encoding agreed on within a line.

lawcheck counts code points; an editor counts UTF-16 units unless both sides agree on something else, so that 𠀀 and 😀
are two. pygls has the like, but splits lines where Python does (form feed, U+2028), which editors do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class At(NamedTuple):
    """A position as the protocol has it: 0-based line, code units from its start."""

    line: int
    character: int


class Lines:
    """The lines of a text; `encoding` is utf-8, utf-16 or utf-32, what `character` counts the units of."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._codec, self._width = _UNITS.get(encoding, _UNITS["utf-16"])
        ends = list(_LINE_END.finditer(text))
        self.starts = [0, *(end.end() for end in ends)]
        self.ends = [*(end.start() for end in ends), len(text)]  # without what ends the line

    def line(self, offset: int) -> int:
        """The 0-based line that an offset stands in."""
        return bisect_right(self.starts, offset) - 1

    def at(self, offset: int) -> At:
        """Where an offset stands; one between CR and LF is the end of its line."""
        line = self.line(offset)
        return At(line, self._units(self.text[self.starts[line] : min(offset, self.ends[line])]))

    def offset(self, line: int, character: int) -> int:
        """The offset of a position; one beyond its line is the line's end, one inside a character its start."""
        if line >= len(self.starts):
            return len(self.text)
        start, end = self.starts[line], self.ends[line]
        if self._units(self.text[start:end]) <= character:
            return end
        seen = 0
        for at in range(start, end):
            seen += self._units(self.text[at])
            if seen > character:
                return at
        return end

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._width
