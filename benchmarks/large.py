"""One large text: against textlint at its largest size that ends in time, against autocorrect, growth, memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import corpus
from growth import START, start_up, tenfold
from peers import Peer
from plan import Plan
from table import Bound, Outcome, Row, number
from timing import Command, Measured, TooLong, lawcheck, measure, run, say

SMALLEST = 5_000
FIRST_TRY = 250_000
BOUNDS = {"textlint + prh": (Bound("≥", 5), None), "autocorrect": (None, Bound("≥", 1))}


def outcome(plan: Plan) -> Outcome:
    left_out: list[str] = []
    sizes: dict[str, int] = {}
    for name in [name for name in BOUNDS if name in plan.peers]:
        size = largest(plan, plan.peers[name])
        if size:
            sizes[name] = size
        else:
            left_out.append(f"{name}: no text of {FIRST_TRY:,} bytes in {plan.limit:.0f} s")
    times = measure(_commands(plan, sizes), plan.rounds)
    growth, slow = tenfold({size: times[_own(size)] for size in _sizes(plan)}, times[START], _bytes)
    return Outcome([*_rows(plan, times, sizes), *growth], times, left_out + slow)


def _rows(plan: Plan, times: dict[str, Measured], sizes: dict[str, int]) -> Iterator[Row]:
    name, own = _own(plan.text), times[_own(plan.text)]
    speed = plan.text / own.seconds / 1e6
    yield Row(name, "–", speed, "MB/s")
    for peer, size in sizes.items():
        theirs = size / times[_peers(peer, size)].seconds / 1e6
        yield Row(name, f"{peer} on {_bytes(size)} ({number(theirs)} MB/s)", speed / theirs, "× as fast", *BOUNDS[peer])
    yield Row(f"{name}, peak memory", "–", own.megabytes, "MB", Bound("≤", 400))


def largest(plan: Plan, peer: Peer) -> int | None:
    """The largest size, doubled from a quarter of a megabyte up to the text's own, that the peer ends in time."""
    ended = None
    for size in _doubled(plan.text):
        text = corpus.write_text(plan.folder, size)
        try:
            taken = run(peer.on(text, peer.name), limit=plan.limit)
        except TooLong:
            say(f"{peer.name} on {_bytes(size)}: more than {plan.limit:.0f} s")
            break
        say(f"{peer.name} on {_bytes(size)}: {taken.seconds:.1f} s")
        ended = size
    return ended


def _doubled(most: int) -> Iterator[int]:
    size = FIRST_TRY
    while size < most:
        yield size
        size *= 2
    yield most


def _sizes(plan: Plan) -> list[int]:
    return [size for size in (SMALLEST * 10**n for n in range(4)) if size <= plan.text]


def _commands(plan: Plan, sizes: dict[str, int]) -> Iterator[Command]:
    yield start_up(plan.folder)
    for size in _sizes(plan):
        yield _lawcheck(corpus.write_text(plan.folder, size), size)
    for name, size in sizes.items():
        yield plan.peers[name].on(corpus.write_text(plan.folder, size), _peers(name, size))


def _lawcheck(text: Path, size: int) -> Command:
    return Command(_own(size), (lawcheck(), text.name, "-q", "--no-cache"), text.parent)


def _own(size: int) -> str:
    return f"one text of {_bytes(size)}"


def _peers(name: str, size: int) -> str:
    return f"{name}, one text of {_bytes(size)}"


def _bytes(size: int) -> str:
    return f"{size / 1e6:g} MB" if size >= 1e6 else f"{size / 1e3:g} kB"
