"""The Section tree as the editor's outline."""

from __future__ import annotations

from lsprotocol import types

from lawcheck.lsp.diagnostics import span
from lawcheck.lsp.positions import Lines
from lawcheck.model.document import Document, Section


def outline(document: Document, lines: Lines) -> list[types.DocumentSymbol]:
    """The chapters of a draft with those inside them."""
    return [_symbol(section, document, lines) for section in document.root.subsections]


def _symbol(section: Section, document: Document, lines: Lines) -> types.DocumentSymbol:
    heading = document.source_span(section.heading)
    whole = document.source_span(section.span)
    end = max(whole.end, heading.end)  # the protocol wants the heading inside the whole
    return types.DocumentSymbol(
        name=f"{section.number}{section.title}".strip() or "—",  # an editor refuses an empty name
        kind=types.SymbolKind.String,
        range=span(lines, min(whole.start, heading.start), end),
        selection_range=span(lines, *heading),
        children=[_symbol(inner, document, lines) for inner in section.subsections],
    )
