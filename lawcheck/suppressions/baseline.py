"""A baseline: findings known when lawcheck was adopted, set aside until they are mended, and told when they are gone.

A finding is known by its rule, the headings above it and its text, never by its line. Of a rule that spoke so often
that its findings were told as one, the number is kept: as many, or fewer, are set aside; one more is told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import ALL_ASIDE, Finding, Review, Suppressed, Verdict, fingerprints
from lawcheck.suppressions.rules import OWN, STALE, about

VERSION = 1
BY = "baseline"
REASON = {"zh": "基线中已有", "en": "in the baseline"}
SHOWN = 60  # characters of a text kept for people to read; `key` is what counts


class Entry(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One known finding; `count` over 1: so many of its rule, told as one."""

    rule: str
    key: str
    text: str = ""
    section: tuple[str, ...] = ()
    count: int = 1


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    files: dict[str, tuple[Entry, ...]]


class Compared(NamedTuple):
    """A draft's findings against its entries: those that are new, those that are known, entries that are stale."""

    new: list[Finding]
    known: list[Finding]
    stale: list[Entry]


def loads(data: bytes, path: str) -> dict[str, tuple[Entry, ...]]:
    """Entries by draft; LawcheckError for what is no baseline."""
    try:
        made = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LawcheckError(f"{path}：不是 lawcheck 的基线文件（{error}）") from error
    if made.version != VERSION:
        raise LawcheckError(f"{path}：基线版本 {made.version}，这个 lawcheck 只认版本 {VERSION}")
    return made.files


def dumps(files: Mapping[str, Sequence[Entry]]) -> bytes:
    """The same entries as the same bytes: drafts and entries in order, drafts without entries left out."""
    ordered = {
        path: sorted(files[path], key=lambda e: (e.rule, e.section, e.text, e.key))
        for path in sorted(files)
        if files[path]
    }
    return msgspec.json.format(msgspec.json.encode({"version": VERSION, "files": ordered}), indent=1) + b"\n"


def entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """An entry a finding; what lawcheck says of marks and of the baseline itself is not kept."""
    findings = [f for f in findings if not f.rule.startswith(OWN)]
    return tuple(
        Entry(f.rule, key, " ".join(f.place.text.split())[:SHOWN], f.section, f.count)
        for f, key in zip(findings, fingerprints(findings), strict=True)
    )


def compare(review: Review, known: Sequence[Entry]) -> Compared:
    """Which findings of a Review its entries cover; an entry is stale when its rule was evaluated and did not need it."""
    findings = [f for f in review.findings if not f.rule.startswith(OWN)]
    own = [f for f in review.findings if f.rule.startswith(OWN)]
    keys = {entry.key: entry for entry in known if entry.count == 1}
    most = {entry.rule: entry for entry in known if entry.count > 1}
    spoken: dict[str, int] = {}
    for finding in findings:
        spoken[finding.rule] = spoken.get(finding.rule, 0) + finding.count
    used: set[str] = set()
    new: list[Finding] = []
    old: list[Finding] = []
    for finding, key in zip(findings, fingerprints(findings), strict=True):
        many = most.get(finding.rule)
        entry = many if many and spoken[finding.rule] <= many.count else keys.get(key) if finding.count == 1 else None
        (old if entry else new).append(finding)
        if entry:
            used.add(entry.key)
    ran = {v.rule for v in review.verdicts if v.outcome in ("pass", "fail", "idle")}
    stale = [] if review.error else [e for e in known if e.key not in used and e.rule in ran]
    return Compared([*new, *own], old, stale)


def apply(review: Review, known: Sequence[Entry], lang: str = "zh") -> Review:
    """The Review with known findings set aside, and a notice of the entries that are stale."""
    if not known or review.document is None:
        return review
    compared = compare(review, known)
    aside = tuple(Suppressed(f, BY, REASON[lang]) for f in compared.known)
    told = {id(f) for f in compared.known}
    kept = [f for f in review.findings if id(f) not in told]
    if compared.stale:
        what = "、".join(dict.fromkeys(e.rule for e in compared.stale))
        kept.insert(0, about(review.document, STALE, f"{what}（{len(compared.stale)}）", lang))
    return replace(
        review,
        findings=tuple(kept),
        suppressed=(*review.suppressed, *aside),
        verdicts=settled(review.verdicts, kept, aside, lang),
    )


def settled(
    verdicts: tuple[Verdict, ...], kept: Iterable[Finding], aside: Iterable[Suppressed], lang: str
) -> tuple[Verdict, ...]:
    """Verdicts after findings were set aside: a rule none of whose findings is left has passed, and says why."""
    left = {f.rule for f in kept}
    gone = {s.finding.rule for s in aside} - left
    why = ALL_ASIDE.say(lang)
    return tuple(Verdict(v.rule, "pass", why) if v.outcome == "fail" and v.rule in gone else v for v in verdicts)
