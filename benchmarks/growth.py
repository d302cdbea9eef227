"""How the time grows with ten times the work, start-up taken off; 10 is linear.

It is processor time of one process: growth is the program's own, and neighbours on the machine have no part in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

from table import Bound, Row
from timing import Command, Measured, lawcheck

START = "start-up"
TOLD_APART = 0.002  # seconds more than start-up below which a ratio would be one of noise


def start_up(folder: Path) -> Command:
    """A text of one line: all that a run does beside checking.

    The time of a whole draft would take its checking off too, and make ten drafts look like nine.
    """
    text = folder / "one-line" / "text.md"
    text.parent.mkdir(exist_ok=True)
    text.write_text("# 青禾镇2024年法治政府建设年度报告\n", encoding="utf-8")
    return Command(START, (lawcheck(), ".", "-q", "--no-cache"), text.parent)


def tenfold(times: Mapping[int, Measured], start: Measured, label: Callable[[int], str]) -> tuple[list[Row], list[str]]:
    """A row for each step to the next size, and the steps that cannot be told from start-up."""
    rows, left_out = [], []
    for (few, before), (many, after) in pairwise(sorted(times.items())):
        step = f"growth, {label(few)} → {label(many)}"
        own = before.processor - start.processor
        if own < TOLD_APART:
            left_out.append(f"{step}: {label(few)} takes no longer than start-up")
            continue
        ratio = (after.processor - start.processor) / own * 10 * few / many
        rows.append(Row(step, "processor time less start-up", ratio, "× for ten times", Bound("≤", 11)))
    return rows, left_out
