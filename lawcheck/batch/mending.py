"""A draft with its fixes applied until none is left."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from lawcheck.batch.job import Job, review_one
from lawcheck.fixer import apply_edits, edits_of
from lawcheck.model.finding import Finding, Review
from lawcheck.model.rule import Edit

MOST_ROUNDS = 10  # a fix may lay bare another; what has not settled by then never will
TEXTS = ("markdown", "plain")  # what can be written back as the text it is


class Mended(Struct, frozen=True):
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
    result = review_one(job)
    left = _set_aside(result, aside(result))
    before = text = result.document.source.text if result.document else ""
    if result.document and result.document.source.format not in TEXTS:
        return Mended(before, before, 0, result, len(_edits(result, left, unsafe, first=True)))
    made = 0
    for round_ in range(MOST_ROUNDS):
        if result.document is None:
            break
        changed, count = apply_edits(text, _edits(result, left, unsafe, first=round_ == 0))
        if not count or changed == text:
            break
        text, made = changed, made + count
        result = review_one(job._replace(text=text, format=result.document.source.format))
    return Mended(before, text, made, result)


class _Left(Struct, frozen=True):
    """What is not to be mended, settled before the first fix: a fix changes headings, by which a baseline knows its
    findings. In the first round these very findings; then whatever is of their rule and text, or of the rules that
    were set aside as many told as one."""

    findings: frozenset[int]
    texts: frozenset[tuple[str, str]]
    rules: frozenset[str]


def _set_aside(review: Review, after: Review) -> _Left:
    told = {id(finding) for finding in after.findings}
    gone = [finding for finding in review.findings if id(finding) not in told]
    return _Left(
        frozenset(map(id, gone)),
        frozenset((f.rule, f.place.text) for f in gone),
        frozenset(f.rule for f in gone if f.count > 1),
    )


def _edits(review: Review, left: _Left, unsafe: bool, *, first: bool = False) -> list[Edit]:
    def stays(finding: Finding) -> bool:
        if first:
            return id(finding) in left.findings
        return finding.rule in left.rules or (finding.rule, finding.place.text) in left.texts

    return edits_of((f for f in review.findings if not stays(f)), unsafe=unsafe)
