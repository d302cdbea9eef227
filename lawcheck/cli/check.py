"""`lawcheck check`: drafts in, findings out, an exit code that never lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from lawcheck.batch import Job, review_many
from lawcheck.formatters import Options, wants_color
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.model.profile import KINDS, LEVELS
from lawcheck.model.rule import Severity
from lawcheck.model.ruleset import Ruleset
from lawcheck.registry import FORMATTERS, find, names

SEVERITIES = ["error", "warning", "notice"]
PROGRESS_FROM = 20  # files; fewer are done before a bar could be read


@click.command("check", help="检查草稿：文件、目录、通配符，或 -（标准输入）")
@click.argument("paths", nargs=-1, required=True, metavar="文件|目录…")
@click.option("--select", multiple=True, metavar="规则|包", help="只用这些规则（可多次，可用逗号分隔）")
@click.option("--ignore", multiple=True, metavar="规则|包", help="不用这些规则")
@click.option("--rules", "packs", multiple=True, metavar="包|目录|文件", help="规则包（默认：全部内置包）")
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="达到这一级别即以 1 退出（默认 error）")
@click.option("--kind", type=click.Choice(KINDS), help="文种（默认由标题推断）")
@click.option("--level", type=click.Choice(LEVELS), help="层级（默认由报告主体推断）")
@click.option("--year", type=int, help="报告年度（默认由标题推断）")
@click.option("--profile", "settings", multiple=True, metavar="键=值", help="kind、level、issuer、year、date 之一，如 issuer=青禾镇")
@click.option("--format", "form", default="text", metavar="格式", help="输出格式：text、json")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言（默认随系统）")
@click.option("--statistics", is_flag=True, help="按规则计数，不列问题")
@click.option("--quiet", "-q", is_flag=True, help="每个问题一行")
@click.option("--show-passed", is_flag=True, help="也列出通过和未适用的规则")
def command(**words: Any) -> int:
    """Parses the words; the work is in `run`."""
    return run(**words)


def run(
    paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], packs: tuple[str, ...],
    fail_on: str | None, form: str, lang: str | None, statistics: bool, quiet: bool, show_passed: bool,
    settings: tuple[str, ...], **profile: Any,
) -> int:  # fmt: skip
    from lawcheck.ruleset import load_rules

    lang = lang or system_lang()
    rules = load_rules(packs)
    chosen = _selected(rules, _split(select), _split(ignore))
    settled = settled_by_flags(settings, profile)
    jobs = [Job(path, chosen, settled, *_stdin(path), lang=lang) for path in _inputs(paths)]
    render = formatter(form)
    options = Options(
        lang="en" if lang == "en" else "zh",
        color=form == "text" and wants_color(sys.stdout.isatty(), dict(os.environ)),
        width=terminal_width(),
        statistics=statistics, quiet=quiet, show_passed=show_passed,
    )  # fmt: skip
    seen = _Seen()
    for chunk in render(seen.watch(_with_progress(jobs)), options):
        sys.stdout.write(chunk)
    return seen.exit_code(fail_on or "error")


def formatter(name: str) -> Any:
    """The `render` of an output format; names are listed only for the error, for that reads every entry point."""
    try:
        return find("formatters", FORMATTERS, name)
    except KeyError:
        known = "、".join(names("formatters", FORMATTERS))
        raise LawcheckError(f"没有输出格式 {name}（可用：{known}）") from None


class _Seen:
    """Looks at each Review as it passes to the formatter, for the exit code."""

    def __init__(self) -> None:
        self.worst = 0
        self.complete = True

    def watch(self, reviews: Iterable[Review]) -> Iterator[Review]:
        for review in reviews:
            self.worst = max(self.worst, review.worst().rank)
            self.complete = self.complete and review.complete
            yield review

    def exit_code(self, fail_on: str) -> int:
        if not self.complete:
            return 3
        return int(fail_on != "never" and self.worst >= Severity(fail_on).rank)


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _selected(rules: Ruleset, select: tuple[str, ...], ignore: tuple[str, ...]) -> Ruleset:
    """The rules chosen; a word that names no rule is a usage error, not a silent pass."""
    for word in (*select, *ignore):
        if not len(rules.select([word])):
            raise LawcheckError(f"没有名为 {word} 的规则或规则包（lawcheck rules list 可查）")
    return rules.select(select, ignore)


def settled_by_flags(settings: tuple[str, ...], flags: dict[str, Any]) -> dict[str, tuple[Any, str]]:
    """The profile values that the command line settles, each with the reason `outline` shows."""
    settled: dict[str, tuple[Any, str]] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or key not in ("kind", "level", "issuer", "year", "date"):
            raise LawcheckError(f"--profile 应为 键=值（kind、level、issuer、year、date），而非 {setting}")
        settled[key] = (int(value) if key == "year" and value.isdigit() else value, f"命令行 --profile {setting}")
    for key, value in flags.items():
        if value is not None:
            settled[key] = (value, f"命令行 --{key} {value}")
    return settled


def _inputs(paths: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for path in paths:
        if Path(path).is_dir():
            found += [str(p) for p in sorted(Path(path).rglob("*")) if p.suffix in (".md", ".txt")]
        else:
            found.append(path)
    return found


def _stdin(path: str) -> tuple[str | bytes | None, str | None]:
    return (sys.stdin.buffer.read(), None) if path == "-" else (None, None)


def _with_progress(jobs: list[Job]) -> Iterator[Review]:
    """Reviews, with a bar on the error output when there are many and a person is watching."""
    if len(jobs) < PROGRESS_FROM or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from review_many(jobs)
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(review_many(jobs), "检查", len(jobs), console=Console(stderr=True), transient=True)


def system_lang() -> str:
    """zh where the locale is Chinese or says nothing; en elsewhere."""
    locale = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    return "zh" if locale in ("", "C", "POSIX", "C.UTF-8", "C.utf8") or locale.lower().startswith("zh") else "en"


def terminal_width() -> int:
    """The terminal's columns; 0 (unlimited) would let a 2,000-character paragraph run over the screen, so 100 in a pipe."""
    if sys.stdout.isatty():
        return os.get_terminal_size(sys.stdout.fileno()).columns
    return int(os.environ.get("COLUMNS") or 100)
