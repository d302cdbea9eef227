"""Does some work take ten times as long for ten times the text, or a hundred times? Of the tests that ask it.

It is not a benchmark: it tells linear work from quadratic, and is to do so on a machine busy with other things. So the time is
the processor's, without the garbage other tests have left, the least of a few runs, and the bound lies halfway between the two.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 10
BOUND = 30  # about √(10 × 100): as far from linear as from quadratic
FLOOR = 0.002  # seconds: below this a single interruption is most of what the clock shows
RUNS = 3


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.freeze()  # else all that other tests have left is gone through in the timed part
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.unfreeze()


def assert_linear(prepare: Callable[[int], Callable[[], object]], size: int) -> None:
    """``prepare(n)`` makes, untimed, the work on n pieces; it is done for ``size / 10`` and ``size`` pieces."""
    prepare(max(size // 100, 1))()  # what is loaded at first use
    small = min(_seconds(prepare(size // TIMES)) for _ in range(RUNS))
    bound = BOUND * max(small, FLOOR)
    seen: list[float] = []
    while len(seen) < RUNS and (not seen or min(seen) >= bound):
        seen.append(_seconds(prepare(size)))
    assert min(seen) < bound, f"{size // TIMES} pieces took {small:.3f} s, {size} took {min(seen):.3f} s"
