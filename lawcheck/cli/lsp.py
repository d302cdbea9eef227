"""`lawcheck lsp`: the language server, for editors to start."""

from __future__ import annotations

import click

from lawcheck.cli.chinese import Command
from lawcheck.cli.terminal import system_lang
from lawcheck.model.errors import LawcheckError


@click.command(cls=Command, help="语言服务器（LSP，标准输入输出），由编辑器启动")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言（默认随配置，再随编辑器）")
@click.option("--stdio", is_flag=True, hidden=True)  # what many editors add to any server's command line
def command(lang: str | None, stdio: bool) -> None:
    try:
        from lawcheck.lsp.server import serve
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise LawcheckError("语言服务器需要 pygls：pip install 'lawcheck-cn[lsp]'") from fault
    serve(lang, system_lang())
