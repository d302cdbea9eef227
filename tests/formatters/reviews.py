"""Reviews made by hand: a draft with «» around the places, and findings that stand there."""

from __future__ import annotations

from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.finding import Finding, Review, Suppressed, Verdict
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Edit, Fix, Severity
from lawcheck.model.source import Place, Span
from lawcheck.readers import plain

PROFILE = Profile("annual-report", "乡镇", "青禾镇", (), 2024, None, {"kind": "标题"})
LONG = "坚持依法行政，" * 30


def draft(marked: str, path: str = "青禾镇.txt") -> tuple[Document, list[Place]]:
    """The Document of a text without its «» marks, and the places that stood between them."""
    out, spans, at = [], [], 0
    for part in marked.replace("»", "«").split("«"):
        out.append(part)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    document = plain.read("".join(out), path)
    return document, [document.source.place(span) for span in spans[1::2]]


def finding(place: Place, *related: Place, rule: str = "wording/example", **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "severity": Severity.ERROR,
        "title": "用词不当",
        "message": f"“{place.text}”用词不当",
        "basis": ("编写惯例：用规范的词",),
        "hint": "换成规范的词",
    }
    return Finding(rule, **(values | changes), place=place, related=related)


def replaced(place: Place, text: str, *, safe: bool = True) -> Fix:
    return Fix((Edit(Span(place.offset, place.end_offset), text),), safe)


def review(document: Document, *findings: Finding, suppressed: tuple[Suppressed, ...] = ()) -> Review:
    verdicts = (
        Verdict("wording/example", "fail"),
        Verdict("wording/other", "pass"),
        Verdict("file-review/facts", "idle", "只适用于 file-review"),
    )
    return Review(document, PROFILE, findings, suppressed, verdicts, document.source.path)


def unreadable(path: str = "损坏.txt") -> Review:
    return Review(None, Profile(), path=path, error="认不出编码")


def report() -> Review:
    """One draft with a finding of each shape: plain, with related places, with a fix, folded, on a cut line, in lines."""
    text = (
        "青禾镇2024年法治政府建设年度报告\n"
        "一、主要举措\n"
        "「A」全镇共受理案件«37»件，其中办结«12»件、«26»件。\n"
        f"{LONG}全面«深入的»推进{LONG}\n"
        "«,»甲«,»乙«,»丙\n"
        "«第一段开头\n第二段结尾»。\n"
    )
    document, (total, one, two, word, *commas, lines) = draft(text)
    marks = Fix(tuple(Edit(Span(c.offset, c.end_offset), "，") for c in commas))
    return review(
        document,
        finding(total, one, two, rule="figures/parts", message="合计 37，分项之和 38", section=("一、主要举措",)),
        finding(word, severity=Severity.WARNING, fix=replaced(word, "深入地"), hint=""),
        finding(commas[0], *commas[1:], severity=Severity.NOTICE, title="半角标点", count=30, fix=marks),
        finding(lines, severity=Severity.WARNING, basis=(), hint="改" * 120),
    )
