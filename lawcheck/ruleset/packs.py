"""Packs: a folder of rule files with a pack.yaml, and how one pack extends and adapts another."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from lawcheck.model.errors import Fault, LawcheckError, RuleError
from lawcheck.model.rule import Rule, Words
from lawcheck.model.state import stamp
from lawcheck.registry import resolve
from lawcheck.ruleset.rulefile import ALWAYS, WhenFile, check_when, read_rule
from lawcheck.strict import MISSING, Tree, convert, parse


class PackFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a pack.yaml. `rules` adapts rules of the packs in `extends` (and of this one), by id.

    An entry is a severity word, or a table merged into the rule: plain keys replace, +key appends to a list, -key takes
    out of it; an entry of a list of tables is named by its title or name.
    """

    name: str
    title: Words | str
    version: int = 1
    when: WhenFile = WhenFile()
    extends: list[str] = []
    rules: dict[str, Any] = {}


def builtin() -> Path:
    """The folder of the packs that come with lawcheck."""
    # Not through importlib.resources, whose import costs more than the reading of a pack.
    return Path(import_module("lawcheck.rules").__path__[0])


def builtin_names() -> list[str]:
    return sorted(p.parent.name for p in builtin().glob("*/pack.yaml"))


def locate(pack: str, near: Path | None = None) -> Path:
    """The folder of a pack: a built-in name, a path (from `near`, else from where we are), or an entry point.

    A name alone that is one of the built-in packs is that pack; a folder of the same name is written ./name.
    """
    folder = near / pack if near else Path(pack)
    for candidate in (builtin() / pack if pack in builtin_names() else folder, folder):
        if (candidate / "pack.yaml").is_file():
            return candidate
    if folder.is_dir():
        raise LawcheckError(f"{folder} 里没有 pack.yaml，不是规则包（可逐个给出规则文件）")
    from importlib.metadata import entry_points  # half of what a first run imports, for packs of third parties alone

    for entry in entry_points(group="lawcheck.packs"):
        if entry.name == pack:
            found = resolve(entry.value)
            return Path(str(found() if callable(found) else found))
    raise LawcheckError(f"找不到规则包 {pack}（内置：{'、'.join(builtin_names())}）")


class Loader:
    """Reads packs into rules, each pack once; collects the faults of all files before it gives up.

    Unless `thorough`, the patterns of the built-in packs are not compiled to see whether they do: `lawcheck rules test`
    has seen to that, and it is a third of a first run.
    """

    def __init__(self, *, thorough: bool = True) -> None:
        self._thorough, self._own = thorough, builtin().resolve()
        self.faults: list[Fault] = []
        self.stamps: dict[Path, str] = {}  # of every file and folder looked at, as it was before the look
        self._rules: dict[str, tuple[Tree, WhenFile]] = {}
        self._ready: dict[str, Rule] = {}
        self._packs: set[Path] = set()

    def pack(self, folder: Path) -> None:
        """Adds the rules of a pack and of those it extends; a later pack adapts what earlier ones brought."""
        folder = folder.resolve()
        if folder in self._packs:
            return
        self._packs.add(folder)
        tree = self._parse(folder / "pack.yaml")
        pack = convert(tree, tree.data, PackFile)
        check_when(tree, tree.data if isinstance(tree.data, dict) else {})
        self.faults += tree.faults
        if pack is MISSING:
            return
        for i, parent in enumerate(pack.extends):
            try:
                self.pack(locate(parent, folder.parent))
            except LawcheckError as error:
                tree.faults.clear()
                tree.fault(("extends", i), str(error))
                self.faults += tree.faults
        files = [file for file in sorted(folder.glob("*.yaml")) if file.name != "pack.yaml"]
        for file in files:
            self.file(file, f"{pack.name}/{file.stem}", pack.when)
        self.faults += [Fault(_shown(file), 1, 1, "规则文件的后缀应为 .yaml") for file in sorted(folder.glob("*.yml"))]
        if not files and not pack.extends and not pack.rules:
            self.faults.append(Fault(tree.path, 1, 1, "这个规则包里没有规则文件（*.yaml）"))
        self._adapt(tree, pack)

    def file(self, file: Path, rule_id: str, when: WhenFile = ALWAYS) -> None:
        """Adds one rule file."""
        tree = self._parse(file)
        if tree.data is None:  # no YAML: nothing more to say than where it breaks
            tree.faults = tree.faults or [Fault(tree.path, 1, 1, "规则文件是空的")]
            self.faults += tree.faults
            return
        rule = read_rule(tree, rule_id, when, proved=not self._thorough and self._own in file.parents)
        self.faults += tree.faults
        if rule:
            self._rules[rule_id] = (tree, when)
            self._ready[rule_id] = rule

    def look(self, path: Path) -> None:
        """Notes the state of a file or folder that is about to be read: a change while it is read will show."""
        if path not in self.stamps:
            self.stamps[path] = stamp(str(path.absolute()))

    def rules(self) -> list[Rule]:
        """The rules, in the order in which they were added; RuleError with every fault."""
        if self.faults:
            raise RuleError(self.faults)
        return list(self._ready.values())

    def _parse(self, file: Path) -> Tree:
        self.look(file.parent)
        self.look(file)
        try:
            return parse(file.read_text(encoding="utf-8"), _shown(file))
        except UnicodeDecodeError:
            tree = Tree(_shown(file))
            tree.fault((), "不是 UTF-8 文本")
            return tree

    def _adapt(self, tree: Tree, pack: PackFile) -> None:
        for rule_id, change in pack.rules.items():
            at = ("rules", rule_id)
            tree.faults.clear()
            if rule_id not in self._rules:
                if not any(f.path.endswith(f"{rule_id}.yaml") for f in self.faults):
                    tree.fault(at, f"要调整的规则 {rule_id} 不存在", key=True)
                self.faults += tree.faults
                continue
            base, when = self._rules[rule_id]
            patch = {"severity": change} if isinstance(change, str) else change
            adapted = Tree(base.path)
            adapted.keys, adapted.values = base.keys, base.values
            try:
                adapted.data = merge(base.data, patch)
            except ValueError as error:
                tree.fault(at, str(error))
                self.faults += tree.faults
                continue
            rule = read_rule(adapted, rule_id, when)
            for fault in adapted.faults:
                tree.fault(at, fault.message)
            self.faults += tree.faults
            if rule:
                self._rules[rule_id] = (adapted, when)
                # The examples show what the rule said before: they hold for a change of severity, and no other.
                kept = rule.examples if set(patch) <= {"severity"} else ()
                self._ready[rule_id] = replace(rule, examples=kept)


def merge(base: Any, patch: Any) -> Any:
    """A rule's data with a pack's changes merged in; ValueError for a change that has nothing to change."""
    if isinstance(patch, dict) and isinstance(base, list):
        return _merge_list(base, patch)
    if not isinstance(patch, dict) or not isinstance(base, dict):
        return patch
    out = dict(base)
    for key, value in patch.items():
        name = key[1:] if key[:1] in "+-" else key
        if key[:1] == "+":
            out[name] = _as_list(out.get(name)) + _as_list(value)
        elif key[:1] == "-":
            gone = [v for v in _as_list(value) if v not in _as_list(out.get(name))]
            if gone:
                raise ValueError(f"{name} 里没有 {'、'.join(map(str, gone))}，无从去掉")
            out[name] = [v for v in _as_list(out.get(name)) if v not in _as_list(value)]
        else:
            out[name] = merge(out[name], value) if name in out else value
    return out


def _merge_list(base: list[Any], patch: dict[str, Any]) -> list[Any]:
    named = {str(item.get("title", item.get("name"))): i for i, item in enumerate(base) if isinstance(item, dict)}
    out = list(base)
    for name, change in patch.items():
        if name not in named:
            raise ValueError(f"列表里没有名为 {name} 的一项（有：{'、'.join(named)}）")
        out[named[name]] = merge(out[named[name]], change)
    return out


def _as_list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _shown(file: Path) -> str:
    """A path as short as it can be said: from the working folder when the file lies below it."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)
