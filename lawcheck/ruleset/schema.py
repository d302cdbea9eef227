"""The JSON Schema of the rule language, made from the types that the loader itself uses, so the two cannot part."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from lawcheck.registry import CHECKS, check_type
from lawcheck.ruleset.packs import PackFile
from lawcheck.ruleset.rulefile import RuleFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def rule_schema() -> dict[str, Any]:
    """The schema of a rule file. `check` is exactly one of the built-in check types."""
    types = [check_type(name) for name in CHECKS]
    (rule, *checks), components = msgspec.json.schema_components([RuleFile, *types], ref_template="#/$defs/{name}")
    components["RuleFile"]["properties"]["check"] = {
        "description": "恰好一种检查",
        "oneOf": [
            {"type": "object", "properties": {name: ref}, "required": [name], "additionalProperties": False}
            for name, ref in zip(CHECKS, checks, strict=True)
        ],
    }
    for name, cls in zip(CHECKS, types, strict=True):
        components[cls.__name__]["description"] = inspect.cleandoc(cls.__doc__ or name)
    return {"$schema": DIALECT, "title": "lawcheck rule file", **rule, "$defs": components}


def pack_schema() -> dict[str, Any]:
    """The schema of a pack.yaml."""
    (pack,), components = msgspec.json.schema_components([PackFile], ref_template="#/$defs/{name}")
    return {"$schema": DIALECT, "title": "lawcheck pack file", **pack, "$defs": components}
