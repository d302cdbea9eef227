"""`lawcheck batch`: a corpus, part by part, by processes or a cluster, begun again where it was left."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from lawcheck.batch.executors import MOST_SPAWNED, ExecutorPool
from lawcheck.batch.folder import Folder, folder
from lawcheck.batch.inputs import Part
from lawcheck.batch.part import Done, Settings, digest_of, name_of, work
from lawcheck.batch.pool import Died, ForkPool, Pool
from lawcheck.batch.tables import TABLES
from lawcheck.model.errors import LawcheckError
from lawcheck.model.patterns import re_compile

TRIES = 12  # times that a part is begun before it is left; each may give up one document that kills
MANIFEST = "manifest.json"
_OURS = re_compile(r"\.?(part-\d{6,})\.(parquet|jsonl|json|at)(?:\.\d+)?")  # and drafts of such files


class Corpus:
    """One run over the parts of a corpus into a folder. Parts that are done under the same settings are left as they are."""

    def __init__(self, parts: Sequence[Part], settings: Settings) -> None:
        self._parts = parts
        self._settings = replace(settings, run=f"{os.getpid()} {time.time_ns()}")
        self._out: Folder = folder(settings.out)
        self.digests = [digest_of(part, settings) for part in parts]
        self.failed: dict[int, str] = {}

    def todo(self) -> list[int]:
        """The numbers of the parts that are not done; what another run left that is no part of this one is removed."""
        marks = set(self._out.names("done"))
        names = {name_of(number) for number in range(len(self._parts))}
        for below in ("done", *TABLES):
            for name in self._out.names(below):
                ours = _OURS.fullmatch(name.rpartition("/")[2])
                kept = below == "done" or (below in self._settings.tables and ours and ours[2] == self._settings.form)
                draft = "/." in name  # of a process that was killed
                if ours and (draft or not (kept and ours[1] in names)):
                    self._out.remove(name)
        return [
            number
            for number, digest in enumerate(self.digests)
            if f"done/{name_of(number)}.json" not in marks or self._mark(number) != digest
        ]

    def run(self, pool: Pool, numbers: Sequence[int]) -> Iterator[Done]:
        """Works these parts out and yields each one's mark as it comes; what cannot be done is in `failed`."""
        waiting, tries, busy = deque(numbers), dict.fromkeys(numbers, 0), 0
        self._manifest(complete=False)
        try:
            while waiting or busy:
                while waiting and pool.free():
                    tries[waiting[0]] += 1
                    pool.send(waiting.popleft())
                    busy += 1
                number, answer = pool.receive()
                busy -= 1
                if not isinstance(answer, Died):
                    yield msgspec.msgpack.decode(answer, type=Done)
                elif tries[number] < TRIES and not answer.raised:
                    waiting.appendleft(number)
                else:
                    self.failed[number] = answer.reason
        finally:
            pool.close()
        self._manifest(complete=not self.failed)

    def forked(self, workers: int) -> Pool:
        """A pool of processes of this machine."""
        if not hasattr(os, "fork"):
            from concurrent.futures import ProcessPoolExecutor

            start = partial(ProcessPoolExecutor, min(workers, MOST_SPAWNED))
            return ExecutorPool(start(), self._call, min(workers, MOST_SPAWNED), start)
        return ForkPool(lambda number: work(*self._task(number)), workers)

    def through(self, executor: Executor, width: int) -> Pool:
        """Any Executor as the pool, `width` parts with it at a time."""
        return ExecutorPool(executor, self._call, width)

    def _call(self, number: int) -> tuple[Any, ...]:
        return (work, *self._task(number))

    def _task(self, number: int) -> tuple[int, Part, Settings, str]:
        return number, self._parts[number], self._settings, self.digests[number]

    def _mark(self, number: int) -> str:
        try:
            return msgspec.json.decode(self._out.read(f"done/{name_of(number)}.json") or b"", type=Done).digest
        except msgspec.DecodeError:
            return ""

    def marks(self) -> Iterator[Done]:
        """The marks of all parts that are done, in order."""
        for number in range(len(self._parts)):
            data = self._out.read(f"done/{name_of(number)}.json")
            if data:
                yield msgspec.json.decode(data, type=Done)

    def _manifest(self, *, complete: bool) -> None:
        said = {
            "version": 1,
            "format": self._settings.form,
            "tables": list(self._settings.tables),
            "parts": len(self._parts),
            "documents": sum(part.count for part in self._parts),
            "complete": complete,
        }
        self._out.write(MANIFEST, msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n")


def with_dask(where: str, workers: int, run: Callable[[Executor, int], None]) -> None:
    """Calls `run` with an Executor over a Dask cluster and how many parts it takes: `local`, or a scheduler's address."""
    try:
        import dask.distributed as dask
        from dask import config
    except ImportError as error:
        raise LawcheckError(f"需要安装组件：pip install 'lawcheck-cn[dask]'（{error}）") from error
    with ExitStack() as open_ones:
        try:
            if where == "local":
                # Sampling every thread's stack a hundred times a second takes a tenth of a worker's time.
                open_ones.enter_context(config.set({"distributed.worker.profile.enabled": False}))
                cluster: Any = dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
                open_ones.enter_context(cluster)
            client: Any = dask.Client(cluster if where == "local" else where)  # type: ignore[no-untyped-call]
            open_ones.enter_context(client)
        except (OSError, ValueError) as error:
            raise LawcheckError(f"无法连接 Dask 集群 {where}：{error}") from error
        threads = sum(client.nthreads().values()) or workers
        run(client.get_executor(), 2 * threads)
