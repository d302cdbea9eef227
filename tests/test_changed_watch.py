"""`--changed-since` takes what git says was changed; `--watch` checks again on a save."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from lawcheck.cli.watch import watch
from lawcheck.model.errors import LawcheckError
from tests.test_stories import BAD, LAWCHECK, SOUND, _git, run


@pytest.fixture
def repository(tmp_path):
    for name in ("旧.md", "改.md", "删.md"):
        (tmp_path / name).write_text(BAD, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("不要.md\n", encoding="utf-8")
    _git(tmp_path, "init")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-m", "1")
    (tmp_path / "改.md").write_text(BAD + "\n再改。\n", encoding="utf-8")
    (tmp_path / "新 1.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "不要.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "删.md").unlink()
    return tmp_path


def test_only_what_changed_is_checked_and_the_rest_is_said(repository):
    done = run(".", "-q", "--kind", "none", "--changed-since", "HEAD", cwd=repository)
    assert sorted(line.partition(":")[0] for line in done.stdout.splitlines()[:-1]) == ["./改.md", "./新 1.md"]
    assert done.stderr == "自 HEAD 以来改过 2 份，另 1 份未改，没有检查\n"


def test_from_a_folder_below_and_after_a_commit(repository):
    (repository / "乡镇").mkdir()
    (repository / "乡镇" / "甲.md").write_text(BAD, encoding="utf-8")
    _git(repository, "add", ".")
    _git(repository, "commit", "-m", "2")
    assert "甲.md:" in run(".", "-q", "--changed-since", "HEAD~1", cwd=repository / "乡镇").stdout
    assert "没有可检查的文件" in run(".", "--changed-since", "HEAD", cwd=repository / "乡镇").stdout


@pytest.mark.parametrize("revision", ["no-such", "--output=x", "HEAD; touch x"])
def test_a_revision_that_is_none(repository, revision):
    done = run(".", f"--changed-since={revision}", cwd=repository)
    assert done.returncode == 2 and "--changed-since" in done.stderr
    assert not (repository / "x").exists()


def test_outside_a_repository(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = run("a.md", "--changed-since", "HEAD", cwd=tmp_path)
    assert done.returncode == 2 and "--changed-since：fatal: not a git repository" in done.stderr


def test_watch_checks_again_on_a_save(tmp_path):
    pytest.importorskip("watchfiles", reason="watchfiles is not installed (pip install 'lawcheck-cn[watch]')")
    draft = tmp_path / "a.md"
    draft.write_text(BAD, encoding="utf-8")
    environ = {**os.environ, "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    words = [LAWCHECK, ".", "-q", "--watch", "--format", "concise", "--format", "json=out.json"]
    with (tmp_path / "said.log").open("wb") as said:
        process = subprocess.Popen(words, cwd=tmp_path, stdout=said, stderr=said, env=environ)
    try:
        wait(tmp_path, "等待保存")
        time.sleep(0.5)
        draft.write_text(SOUND + "\n会议全面深入的推进了工作。\n", encoding="utf-8")
        text = wait(tmp_path, "wording/adverb-di")
        assert text.index("structure/run-gap") < text.index("等待保存") < text.index("wording/adverb-di")
        time.sleep(1)  # the output file that was written started nothing
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
    assert (tmp_path / "said.log").read_text(encoding="utf-8").count("—— ") == 1


def wait(folder, word: str) -> str:
    for _ in range(200):
        text = (folder / "said.log").read_text(encoding="utf-8")
        if word in text:
            return text
        time.sleep(0.1)
    raise AssertionError(f"{word} was not said: {text}")


def test_watch_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(LawcheckError, match=r"lawcheck-cn\[watch\]"):
        watch(["."], [], lambda: 0)


def test_watch_refuses_what_it_cannot_do(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    assert run("a.md", "--watch", "--fix", cwd=tmp_path).returncode == 2
    assert run("-", "--watch", cwd=tmp_path, stdin=b"").returncode == 2
    assert "不存在" in run("b.md", "--watch", cwd=tmp_path).stderr
