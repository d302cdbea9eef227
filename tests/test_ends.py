"""How a run ends where it cannot write, read or keep something: with a line that says so, and a code that is not 1."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawcheck import lint
from lawcheck.model.rule import Rule, Severity, Where, Words
from lawcheck.model.ruleset import Ruleset

FULL = Path("/dev/full")
FLAWED = Path(__file__).parent.parent / "examples" / "township-flawed.md"


def run(*words: str, **how: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lawcheck", *words]
    return subprocess.run(command, text=True, encoding="utf-8", stderr=subprocess.PIPE, check=False, **how)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [[], ["--no-cache"], ["--select", "ALL"]], ids=["plain", "anew", "click"])
def test_a_full_disk_is_said(words: list[str]) -> None:
    with FULL.open("w") as full:
        done = run(*words, str(FLAWED), stdout=full)
    assert done.returncode == 3
    assert done.stderr.startswith("输出：") and "Traceback" not in done.stderr


def test_an_output_that_is_closed_costs_the_output_only() -> None:
    done = run(str(FLAWED), preexec_fn=lambda: os.close(1)) if os.name == "posix" else run(str(FLAWED), stdout=None)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("columns", ["abc", "0", "-5", "十"])
def test_a_width_that_is_none_is_not_asked(columns: str) -> None:
    done = run(str(FLAWED), stdout=subprocess.PIPE, env={**os.environ, "COLUMNS": columns})
    assert (done.returncode, done.stderr) == (1, "")


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from lawcheck.model.patterns import cache_folder

    for name in ("LAWCHECK_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder().parent == Path(os.devnull)


def test_a_line_of_gitignore_that_git_skips_is_skipped(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("!\n[z-a]\n\\\nout.md\n", encoding="utf-8")
    for name in ("in.md", "out.md"):
        (tmp_path / name).write_text("甲。\n", encoding="utf-8")
    done = run(str(tmp_path), "--format", "csv", stdout=subprocess.PIPE)
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr
    assert "in.md" in done.stdout and "out.md" not in done.stdout


def test_a_pattern_that_is_none_is_said_with_the_config(tmp_path: Path) -> None:
    (tmp_path / "lawcheck.yaml").write_text("exclude: ['[z-a]']\n", encoding="utf-8")
    (tmp_path / "in.md").write_text("甲。\n", encoding="utf-8")
    done = run(str(tmp_path), stdout=subprocess.PIPE)
    assert done.returncode == 2 and "不是有效的路径模式" in done.stderr


def test_a_rule_with_nothing_to_look_at_is_idle_whatever_else_the_draft_says() -> None:
    rule = Rule(
        id="own/table", title=Words("表"), basis=(), severity=Severity.WARNING, check="forbid", params={"pattern": "甲乙"},
        message=Words("{found}"), where=Where(part="table"), literals=("甲乙",), needs={"甲乙": ("甲乙",)},
    )  # fmt: skip
    for text in ("没有表。", "没有表，甲乙。"):
        (verdict,) = lint(text, rules=Ruleset([rule]), format="plain").verdicts
        assert verdict.outcome == "idle"


@pytest.mark.parametrize("content", ["", "\n", "<!-- 注 -->\n", "---\nyear: 2024\n---\n"])
def test_a_draft_without_text_is_not_clean(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.md").write_text(content, encoding="utf-8")
    done = run(str(tmp_path / "a.md"), stdout=subprocess.PIPE)
    assert done.returncode == 3 and "没有可检查的内容" in done.stdout


def test_a_kind_that_is_not_known_is_said(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_text("# 青禾镇2024年工作情况\n\n正文。\n", encoding="utf-8")
    assert "没有认出报告种类" in run(str(draft), stdout=subprocess.PIPE).stdout
    assert "没有认出报告种类" not in run(str(draft), "--kind", "none", stdout=subprocess.PIPE).stdout


def test_what_was_not_checked_is_said_also_where_little_is(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_text("# 青禾镇2024年工作情况\n\n正文。\n\n```\n代码\n```\n", encoding="utf-8")
    lines = run("-q", str(draft), stdout=subprocess.PIPE).stdout.splitlines()
    assert len(lines) == 3 and "" not in lines
    assert "没有认出报告种类" in lines[0] and "未检查：第5—7行（代码）" in lines[1]


def test_what_a_format_lacks_is_said_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "openpyxl.py").write_text("raise ImportError('openpyxl')\n", encoding="utf-8")
    files = [tmp_path / f"o.{name}" for name in ("csv", "xlsx", "html")]
    forms = [word for file in files for word in ("--format", f"{file.suffix[1:]}={file}")]
    done = run(str(FLAWED), *forms, env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2 and "lawcheck-cn[xlsx]" in done.stderr
    assert not any(file.exists() for file in files)


def test_what_can_be_mended_is_told_as_fix_does_it(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_bytes(FLAWED.read_bytes())
    told = run(str(draft), stdout=subprocess.PIPE).stdout.splitlines()[-1]
    safe = int(told.partition("可自动修改 ")[2].split()[0])
    assert f"{safe} 处" in run(str(draft), "--fix", stdout=subprocess.DEVNULL).stderr


def test_fail_on_off_is_never() -> None:
    for word in ("off", "never"):
        assert run(str(FLAWED), "--fail-on", word, stdout=subprocess.DEVNULL).returncode == 0


def test_a_summary_ends_in_peace(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.md").write_bytes(FLAWED.read_bytes())
    made = run("batch", str(tmp_path), "-o", str(tmp_path / "out"), stdout=subprocess.DEVNULL)
    lines = run("summary", str(tmp_path / "out"), "--format", "csv", stdout=subprocess.PIPE)
    assert lines.returncode == 0 and lines.stdout
    told = sum(review_findings(tmp_path))
    assert f"{told} 处问题" in made.stderr
    for _ in range(8):  # an abort at the end came once in four times
        done = run("summary", str(tmp_path / "out"), stdout=subprocess.DEVNULL)
        assert (done.returncode, done.stderr) == (0, "")


def review_findings(folder: Path) -> list[int]:
    return [finding.count for draft in folder.glob("*.md") for finding in lint(draft).findings]


def test_a_year_that_is_not_known_is_said(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_text("# 政府工作报告\n\n各位代表：\n\n现在，我代表县人民政府报告工作。\n", encoding="utf-8")
    told = run(str(draft), stdout=subprocess.PIPE).stdout
    assert "没有认出年份，限定年份的" in told and "没有认出报告种类" not in told
    assert "没有认出年份" not in run(str(draft), "--year", "2024", stdout=subprocess.PIPE).stdout
