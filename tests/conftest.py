"""What all tests share: where the reference corpora lie, documents from text, the rules loaded once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lawcheck import Ruleset, load_rules

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LAWCHECK_SHARED") or ROOT.parent / "shared")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's cache."""
    monkeypatch.setenv("LAWCHECK_CACHE", str(tmp_path_factory.getbasetemp() / "lawcheck-cache"))


@pytest.fixture(scope="session")
def all_rules() -> Ruleset:
    """Every built-in rule with its examples."""
    return load_rules(examples=True, cache=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference texts; tests that need it are skipped, and say so, where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(f"reference corpora not found at {SHARED} (set LAWCHECK_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    return shared / "corpus" / "seed" / "report.txt"
