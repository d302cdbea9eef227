"""One self-contained page: each draft as text with its findings beside it, filters, a jump list, figures, the matrix.

Nothing is fetched and nothing a draft holds can run: everything is escaped, and the page's own policy lets only its own
script and style run.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from lawcheck.formatters import DEFAULT, Options
from lawcheck.formatters.html_draft import draft
from lawcheck.formatters.html_note import where
from lawcheck.formatters.html_text import RANKS, safe
from lawcheck.formatters.layout import plain
from lawcheck.formatters.summary import SEVERITIES, Tally, verdict_lines
from lawcheck.formatters.wording import say, severity
from lawcheck.model.finding import Finding, Review
from lawcheck.model.rule import Severity

TURNED = 16  # characters of a rule's title above its column of the matrix


def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[str]:
    """The page, written draft by draft; all Reviews are held, for the jump list and the matrix come first."""
    lang = options.lang
    seen = [(f"f{number}", review) for number, review in enumerate(reviews, 1)]
    tally = Tally()
    for _, review in seen:
        tally.add(review)
    style, script = _asset("html.css"), _asset("html.js")
    yield from _head(style, script, lang)
    yield f'<header><h1>{say(lang, "page-title")}</h1><p class="total">'
    yield " ".join(safe(plain(line)) for line in verdict_lines(tally, options)) + "</p>"
    yield from _filters(tally, lang)
    yield "</header>"
    yield from _jumps(seen, lang)
    yield "<main>"
    if len(seen) > 1:
        yield from _matrix(seen, lang)
    for key, review in seen:
        yield from draft(review, key, lang)
    yield f"</main><script>{script}</script></body></html>\n"


def _asset(name: str) -> str:
    return files("lawcheck.formatters").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _head(style: str, script: str, lang: str) -> Iterator[str]:
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    yield (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>lawcheck {say(lang, 'page-title')}</title><style>{style}</style></head><body>"
        f'<a class="skip" href="#f1">{say(lang, "skip")}</a>'
    )


def _filters(tally: Tally, lang: str) -> Iterator[str]:
    """Boxes by severity and a choice of rule; shown only where the script runs that they need."""
    yield f'<form class="filters" hidden aria-label="{say(lang, "filter")}"><fieldset><legend>{say(lang, "level-head")}</legend>'
    for value in SEVERITIES:
        if tally.severities[value]:
            word = severity(lang, Severity(value))
            yield f'<label class="{value}"><input type="checkbox" name="severity" value="{value}" checked> {word}</label>'
    yield f'</fieldset><label>{say(lang, "rule")} <select name="rule"><option value="">{say(lang, "every-rule")}</option>'
    for rule, count in sorted(tally.rules.items()):
        title = safe(tally.titles[rule][1])
        yield f'<option value="{safe(rule)}">{title}（{count}） {safe(rule)}</option>'
    yield (
        f'</select></label> <output class="count" role="status" data-of="{say(lang, "shown")}"></output>'
        f'<p class="keys">{say(lang, "keys")}</p></form>'
    )


def _jumps(seen: list[tuple[str, Review]], lang: str) -> Iterator[str]:
    yield f'<nav class="jumps" aria-label="{say(lang, "jump")}"><h2>{say(lang, "jump")}</h2>'
    for key, review in seen:
        counts = Counter(f.severity.value for f in review.findings)
        badges = "".join(f'<b class="badge {s}">{counts[s]}</b>' for s in RANKS if counts[s])
        if review.error:
            badges = f'<b class="badge error">{say(lang, "unreadable")}</b>'
        yield f'<h3><a href="#{key}">{safe(review.path)}</a> {badges}</h3><ol>'
        for number, finding in enumerate(review.findings):
            yield _jump(finding, f"{key}-n{number}", lang)
        yield "</ol>"
    yield "</nav>"


def _jump(finding: Finding, ident: str, lang: str) -> str:
    level = finding.severity.value
    return (
        f'<li data-of="{ident}"><a class="{level}" href="#{ident}"><span class="where">{where(finding.place, lang)}</span> '
        f"{safe(finding.title)}</a></li>"
    )


def _matrix(seen: list[tuple[str, Review]], lang: str) -> Iterator[str]:
    """Unit × rule: how often, coloured by severity, each number a link to the first such finding."""
    titles = {f.rule: f.title for _, review in seen for f in review.findings}
    unknown = {v.rule for _, review in seen for v in review.verdicts if v.outcome == "unknown"}
    rules = sorted(unknown.union(titles))
    yield f'<section class="matrix" aria-labelledby="matrix-t"><h2 id="matrix-t">{say(lang, "matrix")}</h2>'
    yield f'<div class="wide" tabindex="0" role="region" aria-labelledby="matrix-t"><table><thead><tr><th scope="col">{say(lang, "unit")}</th>'
    for rule in rules:
        title = titles.get(rule, rule)
        short = title if len(title) <= TURNED else title[: TURNED - 1] + "…"
        yield f'<th scope="col" class="turned" title="{safe(title)} {safe(rule)}"><span>{safe(short)}</span></th>'
    yield "</tr></thead><tbody>"
    for key, review in seen:
        name = review.profile.issuer or review.path
        yield f'<tr><th scope="row"><a href="#{key}" title="{safe(review.path)}">{safe(name)}</a></th>'
        yield from (_cell(key, review, rule, lang) for rule in rules)
        yield "</tr>"
    yield f'</tbody></table></div><p class="legend">{say(lang, "legend")}</p></section>'


def _cell(key: str, review: Review, rule: str, lang: str) -> str:
    found = [(number, f) for number, f in enumerate(review.findings) if f.rule == rule]
    if found:
        level = max((f for _, f in found), key=lambda f: f.severity.rank).severity.value
        return f'<td class="{level}"><a href="#{key}-n{found[0][0]}">{sum(f.count for _, f in found)}</a></td>'
    outcome = "unknown" if review.error else next((v.outcome for v in review.verdicts if v.rule == rule), "idle")
    sign = {"idle": "–", "unknown": "?"}.get(outcome, "")
    return f'<td class="{safe(outcome)}">{sign}</td>'
