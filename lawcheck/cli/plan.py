"""From the words of the command line and the config files to one Job a draft."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from lawcheck.batch import Job
from lawcheck.batch.rules import rules_of
from lawcheck.cli.terminal import say
from lawcheck.config import Config, Configs
from lawcheck.files import STDIN, STDIN_NAME, collect
from lawcheck.model.document import Document
from lawcheck.model.errors import LawcheckError, ReadError
from lawcheck.model.profile import FIELDS
from lawcheck.model.profile import settled as checked
from lawcheck.model.rule import Severity
from lawcheck.model.ruleset import Ruleset
from lawcheck.readers import read


class Words(Struct, frozen=True):
    """What the command line said; None and () where it said nothing. `previous` is the file of last year's report."""

    paths: tuple[str, ...]
    packs: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = None
    lang: str | None = None
    system_lang: str = "zh"
    settled: Mapping[str, tuple[Any, str]] = {}
    stdin_name: str = STDIN_NAME
    config: Path | None = None
    search_config: bool = True
    previous: Path | None = None
    baseline: str | None = None
    changed_since: str | None = None


class Plan(Struct, frozen=True):
    """The jobs, the severity at which each file fails, folders in which nothing was found, and how to write.

    `baseline` is, by file, that of its known findings, where there is one.

    `format`, `lang` and `cache` are the first draft's: one run has one output.
    """

    jobs: list[Job]
    fail_on: dict[str, Severity]
    empty: list[str]
    format: str
    lang: str
    baseline: dict[str, str] = {}
    cache: bool = True


class _Settled(NamedTuple):
    """What drafts under one config have in common; `own` is kept so that no other config gets its id."""

    own: Config
    config: Config
    rules: Ruleset
    settled: Mapping[str, tuple[Any, str]]
    baseline: str | None


def plan(words: Words) -> Plan:
    """One Job a draft, each under its nearest config; RuleError and LawcheckError say what is wrong with the words."""
    if words.config and not words.search_config:
        raise LawcheckError("--config 与 --no-config 不能同用：一个指明配置文件，一个不要配置文件")
    configs = Configs(words.config, search=words.search_config)
    found = collect(words.paths, configs.excluded)
    if found.unread or found.copies:
        from lawcheck.cli.passed import tell

        tell(found)
    flags = {
        "packs": words.packs or None,
        "select": words.select or None,
        "fail_on": words.fail_on,
        "lang": words.lang,
        "baseline": words.baseline,
    }
    rulesets: dict[tuple[Any, ...], Ruleset] = {}
    alike: dict[int, _Settled] = {}
    jobs: list[Job] = []
    fail_on: dict[str, Severity] = {}
    baseline: dict[str, str] = {}
    first: Config | None = None
    previous = _previous(words.previous) if words.previous else None
    for path in _changed(found.paths, words.changed_since):
        own = configs.for_file(path)
        if id(own) not in alike:  # drafts under one config differ in nothing but their path
            config = own.with_flags(flags)
            key = (config.packs, config.select, config.ignore, tuple(config.severity.items()))
            if key not in rulesets:
                rulesets[key] = rules_of(config, words.select, words.ignore)
            known = _shown(config.baseline) if config.baseline else None
            alike[id(own)] = _Settled(own, config, rulesets[key], {**config.profile(), **words.settled}, known)
        _, config, rules, settled, known = alike[id(own)]
        text = sys.stdin.buffer.read() if path == STDIN else None
        name = words.stdin_name if path == STDIN else path
        jobs.append(Job(name, rules, settled, text, lang=config.lang or words.system_lang, previous=previous))
        fail_on[name] = config.fail_on
        if known:
            baseline[name] = known
        first = first or config
    _tell_of_slow_yaml()
    first = first or Config()
    return Plan(jobs, fail_on, found.empty, first.format, first.lang or words.system_lang, baseline, first.cache)


def _tell_of_slow_yaml() -> None:
    """Says why reading took long where YAML was read (rules, a config) and the parser lacks its half in C."""
    yaml = sys.modules.get("ruamel.yaml")
    if yaml is not None and not getattr(yaml, "__with_libyaml__", True):
        say("ruamel.yaml 没有装 C 扩展，读规则文件要慢许多倍：pip install 'ruamel.yaml[oldlibyaml]'")


def _changed(paths: list[str], revision: str | None) -> list[str]:
    """The paths that changed since a revision, all of them when none is given; what is left out is said."""
    if revision is None:
        return paths
    from lawcheck.cli.changed import changed_since

    changed = changed_since(revision, [path for path in paths if path != STDIN])
    kept = [path for path in paths if path == STDIN or path in changed]
    say(f"自 {revision} 以来改过 {len(kept)} 份，另 {len(paths) - len(kept)} 份未改，没有检查")
    return kept


def _shown(file: str) -> str:
    """A path as people see it: from the working folder where it lies below that."""
    return os.path.relpath(file) if Path(file).is_relative_to(Path.cwd()) else file


def _previous(file: Path) -> Document:
    """Last year's report, read once for all drafts; an error when it cannot be read, for then nothing is compared."""
    try:
        return read(file)
    except ReadError as error:
        raise LawcheckError(f"--previous {file}：{error}") from error


def split(words: tuple[str, ...]) -> tuple[str, ...]:
    """Repeated and comma-separated words as one list."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def settled_by_flags(settings: tuple[str, ...], flags: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    """The Profile values that the command line settles, each with the reason `outline` shows; LawcheckError for others."""
    settled: dict[str, tuple[Any, str]] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or key not in FIELDS:
            raise LawcheckError(f"--profile 应为 键=值（{'、'.join(FIELDS)}），而非 {setting}")
        settled[key] = (_said(f"--profile {setting}", key, value), f"命令行 --profile {setting}")
    for key, value in flags.items():
        if value is not None:
            settled[key] = (_said(f"--{key} {value}", key, value), f"命令行 --{key} {value}")
    return settled


def _said(words: str, field: str, value: Any) -> str | int:
    try:
        return checked(field, value)
    except LawcheckError as error:
        raise LawcheckError(f"{words}：{error}") from None
