"""The peers of the comparison, installed from PyPI and npm into a folder, each with a command over a folder of drafts.

textlint gets the words of the pack `wording` that are plain text, by its rule prh; the others run their own rules.
What cannot be installed is left out, and said.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

NPM = {
    "textlint": "14.8.4", "textlint-rule-prh": "6.1.0", "markdownlint-cli2": "0.18.1", "zhlint": "0.8.2",
}  # fmt: skip
PYPI = {"autocorrect-py": "2.14.0", "proselint": "0.14.0"}


def install(folder: Path, drafts: Path) -> Iterator[tuple[str, list[str]]]:
    """(name, command) of each peer that could be installed."""
    folder.mkdir()
    yield from _from_npm(folder, drafts)
    yield from _from_pypi(folder, drafts)


def _from_npm(folder: Path, drafts: Path) -> Iterator[tuple[str, list[str]]]:
    for package, version in NPM.items():
        if not _done(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"{package}@{version}"]):
            _done(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), package])
    programs = folder / "node_modules" / ".bin"
    words = _words()
    (folder / "prh.yml").write_text(
        "version: 1\nrules:\n"
        + "".join(f"  - expected: {json.dumps(g)}\n    pattern: {json.dumps(b)}\n" for b, g in words),
        encoding="utf-8",
    )
    rules = {"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}
    (folder / "textlintrc.json").write_text(json.dumps(rules), encoding="utf-8")
    found = {
        "textlint + prh": f"textlint --config {folder}/textlintrc.json --rules-base-directory {folder}/node_modules *.md",
        "markdownlint-cli2": "markdownlint-cli2 '*.md'",
        "zhlint": "zhlint '*.md'",
    }
    for name, line in found.items():
        if (programs / line.split()[0]).exists():
            yield name, _shell(drafts, f"{programs}/{line}")
        else:
            print(f"{name}: not installed, left out", file=sys.stderr)


def _shell(drafts: Path, line: str) -> list[str]:
    """A command line in the folder of drafts (zhlint takes no other path); findings are no failure."""
    return ["sh", "-c", f"cd {drafts} && {line} || [ $? -lt 3 ]"]


def _from_pypi(folder: Path, drafts: Path) -> Iterator[tuple[str, list[str]]]:
    venv.create(folder / "venv", with_pip=True)
    python = str(folder / "venv" / "bin" / "python")
    for package, version in PYPI.items():
        one = _done([python, "-m", "pip", "install", "-q", f"{package}=={version}"])
        if not one and not _done([python, "-m", "pip", "install", "-q", package]):
            print(f"{package}: not installed, left out", file=sys.stderr)
            continue
        if package == "proselint":
            yield package, _shell(drafts, f"{folder}/venv/bin/proselint *.md")
        else:
            yield package, [python, "-c", _AUTOCORRECT, str(drafts)]


_AUTOCORRECT = (
    "import sys, pathlib, autocorrect_py\n"
    "for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
    "    print(autocorrect_py.lint_for(file.read_text(), 'markdown'))\n"
)


def _words() -> list[tuple[str, str]]:
    """(bad, good) of the rules whose pattern is plain text."""
    from lawcheck import load_rules

    pairs = []
    for rule in load_rules(["wording"]):
        chosen = rule.params.get("replace", ())
        entries = chosen.items() if isinstance(chosen, dict) else ((entry["bad"], entry["good"]) for entry in chosen)
        for bad, good in entries:
            pairs += [(word, good) for word in ([bad] if isinstance(bad, str) else bad) if word.isalpha()]
    return pairs


def _done(words: list[str]) -> bool:
    try:
        return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False
