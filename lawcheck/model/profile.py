"""Ground: what a document is (kind, level, issuer, year, date), and why each value is believed."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from lawcheck.model.errors import LawcheckError

KINDS = ("annual-report", "file-review", "disclosure-report", "enforcement-statistics", "work-report", "none")
LEVELS = ("乡镇", "街道", "县", "市", "省", "部门", "国家")

YEARS = range(1900, 2100)
FIELDS = ("kind", "level", "issuer", "year", "date")  # what whoever asks for a Review may settle

UNTITLED, UNTOLD = "没有标题", "认不出报告种类"  # why a kind is not known


class Profile(Struct, frozen=True):
    """Identity of a Document. `reasons` says for each field where its value comes from.

    `short_names` are the issuer's legitimate short forms (我乡 is no name and not among them); `date` is ISO.
    """

    kind: str = "none"
    level: str | None = None
    issuer: str | None = None
    short_names: tuple[str, ...] = ()
    year: int | None = None
    date: str | None = None
    reasons: dict[str, str] = {}

    @property
    def unknown(self) -> bool:
        """Whether the kind is "none" because nobody said it and the title does not tell."""
        return self.kind == "none" and self.reasons.get("kind", "").endswith((UNTITLED, UNTOLD))


def settled(field: str, value: Any) -> str | int:
    """A value that somebody gives for a field, as the field holds it; LawcheckError says what is possible.

    A value that no rule knows would not be wrong for any of them: they would be idle, and the draft look sound.
    """
    if field in ("kind", "level"):
        possible = KINDS if field == "kind" else LEVELS
        if value not in possible:
            raise LawcheckError(f"{field} 没有“{value}”（可用：{'、'.join(possible)}）")
        return str(value)
    if field == "year":
        return _year(value)
    if field == "date":
        return _date(value)
    if field != "issuer":
        raise LawcheckError(f"文档身份没有 {field} 这一项（可用：{'、'.join(FIELDS)}）")
    if not str(value).strip():
        raise LawcheckError("issuer 是空的")
    return str(value).strip()


def _year(value: Any) -> int:
    try:
        number = int(value)
    except (ValueError, TypeError, OverflowError):
        number = 0
    if number not in YEARS:
        raise LawcheckError(f"year 不是年份：{value}（可用：{YEARS.start}—{YEARS.stop - 1}）")
    return number


def _date(value: Any) -> str:
    """ISO; what a table holds may have a time behind it."""
    from datetime import date

    text = str(value)
    try:
        return date.fromisoformat(text[:10] if text[10:11] in (" ", "T") else text).isoformat()
    except ValueError:
        raise LawcheckError(f"date 不是日期：{value}（应如 2025-01-31）") from None
