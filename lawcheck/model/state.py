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
_SITES = ("site-packages", "dist-packages")
_OF_CODE = (".py", ".tsv")


@cache
def code_state() -> bytes:
    """What stands for the code that makes a Review: lawcheck's version and the state of what is installed.

    Installing or upgrading anything changes the time of the folder it is installed in. A lawcheck that is worked on lies
    elsewhere: there the times of its own files count.
    """
    sites = [place for place in sys.path if place and _installed_in(place)]
    parts: list[object] = [__version__, sys.hexversion, *map(stamp, sites)]
    if os.path.dirname(HOME) not in sites:  # noqa: PTH120
        parts += sorted(stamp(file) for file in _own_files())
    return digest(repr(parts).encode(errors="surrogateescape"))


def _installed_in(place: str) -> bool:
    """Whether packages are installed in a folder: by its name, or because msgspec is, wherever it was put."""
    return (place.endswith(_SITES) and os.path.isdir(place)) or os.path.isfile(os.path.join(place, _NEIGHBOUR))  # noqa: PTH112, PTH113, PTH118


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
