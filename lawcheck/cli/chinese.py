"""click in Chinese, as all that lawcheck itself says on a command line is: its texts by way of gettext, its usage line.

click asks Python's gettext for every text of its own. It would find a catalogue only where the system is set to a
language that has one; here it is given ours for the time of a call. A text that is not listed stays English.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

import click

TEXTS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示帮助。",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "用 {command} {option} 查看用法。",
    "Invalid value: {message}": "值不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing command.": "缺少命令。",
    "Choose from:\n\t{choices}": "可用：\n\t{choices}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such option: {name}": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Did you mean {possibility}?": "是否想用 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是否想用 {possibilities}？",
    "(Possible options: {possibilities})": "是否想用 {possibilities}？",
    "Got unexpected extra argument ({args})": "多出参数（{args}）",
    "Got unexpected extra arguments ({args})": "多出参数（{args}）",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 须有 {nargs} 个值。",
    "Option {name!r} requires an argument.": "选项 {name} 须有一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 须有 {nargs} 个值。",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value!r} is not one of {choices}.": "没有 {value!r}（可用：{choices}）。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是整数。",  # no option of ours takes another number
    "{value} is not in the range {range}.": "{value} 不在 {range} 的范围内。",
    "{name} {filename!r} does not exist.": "{filename} 不存在。",
    "{name} {filename!r} is a file.": "{filename} 是文件，不是文件夹。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，不是文件。",
    "{name} {filename!r} is not readable.": "{filename} 没有读取权限。",
    "{name} {filename!r} is not writable.": "{filename} 没有写入权限。",
}
_PIECES = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…"}


class _Catalogue(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return TEXTS.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def in_chinese() -> Iterator[None]:
    """While this lasts, who asks gettext for a text is given ours."""
    before, catalogue = gettext.translation, _Catalogue()
    gettext.translation = lambda *_, **__: catalogue  # type: ignore[assignment]
    try:
        yield
    finally:
        gettext.translation = before


class Command(click.Command):
    """A command whose usage line is Chinese; its metavars are said where its options are."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_PIECES.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), TEXTS["Usage:"])


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command
