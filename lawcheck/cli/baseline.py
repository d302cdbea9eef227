"""`lawcheck baseline write | prune | diff`: known findings kept in a file, so that only new ones are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from lawcheck.batch import Job, Store, cores, review_many
from lawcheck.cli.aside import Baselines, SetAside, inner
from lawcheck.cli.chinese import Group
from lawcheck.cli.plan import Words, plan, split
from lawcheck.cli.shared import CONFIG, NO_CONFIG, PACKS, RULE
from lawcheck.cli.terminal import system_lang
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.suppressions.baseline import Entry, compare, dumps, entries

DEFAULT = ".lawcheck-baseline.json"
INCOMPLETE = 3
Files = dict[str, tuple[Entry, ...]]


@click.group(cls=Group, help="基线：记下已有的问题，以后只报新的")
def group() -> None:
    """The group itself does nothing."""


def _options(function: Callable[..., int]) -> Callable[..., int]:
    for option in (
        NO_CONFIG,
        CONFIG,
        PACKS,
        click.option("--ignore", multiple=True, metavar=RULE, help="不用这些规则"),
        click.option("--select", multiple=True, metavar=RULE, help="只用这些规则"),
        click.option("--baseline", metavar="文件", help=f"基线文件（默认：配置所写，否则 {DEFAULT}）"),
        click.argument("paths", nargs=-1, required=True, metavar="文件|目录…"),
    ):
        function = option(function)
    return function


@group.command("write", help="把现有的问题写进基线")
@_options
def write(**words: Any) -> int:
    run = _Run(words)
    files = run.files(missing_ok=True)
    code = 0
    for name, review in run.reviews():
        if review.error:
            click.echo(f"{review.path}：{review.error}（基线中原有的保留）", err=True)
            code = INCOMPLETE
            continue
        files[name] = entries(review.findings)
    run.save(files)
    click.echo(f"已写 {run.file}：{len([f for f in files.values() if f])} 份文件、{sum(map(len, files.values()))} 条")
    return code


@group.command("prune", help="从基线中清除已不再出现的")
@_options
def prune(**words: Any) -> int:
    run = _Run(words)
    files = run.files()
    before = sum(map(len, files.values()))
    gone = {name for name in files if not (Path(run.file).parent / name).exists()}
    files = {name: known for name, known in files.items() if name not in gone}
    code = 0
    for name, review in run.reviews():
        if review.error and name in files:
            click.echo(f"{review.path}：{review.error}（基线中原有的保留）", err=True)
            code = INCOMPLETE
        stale = compare(review, files.get(name, ())).stale
        files[name] = tuple(e for e in files.get(name, ()) if e not in stale)
    run.save(files)
    after = sum(map(len, files.values()))
    click.echo(f"已写 {run.file}：清除 {before - after} 条，保留 {after} 条")
    return code


@group.command("diff", help="显示与基线的差别：+ 新出现的，- 已不再出现的；有差别时退出码为 1")
@_options
def diff(**words: Any) -> int:
    run = _Run(words)
    files = run.files()
    code = 0
    for name in sorted(n for n in files if not (Path(run.file).parent / n).exists()):
        code = code or 1
        for entry in files[name]:
            click.echo(f"- {name}: {entry.rule} {entry.text}")
    for name, review in run.reviews():
        if review.error:
            click.echo(f"{review.path}：{review.error}", err=True)
            code = INCOMPLETE
            continue
        compared = compare(review, files.get(name, ()))
        for finding in compared.new:
            place = finding.place
            click.echo(f"+ {name}:{place.line}:{place.column}: {finding.rule} {finding.message}")
        for entry in compared.stale:
            click.echo(f"- {name}: {entry.rule} {entry.text}")
        code = code or int(bool(compared.new or compared.stale))
    return code


class _Run:
    """The drafts of one call, the baseline they are held against, and their Reviews without it."""

    def __init__(self, words: dict[str, Any]) -> None:
        made = plan(
            Words(
                paths=words["paths"],
                packs=words["packs"],
                select=split(words["select"]),
                ignore=split(words["ignore"]),
                system_lang=system_lang(),
                config=words["config"],
                search_config=not words["no_config"],
            )
        )
        named = set(made.baseline.values())
        if len(named) > 1 and not words["baseline"]:
            raise LawcheckError(f"这些文件的配置写了不同的基线：{'、'.join(sorted(named))}；请用 --baseline 指明一份")
        self.file: str = words["baseline"] or next(iter(named), DEFAULT)
        self._jobs: list[Job] = made.jobs

    def files(self, *, missing_ok: bool = False) -> Files:
        return dict(Baselines().files(self.file, missing_ok=missing_ok))

    def reviews(self) -> Iterator[tuple[str, Review]]:
        """Each draft under its name in the baseline; what marks and side files set aside is no finding."""
        reviews = SetAside(self._jobs, {}).watch(review_many(self._jobs, cores(), Store()))
        for review in reviews:
            yield inner(self.file, review.path), review

    def save(self, files: Files) -> None:
        try:
            Path(self.file).write_bytes(dumps(files))
        except OSError as error:
            raise LawcheckError(f"无法写入 {self.file}：{error.strerror}") from error
