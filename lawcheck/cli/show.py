"""Commands that show what lawcheck sees: a draft's outline and figures, a rule's page, the settings of a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from lawcheck.cli.chinese import Command, Group
from lawcheck.cli.plan import settled_by_flags
from lawcheck.cli.shared import PACKS, RULE
from lawcheck.cli.terminal import system_lang, terminal_width
from lawcheck.config import Configs
from lawcheck.config import show as show_config
from lawcheck.files import STDIN, STDIN_NAME
from lawcheck.formatters import Options, wants_color
from lawcheck.model.document import Document
from lawcheck.model.errors import LawcheckError
from lawcheck.model.facts import Facts
from lawcheck.model.profile import KINDS, LEVELS, Profile
from lawcheck.readers import read
from lawcheck.registry import extractors, resolve

DRAFT = click.argument("path", metavar="文件")


def _options() -> Options:
    color = wants_color(sys.stdout.isatty(), dict(os.environ))
    return Options(lang="en" if system_lang() == "en" else "zh", color=color, width=terminal_width())


def _read(path: str, flags: dict[str, Any] | None = None) -> tuple[Document, Profile]:
    piped = path == STDIN
    document = read(STDIN_NAME if piped else path, text=sys.stdin.buffer.read() if piped else None)
    settled = {**Configs().for_file(path).profile(), **settled_by_flags((), flags or {})}
    profile: Profile = resolve("lawcheck.extractors.profile:infer")(document, settled)
    return document, profile


@click.command(cls=Command, help="显示草稿的标题层次和文档身份，并说明每个值的由来")
@DRAFT
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--level", type=click.Choice(LEVELS))
@click.option("--year", type=int, metavar="年份")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def outline(path: str, form: str, **flags: Any) -> None:
    from lawcheck.formatters.outline import render, render_json

    document, profile = _read(path, flags)
    if form == "json":
        click.echo(render_json(document, profile))
        return
    for chunk in render(document, profile, _options()):
        sys.stdout.write(chunk)


@click.command(cls=Command, help="列出草稿中的每个数和每组勾稽关系，及其判定")
@DRAFT
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
def figures(path: str, form: str) -> None:
    document, profile = _read(path)
    facts = Facts(document, profile, extractors())
    for chunk in resolve(f"lawcheck.formatters.figures:{form}")(document, facts, _options()):
        sys.stdout.write(chunk)


@click.command(cls=Command, help="显示一条规则的说明页；规则包则列出其中的规则")
@click.argument("rule_id", metavar=RULE)
@PACKS
@click.option("--lang", type=click.Choice(["zh", "en"]), help="语言（默认随系统）")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text")
def explain(rule_id: str, packs: tuple[str, ...], lang: str | None, form: str) -> None:
    from lawcheck.cli.rules import find_rule, of_pack
    from lawcheck.formatters.explain import index, page

    lang, markdown = lang or system_lang(), form == "markdown"
    several = of_pack(packs, rule_id)
    click.echo(
        index(several, lang, markdown) if several else page(find_rule(packs, rule_id), lang=lang, markdown=markdown)
    )


@click.group(cls=Group, help="查看配置")
def config() -> None:
    """The group itself does nothing."""


@config.command("show", help="显示一份文件用到的每项配置及其出处")
@DRAFT
def config_show(path: str) -> None:
    click.echo(show_config(Configs().for_file(path)), nl=False)


@click.command(cls=Command, help="在当前目录写一份带说明的 lawcheck.yaml")
def init() -> None:
    from lawcheck.config.template import TEMPLATE

    target = Path("lawcheck.yaml")
    if target.exists():
        raise LawcheckError("lawcheck.yaml 已存在，未改动")
    target.write_text(TEMPLATE, encoding="utf-8")
    click.echo("已写 lawcheck.yaml")
