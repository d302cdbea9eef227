"""Output in an encoding that lacks characters: whole, with others in their place, and said when one had to be given up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLAWED = ROOT / "examples" / "township-flawed.md"


def run(draft: Path, cache: Path, encoding: str) -> tuple[str, str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "lawcheck", str(draft)],
        capture_output=True,
        env={**os.environ, "LAWCHECK_CACHE": str(cache), "PYTHONIOENCODING": encoding},
        check=False,
    )
    charset = encoding.partition(":")[0]
    return done.stdout.decode(charset), done.stderr.decode(charset), done.returncode


def test_gbk_has_all_but_the_mark_between_headings(tmp_path):
    whole, _, code = run(FLAWED, tmp_path, "utf-8")
    assert "›" in whole
    assert run(FLAWED, tmp_path, "gbk") == (whole.replace("›", ">"), "", code)


def test_what_is_given_up_is_counted_and_told(tmp_path):
    draft = tmp_path / "a.md"
    draft.write_text("# 青禾镇2024年法治政府建设年度报告\n\n组织以案示法活动，㊱𠮷镇。\n", encoding="utf-8")
    whole, said, code = run(draft, tmp_path, "utf-8")
    assert "㊱𠮷" in whole and not said
    output, said, same = run(draft, tmp_path, "gbk")
    given_up = sum(not encodable(char) for char in whole.replace("›", ">"))
    assert "写不出" in said and f" {given_up} 个字" in said and same == code
    assert output == "".join(char if encodable(char) else "?" for char in whole.replace("›", ">"))


def encodable(char: str) -> bool:
    try:
        return bool(char.encode("gbk"))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("encoding", ["ascii", "gb18030", "gbk:backslashreplace", "cp1252"])
def test_no_encoding_ends_a_run(tmp_path, encoding):
    _, said, code = run(FLAWED, tmp_path, encoding)
    assert code == 1 and "Traceback" not in said
