"""What the tests of check types share: a passage of a plain text, and what a check marks in it."""

from __future__ import annotations

from typing import Any

from lawcheck.model.facts import Facts
from lawcheck.model.passage import Passage, select
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Check, Hit, Where
from lawcheck.readers import plain

MARKS = str.maketrans("", "", "«»")


def passage(text: str, where: Where | None = None, **profile: Any) -> Passage:
    """The (first) passage of a text."""
    return select(where or Where(), Facts(plain.read(text), Profile(**profile), {}))[0]


def hits(check: Check, text: str, **profile: Any) -> list[Hit]:
    return list(check.find(passage(text, **profile)))


def found(check: Check, text: str, **profile: Any) -> list[str]:
    """The texts that a check marks, in order."""
    at = passage(text, **profile)
    return [at.document.slice(hit.span) for hit in check.find(at)]


def assert_marked(check: Check, text: str, **profile: Any) -> None:
    """A check marks exactly what stands between «» in a text, in order."""
    assert marked(check, text, **profile) == text


def marked(check: Check, text: str, **profile: Any) -> str:
    """The text with «» around what the check marks."""
    bare = text.translate(MARKS)
    at = passage(bare, **profile)
    source = at.document.source.text
    for hit in sorted(check.find(at), key=lambda h: h.span, reverse=True):
        start, end = at.document.source_span(hit.span)
        source = f"{source[:start]}«{source[start:end]}»{source[end:]}"
    return source


def mended(check: Check, text: str, **profile: Any) -> str:
    """The text with every edit applied."""
    at = passage(text, **profile)
    source = at.document.source.text
    edits = sorted((e for hit in check.find(at) for e in hit.edits), key=lambda e: e.span, reverse=True)
    for edit in edits:
        start, end = at.document.source_span(edit.span)
        source = source[:start] + edit.text + source[end:]
    return source


def survivors(check: Check, text: str, **profile: Any) -> list[str]:
    """Names of the spoilings of a sound text after which the check still finds nothing."""
    at = passage(text, **profile)
    assert not list(check.find(at))
    alive = []
    for name, edits in check.spoil(at):
        source = at.document.source.text
        for edit in sorted(edits, key=lambda e: e.span, reverse=True):
            start, end = at.document.source_span(edit.span)
            source = source[:start] + edit.text + source[end:]
        if not found(check, source, **profile):
            alive.append(name)
    return alive
