"""lawcheck-ignore.yaml: suppressions with a reason, by whom and until when, for formats that hold no comments."""

from __future__ import annotations

import json
from datetime import date

import pytest

from lawcheck.config.ignorefile import load
from lawcheck.model.errors import RuleError
from lawcheck.suppressions.sidefile import Ignore, Placed, apply, speaks_for
from tests.formatters.reviews import draft, finding, review
from tests.test_stories import BAD, run

TODAY = date(2025, 6, 1)
NAME = "lawcheck-ignore.yaml"
ENTRY = "- path: '*.md'\n  rule: structure/run-gap\n  reason: 上级文件原文\n  by: 王芳\n"
FAULTY = """\
- path: '*.md'
  rule: no/such
  reason: 理由
  by: 王芳
- path: '*.md'
  rule: structure
  reason: ''
  by: 王芳
- path: '*.md'
  rule: structure
  by: 王芳
  untill: 2025-01-01
- {path: a, rule: structure, reason: 理由, by: 王芳, until: 明年}
- 甲
"""


def aside(marked: str, **changes: str):
    document, places = draft(marked)
    entry = Ignore(**{"path": "*", "rule": "wording", "reason": "引文", "by": "王芳", **changes})
    return apply(review(document, *map(finding, places)), [Placed(entry, f"{NAME}:1")], TODAY)


def test_an_entry_sets_aside_with_its_reason_and_by_whom():
    made, used = aside("甲«深入的»推进。\n")
    (one,) = made.suppressed
    assert (one.by, one.reason, made.findings, used) == (f"{NAME}:1", "引文（王芳）", (), {f"{NAME}:1"})
    assert {v.rule: v.outcome for v in made.verdicts}["wording/example"] == "pass"


@pytest.mark.parametrize(("text", "kept"), [("深入", ["扎实的"]), ("", []), ("别的", ["深入的", "扎实的"])])
def test_a_text_narrows(text, kept):
    made, _ = aside("甲«深入的»推进«扎实的»。\n", text=text)
    assert [f.place.text for f in made.findings] == kept


def test_another_rule_stands():
    made, used = aside("甲«深入的»推进。\n", rule="wording/other")
    assert (len(made.findings), made.suppressed, used) == (1, (), set())


@pytest.mark.parametrize(("until", "holds"), [("2025-06-01", True), ("2025-05-31", False), ("", True)])
def test_an_entry_holds_until_its_last_day(until, holds):
    made, _ = aside("甲«深入的»推进。\n", until=until)
    assert bool(made.suppressed) is holds
    if not holds:
        said, finding_ = made.findings
        assert (said.rule, said.message) == (
            "lawcheck/ignore-expired", f"豁免已过期，不再起作用：{NAME}:1 wording（2025-05-31）"
        )  # fmt: skip
        assert finding_.rule == "wording/example"


@pytest.mark.parametrize(
    ("pattern", "path", "is_meant"),
    [("*.docx", "a/b.docx", True), ("a/", "a/b.docx", True), ("/b.docx", "a/b.docx", False), ("乡镇/*.pdf", "乡镇/甲.pdf", True)],
)  # fmt: skip
def test_patterns_are_as_in_gitignore(pattern, path, is_meant):
    assert speaks_for(Ignore(pattern, "x", "y", "z"), path) is is_meant


def test_every_fault_is_told_with_its_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_text(FAULTY, encoding="utf-8")
    with pytest.raises(RuleError) as told:
        load(tmp_path / NAME, ["structure/run-gap"])
    assert str(told.value).splitlines() == [
        f"{NAME}:2:9: 没有规则或规则包 no/such",
        f"{NAME}:5:3: reason 不能为空",
        f"{NAME}:9:3: 缺少必需的键 reason",
        f"{NAME}:12:3: 未知的键 untill，是否想写 until？",
        f"{NAME}:13:3: until 应为日期（如 2025-12-31），实为 明年",
        f"{NAME}:14:3: 应为键值表，实为文本 '甲'",
    ]


@pytest.mark.parametrize("text", ["path: a\n", "- [\n"])
def test_what_is_no_list_is_a_fault(tmp_path, text):
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError):
        load(tmp_path / NAME, [])


def test_a_side_file_speaks_for_the_drafts_below_it(tmp_path):
    (tmp_path / "乡镇").mkdir()
    (tmp_path / "乡镇" / "a.md").write_text(BAD, encoding="utf-8")
    (tmp_path / NAME).write_text(ENTRY, encoding="utf-8")
    done = run("check", "a.md", "--format", "json", cwd=tmp_path / "乡镇")
    (file,) = json.loads(done.stdout)["files"]
    assert file["findings"] == [] and done.stderr == ""
    assert [s["reason"] for s in file["suppressed"]] == ["上级文件原文（王芳）"]

    (tmp_path / NAME).write_text(ENTRY.rstrip() + "\n  until: 2020-12-31\n", encoding="utf-8")
    done = run("check", ".", "-q", cwd=tmp_path)
    assert "lawcheck/ignore-expired" in done.stdout and "structure/run-gap" in done.stdout

    (tmp_path / NAME).write_text(ENTRY.replace("run-gap", "doubled-word"), encoding="utf-8")
    assert f"{NAME}:1 structure/doubled-word：没有对应的问题" in run("check", ".", cwd=tmp_path).stderr
    assert "没有对应" not in run("check", ".", "--select", "wording", cwd=tmp_path).stderr

    (tmp_path / NAME).write_text(ENTRY.replace("by", "von"), encoding="utf-8")
    done = run("check", ".", cwd=tmp_path)
    assert done.returncode == 2 and f"{NAME}:4:3: 未知的键 von" in done.stderr


def test_a_text_sets_aside_none_of_several_folded_into_one():
    document, places = draft("甲«深入的»推进«扎实的»。\n")
    folded = finding(places[0], places[1], count=2)
    entry = Ignore(path="*", rule="wording", reason="引文", by="王芳", text="深入")
    made, used = apply(review(document, folded), [Placed(entry, f"{NAME}:1")], TODAY)
    assert (made.findings, made.suppressed, used) == ((folded,), (), {f"{NAME}:1"}), (
        "the other stands; nor is it useless"
    )
    whole = Ignore(path="*", rule="wording", reason="引文", by="王芳")
    made, _ = apply(review(document, folded), [Placed(whole, f"{NAME}:1")], TODAY)
    assert made.findings == ()


@pytest.mark.parametrize(("path", "speaks"), [("./b.md", True), ("b.md", True), ("./乡镇/", False), ("./*.md", True)])
def test_a_path_from_this_folder(path, speaks):
    entry = Ignore(path=path, rule="wording", reason="引文", by="王芳")
    assert speaks_for(entry, "b.md") is speaks


def test_an_entry_whose_file_is_not_there_is_told(tmp_path):
    (tmp_path / "b.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "c.md").write_text(BAD, encoding="utf-8")
    entries = ENTRY.replace("'*.md'", "gone.docx") + ENTRY.replace("'*.md'", "./c.md")
    (tmp_path / NAME).write_text(entries, encoding="utf-8")
    told = run(str(tmp_path / "b.md"), "-q").stderr
    assert f"{NAME}:1 gone.docx：没有这个文件" in told
    assert "c.md" not in told, "it is there, and was not checked this time"
