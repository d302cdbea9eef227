"""Ground: which of the rules' patterns match nowhere in a text, told by one pass of hyperscan where it is installed.

That only saves searches: what a pattern matches, and where, is always found by the regex module, so that a run says the
same with hyperscan and without.
"""

from __future__ import annotations

import os
from _thread import allocate_lock  # threading, of which no more is wanted, takes longer to load than a draft to scan
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lawcheck.model.errors import LawcheckError

if TYPE_CHECKING:
    from lawcheck.model.hyper import Base

ENGINE = "LAWCHECK_ENGINE"
# Characters that a process must have read before hyperscan is asked. To import it and to load its compiled patterns takes
# as long as it saves on some twenty reports, so that a draft or two are done sooner without; to compile them, once for a
# set of rules, as long as on two thousand.
PAYS_LOADING = 100_000
PAYS_COMPILING = 10_000_000


def engine() -> str:
    """What $LAWCHECK_ENGINE asks for: regex, hyperscan, or "" for whichever is done sooner; LawcheckError for a wrong one."""
    wanted = os.environ.get(ENGINE, "")
    if wanted not in ("", "regex", "hyperscan"):
        raise LawcheckError(f"{ENGINE} 应为 regex 或 hyperscan，而非 {wanted}")
    if wanted == "hyperscan":
        from importlib.util import find_spec

        if find_spec("hyperscan") is None:
            raise LawcheckError(f"{ENGINE}=hyperscan，但没有安装 hyperscan：pip install 'lawcheck-cn[fast]'")
    return wanted


class Scanner:
    """Tells which of its patterns match nowhere in a text, once so much text has come by that asking pays."""

    def __init__(self, patterns: Iterable[str]) -> None:
        wanted = engine()
        loading, compiling = (0, 0) if wanted == "hyperscan" else (PAYS_LOADING, PAYS_COMPILING)
        # Another process may have compiled them meanwhile: so loading is tried again.
        steps = [(loading, "load"), (compiling, "load"), (compiling, "make")]
        self._steps = [] if wanted == "regex" else steps
        self._patterns = frozenset(patterns)
        self._read = 0
        self._base: Base | None = None
        self._lock = allocate_lock()

    def absent(self, folded: str) -> frozenset[str]:
        """Patterns that match nowhere in a folded text; any other may match or not."""
        if self._steps and self._base is None:
            with self._lock:
                self._begin(len(folded))
        return self._base.absent(folded) if self._base else frozenset()

    def _begin(self, size: int) -> None:
        self._read += size
        while self._base is None and self._steps and self._read >= self._steps[0][0]:
            _, step = self._steps.pop(0)
            try:
                from lawcheck.model import hyper
            except ImportError:
                self._steps = []
                return
            self._base = hyper.load(self._patterns) if step == "load" else hyper.make(self._patterns)
