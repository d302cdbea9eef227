"""What every reader's Document must keep, whatever its format: the one place where that is written down.

`check` raises AssertionError; a reader's tests call it on fixtures, on real reports and on generated drafts.
"""

from __future__ import annotations

import html
import re

from lawcheck.model.document import Aside, Document, Paragraph, Section, Table
from lawcheck.model.source import Span

_WORDS = re.compile(r"[\u4e00-\u9fff]")
_MARKUP = re.compile(r"[!-~]+")  # what a format's own marks are made of


def check(document: Document, *, whole: bool = True) -> None:
    """All of the contract. `whole=False`: the Source may lose characters to markup (a link's Chinese address)."""
    check_pieces(document)
    check_tree(document)
    check_complete(document)
    check_asides(document)
    check_places(document)
    if whole:
        check_source_used(document)
        check_source_text(document)


def leaves(document: Document) -> list[Span]:
    """Headings, paragraphs and cells in the order of the text."""
    found: list[Span] = []
    for node in document.root.walk():
        if isinstance(node, Table):
            found += [cell.span for row in node.rows for cell in row.cells]
        elif isinstance(node, Paragraph):
            found.append(node.span)
        elif node.level:
            found.append(node.heading)
    return found


def check_pieces(document: Document) -> None:
    """The pieces cover the text without gap or overlap and run through the Source in order."""
    at = origin = 0
    for piece in document.pieces:
        assert piece.start == at < piece.end
        assert origin <= piece.origin <= piece.origin_end <= len(document.source.text)
        at, origin = piece.end, piece.origin_end
    assert at == len(document.text)


def check_tree(document: Document) -> None:
    """Spans lie inside the text and inside their parents, in order, without overlap; levels go down one by one.

    A title is a piece of its heading as it stands there: what matches nowhere in the text matches in no title.
    """
    assert document.root.span == Span(0, len(document.text))
    assert all(section.title in document.slice(section.heading) for section in document.sections)
    _check_section(document.root)


def _check_section(section: Section) -> None:
    if section.level:
        assert section.span.start == section.heading.start < section.heading.end <= section.span.end
    at = section.heading.end
    for child in section.children:
        assert at <= child.span.start <= child.span.end <= section.span.end
        at = child.span.end
        if isinstance(child, Section):
            assert child.level == section.level + 1
            _check_section(child)
        elif isinstance(child, Table):
            _check_table(child)


def _check_table(table: Table) -> None:
    at = table.span.start
    for row in table.rows:
        assert at <= row.span.start <= row.span.end <= table.span.end
        at = row.span.start
        for number, cell in enumerate(row.cells):
            assert at <= cell.span.start <= cell.span.end <= row.span.end
            assert cell.column >= number
            at = cell.span.end
        at = row.span.end


def check_complete(document: Document) -> None:
    """Every character of the text that is not blank belongs to a heading, a paragraph or a cell, and to one only."""
    at = 0
    for span in leaves(document):
        assert at <= span.start
        assert not document.text[at : span.start].strip()
        assert "\n" not in document.text[span.start : span.end]
        at = span.end
    assert not document.text[at:].strip()


def check_asides(document: Document) -> None:
    """Asides lie in the Source, in order, and nothing that is set aside is read."""
    at = 0
    for start, end in (a.span for a in document.asides):
        assert at <= start < end <= len(document.source.text)
        at = end
    asides = iter(document.asides)
    aside: Aside | None = next(asides, None)
    for piece in document.pieces:
        while aside is not None and aside.span.end <= piece.origin:
            aside = next(asides, None)
        if aside is not None and piece.origin < piece.origin_end:
            assert piece.origin_end <= aside.span.start


def check_source_used(document: Document) -> None:
    """What is neither read nor set aside is markup: ASCII marks, never a word of the report."""
    used = [(p.origin, p.origin_end) for p in document.pieces] + [tuple(a.span) for a in document.asides]
    at = 0
    for start, end in [*sorted(used), (len(document.source.text),) * 2]:
        rest = document.source.text[at:start].replace("\ufeff", "").split()
        assert all(_MARKUP.fullmatch(part) for part in rest), rest
        assert document.source.format != "plain" or not rest, rest
        at = max(at, end)


def check_source_text(document: Document) -> None:
    """The Source behind each node holds the node's words and, asides left out, no others."""
    source = document.source.text
    for span in leaves(document):
        behind = document.source_span(span)
        text = document.text[span.start : span.end]
        if document.source.format == "plain":
            assert source[behind.start : behind.end].replace("\r\n", "").replace("\n", "") == text
        kept, at = "", behind.start
        for aside in document.asides:
            if behind.contains(aside.span):
                kept, at = kept + source[at : aside.span.start], aside.span.end
        kept += source[at : behind.end]
        assert _WORDS.findall(html.unescape(kept)) == _WORDS.findall(text)


def check_places(document: Document) -> None:
    """Line and column of each node, counted the slow way."""
    source = document.source.text
    mark = "\n" if "\n" in source else "\r"
    for span in leaves(document)[:200]:
        behind, place = document.source_span(span), document.place(span)
        before = source[: behind.start]
        assert (place.offset, place.end_offset) == behind
        assert place.line == before.count(mark) + 1
        assert place.column == behind.start - (before.rfind(mark) + 1) + 1
        assert place.text == source[behind.start : behind.end]
        if span.end > span.start and not _decoded(document, span.start):
            assert source[behind.start] == document.text[span.start]


def _decoded(document: Document, at: int) -> bool:
    piece = next(p for p in document.pieces if p.start <= at < p.end)
    return document.source.text[piece.origin : piece.origin_end] != document.text[piece.start : piece.end]
