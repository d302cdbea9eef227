"""lawcheck: compliance checks for the reports that Chinese public bodies must write and publish.

The public door. `lint(path_or_text)` reads, loads the rules and reviews in one call; `read`, `load_rules` and `review`
are its three steps. Names are imported when first used, so that `import lawcheck` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawcheck.model.version import __version__

if TYPE_CHECKING:
    from lawcheck.api import facts, lint, lint_many, to_json
    from lawcheck.engine import review
    from lawcheck.extractors.profile import infer as infer_profile
    from lawcheck.model.document import Document
    from lawcheck.model.errors import LawcheckError, ReadError, RuleError
    from lawcheck.model.facts import Facts
    from lawcheck.model.finding import Finding, Review, Verdict
    from lawcheck.model.profile import Profile
    from lawcheck.model.rule import Rule, Severity
    from lawcheck.model.ruleset import Ruleset
    from lawcheck.readers import read
    from lawcheck.ruleset import load_rules

_DOOR = {
    "Document": "lawcheck.model.document:Document",
    "Facts": "lawcheck.model.facts:Facts",
    "Finding": "lawcheck.model.finding:Finding",
    "LawcheckError": "lawcheck.model.errors:LawcheckError",
    "Profile": "lawcheck.model.profile:Profile",
    "ReadError": "lawcheck.model.errors:ReadError",
    "Review": "lawcheck.model.finding:Review",
    "Rule": "lawcheck.model.rule:Rule",
    "RuleError": "lawcheck.model.errors:RuleError",
    "Ruleset": "lawcheck.model.ruleset:Ruleset",
    "Severity": "lawcheck.model.rule:Severity",
    "Verdict": "lawcheck.model.finding:Verdict",
    "facts": "lawcheck.api:facts",
    "infer_profile": "lawcheck.extractors.profile:infer",
    "lint": "lawcheck.api:lint",
    "lint_many": "lawcheck.api:lint_many",
    "load_rules": "lawcheck.ruleset:load_rules",
    "read": "lawcheck.readers:read",
    "review": "lawcheck.engine:review",
    "to_json": "lawcheck.api:to_json",
}

__all__ = [
    "Document",
    "Facts",
    "Finding",
    "LawcheckError",
    "Profile",
    "ReadError",
    "Review",
    "Rule",
    "RuleError",
    "Ruleset",
    "Severity",
    "Verdict",
    "__version__",
    "facts",
    "infer_profile",
    "lint",
    "lint_many",
    "load_rules",
    "read",
    "review",
    "to_json",
]


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"module 'lawcheck' has no attribute {name!r}")
    from lawcheck.registry import resolve

    return resolve(_DOOR[name])
