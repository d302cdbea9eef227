"""Ground: the explicit lists of what there is, by module path; each is imported when it is first used.

A new check type, reader, extractor or formatter is one file and one line here. Third parties come in by the entry
points lawcheck.checks, lawcheck.readers, lawcheck.formatters and lawcheck.packs.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

READERS = {
    "markdown": "lawcheck.readers.markdown:read",
    "plain": "lawcheck.readers.plain:read",
    "docx": "lawcheck.readers.docx:read",
    "doc": "lawcheck.readers.convert:read",
    "html": "lawcheck.readers.html:read",
    "pdf": "lawcheck.readers.pdf:read",
}
FORMATS = {
    ".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".text": "plain", "": "plain",
    ".docx": "docx", ".docm": "docx", ".doc": "doc", ".wps": "doc",
    ".html": "html", ".htm": "html", ".pdf": "pdf",
}  # fmt: skip

EXTRACTORS = {
    "citations": "lawcheck.extractors.citations:extract",
    "periods": "lawcheck.extractors.periods:extract",
    "quantities": "lawcheck.extractors.quantities:extract",
    "relations": "lawcheck.extractors.relations:extract",
    "grids": "lawcheck.extractors.tables:extract",
}

CHECKS = {
    "cite": "lawcheck.checks.cite:Cite",
    "period": "lawcheck.checks.period:Period",
    "outline": "lawcheck.checks.outline:Outline",
    "items": "lawcheck.checks.items:Items",
    "numbering": "lawcheck.checks.numbering:Numbering",
    "forbid": "lawcheck.checks.forbid:Forbid",
    "require": "lawcheck.checks.require:Require",
    "prefer": "lawcheck.checks.prefer:Prefer",
    "pairs": "lawcheck.checks.pairs:Pairs",
    "repeat": "lawcheck.checks.repeat:Repeat",
    "placeholder": "lawcheck.checks.placeholder:Placeholder",
    "issuer": "lawcheck.checks.issuer:Issuer",
    "signed": "lawcheck.checks.signed:Signed",
    "personal": "lawcheck.checks.personal:Personal",
    "similar": "lawcheck.checks.similar:Similar",
    "previous": "lawcheck.checks.previous:Previous",
    "share": "lawcheck.checks.share:Share",
    "parts": "lawcheck.checks.parts:Parts",
    "change": "lawcheck.checks.change:Change",
    "flow": "lawcheck.checks.flow:Flow",
    "bounds": "lawcheck.checks.bounds:Bounds",
    "tally": "lawcheck.checks.tally:Tally",
    "mean": "lawcheck.checks.mean:Mean",
    "compare": "lawcheck.checks.compare:Compare",
    "product": "lawcheck.checks.product:Product",
    "hollow": "lawcheck.checks.hollow:Hollow",
    "agree": "lawcheck.checks.agree:Agree",
    "totals": "lawcheck.checks.totals:Totals",
    "balance": "lawcheck.checks.balance:Balance",
}

FORMATTERS = {
    "text": "lawcheck.formatters.text:render",
    "json": "lawcheck.formatters.json:render",
    "jsonl": "lawcheck.formatters.jsonl:render",
    "concise": "lawcheck.formatters.concise:render",
    "sarif": "lawcheck.formatters.sarif:render",
    "github": "lawcheck.formatters.github:render",
    "gitlab": "lawcheck.formatters.gitlab:render",
    "junit": "lawcheck.formatters.xml:junit",
    "checkstyle": "lawcheck.formatters.xml:checkstyle",
    "csv": "lawcheck.formatters.csv:render",
    "xlsx": "lawcheck.formatters.xlsx:render",
    "markdown": "lawcheck.formatters.markdown:render",
    "html": "lawcheck.formatters.html:render",
}
STATISTICS = {  # the formats that can say how often each rule speaks, in the place of the findings
    "text": FORMATTERS["text"],
    "json": "lawcheck.formatters.statistics:as_json",
    "csv": "lawcheck.formatters.statistics:as_csv",
}


def resolve(path: str) -> Any:
    """The object behind "module:name"."""
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def _third_party(group: str) -> dict[str, str]:
    from importlib.metadata import entry_points

    return {entry.name: entry.value for entry in entry_points(group=f"lawcheck.{group}")}


def find(group: str, table: dict[str, str], name: str) -> Any:
    """The entry `name` of one of the tables above or of the entry points of its group; KeyError if in neither."""
    if name in table:
        return resolve(table[name])
    return resolve(_third_party(group)[name])


def names(group: str, table: dict[str, str]) -> list[str]:
    return [*table, *sorted(set(_third_party(group)) - set(table))]


@cache
def check_type(name: str) -> Any:
    """The class of a check type by its YAML key."""
    return find("checks", CHECKS, name)


def _extract(path: str, facts: Any) -> Any:
    return resolve(path)(facts)


def extractors() -> dict[str, Callable[[Any], Any]]:
    """Every fact extractor, each resolved only when it is called."""
    return {kind: partial(_extract, path) for kind, path in EXTRACTORS.items()}
