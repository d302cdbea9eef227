"""An unchanged run is told again without being done again; anything that could change a word of it does it anew."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.cli import again, plain
from lawcheck.cli.again import MAGIC, Again
from lawcheck.model import state
from tests.conftest import ROOT

FLAWED = (ROOT / "examples" / "township-flawed.md").read_text(encoding="utf-8")
LATER = 1_000_000_000  # seconds from 1970: long settled
DONE = """
import atexit, sys
atexit.register(lambda: print(*["done"] if "lawcheck.engine" in sys.modules or "lawcheck.batch.cache" in sys.modules
                              else ["told"], file=sys.stderr))
from lawcheck.cli import again
again._SETTLED = -10**18  # else each test would wait for its drafts to grow old
from lawcheck.__main__ import main
main()
"""


class Desk:
    """A folder with drafts, and a cache of its own; `run` says how a run was come by, its output and its code."""

    def __init__(self, root: Path, warm: Path | None = None) -> None:
        self.drafts, self.cache = root / "drafts", root / "cache"
        self.drafts.mkdir()
        self.draft = self.drafts / "a.md"
        self.put(self.draft, FLAWED)
        if warm:
            shutil.copytree(warm, self.cache)
        assert self.run()[0] == "done"

    def put(self, file: Path, text: str, at: int = LATER) -> None:
        file.write_text(text, encoding="utf-8")
        os.utime(file, (at, at))

    def run(self, *words: str, **environment: str) -> tuple[str, str, int]:
        done = subprocess.run(
            [sys.executable, "-c", DONE, *(words or (str(self.draft),))],
            capture_output=True,
            text=True,
            env={**os.environ, "LAWCHECK_CACHE": str(self.cache), **environment},
            cwd=self.drafts,
            check=False,
        )
        assert done.returncode in (0, 1, 3) and "Traceback" not in done.stderr, done.stderr
        return done.stderr.split()[-1], done.stdout, done.returncode

    def records(self) -> list[Path]:
        return sorted(self.cache.glob("results/??/*.run"))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory) -> Path:
    """A cache with the compiled rules, and of no run: only the second one knows the rules beforehand."""
    desk = Desk(tmp_path_factory.mktemp("compiled"))
    assert not desk.records()
    return desk.cache


@pytest.fixture
def desk(tmp_path, compiled) -> Desk:
    return Desk(tmp_path, compiled)


def test_an_unchanged_run_is_told_again_word_for_word(desk):
    anew = desk.run("--no-cache", str(desk.draft))
    assert anew[0] == "done" and "township" not in anew[1] and anew[1]
    assert desk.run() == ("told", *anew[1:])
    assert anew[2] == 1


def test_what_is_told_again_takes_few_modules(desk):
    """None of what doing it needs, and no pathlib, a sixth of the whole."""
    heavy = ("pathlib", "msgspec", "regex", "click", "decimal", "datetime", "json", "lawcheck.batch")
    code = f"import sys\nfor name in {heavy}: sys.modules.pop(name, None)\n" + DONE.replace(
        '["told"]', f'[*sorted(sys.modules.keys() & {{*{heavy}}}), "told"]'
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(desk.draft)],
        capture_output=True,
        text=True,
        env={**os.environ, "LAWCHECK_CACHE": str(desk.cache)},
        cwd=desk.drafts,
        check=False,
    )
    assert done.stderr.split() == ["told"]


def test_a_folder_is_told_again_until_a_draft_comes_goes_or_changes(desk):
    desk.put(desk.drafts / "b.md", "# 标题\n\n正文。\n")
    first = desk.run(".")
    assert desk.run(".") == ("told", *first[1:])
    desk.put(desk.drafts / "c.md", FLAWED)
    more = desk.run(".")
    assert more[0] == "done" and more[1] != first[1]
    (desk.drafts / "c.md").unlink()
    assert desk.run(".") == ("done", *first[1:]), "only the last run of these words is known"
    assert desk.run(".") == ("told", *first[1:])
    desk.put(desk.drafts / "b.md", "# 标题\n\n正文！\n")  # as long as before, and of the same time
    assert desk.run(".")[0] == "done"
    desk.put(desk.drafts / "b.md", "# 标题\n\n正文。\n")  # as before, which its times do not show
    assert desk.run(".") == ("done", *first[1:])
    assert desk.run(".") == ("told", *first[1:])


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["-q"], {}),
        (["--statistics"], {}),
        ([], {"LC_ALL": "en_US.UTF-8"}),
        ([], {"COLUMNS": "60"}),
        ([], {"FORCE_COLOR": "1"}),
    ],
    ids=["-q", "--statistics", "lang", "width", "colour"],
)
def test_what_changes_the_words_is_part_of_the_name(desk, words, environment):
    told = desk.run()
    other = desk.run(*words, str(desk.draft), **environment)
    assert told[0] == "told" and other[0] == "done" and other[1] != told[1]
    assert desk.run() == told


def test_what_is_passed_over_is_said_each_time(desk):
    desk.put(desk.drafts / "b.rtf", "甲")
    for how in ("done", "told"):
        done = subprocess.run(
            [sys.executable, "-c", DONE, "."],
            capture_output=True,
            text=True,
            env={**os.environ, "LAWCHECK_CACHE": str(desk.cache)},
            cwd=desk.drafts,
            check=False,
        )
        lines = done.stderr.splitlines()
        assert "类型不认识" in lines[0] and lines[-1] == how, done.stderr


def test_the_same_draft_under_another_name_is_another_run(desk):
    desk.put(desk.drafts / "b.md", FLAWED)
    assert "b.md:" in desk.run("b.md")[1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lawcheck.yaml", "fail-on: off\n"),
        (".lawcheck.yaml", "fail-on: off\n"),
        ("pyproject.toml", '[tool.lawcheck]\nfail-on = "off"\n'),
        (
            "lawcheck-ignore.yaml",
            "- {path: a.md, rule: ALL, reason: 试, by: 甲}\n",
        ),
    ],
)
def test_settings_beside_or_above_a_draft_are_heeded_at_once_and_nothing_is_kept_with_them(desk, name, text):
    kept, before = desk.records(), desk.run()
    for place in (desk.drafts / name, desk.drafts.parent / name):
        place.write_text(text, encoding="utf-8")
        for _ in range(2):
            how, _, code = desk.run()
            assert (how, code) == ("done", 0)
        place.unlink()
        assert desk.run() == before
    assert desk.records() == kept


def test_drafts_that_git_ignores_are_left_out_at_once(desk):
    subprocess.run(["git", "init", "-q", str(desk.drafts)], check=True)
    for _ in range(2):
        first = desk.run(".")
    assert first[0] == "told"
    (desk.drafts / ".gitignore").write_text("a.md\n", encoding="utf-8")
    assert "没有可检查的文件" in subprocess.run(
        [sys.executable, "-m", "lawcheck", "."],
        capture_output=True,
        text=True,
        env={**os.environ, "LAWCHECK_CACHE": str(desk.cache)},
        cwd=desk.drafts,
        check=False,
    ).stderr  # fmt: skip


@pytest.mark.parametrize("spoil", [b"", b"broken", MAGIC + b"\0" * 80, b"cut", b"foreign"])
def test_a_broken_record_is_no_record(desk, spoil):
    first = desk.run()
    (record,) = desk.records()
    kept = record.read_bytes()
    record.write_bytes({b"cut": kept[: len(MAGIC) + 64], b"foreign": kept[:-9] + b"x" * 9}.get(spoil, spoil))
    assert desk.run() == ("done", *first[1:])
    assert desk.run() == first


def test_what_cannot_be_kept_is_done_again(desk, tmp_path):
    closed = tmp_path / "file"
    closed.touch()
    for _ in range(3):
        assert desk.run(LAWCHECK_CACHE=str(closed / "below"))[0] == "done"


def test_an_unreadable_draft_is_tried_again(desk):
    missing = str(desk.drafts / "没有.md")
    for _ in range(2):
        how, _, code = desk.run(str(desk.draft), missing)
        assert (how, code) == ("done", 3)


def test_a_broken_config_that_speaks_for_no_draft_is_told_of(desk):
    (desk.drafts / "空" / "的").mkdir(parents=True)
    for _ in range(2):
        desk.run(".")
    assert desk.run(".")[0] == "told"
    (desk.drafts / "空" / "lawcheck.yaml").write_text("no-such-key: [\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="语法错误"):
        desk.run(".")


def test_the_cache_does_not_grow_with_every_change(desk):
    for number in range(3):
        desk.put(desk.draft, f"{FLAWED}补{number}句。\n")
        desk.run()
    assert len(desk.records()) == 1
    assert stat.S_IMODE((desk.cache / "results").stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_comes_through_a_pipe_is_read_once_and_not_kept(desk):
    pipe, kept = desk.drafts / "pipe.md", desk.records()
    os.mkfifo(pipe)
    seen = []
    for text in (FLAWED, FLAWED, "# 标题\n\n正文。\n"):
        writer = threading.Thread(target=pipe.write_text, args=(text, "utf-8"))
        writer.start()
        seen.append(desk.run(str(pipe)))
        writer.join()
    assert [how for how, *_ in seen] == ["done"] * 3
    assert seen[0] == seen[1] and [code for *_, code in seen] == [1, 1, 0]
    assert desk.records() == kept


def test_standard_input_met_by_a_glob_is_not_kept(desk):
    (desk.drafts / "-").touch()
    kept = desk.records()
    for _ in range(2):
        assert desk.run("[-]")[0] == "done"
    assert desk.records() == kept


@pytest.mark.parametrize(
    ("name", "kept"), [("a.md", True), ("A.MD", True), ("a.rpt", False), ("a.doc", False), ("a", True)]
)
def test_only_what_our_own_readers_read_is_kept(tmp_path, name, kept):
    (tmp_path / name).write_text(FLAWED, encoding="utf-8")
    found = again._drafts([str(tmp_path / name)])
    assert (found is not None and found.paths == [str(tmp_path / name)]) is kept


def test_a_folder_of_the_name_of_a_package_is_no_installed_package(tmp_path, monkeypatch):
    before = state.code_state.__wrapped__()
    (tmp_path / "msgspec").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert state.code_state.__wrapped__() == before


def test_nothing_is_walked_below_a_config(tmp_path, monkeypatch):
    (tmp_path / "lawcheck.yaml").write_text("exclude: [archive/]\n", encoding="utf-8")
    monkeypatch.setattr(again, "collect", lambda *_: pytest.fail("walked in vain"))
    (tmp_path / "sub").mkdir()
    assert again._drafts([str(tmp_path)]) is again._drafts([str(tmp_path / "sub" / "a.md")]) is None


@pytest.fixture
def here(desk, monkeypatch) -> Callable[..., Again]:
    """A run of this process over the desk's drafts, two hours from now."""
    monkeypatch.setenv("LAWCHECK_CACHE", str(desk.cache))
    later = time.time_ns() + 7200 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)

    def begin(*words: str) -> Again:
        said = plain([*words, str(desk.drafts)])
        assert said is not None
        run = Again(said)
        run.told()
        return run

    return begin


@pytest.mark.parametrize(
    ("meanwhile", "unchanged"),
    [
        (lambda desk: None, True),
        (lambda desk: desk.put(desk.draft, FLAWED + "补一句。\n"), False),
        (lambda desk: desk.put(desk.draft, FLAWED), False),
        (lambda desk: desk.draft.unlink(), False),
        (lambda desk: desk.put(desk.drafts / "b.md", FLAWED), False),
        (lambda desk: (desk.drafts / "lawcheck.yaml").write_text("lang: en\n"), False),
    ],
    ids=["nothing", "changed", "touched", "gone", "another", "config"],
)
def test_a_run_in_which_something_changed_is_not_kept(desk, here, meanwhile, unchanged):
    kept, run = desk.records(), here("--statistics")
    run.hear("一")
    meanwhile(desk)
    run.keep(0)
    assert len(desk.records()) == len(kept) + unchanged


def test_a_draft_of_this_very_moment_is_not_kept(desk, here, monkeypatch):
    changed = desk.draft.stat().st_ctime_ns
    for after, kept in ((-60, False), (0, False), (1.9, False), (2, True)):
        monkeypatch.setattr(time, "time_ns", lambda now=changed + int(after * 10**9): now)
        run = here("-q")
        run.hear("一")
        monkeypatch.setattr(time, "time_ns", lambda: changed + 10**12)  # what counts is when the run began
        run.keep(0)
        assert (here("-q").told() is not None) is kept


@pytest.mark.parametrize(
    ("code", "size", "kept"), [(0, 1, True), (1, 3_999_999, True), (3, 1, False), (0, 4_000_000, False)]
)
def test_only_whole_runs_of_a_sane_size_are_kept(here, code, size, kept):
    run = here("-q")
    run.hear("一" * size)
    run.hear("二")
    run.keep(code)
    told = here("-q").told()
    assert (told is not None) is kept
    assert told is None or (told.code, told.output) == (code, "一" * size + "二")


def test_a_terminal_is_always_written_to_anew(here, monkeypatch):
    run = here()
    run.hear("一")
    run.keep(0)
    assert here().told() is not None
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert here().told() is None
