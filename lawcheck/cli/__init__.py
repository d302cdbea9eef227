"""Floor 5: the command line. It parses words and returns exit codes; it decides nothing.

Exit codes: 0 nothing at or above --fail-on · 1 findings · 2 usage, config or rule error · 3 incomplete · 130 interrupted.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from lawcheck.model.errors import LawcheckError
from lawcheck.model.version import __version__

USAGE, INCOMPLETE, INTERRUPTED = 2, 3, 130

# Sub-commands by module, imported only when one is called.
COMMANDS = {
    "check": "lawcheck.cli.check:command",
    "annotate": "lawcheck.cli.annotate:command",
    "baseline": "lawcheck.cli.baseline:group",
    "explain": "lawcheck.cli.show:explain",
    "figures": "lawcheck.cli.show:figures",
    "outline": "lawcheck.cli.show:outline",
    "rules": "lawcheck.cli.rules:group",
    "config": "lawcheck.cli.show:config",
    "init": "lawcheck.cli.show:init",
    "cache": "lawcheck.cli.cache:group",
    "batch": "lawcheck.cli.batch:command",
    "summary": "lawcheck.cli.summary:command",
    "lsp": "lawcheck.cli.lsp:command",
}


class Group(click.Group):
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
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
    epilog="退出码：0 没有达到 --fail-on 的问题；1 有；2 用法、配置或规则有误；3 有文件或规则未能检查；130 中断",
)
@click.version_option(__version__, "-V", "--version", message="lawcheck %(version)s")
def root() -> None:
    """检查法治政府建设年度报告等公文：章节是否齐全，数字是否对得上，案卷评查事项是否列明。

    lawcheck 草稿.md 等同于 lawcheck check 草稿.md。
    """


def main(args: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    try:
        result: Any = root.main(args, prog_name="lawcheck", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except LawcheckError as error:
        click.echo(str(error), err=True)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) has what it wanted
        return 0
    return result if isinstance(result, int) else 0
