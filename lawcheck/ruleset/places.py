"""Where a text that a rule is made of stands in its file, or in the pack file that put it there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lawcheck.model.rule import Rule
from lawcheck.strict import Path as Steps
from lawcheck.strict import Tree, parse


class Place(NamedTuple):
    """A place of a file, line and column from 1."""

    path: str
    line: int
    column: int


class Places:
    """The rule files and pack files that were looked into, each read once."""

    def __init__(self, packs: Iterable[Path] = ()) -> None:
        self._packs = tuple(packs)
        self._trees: dict[str, Tree] = {}

    def of(self, rule: Rule, text: str, steps: Steps = ()) -> Place:
        """The place of a text: at these steps of the rule file, else where it first stands; line 1 where it does not."""
        own = self._tree(rule.path)
        if steps and own.values.get(steps) and _at(own.data, steps) == text:
            return Place(rule.path, *own.values[steps])
        for tree, below in (
            (own, ("check",)),
            (own, ("where",)),
            *((t, ("rules", rule.id)) for t in self._adapting(rule)),
        ):
            found = next(_standing(tree, text, _at(tree.data, below), below), None)
            if found:
                return Place(tree.path, *found)
        return Place(rule.path, 1, 1)

    def _adapting(self, rule: Rule) -> Iterator[Tree]:
        for file in (*self._packs, Path(rule.path).with_name("pack.yaml")):
            yield self._tree(str(file))

    def _tree(self, path: str) -> Tree:
        if path not in self._trees:
            try:
                self._trees[path] = parse(Path(path).read_text(encoding="utf-8"), path)
            except (OSError, UnicodeDecodeError):
                self._trees[path] = Tree(path)
        return self._trees[path]


def _at(data: Any, steps: Steps) -> Any:
    """What lies at the end of the steps; None where they lead nowhere."""
    for step in steps:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _standing(tree: Tree, text: str, data: Any, at: Steps) -> Iterator[tuple[int, int]]:
    """Where a text stands below a step, as a value or as a key (prefer: {bad: good})."""
    if isinstance(data, str) and data == text:
        yield tree.values[at]
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, child in pairs:
        below = (*at, step)
        if step == text:
            yield tree.keys[below]
        yield from _standing(tree, text, child, below)
