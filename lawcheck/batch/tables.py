"""Reviews as rows of tables, and rows as Parquet or JSON Lines."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from lawcheck.batch.remote import need
from lawcheck.model.document import Document
from lawcheck.model.facts import Quantity
from lawcheck.model.finding import Finding, Review

Row = tuple[Any, ...]

_PLACE = {"offset": int, "end_offset": int, "line": int, "column": int, "text": str}
# Columns with their types. `id` is the document's in every table; all but the ids and names may be null.
TABLES: dict[str, dict[str, type]] = {
    "documents": {
        "id": str, "kind": str, "level": str, "year": int, "issuer": str, "date": str, "characters": int,
        "error_count": int, "warning_count": int, "notice_count": int, "suppressed_count": int, "error": str,
    },
    "findings": {
        "id": str, "rule": str, "severity": str, "title": str, "message": str, **_PLACE, "section": str,
        "basis": str, "hint": str, "count": int, "fixable": bool, "suppressed_by": str, "reason": str,
    },
    "verdicts": {"id": str, "rule": str, "outcome": str, "reason": str},
    "quantities": {
        "id": str, **_PLACE, "value": float, "low": float, "high": float, "unit": str, "role": str, "decimals": int,
        "hedge": str, "label": str, "scope": str,
    },
}  # fmt: skip


def rows_of(name: str, review: Review, quantities: tuple[Quantity, ...]) -> dict[str, list[Row]]:
    """The rows of one document in every table."""
    counts: Counter[str] = Counter()
    for finding in review.findings:
        counts[finding.severity.value] += finding.count
    profile, document = review.profile, review.document
    numbers = [counts[severity] for severity in ("error", "warning", "notice")]
    fields = (profile.kind, profile.level, profile.year, profile.issuer, profile.date) if document else (None,) * 5
    length = len(document.text) if document else None
    return {
        "documents": [(name, *fields, length, *numbers, len(review.suppressed), review.error or None)],
        "findings": [
            *(_finding(name, f, None, None) for f in review.findings),
            *(_finding(name, s.finding, s.by, s.reason) for s in review.suppressed),
        ],
        "verdicts": [(name, v.rule, v.outcome, v.reason or None) for v in review.verdicts],
        "quantities": list(_quantities(name, document, quantities)) if document else [],
    }


def _finding(name: str, finding: Finding, by: str | None, reason: str | None) -> Row:
    place = finding.place
    return (
        name, finding.rule, finding.severity.value, finding.title, finding.message,
        place.offset, place.end_offset, place.line, place.column, place.text,
        " › ".join(finding.section), "；".join(finding.basis), finding.hint or None,
        finding.count, finding.fix is not None, by, reason,
    )  # fmt: skip


def _quantities(name: str, document: Document, quantities: tuple[Quantity, ...]) -> Iterator[Row]:
    for quantity in quantities:
        place = document.place(quantity.span)
        value, low, high = (
            None if number is None else float(number) for number in (quantity.value, quantity.low, quantity.high)
        )
        yield (
            name, place.offset, place.end_offset, place.line, place.column, place.text, value, low, high,
            quantity.unit, quantity.role, quantity.decimals, quantity.hedge or None, quantity.label or None,
            quantity.scope or None,
        )  # fmt: skip


def encoded(table: str, rows: list[Row], form: str) -> bytes:
    """Rows as a file; the columns are there even where no row is."""
    columns = TABLES[table]
    if form == "jsonl":
        return b"".join(msgspec.json.encode(dict(zip(columns, row, strict=True))) + b"\n" for row in rows)
    arrow, parquet = need("pyarrow", "parquet"), need("pyarrow.parquet", "parquet")
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    schema = arrow.schema([(column, types[kind]) for column, kind in columns.items()])
    transposed = list(zip(*rows, strict=True)) or [()] * len(columns)
    made = arrow.table([arrow.array(c, f.type) for c, f in zip(transposed, schema, strict=True)], schema=schema)
    out = io.BytesIO()
    parquet.write_table(made, out, compression="zstd")
    return out.getvalue()


def decoded(data: bytes, form: str, columns: list[str]) -> Iterator[Row]:
    """Rows of a file that `encoded` made, these columns only."""
    if form == "jsonl":
        for line in data.splitlines():
            record = msgspec.json.decode(line)
            yield tuple(record[column] for column in columns)
        return
    # Without threads of its own: they have outlived the end of the process, which then ended in an abort.
    table = need("pyarrow.parquet", "parquet").read_table(
        io.BytesIO(data), columns=columns, use_threads=False, pre_buffer=False
    )
    yield from zip(*(table.column(column).to_pylist() for column in columns), strict=True)
