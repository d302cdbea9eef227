"""The figures of a draft on the page: every relation with its verdict and computation, every number with its reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from lawcheck.formatters.figures import KINDS, REFUSED, ROLES, VERDICTS
from lawcheck.formatters.html_text import blocks, safe
from lawcheck.formatters.wording import say
from lawcheck.model.document import Document
from lawcheck.model.facts import Facts, Quantity, Relation
from lawcheck.model.profile import Profile
from lawcheck.registry import extractors

BAD = ("off", "impossible")


def figures(document: Document, profile: Profile, key: str, lang: str) -> Iterator[str]:
    """A table of relations, and one of numbers folded away; nothing for a draft without numbers."""
    facts = Facts(document, profile, extractors())
    try:
        relations = facts.relations
        numbers = [q for q in facts.quantities if q.role not in REFUSED]
    except (TimeoutError, RecursionError) as error:
        yield f'<p class="unread">{say(lang, "figures-head")}{say(lang, "colon")}{safe(str(error) or type(error).__name__)}</p>'
        return
    if not numbers:
        return
    at = _Places(document, key, lang)
    yield f"<h3>{say(lang, 'figures-head')}</h3>"
    if relations:
        yield '<div class="wide"><table class="figures"><thead><tr>'
        yield from (f"<th>{say(lang, k)}</th>" for k in ("place", "relation", "verdict", "computed", "members"))
        yield "</tr></thead><tbody>"
        for relation in relations:
            yield _relation(relation, document, at, lang)
        yield "</tbody></table></div>"
    head = say(lang, "every-figure", n=len(numbers))
    yield f'<details class="numbers"><summary>{head}</summary><div class="wide"><table class="figures"><thead><tr>'
    yield from (f"<th>{say(lang, k)}</th>" for k in ("place", "text", "value", "role", "label"))
    yield "</tr></thead><tbody>"
    for q in numbers:
        cells = (safe(document.slice(q.span)), _value(q), _word(ROLES, q.role, lang), safe(q.scope + q.label))
        yield f"<tr><td>{at(q.span.start)}</td>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table></div></details>"


class _Places:
    """Links from a place of the text to its row."""

    def __init__(self, document: Document, key: str, lang: str) -> None:
        self._document, self._key, self._lang = document, key, lang
        self._starts = sorted(block.span.start for block in blocks(document))

    def __call__(self, at: int) -> str:
        start = self._starts[max(0, bisect_right(self._starts, at) - 1)]
        origin = self._document.source_span(self._document.root.span._replace(start=at, end=at)).start
        line = self._document.source.line_column(origin)[0]
        return f'<a href="#{self._key}-b{start}">{say(self._lang, "at-line", n=line)}</a>'


def _relation(r: Relation, document: Document, at: _Places, lang: str) -> str:
    spans = sorted({q.span for group in r.members.values() for q in group})
    cells = (
        at(r.span.start),
        _word(KINDS, r.kind, lang),
        _word(VERDICTS, r.verdict, lang),
        safe(r.computed),
        " ".join(safe(document.slice(span)) for span in spans),
    )
    state = "bad" if r.verdict in BAD else "open" if r.verdict == "unchecked" else "good"
    return f'<tr class="{state}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _word(table: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    return safe(table.get(key, (key, key))[lang == "en"])


def _value(q: Quantity) -> str:
    return safe(f"{q.value:f}" + ("…" if q.hedge else ""))
