"""Floor 2: formatters turn Reviews into text. Each has `render(reviews, options) -> Iterator[str]`, chunks to write as is.

One whose output is no text yields bytes and marks its `render` as `binary`: it is written to a file only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from lawcheck.model.finding import Review


class Options(Struct, frozen=True):
    """How to show Reviews; a formatter uses what concerns it.

    width            columns of the terminal; 0 is unlimited
    ambiguous_wide   the terminal draws “ ” — … ① and their kin two columns wide (old Chinese consoles)
    statistics       counts by rule in the place of the findings
    quiet            one line a finding, and one for what was not checked
    show_passed      also the rules that passed and those that were idle, with the reason
    """

    lang: Literal["zh", "en"] = "zh"
    color: bool = False
    width: int = 100
    ambiguous_wide: bool = False
    statistics: bool = False
    quiet: bool = False
    show_passed: bool = False


DEFAULT = Options()
Binary = Callable[["Iterable[Review]", Options], Iterator[bytes]]


def binary(render: Binary) -> Binary:
    """Marks a `render` that yields bytes."""
    render.binary = True  # type: ignore[attr-defined]
    return render


def wants_color(tty: bool, environ: dict[str, str]) -> bool:
    """Whether to colour: NO_COLOR and FORCE_COLOR (non-empty) decide before the output's being a terminal does."""
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or (tty and environ.get("TERM") != "dumb")
