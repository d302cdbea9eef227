"""[tool.lawcheck] of a pyproject.toml as a Tree. tomllib keeps no places: lines are found by searching for the key."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from lawcheck.model.errors import Fault
from lawcheck.model.patterns import re_compile
from lawcheck.strict import Path, Tree

_AT = re_compile(r"\(at line (\d+), column (\d+)\)")


def parse_toml(text: str, path: str) -> Tree:
    """The table as plain data; a syntax error anywhere in the file is a fault."""
    tree = Tree(path)
    try:
        data = tomllib.loads(text).get("tool", {}).get("lawcheck")
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        tree.faults.append(Fault(path, line, column, f"TOML 语法错误：{_AT.sub('', str(error)).strip()}"))
        return tree
    tree.data = _plain(data)
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if line.strip().startswith("[tool.lawcheck")), 0)
    tree.values[()] = (start + 1, 1)
    _places(tree, tree.data, (), lines, start)
    return tree


def _plain(data: Any) -> Any:
    """Dates become text: no key of ours takes one."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data if data is None or isinstance(data, str | int | float | bool) else str(data)


def _places(tree: Tree, data: Any, at: Path, lines: list[str], start: int) -> None:
    """Notes for each key and each text of a list the first line from its parent's on that has it."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        word = re.escape(str(value if isinstance(key, int) and isinstance(value, str) else key))
        if isinstance(key, int):
            pattern = rf"(?P<key>[\"']{word}[\"'])" if isinstance(value, str) else r"(?P<key>\[\[.*per-path|\{)"
        else:
            pattern = rf"(?:^|[\s{{,.\[])(?P<key>[\"']?{word}[\"']?)\s*[=\]]"
        found = next(((i, m) for i in range(start, len(lines)) if (m := re.search(pattern, lines[i]))), None)
        place = (found[0] + 1, found[1].start("key") + 1) if found else tree.values[at]
        if not isinstance(key, int):
            tree.keys[(*at, key)] = place
        tree.values[(*at, key)] = place
        _places(tree, value, (*at, key), lines, place[0] - 1)
        if isinstance(key, int) and isinstance(value, dict):
            start = place[0]  # the next table of the list stands further down
