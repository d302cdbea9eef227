"""Ground: where compiled rules lie in the cache, and whether the code and the files they were made of are as they were.

A pack's rules (see ruleset/cache.py) have a small file beside them: their digest, the state of the code, the stamps of all
those files. Who only needs to know that the rules are the same reads no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lawcheck.model.cachefile import put
from lawcheck.model.digest import SIZE, digest
from lawcheck.model.patterns import cache_folder
from lawcheck.model.state import HOME, code_state, holds

FORMAT = 8  # raise when Rule changes its meaning


def key_of(packs: Sequence[str] = ()) -> str:
    """What names the rules of these packs and rule files (of all built-in packs when none is named).

    The cache is a user's, who may have several lawchecks, each with built-in packs of its own.
    """
    return "\n".join([str(FORMAT), HOME, *(str(Path(p).resolve()) if Path(p).exists() else p for p in packs)])


def path_of(key: str, suffix: str) -> Path:
    return cache_folder() / f"rules-{digest(key.encode(errors='surrogateescape')).hex()[:24]}{suffix}"


def current(key: str) -> bytes | None:
    """The digest of the rules that are kept under a key; None when there are none, or code or a file has changed since."""
    try:
        head, code, *stamps = path_of(key, ".state").read_bytes().decode(errors="surrogateescape").split("\0")
        found = bytes.fromhex(head)
    except (OSError, ValueError):
        return None
    return found if len(found) == SIZE and code == code_state().hex() and holds(stamps) else None


def note(key: str, rules: bytes, stamps: Iterable[str]) -> None:
    """Keeps the digest of rules and the stamps of their files; OSError where nothing can be written."""
    put(path_of(key, ".state"), "\0".join([rules.hex(), code_state().hex(), *stamps]).encode(errors="surrogateescape"))
