"""A comment for a merge request: a table of findings a draft, folded away when it is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.layout import clean, plain
from lawcheck.formatters.summary import Tally, verdict_lines
from lawcheck.formatters.wording import say, severity
from lawcheck.model.finding import Finding, Review
from lawcheck.model.patterns import re_compile

OPEN = 20  # findings of a draft shown without folding
_SPECIAL = re_compile(r"[\\`*_\[\]|~#>]")
ICONS = {"error": "🔴", "warning": "🟠", "notice": "🔵"}


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """Markdown that GitHub, GitLab and Gitea show alike; what a draft holds is shown as text, never as markup."""
    tally, lang = Tally(), options.lang
    yield "## lawcheck\n"
    for review in reviews:
        tally.add(review)
        yield f"\n### {_text(review.path)}\n\n"
        if review.error:
            yield f"{say(lang, 'unreadable')}{say(lang, 'colon')}{_text(review.error)}\n"
        elif not review.findings:
            yield say(lang, "nothing") + "\n"
        else:
            yield from _table(review.findings, lang)
    yield "\n" + "\n".join(_text(plain(line)) for line in verdict_lines(tally, options)) + "\n"


def _table(findings: tuple[Finding, ...], lang: str) -> Iterator[str]:
    if len(findings) > OPEN:
        yield f"<details><summary>{say(lang, 'findings', n=len(findings))}</summary>\n\n"
    heads = [say(lang, key) for key in ("level-head", "line", "finding", "basis", "hint")]
    yield "| " + " | ".join(heads) + " |\n|---|---|---|---|---|\n"
    for f in findings:
        level = f"{ICONS[f.severity.value]} {severity(lang, f.severity)}"
        many = say(lang, "count", n=f.count) if f.count > 1 else ""
        basis = _text(say(lang, "semicolon").join(f.basis))
        cells = [level, str(f.place.line), f"{_text(f.message)}{many} `{f.rule}`", basis, _text(f.hint)]
        yield "| " + " | ".join(cells) + " |\n"
    if len(findings) > OPEN:
        yield "\n</details>\n"


def _text(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\g<0>", clean(text)).replace("&", "&amp;").replace("<", "&lt;")
