"""A run whose rules, words and drafts are those of an earlier one: what that wrote is written again.

What a plain run (see `plain`) writes to a pipe or a file is kept with a digest of all that decides it, a draft standing
for its content by its size, inode and times, as in git's index. An unchanged run only has to find its drafts. Where they
have new times (a fresh checkout), the result cache knows them by their content.

Nothing is kept of a run that has more to it than drafts and the built-in rules: configs, side files, baselines, standard
input, readers of third parties, LibreOffice. A cache that is missing, broken, foreign or read-only costs time, never the
run.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from lawcheck.cli.terminal import system_lang, terminal_width
from lawcheck.files import STDIN, Found, collect
from lawcheck.model.cachefile import RESULTS, RUN, put_result, results
from lawcheck.model.compiled import current, key_of
from lawcheck.model.digest import SIZE, digest
from lawcheck.model.nearest import governed
from lawcheck.model.patterns import cache_place
from lawcheck.model.state import code_state
from lawcheck.registry import FORMATS

if TYPE_CHECKING:
    from lawcheck.cli import Plain

MAGIC = b"lawcheck run 2\n"  # raise the number when a record changes its meaning
MOST = 4_000_000  # characters of an output that is kept
_HEAD = len(MAGIC) + 2 * SIZE  # what decided the run, and a checksum of what follows
_SETTLED = 2_000_000_000  # nanoseconds after which a change of a file shows in its times, however coarse these are
_FILE, _KIND = 0o100000, 0o170000  # of a file's mode


class Told(NamedTuple):
    """What a run wrote to its output, and its exit code."""

    output: str
    code: int


class _Seen(NamedTuple):
    """A digest of all that decides a run, and the latest time of any draft (nanoseconds)."""

    state: bytes
    latest: int


class Again:
    """One run as the cache knows it: `told` comes before it, `hear` goes with it, `keep` is after it.

    There is one record for each way of calling, so that the cache does not grow with every change of a draft.
    """

    def __init__(self, said: Plain) -> None:
        self._said = said
        self._begun = time.time_ns()
        self._before: _Seen | None = None
        self._found: Found | None = None
        self._heard: list[str] = []
        self._size = 0

    def told(self) -> Told | None:
        """What an equal run told; None when there was none, or it is not known whether there was.

        What the walk passed over, which is no part of what is kept, is said anew.
        """
        self._before = self._look()
        if self._before is None:
            return None
        try:
            with open(self._file(), "rb") as file:  # noqa: PTH123 — no pathlib: see `cache_place`
                data = file.read()
        except OSError:
            return None
        body = memoryview(data)[_HEAD:]
        if not body or data[:_HEAD] != MAGIC + self._before.state + digest(body):
            return None
        if self._found and (self._found.unread or self._found.copies):
            from lawcheck.cli.passed import tell

            tell(self._found)
        return Told(str(body[1:], "utf-8", "surrogatepass"), body[0])

    def hear(self, chunk: str) -> None:
        """Notes what the run writes, as far as it would be kept."""
        self._size += len(chunk)
        if self._before is not None and self._size <= MOST:
            self._heard.append(chunk)
        else:
            self._heard.clear()

    def keep(self, code: int) -> None:
        """Keeps what was heard, if all that decided it is as it was, and had been for some time when the run began."""
        before = self._before
        if before is None or code not in (0, 1) or self._size > MOST or self._begun - before.latest < _SETTLED:
            return
        if self._look() == before:
            body = bytes([code]) + "".join(self._heard).encode("utf-8", "surrogatepass")
            from pathlib import Path

            with suppress(OSError):
                put_result(results(), Path(self._file()), MAGIC + before.state + digest(body) + body)

    def _file(self) -> str:
        """The place of the record: named by the words and the folder they were said in, and how to write."""
        name = digest(_bytes("\0".join([os.getcwd(), *self._said.paths, repr(self._how())]))).hex()  # noqa: PTH109
        return os.path.join(cache_place(), RESULTS, name[:2], f"{name[2:]}{RUN}")  # noqa: PTH118

    def _how(self) -> tuple[object, ...]:
        return sorted(self._said.switches), system_lang(), terminal_width(), os.environ.get("LAWCHECK_ENGINE")

    def _look(self) -> _Seen | None:
        """What decides the run as it is now; None for a run that is not kept."""
        if sys.stdout.isatty() or os.environ.get("FORCE_COLOR"):
            return None
        parts, latest = [repr(self._how())], 0
        try:
            self._found = _drafts(self._said.paths)
            for path in self._found.paths if self._found else ():
                found = os.stat(path)  # noqa: PTH116 — of very many
                if found.st_mode & _KIND != _FILE:
                    return None  # a pipe gives its content once
                latest = max(latest, found.st_mtime_ns, found.st_ctime_ns)
                parts.append(f"{path}\0{found.st_size} {found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}")
        except (OSError, ValueError):
            return None
        rules = current(key_of()) if latest else None
        return _Seen(digest(code_state(), rules, _bytes("\0".join(parts))), latest) if rules else None


def _drafts(named: Sequence[str]) -> Found | None:
    """The drafts of a run; None when it has more to it than drafts and the built-in rules."""
    if governed(path if os.path.isdir(path) else os.path.dirname(path) for path in named):  # noqa: PTH112, PTH120
        return None  # a config may leave out what would be walked here in vain
    asked: set[str] = set()  # the folders whose configs the run will ask, also where no draft lies

    def leave_out(path: str, is_folder: bool) -> bool:
        asked.add(os.path.dirname(path))  # noqa: PTH120
        return False

    found = collect(named, leave_out)
    if found.empty or STDIN in found.paths or not all(map(_read_by_us, found.paths)):
        return None
    asked.update(map(os.path.dirname, found.paths))
    return None if governed(asked) else found


def _read_by_us(path: str) -> bool:
    """Whether a draft is read by code of ours alone, of whose changes we know."""
    return FORMATS.get(os.path.splitext(path)[1].lower(), "doc") != "doc"  # noqa: PTH122


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
