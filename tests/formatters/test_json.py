"""JSON output keeps to the shipped schema, and the schema to the types."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from lawcheck.formatters.json import render, schema
from lawcheck.model.finding import Suppressed
from tests.formatters.reviews import draft, finding, report, review, unreadable

SHIPPED = json.loads(files("lawcheck").joinpath("schemas/output.json").read_text(encoding="utf-8"))


def written(*reviews):
    return json.loads("".join(render(reviews)))


def test_shipped_schema_is_the_one_made_from_the_types():
    assert json.loads(json.dumps(schema())) == SHIPPED, "write schema() to lawcheck/schemas/output.json"


def test_real_output_keeps_to_the_schema():
    document, (place,) = draft("青禾镇«深入的»推进")
    aside = review(document, suppressed=(Suppressed(finding(place), "ignore:1", "引文"),))
    Draft202012Validator.check_schema(SHIPPED)
    for reviews in ((), (report(),), (report(), unreadable(), aside)):
        Draft202012Validator(SHIPPED).validate(written(*reviews))


@pytest.mark.parametrize("key", ["rule", "severity", "message", "place", "fix", "count", "section"])
def test_schema_notices_a_missing_key(key):
    output = written(report())
    del output["files"][0]["findings"][0][key]
    assert not Draft202012Validator(SHIPPED).is_valid(output)


def test_a_finding():
    output = written(report())
    assert output["version"] == 1
    file = output["files"][0]
    assert (file["path"], file["profile"]["issuer"], "error" in file) == ("青禾镇.txt", "青禾镇", False)
    total, word, commas, _ = file["findings"]
    assert (total["rule"], total["severity"], total["section"]) == ("figures/parts", "error", ["一、主要举措"])
    assert (total["place"]["line"], total["place"]["column"], total["place"]["text"]) == (3, 11, "37")
    assert [place["text"] for place in total["related"]] == ["12", "26"]
    assert total["fix"] is None and commas["count"] == 30
    (edit,) = word["fix"]["edits"]
    assert word["fix"]["safe"] and (edit["place"]["text"], edit["text"]) == ("深入的", "深入地")


def test_verdicts_and_unreadable_files():
    first, second = written(report(), unreadable())["files"]
    assert first["verdicts"][2] == {
        "rule": "file-review/facts",
        "outcome": "idle",
        "reason": "只适用于 file-review",
    }
    assert second == {
        "path": "损坏.txt",
        "profile": None,
        "findings": [],
        "suppressed": [],
        "verdicts": [],
        "error": "认不出编码",
    }


def test_a_line_a_file():
    lines = "".join(render([report(), unreadable()])).splitlines()
    assert lines[0] == '{"version":1,"files":[' and lines[-1] == "]}" and len(lines) == 4
