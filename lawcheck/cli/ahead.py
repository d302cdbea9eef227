"""A first run's second hand: while one process reads the rules, another compiles the patterns of the facts.

Both take as long, neither needs the other, and each leaves what it made in the user's cache. Only on a first run (nothing
is kept yet), on more than one core and where processes fork; what fails here costs time alone, for the run makes again
whatever it does not find.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lawcheck.batch import cores
from lawcheck.model import patterns


@contextmanager
def compiled_beside() -> Iterator[None]:
    """Patterns are compiled beside what is done under it, and at hand when it ends."""
    if patterns.STORE.there() or cores() < 2 or not hasattr(os, "fork") or len(sys._current_frames()) > 1:
        yield  # (of several threads one might hold a lock that its copy would wait for)
        return
    sys.stdout.flush()  # else the other process would hold it too
    child = os.fork()
    if child == 0:
        _compile()
    try:
        yield
    finally:
        with suppress(ChildProcessError):  # whoever called us may have asked not to hear of children
            os.waitpid(child, 0)
        patterns.STORE.look_again()


def _compile() -> None:
    """Loads what extracts facts, keeps its patterns and ends the process; never returns, never says anything."""
    try:
        from lawcheck.registry import EXTRACTORS, resolve

        for place in EXTRACTORS.values():
            resolve(place)
        patterns.STORE.keep()
    finally:
        os._exit(0)
