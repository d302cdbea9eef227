"""A pool of forked processes: a task is an index into what the parent holds, its answer is bytes.

Forked workers have the rules and the jobs already, so nothing but an index travels to them. A worker that dies takes
with it the one task it was at; another is forked when there is more to do.
"""

from __future__ import annotations

import gc
import os
import selectors
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, Protocol

_NUMBER = 4  # bytes of a number on a pipe
_GOOD, _BAD = b"+", b"-"  # first byte of an answer


class Died(NamedTuple):
    """In the place of an answer: why there is none; `raised`: the work itself failed, and would again."""

    reason: str
    raised: bool = False


class Pool(Protocol):
    """What a run over many tasks asks of whatever does them."""

    def free(self) -> int:
        """How many more tasks it takes now."""

    def send(self, index: int) -> None:
        """Begins a task; only when it is free."""

    def receive(self) -> tuple[int, bytes | Died]:
        """The next task that is done, in any order; only when one is under way."""

    def close(self) -> None:
        """Ends every process at once, whatever it is at."""


class _Worker(NamedTuple):
    pid: int
    tasks: int
    answers: int


class ForkPool:
    """At most `workers` processes, each forked when it is first needed; see Pool for the methods."""

    def __init__(self, work: Callable[[int], bytes], workers: int) -> None:
        self._work = work
        self._most = workers
        self._idle: list[_Worker] = []
        self._busy: dict[_Worker, int] = {}
        self._ready = selectors.DefaultSelector()

    def free(self) -> int:
        return self._most - len(self._busy)

    def send(self, index: int) -> None:
        worker = self._idle.pop() if self._idle else self._fork()
        self._busy[worker] = index
        with suppress(BrokenPipeError):  # killed while idle: its end of the answers says so
            os.write(worker.tasks, index.to_bytes(_NUMBER, "big"))

    def receive(self) -> tuple[int, bytes | Died]:
        worker: _Worker = self._ready.select()[0][0].data
        answer = _message(worker.answers)
        if worker not in self._busy:  # killed while idle
            self._bury(worker)
            self._idle.remove(worker)
            return self.receive()
        index = self._busy.pop(worker)
        if answer is None:
            return index, Died(self._bury(worker))
        self._idle.append(worker)
        good, body = answer[:1] == _GOOD, answer[1:]
        return index, body if good else Died(body.decode(errors="replace"), raised=True)

    def close(self) -> None:
        for worker in [*self._idle, *self._busy]:
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)
            self._bury(worker)
        self._idle, self._busy = [], {}
        self._ready.close()

    def _bury(self, worker: _Worker) -> str:
        """Waits for a process that has ended, and says how it did."""
        self._ready.unregister(worker.answers)
        os.close(worker.tasks)
        os.close(worker.answers)
        code = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
        return f"检查进程意外终止（{f'信号 {-code}' if code < 0 else f'退出码 {code}'}）"

    def _fork(self) -> _Worker:
        tasks_in, tasks_out = os.pipe()
        answers_in, answers_out = os.pipe()
        pid = os.fork()
        if pid == 0:
            # The other workers' pipes must be closed here: a worker ends when its parent's end is the last and goes.
            for other in [*self._idle, *self._busy]:
                os.close(other.tasks)
                os.close(other.answers)
            os.close(tasks_out)
            os.close(answers_in)
            _serve(self._work, tasks_in, answers_out)
        os.close(tasks_in)
        os.close(answers_out)
        worker = _Worker(pid, tasks_out, answers_in)
        self._ready.register(answers_in, selectors.EVENT_READ, worker)
        return worker


def _serve(work: Callable[[int], bytes], tasks: int, answers: int) -> None:
    """The life of a worker; ends the process, and never returns into the parent's code."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends us
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.freeze()  # else the first collection copies every page that is shared with the parent
        while (number := _exactly(tasks, _NUMBER)) is not None:
            try:
                answer = _GOOD + work(int.from_bytes(number, "big"))
            except Exception as error:  # noqa: BLE001 — whatever it is costs this task, and is said
                answer = _BAD + f"检查出错：{type(error).__name__}: {error}".encode(errors="replace")
            _all(answers, len(answer).to_bytes(_NUMBER, "big") + answer)
        code = 0
    finally:
        os._exit(code)


def _message(end: int) -> bytes | None:
    """What a worker says next; None when it died before the end."""
    head = _exactly(end, _NUMBER)
    return None if head is None else _exactly(end, int.from_bytes(head, "big"))


def _exactly(end: int, size: int) -> bytes | None:
    """So many bytes of a pipe; None when it ends before."""
    got = bytearray()
    while len(got) < size:
        part = os.read(end, size - len(got))
        if not part:
            return None
        got += part
    return bytes(got)


def _all(end: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(end, view) :]
