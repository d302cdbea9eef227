"""Options that several commands have, said once."""

from __future__ import annotations

from pathlib import Path

import click

from lawcheck.cli.plan import split

RULE = "规则|包"


def packs_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Packs, repeated or comma-separated as rules are; a path that is there is one, commas and all."""
    return tuple(pack for word in words for pack in ((word,) if Path(word).exists() else split((word,))))


def _packs(ctx: click.Context, option: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    return packs_of(words)


PACKS = click.option(
    "--rules", "packs", multiple=True, metavar="包|目录|文件", callback=_packs,
    help="规则包名、目录或规则文件（默认：ALL，即全部内置包；可多次，可用逗号分隔）",
)  # fmt: skip
CONFIG = click.option(
    "--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="文件", help="用这个配置文件"
)
NO_CONFIG = click.option("--no-config", is_flag=True, help="不找配置文件")
