"""Which files a run takes, and in what order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawcheck.files import collect


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*paths: str, text: str = "x\n") -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")


def taken(*inputs: str, **options) -> list[str]:
    return [path.replace(os.sep, "/") for path in collect(inputs, **options).paths]


def test_a_folder_is_walked_in_order_for_what_can_be_read():
    put("r/b.md", "r/a.txt", "r/10.md", "r/2.md", "r/c.MD", "r/sub/d.markdown", "r/e.py", "r/Makefile", "r/sub/x.bin")
    assert taken("r") == ["r/10.md", "r/2.md", "r/a.txt", "r/b.md", "r/c.MD", "r/sub/d.markdown"]


def test_hidden_files_and_locks_are_left_out():
    put("r/.git/a.md", "r/.venv/b.md", "r/.hidden.md", "r/~$c.md", "r/.~lock.d.md", "r/e.md")
    assert taken("r") == ["r/e.md"]


def test_a_file_named_outright_is_always_taken():
    put(".gitignore", text="*.md\n")
    put("a.md", "b.py", ".c.md", "Makefile")
    names = ["b.py", "a.md", ".c.md", "Makefile", "not-there.md"]
    assert taken(*names, excluded=lambda path, folder: True) == names


def test_each_file_is_taken_once_in_the_order_named():
    put("r/a.md", "r/b.md")
    assert taken("r/b.md", "r", "./r/a.md") == ["r/b.md", "r/a.md"]


def test_standard_input():
    put("-dir/a.md")
    assert taken("-", "-") == ["-"]


def test_globs():
    put("r/a.md", "r/b.md", "r/s/c.md", "r/d.txt", "r/[草].md")
    assert taken("r/*.md") == ["r/[草].md", "r/a.md", "r/b.md"]
    assert taken("r/**/*.md")[-1] == "r/s/c.md"
    assert taken("r/[草].md") == ["r/[草].md"]
    assert taken("r/*.docx") == ["r/*.docx"]


def test_git_ignored_files_are_left_out_of_a_walk():
    put(".gitignore", text="*.bak.md\n/r/build/\n!keep.bak.md\n")
    put("r/sub/.gitignore", text="!b.bak.md\nonly.md\n")
    put("r/a.md", "r/a.bak.md", "r/keep.bak.md", "r/build/x.md", "r/sub/b.bak.md", "r/sub/only.md", "r/only.md")
    Path(".git").mkdir()
    expected = ["r/a.md", "r/keep.bak.md", "r/only.md", "r/sub/b.bak.md"]
    assert taken("r") == expected
    assert taken(str(Path("r").resolve())) == [str(Path(p).resolve()).replace(os.sep, "/") for p in expected]
    assert "r/a.bak.md" in taken("r", gitignore=False)


def test_git_agrees(here):
    put(".gitignore", text="*.bak.md\n/r/build/\n!keep.bak.md\nr/deep/**/z.md\n")
    put("r/sub/.gitignore", text="!b.bak.md\nonly.md\n")
    put(
        "r/a.bak.md", "r/keep.bak.md", "r/build/x.md", "r/sub/b.bak.md", "r/sub/only.md", "r/deep/q/z.md", "r/deep/y.md"
    )
    subprocess.run(["git", "init", "-q"], check=True)
    listed = subprocess.run(
        ["git", "-c", "core.quotePath=off", "ls-files", "--others", "--exclude-standard", "r"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    assert sorted(taken("r")) == sorted(path for path in listed if path.endswith(".md"))


def test_a_gitignore_above_the_repository_does_not_hold():
    put(".gitignore", text="*.md\n")
    put("repo/a.md")
    Path("repo/.git").mkdir()
    assert taken("repo") == ["repo/a.md"]


def test_what_is_excluded_is_not_walked():
    put("r/a.md", "r/out/b.md", "r/c.md")
    asked = []

    def excluded(path, folder):
        asked.append((path.replace(os.sep, "/"), folder))
        return os.path.basename(path) in ("out", "c.md")  # noqa: PTH119

    assert taken("r", excluded=excluded) == ["r/a.md"]
    assert ("r/out", True) in asked and not any("b.md" in path for path, _ in asked)


def test_a_folder_with_nothing_to_check_is_named():
    put("r/a.py", "s/b.md")
    found = collect(["r", "s"])
    assert (found.empty, found.paths) == (["r"], [os.path.join("s", "b.md")])  # noqa: PTH118


def test_documents_of_another_type_are_passed_over_with_a_word():
    put(
        "r/a.md",
        "r/b.RTF",
        "r/s/c.ofd",
        "r/d.csv",
        "r/e.py",
        "r/f.png",
        "r/.g.odt",
        "r/~$h.xlsx",
        "r/i.odt",
        "r/j.lock",
    )
    put("r/.gitignore", text="i.odt\n")
    found = collect(["r", "r/d.csv"])
    assert found.paths == [os.path.join("r", "a.md"), "r/d.csv"]  # noqa: PTH118 — named outright, it is tried
    assert [path.replace(os.sep, "/") for path in found.unread] == ["r/b.RTF", "r/s/c.ofd"]


def test_the_annotated_copy_of_a_draft_is_no_draft():
    put("r/a.docx", "r/a-批注.docx", "r/b-批注.docx", "r/c.docm", "r/c-批注.docm", "r/-批注.docx")
    found = collect(["r"])
    assert [os.path.basename(p) for p in found.paths] == ["-批注.docx", "a.docx", "b-批注.docx", "c.docm"]  # noqa: PTH119
    assert [os.path.basename(p) for p in found.copies] == ["a-批注.docx", "c-批注.docm"]  # noqa: PTH119
    put("r/.gitignore", text="a.docx\n")
    Path(".git").mkdir()
    assert "r/a-批注.docx" in taken("r"), "where the draft is left out, the copy is all there is"
    assert taken("r/c-批注.docm", "r")[0] == "r/c-批注.docm"
    assert collect(["r/c-批注.docm", "r"]).copies == []


def test_a_folder_that_cannot_be_listed_is_not_passed_over(monkeypatch):
    put("r/a.md", "r/closed/b.md")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert taken("r") == ["r/a.md", "r/closed"]


def test_pathspec_is_imported_for_a_gitignore_only(here):
    put("r/a.md")
    code = "import sys; from lawcheck.files import collect; collect(['r']); assert 'pathspec' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=here)
