"""Many drafts by several processes, their Reviews in order."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from lawcheck.batch.job import Job, lost, review_one
from lawcheck.model.finding import Review

if TYPE_CHECKING:
    from lawcheck.batch.cache import Store
    from lawcheck.batch.pool import Died, Pool

# A pool costs some ten milliseconds (benchmarks/many.py): less than this is done sooner without.
PAYS_FILES = 2
PAYS_BYTES = 30_000
AHEAD = 16  # drafts for each process that are looked at before the first of them is told of


class Run:
    """One run: `_ready` are reviews whose turn has not come, `_waiting` the jobs that are to be done."""

    def __init__(self, jobs: Sequence[Job], workers: int, store: Store | None) -> None:
        self._jobs, self._workers, self._store = jobs, workers, store
        self._one = store.review if store else review_one
        self._ready: dict[int, Review] = {}
        self._waiting: deque[int] = deque()
        self._bytes = 0
        self._taken = 0
        self._pool: Pool | None = None

    def reviews(self) -> Iterator[Review]:
        try:
            for index in range(len(self._jobs)):
                while index not in self._ready:
                    self._look_ahead(index + AHEAD * self._workers)
                    if index not in self._ready:
                        self._advance()
                yield self._ready.pop(index)
        finally:
            if self._pool:
                self._pool.close()

    def _look_ahead(self, end: int) -> None:
        """Takes what the cache has, begins what it has not."""
        while self._taken < min(end, len(self._jobs)):
            job = self._jobs[self._taken]
            known = self._store.find(job) if self._store else None
            if known:
                self._ready[self._taken] = known
            else:
                self._waiting.append(self._taken)
                self._bytes += _size(job)
            self._taken += 1
        if not self._pool and len(self._waiting) >= PAYS_FILES and self._bytes >= PAYS_BYTES:
            self._pool = self._start()
        while self._pool and self._waiting and self._pool.free():
            self._pool.send(self._waiting.popleft())

    def _advance(self) -> None:
        """Gets one more draft done: in a process, or here where none was started."""
        if not self._pool:
            index = self._waiting.popleft()
            self._bytes -= _size(self._jobs[index])
            self._ready[index] = self._one(self._jobs[index])
            return
        index, answer = self._pool.receive()
        self._ready[index] = self._opened(index, answer)

    def _opened(self, index: int, answer: bytes | Died) -> Review:
        if not isinstance(answer, bytes):
            return lost(self._jobs[index].path, answer.reason)
        # Made by our own process; empty is what could not be sent.
        return pickle.loads(answer) if answer else self._one(self._jobs[index])

    def _start(self) -> Pool:
        if hasattr(os, "fork"):
            from lawcheck.batch.pool import ForkPool

            return ForkPool(self._work, self._workers)
        from lawcheck.batch.executors import SpawnPool

        return SpawnPool(self._jobs, self._workers, self._store)

    def _work(self, index: int) -> bytes:
        return sent(self._one(self._jobs[index]))


def sent(review: Review) -> bytes:
    """A Review on its way to the process that asked for it; empty when it holds what cannot travel."""
    try:
        return pickle.dumps(review, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError):
        return b""


def _size(job: Job) -> int:
    if job.text is not None:
        return len(job.text)
    with suppress(OSError, ValueError):
        return os.stat(job.path).st_size  # noqa: PTH116
    return 0
