"""Ground: the file that speaks for the drafts of a folder: in the folder itself, else in the nearest one above."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CONFIGS = ("lawcheck.yaml", ".lawcheck.yaml")
PROJECT = "pyproject.toml"
IGNORES = "lawcheck-ignore.yaml"


class Nearest:
    """What speaks for many folders: each place above them is looked at once.

    `look` gives the path of the file in a folder, or None.
    """

    def __init__(self, look: Callable[[str], str | None]) -> None:
        self._look = look
        self._found: dict[str, Path | None] = {}

    def of(self, folder: str) -> Path | None:
        """The file for a folder, which is named by its absolute path."""
        below, place = [], folder
        while place not in self._found:
            below.append(place)
            own, above = self._look(place), os.path.dirname(place)  # noqa: PTH120 — see `_config_in`
            if own or above == place:
                self._found[place] = _path(own) if own else None
            else:
                place = above
        found = self._found[place]
        self._found.update(dict.fromkeys(below, found))
        return found


def _path(name: str) -> Path:
    from pathlib import Path  # not before there is one: it takes longer to load than an unchanged draft to look up

    return Path(name)


def configs() -> Nearest:
    """Config files: one of CONFIGS, or a pyproject.toml that has a table for lawcheck."""
    return Nearest(_config_in)


def side_files() -> Nearest:
    """Files with findings that are set aside."""
    return Nearest(_ignores_in)


def governed(folders: Iterable[str]) -> bool:
    """Whether a config or a side file speaks for any of these folders."""
    kinds = configs(), side_files()
    places = map(os.path.abspath, folders)
    return any(kind.of(place) for place in places for kind in kinds)


def _config_in(place: str) -> str | None:
    # Strings: of thousands of folders, a Path for each would cost more than the look.
    for name in CONFIGS:
        if os.path.isfile(config := os.path.join(place, name)):  # noqa: PTH113, PTH118
            return config
    project = os.path.join(place, PROJECT)  # noqa: PTH118
    if os.path.isfile(project) and b"[tool.lawcheck" in _path(project).read_bytes():  # noqa: PTH113
        return project
    return None


def _ignores_in(place: str) -> str | None:
    file = os.path.join(place, IGNORES)  # noqa: PTH118
    return file if os.path.isfile(file) else None  # noqa: PTH113
