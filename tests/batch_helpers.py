"""A third party's check that kills or stalls the process it runs in, and drafts to run it on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.test_stories import LAWCHECK

_CHECK = '''
import os, signal, time
from collections.abc import Iterator
from lawcheck.model.rule import CheckType

class Poison(CheckType, frozen=True):
    """Kills its process where the text says so, or stalls it."""

    def find(self, passage):
        if "\\u6bd2" in passage.document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "\\u7b49" in passage.document.text:
            open(os.environ["STALLED"], "a").write(f"{os.getpid()}\\n")
            time.sleep(60)
        return iter(())
'''
_RULE = """
title: {zh: 有毒}
basis: [{convention: 试验}]
severity: error
check: {poison: {}}
message: {zh: 有毒}
examples: [{valid: 甲}, {invalid: «甲»}]
"""


def poison(folder: Path) -> dict[str, str]:
    """Installs the check and its pack in a folder; the environment in which lawcheck finds them."""
    (folder / "poisonous.py").write_text(_CHECK, encoding="utf-8")
    info = folder / "poisonous-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: poisonous\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[lawcheck.checks]\npoison = poisonous:Poison\n")
    (folder / "pack").mkdir()
    (folder / "pack" / "pack.yaml").write_text("name: pack\ntitle: {zh: 试验}\nversion: 1\n", encoding="utf-8")
    (folder / "pack" / "poison.yaml").write_text(_RULE, encoding="utf-8")
    return {"PYTHONPATH": str(folder), "STALLED": str(folder / "stalled")}


def drafts(folder: Path, texts: list[str]) -> list[str]:
    """One draft a text, long enough together for a pool to be worth it."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:02}.md").write_text(
            f"# 会议纪要\n\n{text}\n\n" + "全镇学习法律。\n\n" * 800, encoding="utf-8"
        )
    return [f"{number:02}.md" for number in range(len(texts))]


def lawcheck(*words: str, environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The installed command; what it writes as text."""
    own = {**os.environ, "LANG": "zh_CN.UTF-8", "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", **(environ or {})}
    return subprocess.run([LAWCHECK, *words], capture_output=True, text=True, env=own, check=False)
