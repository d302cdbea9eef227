"""What the commands ask of the terminal: its language and width, and a line on the error output."""

from __future__ import annotations

import os
import sys


def say(line: str) -> None:
    """One line on the error output."""
    print(line, file=sys.stderr, flush=True)


def system_lang() -> str:
    """zh where the locale is Chinese or says nothing; en elsewhere."""
    locale = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    return "zh" if locale in ("", "C", "POSIX", "C.UTF-8", "C.utf8") or locale.lower().startswith("zh") else "en"


def terminal_width() -> int:
    """The terminal's columns; 100 in a pipe, for a paragraph of 2,000 characters reads badly on one line."""
    if sys.stdout.isatty():
        return os.get_terminal_size(sys.stdout.fileno()).columns
    told = os.environ.get("COLUMNS", "")
    return int(told) if told.isdecimal() and int(told) else 100
