"""Baselines: known findings are set aside by rule, headings and text; new ones are told, and so are those that are gone."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Verdict
from lawcheck.suppressions.baseline import apply, compare, dumps, entries, loads
from tests.formatters.reviews import draft, finding, review
from tests.test_stories import BAD, SOUND, run

FILE = ".lawcheck-baseline.json"
TWICE = "# 青禾镇会议纪要\n\n会议全面深入的推进了工作。\n\n一是健全制度；二是规范执法；四是强化普法。\n"


def of(marked: str, **changes):
    document, places = draft(marked)
    return review(document, *(finding(place, **changes) for place in places))


def test_what_is_known_is_set_aside_wherever_it_moves():
    known = entries(of("甲«深入的»推进。\n").findings)
    after = apply(of("新的一段。\n\n甲«深入的»推进。乙«扎实的»推进。\n"), known)
    assert [f.place.text for f in after.findings] == ["扎实的"]
    assert [(s.finding.place.text, s.by, s.reason) for s in after.suppressed] == [("深入的", "baseline", "基线中已有")]


def test_of_two_alike_one_is_known():
    known = entries(of("甲«深入的»推进。\n").findings)
    after = apply(of("甲«深入的»推进。乙«深入的»推进。\n"), known)
    assert [len(after.findings), len(after.suppressed)] == [1, 1]


def test_other_headings_are_another_finding():
    document, (place,) = draft("甲«深入的»推进。\n")
    known = entries([finding(place, section=("一、成效",))])
    assert len(compare(review(document, finding(place, section=("二、不足",))), known).new) == 1


def test_an_entry_that_is_gone_is_told():
    known = entries(of("甲«深入的»推进。\n").findings)
    after = apply(of("甲深入地推进。\n"), known)
    assert [(f.rule, f.severity.value) for f in after.findings] == [("lawcheck/baseline-stale", "notice")]
    assert after.findings[0].message == "基线中的问题已不再出现：wording/example（1）"
    assert compare(after, known).stale == list(known)


def test_a_rule_that_was_not_run_leaves_its_entries_alone():
    known = entries(of("甲«深入的»推进。\n").findings)
    quiet = replace(of("甲。\n"), verdicts=(Verdict("wording/other", "pass"),))
    unsure = replace(of("甲。\n"), verdicts=(Verdict("wording/example", "unknown", "超时"),))
    assert compare(quiet, known).stale == compare(unsure, known).stale == []


def test_a_rule_none_of_whose_findings_is_left_has_passed():
    one = of("甲«深入的»推进。\n")
    verdicts = {v.rule: v for v in apply(one, entries(one.findings)).verdicts}
    assert (verdicts["wording/example"].outcome, verdicts["wording/example"].reason) == ("pass", "查出的问题都已豁免")


def test_findings_told_as_one_are_known_up_to_their_number():
    known = entries(of("«,»\n", count=12).findings)
    assert compare(of("甲乙\n«,»\n", count=12), known)[0] == []
    assert compare(of("«,»\n", count=11), known)[0] == []
    assert len(compare(of("«,»\n", count=13), known).new) == 1
    few = compare(of("«,»甲«，»\n"), known)
    assert (few.new, len(few.known), few.stale) == ([], 2, [])


def test_the_same_bytes_whatever_the_order():
    one, two = entries(of("甲«深入的»推进«扎实的»。\n").findings)
    assert dumps({"b.md": [one, two], "a.md": [two], "c.md": []}) == dumps({"a.md": [two], "b.md": [two, one]})
    assert loads(dumps({"a.md": [one]}), FILE) == {"a.md": (one,)}


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"version": 2, "files": {}}', b'{"version": 1, "files": {}, "x": 1}', b"\xff"]
)
def test_what_is_no_baseline_is_refused(data):
    with pytest.raises(LawcheckError, match=FILE):
        loads(data, FILE)


def test_an_old_repository_adopts_lawcheck(tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.md").write_text(BAD, encoding="utf-8")
    done = run("baseline", "write", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"已写 {FILE}：1 份文件、1 条\n")
    written = (tmp_path / FILE).read_bytes()
    assert list(json.loads(written)["files"]) == ["old/a.md"]
    assert run("baseline", "write", "old", cwd=tmp_path).returncode == 0
    assert (tmp_path / FILE).read_bytes() == written

    (tmp_path / "lawcheck.yaml").write_text(f"baseline: {FILE}\nfail-on: warning\n", encoding="utf-8")
    done = run(".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "豁免 1 处" in done.stdout
    assert run("a.md", cwd=tmp_path / "old").returncode == 0, "the baseline counts from its own folder"
    assert "lawcheck.yaml:1" in run("config", "show", "old/a.md", cwd=tmp_path).stdout

    (tmp_path / "old" / "a.md").write_text(TWICE, encoding="utf-8")
    done = run(".", "-q", cwd=tmp_path)
    assert done.returncode == 1
    assert "wording/adverb-di" in done.stdout and "structure/run-gap" not in done.stdout
    assert run("baseline", "diff", ".", cwd=tmp_path).stdout.startswith("+ old/a.md:3:7: wording/adverb-di ")

    (tmp_path / "old" / "a.md").write_text(SOUND, encoding="utf-8")
    done = run(".", cwd=tmp_path)
    assert "lawcheck/baseline-stale" in done.stdout and "提示 1" in done.stdout
    assert "基线中有 1 条已不再出现" in done.stderr
    done = run("baseline", "diff", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "- old/a.md: structure/run-gap 四是\n")
    assert run("baseline", "prune", ".", cwd=tmp_path).stdout == f"已写 {FILE}：清除 1 条，保留 0 条\n"
    assert run("baseline", "diff", ".", cwd=tmp_path).returncode == 0
    assert run(".", cwd=tmp_path).stderr == ""


def test_a_draft_that_is_there_no_more_is_told_and_pruned(tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(BAD, encoding="utf-8")
    run("baseline", "write", ".", cwd=tmp_path)
    (tmp_path / "b.md").unlink()
    assert "b.md 已不存在" in run(".", "--baseline", FILE, cwd=tmp_path).stderr
    assert run("baseline", "diff", ".", cwd=tmp_path).stdout == "- b.md: structure/run-gap 四是\n"
    assert "清除 1 条，保留 1 条" in run("baseline", "prune", ".", cwd=tmp_path).stdout


def test_an_unreadable_draft_keeps_its_entries(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    run("baseline", "write", ".", cwd=tmp_path)
    before = (tmp_path / FILE).read_bytes()
    (tmp_path / "a.md").write_bytes(b"\x00\x01")
    for word in ("write", "prune", "diff"):
        done = run("baseline", word, ".", cwd=tmp_path)
        assert (done.returncode, "a.md" in done.stderr) == (3, True)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "words", [("check", "a.md", "--baseline", "no.json"), ("baseline", "diff", "a.md"), ("baseline", "prune", "a.md")]
)
def test_a_missing_baseline_is_an_error(tmp_path, words):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2 and "没有基线文件" in done.stderr


def test_write_does_not_overwrite_what_is_no_baseline(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    (tmp_path / FILE).write_text("{}", encoding="utf-8")
    assert run("baseline", "write", "a.md", cwd=tmp_path).returncode == 2
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "{}"


def test_machines_are_told_who_set_a_finding_aside(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    run("baseline", "write", ".", cwd=tmp_path)
    out = json.loads(run("a.md", "--baseline", FILE, "--format", "json", cwd=tmp_path).stdout)
    assert [(s["by"], s["reason"]) for s in out["files"][0]["suppressed"]] == [("baseline", "基线中已有")]
    sarif = json.loads(run("a.md", "--baseline", FILE, "--format", "sarif", cwd=tmp_path).stdout)
    assert sarif["runs"][0]["results"][0]["suppressions"][0]["kind"] == "external"


@pytest.mark.parametrize("way", ["baseline", "side file"])
def test_what_is_set_aside_is_not_mended(tmp_path, way):
    draft = tmp_path / "a.md"
    draft.write_text(TWICE, encoding="utf-8")
    assert "全面深入地推进" in run("a.md", "--diff", cwd=tmp_path).stdout
    if way == "baseline":
        run("baseline", "write", ".", cwd=tmp_path)
        (tmp_path / "lawcheck.yaml").write_text(f"baseline: {FILE}\n", encoding="utf-8")
    else:
        (tmp_path / "lawcheck-ignore.yaml").write_text(
            "- path: a.md\n  rule: wording/adverb-di\n  reason: 引用原文\n  by: 王芳\n", encoding="utf-8"
        )
    assert run("a.md", "--diff", cwd=tmp_path).stdout == ""
    assert "已修改 0 份文件" in run("a.md", "--fix", cwd=tmp_path).stderr
    assert draft.read_text(encoding="utf-8") == TWICE

    draft.write_text(TWICE + "\n会议扎实的推进了工作。\n", encoding="utf-8")
    run("a.md", "--fix", cwd=tmp_path)
    expected = TWICE + ("\n会议扎实地推进了工作。\n" if way == "baseline" else "\n会议扎实的推进了工作。\n")
    assert draft.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("known", [0, 1])
def test_a_fix_that_changes_a_heading_does_not_free_what_a_baseline_holds(tmp_path, known):
    text = "# 青禾镇会议纪要\n\n## 一、全面深入的推进了工作\n\n会议扎实的推进了工作。\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    run("baseline", "write", ".", cwd=tmp_path)
    written = json.loads((tmp_path / FILE).read_bytes())
    written["files"]["a.md"] = [e for e in written["files"]["a.md"] if e["rule"] == "wording/adverb-di"][
        known : known + 1
    ]
    (tmp_path / FILE).write_text(json.dumps(written), encoding="utf-8")
    (entry,) = written["files"]["a.md"]
    run("a.md", "--fix", "--baseline", FILE, cwd=tmp_path)
    mended = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert entry["text"] in mended and mended != text
    assert mended.count("的推进") == 1
