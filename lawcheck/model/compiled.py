"""Ground: where compiled rules lie in the cache, and whether the code and the files they were made of are as they were.

A pack's rules (see ruleset/cache.py) have a small file beside them: their digest, the state of the code, the stamps of all
those files. Who only needs to know that the rules are the same reads no more than that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from lawcheck.model.cachefile import put
from lawcheck.model.digest import SIZE, digest
from lawcheck.model.patterns import cache_place
from lawcheck.model.state import HOME, code_state, holds

FORMAT = 8  # raise when Rule changes its meaning


def key_of(packs: Sequence[str] = ()) -> str:
    """What names the rules of these packs and rule files (of all built-in packs when none is named).

    The cache is a user's, who may have several lawchecks, each with built-in packs of its own.
    """
    # As written, too: a name alone is that of a built-in pack, whatever folder of that name is there.
    named = (f"{p}\t{os.path.realpath(p)}" if os.path.exists(p) else p for p in packs)  # noqa: PTH110 — see `cache_place`
    return "\n".join([str(FORMAT), HOME, *named])


def path_of(key: str, suffix: str) -> str:
    name = f"rules-{digest(key.encode(errors='surrogateescape')).hex()[:24]}{suffix}"
    return os.path.join(cache_place(), name)  # noqa: PTH118 — see `cache_place`


def current(key: str) -> bytes | None:
    """The digest of the rules that are kept under a key; None when there are none, or code or a file has changed since."""
    try:
        with open(path_of(key, ".state"), "rb") as file:  # noqa: PTH123
            head, code, *stamps = file.read().decode(errors="surrogateescape").split("\0")
        found = bytes.fromhex(head)
    except (OSError, ValueError):
        return None
    return found if len(found) == SIZE and code == code_state().hex() and holds(stamps) else None


def note(key: str, rules: bytes, stamps: Iterable[str]) -> None:
    """Keeps the digest of rules and the stamps of their files; OSError where nothing can be written."""
    from pathlib import Path

    put(
        Path(path_of(key, ".state")),
        "\0".join([rules.hex(), code_state().hex(), *stamps]).encode(errors="surrogateescape"),
    )
