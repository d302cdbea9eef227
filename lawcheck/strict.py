"""Floor 2: strict YAML. Plain data with the place of every node, and conversion to our types with *all* faults.

msgspec stops at the first fault and knows no lines; whoever writes a rule at night wants every fault with its place.
"""

from __future__ import annotations

import re
import types
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from lawcheck.model.errors import Fault

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Path = tuple[str | int, ...]
MISSING = object()
_CORE = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
_WHOLE = re.compile(r"[+-]?(?:0|[1-9]\d{0,17})", re.ASCII)  # 0571 is no number, but what it is written as


class Tree:
    """Plain data of one YAML file and, by path, where each value stands (line, column; 1-based)."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.data: Any = None
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.faults: list[Fault] = []

    def fault(self, at: Path, message: str, *, key: bool = False) -> None:
        """Records a fault at a value (or its key), or at the nearest enclosing one that is there."""
        table = self.keys if key else self.values
        while at and at not in table:
            at = at[:-1]
        line, column = table.get(at, (1, 1))
        self.faults.append(Fault(self.path, line, column, message))

    def where(self, value: str) -> Path:
        """The path of the first scalar with this value; () where there is none."""
        return _search(self.data, value, ()) or ()


def _search(data: Any, value: str, at: Path) -> Path | None:
    if data == value:
        return at
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, child in children:
        found = _search(child, value, (*at, key))
        if found is not None:
            return found
    return None


def parse(text: str, path: str) -> Tree:
    """The tree of a YAML text; syntax errors, double keys and tags of its own are faults of it."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    tree = Tree(path)
    try:
        node = _yaml()(typ="safe").compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        tree.faults.append(Fault(path, line, column, f"YAML 语法错误：{error.problem or error.context}"))
        return tree
    except YAMLError as error:  # a character that YAML does not know
        tree.faults.append(Fault(path, 1, 1, f"YAML 语法错误：{str(error).splitlines()[0]}"))
        return tree
    try:
        tree.data = None if node is None else _plain(node, (), tree)
    except RecursionError:
        tree.faults.append(Fault(path, 1, 1, "YAML 嵌套过深，或者引用了自身"))
    return tree


@cache
def _yaml() -> type[YAML]:
    """ruamel's YAML without what takes it half its time: plug-ins looked for per text, the version asked per scalar."""
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import Resolver, VersionedResolver

    class Resolver12(VersionedResolver):
        versioned_resolver = Resolver.yaml_implicit_resolvers

    class Plain(YAML):
        def __init__(self, **how: Any) -> None:
            super().__init__(**how)
            self.Resolver = Resolver12

        def official_plug_ins(self) -> list[str]:
            return []

    return Plain


def _plain(node: Any, at: Path, tree: Tree) -> Any:
    tree.values[at] = (node.start_mark.line + 1, node.start_mark.column + 1)
    kind = node.id
    if str(node.tag).removeprefix("tag:yaml.org,2002:") not in _CORE:
        tree.fault(at, f"不支持的 YAML 标签 {node.tag}")
    if kind == "scalar":
        return _scalar(node)
    if kind == "sequence":
        return [_plain(child, (*at, i), tree) for i, child in enumerate(node.value)]
    out: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        place = (*at, key)
        tree.keys.setdefault(place, (key_node.start_mark.line + 1, key_node.start_mark.column + 1))
        if key in out:
            tree.faults.append(
                Fault(tree.path, key_node.start_mark.line + 1, key_node.start_mark.column + 1, f"键重复：{key}")
            )
            continue
        out[key] = _plain(value_node, place, tree)
    return out


def _scalar(node: Any) -> Any:
    """Only what YAML 1.2's core schema calls a number, a boolean or null; dates and yes/no stay text."""
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if node.tag.endswith(":float"):
        try:
            return float(text)
        except ValueError:
            return text
    return text


@cache
def _known(cls: type[Struct]) -> dict[str, FieldInfo]:
    """The fields by the keys they are written with."""
    return {field.encode_name: field for field in fields(cls)}


@cache
def _hints(cls: type[Struct]) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


def convert(tree: Tree, data: Any, to: Any, at: Path = ()) -> Any:
    """`data` as type `to`, or MISSING with the faults recorded in the tree. Struct, list, dict, Union and scalars."""
    origin = get_origin(to)
    if origin in (Union, types.UnionType):
        return _union(tree, data, to, at)
    if isinstance(to, type) and issubclass(to, Struct):
        return _struct(tree, data, to, at)
    if origin in (list, tuple):
        if not isinstance(data, list):
            tree.fault(at, f"应为列表，实为{_name(data)}")
            return MISSING
        item = get_args(to)[0]
        values = [convert(tree, value, item, (*at, i)) for i, value in enumerate(data)]
        return MISSING if MISSING in values else origin(values)
    if origin is dict:
        if not isinstance(data, dict):
            tree.fault(at, f"应为键值表，实为{_name(data)}")
            return MISSING
        item = get_args(to)[1]
        out = {key: convert(tree, value, item, (*at, key)) for key, value in data.items()}
        return MISSING if MISSING in out.values() else out
    return _leaf(tree, data, to, at)


def _leaf(tree: Tree, data: Any, to: Any, at: Path) -> Any:
    if to is str and isinstance(data, int | float) and not isinstance(data, bool):
        data = str(data)  # year: 2024 where a text is wanted
    try:
        return msgspec.convert(data, to)
    except msgspec.ValidationError:
        tree.fault(at, f"应为{_wanted(to)}，实为{_name(data)}")
        return MISSING


def _wanted(to: Any) -> str:
    if isinstance(to, type) and issubclass(to, Enum):
        return " | ".join(str(member.value) for member in to)
    args = get_args(to)
    if args and all(isinstance(a, str) for a in args):
        return " | ".join(args)
    return {str: "文本", int: "整数", bool: "true/false", float: "数"}.get(to, str(to))


def _name(data: Any) -> str:
    if data is None:
        return "空"
    kind = {dict: "键值表", list: "列表", bool: "布尔值", int: "整数", float: "小数", str: "文本"}[type(data)]
    return kind if isinstance(data, dict | list) else f"{kind} {data!r}"


def _union(tree: Tree, data: Any, to: Any, at: Path) -> Any:
    """The member of a union that has the data's own shape; a text where a list of texts is meant stays a text."""
    options = [a for a in get_args(to) if a is not type(None)]
    if data is None and type(None) in get_args(to):
        return None
    for option in options:
        shape = get_origin(option) or option
        struct = isinstance(shape, type) and issubclass(shape, Struct)
        wanted: tuple[type, ...] = (dict,) if struct or shape is dict else (list,) if shape in (list, tuple) else ()
        if wanted and isinstance(data, wanted):
            return convert(tree, data, option, at)
    scalars = [o for o in options if not _is_container(o)]
    if not scalars or isinstance(data, dict | list):
        tree.fault(at, f"此处不能是{_name(data)}")
        return MISSING
    return _leaf(tree, data, Union[tuple(scalars)] if len(scalars) > 1 else scalars[0], at)  # noqa: UP007


def _is_container(option: Any) -> bool:
    shape = get_origin(option) or option
    return isinstance(shape, type) and (issubclass(shape, Struct) or shape in (list, tuple, dict))


def _struct(tree: Tree, data: Any, to: type[Struct], at: Path) -> Any:
    if not isinstance(data, dict):
        tree.fault(at, f"应为键值表，实为{_name(data)}")
        return MISSING
    known, hints = _known(to), _hints(to)
    for key in data:
        if key not in known:
            near = get_close_matches(str(key), known, 1)
            tree.fault((*at, key), f"未知的键 {key}" + (f"，是否想写 {near[0]}？" if near else ""), key=True)
    values: dict[str, Any] = {}
    ok = all(key in known for key in data)
    for name, field in known.items():
        if name in data:
            values[field.name] = convert(tree, data[name], hints[field.name], (*at, name))
            ok = ok and values[field.name] is not MISSING
        elif field.default is NODEFAULT and field.default_factory is NODEFAULT:
            tree.fault(at, f"缺少必需的键 {name}")
            ok = False
    if not ok:
        return MISSING
    try:
        return to(**values)
    except ValueError as error:
        tree.fault(at, str(error))
        return MISSING
