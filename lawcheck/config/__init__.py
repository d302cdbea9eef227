"""Floor 3: the settings for a draft: the nearest lawcheck.yaml or [tool.lawcheck], what it extends, overrides by path.

Nothing is parsed, and no parser imported, where there is no config file.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from lawcheck.config.layers import FIELDS, Layer, Origin, Scope
from lawcheck.model.errors import Fault
from lawcheck.model.gitignore import path_spec
from lawcheck.model.nearest import configs
from lawcheck.model.rule import Severity
from lawcheck.model.ruleset import names

__all__ = ["Config", "Configs", "Origin", "find", "load"]

DEFAULT_ORIGIN = "默认"


class Config(Struct, frozen=True):
    """The settings for one draft. `origins` says for each key that is set, and each entry of a list or table, where.

    packs      names or absolute paths; empty means all built-in packs
    severity   by rule id or pack name; an id says more than a pack
    kind, level, year, issuer   Profile fields to use instead of what the draft says of itself; None: infer
    lang       None: by the locale
    cache      whether results are kept for the next run
    baseline   path of the file with known findings
    exclude    every pattern that holds, for people to see; Configs.excluded applies them, each from its own folder
    """

    packs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    severity: dict[str, Severity] = {}
    kind: str | None = None
    level: str | None = None
    year: int | None = None
    issuer: str | None = None
    lang: str | None = None
    exclude: tuple[str, ...] = ()
    format: str = "text"
    baseline: str | None = None
    cache: bool = True
    origins: dict[str, Origin] = {}
    files: tuple[str, ...] = ()

    def origin(self, key: str) -> str:
        """Where a value (a key, or an entry: severity.wording/x, ignore.0) comes from: "path:line", 默认 for none."""
        found = self.origins.get(key)
        return str(found) if found else DEFAULT_ORIGIN

    def profile(self) -> dict[str, tuple[Any, str]]:
        """The Profile fields that are set, each with its origin as the reason; what `infer` takes as overrides."""
        values = {key: getattr(self, key) for key in ("kind", "level", "year", "issuer")}
        return {key: (value, self.origin(key)) for key, value in values.items() if value is not None}

    def severity_of(self, rule_id: str, own: Severity) -> Severity:
        """The severity of a rule: as its id says here, else its pack, else its own."""
        chosen = [word for word in self.severity if names(word, rule_id)]
        return self.severity[max(chosen, key=len)] if chosen else own

    def with_flags(self, flags: Mapping[str, Any]) -> Config:
        """These settings with those that the command line gives (None: not given); the origin is the flag's name."""
        given = {key: value for key, value in flags.items() if value is not None}
        origins = {key: Origin(f"--{key.replace('_', '-')}") for key in given}
        kept = {k: o for k, o in self.origins.items() if k.partition(".")[0] not in given}
        return replace(self, **given, origins=kept | origins)

    def unknown(self, known: Collection[str]) -> list[Fault]:
        """A Fault for each word of select, ignore and severity from a config file that names none of the known rules."""
        words = [(f"{key}.{i}", word) for key in ("select", "ignore") for i, word in enumerate(getattr(self, key))]
        words += [(f"severity.{word}", word) for word in self.severity]
        return [
            Fault(origin.path, origin.line, origin.column, f"没有规则或规则包 {word}")
            for key, word in words
            if (origin := self.origins.get(key)) and not any(names(word, rule) for rule in known)
        ]


def find(folder: Path) -> Path | None:
    """The nearest config file of a folder: in itself or the first of its parents that has one."""
    return configs().of(str(folder))


def load(file: Path, draft: Path | None = None) -> Config:
    """The settings of a config file (and those it extends), for a draft if one is given; RuleError with every fault."""
    return _config(_read(file.resolve()), draft)


def _config(layer: Layer, draft: Path | None) -> Config:
    values, origins = dict(layer.values), dict(layer.origins)
    for override in layer.overrides if draft is not None else ():
        if draft is not None and _within(override.scope, draft, is_folder=False):
            override.lay_over(values, origins)
    known = {key: value for key, value in values.items() if key in FIELDS}
    exclude = tuple(pattern for scope in layer.excludes for pattern in scope.patterns)
    return Config(**known, exclude=exclude, origins=origins, files=layer.files)


def _read(file: Path) -> Layer:
    from lawcheck.config.reading import load_layer

    return load_layer(file)


class Configs:
    """The settings of many drafts, each config file read once. `explicit` is used for all drafts instead of the nearest."""

    def __init__(self, explicit: Path | None = None, *, search: bool = True) -> None:
        self._explicit = explicit
        self._search = search
        self._layers: dict[Path, Layer] = {}
        self._nearest = configs()
        self._plain: dict[int, Config] = {}

    def for_file(self, draft: str | os.PathLike[str]) -> Config:
        """The settings of one draft ("-": of the working folder); RuleError with every fault of its config files."""
        path = os.path.abspath(draft)  # noqa: PTH100 — resolve() would follow links out of the folder meant
        layer = self._layer(os.path.dirname(path))  # noqa: PTH120
        if layer and layer.overrides:
            return _config(layer, Path(path))
        key = id(layer)  # drafts without overrides of their own have one Config between them
        if key not in self._plain:
            self._plain[key] = _config(layer, None) if layer else Config()
        return self._plain[key]

    def excluded(self, path: str | os.PathLike[str], is_folder: bool = False) -> bool:
        """Whether the config says to leave out a file or folder that was not named outright."""
        whole = os.path.abspath(path)  # noqa: PTH100
        layer = self._layer(os.path.dirname(whole))  # noqa: PTH120
        return any(_within(scope, Path(whole), is_folder) for scope in layer.excludes) if layer else False

    def _layer(self, folder: str) -> Layer | None:
        file = self._explicit.resolve() if self._explicit else self._find(folder)
        if file is None:
            return None
        if file not in self._layers:
            self._layers[file] = _read(file)
        return self._layers[file]

    def _find(self, folder: str) -> Path | None:
        return self._nearest.of(folder) if self._search else None


def _within(scope: Scope, path: Path, is_folder: bool) -> bool:
    """Whether a path is among those that patterns (gitignore style, from the folder of their config) name."""
    try:
        inner = path.relative_to(scope.folder).as_posix()
    except ValueError:
        return False
    return bool(path_spec(scope.patterns).match_file(inner + "/" * is_folder))


def show(config: Config) -> str:
    """What `lawcheck config show FILE` prints: each setting, its value, and where it comes from."""
    from lawcheck.formatters.layout import cells, pad

    rows = []
    for field in (*FIELDS, "exclude"):
        rows.append((field.replace("_", "-"), _shown(getattr(config, field)), config.origin(field)))
        if field == "severity":
            rows += [(f"  {w}", level.value, config.origin(f"severity.{w}")) for w, level in config.severity.items()]
    files = "、".join(config.files) or "没有配置文件，全部用默认值"
    first, second = (max(cells(row[i]) for row in rows) for i in (0, 1))
    lines = [f"{pad(name, first)}  {pad(value, second)}  {origin}" for name, value, origin in rows]
    return "\n".join([f"配置文件：{files}", *lines]) + "\n"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(value) or "—"
    if isinstance(value, dict):
        return f"{len(value)} 项" if value else "—"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "—" if value is None else str(getattr(value, "value", value))
