"""Many drafts: against the peers, with a warm result cache, growth with their number, memory of a process."""

from __future__ import annotations

from collections.abc import Iterator

import corpus
from growth import START, start_up, tenfold
from plan import Plan
from table import Bound, Outcome, Row, number
from timing import Command, Measured, lawcheck, measure, run

BOUNDS = {
    "textlint + prh": (Bound("≥", 2), None),
    "autocorrect": (Bound("≥", 1), None),
    "ast-grep": (None, Bound("≥", 1)),
}
WORDING_BOUNDS = {"ast-grep": (Bound("≥", 1.5), None), "rumdl": (None, Bound("≥", 1))}


def outcome(plan: Plan) -> Outcome:
    times = measure(_commands(plan), plan.rounds)
    sizes = {size: times[_one(size)] for size in _sizes(plan)}
    growth, left_out = tenfold(sizes, times[START], lambda size: f"{size:,} drafts")
    return Outcome([*_against_peers(plan, times), *_alone(plan, times), *growth], times, left_out)


def _sizes(plan: Plan) -> list[int]:
    return [size for size in (10, 100, 1000, 10000) if size <= plan.most]


def _one(size: int) -> str:
    return f"{size:,} drafts, one process"


def _names(plan: Plan) -> tuple[str, str, str]:
    """All rules on two cores, wording and structure on two cores, warm result cache."""
    drafts = f"{plan.drafts:,} drafts"
    return f"{drafts}, two cores", f"{drafts}, wording and structure", f"{drafts}, warm result cache"


def _commands(plan: Plan) -> Iterator[Command]:
    drafts = corpus.write(plan.folder / f"drafts-{plan.drafts}", plan.drafts)
    every, chosen, cached = _names(plan)
    words = (lawcheck(), ".", "-q", "-j", "2")
    again = Command(cached, words, drafts)
    run(again)  # fills both caches
    yield Command(every, (*words, "--no-cache"), drafts)
    yield Command(chosen, (*words, "--no-cache", "--select", "wording", "--select", "structure"), drafts)
    yield again
    for peer in plan.peers.values():
        yield peer.on(drafts, f"{peer.name}, {plan.drafts:,} drafts")
    yield start_up(plan.folder)
    for size in _sizes(plan):
        folder = corpus.write(plan.folder / f"drafts-{size}", size)
        yield Command(_one(size), (lawcheck(), ".", "-q", "-j", "1", "--no-cache"), folder)


def _against_peers(plan: Plan, times: dict[str, Measured]) -> Iterator[Row]:
    every, chosen, _ = _names(plan)
    for name, bounds in ((every, BOUNDS), (chosen, WORDING_BOUNDS)):
        for peer in plan.peers:
            if name == every or peer in bounds:
                taken = times[f"{peer}, {plan.drafts:,} drafts"].seconds
                against = f"{peer} ({number(plan.drafts / taken)} a second)"
                yield Row(name, against, taken / times[name].seconds, "× as fast", *bounds.get(peer, (None, None)))


def _alone(plan: Plan, times: dict[str, Measured]) -> Iterator[Row]:
    every, chosen, cached = _names(plan)
    for name in (every, chosen):
        yield Row(name, "–", plan.drafts / times[name].seconds, "a second")
    yield Row(cached, "–", plan.drafts / times[cached].seconds, "a second", Bound("≥", 10_000), Bound("≥", 20_000))
    most = max(times[name].megabytes for name in (every, _one(_sizes(plan)[-1])))
    yield Row(f"{plan.drafts:,} drafts, peak memory of a process", "–", most, "MB", Bound("≤", 120))
