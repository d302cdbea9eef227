"""What the command line understands, and what it refuses and how it says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lawcheck.cli.shared import packs_of
from tests.test_stories import BAD, SOUND, found, run


@pytest.mark.parametrize(
    ("words", "possible"),
    [
        (["--profile", "kind=zz"], "annual-report、file-review"),
        (["--profile", "level=村"], "乡镇、街道"),
        (["--profile", "date=2025-13-01"], "2025-01-31"),
        (["--profile", "year=abc"], "1900—2099"),
        (["--profile", "issuer="], "issuer 是空的"),
        (["--year", "24"], "1900—2099"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_with_what_can(tmp_path, words, possible):
    (tmp_path / "a.md").write_text(SOUND, encoding="utf-8")
    done = run("a.md", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(" ".join(words)) and possible in done.stderr


def test_packs_are_named_as_rules_are(tmp_path, monkeypatch):
    assert run("rules", "new", "own/first", cwd=tmp_path).returncode == 0
    (tmp_path / "a.md").write_text(f"{BAD}\n这里有示例错词。\n", encoding="utf-8")
    assert {f["rule"] for f in found("--rules", "ALL,own", "a.md", cwd=tmp_path)["a.md"]} >= {
        "own/first", "structure/run-gap",
    }  # fmt: skip
    assert run("rules", "lint", "--rules", "ALL,own", "first", cwd=tmp_path).returncode == 2
    assert "own/first" in run("explain", "own/first", "--rules", "structure,own", cwd=tmp_path).stdout
    monkeypatch.chdir(tmp_path)
    Path("a,b").mkdir()
    assert packs_of(("a,b", "ALL, own", "c")) == ("a,b", "ALL", "own", "c")


def test_a_pack_is_explained_by_its_rules():
    lines = run("explain", "structure").stdout.splitlines()
    assert any(line.startswith("structure/run-gap ") for line in lines) and len(lines) > 3
    assert "- `structure/run-gap` " in run("explain", "structure", "--format", "markdown").stdout
    assert run("explain", "structure/run-gap").stdout.startswith("structure/run-gap\n")
    assert run("explain", "structur").returncode == 2


def test_a_readme_is_of_the_folder_that_holds_packs(tmp_path):
    assert run("rules", "new", "packs/own/first", cwd=tmp_path).returncode == 0
    done = run("rules", "readme", "packs/own", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2, "packs/own 本身是一个规则包，要给的是放规则包的目录：lawcheck rules readme packs\n",
    )  # fmt: skip
    assert run("rules", "readme", "packs", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("command", [["check"], ["annotate"], ["baseline", "diff"]])
def test_a_config_and_none_at_all_are_not_both_asked_for(tmp_path, command):
    (tmp_path / "lawcheck.yaml").write_text("lang: zh\n", encoding="utf-8")
    (tmp_path / "a.docx").write_text(SOUND, encoding="utf-8")
    done = run(*command, "a.docx", "--config", "lawcheck.yaml", "--no-config", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and "不能同用" in done.stderr


def test_standard_input_has_one_name_and_is_read_as_markdown(tmp_path):
    text = "# 甲\n\n**乙**和，。\n".encode()
    for form in ("text", "json", "csv", "sarif", "junit"):
        said = run("-", "--format", form, cwd=tmp_path, stdin=text).stdout
        assert "stdin" in said and ".md" not in said
    outline = json.loads(run("outline", "-", "--format", "json", cwd=tmp_path, stdin=text).stdout)
    title = outline["parts"][0]["place"]["text"]  # without its #
    assert (outline["path"], title) == ("<stdin>", "甲")
