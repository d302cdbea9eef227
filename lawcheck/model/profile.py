"""Ground: what a document is (kind, level, issuer, year, date), and why each value is believed."""

from __future__ import annotations

from msgspec import Struct

KINDS = ("annual-report", "file-review", "disclosure-report", "enforcement-statistics", "work-report", "none")
LEVELS = ("乡镇", "街道", "县", "市", "省", "部门", "国家")

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
