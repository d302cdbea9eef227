"""One draft of 5,000 characters through the installed command: edited, unchanged, and on the first run ever."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import corpus
from plan import Plan
from table import Bound, Outcome, Row, number
from timing import Command, Measured, beside_python, lawcheck, measure, run

EMPTY = "empty console script"
CLICK = 'python -c "import click"'
EDITED, UNCHANGED, FIRST = "cold start, edited draft", "cold start, unchanged draft", "first run ever"


def outcome(plan: Plan) -> Outcome:
    with _empty_script(plan.folder / "empty") as empty:
        times = measure(_commands(plan.folder / "cold", empty), plan.rounds)
    left_out = [] if empty else [f"{EMPTY}: pip cannot install it beside this Python"]
    rows = []
    for name, most, wished in ((EDITED, 4, 3), (UNCHANGED, 2, 1.5)):
        if empty:
            rows.append(_ratio(times, name, EMPTY, Bound("≤", most), Bound("≤", wished)))
        rows.append(_ratio(times, name, CLICK))
    rows.append(Row(FIRST, "–", times[FIRST].seconds * 1000, "ms", Bound("≤", 700), Bound("≤", 400)))
    return Outcome(rows, times, left_out)


def _ratio(
    times: dict[str, Measured], name: str, against: str, must: Bound | None = None, aim: Bound | None = None
) -> Row:
    base = times[against].seconds
    return Row(name, f"{against} ({number(base * 1000)} ms)", times[name].seconds / base, "×", must, aim)


def _commands(folder: Path, empty: str | None) -> Iterator[Command]:
    folder.mkdir(parents=True)
    edited = corpus.Edited(folder / "edited.md")
    unchanged = folder / "unchanged.md"
    unchanged.write_text(corpus.report(1), encoding="utf-8")
    again = Command(UNCHANGED, (lawcheck(), str(unchanged)))
    run(again)  # fills the caches
    if empty:
        yield Command(EMPTY, (empty,))
    yield Command(CLICK, (sys.executable, "-c", "import click"))
    yield Command(EDITED, (lawcheck(), str(edited.path)), before=edited)
    yield again
    none = folder / "no-cache"
    yield Command(
        FIRST,
        (lawcheck(), str(unchanged)),
        before=lambda: shutil.rmtree(none, ignore_errors=True),
        environment={"LAWCHECK_CACHE": str(none)},
    )


@contextmanager
def _empty_script(folder: Path) -> Iterator[str | None]:
    """A command that does nothing, installed by pip beside lawcheck: what any installed Python command costs.

    It is gone from the environment afterwards.
    """
    name = "lawcheck-benchmark-empty"
    folder.mkdir(parents=True)
    (folder / "benchmark_empty.py").write_text("def main():\n    pass\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        f'[project]\nname = "{name}"\nversion = "1"\n[project.scripts]\n{name} = "benchmark_empty:main"\n'
        '[tool.setuptools]\npy-modules = ["benchmark_empty"]\n',
        encoding="utf-8",
    )
    try:
        yield beside_python(name) if _pip("install", "-q", "--no-deps", str(folder)) else None
    finally:
        _pip("uninstall", "-q", "-y", name)


def _pip(*words: str) -> bool:
    return subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, check=False).returncode == 0
