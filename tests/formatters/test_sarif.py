"""SARIF keeps to its schema, is read by sarif-tools, and says of a finding what it must, whatever moves around it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from lawcheck.formatters import Options
from lawcheck.formatters.sarif import render
from lawcheck.model.finding import Review, Suppressed, Verdict
from tests.formatters.reviews import draft, finding, report, review, unreadable

SCHEMA = json.loads((Path(__file__).parents[1] / "fixtures" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def written(*reviews: Review, **options: object) -> dict[str, object]:
    log = json.loads("".join(render(reviews, Options(**options))))  # type: ignore[arg-type]
    errors = [f"{list(e.absolute_path)}: {e.message}" for e in Draft4Validator(SCHEMA).iter_errors(log)]
    assert errors == []
    (run,) = log["runs"]
    return run


def aside(by: str) -> Review:
    document, places = draft("甲«深入的»推进。\n乙«深入的»推进。\n")
    one, two = (finding(place) for place in places)
    return review(document, two, suppressed=(Suppressed(one, by, "引文"),))


def test_every_shape_keeps_to_the_schema():
    unknown = Review(None, report().profile, verdicts=(Verdict("x/slow", "unknown", "超时"),), path="甲.txt")
    bare = review(draft("甲")[0], finding(draft("«甲»")[1][0], basis=(), hint=""))
    for reviews in ((), (report(), unreadable(), aside("ignore:1"), unknown, bare)):
        for lang in ("zh", "en"):
            for passed in (False, True):
                written(*reviews, lang=lang, show_passed=passed)


def test_a_result():
    run = written(report())
    total, word, commas, _ = run["results"]
    assert (total["ruleId"], total["level"], total["kind"]) == ("figures/parts", "error", "fail")
    region = total["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["snippet"]["text"]) == (3, 11, "37")
    assert [r["physicalLocation"]["region"]["snippet"]["text"] for r in total["relatedLocations"]] == ["12", "26"]
    assert total["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "一、主要举措"
    (change,) = word["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "深入地"}
    assert commas["occurrenceCount"] == 30
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    assert "依据：编写惯例：用规范的词" in rules[0]["help"]["text"]


def test_verdicts_are_kinds():
    passed = {r["ruleId"]: r["kind"] for r in written(report(), show_passed=True)["results"] if r["kind"] != "fail"}
    assert passed == {"wording/other": "pass", "file-review/facts": "notApplicable"}


def test_an_unreadable_file_is_a_notification():
    (invocation,) = written(unreadable())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "认不出编码"


@pytest.mark.parametrize(
    ("by", "kind"),
    [("ignore:1", "inSource"), ("disable:3", "inSource"), ("baseline", "external"), ("lawcheck-ignore.yaml:4", "external")],
)  # fmt: skip
def test_what_is_set_aside_says_by_whom(by, kind):
    first, second = written(aside(by))["results"]
    assert first["suppressions"] == [{"kind": kind, "status": "accepted", "justification": "引文"}]
    assert "suppressions" not in second


def test_fingerprints_survive_moved_lines_and_suppressions():
    def keys(*reviews):
        return [r["partialFingerprints"]["lawcheck/v1"] for r in written(*reviews)["results"]]

    moved, places = draft("新的一段。\n\n甲«深入的»推进。\n乙«深入的»推进。\n")
    both = review(moved, *map(finding, places))
    assert keys(both) == keys(aside("ignore:1"))
    assert len(set(keys(both))) == 2


@pytest.mark.parametrize(
    ("path", "uri"),
    [("报告/甲 乙.md", "%E6%8A%A5%E5%91%8A/%E7%94%B2%20%E4%B9%99.md"), ("/x/a.md", "file:///x/a.md"), ("a\\b.md", "a/b.md")],
)  # fmt: skip
def test_paths_are_uris(path, uri):
    document, (place,) = draft("«甲»", path)
    (result,) = written(review(document, finding(place)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_tools_reads_it(tmp_path):
    pytest.importorskip("sarif", reason="sarif-tools is not installed (pip install sarif-tools)")
    file = tmp_path / "out.sarif"
    file.write_text("".join(render([report(), aside("baseline")])), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sarif", "summary", str(file)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "error: 3" in done.stdout and "warning: 2" in done.stdout and "note: 1" in done.stdout
    assert "figures/parts" in done.stdout
