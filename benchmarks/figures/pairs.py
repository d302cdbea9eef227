"""Passages as drafters write them, sound and with one slip: false alarms among the sound, slips found among the others.

    python benchmarks/figures/pairs.py [FILE] [--show]

FILE (default: pairs.jsonl beside this script) has a passage a line: {id, right}, and where there is one {wrong, spot, why}:
the same passage with one figure or word as it goes wrong at a desk, the words it concerns, and the computation. `missed`
marks a slip that is known not to be found. Each set was first run on passages that nobody had seen while the relations
were written; what it found then is in the notes of the changes, and the figures here are those after mending.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from run import contradictions

PAIRS = Path(__file__).with_name("pairs.jsonl")


def passages(file: Path = PAIRS) -> Iterator[dict[str, Any]]:
    """The lines of a file of passages."""
    return (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("file", nargs="?", type=Path, default=PAIRS)
    options.add_argument("--show", action="store_true", help="print false alarms and slips that are not found")
    chosen = options.parse_args()
    sound = slips = found = 0
    alarms: list[str] = []
    for passage in passages(chosen.file):
        sound += 1
        if contradictions(passage["right"]):
            alarms.append(passage["id"])
            if chosen.show:
                print("FALSE", passage["id"], passage["right"])
        if "wrong" in passage:
            slips += 1
            if contradictions(passage["wrong"]):
                found += 1
            elif chosen.show:
                print("MISS ", passage["id"], passage["spot"], "|", passage["why"])
    print(f"sound passages {sound}, with a false alarm {len(alarms)}; slips {slips}, found {found}")


if __name__ == "__main__":
    main()
