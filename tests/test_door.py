"""The public door: every name it lists, and none of them shadowed by a module of ours."""

from __future__ import annotations

import json
import subprocess
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

import lawcheck


def test_every_name_is_there_and_none_is_a_module():
    for name in lawcheck.__all__:
        assert not isinstance(getattr(lawcheck, name), types.ModuleType), name


def test_names_stay_functions_after_everything_was_imported():
    code = (
        "import lawcheck; lawcheck.lint('甲乙。', format='plain');"
        "from lawcheck import lint, load_rules, read, review;"
        "assert all(map(callable, (lint, load_rules, read, review)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_it_imports_nothing_heavy():
    heavy = "click rich regex ruamel.yaml pyromark lawcheck.readers lawcheck.ruleset"
    code = f"import sys, lawcheck; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"profile": {"levl": "县"}}, "kind、level、issuer、year、date"),
        ({"profile": {"kind": "anual-report"}}, "annual-report、file-review"),
        ({"profile": {"level": "村"}}, "乡镇、街道"),
        ({"profile": {"year": 24}}, "1900—2099"),
        ({"profile": {"date": "2025-13-01"}}, "2025-01-31"),
        ({"select": ["wordng"]}, "wordng"),
        ({"ignore": ["wordng"]}, "wordng"),
    ],
)
def test_a_word_that_means_nothing_is_no_check_that_passed(words, said):
    with pytest.raises(lawcheck.LawcheckError, match=said):
        lawcheck.lint("甲乙。", format="plain", **words)
    with ThreadPoolExecutor(1) as executor, pytest.raises(lawcheck.LawcheckError, match=said):
        lawcheck.lint_many(["甲乙。"], executor=executor, format="plain", **words)


def test_what_is_said_of_a_draft_counts():
    said = {"kind": "none", "level": None, "year": "2024", "date": date(2025, 1, 3)}
    profile = lawcheck.lint("甲乙。", format="plain", profile=said).profile
    assert (profile.kind, profile.level, profile.year, profile.date) == ("none", None, 2024, "2025-01-03")


def test_facts_and_json_of_a_draft():
    text = "全年受理12件，其中办结10件，办结率90%。"
    facts = lawcheck.facts(lawcheck.read("<text>", text=text, format="plain"))
    assert [str(q.value) for q in facts.quantities] == ["12", "10", "90"]
    assert [r.verdict for r in facts.relations if r.kind == "share"] == ["off"]
    review = lawcheck.lint(text, format="plain")
    (file,) = json.loads(lawcheck.to_json(review))["files"]
    assert [f["rule"] for f in file["findings"]] == [f.rule for f in review.findings]
    assert len(json.loads(lawcheck.to_json([review, review]))["files"]) == 2


def test_a_draft_that_is_not_there_is_named():
    with pytest.raises(lawcheck.ReadError, match=r"gone/draft\.md：文件不存在.*format") as caught:
        lawcheck.lint("gone/draft.md")
    assert caught.value.say("en").startswith("gone/draft.md: no such file")
