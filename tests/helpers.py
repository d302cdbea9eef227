"""Short ways from a text to what the code under test takes."""

from __future__ import annotations

from typing import Any

from lawcheck.extractors.profile import infer
from lawcheck.model.facts import Facts
from lawcheck.model.passage import Passage, select
from lawcheck.model.rule import Where
from lawcheck.readers import plain
from lawcheck.registry import extractors


def passages(text: str, where: Where = Where(), **profile: Any) -> list[Passage]:  # noqa: B008
    document = plain.read(text)
    settled = {key: (value, "test") for key, value in profile.items()}
    return select(where, Facts(document, infer(document, settled), extractors()))


def passage(text: str, where: Where = Where(), **profile: Any) -> Passage:  # noqa: B008
    (only,) = passages(text, where, **profile)
    return only


def said(check: Any, text: str, **profile: Any) -> list[str]:
    """The text under each Hit of a check on a whole plain text."""
    whole = passage(text, **profile)
    return [whole.document.slice(hit.span) for hit in check.find(whole)]
