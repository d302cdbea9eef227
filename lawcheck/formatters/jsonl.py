"""JSON Lines: one line a file, each like an entry of `files` in the JSON output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.json import file
from lawcheck.model.finding import Review


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """Each line stands by itself, so that a long run can be read while it goes on."""
    for review in reviews:
        yield msgspec.json.encode(file(review), order="deterministic").decode() + "\n"
