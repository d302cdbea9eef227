"""The whole comparison in one command, one table: start-up, many drafts, one large text, growth, memory, a cluster.

    python benchmarks/all.py [--rounds N] [--most 10000] [--quick] [--only PART …] [--json FILE] [--markdown FILE]

Run it with the Python that lawcheck is installed for (pip install .; an editable install starts more slowly). Peers
are installed from PyPI and npm into a temporary folder, or into --peers FOLDER, which is kept for the next time.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import cluster
import cold_start
import large
import many
import peers
import rule_count
import table
from plan import Plan
from timing import AGAIN, say

PARTS: dict[str, Callable[[Plan], table.Outcome]] = {
    "cold": cold_start.outcome,
    "many": many.outcome,
    "large": large.outcome,
    "rules": rule_count.outcome,
    "cluster": cluster.outcome,
}
WITH_PEERS = {"many", "large"}


def main() -> None:
    chosen = _options().parse_args()
    parts = chosen.only or list(PARTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LAWCHECK_CACHE"] = str(folder / "cache")
        found = peers.Found({}, [], [])
        if WITH_PEERS & set(parts):
            say("installing the peers")
            found = peers.install(chosen.peers.resolve() if chosen.peers else folder / "peers")
        plan = _plan(folder / "work", found.peers, chosen)
        outcomes = [PARTS[part](plan) for part in parts]
    rows = [row for outcome in outcomes for row in outcome.rows]
    notes = {
        "machine": table.machine(),
        "how": _how(chosen),
        "peers": found.packages,
        "left_out": [*found.left_out, *(reason for outcome in outcomes for reason in outcome.left_out)],
    }
    print(table.text(rows), table.counts(rows), *table.foot(notes), sep="\n")
    if chosen.json:
        chosen.json.write_text(table.as_json(outcomes, notes), encoding="utf-8")
    if chosen.markdown:
        chosen.markdown.write_text(table.markdown(rows, list(table.foot(notes))), encoding="utf-8")


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, help="rounds of each comparison (3, with --quick 1)")
    options.add_argument("--most", type=int, default=1000, help="drafts of the largest run for growth (to 10000)")
    options.add_argument("--quick", action="store_true", help="a tenth of the sizes, one round: does it all run?")
    options.add_argument("--only", nargs="+", choices=list(PARTS), metavar="PART", help=", ".join(PARTS))
    options.add_argument("--peers", type=Path, metavar="FOLDER", help="keep the peers in this folder")
    options.add_argument("--json", type=Path, metavar="FILE")
    options.add_argument("--markdown", type=Path, metavar="FILE")
    return options


def _plan(folder: Path, found: dict[str, peers.Peer], chosen: argparse.Namespace) -> Plan:
    folder.mkdir()
    if not chosen.quick:
        return Plan(folder, found, chosen.rounds or 3, chosen.most)
    return Plan(
        folder, found, chosen.rounds or 1, most=100, drafts=100, text=500_000, limit=15, ruled=20, rules=(42, 300),
        cluster=200,
    )  # fmt: skip


def _how(chosen: argparse.Namespace) -> str:
    rounds = chosen.rounds or (1 if chosen.quick else 3)
    how = f"medians of {rounds} interleaved rounds of whole processes, short ones up to {AGAIN} times a round"
    return how + ("; quick: about a tenth of the sizes, so verdicts are of no weight" if chosen.quick else "")


if __name__ == "__main__":
    main()
