"""The passages of benchmarks/figures/pairs.jsonl: no sound one is told as a contradiction, and each slip is found but those
that are marked as missed."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import ROOT
from tests.extractors.figures import contradictions

PAIRS = ROOT / "benchmarks" / "figures" / "pairs.jsonl"


def passages() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def test_no_sound_passage_is_a_contradiction() -> None:
    sound = passages()
    assert len(sound) > 600
    assert {passage["id"]: found for passage in sound if (found := contradictions(passage["right"]))} == {}


def test_slips_are_found_but_those_marked_as_missed() -> None:
    slips = [passage for passage in passages() if "wrong" in passage]
    missed = {passage["id"] for passage in slips if not contradictions(passage["wrong"])}
    assert missed == {passage["id"] for passage in slips if passage.get("missed")}
    assert len(missed) * 4 < len(slips)
