"""Floor 4: `lint` and `lint_many`, the three steps in one call, for programs that want no more than the findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawcheck.engine import facts_of, review
from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.facts import Facts
from lawcheck.model.finding import Review
from lawcheck.model.profile import Profile, settled
from lawcheck.model.ruleset import Ruleset
from lawcheck.readers import read
from lawcheck.registry import resolve
from lawcheck.ruleset import load_rules

if TYPE_CHECKING:
    from concurrent.futures import Executor


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
    Raises ReadError for a draft that cannot be read, RuleError for faulty rule files, LawcheckError for a word that names
    no rule and for a profile that cannot be.
    """
    ruleset = _ruleset(rules, select, ignore)
    if isinstance(source, str) and (format or "\n" in source):
        document = read("<text>", text=source, format=format or "markdown")
    else:
        document = _read(Path(source), format)
    return review(document, ruleset, resolve("lawcheck.extractors.profile:infer")(document, _settled(profile)), lang)


def facts(document: Document, profile: Profile | None = None) -> Facts:
    """What is read out of a document: `quantities`, `relations` with their verdicts, `grids`; each when first asked for."""
    return facts_of(document, profile or resolve("lawcheck.extractors.profile:infer")(document))


def to_json(reviews: Review | Iterable[Review]) -> str:
    """Reviews as --format json writes them; the schema is lawcheck/schemas/output.json."""
    from lawcheck.formatters.json import render

    return "".join(render([reviews] if isinstance(reviews, Review) else reviews))


def lint_many(
    sources: Iterable[str | os.PathLike[str]],
    rules: Ruleset | Sequence[str | os.PathLike[str]] = (),
    *,
    executor: Executor,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: Mapping[str, Any] | None = None,
    format: str | None = None,
    lang: str = "zh",
) -> Iterator[Review]:
    """What `lint` says of each source, in their order, worked out by an Executor; the arguments are those of `lint`.

    executor  any of concurrent.futures, or like them: `dask.distributed.Client(...).get_executor()`
    Sources are taken only as fast as the executor works and the Reviews are fetched. A draft that cannot be read, or
    whose worker died, is a Review with `error`. Raises RuleError for faulty rule files.
    """
    from lawcheck.batch.lint import job_of, through

    ruleset, own = _ruleset(rules, select, ignore), _settled(profile)
    return through(executor, (job_of(source, ruleset, own, format, lang) for source in sources), ruleset)


def _read(path: Path, format: str | None) -> Document:
    """The draft at a path, which the error names: it may have been meant as a text."""
    try:
        return read(path, format=format)
    except ReadError as error:
        hint = ("", "") if path.exists() else ("（若是文本，请写明 format）", " (for a text say its format)")
        raise ReadError(f"{path}：{error}{hint[0]}", f"{path}: {error.say('en')}{hint[1]}") from error


def _ruleset(
    rules: Ruleset | Sequence[str | os.PathLike[str]], select: Sequence[str], ignore: Sequence[str]
) -> Ruleset:
    ruleset = rules if isinstance(rules, Ruleset) else load_rules(rules)
    if not (select or ignore):
        return ruleset
    ruleset.require(select, ignore)
    return ruleset.select(select, ignore)


def _settled(profile: Mapping[str, Any] | None) -> dict[str, tuple[Any, str]]:
    given = {key: value for key, value in (profile or {}).items() if value is not None}
    return {key: (settled(key, value), "调用参数") for key, value in given.items()}
