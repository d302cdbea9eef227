"""Pools over `concurrent.futures`: any Executor a caller brings, and fresh processes where there is no fork.

Rules travel as msgpack, once a task or once a process, never as built checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from typing import TYPE_CHECKING, Any

from lawcheck.batch.job import Job, review_one
from lawcheck.batch.parallel import sent
from lawcheck.batch.pool import Died
from lawcheck.batch.travel import packed, unpacked
from lawcheck.model.ruleset import Ruleset

if TYPE_CHECKING:
    from lawcheck.batch.cache import Store


MOST_SPAWNED = 61  # processes: what a Windows lets one pool wait for


class ExecutorPool:
    """Any Executor as a Pool: at most `width` tasks are with it at a time, `task` gives what it is to call.

    `again` gives another Executor in the place of one that broke; without it a broken one stays so.
    """

    def __init__(
        self,
        executor: Executor,
        task: Callable[[int], tuple[Any, ...]],
        width: int,
        again: Callable[[], Executor] | None = None,
    ) -> None:
        self._executor, self._task, self._width, self._again = executor, task, width, again
        self._tasks: dict[Any, int] = {}

    def free(self) -> int:
        return self._width - len(self._tasks)

    def send(self, index: int) -> None:
        try:
            try:
                future = self._executor.submit(*self._task(index))
            except BrokenExecutor:
                if self._again is None:
                    raise
                self._executor = self._again()
                future = self._executor.submit(*self._task(index))
        except (BrokenExecutor, RuntimeError) as error:  # RuntimeError: it was shut down
            future = Future()
            future.set_exception(error)
        self._tasks[future] = index

    def receive(self) -> tuple[int, bytes | Died]:
        done = wait(self._tasks, return_when=FIRST_COMPLETED).done
        future = min(done, key=self._tasks.__getitem__)
        index = self._tasks.pop(future)
        error = future.exception()
        if error is None:
            return index, future.result()
        # Dask's KilledWorker, too, says that a process died, not that the work failed.
        died = isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"
        return index, Died(f"检查未能完成：{type(error).__name__}: {error}", raised=not died)

    def close(self) -> None:
        for future in self._tasks:
            future.cancel()


class SpawnPool:
    """Fresh processes for a list of jobs. When one dies, what was under way is done again, each task alone."""

    def __init__(self, jobs: Sequence[Job], workers: int, store: Store | None) -> None:
        self._jobs, self._workers, self._store = jobs, workers, store
        sets = {id(job.rules): job.rules for job in jobs}
        self._place = {key: place for place, key in enumerate(sets)}
        self._rules = [packed(rules) for rules in sets.values()]
        self._executor = self._start(workers)
        self._tasks: dict[Future[bytes], int] = {}
        self._suspects: list[int] = []

    def free(self) -> int:
        return 0 if self._suspects else self._workers - len(self._tasks)

    def send(self, index: int) -> None:
        self._tasks[self._submit(index)] = index

    def receive(self) -> tuple[int, bytes | Died]:
        if not self._suspects:
            future = next(iter(wait(self._tasks, return_when=FIRST_COMPLETED).done))
            if not isinstance(future.exception(), BrokenExecutor):
                return self._tasks.pop(future), future.result()
            self._suspects = sorted(self._tasks.values())
            self._tasks = {}
            self._executor = self._start(1)
        index = self._suspects.pop(0)
        future = self._submit(index)
        broken = isinstance(future.exception(), BrokenExecutor)
        if broken or not self._suspects:
            self._executor = self._start(1 if self._suspects else self._workers)
        return index, Died("检查进程意外终止") if broken else future.result()

    def close(self) -> None:
        for process in list((getattr(self._executor, "_processes", None) or {}).values()):
            process.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, index: int) -> Future[bytes]:
        job = self._jobs[index]
        try:
            return self._executor.submit(_review, job._replace(rules=Ruleset(())), self._place[id(job.rules)])
        except BrokenExecutor as error:
            future: Future[bytes] = Future()
            future.set_exception(error)
            return future

    def _start(self, workers: int) -> ProcessPoolExecutor:
        from multiprocessing import get_context

        root = self._store.root if self._store else None
        return ProcessPoolExecutor(min(workers, MOST_SPAWNED), get_context("spawn"), _enter, (self._rules, root))


_HERE: dict[str, Any] = {}  # what a spawned process was given when it began


def _enter(rules: list[bytes], root: Any) -> None:
    import signal

    from lawcheck.batch.cache import Store

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HERE["rules"] = [unpacked(one) for one in rules]
    _HERE["one"] = Store(root).review if root else review_one


def _review(job: Job, place: int) -> bytes:
    return sent(_HERE["one"](job._replace(rules=_HERE["rules"][place])))
