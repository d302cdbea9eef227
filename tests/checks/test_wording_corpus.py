"""The rules on wording, marks and repeats over long real texts: every finding there has been read and judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lawcheck import Ruleset
from lawcheck.engine import review
from lawcheck.extractors.profile import infer
from lawcheck.readers import plain

CHECKS = {"forbid", "prefer", "pairs", "repeat", "placeholder", "issuer"}
PACKS = {"structure", "wording"}
# Findings that stand in the texts as they are (marks lost or made half-width by web pages included), by rule.
RIGHT = {
    "structure/doubled-sentence": 2,
    "structure/half-width-marks": 6,
    "structure/unpaired-marks": 1,
    "wording/doubled-percent": 1,
}
WRONG = 2  # broken lines of a web page, one chapter whose table the page left out


def test_work_reports(shared: Path, all_rules: Ruleset) -> None:
    rules = Ruleset(r for r in all_rules if r.check in CHECKS and r.id.split("/")[0] in PACKS)
    found: Counter[str] = Counter()
    length = 0
    for path in sorted((shared / "corpus" / "work-reports").glob("*.txt")):
        document = plain.read(path.read_bytes(), str(path))
        result = review(document, rules, infer(document))
        assert not [v for v in result.verdicts if v.outcome == "unknown"]
        found.update(f.rule for f in result.findings)
        length += len(document.text)
    unexpected = found - Counter(RIGHT)
    assert unexpected.total() <= WRONG, unexpected
    assert unexpected.total() * 20_000 < length
