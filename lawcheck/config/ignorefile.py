"""lawcheck-ignore.yaml read strictly: suppressions for formats that hold no comments. Parsed only where there is one."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from lawcheck.model.errors import RuleError
from lawcheck.model.ruleset import names
from lawcheck.strict import MISSING, convert, parse
from lawcheck.suppressions.sidefile import Ignore, Placed


def load(file: Path, known: Collection[str]) -> tuple[Placed, ...]:
    """The entries of a side file; RuleError with every fault, a rule that nobody knows among them."""
    shown = os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text, undecoded = "", True
    else:
        undecoded = False
    tree = parse(text, shown)
    if undecoded:
        tree.fault((), "不是 UTF-8 文本")
    data = [] if tree.data is None else tree.data
    if not isinstance(data, list):
        tree.fault((), "应为列表，每项写 path、rule、reason、by，可写 text、until")
        data = []
    placed = []
    for i, item in enumerate(data):
        entry = convert(tree, item, Ignore, (i,))
        if entry is MISSING:
            continue
        if not any(names(entry.rule, rule) for rule in known):
            tree.fault((i, "rule"), f"没有规则或规则包 {entry.rule}")
        placed.append(Placed(entry, f"{shown}:{tree.values[(i,)][0]}"))
    if tree.faults:
        raise RuleError(tree.faults)
    return tuple(placed)
