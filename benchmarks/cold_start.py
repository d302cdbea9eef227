"""Cold start: one 5,000-character draft through the installed command, against importing click, interleaved.

python benchmarks/cold_start.py [--rounds N] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LENGTH = 5000
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "township-sound.md"


def draft(folder: Path, name: str) -> Path:
    """The sound example, its last chapters repeated or cut to 5,000 characters."""
    text = EXAMPLE.read_text(encoding="utf-8")
    while len(text) < LENGTH:
        text += "\n" + text[len(text) // 2 :]
    path = folder / name
    path.write_text(text[:LENGTH], encoding="utf-8")
    return path


def edit(path: Path, number: int) -> None:
    """Makes the draft one that was never seen, so that no kept result answers for it."""
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text[: LENGTH - 7]}第{number:05}稿", encoding="utf-8")


def measure(commands: dict[str, list[str]], rounds: int, fresh: Path) -> dict[str, float]:
    """Median milliseconds of each command; every round edits `fresh`, then runs each command once, in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds):
        edit(fresh, number)
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=21)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    lawcheck = shutil.which("lawcheck") or str(Path(sys.executable).with_name("lawcheck"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LAWCHECK_CACHE"] = str(folder / "cache")
        fresh, kept = draft(folder, "fresh.md"), draft(folder, "kept.md")
        subprocess.run([lawcheck, str(kept)], stdout=subprocess.PIPE, check=False)  # fills the caches
        medians = measure(
            {
                'python -c "pass"': [sys.executable, "-c", "pass"],
                'python -c "import click"': [sys.executable, "-c", "import click"],
                "lawcheck draft.md, edited": [lawcheck, str(fresh)],
                "lawcheck draft.md, unchanged": [lawcheck, str(kept)],
            },
            chosen.rounds,
            fresh,
        )
    base = medians['python -c "import click"']
    for command, median in medians.items():
        print(f"{command:<30} {median:8.1f} ms  {median / base:5.2f} × import click")
    if chosen.json:
        chosen.json.write_text(json.dumps(medians, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
