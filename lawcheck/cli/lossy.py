"""Output in an encoding that lacks some character: GBK, in which a Chinese Windows writes to files and pipes, has no ›.

A character like it takes its place, or "?"; how often "?" had to is told at the end. Without this a report would break
off at the first such character.
"""

from __future__ import annotations

import codecs
import sys
from typing import Any

from lawcheck.cli.terminal import say

_ALIKE = {"›": ">", "−": "-", "«": "<", "»": ">", "•": "·", "✓": "√", "✕": "×"}
_NAME = "lawcheck.alike"


class Lossy:
    """The streams that were made to bear it, and how many characters had to be given up."""

    def __init__(self) -> None:
        self.lost = 0
        codecs.register_error(_NAME, self._replaced)

    def take(self, *streams: Any) -> None:
        """Makes the streams bear it that would fail: those with no rule of their own for what they cannot write."""
        for stream in streams:
            # surrogateescape, of a plain C locale, is a rule for bytes that were no text, and none for 中
            if getattr(stream, "errors", None) in ("strict", "surrogateescape") and hasattr(stream, "reconfigure"):
                stream.reconfigure(errors=_NAME)

    def tell(self) -> None:
        if self.lost:
            lost, self.lost = self.lost, 0
            say(f"输出的编码（{sys.stdout.encoding}）写不出 {lost} 个字，写作“?”；设 PYTHONUTF8=1 可用 UTF-8 输出")

    def _replaced(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        # The codecs of Windows' code pages all call themselves charmap.
        encoding = sys.stdout.encoding if error.encoding == "charmap" else error.encoding
        return "".join(self._one(char, encoding) for char in error.object[error.start : error.end]), error.end

    def _one(self, char: str, encoding: str) -> str:
        alike = _ALIKE.get(char, "")
        try:
            alike.encode(encoding)
        except UnicodeEncodeError:
            alike = ""
        self.lost += not alike
        return alike or "?"
