"""The result cache: a small record a draft, found by the hash of its bytes and of all that decides its Review.

What decides is the rules' whole content, the settings, last year's report, and the code itself. A record is msgpack,
which cannot run code, behind a checksum. A cache that is missing, broken, foreign or read-only costs time, never the run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from stat import S_ISREG

import msgspec

from lawcheck.batch.job import Job, reader_of, review_one
from lawcheck.batch.record import pack, unpack
from lawcheck.batch.travel import packed
from lawcheck.model.cachefile import RUN, put_result, results
from lawcheck.model.digest import digest
from lawcheck.model.finding import Review
from lawcheck.model.ruleset import Ruleset
from lawcheck.model.state import code_state
from lawcheck.registry import CHECKS

DAYS_KEPT = 30
_DAY = 86400


class Store:
    """The records of one cache folder."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or results()
        self._settings: dict[tuple[object, ...], tuple[Job, bytes | None]] = {}
        self._saved = False

    def find(self, job: Job) -> Review | None:
        """The Review that a record keeps of a draft as it is now; None when there is none."""
        key, data = self._key(job)
        if not key:
            return None
        try:
            with open(self._path(key), "rb") as file:  # noqa: PTH123 — a Path costs as much as the reading
                return unpack(file.read(), job, data)
        except OSError:
            return None

    def review(self, job: Job) -> Review:
        """Reviews a draft and keeps a record of it, if it could be checked to the end."""
        key, data = self._key(job)
        if not key:
            return review_one(job)
        # The bytes that were hashed are the bytes that are read, whatever happens to the file meanwhile.
        done = review_one(job._replace(text=data, format=reader_of(job)))
        record = pack(done, job, data)
        if record is not None:
            self._write(Path(self._path(key)), record)
        return done

    def _key(self, job: Job) -> tuple[str, bytes]:
        """The name of a draft's record, and the draft's bytes; "" for what is not kept."""
        settings = self._settings_of(job) if job.text is None and reader_of(job) else None
        if settings is None:
            return "", b""
        try:
            if not S_ISREG(os.stat(job.path).st_mode):  # noqa: PTH116
                return "", b""  # a pipe gives its content once, to whoever reads it
            with open(job.path, "rb") as file:  # noqa: PTH123
                data = file.read()
        except (OSError, ValueError):
            return "", b""  # reading it will say why
        return digest(settings, data).hex(), data

    def _settings_of(self, job: Job) -> bytes | None:
        """A hash of all but the draft; None when a check is a third party's, of whose changes we would not know.

        Jobs of one run mostly share their settings: each combination is hashed once.
        """
        same = (id(job.rules), id(job.previous), job.lang, reader_of(job), repr(job.settled))
        if same not in self._settings:  # the job is kept, so that no other object gets the ids
            self._settings[same] = (job, _settings(job))
        return self._settings[same][1]

    def _path(self, key: str) -> str:
        return f"{self.root}/{key[:2]}/{key[2:]}"

    def _write(self, target: Path, record: bytes) -> None:
        with suppress(OSError):  # a read-only or full disk is no reason to fail a run
            put_result(self.root, target, record)
            if not self._saved:
                self._saved = True
                self._prune()

    def _prune(self) -> None:
        """Once a day removes what was not made within DAYS_KEPT days."""
        stamp, now = self.root / "pruned", time.time()
        if stamp.exists() and now - stamp.stat().st_mtime < _DAY:
            return
        stamp.touch()
        for file in self.files():
            if now - file.stat().st_mtime > DAYS_KEPT * _DAY:
                file.unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        """The records there are, and those of whole runs."""
        yield from (file for file in self.root.glob("??/*") if file.is_file())

    def clear(self) -> int:
        """Deletes every record; how many drafts had one."""
        found = list(self.files())
        for file in found:
            file.unlink(missing_ok=True)
        return sum(file.suffix != RUN for file in found)


def _settings(job: Job) -> bytes | None:
    if any(rule.check not in CHECKS for rule in job.rules):
        return None
    previous = (job.previous.source.text, repr(job.previous.root), repr(job.previous.meta)) if job.previous else None
    said = (code_state(), _rules(job.rules), job.lang, reader_of(job), sorted(job.settled.items()), previous)
    return digest(msgspec.msgpack.encode(said))


@cache
def _rules(rules: Ruleset) -> bytes:
    return rules.digest or digest(packed(rules))
