"""What `lawcheck figures` shows: every number of a draft with its reading, every tie between numbers with its verdict."""

from __future__ import annotations

import csv as csv_module
import io
import json as json_module
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import Line, Segment, cells, clean, clip, pad, paint
from lawcheck.model.document import Document
from lawcheck.model.facts import Facts, Quantity, Relation

ROLES = {
    "count": ("数量", "count"), "money": ("金额", "money"), "measure": ("计量", "measure"), "share": ("比率", "share"),
    "change": ("增减", "change"), "ratio": ("比例", "ratio"), "ordinal": ("序数", "ordinal"), "date": ("日期", "date"),
    "name": ("名称", "name"),
}  # fmt: skip
KINDS = {
    "share": ("占比", "share"), "parts": ("分项", "parts"), "change": ("增减", "change"), "flow": ("收结存", "flow"),
    "bounds": ("其中", "bounds"), "tally": ("列举", "tally"), "agree": ("一致", "agree"), "totals": ("表内合计", "totals"),
    "mean": ("平均", "mean"), "compare": ("比较", "compare"), "product": ("乘积", "product"),
}  # fmt: skip
VERDICTS = {
    "exact": ("相符", "exact"), "rounded": ("相符（四舍五入）", "rounded"), "truncated": ("截尾", "truncated"),
    "multiple": ("倍数含基数", "counts the base"),
    "adjusted": ("尾差调整", "adjusted"), "near": ("末位差1", "near"), "hedged": ("约数相符", "hedged"),
    "off": ("不符", "off"), "impossible": ("不可能", "impossible"), "unchecked": ("未核", "unchecked"),
}  # fmt: skip
STYLES = {
    "off": "bold red",
    "impossible": "bold red",
    "near": "yellow",
    "truncated": "yellow",
    "multiple": "yellow",
    "adjusted": "yellow",
}
REFUSED = ("ordinal", "date", "name")


def text(document: Document, facts: Facts, options: Options = DEFAULT) -> Iterator[str]:
    """Two tables for a person: figures (refused numbers left out, counted at the end), then relations."""
    return paint(_lines(document, facts, options), options.color)


def _lines(document: Document, facts: Facts, options: Options) -> Iterator[Line]:
    zh = options.lang == "zh"
    figures = [q for q in facts.quantities if q.role not in REFUSED]
    refused = Counter(q.role for q in facts.quantities if q.role in REFUSED)
    head = (
        ("位置", "原文", "数值", "类别", "口径", "所指") if zh else ("place", "text", "value", "role", "scope", "label")
    )
    rows = [_row(document, q, options) for q in figures]
    yield from _table(head, rows, options)
    yield []
    titles = (
        ("位置", "关系", "判定", "计算", "所涉各数")
        if zh
        else ("place", "relation", "verdict", "computation", "figures")
    )
    relations = facts.relations
    shown = [_tie(document, r, options) for r in relations]
    yield from _table(titles, shown, options, [STYLES.get(r.verdict, "") for r in relations])
    yield []
    counts = Counter(r.verdict for r in relations)
    verdicts = "、".join(f"{_name(VERDICTS, v, options)} {n}" for v, n in counts.items()) if counts else "0"
    left_out = "、".join(f"{_name(ROLES, r, options)} {n}" for r, n in refused.items()) if refused else "0"
    if zh:
        yield [
            Segment(f"数 {len(figures)} 个（另有不作数据的 {left_out}）；勾稽 {len(relations)} 组：{verdicts}", "bold")
        ]
    else:
        yield [
            Segment(f"{len(figures)} figures (set aside: {left_out}); {len(relations)} relations: {verdicts}", "bold")
        ]


def _table(
    head: tuple[str, ...], rows: list[tuple[str, ...]], options: Options, styles: list[str] | None = None
) -> Iterator[Line]:
    """Columns as wide as their widest cell; the last is cut to what the terminal has left."""
    wide = [max([cells(h), *(cells(row[i]) for row in rows)]) for i, h in enumerate(head[:-1])]
    left = max(12, options.width - sum(wide) - 2 * len(wide)) if options.width else 0
    yield [Segment("  ".join(pad(h, w) for h, w in zip(head, [*wide, 0], strict=True)), "bold")]
    for number, row in enumerate(rows):
        line = "  ".join(pad(cell, w) for cell, w in zip(row[:-1], wide, strict=True))
        yield [Segment(f"{line}  {clip(row[-1], left)}", styles[number] if styles else "")]


def _row(document: Document, q: Quantity, options: Options) -> tuple[str, ...]:
    place = document.place(q.span)
    return (
        f"{place.line}:{place.column}",
        _said(document, q),
        _number(q.value) + ("…" if q.hedge else ""),
        _name(ROLES, q.role, options),
        q.scope,
        clean(q.label),
    )


def _tie(document: Document, r: Relation, options: Options) -> tuple[str, ...]:
    place = document.place(r.span)
    members = " ".join(dict.fromkeys(_said(document, q) for group in r.members.values() for q in group))
    return (
        f"{place.line}:{place.column}",
        _name(KINDS, r.kind, options),
        _name(VERDICTS, r.verdict, options),
        clip(r.computed, 48),
        members,
    )


def _said(document: Document, q: Quantity) -> str:
    return clip(clean(document.slice(q.span).replace("\n", " ")), 24)


def _name(table: dict[str, tuple[str, str]], key: str, options: Options) -> str:
    return table.get(key, (key, key))[0 if options.lang == "zh" else 1]


def _number(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def json(document: Document, facts: Facts, options: Options = DEFAULT) -> Iterator[str]:
    """For programs: {version, quantities[], relations[]}; decimals as strings, places as in findings."""
    data = {
        "version": 1,
        "path": document.source.path,
        "quantities": [_quantity(document, q) for q in facts.quantities],
        "relations": [
            {
                "kind": r.kind,
                "verdict": r.verdict,
                "computed": r.computed,
                "evidence": r.evidence,
                "exhaustive": r.exhaustive,
                "hint": r.hint,
                "members": {name: [_place(document, q) for q in group] for name, group in r.members.items()},
            }
            for r in facts.relations
        ],
    }
    yield json_module.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _place(document: Document, q: Quantity) -> dict[str, Any]:
    place = document.place(q.span)
    return {
        "offset": place.offset,
        "end_offset": place.end_offset,
        "line": place.line,
        "column": place.column,
        "text": place.text,
    }


def _quantity(document: Document, q: Quantity) -> dict[str, Any]:
    return {
        "place": _place(document, q),
        "value": _number(q.value),
        "low": None if q.low is None else _number(q.low),
        "high": None if q.high is None else _number(q.high),
        "unit": q.unit,
        "role": q.role,
        "hedge": q.hedge,
        "decimals": q.decimals,
        "scale": _number(q.scale),
        "label": q.label,
        "scope": q.scope,
    }


def csv(document: Document, facts: Facts, options: Options = DEFAULT) -> Iterator[str]:
    """A sheet of all numbers, then one of all relations, a blank line between; with a byte-order mark for Excel."""
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(["行", "列", "原文", "数值", "下限", "上限", "单位", "类别", "约数", "口径", "所指"])
    for q in facts.quantities:
        place = document.place(q.span)
        low, high = ("" if v is None else _number(v) for v in (q.low, q.high))
        writer.writerow(
            _safe(
                [
                    place.line,
                    place.column,
                    place.text,
                    _number(q.value),
                    low,
                    high,
                    q.unit,
                    _name(ROLES, q.role, DEFAULT),
                    q.hedge,
                    q.scope,
                    q.label,
                ]
            )
        )
    writer.writerow([])
    writer.writerow(["行", "列", "关系", "判定", "计算", "依据的词", "所涉各数"])
    for r in facts.relations:
        place = document.place(r.span)
        members = " ".join(document.slice(q.span) for group in r.members.values() for q in group)
        writer.writerow(
            _safe(
                [
                    place.line,
                    place.column,
                    _name(KINDS, r.kind, DEFAULT),
                    _name(VERDICTS, r.verdict, DEFAULT),
                    r.computed,
                    r.evidence,
                    members,
                ]
            )
        )
    yield "\ufeff" + out.getvalue()


def _safe(row: list[Any]) -> list[Any]:
    """Formula signs at a cell's start made harmless."""
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@") else cell for cell in row]
