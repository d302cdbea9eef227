"""Floor 3: the engine. A Document and rules in, a Review out; it takes no config and prints nothing."""

from __future__ import annotations

from collections.abc import Iterable

from lawcheck.findings import finding_of, folded, severity_of
from lawcheck.model.document import Document
from lawcheck.model.facts import Facts
from lawcheck.model.finding import ALL_ASIDE, ONLY_FOR_YEARS, Finding, Review, Verdict
from lawcheck.model.passage import select
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Rule, Severity, When, Where, Words
from lawcheck.model.ruleset import Ruleset
from lawcheck.model.years import YearRange
from lawcheck.registry import extractors, resolve
from lawcheck.suppressions import apply

NO_PREVIOUS = Words("没有给出用来对照的上年报告（--previous）", "no report of last year to compare with (--previous)")
NOTHING = Words("文中没有可检查的内容", "nothing in the text to check")
TIMED_OUT = Words("正则匹配超时", "a pattern took too long")
TOO_DEEP = Words("文档嵌套过深", "the document is nested too deeply")
FAILED = Words("检查出错：", "the check failed: ")
ONLY_FOR = Words("只适用于 ", "only for ")
_EVERYWHERE = Where()


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
    return review_facts(facts_of(document, profile, previous), ruleset, lang)


def review_facts(facts: Facts, ruleset: Ruleset, lang: str = "zh") -> Review:
    """`review` for a caller that goes on using the Facts: what was read out of the document is read once."""
    document, profile = facts.document, facts.profile
    facts.occurrences = ruleset.occurrences(document.folded)
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    for rule, idle in ruleset.once(
        (profile.kind, profile.level, profile.year, lang), lambda: _applicable(ruleset, profile, lang)
    ):
        verdict, found = (idle, []) if idle else _evaluate(rule, ruleset, facts, lang)
        verdicts.append(verdict)
        findings += found
    facts.passages.clear()  # each points at the Facts that hold it: a ring, which would wait for the collector
    ran = {v.rule for v in verdicts if v.outcome in ("pass", "fail") or v.reason == NOTHING.say(lang)}
    kept, suppressed, marks = apply(document, findings, ruleset.known, ran, lang)
    left = {finding.rule for finding in kept}
    verdicts = [
        Verdict(v.rule, "pass", ALL_ASIDE.say(lang)) if v.outcome == "fail" and v.rule not in left else v
        for v in verdicts
    ]
    told = folded([*kept, *marks], ruleset.by_id)
    return Review(document, profile, tuple(told), tuple(suppressed), tuple(verdicts), document.source.path)


def facts_of(document: Document, profile: Profile, previous: Document | None = None) -> Facts:
    """The Facts of a document, with those of last year's report beside them where there is one."""
    earlier = None
    if previous is not None:
        earlier = Facts(previous, resolve("lawcheck.extractors.profile:infer")(previous), extractors())
    return Facts(document, profile, extractors(), earlier)


def _evaluate(rule: Rule, ruleset: Ruleset, facts: Facts, lang: str) -> tuple[Verdict, list[Finding]]:
    present = facts.occurrences.present
    if rule.where_literals and present.isdisjoint(rule.where_literals):
        return Verdict(rule.id, "idle", NOTHING.say(lang)), []
    if rule.literals and present.isdisjoint(rule.literals) and rule.where == _EVERYWHERE:
        return Verdict(rule.id, "pass" if facts.document.text else "idle"), []
    if rule.compares and facts.previous is None:
        return Verdict(rule.id, "idle", NO_PREVIOUS.say(lang)), []
    try:
        check = ruleset.check(rule)
        if check.COMPARES and facts.previous is None:  # a rule made by hand may not say so itself
            return Verdict(rule.id, "idle", NO_PREVIOUS.say(lang)), []
        passages = [p for p in select(rule.where, facts) if not check.idle(p)]
        if not passages:
            return Verdict(rule.id, "idle", NOTHING.say(lang)), []
        found = []
        for hit in (hit for passage in passages for hit in check.find(passage)):
            severity = severity_of(rule, hit, check)
            if severity is not Severity.OFF:
                found.append(finding_of(rule, hit, severity, check, facts.document, lang))
    except TimeoutError:
        return Verdict(rule.id, "unknown", TIMED_OUT.say(lang)), []
    except RecursionError:
        return Verdict(rule.id, "unknown", TOO_DEEP.say(lang)), []
    except Exception as error:  # noqa: BLE001 — a faulty check, perhaps a third party's, costs its own verdict, and is said
        return Verdict(rule.id, "unknown", f"{FAILED.say(lang)}{type(error).__name__}: {error}"), []
    return Verdict(rule.id, "fail" if found else "pass"), found


def _applicable(ruleset: Ruleset, profile: Profile, lang: str) -> list[tuple[Rule, Verdict | None]]:
    """Every rule, with its verdict where it does not apply to documents of this profile."""
    reasons = ((rule, not_applicable(rule.when, profile, lang)) for rule in ruleset)
    return [(rule, Verdict(rule.id, "idle", reason) if reason else None) for rule, reason in reasons]


def not_applicable(when: When, profile: Profile, lang: str = "zh") -> str:
    """Why a rule does not apply to a document of this profile; "" when it does."""
    comma = ", " if lang == "en" else "、"
    kinds = [kind for kind in when.kind if not kind.startswith("!")]
    if (kinds and profile.kind not in kinds) or f"!{profile.kind}" in when.kind:
        return ONLY_FOR.say(lang) + comma.join(when.kind)
    if when.level and profile.level not in when.level:
        return ONLY_FOR.say(lang) + comma.join(when.level)
    if when.year and not (profile.year is None and kinds) and profile.year not in YearRange.parse(when.year):
        # A yearly report that does not say its year is held to the norms in force; other texts are not.
        return f"{ONLY_FOR_YEARS.say(lang)}{when.year}"
    return ""
