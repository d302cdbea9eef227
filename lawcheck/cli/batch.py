"""`lawcheck batch`: a corpus into tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from lawcheck.batch.corpus import Corpus, with_dask
from lawcheck.batch.inputs import parts
from lawcheck.batch.many import cores
from lawcheck.batch.part import Done, Settings
from lawcheck.batch.pool import Pool
from lawcheck.batch.remote import is_url
from lawcheck.batch.tables import TABLES, encoded
from lawcheck.batch.travel import packed
from lawcheck.cli.chinese import Command
from lawcheck.cli.passed import tell
from lawcheck.cli.plan import settled_by_flags, split
from lawcheck.cli.shared import PACKS, RULE
from lawcheck.files import Found
from lawcheck.model.errors import LawcheckError
from lawcheck.model.profile import KINDS, LEVELS
from lawcheck.model.ruleset import Ruleset

NAMED = 10  # incomplete documents that are named; all of them are in the documents table


@click.command("batch", cls=Command, help="检查大批文本：结果写成分区的表，可中断后接着做，可用 Dask 集群")
@click.argument("inputs", nargs=-1, required=True, metavar="文件|目录|通配符|JSONL|Parquet|URL…")
@click.option("-o", "--out", required=True, metavar="目录|URL", help="结果目录；做完的部分不再重做")
@click.option("--format", "form", type=click.Choice(["parquet", "jsonl"]), default="parquet", show_default=True)
@click.option("--tables", default=",".join(TABLES), show_default=True, metavar="表,…", help="写哪些表")
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="同时用几个进程（默认：处理器个数）")
@click.option("--dask", metavar="tcp://…|local", help="交给 Dask 集群")
@click.option(
    "--part-size", type=click.IntRange(min=1), default=100, show_default=True, metavar="N", help="一个分区的文本份数"
)
@PACKS
@click.option("--select", multiple=True, metavar=RULE)
@click.option("--ignore", multiple=True, metavar=RULE)
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--level", type=click.Choice(LEVELS))
@click.option("--year", type=int, metavar="年份")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def command(**words: Any) -> int:
    """Parses the words; Corpus does the work."""
    tables = split((words["tables"],))
    for table in tables:
        if table not in TABLES:
            raise LawcheckError(f"没有表 {table}（可用：{'、'.join(TABLES)}）")
    encoded("documents", [], words["form"])  # says here, not in a worker, that a component is missing
    flags = {key: words[key] for key in ("kind", "level", "year")}
    settings = Settings(
        out=words["out"] if is_url(words["out"]) else str(Path(words["out"]).absolute()),
        form=words["form"],
        rules=packed(_rules(words["packs"], split(words["select"]), split(words["ignore"]))),
        lang=words["lang"],
        settled=settled_by_flags((), flags),
        tables=tuple(table for table in TABLES if table in tables),
    )
    met: list[Found] = []
    corpus = Corpus(list(parts(words["inputs"], words["part_size"], met.append)), settings)
    tell(*met)
    numbers = corpus.todo()
    _say(f"{len(corpus.digests)} 个分区，已有 {len(corpus.digests) - len(numbers)} 个")
    workers = words["jobs"] or cores()
    if words["dask"] and numbers:
        with_dask(words["dask"], workers, lambda e, width: _run(corpus, corpus.through(e, width), numbers))
    else:
        _run(corpus, corpus.forked(workers), numbers)
    return _told(corpus)


def _rules(packs: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...]) -> Ruleset:
    from lawcheck.ruleset import load_rules

    rules = load_rules(packs)
    rules.require(select, ignore)
    return rules.select(select, ignore)


def _run(corpus: Corpus, pool: Pool, numbers: list[int]) -> None:
    for _ in _watched(corpus.run(pool, numbers), len(numbers)):
        pass


def _watched(marks: Iterator[Done], total: int) -> Iterator[Done]:
    if not sys.stderr.isatty():
        return marks
    from rich.console import Console
    from rich.progress import track

    return iter(track(marks, "检查", total, console=Console(stderr=True), transient=True))


def _told(corpus: Corpus) -> int:
    """Says what came of it; 3 when not every document was checked to the end."""
    documents = findings = 0
    incomplete: list[tuple[str, str]] = []
    for mark in corpus.marks():
        documents, findings = documents + mark.documents, findings + mark.findings
        incomplete += mark.incomplete
    for name, why in incomplete[:NAMED]:
        _say(f"{name}：{why}")
    if len(incomplete) > NAMED:
        _say(f"另有 {len(incomplete) - NAMED} 份未能完整检查，见 documents 和 verdicts 表")
    for number, why in corpus.failed.items():
        _say(f"第 {number} 个分区未能完成：{why}")
    _say(f"{documents} 份文本，{findings} 处问题；未能完整检查 {len(incomplete)} 份")
    return 3 if incomplete or corpus.failed else 0


def _say(text: str) -> None:
    click.echo(text, err=True)
