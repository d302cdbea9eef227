"""Several outputs of one run, through the installed command."""

from __future__ import annotations

import json
import os
import subprocess

from tests.test_stories import BAD, LAWCHECK, SOUND, run


def test_several_formats_each_to_its_file(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "b.md").write_text(SOUND, encoding="utf-8")
    forms = ["--format=concise", "--format=json=a.json", "--format=xlsx=a.xlsx", "--format=sarif=a.sarif"]
    done = run(".", *forms, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("./a.md:3:15: warning structure/run-gap ")
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["files"]) == 2
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_bytes_are_not_written_to_a_terminal(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = run("a.md", "--format", "xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format xlsx=" in done.stderr


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = run("a.md", "--format", "json=no/such/folder.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "无法写入" in done.stderr


def test_a_name_that_is_no_utf8(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff.md", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(BAD)
    for form in ("text", "json", "sarif", "junit", "csv", "github", "gitlab", "markdown"):
        done = run(".", "--format", form, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), form
        assert "\ufffd" in done.stdout or "%EF%BF%BD" in done.stdout


def test_files_are_written_whatever_becomes_of_the_output(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    words = ["check", "a.md", "--format", "github", "--format", "json=o.json", "--format", "csv=o.csv"]
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run([LAWCHECK, *words], stdout=closed, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    assert not done.stderr
    assert json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["files"][0]["findings"]
    assert (tmp_path / "o.csv").stat().st_size


def test_counts_by_rule_for_programs_and_sheets(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "b.md").write_text(BAD.replace("\n\n", "\n\n一是甲；三是乙。\n\n"), encoding="utf-8")
    (tmp_path / "c.md").write_bytes(b"\0")
    done = run(".", "--statistics", "--format", "json", "--format", "csv=o.csv", "--select", "structure", cwd=tmp_path)
    said = json.loads(done.stdout)
    assert (done.returncode, said["version"], said["files"]) == (3, 1, 2)
    (rule,) = said["rules"]
    assert (rule["rule"], rule["severity"], rule["count"], rule["files"]) == ("structure/run-gap", "warning", 3, 2)
    assert [u["path"] for u in said["unreadable"]] == ["./c.md"]
    head, first, unreadable = (tmp_path / "o.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head == "规则,级别,问题,处数,份数,未评估"
    assert first.startswith("structure/run-gap,警告,") and first.endswith(",3,2,0")
    assert unreadable.startswith("lawcheck/unreadable,错误,./c.md：")


def test_an_english_report_is_english_throughout(tmp_path):
    """The draft is Chinese, as the names of levels are: nothing else may be."""
    (tmp_path / "a.md").write_text("# a\n\nb.\n", encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"\0")
    (tmp_path / "c.docx").write_bytes(b"%PDF-")
    words = ("a.md", "b.md", "c.docx", "none.md", "--lang", "en")
    for more in (("--show-passed",), ("--format", "junit"), ("--format", "csv"), ("--format", "concise")):
        said = run(*words, *more, cwd=tmp_path).stdout
        chinese = {char for char in said if "一" <= char <= "鿿"} - set("乡镇街道县市省部门国家")
        assert not chinese, more
    assert "no such file" in said


def test_rules_are_listed_in_english_too():
    listed = run("rules", "list", "structure", "--lang", "en").stdout
    assert "warning  numbering    A number is skipped in a run of 一是 二是" in listed and listed.endswith(" rules\n")
    (first, *_) = json.loads(run("rules", "list", "structure", "--lang", "en", "--format", "json").stdout)
    assert first["title"] == "Two punctuation marks in a row"


def test_a_format_that_has_no_counts_is_refused(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    for form in ("concise", "sarif", "markdown", "html=o.html"):
        done = run("a.md", "--statistics", "--format", form, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "text、json、csv" in done.stderr
    (tmp_path / "lawcheck.yaml").write_text("format: junit\n", encoding="utf-8")
    assert "junit" in run("a.md", "--statistics", cwd=tmp_path).stderr
