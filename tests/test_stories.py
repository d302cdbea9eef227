"""One end-to-end test a user story, through the installed command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LAWCHECK = str(Path(sys.executable).with_name("lawcheck"))
EXAMPLES = ROOT / "examples"
SOUND = "# 青禾镇会议纪要\n\n全镇干部参加了学习。\n"
BAD = "# 青禾镇会议纪要\n\n一是健全制度；二是规范执法；四是强化普法。\n"


def run(*words: str, cwd: Path | None = None, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    done = run_bytes(*words, cwd=cwd, stdin=stdin)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def run_bytes(*words: str, cwd: Path | None = None, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "LANG": "zh_CN.UTF-8", "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environ = {k: v for k, v in environ.items() if k not in ("LC_ALL", "FORCE_COLOR")}
    return subprocess.run([LAWCHECK, *words], cwd=cwd, input=stdin, capture_output=True, env=environ, check=False)


def found(*words: str, cwd: Path | None = None) -> dict[str, list[dict[str, object]]]:
    done = run("check", "--format", "json", *words, cwd=cwd)
    return {f["path"]: f["findings"] for f in json.loads(done.stdout)["files"]}


def test_a_clerk_checks_a_sound_draft():
    done = run(str(EXAMPLES / "township-sound.md"))
    assert done.returncode == 0, done.stdout
    assert "错误[" not in done.stdout
    assert "警告[" not in done.stdout


def test_a_clerk_checks_a_flawed_draft_and_is_told_where_why_and_what_to_do():
    done = run(str(EXAMPLES / "township-flawed.md"))
    assert done.returncode == 1
    for part in ("错误[", "township-flawed.md:", "^^", "依据：", "改法：", "未评估 0"):
        assert part in done.stdout


def test_a_draft_by_pipe_is_checked_under_the_name_it_is_given():
    done = run("check", "-", "--stdin-filename", "draft.md", "-q", stdin=BAD.encode())
    assert "draft.md:3:15: 警告[structure/run-gap]" in done.stdout
    assert done.returncode == 0


def test_what_a_folder_holds_besides_is_not_passed_over_in_silence(tmp_path):
    (tmp_path / "r").mkdir()
    for name in ("a.md", "b.rtf", "c.ofd", "d.odt", "e.pages", "f.docx", "f-批注.docx"):
        (tmp_path / "r" / name).write_text(SOUND, encoding="utf-8")
    for words in (["r"], ["r", "--fail-on", "never"], ["batch", "r", "-o", "out", "--format", "jsonl"]):
        said = run(*words, cwd=tmp_path).stderr.replace(os.sep, "/")
        assert "另有 4 份文件类型不认识，没有检查：r/b.rtf、r/c.ofd、r/d.odt 等" in said
        assert "另有 1 份是 lawcheck annotate 写的批注稿，没有检查：r/f-批注.docx" in said


def test_fail_on_decides_the_exit_code(tmp_path):
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    assert run("a.md", "--fail-on", "warning", cwd=tmp_path).returncode == 1
    assert run("a.md", "--fail-on", "error", cwd=tmp_path).returncode == 0
    assert run("a.md", "--fail-on", "never", cwd=tmp_path).returncode == 0


def test_an_unreadable_file_spoils_only_itself(tmp_path):
    (tmp_path / "a.md").write_text(SOUND, encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.md").write_text(BAD, encoding="utf-8")
    done = run(".", cwd=tmp_path)
    assert done.returncode == 3
    assert "structure/run-gap" in done.stdout
    last = done.stdout.strip().splitlines()[-1]
    assert "b.md" in last or "1 份" in last
    assert "空字节" in done.stdout


def test_a_reviewer_sees_many_drafts_in_one_table(tmp_path):
    for name in ("甲镇.md", "乙乡.md", "丙街道.md"):
        (tmp_path / name).write_text(BAD, encoding="utf-8")
    done = run(".", cwd=tmp_path)
    for name in ("甲镇.md", "乙乡.md", "丙街道.md"):
        assert done.stdout.count(name) >= 2  # at its finding, and in the table


def test_a_rule_writer_is_told_all_faults_with_places(tmp_path):
    pack = tmp_path / "own"
    pack.mkdir()
    (pack / "pack.yaml").write_text("name: own\ntitle: 自用\n", encoding="utf-8")
    faulty = (ROOT / "tests" / "fixtures" / "ten-faults.yaml").read_text(encoding="utf-8")
    (pack / "ten-faults.yaml").write_text(faulty, encoding="utf-8")
    done = run("rules", "test", "--rules", "own", cwd=tmp_path)
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) >= 10
    assert all(line.startswith("own/ten-faults.yaml:") and line.split(":")[1].isdigit() for line in lines)


def test_a_rule_is_written_in_five_minutes(tmp_path):
    assert run("rules", "new", "own/first", cwd=tmp_path).returncode == 0
    assert run("rules", "test", "--rules", "own", cwd=tmp_path).returncode == 0
    (tmp_path / "a.md").write_text("这里有示例错词。\n", encoding="utf-8")
    assert [f["rule"] for f in found("--rules", "own", "a.md", cwd=tmp_path)["a.md"]] == ["own/first"]


def test_settings_come_from_the_nearest_config(tmp_path):
    (tmp_path / "lawcheck.yaml").write_text("severity: {structure/run-gap: error}\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    assert run("a.md", cwd=tmp_path).returncode == 1
    assert run("a.md", "--no-config", cwd=tmp_path).returncode == 0
    assert "lawcheck.yaml:1" in run("config", "show", "a.md", cwd=tmp_path).stdout


def test_init_writes_a_config_that_loads(tmp_path):
    assert run("init", cwd=tmp_path).returncode == 0
    assert run("init", cwd=tmp_path).returncode == 2
    (tmp_path / "a.md").write_text(SOUND, encoding="utf-8")
    assert run("a.md", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "words",
    [("--select", "no-such-rule", "."), ("--format", "no-such-format", "."), ("--profile", "colour=red", "."), ()],
)
def test_usage_errors_are_2_and_said(tmp_path, words):
    (tmp_path / "a.md").write_text(SOUND, encoding="utf-8")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr or done.stdout


def test_a_mark_with_a_reason_sets_a_finding_aside(tmp_path):
    text = BAD.replace("一是", "<!-- lawcheck: ignore structure/run-gap -- 原文如此 -->\n\n一是", 1)
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = run("check", "--format", "json", "a.md", cwd=tmp_path)
    (file,) = json.loads(done.stdout)["files"]
    assert file["findings"] == []
    assert [s["reason"] for s in file["suppressed"]] == ["原文如此"]


def test_the_seed_is_told_what_it_lacks_and_nothing_wrong(seed):
    findings = found(str(seed))[str(seed)]
    by_rule = {str(f["rule"]): f for f in findings}
    assert "第一责任人职责" in by_rule["annual-report/first-responsible"]["place"]["text"]
    missing = str(by_rule["file-review/report-facts"]["message"])
    assert all(word in missing.partition("已写")[0] for word in ("案卷数量", "等次"))
    assert any("漳溪乡" in f["place"]["text"] for f in findings if str(f["rule"]).startswith("identity/"))
    assert "wording/adverb-di" in by_rule
    assert all(f["severity"] != "error" for f in findings)


def _git(folder: Path, *words: str) -> None:
    user = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *user, *words], cwd=folder, check=True, capture_output=True)


def test_pre_commit_runs_the_hook_on_a_repository_of_two_reports(tmp_path):
    """The shipped hook, run where lawcheck is installed already: building it anew would need the network."""
    hooks, reports = tmp_path / "hooks", tmp_path / "reports"
    hooks.mkdir()
    reports.mkdir()
    shipped = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "language: python" in shipped
    (hooks / ".pre-commit-hooks.yaml").write_text(
        shipped.replace("language: python", "language: system"), encoding="utf-8"
    )
    _git(hooks, "init")
    _git(hooks, "add", ".")
    _git(hooks, "commit", "-m", "hooks")
    rev = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, text=True).stdout
    (reports / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: {rev.strip()}\n    hooks: [{{id: lawcheck}}]\n", encoding="utf-8"
    )
    shutil.copy(EXAMPLES / "township-sound.md", reports / "sound.md")
    shutil.copy(EXAMPLES / "township-flawed.md", reports / "flawed.md")
    _git(reports, "init")
    _git(reports, "add", ".")
    environ = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}
    environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=reports, capture_output=True, text=True, env=environ, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "flawed.md:" in done.stdout
    assert "错误[" in done.stdout
    _git(reports, "rm", "-q", "--cached", "flawed.md")
    (reports / "flawed.md").unlink()
    again = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=reports, capture_output=True, text=True, env=environ, check=False,
    )  # fmt: skip
    assert again.returncode == 0, again.stdout + again.stderr


def test_fixes_are_shown_as_a_patch_and_written_back_in_the_drafts_own_encoding(tmp_path):
    text = "# 青禾镇会议纪要\r\n\r\n会议全面深入的推进了工作。\r\n"
    (tmp_path / "a.md").write_bytes(text.encode("gb18030"))
    patch = run("a.md", "--diff", cwd=tmp_path)
    assert patch.returncode == 1
    assert "+会议全面深入地推进了工作。" in patch.stdout
    assert (tmp_path / "a.md").read_bytes() == text.encode("gb18030")
    assert run("a.md", "--fix", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.md").read_bytes() == text.replace("深入的", "深入地").encode("gb18030")
    assert run("a.md", "--diff", cwd=tmp_path).stdout == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_draft_by_pipe_comes_out_mended_and_alone(encoding):
    text = "# 青禾镇会议纪要\r\n\r\n会议全面深入的推进了工作。\r\n一是甲；二是乙；四是丙。\n"
    done = run_bytes("-", "--fix", stdin=text.encode(encoding))
    assert done.stdout == text.replace("深入的", "深入地").encode(encoding)
    assert "structure/run-gap" in done.stderr.decode() and "已修改 1 份文件、1 处" in done.stderr.decode()
    assert done.returncode == 0


def test_a_report_for_a_machine_is_alone_beside_a_mended_draft():
    done = run_bytes("-", "--fix", "--format", "json", "--fail-on", "warning", stdin=BAD.encode())
    assert (done.stdout, done.returncode) == (BAD.encode(), 1)
    assert json.loads(done.stderr)["files"][0]["findings"]


@pytest.mark.parametrize("name", ["draft.md", "draft.html"])
@pytest.mark.parametrize("draft", [b"\x00\x01", "<p>会议全面深入的推进了工作。</p>".encode(), b"\xff\xfe\x00"])
def test_a_draft_by_pipe_that_cannot_be_mended_comes_out_as_it_was(name, draft):
    done = run_bytes("-", "--fix", "--select", "structure", "--stdin-filename", name, stdin=draft)
    assert done.stdout == draft


def test_what_cannot_be_mended_in_place_is_said(tmp_path):
    page = "<html><body><article><h1>青禾镇会议纪要</h1><p>会议全面深入的推进了工作。</p></article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    done = run("a.html", "--fix", cwd=tmp_path)
    assert "不能直接改写" in done.stderr
    assert "wording/adverb-di" in done.stdout
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == page
