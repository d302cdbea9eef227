"""The rows of the comparison, each with the bound it must keep, as text, Markdown and JSON."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from timing import Measured

HEADS = ("measured", "against", "result", "must", "verdict", "aim")


class Bound(NamedTuple):
    """`sign` is ≤ or ≥."""

    sign: str
    value: float

    def kept_by(self, value: float) -> bool:
        return value <= self.value if self.sign == "≤" else value >= self.value


class Row(NamedTuple):
    """One figure; a row without `must` is there to be compared with."""

    what: str
    against: str
    value: float
    unit: str
    must: Bound | None = None
    aim: Bound | None = None

    @property
    def verdict(self) -> str:
        return "" if self.must is None else "pass" if self.must.kept_by(self.value) else "MISS"

    def cells(self) -> tuple[str, ...]:
        must, aim = (f"{b.sign} {b.value:,g}" if b else "–" for b in (self.must, self.aim))
        return self.what, self.against, f"{number(self.value)} {self.unit}", must, self.verdict, aim


class Outcome(NamedTuple):
    """What one part of the benchmark found: its rows, the times behind them, and what it had to leave out."""

    rows: Sequence[Row]
    times: dict[str, Measured]
    left_out: Sequence[str] = ()


def number(value: float) -> str:
    """0.052, 2.31, 47.5, 1,204."""
    digits = 3 if value < 0.1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{digits}f}"


def machine() -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "CPU": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "node": _said("node", "--version").removeprefix("v") or "none",
        "lawcheck": version("lawcheck-cn"),
        "date": str(date.today()),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _said(*words: str) -> str:
    try:
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def text(rows: Sequence[Row]) -> str:
    lines = [HEADS, *(row.cells() for row in rows)]
    widths = [max(_width(cells[i]) for cells in lines) for i in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in lines
    )


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)


def markdown(rows: Sequence[Row], notes: Sequence[str]) -> str:
    lines = [_line(HEADS), _line(["---"] * len(HEADS)), *(_line(row.cells()) for row in rows)]
    return "\n".join(lines) + "\n\n" + "\n".join(f"{note}  " for note in notes) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def as_json(outcomes: Sequence[Outcome], notes: dict[str, Any]) -> str:
    found = {
        **notes,
        "rows": [_row(row) for outcome in outcomes for row in outcome.rows],
        "times": {name: m._asdict() for outcome in outcomes for name, m in outcome.times.items()},
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _row(row: Row) -> dict[str, Any]:
    bounds = {key: b and {"sign": b.sign, "value": b.value} for key, b in (("must", row.must), ("aim", row.aim))}
    return {**row._asdict(), **bounds, "verdict": row.verdict}


def counts(rows: Sequence[Row]) -> str:
    judged = [row.verdict for row in rows if row.must]
    return f"{judged.count('pass')} of {len(judged)} musts kept"


def foot(notes: dict[str, Any]) -> Iterator[str]:
    """The lines under the table: the machine, how it was measured, what was left out."""
    yield ", ".join(f"{key} {value}" for key, value in notes["machine"].items())
    yield notes["how"]
    if notes["peers"]:
        yield "peers: " + "; ".join(notes["peers"])
    yield from (f"left out: {reason}" for reason in notes["left_out"])
