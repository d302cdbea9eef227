"""GitHub Actions workflow commands: findings as annotations beside the changed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import clean
from lawcheck.formatters.wording import say
from lawcheck.model.finding import Review


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """`::error file=…,line=…,col=…,title=…::message`; columns count code points."""
    lang = options.lang
    for review in reviews:
        path = _property(review.path)
        if review.error:
            yield f"::error file={path},title=lawcheck/unreadable::{_data(review.error)}\n"
        for f in review.findings:
            where = f"line={f.place.line},endLine={f.place.end_line},col={f.place.column}"
            if f.place.end_line == f.place.line:
                where += f",endColumn={f.place.end_column}"
            notes = [("basis", say(lang, "semicolon").join(f.basis)), ("hint", f.hint)]
            parts = [f.message, *(say(lang, key) + say(lang, "colon") + text for key, text in notes if text)]
            text = "\n".join(map(clean, parts))
            yield f"::{f.severity.value} file={path},{where},title={_property(f.rule)}::{_data(text)}\n"
