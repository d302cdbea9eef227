"""Rules on their way to another process: as data, never as built checks."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from lawcheck.model.rule import Rule
from lawcheck.model.ruleset import Ruleset


def packed(rules: Ruleset) -> bytes:
    """The whole content of the rules, their examples and places left out, and the ids that marks may name."""
    bare = [msgspec.structs.replace(rule, examples=(), path="") for rule in rules]
    return msgspec.msgpack.encode((bare, sorted(rules.known)))


@lru_cache(maxsize=8)
def unpacked(data: bytes) -> Ruleset:
    """The rules that `packed` sent; the same object for the same bytes, so that checks are built once a process."""
    bare, known = msgspec.msgpack.decode(data, type=tuple[list[Rule], frozenset[str]])
    return Ruleset(bare, known)
