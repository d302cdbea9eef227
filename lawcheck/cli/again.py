"""A run whose rules, words and drafts are those of an earlier one: what that wrote is written again.

What a plain run (see `plain`) writes to a pipe or a file is kept under a hash of all that decides it. So nothing is
ever out of date, and an unchanged run loads no more than finds and hashes its drafts. Configs, side files and baselines
bring in more than can be hashed before it is read: where there is one, nothing is kept, nor where anything is said
beside the findings. A cache that is missing, broken, foreign or read-only costs time, never the run.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lawcheck.cli.terminal import system_lang, terminal_width
from lawcheck.files import STDIN, collect
from lawcheck.model.compiled import current, key_of, put
from lawcheck.model.digest import SIZE, digest
from lawcheck.model.nearest import config_of, ignores_of
from lawcheck.model.patterns import cache_folder
from lawcheck.model.state import code_state

if TYPE_CHECKING:
    from lawcheck.cli import Plain

MAGIC = b"lawcheck run 1\n"  # raise the number when a record changes its meaning
MOST = 4_000_000  # characters of an output that is kept
_UNSETTLED = 50_000_000  # nanoseconds in which a file may change again without its time showing it


class Told(NamedTuple):
    """What a run wrote to its output, and its exit code."""

    output: str
    code: int


class _Draft(NamedTuple):
    """A draft's path, and its size, inode and time when it was hashed."""

    path: str
    state: tuple[int, int, int]


class Again:
    """One run as the cache knows it."""

    def __init__(self, said: Plain) -> None:
        self._said = said
        self._drafts: list[_Draft] = []
        self._settled = True
        self._heard: list[str] = []
        self._size = 0
        self._file = self._named()

    def told(self) -> Told | None:
        """What an equal run told; None when there was none, or it is not known whether there was."""
        if self._file is None:
            return None
        try:
            data = self._file.read_bytes()
        except OSError:
            return None
        head, body = len(MAGIC) + SIZE, memoryview(data)
        if not data.startswith(MAGIC) or digest(body[head:]) != body[len(MAGIC) : head]:
            return None
        return Told(str(body[head + 1 :], "utf-8", "surrogatepass"), data[head])

    def hear(self, chunk: str) -> None:
        """Notes what the run writes, as far as it would be kept."""
        if self._file is not None and self._size <= MOST:
            self._size += len(chunk)
            self._heard.append(chunk)

    def keep(self, code: int) -> None:
        """Keeps what was heard, if all that decided it is still as it was."""
        if self._file is None or code not in (0, 1) or self._size > MOST or self._changed():
            return
        body = bytes([code]) + "".join(self._heard).encode("utf-8", "surrogatepass")
        with suppress(OSError):
            put(self._file, MAGIC + digest(body) + body)

    def _named(self) -> Path | None:
        """The file of the cache that is for this run; None for a run that is not kept."""
        rules = current(key_of())
        if rules is None or sys.stdout.isatty() or os.environ.get("FORCE_COLOR"):
            return None
        paths = self._found()
        if not paths:
            return None
        how = (sorted(self._said.switches), system_lang(), terminal_width(), os.environ.get("LAWCHECK_ENGINE"))
        parts = [MAGIC, code_state(), rules, repr(how).encode(errors="surrogateescape")]
        for path in paths:
            hashed = self._hashed(path)
            if hashed is None:
                return None
            parts += [path.encode(errors="surrogateescape"), b"\0", hashed]
        name = digest(*parts).hex()
        return cache_folder() / "results" / name[:2] / f"{name[2:]}.run"

    def _found(self) -> list[str]:
        """The drafts of the run; none when it has more to it than drafts and built-in rules."""
        if STDIN in self._said.paths:
            return []
        found = collect(self._said.paths)
        folders = {os.path.dirname(path) for path in found.paths}  # noqa: PTH120 — of very many
        places = [Path(os.path.abspath(folder)) for folder in folders]  # noqa: PTH100 — as Configs has it
        if found.empty or any(look(place) for place in places for look in (config_of, ignores_of)):
            return []
        return found.paths

    def _hashed(self, path: str) -> bytes | None:
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                before = os.fstat(file.fileno())
                data = file.read()
        except (OSError, ValueError):
            return None
        self._drafts.append(_Draft(path, _state(before)))
        self._settled &= time.time_ns() - before.st_mtime_ns > _UNSETTLED
        return digest(data)

    def _changed(self) -> bool:
        """Whether what was checked may be other than what was hashed."""
        if not self._settled:
            return True
        try:
            now = [_Draft(path, _state(os.stat(path))) for path in self._found()]  # noqa: PTH116
        except (OSError, ValueError):
            return True
        return now != self._drafts


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_ino, found.st_mtime_ns
