"""`lint_many`: drafts through any Executor, threads, processes or a cluster."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from itertools import islice
from pathlib import Path
from typing import Any

from lawcheck.batch.executors import ExecutorPool
from lawcheck.batch.job import Job, lost, review_one
from lawcheck.batch.many import cores
from lawcheck.batch.parallel import sent
from lawcheck.batch.pool import Died
from lawcheck.batch.travel import packed, unpacked
from lawcheck.model.finding import Review
from lawcheck.model.ruleset import Ruleset

CHUNK = 8  # drafts a task: the rules travel with each task
AHEAD = 2  # tasks a worker that are with the executor at a time


def through(
    executor: Executor,
    jobs: Iterable[Job],
    rules: Ruleset,
) -> Iterator[Review]:
    """Reviews in the order of the jobs, of which only so many are taken as keep the executor busy."""
    width = AHEAD * (getattr(executor, "_max_workers", None) or cores())
    source, data = iter(jobs), packed(rules)
    unpacked(data)  # here first: two threads at once in msgspec's reading of types have ended in a crash
    chunks: dict[int, list[Job]] = {}
    ready: dict[int, list[Review]] = {}
    pool = ExecutorPool(executor, lambda index: (_review_chunk, data, [_bare(job) for job in chunks[index]]), width)
    taken = told = 0
    try:
        while True:
            # `told` bounds the results that wait for an earlier one, `free` the tasks.
            while pool.free() and taken < told + 2 * width and (chunk := list(islice(source, CHUNK))):
                chunks[taken] = chunk
                pool.send(taken)
                taken += 1
            if told == taken:
                return
            while told not in ready:
                index, answer = pool.receive()
                ready[index] = _opened(chunks.pop(index), answer)
            yield from ready.pop(told)
            told += 1
    finally:
        pool.close()


def job_of(
    source: str | os.PathLike[str],
    rules: Ruleset,
    settled: Mapping[str, tuple[Any, str]],
    format: str | None,
    lang: str,
) -> Job:
    """A Job from what `lint` takes as a source."""
    if isinstance(source, str) and (format or "\n" in source):
        return Job("<text>", rules, settled, source, format or "markdown", lang)
    return Job(str(Path(source)), rules, settled, None, format, lang)


def _bare(job: Job) -> Job:
    return job._replace(rules=Ruleset(()), settled=dict(job.settled))


def _review_chunk(rules: bytes, jobs: list[Job]) -> bytes:
    ruleset = unpacked(rules)
    return pickle.dumps([sent(review_one(job._replace(rules=ruleset))) for job in jobs])


def _opened(jobs: list[Job], answer: bytes | Died) -> list[Review]:
    if isinstance(answer, Died):
        return [lost(job.path, answer.reason) for job in jobs]
    return [
        pickle.loads(data) if data else lost(job.path, "结果无法传送")
        for job, data in zip(jobs, pickle.loads(answer), strict=True)
    ]
