"""The click group: help, version, and sub-commands that are imported when they are called."""

from __future__ import annotations

from importlib import import_module

import click

from lawcheck.cli import COMMANDS
from lawcheck.cli.chinese import Group
from lawcheck.model.version import __version__


class Root(Group):
    """`lawcheck draft.md` means `lawcheck check draft.md`, unless a sub-command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--help", "-h", "--version", "-V"}
        if args and args[0] not in COMMANDS and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=Root,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
    epilog="退出码：0 没有达到 --fail-on 的问题；1 有；2 用法、配置或规则有误；3 有文件或规则未能检查；130 中断",
)
@click.version_option(__version__, "-V", "--version", message="lawcheck %(version)s", help="显示版本。")
def root() -> None:
    """检查法治政府建设年度报告等公文：章节是否齐全，数字是否对得上，案卷评查事项是否列明。

    lawcheck 草稿.md 等同于 lawcheck check 草稿.md。
    """
