"""Floor 3: the engine. A Document and rules in, a Review out; it takes no config and prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.facts import Facts
from lawcheck.model.finding import Finding, Review, Verdict
from lawcheck.model.passage import select
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Edit, Fix, Hit, Rule, Severity, When, Words
from lawcheck.model.ruleset import Ruleset
from lawcheck.model.source import Place
from lawcheck.model.years import YearRange
from lawcheck.registry import extractors, resolve
from lawcheck.suppressions import apply

FIRST_PLACES = 4  # how many further places a folded finding shows


NO_PREVIOUS = "没有给出用来对照的上年报告（--previous）"


def review(
    document: Document,
    rules: Ruleset | Iterable[Rule],
    profile: Profile | None = None,
    lang: str = "zh",
    previous: Document | None = None,
) -> Review:
    """Every rule on one document, then the marks in the draft that set findings aside, once.

    `previous` is last year's report of the same body; without one the rules that compare with it are idle.
    A rule that has nothing to look at is idle, one that could not be evaluated is unknown with its reason.
    """
    ruleset = rules if isinstance(rules, Ruleset) else Ruleset(rules)
    if profile is None:
        profile = resolve("lawcheck.extractors.profile:infer")(document)
    present = ruleset.present(document.folded)
    facts = facts_of(document, profile, previous, ruleset.silent(present))
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    for rule in ruleset:
        verdict, found = _evaluate(rule, ruleset, facts, present, lang)
        verdicts.append(verdict)
        findings += found
    ran = {v.rule for v in verdicts if v.outcome in ("pass", "fail")}
    kept, suppressed, marks = apply(document, findings, ruleset.known, ran, lang)
    ordered = sorted([*kept, *marks], key=lambda f: (f.place.offset, -f.severity.rank, f.rule))
    return Review(document, profile, tuple(ordered), tuple(suppressed), tuple(verdicts), document.source.path)


def facts_of(
    document: Document,
    profile: Profile,
    previous: Document | None = None,
    silent: Callable[[str], bool] = lambda pattern: False,
) -> Facts:
    """The Facts of a document, with those of last year's report beside them where there is one."""
    earlier = None
    if previous is not None:
        earlier = Facts(previous, resolve("lawcheck.extractors.profile:infer")(previous), extractors())
    return Facts(document, profile, extractors(), earlier, silent)


def _evaluate(
    rule: Rule, ruleset: Ruleset, facts: Facts, present: frozenset[str], lang: str
) -> tuple[Verdict, list[Finding]]:
    reason = not_applicable(rule.when, facts.profile)
    if reason:
        return Verdict(rule.id, "idle", reason), []
    if rule.where_literals and present.isdisjoint(rule.where_literals):
        return Verdict(rule.id, "idle", "文中没有可检查的内容"), []
    if rule.literals and present.isdisjoint(rule.literals) and not rule.where_literals:
        return Verdict(rule.id, "pass" if facts.document.text else "idle"), []
    try:
        check = ruleset.check(rule)
        if check.COMPARES and facts.previous is None:
            return Verdict(rule.id, "idle", NO_PREVIOUS), []
        passages = [p for p in select(rule.where, facts) if not check.idle(p)]
        if not passages:
            return Verdict(rule.id, "idle", "文中没有可检查的内容"), []
        hits = [hit for passage in passages for hit in check.find(passage)]
    except TimeoutError:
        return Verdict(rule.id, "unknown", "正则匹配超时"), []
    except RecursionError:
        return Verdict(rule.id, "unknown", "文档嵌套过深"), []
    except Exception as error:  # noqa: BLE001 — a faulty check, perhaps a third party's, costs its own verdict, and is said
        return Verdict(rule.id, "unknown", f"检查出错：{type(error).__name__}: {error}"), []
    loud: list[tuple[Hit, Severity]] = [
        (hit, severity) for hit in hits if (severity := _severity(rule, hit, check)) is not Severity.OFF
    ]
    if not loud:
        return Verdict(rule.id, "pass"), []
    return Verdict(rule.id, "fail"), _findings(rule, loud, check, facts.document, lang)


def not_applicable(when: When, profile: Profile) -> str:
    """Why a rule does not apply to a document of this profile; "" when it does."""
    if when.kind and profile.kind not in when.kind:
        return f"只适用于 {'、'.join(when.kind)}"
    if when.level and profile.level not in when.level:
        return f"只适用于 {'、'.join(when.level)}"
    if when.year and profile.year not in YearRange.parse(when.year):
        return f"只适用于年份 {when.year}"
    return ""


def _severity(rule: Rule, hit: Hit, check: Any) -> Severity:
    """A variant weighs what the rule says of it, else the lesser of the rule's severity and the type's ceiling."""
    if not hit.variant:
        return rule.severity
    chosen = rule.variants.get(hit.variant, {}).get("severity")
    if chosen:
        return Severity(chosen)
    ceiling: Severity = check.VARIANTS[hit.variant].severity
    return min(ceiling, rule.severity, key=lambda s: s.rank)


def _message(rule: Rule, hit: Hit, check: Any) -> Words:
    if not hit.variant:
        return rule.message
    own = rule.variants.get(hit.variant, {}).get("message")
    if own:
        return Words(own) if isinstance(own, str) else Words(**own)
    words: Words = check.VARIANTS[hit.variant].message
    return words


def _findings(rule: Rule, hits: list[tuple[Hit, Severity]], check: Any, document: Document, lang: str) -> list[Finding]:
    """One Finding a Hit; of a rule that hits more often than its `fold`, one for all with the first places."""
    ordered = sorted(hits, key=lambda pair: pair[0].span)
    if len(ordered) > max(1, rule.fold):
        worst = max(ordered, key=lambda pair: pair[1].rank)[1]
        first = ordered[0][0]
        related = tuple(document.place(hit.span) for hit, _ in ordered[1 : 1 + FIRST_PLACES])
        edits = tuple(edit for hit, _ in ordered for edit in hit.edits)
        safe = all(hit.safe for hit, _ in ordered)
        return [_finding(rule, first, worst, check, document, lang, related, edits, safe, len(ordered))]
    return [
        _finding(
            rule, hit, severity, check, document, lang,
            tuple(document.place(span) for span in hit.related), hit.edits, hit.safe, 1,
        )
        for hit, severity in ordered
    ]  # fmt: skip


def _finding(
    rule: Rule, hit: Hit, severity: Severity, check: Any, document: Document, lang: str,
    related: tuple[Place, ...], edits: tuple[Edit, ...], safe: bool, count: int,
) -> Finding:  # fmt: skip
    fix = Fix(tuple(Edit(document.source_span(e.span), e.text) for e in edits), safe) if edits else None
    return Finding(
        rule=rule.id,
        severity=severity,
        title=rule.title.say(lang),
        message=_message(rule, hit, check).say(lang).format_map(hit.words),
        basis=tuple(map(str, rule.basis)),
        hint=rule.hint.say(lang).format_map(hit.words),
        place=document.place(hit.span),
        related=related,
        fix=fix,
        count=count,
        section=tuple(f"{s.number}{s.title}" for s in document.section_path(hit.span.start)),
    )
