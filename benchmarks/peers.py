"""The peers of the comparison: installed from PyPI and npm in the versions named here, each tried on a planted error.

textlint (by its rule prh), autocorrect (its spelling list) and ast-grep get the wording of lawcheck that they can
hold; the others run rules of their own. A peer that cannot be installed or misses its planted error is left out, and
that is said: its time would be the time of doing nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from timing import Command, environment

PLAIN = "# 工作情况\n\n全年各项工作有序推进。\n"
WORD = PLAIN + "\n建设旅游渡假区一处。\n"


class Pattern(NamedTuple):
    """Wording that is wrong: plain words, or an expression without look-around, which any engine reads."""

    bad: str
    better: str

    @property
    def plain(self) -> bool:
        return self.bad.isalpha()


@dataclass(frozen=True)
class Peer:
    """`words` in a folder of drafts; `one` in the same folder before the name of a single file.

    `planted` is a draft with one error, `shows` what stands in the peer's output for it alone.
    """

    name: str
    words: tuple[str, ...]
    one: tuple[str, ...]
    planted: str
    shows: str

    def on(self, drafts: Path, label: str) -> Command:
        """A file, or all drafts of a folder."""
        if drafts.is_dir():
            return Command(label, self.words, drafts)
        return Command(label, (*self.one, drafts.name), drafts.parent)

    def finds(self, folder: Path) -> bool:
        """Whether it tells the planted error from a draft without."""
        folder.mkdir(parents=True, exist_ok=True)
        said = []
        for text in (PLAIN, self.planted):
            (folder / "draft.md").write_text(text, encoding="utf-8")
            command = self.on(folder, self.name)
            done = subprocess.run(command.words, cwd=folder, env=environment(command), capture_output=True, check=False)
            said.append(done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace"))
        return self.shows not in said[0] and self.shows in said[1]


class Found(NamedTuple):
    """The peers that work, by name, the packages they came in, and why each of the others does not."""

    peers: dict[str, Peer]
    packages: list[str]
    left_out: list[str]


def install(folder: Path) -> Found:
    """Installs into the folder; one that is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    venv.create(folder / "venv", with_pip=True)
    found = Found({}, [], [])
    for source, packages, make in _SOURCES:
        installed = _npm(folder, packages) if source == "npm" else _pypi(folder, packages)
        peer = make(folder)
        if not installed or not Path(peer.words[0]).exists():
            found.left_out.append(f"{peer.name}: cannot be installed")
        elif not peer.finds(folder / "planted" / peer.name):
            found.left_out.append(f"{peer.name}: does not report a planted error")
        else:
            found.peers[peer.name] = peer
            found.packages.append(" + ".join(re.sub("[@=]+", " ", package) for package in packages))
    return found


def wording() -> list[Pattern]:
    """The patterns of the pack `wording` that every engine can hold."""
    from lawcheck import load_rules

    found = []
    for rule in load_rules(["wording"]):
        chosen = rule.params.get("replace", ())
        pairs = chosen.items() if isinstance(chosen, dict) else ((entry["bad"], entry["good"]) for entry in chosen)
        found += [Pattern(bad, better) for several, better in pairs for bad in _listed(several)]
        found += [Pattern(bad, "") for bad in _listed(rule.params.get("pattern", ()))]
    return [p for p in found if not re.search(r"\(\?[<=!P]|\\\d", p.bad)]


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _textlint(folder: Path) -> Peer:
    entries = [
        {"expected": p.better if p.plain and p.better else "改", "pattern": p.bad if p.plain else f"/{p.bad}/"}
        for p in wording()
    ]
    words = folder / "prh.yml"  # JSON is YAML
    words.write_text(json.dumps({"version": 1, "rules": entries}), encoding="utf-8")
    config = folder / "textlintrc.json"
    config.write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(words)]}}}), encoding="utf-8")
    command = (
        _bin(folder, "textlint"), "--config", str(config),
        "--rules-base-directory", str(folder / "node_modules"), "--format", "unix",
    )  # fmt: skip
    return Peer("textlint + prh", (*command, "."), command, WORD, "渡假")


def _autocorrect(folder: Path) -> Peer:
    config = folder / "autocorrectrc.json"
    words = [f"{p.bad} = {p.better}" for p in wording() if p.plain and p.better]
    config.write_text(json.dumps({"rules": {"spellcheck": 1}, "spellcheck": {"words": words}}), encoding="utf-8")
    command = (_bin(folder, "autocorrect"), "--lint", "-q", "--format", "json", "-c", str(config))
    return Peer("autocorrect", (*command, "."), command, WORD, "度假")


def _ast_grep(folder: Path) -> Peer:
    """Its Markdown has a node `inline` for the text of a paragraph, which the expressions are tried on."""
    rules = folder / "ast-grep" / "rules"
    rules.mkdir(parents=True, exist_ok=True)
    (rules / "wording.yml").write_text(
        "\n---\n".join(
            json.dumps({
                "id": f"w{number}", "language": "markdown", "severity": "error", "message": "wording",
                "rule": {"kind": "inline", "regex": pattern.bad},
            })
            for number, pattern in enumerate(wording())
        ),
        encoding="utf-8",
    )  # fmt: skip
    config = rules.parent / "sgconfig.yml"
    config.write_text("ruleDirs: [rules]\n", encoding="utf-8")
    command = (_bin(folder, "ast-grep"), "scan", "-c", str(config), "--report-style", "short")
    return Peer("ast-grep", (*command, "."), command, WORD, "error[w")


def _rumdl(folder: Path) -> Peer:
    command = (_bin(folder, "rumdl"), "check", "--no-cache")
    return Peer("rumdl", (*command, "."), command, "# 工作情况\n紧接标题。\n", "MD022")


def _markdownlint(folder: Path) -> Peer:
    command = (_bin(folder, "markdownlint-cli2"),)
    return Peer("markdownlint-cli2", (*command, "*.md"), command, "# 工作情况\n紧接标题。\n", "MD022")


def _zhlint(folder: Path) -> Peer:
    command = (_bin(folder, "zhlint"),)
    return Peer("zhlint", (*command, "*.md"), command, PLAIN + "\n推广app应用。\n", "中英文")


def _proselint(folder: Path) -> Peer:
    command = (_bin(folder, "proselint"), "check", "-o", "compact")
    return Peer("proselint", (*command, "."), command, PLAIN + "\nThis is very unique.\n", "uncomparables")


_SOURCES = (
    ("npm", ("textlint@14.8.4", "textlint-rule-prh@6.1.0"), _textlint),
    ("npm", ("autocorrect-node@2.14.0",), _autocorrect),
    ("PyPI", ("ast-grep-cli==0.51.1",), _ast_grep),
    ("PyPI", ("rumdl==0.3.0",), _rumdl),
    ("npm", ("markdownlint-cli2@0.18.1",), _markdownlint),
    ("npm", ("zhlint@0.8.2",), _zhlint),
    ("PyPI", ("proselint==0.16.0",), _proselint),
)


def _bin(folder: Path, program: str) -> str:
    """Where the program is once it is installed."""
    python = folder / "venv" / "bin" / program
    return str(python if python.exists() else folder / "node_modules" / ".bin" / program)


def _npm(folder: Path, packages: tuple[str, ...]) -> bool:
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
    return _done(["npm", "install", *options, *packages])


def _pypi(folder: Path, packages: tuple[str, ...]) -> bool:
    """Wheels only: what has to be built first would take minutes, or a compiler that is not there."""
    return _done([_bin(folder, "python"), "-m", "pip", "install", "-q", "--only-binary", ":all:", *packages])


def _done(words: list[str]) -> bool:
    try:
        return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False
