"""Many drafts, reviewed in the order given, by as many processes as are worth it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from lawcheck.batch.job import Job, review_one
from lawcheck.model.finding import Review

if TYPE_CHECKING:
    from lawcheck.batch.cache import Store


def cores() -> int:
    """The processors that this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def review_many(jobs: Sequence[Job], workers: int = 1, store: Store | None = None) -> Iterator[Review]:
    """Reviews in the order of the jobs, the same whatever the number of `workers`; `store` is the result cache.

    Processes are started when there is enough to do to pay for them, and only so many reviews are held at a time.
    """
    if workers > 1 and len(jobs) > 1:
        from lawcheck.batch.parallel import Run

        return Run(jobs, workers, store).reviews()
    if store is None:
        return map(review_one, jobs)
    return (store.find(job) or store.review(job) for job in jobs)
