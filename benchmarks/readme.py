"""Writes the figures of one run into both READMEs, between their marks.

python benchmarks/all.py --json times.json && python benchmarks/readme.py times.json
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from table import number

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"
HEADS = {"README.md": ("measured", "against", "result"), "README.zh-CN.md": ("测什么", "与什么比", "结果")}
# What the rows say, in Chinese: applied in this order.
WORDS = (
    ("cold start, edited draft", "冷启动，改过的草稿"), ("cold start, unchanged draft", "冷启动，未改的草稿"),
    ("first run ever", "头一次运行（规则包编译）"), ("empty console script", "空的命令行脚本"),
    ("wording and structure", "只查用语和结构"), ("warm result cache", "结果已存"), ("two cores", "两个处理器"),
    ("peak memory of a process", "单个进程的内存峰值"), ("peak memory", "内存峰值"),
    ("processor time less start-up", "处理器时间，扣除启动"), ("for ten times", "（量为十倍时）"),
    ("batch, LocalCluster of two workers", "batch，两个 worker 的 LocalCluster"), ("one process", "单进程"),
    ("one text of ", "一份文本 "), ("growth", "增长"), ("× the time", "倍时间"), ("× as fast", "倍速度"),
    (" a second", "份/秒"), (" drafts", " 份"), (" rules", " 条规则"), (" on ", "，"), (", ", "，"),
)  # fmt: skip


def main() -> None:
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for name, heads in HEADS.items():
        file = ROOT / name
        text = file.read_text(encoding="utf-8")
        lines = [_line(heads), _line(("---", "---", "--:")), *map(_line, _rows(found, chinese=name != "README.md"))]
        machine = ", ".join(f"{key} {value}" for key, value in found["machine"].items() if key != "lawcheck")
        section = "\n".join([BEGIN, *lines, "", machine, END])
        made, count = re.subn(f"{BEGIN}.*{END}", lambda _, section=section: section, text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"{name}: no {BEGIN} … {END}")
        file.write_text(made, encoding="utf-8")


def _rows(found: dict[str, Any], *, chinese: bool) -> Iterator[tuple[str, ...]]:
    for row in found["rows"]:
        cells = (row["what"], row["against"], f"{number(row['value'])} {row['unit']}")
        yield tuple(map(_said, cells)) if chinese else cells


def _said(cell: str) -> str:
    for english, chinese in WORDS:
        cell = cell.replace(english, chinese)
    return cell


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
