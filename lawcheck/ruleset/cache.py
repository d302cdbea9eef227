"""The compiled-pack cache: rules as msgpack, which cannot run code, keyed by the state of every file they came from.

A cache that is missing, broken, foreign or read-only costs time, never the run.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from lawcheck.model.digest import digest
from lawcheck.model.patterns import cache_folder
from lawcheck.model.rule import Rule

FORMAT = 6  # raise when Rule changes its meaning


class _Record(Struct, frozen=True):
    key: str
    files: tuple[tuple[str, int, int], ...]
    folders: tuple[tuple[str, int], ...]
    rules: tuple[Rule, ...]


def _path(key: str) -> Path:
    return cache_folder() / f"rules-{digest(key.encode()).hex()[:24]}.msgpack"


def _stat(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return str(path), stat.st_size, stat.st_mtime_ns


def load(key: str) -> tuple[Rule, ...] | None:
    """The rules compiled under a key, if every file and folder they came from is as it was then."""
    try:
        record = msgspec.msgpack.decode(_path(key).read_bytes(), type=_Record)
        if record.key != key:
            return None
        for path, size, mtime in record.files:
            stat = os.stat(path)  # noqa: PTH116 — hundreds of files a start: a Path each would cost more than the call
            if (stat.st_size, stat.st_mtime_ns) != (size, mtime):
                return None
        for path, mtime in record.folders:
            if os.stat(path).st_mtime_ns != mtime:  # noqa: PTH116
                return None
    except (OSError, msgspec.DecodeError):
        return None
    return record.rules


def save(key: str, files: list[Path], rules: list[Rule]) -> None:
    """Keeps compiled rules; without their examples, which only `rules test` and `explain` read."""
    lean = tuple(msgspec.structs.replace(rule, examples=(), path=str(Path(rule.path).absolute())) for rule in rules)
    try:
        folders = tuple((str(p), p.stat().st_mtime_ns) for p in sorted({f.parent for f in files}))
        record = _Record(key, tuple(map(_stat, files)), folders, lean)
        target = _path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_bytes(msgspec.msgpack.encode(record))
        draft.replace(target)
    except OSError:
        return  # a read-only home is no reason to fail a run
