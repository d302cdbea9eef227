"""Floor 4: many documents, one Review each, in the order given; a file that cannot be read spoils only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from lawcheck.fixer import apply_edits, edits_of
from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.finding import Review
from lawcheck.model.profile import Profile
from lawcheck.model.ruleset import Ruleset
from lawcheck.readers import read
from lawcheck.registry import resolve
from lawcheck.review import review

MOST_ROUNDS = 10  # a fix may lay bare another; what has not settled by then never will


class Job(NamedTuple):
    """One draft to check: its path as shown, its text when that is already at hand (stdin), its rules and settings.

    `previous` is last year's report, for the rules that compare with it.
    """

    path: str
    rules: Ruleset
    settled: Mapping[str, tuple[Any, str]] = {}
    text: str | bytes | None = None
    format: str | None = None
    lang: str = "zh"
    previous: Document | None = None


def review_one(job: Job) -> Review:
    """The Review of one draft; `error` says why a draft could not be read."""
    try:
        document = read(job.path, text=job.text, format=job.format)
    except ReadError as error:
        return Review(None, Profile(), path=job.path, error=str(error))
    profile = resolve("lawcheck.extractors.profile:infer")(document, job.settled)
    return review(document, job.rules, profile, job.lang, job.previous)


class Mended(NamedTuple):
    """A draft's text before and after its fixes, how many edits were made, and the Review of what is left."""

    before: str
    after: str
    edits: int
    review: Review


def mend(job: Job, *, unsafe: bool = False) -> Mended:
    """Applies the fixes of a draft's findings until none is left to apply. Writes nothing."""
    result = review_one(job)
    before = text = result.document.source.text if result.document else ""
    made = 0
    for _ in range(MOST_ROUNDS):
        if result.document is None:
            break
        changed, count = apply_edits(text, edits_of(result.findings, unsafe=unsafe))
        if not count or changed == text:
            break
        text, made = changed, made + count
        result = review_one(job._replace(text=text, format=result.document.source.format))
    return Mended(before, text, made, result)


def review_many(jobs: Iterable[Job], each: Callable[[Job], None] | None = None) -> Iterator[Review]:
    """Reviews in the order of the jobs; `each` is told of a job before it is begun (for a progress bar)."""
    for job in jobs:
        if each:
            each(job)
        yield review_one(job)
