"""A corpus into tables: a Dask cluster of two workers, which the time includes, against one process."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import corpus
from plan import Plan
from table import Bound, Outcome, Row
from timing import Command, lawcheck, measure

ONE, CLUSTER = "batch, one process", "batch, LocalCluster of two workers"


def outcome(plan: Plan) -> Outcome:
    if not (find_spec("dask") and find_spec("distributed")):
        return Outcome([], {}, [f"{CLUSTER}: needs pip install lawcheck-cn[dask]"])
    drafts, out = corpus.write(plan.folder / f"drafts-{plan.cluster}", plan.cluster), plan.folder / "tables"

    def command(name: str, *options: str) -> Command:
        words = (lawcheck(), "batch", str(drafts), "-o", str(out), "--format", "jsonl", *options)
        return Command(name, words, before=lambda: shutil.rmtree(out, ignore_errors=True), good=(0,))

    times = measure([command(ONE, "-j", "1"), command(CLUSTER, "-j", "2", "--dask", "local")], plan.rounds)
    ratio = times[ONE].seconds / times[CLUSTER].seconds
    return Outcome(
        [Row(f"{CLUSTER}, {plan.cluster:,} drafts", "one process", ratio, "× as fast", Bound("≥", 1.5))], times
    )
