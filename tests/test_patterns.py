"""Patterns kept from run to run: the same patterns, whatever the state of the store."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import regex

from lawcheck.model import patterns
from lawcheck.model.passage import compiled
from tests.test_rules import RULES

TEXT = "全面深入的推进法治政府建设，共办理12件（其中处罚7件），一是健全制度；二是规范执法。"


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A store of its own, read anew by `again`."""
    monkeypatch.setenv("LAWCHECK_CACHE", str(tmp_path))

    def again() -> patterns.Store:
        if patterns.STORE._grown:
            patterns.STORE._write(os.getpid())
        fresh = patterns.Store()
        monkeypatch.setattr(patterns, "STORE", fresh)
        patterns.timed.cache_clear()
        return fresh

    again()
    return again


CASES = [
    ("(?P<n>\\d+)件", 0),
    ("^一是", re.M),
    ("[一二三]{1,3}(?:是|要)", 0),
    ("(?i)LED", 0),
    ("(?:x)?(?P<a>制)(?P=a)?", re.S),
]


@pytest.mark.parametrize(("text", "flags"), CASES)
def test_a_kept_pattern_is_the_pattern(store, text, flags):
    expected = re.compile(text, flags)
    for _ in range(2):
        made = patterns.re_compile(text, flags)
        assert (made.pattern, made.flags, made.groups, dict(made.groupindex)) == (
            expected.pattern, expected.flags, expected.groups, dict(expected.groupindex),
        )  # fmt: skip
        assert [m.span() for m in made.finditer(TEXT)] == [m.span() for m in expected.finditer(TEXT)]
        kept = store()
    assert kept.get(("re", text, int(flags))) is not None


def test_every_pattern_of_every_rule_finds_the_same_from_the_store(store):
    texts = {p for rule in RULES for p in rule.needs}
    folded = sorted(texts)[:300]
    compiled.cache_clear()
    first = {p: [m.span() for m in compiled(p).finditer(TEXT, timeout=5)] for p in folded}
    store()
    compiled.cache_clear()
    assert {p: [m.span() for m in compiled(p).finditer(TEXT, timeout=5)] for p in folded} == first
    assert any(first.values())
    compiled.cache_clear()


def test_threads_keep_each_pattern_under_its_own_name(store):
    texts = sorted({p for rule in RULES for p in rule.needs})[:240]
    regex.purge()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(patterns.timed, texts))
    finally:
        sys.setswitchinterval(interval)
    kept = store()
    codes = {text: kept.get((patterns._engine()[1], text, 0)) for text in texts}
    assert [text for text, code in codes.items() if code is None or code[0] != text] == []


def test_a_faulty_pattern_is_refused_as_ever(store):
    with pytest.raises(re.error):
        patterns.re_compile("(")
    with pytest.raises(regex.error):
        patterns.timed("(")


@pytest.mark.parametrize("spoil", [b"", b"nonsense", b"\0" * 64])
def test_a_broken_store_costs_time_only(store, tmp_path, spoil):
    patterns.re_compile("甲乙丙")
    store()
    (file,) = tmp_path.glob("patterns-*.bin")
    file.write_bytes(spoil)
    assert store().get(("re", "甲乙丙", 0)) is None
    assert patterns.re_compile("甲乙丙").search("丁甲乙丙")


def test_runs_with_other_hash_seeds_add_nothing(tmp_path):
    """The patterns are the same in every run, so the store settles after the first."""
    draft = tmp_path / "a.md"
    draft.write_text(TEXT, encoding="utf-8")
    sizes = []
    for seed in ("1", "2", "3"):
        environ = {**os.environ, "LAWCHECK_CACHE": str(tmp_path / "cache"), "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-m", "lawcheck", str(draft), "--no-cache"], env=environ, check=False, capture_output=True
        )
        (file,) = (tmp_path / "cache").glob("patterns-*.bin")
        sizes.append(file.stat().st_size)
    assert len(set(sizes)) == 1
