"""lawcheck: compliance checks for the reports that Chinese public bodies must write and publish.

The public door. `lint(path_or_text)` reads, loads the rules and reviews in one call; `read`, `load_rules` and `review`
are its three steps. Names are imported when first used, so that `import lawcheck` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from lawcheck.api import lint
    from lawcheck.extractors.profile import infer as infer_profile
    from lawcheck.model.document import Document
    from lawcheck.model.errors import LawcheckError, ReadError, RuleError
    from lawcheck.model.finding import Finding, Review, Verdict
    from lawcheck.model.profile import Profile
    from lawcheck.model.rule import Rule, Severity
    from lawcheck.model.ruleset import Ruleset
    from lawcheck.readers import read
    from lawcheck.review import review
    from lawcheck.ruleset import load_rules

_DOOR = {
    "Document": "lawcheck.model.document",
    "Finding": "lawcheck.model.finding",
    "LawcheckError": "lawcheck.model.errors",
    "Profile": "lawcheck.model.profile",
    "ReadError": "lawcheck.model.errors",
    "Review": "lawcheck.model.finding",
    "Rule": "lawcheck.model.rule",
    "RuleError": "lawcheck.model.errors",
    "Ruleset": "lawcheck.model.ruleset",
    "Severity": "lawcheck.model.rule",
    "Verdict": "lawcheck.model.finding",
    "lint": "lawcheck.api",
    "load_rules": "lawcheck.ruleset",
    "read": "lawcheck.readers",
    "review": "lawcheck.review",
}

__all__ = [*sorted(_DOOR), "__version__", "infer_profile"]


def __getattr__(name: str) -> Any:
    if name == "infer_profile":
        return import_module("lawcheck.extractors.profile").infer
    if name in _DOOR:
        return getattr(import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'lawcheck' has no attribute {name!r}")
