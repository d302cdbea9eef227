"""Ground: what results that are kept stand or fall with: the code that made them, and the files it was made of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache

from lawcheck.model.digest import digest
from lawcheck.model.version import __version__

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 — see `stamp`
_NEIGHBOUR = os.path.join("msgspec", "__init__.py")  # noqa: PTH118
_OF_CODE = (".py", ".tsv")


@cache
def code_state() -> bytes:
    """What stands for the code that makes a Review: lawcheck's version and the state of what is installed.

    Installing or upgrading anything changes the time of the folder that msgspec lies in. A lawcheck that is worked on
    lies elsewhere: there the times of its own files count.
    """
    site = next((place for place in sys.path if os.path.isfile(os.path.join(place, _NEIGHBOUR))), "")  # noqa: PTH113, PTH118
    parts: list[object] = [__version__, sys.hexversion, site and os.stat(site).st_mtime_ns]  # noqa: PTH116
    if os.path.dirname(HOME) != site:  # noqa: PTH120
        parts += sorted(stamp(file) for file in _own_files())
    return digest(repr(parts).encode(errors="surrogateescape"))


def _own_files() -> Iterable[str]:
    for root, _, names in os.walk(HOME):
        yield from (os.path.join(root, name) for name in names if name.endswith(_OF_CODE))  # noqa: PTH118


def stamp(path: str) -> str:
    """The state of a file or folder as one line: size (of a file), time, path. OSError where there is none.

    Strings, for hundreds are looked at in a start: a Path for each would cost more than the look.
    """
    found = os.stat(path)  # noqa: PTH116
    size = "folder" if found.st_mode & 0o170000 == 0o040000 else found.st_size
    return f"{size} {found.st_mtime_ns} {path}"


def holds(stamps: Iterable[str]) -> bool:
    """Whether every one of these files and folders is as it was when it was stamped."""
    try:
        return all(stamp(line.split(" ", 2)[2]) == line for line in stamps)
    except (OSError, ValueError, IndexError):
        return False
