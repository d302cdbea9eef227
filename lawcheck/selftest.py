"""Floor 4: holds rules to their own examples, and to edits that must make them speak.

A valid example fires nothing and is not idle; an invalid one fires exactly at its «» marks; a fixed one is what the
fixes make of the invalid one, and clean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from lawcheck.engine import facts_of, review
from lawcheck.fixer import apply_edits, edits_of
from lawcheck.model.document import Document
from lawcheck.model.finding import Review
from lawcheck.model.passage import select
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Edit, Example, Rule
from lawcheck.model.ruleset import Ruleset
from lawcheck.model.source import Span
from lawcheck.model.years import YearRange
from lawcheck.registry import READERS, find, resolve

KINDS = {
    "noisy": "误报", "missing": "漏报", "misplaced": "标错位置", "idle": "未检查", "unmended": "改后不符",
    "survived": "改坏未报",
}  # fmt: skip
OUTCOMES = {"pass": "通过", "fail": "不通过", "idle": "未适用", "unknown": "未评估"}


class Outcome(Struct, frozen=True):
    """What went wrong with an example: one of KINDS; `line` of the rule file."""

    rule: str
    path: str
    line: int
    kind: str
    detail: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {KINDS[self.kind]} {self.rule}: {self.detail}"


def split_marks(text: str) -> tuple[str, list[Span]]:
    """A text without its «» marks, and the Spans they stood around; ValueError when they do not pair."""
    out: list[str] = []
    spans: list[Span] = []
    at, start = 0, None
    for char in text:
        if char == "«" and start is None:
            start = at
        elif char == "»" and start is not None:
            spans.append(Span(start, at))
            start = None
        elif char in "«»":
            raise ValueError("«» 标记不成对")
        else:
            out.append(char)
            at += 1
    if start is not None:
        raise ValueError("« 没有对应的 »")
    return "".join(out), spans


def read_example(text: str, example: Example) -> Document:
    document: Document = find("readers", READERS, example.format)(text, "<example>")
    return document


def profile_of(document: Document, rule: Rule, example: Example) -> Profile:
    """The Profile an example is run under: what it says itself, else what fits the rule's `when`, else inferred."""
    infer = resolve("lawcheck.extractors.profile:infer")
    own: Profile = infer(document)
    forced: dict[str, tuple[Any, str]] = {}
    if rule.when.kind and own.kind not in rule.when.kind:
        forced["kind"] = (rule.when.kind[0], "when")
    if rule.when.level and own.level not in rule.when.level:
        forced["level"] = (rule.when.level[0], "when")
    if rule.when.year and own.year not in YearRange.parse(rule.when.year):
        years = YearRange.parse(rule.when.year)
        forced["year"] = (next(y for y in (2024, years.last, years.first) if y in years), "when")
    forced.update({k: (v, "example") for k, v in example.profile.items()})
    profile: Profile = infer(document, forced)
    return profile


def run(rule: Rule, document: Document, example: Example) -> Review:
    """One rule on one document, nothing folded."""
    return review(
        document,
        Ruleset([replace(rule, fold=10**6)]),
        profile_of(document, rule, example),
        previous=previous_of(example),
    )


def previous_of(example: Example) -> Document | None:
    """Last year's report of an example that has one."""
    return read_example(example.previous, example) if example.previous else None


def _outcome(rule: Rule, example: Example, kind: str, detail: str) -> Outcome:
    return Outcome(rule.id, rule.path, example.line, kind, detail)


def _verdict(result: Review) -> str:
    (verdict,) = result.verdicts
    return f"{OUTCOMES[verdict.outcome]} {verdict.reason}".rstrip()


def test_rule(rule: Rule) -> Iterator[Outcome]:
    """Every way in which a rule does not do what its examples say."""
    for example in rule.examples:
        say = partial(_outcome, rule, example)
        if example.valid:
            result = run(rule, read_example(example.valid, example), example)
            own = [f for f in result.findings if f.rule == rule.id]
            if own:
                yield say("noisy", f"valid 示例报出“{own[0].place.text[:40]}”：{own[0].message[:80]}")
            elif result.verdicts[0].outcome != "pass":
                yield say("idle", f"valid 示例未被检查（{_verdict(result)}）")
        if example.invalid:
            yield from _invalid(rule, example, say)


def _invalid(rule: Rule, example: Example, say: Callable[[str, str], Outcome]) -> Iterator[Outcome]:
    try:
        text, wanted = split_marks(example.invalid)
    except ValueError as error:
        yield say("misplaced", str(error))
        return
    result = run(rule, read_example(text, example), example)
    own = [f for f in result.findings if f.rule == rule.id]
    found = sorted({Span(f.place.offset, f.place.end_offset) for f in own})
    if not own:
        yield say("missing", f"invalid 示例没有报出（{_verdict(result)}）")
    elif found != sorted(wanted):
        yield say(
            "misplaced", "应标 {} 实标 {}".format(*(["｜".join(text[a:b] for a, b in s) for s in (wanted, found)]))
        )
    if example.fixed:
        mended, _ = apply_edits(text, edits_of(own, unsafe=True))
        if mended != example.fixed:
            yield say("unmended", f"修改后为“{mended.strip()[:80]}”")
        elif [f for f in run(rule, read_example(mended, example), example).findings if f.rule == rule.id]:
            yield say("unmended", "修改后仍有问题")


def mutants(rule: Rule) -> Iterator[tuple[Example, str, str]]:
    """Valid examples spoiled in ways after which the rule must fire: (example, what was done, the text)."""
    check = Ruleset([rule]).check(rule)
    valid = [example for example in rule.examples if example.valid]
    made = 0
    for example in valid:
        document = read_example(example.valid, example)
        facts = facts_of(document, profile_of(document, rule, example), previous_of(example))
        for passage in select(rule.where, facts):
            for name, edits in check.spoil(passage):
                made += 1
                yield example, name, _spoiled(document, edits)
    if not made:
        yield from _grafts(rule, valid)


def _grafts(rule: Rule, valid: list[Example]) -> Iterator[tuple[Example, str, str]]:
    """For a check that cannot spoil a text itself: an invalid example put behind a valid one."""
    for bad in (example for example in rule.examples if example.invalid):
        text, marks = split_marks(bad.invalid)
        if text.startswith("# ") and marks and marks[0].start < text.find("\n"):
            continue  # a fault of the title does not count further down
        for example in valid:
            if (example.format, example.profile) == (bad.format, bad.profile):
                yield example, f"graft {text[marks[0].start :][:20]}", f"{example.valid.rstrip()}\n\n{text}"


def _spoiled(document: Document, edits: tuple[Edit, ...]) -> str:
    """The Source with edits of the text made; what is dropped whole goes with the markup on its lines."""
    source = document.source
    changed = []
    for edit in edits:
        span = document.source_span(edit.span)
        if not edit.text and _whole_lines(document, edit.span):
            start = source.text.rfind("\n", 0, span.start) + 1
            end = source.text.find("\n", max(span.end - 1, start))
            span = Span(start, len(source.text) if end < 0 else end + 1)
        changed.append(Edit(span, edit.text))
    return apply_edits(source.text, changed)[0]


def _whole_lines(document: Document, span: Span) -> bool:
    text = document.text
    begins = span.start == 0 or text[span.start - 1] == "\n"
    return begins and (span.end >= len(text) or text[span.end] == "\n" or text[span.end - 1] == "\n")


def mutate_rule(rule: Rule) -> tuple[int, list[Outcome]]:
    """How many mutants of a rule's valid examples were made, and those on which it stayed silent."""
    made, survived = 0, []
    for example, name, text in mutants(rule):
        made += 1
        result = run(rule, read_example(text, example), example)
        if not any(f.rule == rule.id for f in result.findings):
            survived.append(Outcome(rule.id, rule.path, example.line, "survived", name))
    return made, survived
