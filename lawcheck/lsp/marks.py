"""Where to write the mark that sets one finding aside without changing what the draft says around it.

A comment on a line of its own parts a paragraph, a list or a table that goes on below it; there the mark goes to the
end of the line instead. Plain text knows only marks on lines of their own: there it speaks for the whole block.
"""

from __future__ import annotations

import re

from lawcheck.lsp.positions import Lines
from lawcheck.model.document import Document, Paragraph, Section
from lawcheck.model.finding import Finding
from lawcheck.model.rule import Edit
from lawcheck.model.source import Span
from lawcheck.suppressions.marks import Mark, read_marks

_CONTAINER = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:\s|$)|[>|])")  # a list's, a quote's, a table's line
_INDENTED = re.compile(r" {0,3}\t| {4}")  # to Markdown code, in which a comment is none
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_REASON = {"zh": "理由", "en": "reason"}


def suppress(document: Document, lines: Lines, finding: Finding, lang: str = "zh") -> Edit:
    """The insertion (an Edit of an empty Span of the Source) of a mark for one finding."""
    reason = _REASON.get(lang, _REASON["zh"])
    offset = finding.place.offset
    line = lines.line(offset)
    above = _mark_for(document, lines, line)
    if above:
        return _insert(_after_words(document, above), f", {finding.rule}")
    block, inside = _block(document, offset)
    begins = lines.line(block.start) == line
    if document.source.format == "markdown" and (inside or not (begins and _stands_apart(lines, line))):
        return _insert(_text_end(lines, line), f" <!-- lawcheck: ignore {finding.rule} -- {reason} -->")
    action = "ignore-next-line" if begins else "ignore"
    return _own_line(lines, lines.line(block.start), f"<!-- lawcheck: {action} {finding.rule} -- {reason} -->")


def suppress_all(document: Document, lines: Lines, rule_id: str, lang: str = "zh") -> Edit:
    """The insertion of a mark that sets a rule aside in the whole draft, below the front matter."""
    front = next((aside.span.end for aside in document.asides if aside.reason == "front-matter"), 0)
    line = next(
        (n for n, start in enumerate(lines.starts) if start >= front and lines.text[start : lines.ends[n]].strip()), 0
    )
    reason = _REASON.get(lang, _REASON["zh"])
    return _own_line(lines, line, f"<!-- lawcheck: ignore-file {rule_id} -- {reason} -->")


def _insert(offset: int, text: str) -> Edit:
    return Edit(Span(offset, offset), text)


def _stands_apart(lines: Lines, line: int) -> bool:
    """Whether a comment above a line of Markdown, the first of its block, parts nothing."""
    if _HEADING.match(lines.text, lines.starts[line]):
        return True
    if _CONTAINER.match(lines.text, lines.starts[line]):
        return False
    above = lines.text[lines.starts[line - 1] : lines.ends[line - 1]] if line else ""
    return not above.strip() or bool(_INDENTED.match(lines.text, lines.starts[line]))


def _text_end(lines: Lines, line: int) -> int:
    """Where the text of a line ends: before its blanks, and inside a table's last cell."""
    shown = lines.text[lines.starts[line] : lines.ends[line]].rstrip()
    return lines.starts[line] + len(shown.removesuffix("|").rstrip())


def _own_line(lines: Lines, line: int, mark: str) -> Edit:
    """The mark on a line of its own above a line, ended as the draft's lines are."""
    end = lines.text[lines.ends[0] : lines.starts[1]] if len(lines.starts) > 1 else "\n"
    return _insert(lines.starts[line], mark + end)


def _block(document: Document, offset: int) -> tuple[Span, bool]:
    """The stretch of the Source of the paragraph, table or heading that holds an offset (the offset where none does).

    And whether it stands inside a list, a quote or a note, which a comment outside of it would part.
    """
    found, inside = Span(offset, offset), False
    for node in document.root.walk():
        span = document.source_span(node.heading if isinstance(node, Section) else node.span)
        if span.start > offset:
            break
        if offset < max(span.end, span.start + 1) and not (isinstance(node, Section) and not node.level):
            found, inside = span, isinstance(node, Paragraph) and node.role in ("item", "quote", "note")
    return found, inside


def _mark_for(document: Document, lines: Lines, line: int) -> Mark | None:
    """The mark above a line that speaks for it: a second one between the two would take its place."""
    for mark in read_marks(document):
        if mark.counts and mark.action == "ignore-next-line" and lines.line(mark.scope.start) == line:
            return mark
    return None


def _after_words(document: Document, mark: Mark) -> int:
    """Where the rules that a mark names end."""
    text = document.source.text
    at = text.index(mark.action, mark.span.start) + len(mark.action)
    for word in mark.words:
        at = text.index(word, at) + len(word)
    return at
