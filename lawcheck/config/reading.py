"""One config file and those it extends, read strictly; imported only where there is a config file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from msgspec import Struct

from lawcheck.config.layers import FIELDS, Layer, Origin, Scope
from lawcheck.model.errors import Fault, RuleError
from lawcheck.model.profile import KINDS, LEVELS, YEARS
from lawcheck.model.rule import Severity
from lawcheck.registry import FORMATTERS
from lawcheck.registry import names as registered
from lawcheck.strict import MISSING, Tree, convert, parse
from lawcheck.strict import Path as At

Texts = str | list[str]


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What a config may settle for all drafts, and an override for some."""

    select: Texts = []
    ignore: Texts = []
    fail_on: Severity = Severity.ERROR
    severity: dict[str, Severity] = {}
    kind: str = ""
    level: str = ""
    year: int = 0
    issuer: str = ""


class Override(Settings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Settings for the drafts under `path` (gitignore style, from the folder of the config file)."""

    path: Texts


class ConfigFile(Settings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The keys of lawcheck.yaml and of [tool.lawcheck]."""

    extends: Texts = []
    packs: Texts = []
    lang: str = ""
    exclude: Texts = []
    per_path: list[Override] = []
    format: str = ""
    baseline: str = ""
    cache: bool = True


def load_layer(file: Path) -> Layer:
    """A config file with all that it extends; RuleError with the faults of every file at once."""
    faults: list[Fault] = []
    layer = _read(file, (), faults)
    if faults:
        raise RuleError(faults)
    return layer


def _read(file: Path, above: tuple[Path, ...], faults: list[Fault]) -> Layer:
    tree = _tree(file)
    layer = Layer()
    for i, text in enumerate(_texts_in(tree.data, "extends")):
        base = (file.parent / text).resolve()
        at: At = ("extends", i) if ("extends", i) in tree.values else ("extends",)
        if base in (*above, file):
            tree.fault(at, f"extends 循环引用 {text}")
        elif not base.is_file():
            tree.fault(at, f"extends 的文件不存在：{text}")
        else:
            _stack(layer, _read(base, (*above, file), faults))
    if tree.data is not None:
        own = convert(tree, tree.data, ConfigFile)
        _check(tree, tree.data, ())
        if own is not MISSING:
            _stack(layer, _own(own, tree, file))
    layer.files = (*layer.files, tree.path)
    faults += tree.faults
    return layer


def _stack(layer: Layer, upper: Layer) -> None:
    upper.lay_over(layer.values, layer.origins)
    layer.overrides += upper.overrides
    layer.excludes += upper.excludes
    layer.files += upper.files


def _own(own: ConfigFile, tree: Tree, file: Path) -> Layer:
    """What one file says itself."""
    layer = _settings(own, tree, (), file)
    for i, override in enumerate(own.per_path):
        inner = _settings(override, tree, ("per-path", i), file)
        inner.scope = Scope(file.parent, as_tuple(override.path))
        layer.overrides.append(inner)
    if own.exclude:
        layer.origins["exclude"] = _origin(tree, ("exclude",))
        layer.excludes = (Scope(file.parent, as_tuple(own.exclude)),)
    return layer


def _settings(own: ConfigFile | Override, tree: Tree, at: At, file: Path) -> Layer:
    layer = Layer()
    data = _node(tree.data, at)
    for key in data:
        field = key.replace("-", "_")
        if field not in FIELDS:
            continue
        value = getattr(own, field)
        layer.origins[field] = _origin(tree, (*at, key))
        if field in ("packs", "select", "ignore"):
            value = as_tuple(value)
            for i in range(len(value)):
                layer.origins[f"{field}.{i}"] = _origin(tree, (*at, key, i))
        if field == "packs":
            value = tuple(str(file.parent / p) if (file.parent / p).exists() else p for p in value)
        if field == "baseline":
            value = str(file.parent / value)
        if field == "severity":
            layer.origins.update({f"severity.{word}": _origin(tree, (*at, key, word)) for word in value})
        layer.values[field] = value
    return layer


def _origin(tree: Tree, at: At) -> Origin:
    place = tree.keys.get(at) or tree.values.get(at)
    while not place and at:
        at = at[:-1]
        place = tree.keys.get(at) or tree.values.get(at)
    return Origin(tree.path, *(place or (1, 1)))


def _node(data: Any, at: At) -> dict[str, Any]:
    for step in at:
        data = data[step]
    return data if isinstance(data, dict) else {}


def as_tuple(value: Texts) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _texts_in(data: Any, key: str) -> list[str]:
    value = data.get(key, []) if isinstance(data, dict) else []
    return [v for v in ([value] if isinstance(value, str) else value) if isinstance(v, str)] if value else []


def _check(tree: Tree, data: Any, at: At) -> None:
    """Values that are texts to the parser but must be one of a list."""
    if not isinstance(data, dict):
        return
    allowed = {"kind": KINDS, "level": LEVELS, "lang": ("zh", "en")}
    if "format" in data:
        allowed["format"] = tuple(registered("formatters", FORMATTERS))
    for key, words in allowed.items():
        if isinstance(data.get(key), str) and data[key] not in words:
            tree.fault((*at, key), f"应为 {' | '.join(words)}，实为 {data[key]}")
    if isinstance(data.get("year"), int) and data["year"] not in YEARS:
        tree.fault((*at, "year"), f"应为 {YEARS.start}—{YEARS.stop - 1}，实为 {data['year']}")
    overrides = data.get("per-path")
    for i, override in enumerate(overrides if isinstance(overrides, list) else ()):
        _check(tree, override, (*at, "per-path", i))


def _tree(file: Path) -> Tree:
    shown = _shown(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        tree = Tree(shown)
        tree.fault((), "不是 UTF-8 文本" if isinstance(error, UnicodeDecodeError) else f"无法读取：{error.strerror}")
        return tree
    if file.suffix == ".toml":
        from lawcheck.config.toml import parse_toml

        return parse_toml(text, shown)
    return parse(text, shown)


def _shown(file: Path) -> str:
    """A path as people see it: from the working folder where it lies below that."""
    try:
        return os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)
    except OSError:
        return str(file)
