"""Floor 4: `lint`, the three steps in one call, for programs that want no more than the findings."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lawcheck.model.finding import Review
from lawcheck.model.ruleset import Ruleset
from lawcheck.readers import read
from lawcheck.registry import resolve
from lawcheck.review import review
from lawcheck.ruleset import load_rules


def lint(
    source: str | os.PathLike[str],
    *,
    rules: Ruleset | Sequence[str | os.PathLike[str]] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: Mapping[str, Any] | None = None,
    format: str | None = None,
    lang: str = "zh",
) -> Review:
    """Reads a draft, runs the rules, returns the Review.

    source   a path, or the text itself (a str with a line break, or any str when `format` is given)
    rules    a Ruleset, or packs by name or folder; all built-in packs when empty
    select, ignore  rule ids or pack names
    profile  kind, level, issuer, year, date to use instead of what the draft itself says
    Raises ReadError for a draft that cannot be read, RuleError for faulty rule files.
    """
    ruleset = rules if isinstance(rules, Ruleset) else load_rules(rules)
    if select or ignore:
        ruleset = ruleset.select(select, ignore)
    if isinstance(source, str) and (format or "\n" in source):
        document = read("<text>", text=source, format=format or "markdown")
    else:
        document = read(Path(source), format=format)
    settled = {key: (value, "调用参数") for key, value in (profile or {}).items()}
    return review(document, ruleset, resolve("lawcheck.extractors.profile:infer")(document, settled), lang)
