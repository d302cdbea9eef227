"""Many drafts: growth with their number, one process against several, the result cache, memory, a Dask cluster, peers.

    python benchmarks/many.py [--rounds N] [--most 10000] [--dask] [--peers] [--json FILE]

Every command is a whole process. Each round runs all of them once, in turn; the table has the medians.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import corpus
import peers

LAWCHECK = shutil.which("lawcheck") or str(Path(sys.executable).with_name("lawcheck"))


class Measured(NamedTuple):
    """Seconds from start to end, processor seconds of all its processes, and the largest resident set of one in MB."""

    seconds: float
    processor: float
    megabytes: float


class Command(NamedTuple):
    """A command over so many drafts; `before` sets the scene (clears a cache) outside the time."""

    name: str
    drafts: int
    words: tuple[str, ...]
    before: Callable[[], None] = lambda: None


def run(words: Sequence[str]) -> Measured:
    """One process with its output to a file that is thrown away."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(words, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in ((0,) if "batch" in words else (0, 1)):
        raise SystemExit(f"{words[:4]} … ended with {child.returncode}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(folder: Path, most: int) -> list[Command]:
    """lawcheck over growing numbers of drafts: without the cache by one process and two, then with a warm cache."""
    made = []
    sizes = [n for n in (10, 100, 1000, 10000) if n <= most]
    for size in sizes:
        drafts = folder / str(size)
        corpus.write(drafts, size)
        words = [LAWCHECK, str(drafts), "-q"]
        made.append(Command("one process", size, (*words, "--no-cache", "-j", "1")))
        made.append(Command("two processes", size, (*words, "--no-cache", "-j", "2")))
        made.append(Command("warm cache", size, (*words, "-j", "1"), lambda words=words: warm(words)))
    drafts = folder / "1"
    corpus.write(drafts, 1)
    made.append(Command("start-up", 1, (LAWCHECK, str(drafts), "-q", "--no-cache")))
    made.append(Command("start-up, cached", 1, (LAWCHECK, str(drafts), "-q")))
    return made


def warm(words: Sequence[str]) -> None:
    """Fills the cache, once: a second time this costs little."""
    subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def dask(folder: Path) -> list[Command]:
    """2,000 drafts into tables, by one process and by a cluster of two workers that the time includes."""
    drafts, out = folder / "2000", folder / "tables"
    corpus.write(drafts, 2000)
    words = [LAWCHECK, "batch", str(drafts), "-o", str(out), "--format", "jsonl"]

    def clear() -> None:
        shutil.rmtree(out, ignore_errors=True)

    return [
        Command("batch, one process", 2000, (*words, "-j", "1"), clear),
        Command("batch, two processes", 2000, (*words, "-j", "2"), clear),
        Command("batch, Dask of two workers", 2000, (*words, "-j", "2", "--dask", "local"), clear),
    ]


def measure(chosen: list[Command], rounds: int) -> dict[Command, Measured]:
    """The medians of all commands, run in turn."""
    found: dict[Command, list[Measured]] = {command: [] for command in chosen}
    for number in range(rounds):
        for command in chosen:
            command.before()
            found[command].append(run(command.words))
            print(
                f"{number + 1}/{rounds} {command.name} {command.drafts}: {found[command][-1].seconds:.2f} s",
                file=sys.stderr,
            )
    return {
        command: Measured(
            statistics.median(m.seconds for m in all_),
            statistics.median(m.processor for m in all_),
            max(m.megabytes for m in all_),
        )
        for command, all_ in found.items()
    }


def growth(medians: dict[Command, Measured], name: str, start: float) -> float | None:
    """The exponent of the time between the two largest numbers of drafts, start-up taken off; 1 is linear."""
    times = sorted((c.drafts, m.seconds - start) for c, m in medians.items() if c.name == name)
    if len(times) < 2:
        return None
    (few, short), (many, long) = times[-2:]
    return math.log(long / short) / math.log(many / few) if short > 0 and long > 0 else None


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--most", type=int, default=1000, help="drafts of the largest run (10 to 10000)")
    options.add_argument("--dask", action="store_true", help="also lawcheck batch over 2,000 drafts")
    options.add_argument("--peers", action="store_true", help="also the peers, installed into a temporary folder")
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LAWCHECK_CACHE"] = str(folder / "cache")
        todo = commands(folder, chosen.most)
        if chosen.dask:
            todo += dask(folder)
        if chosen.peers:
            size = min(1000, chosen.most)
            todo += [
                Command(peer, size, tuple(words)) for peer, words in peers.install(folder / "peers", folder / str(size))
            ]
        warm([LAWCHECK, str(folder / "1")])  # fills the pack cache
        medians = measure(todo, chosen.rounds)
    start = {c.name: m.seconds for c, m in medians.items()}
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}\n")
    print(f"{'':<28}{'drafts':>8}{'seconds':>10}{'CPU s':>9}{'a second':>10}{'peak MB':>9}")
    for command, (seconds, processor, megabytes) in medians.items():
        rate = command.drafts / seconds
        print(f"{command.name:<28}{command.drafts:>8}{seconds:>10.2f}{processor:>9.2f}{rate:>10.0f}{megabytes:>9.0f}")
    exponents = {}
    for kind in ("one process", "two processes", "warm cache"):
        exponents[kind] = growth(medians, kind, start["start-up, cached" if kind == "warm cache" else "start-up"])
    print("\ngrowth exponent: " + ", ".join(f"{kind} {e:.2f}" for kind, e in exponents.items() if e is not None))
    if chosen.json:
        rows = [{"name": c.name, "drafts": c.drafts, **m._asdict()} for c, m in medians.items()]
        chosen.json.write_text(json.dumps({"rows": rows, "growth": exponents}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
