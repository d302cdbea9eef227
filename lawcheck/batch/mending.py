"""A draft with its fixes applied until none is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lawcheck.batch.job import Job, review_one
from lawcheck.fixer import apply_edits, edits_of
from lawcheck.model.finding import Review
from lawcheck.model.rule import Edit

MOST_ROUNDS = 10  # a fix may lay bare another; what has not settled by then never will
TEXTS = ("markdown", "plain")  # what can be written back as the text it is


class Mended(NamedTuple):
    """A draft's text before and after its fixes, how many edits were made, and the Review of what is left.

    `beyond`: edits that there would be, were the draft in a format that can be written back.
    """

    before: str
    after: str
    edits: int
    review: Review
    beyond: int = 0


def mend(job: Job, *, unsafe: bool = False, aside: Callable[[Review], Review] = lambda review: review) -> Mended:
    """Applies the fixes of a draft's findings until none is left to apply. Writes nothing.

    `aside` sets findings aside besides the marks in the draft (a baseline, a side file): those are not mended.
    """

    def edits(review: Review) -> list[Edit]:
        return edits_of(aside(review).findings, unsafe=unsafe)

    result = review_one(job)
    before = text = result.document.source.text if result.document else ""
    if result.document and result.document.source.format not in TEXTS:
        return Mended(before, before, 0, result, len(edits(result)))
    made = 0
    for _ in range(MOST_ROUNDS):
        if result.document is None:
            break
        changed, count = apply_edits(text, edits(result))
        if not count or changed == text:
            break
        text, made = changed, made + count
        result = review_one(job._replace(text=text, format=result.document.source.format))
    return Mended(before, text, made, result)
