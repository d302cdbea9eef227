"""Ground: the hyperscan database of a set of patterns, compiled once and kept in the user's cache.

A kept file is good for these very patterns, this hyperscan and this processor, and carries a checksum. A missing, broken,
foreign or read-only one costs the time to compile, never the run.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import hyperscan
import msgspec
from msgspec import Struct

from lawcheck.model.digest import SIZE, digest
from lawcheck.model.patterns import cache_folder
from lawcheck.model.version import __version__

FORMAT = 1  # raise when patterns are widened in another way
FEW = 20  # patterns that are compiled sooner than a file of them is found: one rule on its own keeps none
_MOST = 4  # files kept, one for each set of rules; of more the oldest go
_ONCE = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SINGLEMATCH
_ROUGHLY = _ONCE | hyperscan.HS_FLAG_PREFILTER  # where a pattern is too large: hyperscan widens it further


class Base:
    """A database ready to scan, and the patterns in it by their numbers."""

    def __init__(self, patterns: Sequence[str], database: hyperscan.Database) -> None:
        self._patterns = patterns
        self._database = database
        self._database.scratch = hyperscan.Scratch(database)
        self._lock = Lock()  # there is room for one scan at a time

    def absent(self, folded: str) -> frozenset[str]:
        """The patterns that match nowhere in a folded text; none where that cannot be told."""
        found: set[int] = set()
        try:
            data = folded.encode()  # half of a surrogate pair is no text to hyperscan
            with self._lock:
                self._database.scan(data, match_event_handler=lambda number, *_: found.add(number))
        except (UnicodeEncodeError, hyperscan.error):
            return frozenset()
        return frozenset(pattern for number, pattern in enumerate(self._patterns) if number not in found)


class _Record(Struct, frozen=True):
    patterns: tuple[str, ...]
    database: bytes


def load(patterns: frozenset[str]) -> Base | None:
    """The database kept from an earlier run; None where there is none for these patterns that can be used here."""
    try:
        file = _file(patterns)
        data = file.read_bytes()
        os.utime(file)  # the files that are used stay
        if digest(data[SIZE:]) != data[:SIZE]:
            return None
        record = msgspec.msgpack.decode(data[SIZE:], type=_Record)
        return Base(record.patterns, hyperscan.loadb(record.database, hyperscan.HS_MODE_BLOCK))
    except (OSError, msgspec.DecodeError, hyperscan.error):
        return None


def make(patterns: frozenset[str]) -> Base | None:
    """A new database of all patterns that hyperscan takes, kept for later runs; None where it takes none."""
    from lawcheck.model.widened import widened

    entries = [_Entry(pattern, text.encode()) for pattern in sorted(patterns) if (text := widened(pattern))]
    try:
        database = _compiled(entries)
    except hyperscan.error:  # it does not say which one it refuses
        entries = [taken for entry in entries if (taken := _alone(entry))]
        try:
            database = _compiled(entries)
        except hyperscan.error:
            return None
    names = tuple(entry.pattern for entry in entries)
    _keep(_file(patterns), _Record(names, hyperscan.dumpb(database)))
    return Base(names, database)


class _Entry(NamedTuple):
    """A pattern, what is compiled for it, and how."""

    pattern: str
    expression: bytes
    flags: int = _ONCE


def _alone(entry: _Entry) -> _Entry | None:
    """The entry as hyperscan takes it: as it is, or only roughly; None where it refuses it."""
    for flags in (_ONCE, _ROUGHLY):
        with suppress(hyperscan.error):
            _compiled([tried := entry._replace(flags=flags)])
            return tried
    return None


def _compiled(entries: Sequence[_Entry]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[entry.expression for entry in entries],
        ids=list(range(len(entries))),
        elements=len(entries),
        flags=[entry.flags for entry in entries],
    )
    return database


def _file(patterns: frozenset[str]) -> Path:
    """Where the database of these patterns is kept, for this lawcheck, hyperscan and processor."""
    machine = _compiled([_Entry("", b"a")]).info()  # hyperscan's version, and what the processor can do
    said = (FORMAT, __version__, machine, sorted(patterns))
    return cache_folder() / f"scan-{digest(msgspec.msgpack.encode(said)).hex()[:24]}.bin"


def _keep(target: Path, record: _Record) -> None:
    if len(record.patterns) < FEW:
        return
    data = msgspec.msgpack.encode(record)
    draft = target.with_suffix(f".{os.getpid()}")
    with suppress(OSError):  # a read-only home is no reason to fail a run
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(digest(data) + data)
        draft.replace(target)
        kept = sorted(target.parent.glob("scan-*.bin"), key=lambda file: file.stat().st_mtime)
        for file in kept[:-_MOST]:
            file.unlink(missing_ok=True)
