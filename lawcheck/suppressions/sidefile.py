"""Findings set aside by an entry of a side file, for formats that hold no comments: who did, why, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from lawcheck.model.finding import Finding, Review, Suppressed
from lawcheck.model.gitignore import path_spec
from lawcheck.model.ruleset import names
from lawcheck.suppressions.baseline import settled
from lawcheck.suppressions.rules import EXPIRED, OWN, about


class Ignore(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry. `path` is a pattern as in .gitignore, `rule` a rule or pack, `text` part of the text it stands on.

    `until` is the last day (ISO) on which it holds. A ValueError says which value is none.
    """

    path: str
    rule: str
    reason: str
    by: str
    text: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for key in ("path", "rule", "reason", "by"):
            if not getattr(self, key).strip():
                raise ValueError(f"{key} 不能为空")
        if self.until:
            try:
                date.fromisoformat(self.until)
            except ValueError:
                raise ValueError(f"until 应为日期（如 2025-12-31），实为 {self.until}") from None

    def expired(self, today: date) -> bool:
        return bool(self.until) and date.fromisoformat(self.until) < today

    def covers(self, finding: Finding) -> bool:
        """Whether the entry speaks for all of a finding: of several folded into one, only an entry without a text does."""
        return (
            names(self.rule, finding.rule) and self.text in finding.place.text and not (self.text and finding.count > 1)
        )

    def touches(self, finding: Finding) -> bool:
        """Whether the entry may speak for one of several findings folded into one: it is needed, but sets nothing aside."""
        return bool(self.text) and finding.count > 1 and names(self.rule, finding.rule)


class Placed(Struct, frozen=True):
    """An entry with its place: "lawcheck-ignore.yaml:12"."""

    ignore: Ignore
    at: str


def speaks_for(entry: Ignore, inner: str) -> bool:
    """Whether an entry's pattern names a draft; `inner` is its path from the folder of the side file, with /."""
    return bool(path_spec((entry.path,)).match_file(inner))


def apply(review: Review, entries: Sequence[Placed], today: date, lang: str = "zh") -> tuple[Review, set[str]]:
    """The Review with the findings that entries cover set aside; and the places of the entries that were needed.

    An entry that has expired sets nothing aside, and a warning says so where it would have.
    """
    if not entries or review.document is None:
        return review, set()
    kept: list[Finding] = []
    aside: list[Suppressed] = []
    expired: dict[str, Placed] = {}
    used: set[str] = set()
    for finding in review.findings:
        found = [] if finding.rule.startswith(OWN) else [e for e in entries if e.ignore.covers(finding)]
        valid = next((e for e in found if not e.ignore.expired(today)), None)
        used.update(e.at for e in found)
        used.update(e.at for e in entries if e.ignore.touches(finding))
        if valid:
            aside.append(Suppressed(finding, valid.at, f"{valid.ignore.reason}（{valid.ignore.by}）"))
            continue
        kept.append(finding)
        expired.update({e.at: e for e in found})
    said = [
        about(review.document, EXPIRED, f"{e.at} {e.ignore.rule}（{e.ignore.until}）", lang) for e in expired.values()
    ]
    kept = [*said, *kept]
    verdicts = settled(review.verdicts, kept, aside, lang)
    made = replace(review, findings=tuple(kept), suppressed=(*review.suppressed, *aside), verdicts=verdicts)
    return made, used
