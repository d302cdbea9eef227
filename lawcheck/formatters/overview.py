"""What a corpus's tables say together, as text for a terminal and as CSV; overview_html makes the page."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import Line, Segment, cells, clean, clip, pad, paint

TOP_RULES, TOP_UNITS, COLUMNS = 20, 30, 8  # what the terminal shows of long tables
SEVERITIES = ("error", "warning", "notice")
WORDS = {
    "documents": ("文本", "documents"), "unread": ("未能读取", "unreadable"), "units": ("单位", "units"),
    "unit": ("单位", "unit"), "rule": ("规则", "rule"), "findings": ("问题", "findings"), "title": ("标题", "title"),
    "share": ("占比", "share"), "level": ("层级", "level"), "year": ("年度", "year"), "none": ("（未知）", "(unknown)"),
    "error": ("错误", "errors"), "warning": ("警告", "warnings"), "notice": ("提示", "notices"),
    "frequent": ("最常见的问题", "Most frequent findings"), "by-level": ("各层级有问题的文本占比", "Shares by level"),
    "by-year": ("各年度有问题的文本占比", "Shares by year"), "matrix": ("单位与规则", "Units and rules"),
    "any": ("有任何问题", "any finding"), "any-error": ("有错误", "any error"),
    "more": ("另有 {n} 行，见 csv 或 html", "{n} more rows in csv or html"), "overview": ("检查汇总", "Overview"),
}  # fmt: skip


class RuleCount(Struct, frozen=True):
    """How often a rule spoke, and in how many documents."""

    rule: str
    title: str
    severity: str
    findings: int
    documents: int


class Unit(Struct, frozen=True):
    """An issuer (or a document without one): its documents, its findings by severity and by rule."""

    name: str
    documents: int
    severities: dict[str, int]
    rules: dict[str, int]


class Group(Struct, frozen=True):
    """The documents of one level or year: how many there are, how many have a finding, an error, one of each rule."""

    name: str
    documents: int
    any: int
    any_error: int
    rules: dict[str, int]


class Overview(Struct, frozen=True):
    """Rules by frequency, units with most errors first, groups in their order; `unread` documents are in no unit and no group."""

    documents: int
    unread: int
    rules: list[RuleCount]
    units: list[Unit]
    levels: list[Group]
    years: list[Group]


def word(key: str, lang: str, **names: object) -> str:
    return WORDS[key][lang == "en"].format(**names)


def share(part: int, whole: int) -> str:
    """A percentage with one decimal; "" of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else ""


def text(overview: Overview, options: Options = DEFAULT) -> Iterator[str]:
    """Four tables for a terminal; what does not fit is counted."""
    return paint(_lines(overview, options), options.color)


def _lines(overview: Overview, options: Options) -> Iterator[Line]:
    lang = options.lang
    numbers = (("documents", overview.documents), ("unread", overview.unread), ("units", len(overview.units)))
    found = sum(r.findings for r in overview.rules)
    yield [Segment("  ".join(f"{word(k, lang)} {n}" for k, n in (*numbers, ("findings", found))), "bold")]
    yield []
    rows: list[Sequence[object]] = [
        (f"r{n}", r.findings, r.documents, share(r.documents, overview.documents), r.rule, r.title)
        for n, r in enumerate(overview.rules[:TOP_RULES], 1)
    ]
    heads = ("", *(word(k, lang) for k in ("findings", "documents", "share", "rule", "title")))
    yield from _table(word("frequent", lang), heads, rows, options, len(overview.rules))
    for key, groups in (("level", overview.levels), ("year", overview.years)):
        yield from _table(word(f"by-{key}", lang), *_shares(key, groups, overview, lang), options, len(groups))
    columns = overview.rules[:COLUMNS]
    heads = (word("unit", lang), *(word(k, lang) for k in ("documents", *SEVERITIES)))
    units: list[Sequence[object]] = [
        (
            u.name,
            u.documents,
            *(u.severities.get(s) or "-" for s in SEVERITIES),
            *(u.rules.get(r.rule) or "-" for r in columns),
        )
        for u in overview.units[:TOP_UNITS]
    ]
    heads += tuple(f"r{n}" for n in range(1, len(columns) + 1))
    yield from _table(word("matrix", lang), heads, units, options, len(overview.units))


def _shares(
    key: str, groups: list[Group], overview: Overview, lang: str
) -> tuple[tuple[str, ...], list[Sequence[object]]]:
    columns = overview.rules[:COLUMNS]
    heads = (word(key, lang), *(word(k, lang) for k in ("documents", "any", "any-error")))
    rows: list[Sequence[object]] = [
        (
            g.name or word("none", lang), g.documents, share(g.any, g.documents), share(g.any_error, g.documents),
            *(share(g.rules.get(r.rule, 0), g.documents) for r in columns),
        )
        for g in groups
    ]  # fmt: skip
    return (*heads, *(f"r{n}" for n in range(1, len(columns) + 1))), rows


def _table(
    title: str, heads: Sequence[str], rows: list[Sequence[object]], options: Options, whole: int
) -> Iterator[Line]:
    """Columns as wide as their cells; the last is cut at the terminal's edge."""
    wide = options.ambiguous_wide
    shown = [[clean(str(cell)) for cell in row] for row in rows]
    widths = [max(cells(cell, wide) for cell in column) for column in zip(heads, *shown, strict=True)]
    yield [Segment(title, "bold")]
    for row, style in [(list(heads), "dim"), *((row, "") for row in shown)]:
        line = "  ".join(pad(cell, width, wide) for cell, width in zip(row, widths, strict=True))
        yield [Segment(clip(line.rstrip(), options.width, wide), style)]
    if whole > len(rows):
        yield [Segment(word("more", options.lang, n=whole - len(rows)), "dim")]
    yield []


def csv(overview: Overview, options: Options = DEFAULT) -> Iterator[str]:
    """The whole table of units and rules, for Excel: a byte-order mark, and no cell that could be a formula."""
    lang = options.lang
    out = io.StringIO()
    writer = csv_module.writer(out)
    heads = [word("unit", lang), *(word(k, lang) for k in ("documents", *SEVERITIES))]
    writer.writerow(_safe([*heads, *(f"{r.title}（{r.rule}）" for r in overview.rules)]))
    for unit in overview.units:
        numbers = [unit.documents, *(unit.severities.get(s, 0) for s in SEVERITIES)]
        writer.writerow(_safe([unit.name, *numbers, *(unit.rules.get(r.rule, "") for r in overview.rules)]))
    yield "\ufeff" + out.getvalue()


def _safe(row: Iterable[object]) -> list[object]:
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") else cell for cell in row]
