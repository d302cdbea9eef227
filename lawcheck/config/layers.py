"""Settings as layers: values with their origins, a nearer layer laid over a farther one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

FIELDS = (
    "packs",
    "select",
    "ignore",
    "fail_on",
    "severity",
    "kind",
    "level",
    "year",
    "issuer",
    "lang",
    "format",
    "baseline",
    "cache",
)


class Origin(Struct, frozen=True):
    """Where a value stands: a file with line and column, or (line 0) the name of a flag."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Scope(Struct, frozen=True):
    """Patterns and the folder they count from."""

    folder: Path
    patterns: tuple[str, ...]


class Layer:
    """Settings as values by field name, with their origins; `lay_over` puts a nearer layer over a farther one."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}
        self.overrides: list[Layer] = []
        self.excludes: tuple[Scope, ...] = ()
        self.files: tuple[str, ...] = ()
        self.scope = Scope(Path(), ())

    def lay_over(self, values: dict[str, Any], origins: dict[str, Origin]) -> None:
        """Puts this layer's settings over others: a key replaces, entries of `severity` are put one by one."""
        for key, value in self.values.items():
            if key == "severity":
                values[key] = {**values.get(key, {}), **value}
                continue
            values[key] = value
            for old in [o for o in origins if o.startswith(f"{key}.")]:
                del origins[old]
        origins.update(self.origins)
