"""The overview of a corpus as one web page that needs nothing else: tables, and bars drawn as inline SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.overview import Group, Overview, share, word

BARS = 15  # rules that are drawn
_ROW, _LABEL, _BAR = 24, 330, 420  # height of a bar's row, widths of label and of the longest bar
_STYLE = """
body{font:15px/1.6 system-ui,"Microsoft YaHei","PingFang SC",sans-serif;margin:2em auto;max-width:76em;padding:0 1em;color:#222}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{border:1px solid #ddd;padding:.2em .6em;text-align:right}
th{background:#f5f5f5}th:first-child,td:first-child{text-align:left;position:sticky;left:0;background:#fff}
.wide{overflow:auto;max-height:80vh}.wide th{position:sticky;top:0}.hit{background:#fdecea}.words{text-align:left}
.error{fill:#c0392b}.warning{fill:#d68910}.notice{fill:#2e86c1}.share{fill:#5d6d7e}svg text{font-size:13px;fill:#222}
"""


def html(overview: Overview, options: Options = DEFAULT) -> Iterator[str]:
    """The page, piece by piece."""
    lang = options.lang
    title = word("overview", lang)
    yield f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{title}</h1>\n"
    numbers = (("documents", overview.documents), ("unread", overview.unread), ("units", len(overview.units)))
    yield "<p>" + " · ".join(f"{word(key, lang)} {number}" for key, number in numbers) + "</p>\n"
    yield f"<h2>{word('frequent', lang)}</h2>\n"
    top = overview.rules[:BARS]
    yield _bars([(f"{r.title}", r.documents, share(r.documents, overview.documents), r.severity) for r in top])
    heads = [word(key, lang) for key in ("rule", "title", "findings", "documents", "share")]
    yield _table(
        heads,
        [(r.rule, r.title, r.findings, r.documents, share(r.documents, overview.documents)) for r in overview.rules],
    )
    for key, groups in (("level", overview.levels), ("year", overview.years)):
        yield from _groups(key, groups, overview, lang)
    yield f"<h2>{word('matrix', lang)}</h2>\n"
    heads = [word(key, lang) for key in ("unit", "documents", "error", "warning", "notice")]
    yield _table(
        [*heads, *(r.title for r in overview.rules)],
        [
            (
                unit.name, unit.documents, *(unit.severities.get(s, 0) for s in ("error", "warning", "notice")),
                *(unit.rules.get(r.rule, "") for r in overview.rules),
            )
            for unit in overview.units
        ],
        marked=len(heads),
    )  # fmt: skip
    yield "</body></html>\n"


def _groups(key: str, groups: list[Group], overview: Overview, lang: str) -> Iterator[str]:
    yield f"<h2>{word(f'by-{key}', lang)}</h2>\n"
    names = [group.name or word("none", lang) for group in groups]
    drawn = [
        (name, round(1000 * g.any_error / g.documents), share(g.any_error, g.documents), "share")
        for name, g in zip(names, groups, strict=True)
    ]
    yield f"<p>{word('any-error', lang)}</p>" + _bars(drawn, 1000)
    heads = [word(k, lang) for k in (key, "documents", "any", "any-error")]
    rows = [
        (
            name, g.documents, share(g.any, g.documents), share(g.any_error, g.documents),
            *(share(g.rules.get(r.rule, 0), g.documents) for r in overview.rules[:BARS]),
        )
        for name, g in zip(names, groups, strict=True)
    ]  # fmt: skip
    yield _table([*heads, *(r.title for r in overview.rules[:BARS])], rows)


def _bars(bars: Sequence[tuple[str, int, str, str]], most: int = 0) -> str:
    """Horizontal bars: label, length, the text behind it, its class; `most` is the length of a full bar."""
    full = max([most, 1, *(length for _, length, _, _ in bars)])
    out = [f'<svg role="img" width="{_LABEL + _BAR + 90}" height="{_ROW * len(bars) + 4}">']
    for row, (label, length, note, style) in enumerate(bars):
        y, width = row * _ROW, round(_BAR * length / full, 1)
        short = label if len(label) <= 22 else label[:21] + "…"
        out.append(
            f'<text x="{_LABEL - 8}" y="{y + 16}" text-anchor="end">{escape(short)}<title>{escape(label)}</title></text>'
            f'<rect class="{style}" x="{_LABEL}" y="{y + 4}" width="{width}" height="{_ROW - 8}"/>'
            f'<text x="{_LABEL + width + 6}" y="{y + 16}">{escape(note)}</text>'
        )
    return "".join(out) + "</svg>\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]], marked: int = 0) -> str:
    """A table; from column `marked` on (if any) a cell that is not empty is coloured."""
    out = ['<div class="wide"><table><tr>', *(f"<th>{escape(head)}</th>" for head in heads), "</tr>\n"]
    for row in rows:
        for number, cell in enumerate(row):
            words = isinstance(cell, str) and cell and not cell.endswith("%")
            style = " class=words" if words else " class=hit" if marked and number >= marked and cell else ""
            out.append(f"{'' if number else '<tr>'}<td{style}>{escape(str(cell))}</td>")
        out.append("</tr>\n")
    return "".join(out) + "</table></div>\n"
