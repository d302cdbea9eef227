"""Ground: the file that speaks for the drafts of a folder: in the folder itself, else in the nearest one above."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

CONFIGS = ("lawcheck.yaml", ".lawcheck.yaml")
PROJECT = "pyproject.toml"
IGNORES = "lawcheck-ignore.yaml"


def config_of(folder: Path) -> Path | None:
    """The nearest config file: one of CONFIGS, or a pyproject.toml that has a table for lawcheck."""
    return _nearest(folder, _config_in)


def ignores_of(folder: Path) -> Path | None:
    """The nearest side file."""
    return _nearest(folder, _ignores_in)


def governed(folders: Iterable[str]) -> bool:
    """Whether a config or a side file speaks for any of these folders; each place above them is looked at once."""
    seen: set[str] = set()
    for folder in folders:
        place = os.path.abspath(folder)  # noqa: PTH100 — resolve() would follow links
        while place not in seen:
            seen.add(place)
            if _config_in(place) or _ignores_in(place):
                return True
            place = os.path.dirname(place)  # noqa: PTH120
    return False


def _nearest(folder: Path, look: Callable[[str], str | None]) -> Path | None:
    found = next(filter(None, (look(str(place)) for place in (folder, *folder.parents))), None)
    return Path(found) if found else None


def _config_in(place: str) -> str | None:
    # Strings: of thousands of folders, a Path for each would cost more than the look.
    for name in CONFIGS:
        if os.path.isfile(config := os.path.join(place, name)):  # noqa: PTH113, PTH118
            return config
    project = os.path.join(place, PROJECT)  # noqa: PTH118
    if os.path.isfile(project) and b"[tool.lawcheck" in Path(project).read_bytes():  # noqa: PTH113
        return project
    return None


def _ignores_in(place: str) -> str | None:
    file = os.path.join(place, IGNORES)  # noqa: PTH118
    return file if os.path.isfile(file) else None  # noqa: PTH113
