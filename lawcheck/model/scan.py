"""Ground: which of the rules' patterns match nowhere in a text, told by one pass of hyperscan where that is asked for.

That only saves searches: what a pattern matches, and where, is always found by the regex module, so that a run says the
same with hyperscan and without. Of the built-in rules literals tell nearly as much, and cost less to look for; of rules
whose patterns promise no literal (`lawcheck rules lint` names them) only hyperscan tells anything.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from lawcheck.model.errors import LawcheckError

if TYPE_CHECKING:
    from lawcheck.model.hyper import Base

ENGINE = "LAWCHECK_ENGINE"


def engine() -> str:
    """What $LAWCHECK_ENGINE asks for: regex (also when it says nothing) or hyperscan; LawcheckError for a wrong one."""
    wanted = os.environ.get(ENGINE) or "regex"
    if wanted not in ("regex", "hyperscan"):
        raise LawcheckError(f"{ENGINE} 应为 regex 或 hyperscan，而非 {wanted}")
    if wanted == "hyperscan":
        from importlib.util import find_spec

        if find_spec("hyperscan") is None:
            raise LawcheckError(f"{ENGINE}=hyperscan，但没有安装 hyperscan：pip install 'lawcheck-cn[fast]'")
    return wanted


class Scanner:
    """Tells which of its patterns match nowhere in a text, where hyperscan is asked for when it is first asked."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = frozenset(patterns)

    def absent(self, folded: str) -> frozenset[str]:
        """Patterns that match nowhere in a folded text; any other may match or not."""
        return self._base.absent(folded) if self._base else frozenset()

    @cached_property
    def _base(self) -> Base | None:
        if engine() != "hyperscan":
            return None
        from lawcheck.model import hyper

        return hyper.load(self._patterns) or hyper.make(self._patterns)
