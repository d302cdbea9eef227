"""The public door: every name it lists, and none of them shadowed by a module of ours."""

from __future__ import annotations

import subprocess
import sys
import types

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
