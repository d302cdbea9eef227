"""A third party's check type and pack come in by entry points, through the installed command."""

from __future__ import annotations

import json
import os
import subprocess

from tests.conftest import ROOT
from tests.test_stories import LAWCHECK

ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "plugin"), "PYTHONUTF8": "1"}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LAWCHECK, *words], capture_output=True, text=True, env=ENVIRON, check=False)


def test_the_pack_is_found_by_name_and_its_rule_holds():
    done = run("rules", "test", "--rules", "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 条规则、2 个示例：1 条通过" in done.stdout
    assert run("rules", "mutate", "--rules", "demo").returncode == 0


def test_the_check_type_finds(tmp_path):
    (tmp_path / "a.txt").write_text("短。\n这一段话写得比十个字还要长。\n", encoding="utf-8")
    done = run("check", "--rules", "demo", "--format", "json", str(tmp_path / "a.txt"))
    (file,) = json.loads(done.stdout)["files"]
    assert [(f["rule"], f["place"]["line"]) for f in file["findings"]] == [("demo/long", 2)]


def test_without_the_package_the_check_type_is_unknown(monkeypatch):
    monkeypatch.setitem(ENVIRON, "PYTHONPATH", "")
    done = run("rules", "test", "--rules", str(ROOT / "tests" / "plugin" / "lawcheck_demo" / "pack"))
    assert done.returncode == 2
    assert "未知的检查类型 length" in done.stderr
