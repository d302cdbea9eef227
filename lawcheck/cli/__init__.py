"""Floor 5: the command line. It parses words and returns exit codes; it decides nothing.

Exit codes: 0 nothing at or above --fail-on · 1 findings · 2 usage, config or rule error · 3 incomplete · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

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


# Switches of `check` that are understood without click, by the word that `run` knows them by.
SWITCHES = {
    "-q": "quiet", "--quiet": "quiet", "--statistics": "statistics", "--show-passed": "show_passed",
    "--no-cache": "no_cache",
}  # fmt: skip
JOBS = ("-j", "--jobs")


_SLICE = 8192  # characters written at a time: an unbuffered pipe may take a long text in part


class Plain(NamedTuple):
    """A check whose words are paths, switches and a number of processes (0: not said)."""

    paths: tuple[str, ...]
    switches: frozenset[str] = frozenset()
    jobs: int = 0


def main(args: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code."""
    words = sys.argv[1:] if args is None else args
    code = 0
    try:
        said = plain(words)
        code = _check(said) if said else _with_click(words)
        with suppress(ValueError):  # a server closes it at its end
            sys.stdout.flush()  # what fails is said here, not when Python ends
        return code
    except LawcheckError as error:
        print(error, file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        close_output()  # the reader (head, less) has what it wanted
        return code
    except OSError as error:  # a folder that may not be read, a full disk: so not all was checked, or not all was told
        close_output()
        print(f"{error.filename or '输出'}：{error.strerror or error}", file=sys.stderr)
        return INCOMPLETE


def close_output() -> None:
    """Lets what is still written go nowhere: it would fail again, at the latest when Python ends."""
    with suppress(OSError, ValueError, AttributeError), open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def plain(words: Sequence[str]) -> Plain | None:
    """What the words say when they need no click: `check` or nothing, then paths, SWITCHES and -j N in any order.

    None for all else, also for what is wrong: click knows how to say so.
    """
    named = words[:1] == ["check"]
    paths: list[str] = []
    switches: set[str] = set()
    jobs = 0
    rest = iter(words[named:])
    for word in rest:
        if word in SWITCHES:
            switches.add(SWITCHES[word])
        elif word in JOBS:
            number = next(rest, "")
            jobs = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0
            if not jobs:
                return None
        elif word.startswith("-"):
            return None
        else:
            paths.append(word)
    if not paths or (not named and paths[0] in COMMANDS):
        return None
    return Plain(tuple(paths), frozenset(switches), jobs)


def _check(said: Plain) -> int:
    if "no_cache" in said.switches:
        return _reviewed(said)
    from lawcheck.cli.again import Again

    again = Again(said)
    told = again.told()
    if told is None:
        code = _reviewed(said, again.hear)
        with suppress(BrokenPipeError, ValueError):  # the reader need not wait for what follows
            sys.stdout.flush()
        again.keep(code)
        return code
    for start in range(0, len(told.output), _SLICE):
        sys.stdout.write(told.output[start : start + _SLICE])
    return told.code


def _reviewed(said: Plain, hear: Callable[[str], None] | None = None) -> int:
    """Does what was said; `hear` is told what is written."""
    _load_msgspec()
    from lawcheck.batch import cores
    from lawcheck.cli.plan import Words
    from lawcheck.cli.run import Effort, run
    from lawcheck.cli.terminal import system_lang

    effort = Effort(said.jobs or cores(), "no_cache" not in said.switches)
    shown = dict.fromkeys(said.switches - {"no_cache"}, True)
    return run(Words(said.paths, system_lang=system_lang()), (), None, effort, hear, **shown)


def _load_msgspec() -> None:
    """msgspec without typing_extensions, which it can do without, and which takes longer to load than itself."""
    hidden = "typing_extensions"
    if hidden not in sys.modules:
        sys.modules[hidden] = None  # type: ignore[assignment]
        try:
            import msgspec  # noqa: F401
        finally:
            del sys.modules[hidden]


def _with_click(words: list[str]) -> int:
    from lawcheck.cli.chinese import in_chinese

    with in_chinese():
        return _called(words)


def _called(words: list[str]) -> int:
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
    except SystemExit as error:  # click's way with a reader that has gone
        raise BrokenPipeError from error
    except click.Abort:
        raise KeyboardInterrupt from None
    return result if isinstance(result, int) else 0
