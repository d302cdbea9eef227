"""Ground: what checks may ask of a date or period of the text; the extractor of `periods` reads them out."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from lawcheck.model.source import Span


class Time(Protocol):
    """What this check asks of a period; the extractor of `periods` says what each is."""

    span: Span
    grain: str
    role: str
    ranged: bool
    place: str
    opens: bool
    line: Span

    @property
    def first(self) -> tuple[int, int, int]: ...
    @property
    def last(self) -> tuple[int, int, int]: ...
    @property
    def year(self) -> int: ...
    @property
    def possible(self) -> bool: ...
    @property
    def turned(self) -> bool: ...
    @property
    def end(self) -> date | None: ...
