"""`lawcheck cache`: what is kept of earlier runs, and how to be rid of it."""

from __future__ import annotations

import click

from lawcheck.batch.cache import Store
from lawcheck.cli.chinese import Group
from lawcheck.model.cachefile import RUN


@click.group("cache", cls=Group, help="查看、清除保存的检查结果")
def group() -> None:
    """The group itself does nothing."""


@group.command(help="结果存在哪里，有多少")
def show() -> None:
    store = Store()
    files = list(store.files())
    drafts = sum(file.suffix != RUN for file in files)
    click.echo(f"{store.root}：{drafts} 份结果，{sum(file.stat().st_size for file in files) / 1e6:.1f} MB")


@group.command(help="清除保存的全部结果")
def clear() -> None:
    click.echo(f"已清除 {Store().clear()} 份结果")
