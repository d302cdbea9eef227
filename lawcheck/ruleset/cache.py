"""The compiled-pack cache: rules as msgpack, which cannot run code, good as long as every file they came from is.

A cache that is missing, broken, foreign or read-only costs time, never the run.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from lawcheck.model.cachefile import put
from lawcheck.model.compiled import current, note, path_of
from lawcheck.model.digest import SIZE, digest
from lawcheck.model.rule import Rule
from lawcheck.registry import CHECKS

_SUFFIX = ".msgpack"


def load(key: str) -> tuple[tuple[Rule, ...], bytes] | None:
    """The rules compiled under a key, and their digest, if every file and folder they came from is as it was then."""
    known = current(key)
    if known is None:
        return None
    try:
        data = Path(path_of(key, _SUFFIX)).read_bytes()
        if data[:SIZE] != known:
            return None  # the two files are of two runs
        return msgspec.msgpack.decode(memoryview(data)[SIZE:], type=tuple[Rule, ...]), known
    except (OSError, msgspec.DecodeError):
        return None


def save(key: str, stamps: Iterable[str], rules: list[Rule]) -> bytes:
    """Keeps compiled rules, with the states of what they came from as it was before it was read; returns their digest.

    Their examples are left out: only `rules test` and `explain` read them.
    """
    lean = tuple(msgspec.structs.replace(rule, examples=(), path=str(Path(rule.path).absolute())) for rule in rules)
    body = msgspec.msgpack.encode(lean)
    named = digest(body)
    if any(rule.check not in CHECKS for rule in rules):
        return named  # of changes of a third party's check, which says what literals a rule has, we would not know
    with suppress(OSError):  # a read-only home is no reason to fail a run
        put(Path(path_of(key, _SUFFIX)), named + body)
        note(key, named, stamps)
    return named
