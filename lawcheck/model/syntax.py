"""Ground: the parse tree of a pattern, for what is worked out about patterns before any is run.

Patterns are run by the regex module, but the tree is that of the standard library's `re`: there is one only where both
read the pattern alike.
"""

from __future__ import annotations

import re
import warnings
from typing import Any

from lawcheck.model.text import fold_pattern

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import re._constants as op  # type: ignore[import-not-found]
    import re._parser as parser  # type: ignore[import-not-found]

__all__ = ["LOOPS", "REPEATS", "caseless", "op", "tree"]

LOOPS = (op.MAX_REPEAT, op.MIN_REPEAT)
REPEATS = (*LOOPS, op.POSSESSIVE_REPEAT)
_FUZZY = re.compile(r"\{[^{}]*[deis][^{}]*\}")  # {e<=1} is so many errors to regex, and plain text to re


def tree(pattern: str) -> Any | None:
    """The tree of a pattern as it is run (folded); None where `re` cannot read it, or would read something else."""
    folded = fold_pattern(pattern)
    if _FUZZY.search(folded) or _nests(folded):
        return None
    try:
        with warnings.catch_warnings():
            # [[a-z]--[aeiou]] is an operation on sets to regex; re takes it for characters, and warns.
            warnings.simplefilter("error", FutureWarning)
            return parser.parse(folded)
    except (re.error, OverflowError, FutureWarning):
        return None


def _nests(pattern: str) -> bool:
    """Whether a character class holds another ([甲[乙丙]], [[:digit:]]): to regex a set in a set, to re characters."""
    inside, at = False, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif inside and char == "[":
            return True
        elif char == "[":
            inside = True
            at += pattern.startswith("^", at + 1)
            at += pattern.startswith("]", at + 1)  # one that comes first stands for itself
        elif char == "]":
            inside = False
        at += 1
    return False


def caseless(flags: int) -> bool:
    """Whether the flags of a tree or of a group let a letter stand for others."""
    return bool(flags & re.IGNORECASE)
