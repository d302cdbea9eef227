"""Floor 4: many documents, one Review each, in the order given; a file that cannot be read spoils only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lawcheck.model.errors import ReadError
from lawcheck.model.finding import Review
from lawcheck.model.profile import Profile
from lawcheck.model.ruleset import Ruleset
from lawcheck.readers import read
from lawcheck.registry import resolve
from lawcheck.review import review


class Job(NamedTuple):
    """One draft to check: its path as shown, its text when that is already at hand (stdin), its rules and settings."""

    path: str
    rules: Ruleset
    settled: Mapping[str, tuple[Any, str]] = {}
    text: str | bytes | None = None
    format: str | None = None
    lang: str = "zh"


def review_one(job: Job) -> Review:
    """The Review of one draft; `error` says why a draft could not be read."""
    try:
        document = read(job.path, text=job.text, format=job.format)
    except ReadError as error:
        return Review(None, Profile(), path=job.path, error=str(error))
    profile = resolve("lawcheck.extractors.profile:infer")(document, job.settled)
    return review(document, job.rules, profile, job.lang)


def review_many(jobs: Iterable[Job], each: Callable[[Job], None] | None = None) -> Iterator[Review]:
    """Reviews in the order of the jobs; `each` is told of a job before it is begun (for a progress bar)."""
    for job in jobs:
        if each:
            each(job)
        yield review_one(job)
