"""Floor 5: the command line. It parses words and returns exit codes; it decides nothing.

Exit codes: 0 nothing at or above --fail-on · 1 findings · 2 usage, config or rule error · 3 incomplete · 130 interrupted.
"""

from __future__ import annotations

import sys
from typing import Any

from lawcheck.model.errors import LawcheckError

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


def main(args: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    words = sys.argv[1:] if args is None else args
    try:
        paths = only_paths(words)
        return _check(paths) if paths else _with_click(words)
    except LawcheckError as error:
        print(error, file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) has what it wanted
        return 0


def only_paths(words: list[str]) -> list[str]:
    """The paths when the words are nothing else (with or without `check` before them); then click is not needed."""
    paths = words[1:] if words[:1] == ["check"] else words
    if any(word.startswith("-") for word in paths) or (paths is words and words and words[0] in COMMANDS):
        return []
    return paths


def _check(paths: list[str]) -> int:
    from lawcheck.batch import cores
    from lawcheck.cli.plan import Words
    from lawcheck.cli.run import Effort, run
    from lawcheck.cli.terminal import system_lang

    return run(Words(tuple(paths), system_lang=system_lang()), (), None, Effort(cores(), True))


def _with_click(words: list[str]) -> int:
    import click

    from lawcheck.cli.root import root

    try:
        result: Any = root.main(words, prog_name="lawcheck", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, int) else 0
