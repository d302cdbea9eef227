"""Ground: Finding, Verdict and Review — what comes out."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from lawcheck.model.document import Document
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Fix, Severity, Words
from lawcheck.model.source import Place


class Finding(Struct, frozen=True):
    """A Hit under its Rule. `count` > 1: so many findings of one rule folded into one, `related` the next places.

    `section` is the path of headings to the place; with rule and text it survives moved lines (see fingerprint).
    """

    rule: str
    severity: Severity
    title: str
    message: str
    basis: tuple[str, ...]
    hint: str
    place: Place
    related: tuple[Place, ...] = ()
    fix: Fix | None = None
    count: int = 1
    section: tuple[str, ...] = ()


class Suppressed(Struct, frozen=True):
    """A Finding that a mark in the draft or a baseline sets aside, with the reason given."""

    finding: Finding
    by: str
    reason: str


ALL_ASIDE = Words(
    "查出的问题都已豁免", "all that was found is suppressed"
)  # why a rule passed none of whose findings is left


# How the reason begins why a rule for certain years was not tried.
ONLY_FOR_YEARS = Words("只适用于年份 ", "only for the years ")


class Verdict(Struct, frozen=True):
    """pass, fail, idle (nothing to look at) or unknown (could not be evaluated) of one rule on one Document."""

    rule: str
    outcome: str
    reason: str = ""


class Review(Struct, frozen=True):
    """All that lawcheck has to say of one Document. `error` is why a file could not be read; then the rest is empty."""

    document: Document | None
    profile: Profile
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    path: str = ""
    error: str = ""

    @property
    def complete(self) -> bool:
        """False when the file could not be read or a rule could not be evaluated."""
        return not self.error and not outcomes(self.verdicts).get("unknown")

    def worst(self) -> Severity:
        return max((f.severity for f in self.findings), key=lambda s: s.rank, default=Severity.OFF)


_COUNTED: dict[int, tuple[tuple[Verdict, ...], dict[str, int]]] = {}


def outcomes(verdicts: tuple[Verdict, ...]) -> dict[str, int]:
    """How many verdicts have each outcome. Drafts of one run often share their verdicts: those are counted once."""
    known = _COUNTED.get(id(verdicts))
    if known is None or known[0] is not verdicts:
        if len(_COUNTED) >= 64:
            _COUNTED.clear()
        counts: dict[str, int] = {}
        for verdict in verdicts:
            counts[verdict.outcome] = counts.get(verdict.outcome, 0) + 1
        known = _COUNTED[id(verdicts)] = (verdicts, counts)
    return known[1]


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One stable key a finding: of its rule, headings and text, never of its line; the n-th alike carries its n."""
    from hashlib import sha256  # only formats for machines and baselines ask: hashlib takes long to load

    seen: dict[tuple[object, ...], int] = {}
    keys = []
    for finding in findings:
        same = (finding.rule, finding.section, finding.place.text)
        seen[same] = seen.get(same, 0) + 1
        parts = (finding.rule, *finding.section, finding.place.text, str(seen[same]))
        keys.append(sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20])
    return keys
