"""`lawcheck figures`: text, JSON and CSV show every number and every relation with its verdict."""

from __future__ import annotations

import csv
import io
import json

from lawcheck.formatters import Options
from lawcheck.formatters import figures as show
from lawcheck.model.facts import Facts
from tests.helpers import passage

TEXT = "2024年全县审结案件135件，其中纠错29件，占19.2%。\n=1+1是公式，约375人参加。\n"


def facts() -> Facts:
    return passage(TEXT).facts


def test_text() -> None:
    found = facts()
    out = "".join(show.text(found.document, found, Options()))
    assert "135件" in out and "不符" in out and "29÷135=21.48%" in out
    assert "日期 1" in out  # refused numbers are only counted
    assert not any(line.split()[1:2] == ["2024年"] for line in out.splitlines())
    english = "".join(show.text(found.document, found, Options(lang="en")))
    assert "figures" in english and "off" in english


def test_text_of_an_empty_draft() -> None:
    empty = passage("没有数字。").facts
    assert "数 0 个" in "".join(show.text(empty.document, empty, Options()))


def test_json() -> None:
    found = facts()
    data = json.loads("".join(show.json(found.document, found)))
    assert data["version"] == 1
    first = next(q for q in data["quantities"] if q["role"] == "count")
    assert first["place"]["text"] == "135件"
    assert (first["value"], first["unit"], first["scope"]) == ("135", "件", "2024年 全县")
    relation = next(r for r in data["relations"] if r["kind"] == "share")
    assert relation["verdict"] == "off"
    assert relation["members"]["share"][0]["text"] == "19.2%"


def test_csv() -> None:
    found = facts()
    out = "".join(show.csv(found.document, found))
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out[1:])))
    hedged = next(row for row in rows if row[2:3] == ["375人"])
    assert hedged[8] == "约"
    assert any(row[3:4] == ["不符"] for row in rows)
