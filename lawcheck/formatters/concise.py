"""One line a finding, path:line:column first, as compilers write and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import clean
from lawcheck.model.finding import Review


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """`path:line:column: severity rule message`; an unreadable file is a line of its own."""
    for review in reviews:
        if review.error:
            yield f"{clean(review.path)}:1:1: error lawcheck/unreadable {clean(review.error)}\n"
        for f in review.findings:
            yield f"{clean(review.path)}:{f.place.line}:{f.place.column}: {f.severity.value} {f.rule} {clean(f.message)}\n"
