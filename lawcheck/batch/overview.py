"""The tables that `lawcheck batch` wrote, counted together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from lawcheck.batch.corpus import MANIFEST
from lawcheck.batch.folder import Folder, folder
from lawcheck.batch.tables import Row, decoded
from lawcheck.formatters.overview import SEVERITIES, Group, Overview, RuleCount, Unit
from lawcheck.model.errors import LawcheckError
from lawcheck.model.profile import LEVELS
from lawcheck.model.rule import Severity


class _Count:
    """Counts over documents that have something in common."""

    def __init__(self) -> None:
        self.documents = self.any = self.any_error = 0
        self.severities: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()  # findings
        self.having: Counter[str] = Counter()  # documents that have a finding of the rule

    def add(self, counts: tuple[int, int, int], rules: Counter[str]) -> None:
        self.documents += 1
        self.any += any(counts)
        self.any_error += counts[0] > 0
        for severity, number in zip(SEVERITIES, counts, strict=True):
            self.severities[severity] += number
        self.rules += rules
        self.having.update(rules.keys())


def overview(where: str) -> Overview:
    """What the folder of a run says; LawcheckError when it is none, or lacks the tables that are needed."""
    out = folder(where)
    form = _form(out, where)
    whole, unread = _Count(), 0
    units: dict[str, _Count] = defaultdict(_Count)
    levels: dict[str, _Count] = defaultdict(_Count)
    years: dict[str, _Count] = defaultdict(_Count)
    titles: dict[str, tuple[str, str]] = {}
    for part in out.names("done"):
        stem = part.rpartition("/")[2].removesuffix(".json")
        if stem.startswith(".") or not part.endswith(".json"):
            continue
        found = _findings(out, stem, form, titles)
        wanted = ["id", "issuer", "level", "year", "error", "error_count", "warning_count", "notice_count"]
        for name, issuer, level, year, error, *counts in _rows(out, "documents", stem, form, wanted):
            if error:
                unread += 1
                continue
            for group in (whole, units[issuer or name], levels[level or ""], years[str(year or "")]):
                group.add((counts[0], counts[1], counts[2]), found.get(name, Counter()))
    order = {level: place for place, level in enumerate(LEVELS)}
    return Overview(
        whole.documents + unread,
        unread,
        [RuleCount(rule, *titles[rule], whole.rules[rule], n) for rule, n in _by_frequency(whole.having)],
        _units(units),
        _groups(levels, lambda name: order.get(name, len(order))),
        _groups(years, lambda name: name or "9999"),
    )


def _form(out: Folder, where: str) -> str:
    data = out.read(MANIFEST)
    if data is None:
        raise LawcheckError(f"{where} 不是 lawcheck batch 的结果目录（没有 {MANIFEST}）")
    try:
        said: dict[str, Any] = msgspec.json.decode(data, type=dict[str, Any])
        lacking = {"documents", "findings"} - set(said["tables"])
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise LawcheckError(f"{where}/{MANIFEST} 无法读取：{error}") from error
    if lacking:
        raise LawcheckError(f"{where} 没有汇总所需的表：{'、'.join(sorted(lacking))}")
    return str(said["format"])


def _findings(out: Folder, stem: str, form: str, titles: dict[str, tuple[str, str]]) -> dict[str, Counter[str]]:
    """How often each rule speaks in each document of a part; findings set aside are not counted."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    wanted = ["id", "rule", "title", "severity", "count", "suppressed_by"]
    for name, rule, title, severity, count, aside in _rows(out, "findings", stem, form, wanted):
        if not aside:
            found[name][rule] += count
            if rule not in titles or _rank(severity) > _rank(titles[rule][1]):
                titles[rule] = (title, severity)
    return found


def _rank(severity: str) -> int:
    return Severity(severity).rank


def _rows(out: Folder, table: str, stem: str, form: str, columns: list[str]) -> Iterator[Row]:
    data = out.read(f"{table}/{stem}.{form}")
    if data is None:
        raise LawcheckError(f"{table}/{stem}.{form} 不见了；再运行一次 lawcheck batch")
    return decoded(data, form, columns)


def _units(units: dict[str, _Count]) -> list[Unit]:
    """The units with most errors first, then with most warnings, then with most notices."""
    made = [Unit(name, u.documents, dict(u.severities), dict(u.rules)) for name, u in units.items()]
    return sorted(made, key=lambda u: (*(-u.severities[severity] for severity in SEVERITIES), u.name))


def _by_frequency(having: Counter[str]) -> list[tuple[str, int]]:
    return sorted(having.items(), key=lambda pair: (-pair[1], pair[0]))


def _groups(groups: dict[str, _Count], order: Any) -> list[Group]:
    return [
        Group(name, groups[name].documents, groups[name].any, groups[name].any_error, dict(groups[name].having))
        for name in sorted(groups, key=order)
    ]
