"""Ground: patterns of paths as .gitignore files write them, for those files, for configs and for side files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from lawcheck.model.errors import LawcheckError


@cache
def path_spec(patterns: Sequence[str]) -> Any:
    """What the patterns (a tuple) match, as a pathspec; LawcheckError for one that is none."""
    from pathspec import GitIgnoreSpec

    try:
        # ./乡镇 is in this very folder; git has no such pattern, but people write it.
        return GitIgnoreSpec.from_lines([f"/{p[2:]}" if p.startswith("./") else p for p in patterns])
    except (ValueError, re.error) as error:
        raise LawcheckError(f"{'、'.join(patterns)}：不是有效的路径模式（{error}）") from error


def git_spec(lines: Iterable[str]) -> Any:
    """The same for the lines of a .gitignore, of which git passes over a faulty one."""
    return path_spec(tuple(filter(_sound, lines)))


def _sound(line: str) -> bool:
    try:
        path_spec((line,))
    except LawcheckError:
        return False
    return True
