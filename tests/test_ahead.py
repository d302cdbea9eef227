"""A first run: another process compiles the patterns of the facts while this one reads the rules."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from lawcheck.cli import ahead
from lawcheck.model import patterns
from lawcheck.model.patterns import Store
from tests.test_start import FLAWED, run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

# What a run compiles itself, by what the standard library is asked to parse.
COUNTED = """
import sys
from re import _compiler
parse, made = _compiler._parser.parse, []
_compiler._parser.parse = lambda *words: made.append(words[0]) or parse(*words)
from lawcheck.cli import ahead, main
ahead.cores = lambda: CORES
code = main(sys.argv[1:])
from lawcheck.extractors import relations
print(len(made), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store in the place of the one for all."""
    monkeypatch.setenv("LAWCHECK_CACHE", str(tmp_path))
    store = Store()
    monkeypatch.setattr(patterns, "STORE", store)
    monkeypatch.setattr(ahead, "cores", lambda: 2)
    return store


def test_the_second_hand_leaves_the_first_fewer_patterns_to_compile_and_changes_nothing(tmp_path: Path) -> None:
    runs = {
        cores: run(str(FLAWED), cache=tmp_path / str(cores), code=COUNTED.replace("CORES", str(cores)))
        for cores in (1, 2)
    }
    alone, helped = (int(done.stderr) for done in runs.values())
    assert helped < alone - 200
    assert runs[1].stdout == runs[2].stdout
    assert runs[1].returncode == runs[2].returncode == 1


def test_what_the_second_hand_kept_is_at_hand(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def compiles() -> None:
        try:
            assert store.get(("re", "从旁", 0)) is None
            store.put(("re", "从旁", 0), (1, 2))
            store.keep()
        finally:
            os._exit(0)

    monkeypatch.setattr(ahead, "_compile", compiles)
    with ahead.compiled_beside():
        assert store.get(("re", "从旁", 0)) is None
        store.put(("re", "自己", 0), (3,))
    assert store.get(("re", "从旁", 0)) == (1, 2)
    assert store.get(("re", "自己", 0)) == (3,)


def test_a_second_hand_that_dies_costs_nothing_but_its_work(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_compile", lambda: os.kill(os.getpid(), signal.SIGKILL))
    with ahead.compiled_beside():
        pass
    assert store.get(("re", "从旁", 0)) is None


def test_an_error_of_the_first_hand_is_not_held_back(store: Store) -> None:
    with pytest.raises(ValueError, match="规则"), ahead.compiled_beside():
        raise ValueError("规则")
    with pytest.raises(ChildProcessError):  # and the second has been waited for
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("why", ["kept already", "one core", "a second thread"])
def test_no_second_hand(why: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail(why))
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    if why == "kept already":
        store.get(("re", "", 0))
        store.put(("re", "", 0), (1,))
        store.keep()
    elif why == "one core":
        monkeypatch.setattr(ahead, "cores", lambda: 1)
    else:
        thread.start()
    with ahead.compiled_beside():
        pass
    done.set()
    if thread.ident:
        thread.join()
