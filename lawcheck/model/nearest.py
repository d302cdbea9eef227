"""Ground: the file that speaks for the drafts of a folder: in the folder itself, else in the nearest one above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

CONFIGS = ("lawcheck.yaml", ".lawcheck.yaml")
PROJECT = "pyproject.toml"
IGNORES = "lawcheck-ignore.yaml"


def config_of(folder: Path) -> Path | None:
    """The nearest config file: one of CONFIGS, or a pyproject.toml that has a table for lawcheck."""
    return _nearest(folder, _config_in)


def ignores_of(folder: Path) -> Path | None:
    """The nearest side file."""
    return _nearest(folder, lambda place: place / IGNORES if (place / IGNORES).is_file() else None)


def _nearest(folder: Path, look: Callable[[Path], Path | None]) -> Path | None:
    return next(filter(None, map(look, (folder, *folder.parents))), None)


def _config_in(place: Path) -> Path | None:
    for name in CONFIGS:
        if (place / name).is_file():
            return place / name
    project = place / PROJECT
    return project if project.is_file() and b"[tool.lawcheck" in project.read_bytes() else None
