"""A run whose rules, words and drafts are those of an earlier one: what that wrote is written again.

What a plain run (see `plain`) writes to a pipe or a file is kept under a digest of all that decides it, a draft standing
for its content by its size, inode and times, as in git's index; so an unchanged run loads no more than finds its drafts.
Where drafts have new times (a fresh checkout), the result cache knows them by their content.

Configs, side files and baselines bring in more than is known before they are read: where there is one, nothing is kept,
nor where anything is said beside the findings. A cache that is missing, broken, foreign or read-only costs time, never
the run.
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
_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file shows in its times, however coarse these are


class Told(NamedTuple):
    """What a run wrote to its output, and its exit code."""

    output: str
    code: int


class Again:
    """One run as the cache knows it."""

    def __init__(self, said: Plain) -> None:
        self._said = said
        self._heard: list[str] = []
        self._size = 0
        self._begun = time.time_ns()
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
        """Keeps what was heard, if all that decided it is as it was, and had been for some time when the run began."""
        if self._file is None or code not in (0, 1) or self._size > MOST or self._named(settled=True) != self._file:
            return
        body = bytes([code]) + "".join(self._heard).encode("utf-8", "surrogatepass")
        with suppress(OSError):
            put(self._file, MAGIC + digest(body) + body)

    def _named(self, *, settled: bool = False) -> Path | None:
        """The file of the cache that is for this run as its drafts are now; None for a run that is not kept.

        settled   None also where a draft had been changed only just then
        """
        rules = current(key_of())
        if rules is None or sys.stdout.isatty() or os.environ.get("FORCE_COLOR"):
            return None
        how = (sorted(self._said.switches), system_lang(), terminal_width(), os.environ.get("LAWCHECK_ENGINE"))
        parts = [repr(how)]
        latest = 0
        try:
            for path in self._found():
                found = os.stat(path)  # noqa: PTH116 — of very many
                latest = max(latest, found.st_mtime_ns, found.st_ctime_ns)
                parts.append(f"{path}\0{found.st_size} {found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}")
        except (OSError, ValueError):
            return None
        if len(parts) == 1 or (settled and self._begun - latest < _SETTLED):
            return None
        said = "\0".join(parts).encode(errors="surrogateescape")
        name = digest(MAGIC, code_state(), rules, said).hex()
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
