"""`check --watch`: checks again whenever a draft is saved, until interrupted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import click

from lawcheck.model.errors import LawcheckError
from lawcheck.registry import FORMATS

SETTINGS = (".yaml", ".toml", ".json")  # of lawcheck: a change of them changes what is found


def watch(paths: Iterable[str], written: Iterable[Path], check: Callable[[], int]) -> int:
    """Runs `check` now and after each save of a draft below the paths; its last code when interrupted.

    `written` are the files that checking itself writes: their change starts nothing.
    """
    try:
        from watchfiles import watch as changes
    except ImportError as fault:
        raise LawcheckError("--watch 需要安装组件：pip install 'lawcheck-cn[watch]'") from fault
    own = {os.path.abspath(path) for path in written}  # noqa: PTH100
    folders = sorted({_folder(path) for path in paths})

    def matters(_: object, path: str) -> bool:
        name = Path(path).name
        draft = Path(path).suffix.lower() in {*FORMATS, *SETTINGS} - {""} and not name.startswith(("~$", ".~lock."))
        return draft and os.path.abspath(path) not in own  # noqa: PTH100

    code = _run(check)
    click.echo("等待保存（Ctrl-C 结束）", err=True)
    for _ in changes(*folders, watch_filter=matters, raise_interrupt=False, debounce=300):
        click.echo(f"—— {datetime.now():%H:%M:%S} ——", err=True)
        code = _run(check)
    return code


def _folder(path: str) -> str:
    """The folder to be watched for a path; LawcheckError for one that is not there."""
    if not Path(path).exists():
        raise LawcheckError(f"--watch：{path} 不存在")
    return path if Path(path).is_dir() else os.path.dirname(path) or "."  # noqa: PTH120


def _run(check: Callable[[], int]) -> int:
    """A run whose mistakes (a config file half written) end that run only."""
    try:
        return check()
    except LawcheckError as error:
        click.echo(str(error), err=True)
        return 2
