"""`lawcheck annotate`: a Word draft with its findings as comments, beside the draft itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lawcheck.batch import Job, review_one
from lawcheck.cli.chinese import Command
from lawcheck.cli.plan import Words, plan, split
from lawcheck.cli.shared import CONFIG, NO_CONFIG, PACKS, RULE
from lawcheck.cli.terminal import system_lang
from lawcheck.files import ANNOTATED
from lawcheck.fixer import edits_of
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.model.rule import Severity

WORD = (".docx", ".docm")


@click.command(cls=Command, help="把问题写成 Word 批注，另存一份；--fix 把能放心改的写成修订")
@click.argument("path", metavar="草稿.docx")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="文件", help=f"写到哪里（默认：草稿{ANNOTATED}.docx）"
)
@click.option("--fix", is_flag=True, help="能放心改的写成修订（可在 Word 中逐条接受或拒绝）")
@click.option("--select", multiple=True, metavar=RULE, help="只用这些规则")
@click.option("--ignore", multiple=True, metavar=RULE, help="不用这些规则")
@PACKS
@click.option("--lang", type=click.Choice(["zh", "en"]), help="批注语言（默认随系统）")
@CONFIG
@NO_CONFIG
def command(path: str, output: Path | None, fix: bool, **words: Any) -> int:
    """Writes the annotated copy; the exit code is that of a check."""
    draft = Path(path)
    target = output or draft.with_name(f"{draft.stem}{ANNOTATED}{draft.suffix}")
    _refuse(draft, target)
    made = plan(
        Words(
            paths=(path,),
            packs=words["packs"],
            select=split(words["select"]),
            ignore=split(words["ignore"]),
            lang=words["lang"],
            system_lang=system_lang(),
            config=words["config"],
            search_config=not words["no_config"],
        )
    )
    (job,) = made.jobs
    return _annotate(job, target, fix, made.fail_on[job.path])


def _refuse(draft: Path, target: Path) -> None:
    if draft.suffix.lower() not in WORD:
        raise LawcheckError(f"{draft}：annotate 只能批注 .docx；其他格式请用 --format html=文件.html 查看")
    if target.suffix.lower() not in WORD:
        raise LawcheckError(f"{target}：输出须是 .docx")
    if draft.exists() and target.exists() and draft.samefile(target):
        raise LawcheckError(f"{target}：不能写回草稿本身，请另取文件名")


def _annotate(job: Job, target: Path, fix: bool, limit: Severity) -> int:
    try:
        data = Path(job.path).read_bytes()
    except FileNotFoundError:
        raise LawcheckError(f"{job.path}：文件不存在") from None
    except OSError as error:
        raise LawcheckError(f"{job.path}：无法读取（{error.strerror}）") from error
    review = review_one(job._replace(text=data))
    if review.error or review.document is None:
        click.echo(f"{job.path}：{review.error}", err=True)
        return 3
    if review.document.source.format != "docx":
        raise LawcheckError(f"{job.path}：内容不是 .docx，请用 Word 或 WPS 另存为 .docx")
    from lawcheck.formatters.word import annotate

    done = annotate(data, review.document, review.findings, edits_of(review.findings) if fix else (), job.lang)
    try:
        target.write_bytes(done.data)
    except OSError as error:
        raise LawcheckError(f"无法写入 {target}：{error.strerror}") from error
    told = f"已写 {target}：批注 {done.comments} 条" + (f"、修订 {done.changes} 处" if fix else "")
    click.echo(told + (f"；{done.refused} 处修改无法写成修订，见批注" if done.refused else ""))
    return _code(review, limit)


def _code(review: Review, limit: Severity) -> int:
    for verdict in review.verdicts:
        if verdict.outcome == "unknown":
            click.echo(f"未评估 {verdict.rule}：{verdict.reason}", err=True)
    if not review.complete:
        return 3
    return int(limit is not Severity.OFF and review.worst().rank >= limit.rank)
