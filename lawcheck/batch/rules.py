"""The rules that a config asks for: one way for the command line and for editors."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.config import Config
from lawcheck.model.errors import RuleError
from lawcheck.model.ruleset import Ruleset
from lawcheck.ruleset import load_rules


def rules_of(config: Config, named: Sequence[str] = (), ignored: Sequence[str] = ()) -> Ruleset:
    """The rules of a config, less the `ignored`; a word, of it or `named`, that names no rule is an error, not a pass."""
    rules = load_rules(config.packs)
    faults = config.unknown(rules.known)
    if faults:
        raise RuleError(faults)
    rules.require(named, ignored)
    if config.severity:
        rules = rules.rated(config.severity_of)
    return rules.select(config.select, (*config.ignore, *ignored))
