"""`lawcheck summary`: what the tables of a corpus say, for a terminal, a sheet or a page."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lawcheck.batch.overview import overview
from lawcheck.cli.chinese import Command
from lawcheck.cli.terminal import system_lang, terminal_width
from lawcheck.formatters import Options, wants_color
from lawcheck.model.errors import LawcheckError
from lawcheck.registry import resolve

RENDERERS = {
    "text": "lawcheck.formatters.overview:text",
    "csv": "lawcheck.formatters.overview:csv",
    "html": "lawcheck.formatters.overview_html:html",
}


@click.command("summary", cls=Command, help="汇总 lawcheck batch 的结果：单位与规则、最常见的问题、各层级各年度的占比")
@click.argument("out", metavar="目录|URL")
@click.option("--format", "form", metavar="text|csv|html[=文件]", default="text", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="语言（默认随系统）")
def command(out: str, form: str, lang: str | None) -> None:
    name, _, file = form.partition("=")
    if name not in RENDERERS:
        raise LawcheckError(f"没有输出格式 {name}（可用：{'、'.join(RENDERERS)}）")
    color = not file and name == "text" and wants_color(sys.stdout.isatty(), dict(os.environ))
    chosen = "en" if (lang or system_lang()) == "en" else "zh"
    options = Options(lang=chosen, color=color, width=terminal_width())  # type: ignore[arg-type]
    chunks = resolve(RENDERERS[name])(overview(out), options)
    if not file:
        sys.stdout.writelines(chunks)
        return
    try:
        with Path(file).open("w", encoding="utf-8", newline="") as target:
            target.writelines(chunks)
    except OSError as error:
        raise LawcheckError(f"无法写入 {file}：{error.strerror}") from error
