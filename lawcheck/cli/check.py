"""`lawcheck check`: drafts in, findings out, an exit code that never lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from lawcheck.batch import Job, Store, cores, review_many
from lawcheck.cli.aside import SetAside
from lawcheck.cli.output import output, write
from lawcheck.cli.plan import Words, plan, settled_by_flags, split
from lawcheck.files import STDIN
from lawcheck.formatters import Options
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.model.profile import KINDS, LEVELS
from lawcheck.model.rule import Severity

PROGRESS_FROM = 20  # files; fewer are done before a bar could be read
RULE = "规则|包"


@click.command("check", help="检查草稿：文件、目录、通配符，或 -（标准输入）")
@click.argument("paths", nargs=-1, required=True, metavar="文件|目录…")
@click.option("--select", multiple=True, metavar=RULE, help="只用这些规则（可多次，可用逗号分隔）")
@click.option("--ignore", multiple=True, metavar=RULE, help="不用这些规则")
@click.option("--rules", "packs", multiple=True, metavar="包|目录|文件", help="规则包（默认：全部内置包）")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "notice", "never"]),
    help="达到这一级别即以 1 退出（默认 error）",
)
@click.option("--kind", type=click.Choice(KINDS), help="文种（默认由标题推断）")
@click.option("--level", type=click.Choice(LEVELS), help="层级（默认由报告主体推断）")
@click.option("--year", type=int, help="报告年度（默认由标题推断）")
@click.option("--profile", "settings", multiple=True, metavar="键=值", help="文档身份的一项，如 issuer=青禾镇")
@click.option("--previous", type=click.Path(path_type=Path), help="对照上年的报告：照抄、未改的年份、对不上的上年数字")
@click.option(
    "--format", "forms", multiple=True, metavar="格式[=文件]", help="输出格式（默认 text），可多次；=文件 写到文件"
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言（默认随系统）")
@click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="用这个配置文件")
@click.option("--no-config", is_flag=True, help="不找配置文件")
@click.option("--stdin-filename", default="<stdin>.md", metavar="文件名", help="标准输入当作这个文件")
@click.option("--fix", is_flag=True, help="改好能放心改的（写回文件）")
@click.option("--unsafe-fixes", is_flag=True, help="连同可能改变意思的修改")
@click.option("--diff", "as_diff", is_flag=True, help="只显示会怎样改，不写回")
@click.option("--baseline", metavar="文件", help="只报这份基线里没有的（lawcheck baseline write 写基线）")
@click.option("--changed-since", metavar="版本", help="只查 git 中自这一版本以来改过的和未纳入的")
@click.option("--watch", is_flag=True, help="保存后再查，直到 Ctrl-C")
@click.option("--statistics", is_flag=True, help="按规则计数，不列问题")
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="同时用几个进程（默认：处理器个数）")
@click.option("--no-cache", is_flag=True, help="不用、也不存以前的结果（lawcheck cache 可查看、清除）")
@click.option("--quiet", "-q", is_flag=True, help="每个问题一行")
@click.option("--show-passed", is_flag=True, help="也列出通过和未适用的规则")
def command(**words: Any) -> int:
    """Parses the words; the work is in `run`."""
    fail_on = words["fail_on"]
    said = Words(
        paths=words["paths"],
        packs=words["packs"],
        select=split(words["select"]),
        ignore=split(words["ignore"]),
        fail_on=None if fail_on is None else Severity.OFF if fail_on == "never" else Severity(fail_on),
        lang=words["lang"],
        system_lang=system_lang(),
        settled=settled_by_flags(words["settings"], {key: words[key] for key in ("kind", "level", "year")}),
        stdin_name=words["stdin_filename"],
        config=words["config"],
        search_config=not words["no_config"],
        previous=words["previous"],
        baseline=words["baseline"],
        changed_since=words["changed_since"],
    )
    shown = {key: words[key] for key in ("statistics", "quiet", "show_passed")}
    if words["as_diff"]:
        return show_diff(said, words["unsafe_fixes"])
    fixing = words["unsafe_fixes"] if words["fix"] else None
    effort = Effort(words["jobs"] or cores(), not words["no_cache"])
    if words["watch"]:
        return keep_watch(said, words["forms"], fixing, effort, **shown)
    return run(said, words["forms"], fixing, effort, **shown)


class Effort(NamedTuple):
    """How to go about it, which changes nothing of what is found: processes at most, and whether results are kept."""

    jobs: int = 1
    cache: bool = False


PLAIN = Effort()


def run(words: Words, forms: tuple[str, ...], fixing: bool | None = None, effort: Effort = PLAIN, **shown: bool) -> int:
    """Checks (and mends first, unless `fixing` is None; unsafely when it is True), writes, returns the exit code."""
    made = plan(words)
    for folder in made.empty:
        click.echo(f"{folder}：没有可检查的文件", err=True)
    outputs = [output(form) for form in forms or (made.format,)]
    options = Options(lang="en" if made.lang == "en" else "zh", width=terminal_width(), **shown)
    seen = _Seen(made.fail_on)
    if fixing is None:
        reviews = _with_progress(made.jobs, Effort(effort.jobs, effort.cache and made.cache))
    else:
        from lawcheck.cli.mend import fixed

        reviews = fixed(made.jobs, unsafe=fixing)
    write(outputs, seen.watch(SetAside(made.jobs, made.baseline).watch(reviews)), options)
    return seen.code


def keep_watch(words: Words, forms: tuple[str, ...], fixing: bool | None, effort: Effort, **shown: bool) -> int:
    """Checks on every save; mending would be a save of its own, and standard input is read but once."""
    if fixing is not None or STDIN in words.paths:
        raise LawcheckError("--watch 不能与 --fix 或标准输入同用")
    from lawcheck.cli.watch import watch

    written = [Path(form.partition("=")[2]) for form in forms if "=" in form]
    return watch(words.paths, written, lambda: run(words, forms, None, effort, **shown))


def show_diff(words: Words, unsafe: bool) -> int:
    """Writes one patch; 1 when it is not empty, 3 when a draft could not be read."""
    from lawcheck.cli.mend import diff

    code = 0
    for review, patch in diff(plan(words).jobs, unsafe=unsafe):
        sys.stdout.write(patch)
        code = max(code, int(bool(patch)))
        if review.error:
            click.echo(f"{review.path}：{review.error}", err=True)
            code = 3
    return code


class _Seen:
    """Looks at each Review as it passes to the formatter, for the exit code."""

    def __init__(self, fail_on: dict[str, Severity]) -> None:
        self._fail_on = fail_on
        self._failed = False
        self._complete = True

    def watch(self, reviews: Iterable[Review]) -> Iterator[Review]:
        for review in reviews:
            limit = self._fail_on[review.path]
            self._failed |= limit is not Severity.OFF and review.worst().rank >= limit.rank
            self._complete &= review.complete
            yield review

    @property
    def code(self) -> int:
        return 3 if not self._complete else int(self._failed)


def _with_progress(jobs: list[Job], effort: Effort) -> Iterator[Review]:
    """Reviews, with a bar on the error output when there are many and a person is watching."""
    reviews = review_many(jobs, effort.jobs, Store() if effort.cache else None)
    if len(jobs) < PROGRESS_FROM or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from reviews
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(reviews, "检查", len(jobs), console=Console(stderr=True), transient=True)


def system_lang() -> str:
    """zh where the locale is Chinese or says nothing; en elsewhere."""
    locale = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    return "zh" if locale in ("", "C", "POSIX", "C.UTF-8", "C.utf8") or locale.lower().startswith("zh") else "en"


def terminal_width() -> int:
    """The terminal's columns; 100 in a pipe, for a paragraph of 2,000 characters reads badly on one line."""
    if sys.stdout.isatty():
        return os.get_terminal_size(sys.stdout.fileno()).columns
    return int(os.environ.get("COLUMNS") or 100)
