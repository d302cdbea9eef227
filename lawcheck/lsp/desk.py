"""What the server does with a draft, without a word of the protocol: its settings, its rules, its Review, its fixes.

One desk serves one thread at a time. Rules and settings are read once; `forget` makes it read them again.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from lawcheck.batch import Job, mend, review_one
from lawcheck.batch.rules import rules_of
from lawcheck.config import Config, Configs
from lawcheck.formatters.explain import page
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.model.profile import Profile
from lawcheck.model.rule import Rule
from lawcheck.model.ruleset import Ruleset
from lawcheck.ruleset import load_rules
from lawcheck.ruleset.packs import builtin
from lawcheck.suppressions.rules import MARK_RULES


class Draft(NamedTuple):
    """One version of an open draft. `path` need not exist: the settings are those that hold at its place."""

    path: str
    text: str
    format: str
    version: int | None = None


class Checked(NamedTuple):
    """A Draft with its Review; `job` is what was asked, None when it could not be (Review.error says why)."""

    draft: Draft
    review: Review
    lang: str
    job: Job | None = None

    @property
    def rules(self) -> dict[str, Rule]:
        return self.job.rules.by_id if self.job else {}


class Desk:
    """Checks drafts under the lawcheck.yaml nearest to each. `lang` goes before a config's, `fallback` after it."""

    def __init__(self, lang: str | None = None, fallback: str = "zh") -> None:
        self.lang = lang
        self.fallback = fallback
        self.forget()

    def forget(self) -> None:
        """Drops settings and rules: a file they come from may have changed."""
        self._configs = Configs()
        self._rulesets: dict[tuple[object, ...], Ruleset | LawcheckError] = {}

    def check(self, draft: Draft) -> Checked:
        """The Review of a draft; whatever goes wrong is the `error` of that Review. An excluded draft has none."""
        lang = self.lang or self.fallback
        try:
            config = self._configs.for_file(draft.path)
            lang = self.lang or config.lang or self.fallback
            if self._configs.excluded(draft.path):
                return Checked(draft, Review(None, Profile(), path=draft.path), lang)
            job = Job(draft.path, self._rules(config), config.profile(), draft.text, draft.format, lang)
            return Checked(draft, review_one(job), lang, job)
        except LawcheckError as error:
            reason = str(error)
        except Exception as error:  # noqa: BLE001 — an editor's server outlives what a single draft does to it
            reason = f"检查出错：{type(error).__name__}: {error}"
        return Checked(draft, Review(None, Profile(), path=draft.path, error=reason), lang)

    def mended(self, checked: Checked) -> str:
        """The draft's text with all safe fixes applied, until none is left."""
        safe = any(finding.fix and finding.fix.safe for finding in checked.review.findings)
        return mend(checked.job).after if checked.job and safe else checked.draft.text

    def page(self, rule_id: str, checked: Checked, *, markdown: bool = True) -> str:
        """The page of a rule, as `lawcheck explain` shows it; "" for a rule that is not among the draft's."""
        rule = MARK_RULES.get(rule_id) or checked.rules.get(rule_id)
        return page(_with_examples(rule), lang=checked.lang, markdown=markdown) if rule else ""

    def _rules(self, config: Config) -> Ruleset:
        key = (config.packs, config.select, config.ignore, tuple(config.severity.items()))
        if key not in self._rulesets:
            try:
                self._rulesets[key] = rules_of(config)
            except LawcheckError as error:  # kept as well: reading faulty packs again at every key press is slow
                self._rulesets[key] = error
        found = self._rulesets[key]
        if isinstance(found, LawcheckError):
            raise found
        return found


def _with_examples(rule: Rule) -> Rule:
    """The rule with its examples, which a compiled pack leaves out; read from its one file, not from all packs."""
    for file in (builtin() / f"{rule.id}.yaml", Path(rule.path)):
        if rule.path and file.is_file():
            try:
                (read,) = load_rules([file], examples=True)
            except LawcheckError:
                continue  # it changed since, and is at fault now: the page goes without
            return replace(rule, examples=read.examples)
    return rule
