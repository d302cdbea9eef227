"""How everything here is timed: whole processes, each round running all of them in turn.

A busy machine then slows every side of a ratio alike, which is why ratios are quoted and milliseconds are not.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

AGAIN = 7
ENOUGH = 1.0


class Measured(NamedTuple):
    """Seconds from start to end, processor seconds of all its processes, and the largest resident set of one in MB.

    Of several runs: the median of the seconds, for ratios of commands that ran in turn; the least processor time, for
    growth, where what the machine did besides can only have added to it; the most memory.
    """

    seconds: float
    processor: float
    megabytes: float


class TooLong(Exception):
    """The command did not end within its limit."""


def _nothing() -> None: ...


@dataclass(frozen=True)
class Command:
    """A command line; `before` sets the scene (edits a draft, clears a cache) outside the time.

    `good` are its exit codes: with any other it failed, and its time would be that of something else.
    """

    name: str
    words: Sequence[str]
    folder: Path | None = None
    before: Callable[[], None] = _nothing
    good: tuple[int, ...] = (0, 1)
    environment: Mapping[str, str] = field(default_factory=dict)


def beside_python(program: str) -> str | None:
    """A program of this interpreter's own environment, else the one on the path."""
    own = Path(sys.executable).with_name(program)
    return str(own) if own.exists() else shutil.which(program)


def lawcheck() -> str:
    found = beside_python("lawcheck")
    if not found:
        raise SystemExit("lawcheck is not installed beside this Python: pip install .")
    return found


def run(command: Command, limit: float | None = None) -> Measured:
    """One process, its output to a pipe and away; TooLong when it has to be ended after `limit` seconds."""
    command.before()
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            command.words, cwd=command.folder, env=environment(command), stdout=subprocess.PIPE, stderr=errors
        )
        ended = _drain(child, limit)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if not ended:
            raise TooLong
        if child.returncode not in command.good:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-500:]
            raise SystemExit(f"{command.name}: {' '.join(command.words[:4])} … ended with {child.returncode}\n{said}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _drain(child: subprocess.Popen[bytes], limit: float | None) -> bool:
    """Reads the pipe to its end, False if that had to be made by force.

    Nothing is kept: a child's largest resident set counts what its parent held at the fork.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        child.kill()

    timer = threading.Timer(limit or 0, end)
    if limit:
        timer.start()
    assert child.stdout
    with child.stdout as pipe:
        while os.read(pipe.fileno(), 1 << 16):
            pass
    timer.cancel()
    return not over.is_set()


def environment(command: Command) -> dict[str, str]:
    """Ours, but compiled modules are kept, as they are where a command is installed."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | dict(command.environment)


def measure(commands: Iterable[Command], rounds: int) -> dict[str, Measured]:
    """Of each command, by its name: all its runs as one Measured.

    A round goes over the commands up to AGAIN times; who has taken ENOUGH seconds in it sits out the rest, so that
    short commands, whose medians need it, are run more often.
    """
    chosen = list(commands)
    found: dict[str, list[Measured]] = {command.name: [] for command in chosen}
    if len(found) < len(chosen):
        raise ValueError("two commands of one name")
    for number in range(rounds):
        spent = dict.fromkeys(found, 0.0)
        for again in range(AGAIN):
            for command in chosen:
                if spent[command.name] < ENOUGH:
                    once = run(command)
                    found[command.name].append(once)
                    spent[command.name] += once.seconds
                    if not again:
                        say(f"{number + 1}/{rounds} {command.name}: {once.seconds:.3f} s")
    return {name: _middle(all_) for name, all_ in found.items()}


def _middle(all_: Sequence[Measured]) -> Measured:
    return Measured(
        statistics.median(m.seconds for m in all_),
        min(m.processor for m in all_),
        max(m.megabytes for m in all_),
    )


def say(line: str) -> None:
    """Progress goes beside the table, not into it."""
    print(line, file=sys.stderr, flush=True)
