"""Ground: what can go wrong before a rule is ever run; each error carries what a person needs to mend it."""

from __future__ import annotations

from typing import NamedTuple


class LawcheckError(Exception):
    """Base of every error that lawcheck raises on purpose."""


class ReadError(LawcheckError):
    """A draft that cannot be read; the text is the reason, in Chinese, with what to do; `say` gives it in English too."""

    def __init__(self, zh: str, en: str = "") -> None:
        super().__init__(zh)
        self.en = en

    def say(self, lang: str) -> str:
        return (self.en or str(self)) if lang == "en" else str(self)


class Fault(NamedTuple):
    """One mistake in a rule, pack or config file; 1-based line and column."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class RuleError(LawcheckError):
    """All faults of the rule files (or the config) that were read, at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))
