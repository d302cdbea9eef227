"""The shipped schemas of rule and pack files: up to date, sound, and true of every file in rules/."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from lawcheck.ruleset.schema import pack_schema, rule_schema
from lawcheck.strict import parse
from tests.conftest import ROOT

SCHEMAS = {"rule": rule_schema, "pack": pack_schema}
FILES = sorted((ROOT / "rules").glob("*/*.yaml"))


def shipped(name: str) -> dict:
    return json.loads(files("lawcheck.schemas").joinpath(f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_up_to_date(name):
    made = json.loads(json.dumps(SCHEMAS[name]()))
    again = f"lawcheck rules schema{' --pack' if name == 'pack' else ''} > lawcheck/schemas/{name}.json"
    assert shipped(name) == made, f"stale; run: {again}"


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("dialect", [jsonschema.Draft202012Validator, jsonschema.Draft7Validator])
def test_sound_in_the_dialect_it_names_and_in_the_one_editors_know(name, dialect):
    dialect.check_schema(shipped(name))


def test_true_of_every_file():
    validators = {name: jsonschema.Draft202012Validator(shipped(name)) for name in SCHEMAS}
    for file in FILES:
        data = parse(file.read_text(encoding="utf-8"), str(file)).data
        faults = [e.message for e in validators["pack" if file.name == "pack.yaml" else "rule"].iter_errors(data)]
        assert (file.name, faults) == (file.name, [])


def test_a_slip_is_found():
    data = parse(FILES[0].with_name("title.yaml").read_text(encoding="utf-8"), "title.yaml").data
    validator = jsonschema.Draft202012Validator(shipped("rule"))
    assert list(validator.iter_errors({**data, "severity": "eror"}))
    assert list(validator.iter_errors({**data, "tittle": "…"}))
