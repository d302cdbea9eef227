"""Many drafts: the same output whatever the number of processes; what a dying process costs; nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lawcheck import Ruleset, load_rules
from lawcheck.batch import Job, parallel, review_many
from lawcheck.batch.executors import SpawnPool
from lawcheck.batch.pool import Died, ForkPool
from lawcheck.batch.travel import packed, unpacked
from lawcheck.formatters import json
from tests.batch_helpers import drafts, lawcheck, poison
from tests.conftest import ROOT
from tests.test_stories import LAWCHECK

EXAMPLES = ROOT / "examples"
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


def jobs(rules: Ruleset) -> list[Job]:
    return [Job(str(file), rules) for file in sorted(EXAMPLES.rglob("*.md"))]


@pytest.mark.parametrize("form", ["text", "json", "csv", "sarif"])
def test_the_output_is_the_same_for_every_number_of_processes_and_hash_seed(form):
    outputs = {
        (n, seed): lawcheck(
            str(EXAMPLES), "--format", form, "-j", str(n), "--no-cache", environ={"PYTHONHASHSEED": str(seed)}
        )
        for n, seed in ((1, 0), (2, 0), (4, 1), (2, 2), (1, 3))
    }
    assert len({(done.stdout, done.stderr, done.returncode) for done in outputs.values()}) == 1
    assert outputs[1, 0].stdout


def test_a_pool_is_started_only_where_there_is_enough_to_do(all_rules, monkeypatch):
    started = []
    monkeypatch.setattr(parallel.Run, "_start", lambda self: started.append(1) or ForkPool(self._work, 2))
    few = [Job("a.md", all_rules, text="# 甲\n\n乙。\n"), Job("b.md", all_rules, text="# 甲\n\n乙。\n")]
    assert len(list(review_many(few, 2))) == 2
    assert not started
    assert len(list(review_many(few[:1] * 4, 2))) == 4
    many = [Job("a.md", all_rules, text="# 甲\n\n" + "乙丙。\n" * 10000)] * 3
    assert len(list(review_many(many, 2))) == 3
    assert started == [1]


def test_only_so_many_reviews_are_held(all_rules, monkeypatch):
    monkeypatch.setattr(parallel, "AHEAD", 2)
    monkeypatch.setattr(parallel, "PAYS_BYTES", 1)
    run = parallel.Run([Job(f"{n}.md", all_rules, text=f"# 甲{n}\n") for n in range(40)], 2, None)
    held = [(review.path, len(run._ready) + len(run._waiting)) for review in run.reviews()]
    assert [path for path, _ in held] == [f"{n}.md" for n in range(40)]
    assert max(size for _, size in held) <= 4


@forks
def test_a_process_that_dies_loses_one_file_and_it_is_said(tmp_path):
    environ = poison(tmp_path)
    names = drafts(tmp_path / "in", ["甲", "乙", "毒", "丙", "丁", "毒", "戊"])
    done = lawcheck(
        str(tmp_path / "in"), "--rules", str(tmp_path / "pack"), "-j", "2", "--format", "jsonl", environ=environ
    )
    assert done.returncode == 3, done.stderr
    lines = done.stdout.splitlines()
    assert [name for name, line in zip(names, lines, strict=True) if "检查进程意外终止（信号 9）" in line] == [
        "02.md",
        "05.md",
    ]
    assert sum('"outcome":"pass"' in line for line in lines) == 5


@forks
def test_ctrl_c_ends_with_130_and_leaves_no_process(tmp_path):
    environ = poison(tmp_path)
    drafts(tmp_path / "in", ["等"] * 6)
    running = subprocess.Popen(
        [LAWCHECK, str(tmp_path / "in"), "--rules", str(tmp_path / "pack"), "-j", "2"],
        env={**os.environ, **environ, "PYTHONUTF8": "1"}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    stalled = until(lambda: len(pids := _lines(Path(environ["STALLED"]))) >= 2 and pids)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "已中断" in said
    assert until(lambda: not any(_alive(int(pid)) for pid in stalled))


@forks
def test_workers_end_when_their_parent_is_killed(tmp_path):
    code = (
        "import os, time\n"
        "from lawcheck.batch.pool import ForkPool\n"
        "pool = ForkPool(lambda i: str(os.getpid()).encode(), 2)\n"
        "pool.send(0); pool.send(1)\n"
        "print(pool.receive()[1].decode(), pool.receive()[1].decode(), flush=True)\n"
        "time.sleep(60)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    workers = [int(pid) for pid in running.stdout.readline().split()]
    assert all(map(_alive, workers))
    running.kill()
    running.communicate()
    assert until(lambda: not any(map(_alive, workers)))


@forks
def test_a_worker_killed_while_idle_costs_nothing():
    pool = ForkPool(lambda index: f"{index} {os.getpid()}".encode(), 1)
    pool.send(0)
    pid = int(pool.receive()[1].split()[1])
    os.kill(pid, signal.SIGKILL)
    until(lambda: not _alive(pid) or _zombie(pid))
    pool.send(1)
    index, answer = pool.receive()
    assert index == 1
    assert isinstance(answer, Died) or answer.startswith(b"1 ")
    pool.send(2)
    assert pool.receive()[1].startswith(b"2 ")
    pool.close()


def test_where_there_is_no_fork_the_reviews_are_the_same(monkeypatch):
    rules = load_rules(["wording", "annual-report"])
    monkeypatch.setattr(parallel.Run, "_start", lambda self: SpawnPool(self._jobs, 2, None))
    monkeypatch.setattr(parallel, "PAYS_BYTES", 1)
    some = jobs(rules)[:4]
    assert "".join(json.render(review_many(some, 2))) == "".join(json.render(review_many(some)))


def test_without_fork_too_a_dying_process_loses_one_file(tmp_path, monkeypatch):
    for name, value in poison(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.syspath_prepend(str(tmp_path))
    rules = load_rules([str(tmp_path / "pack")])
    folder = tmp_path / "in"
    some = [Job(str(folder / name), rules) for name in drafts(folder, ["甲", "毒", "乙", "丙"])]
    monkeypatch.setattr(parallel.Run, "_start", lambda self: SpawnPool(self._jobs, 2, None))
    assert [bool(review.error) for review in review_many(some, 2)] == [False, True, False, False]


def test_rules_travel_as_data(all_rules):
    arrived = unpacked(packed(all_rules))
    assert [rule.id for rule in arrived] == [rule.id for rule in all_rules]
    assert arrived.known == all_rules.known


@pytest.mark.parametrize("words", [(), ("-j", "2")])
def test_one_draft_imports_no_pool(words):
    code = (
        "import sys; from lawcheck.cli import main\n"
        f"main([{str(EXAMPLES / 'township-sound.md')!r}, *{words!r}])\n"
        "print(sorted({'multiprocessing', 'concurrent.futures', 'pickle', 'dask', 'pyarrow', 'fsspec', 'selectors'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def until(true, seconds: float = 20):
    """Waits until a condition holds, and returns what it gave."""
    end = time.monotonic() + seconds
    while not (value := true()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return value


def _lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not _zombie(pid)


def _zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False
