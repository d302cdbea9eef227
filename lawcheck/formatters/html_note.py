"""The note beside the text: one finding with its reason, its fix and the places it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.formatters.html_text import safe
from lawcheck.formatters.wording import say, severity
from lawcheck.model.finding import Finding
from lawcheck.model.rule import Fix
from lawcheck.model.source import Place, Source

SHOWN = 40  # characters of a text that is named or replaced


def note(finding: Finding, number: int, source: Source, key: str, lang: str) -> Iterator[str]:
    """An article with id `{key}-n{number}`; it links to its mark in the text and to the related places."""
    ident, level = f"{key}-n{number}", finding.severity.value
    yield (
        f'<article class="note {level}" id="{ident}" tabindex="-1" data-severity="{level}" '
        f'data-rule="{safe(finding.rule)}" aria-labelledby="{ident}-t"><p class="head">'
        f'<a class="sev" href="#{key}-m{number}-0">{severity(lang, finding.severity)}</a> '
        f'<code>{safe(finding.rule)}</code> <span class="where">{where(finding.place, lang)}</span></p>'
        f'<p class="msg" id="{ident}-t">{safe(finding.message)}'
        + (safe(say(lang, "count", n=finding.count)) if finding.count > 1 else "")
        + "</p><dl>"
    )
    if finding.basis:
        yield _row("basis", safe(say(lang, "semicolon").join(finding.basis)), lang)
    if finding.hint:
        yield _row("hint", safe(finding.hint), lang)
    if finding.fix and finding.fix.edits:
        yield _row("fix", _fix(finding.fix, source, lang), lang)
    if finding.related:
        links = "".join(
            f'<li><a href="#{key}-m{number}-{part}">{where(place, lang)} “{safe(_short(place.text))}”</a></li>'
            for part, place in enumerate(finding.related, 1)
        )
        yield _row("related", f"<ul>{links}</ul>", lang)
    yield "</dl></article>"


def where(place: Place, lang: str) -> str:
    """The page where the file has pages, else the line."""
    page = (place.native or {}).get("page")
    return say(lang, "at-page", n=page) if page is not None else say(lang, "at-line", n=place.line)


def _row(key: str, html: str, lang: str) -> str:
    return f"<div><dt>{say(lang, key)}</dt><dd>{html}</dd></div>"


def _fix(fix: Fix, source: Source, lang: str) -> str:
    edit = fix.edits[0]
    old, new = _short(source.text[edit.span.start : edit.span.end]), _short(edit.text)
    out = (f"<del>{safe(old)}</del> " if old else "") + f"<ins>{safe(new)}</ins>"
    if len(fix.edits) > 1:
        out += say(lang, "more-edits", n=len(fix.edits))
    return out if fix.safe else out + say(lang, "unsafe")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN // 2] + "…" + text[-SHOWN // 2 :]
