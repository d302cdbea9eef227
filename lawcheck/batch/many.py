"""Many drafts, reviewed in the order given, by as many processes as are worth it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.batch.job import Job, review_one
from lawcheck.model.finding import Review


def review_many(jobs: Iterable[Job]) -> Iterator[Review]:
    """Reviews in the order of the jobs."""
    return map(review_one, jobs)
