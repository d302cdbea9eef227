"""The text of a draft as rows of a page: headings, paragraphs, tables, what was set aside; findings marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from lawcheck.formatters.layout import clean
from lawcheck.model.document import Aside, Document, Paragraph, Piece, Section, Table
from lawcheck.model.finding import Finding
from lawcheck.model.source import Place, Span

RANKS = ("error", "warning", "notice")


class Mark(NamedTuple):
    """A stretch of the text that a finding stands on (`part` 0) or speaks of (its related places, 1 …)."""

    span: Span
    finding: int
    part: int
    severity: str


class Block(NamedTuple):
    """One row: `role` is its CSS class, `bold` the end of a heading that may share its line with text."""

    span: Span
    role: str
    bold: int = 0
    table: Table | None = None


def safe(text: str) -> str:
    """A text for HTML, element or attribute, without control and direction characters."""
    return escape(clean(text))


class Backwards:
    """From the Source back to the text of a Document."""

    def __init__(self, document: Document) -> None:
        self._pieces: list[Piece] = sorted(document.pieces, key=lambda p: (p.origin, p.origin_end))
        self._origins = [piece.origin for piece in self._pieces]

    def span(self, place: Place) -> Span:
        """Where a Place stands in the text; empty where it stands on nothing of it."""
        start = self._at(place.offset, low=True)
        if place.end_offset <= place.offset:
            return Span(start, start)
        return Span(start, max(start, self._at(place.end_offset, low=False)))

    def _at(self, offset: int, *, low: bool) -> int:
        """The offset in the text: of what begins at or after (`low`), or ends at or before an offset of the Source."""
        number = bisect_right(self._origins, offset if low else offset - 1) - 1
        if number < 0:
            return self._pieces[0].start if self._pieces else 0
        piece = self._pieces[number]
        if offset >= piece.origin_end:
            return self._pieces[number + 1].start if low and number + 1 < len(self._pieces) else piece.end
        if piece.end - piece.start == piece.origin_end - piece.origin:
            return piece.start + offset - piece.origin
        return piece.start if low else piece.end


def blocks(document: Document) -> list[Block]:
    """The rows of a Document in the order of its text."""
    found: list[Block] = []
    for node in document.root.walk():
        if isinstance(node, Section) and not node.level:
            continue
        start = node.heading.start if isinstance(node, Section) else node.span.start
        if found and start < found[-1].span.end:
            continue  # text that shares the line of its heading
        if isinstance(node, Table):
            found.append(Block(node.span, "table", table=node))
        elif isinstance(node, Paragraph):
            found.append(Block(node.span, node.role))
        else:
            end = document.text.find("\n", start)
            span = Span(start, len(document.text) if end < 0 else end)
            found.append(Block(span, f"h{min(node.level, 4)}", node.heading.end))
    return found


def asides(document: Document) -> list[Aside]:
    """What was set aside, in the order of the Source; stretches of one kind with only blanks between them are one."""
    text, merged = document.source.text, list[Aside]()
    for one in sorted(document.asides, key=lambda a: a.span):
        last = merged[-1] if merged else None
        if last and last.reason == one.reason and not text[last.span.end : one.span.start].strip():
            merged[-1] = Aside(Span(last.span.start, max(last.span.end, one.span.end)), one.reason)
        elif text[one.span.start : one.span.end].strip():
            merged.append(one)
    return merged


def marks(document: Document, findings: Sequence[Finding]) -> list[Mark]:
    """Every place of the findings as a stretch of the text, in its order."""
    back = Backwards(document)
    found = [
        Mark(back.span(place), number, part, finding.severity.value)
        for number, finding in enumerate(findings)
        for part, place in enumerate((finding.place, *finding.related))
    ]
    return sorted(found, key=lambda mark: (mark.span, mark.part, mark.finding))


class Painter:
    """Writes stretches of a text with marks in them; asked for stretches in the order of the text."""

    def __init__(self, document: Document, found: Iterable[Mark], key: str) -> None:
        self._text = document.text
        self._key = key
        self._marks = list(found)
        self._next = 0
        self._active: list[Mark] = []
        self._named: set[tuple[int, int]] = set()

    def paint(self, start: int, end: int, bold: int = 0) -> str:
        """HTML of [start, end); what stands before `bold` is strong. A mark on nothing becomes a bare anchor."""
        while self._next < len(self._marks) and self._marks[self._next].span.start <= end:
            self._active.append(self._marks[self._next])
            self._next += 1
        self._active = [m for m in self._active if m.span.end >= start]
        bare = [m for m in self._active if m.span.start == m.span.end]
        inside = [m for m in self._active if m.span.start < end and start < m.span.end and m.span.start < m.span.end]
        cuts = {start, end, *(cut for m in inside for cut in m.span), bold}
        ordered = sorted(cut for cut in cuts if start <= cut <= end)
        out = "".join(map(self._anchor, bare))
        for low, high in pairwise(ordered):
            piece = self._piece(low, high, [m for m in inside if m.span.start <= low and high <= m.span.end])
            out += f"<strong>{piece}</strong>" if low < bold else piece
        return out

    def rest(self) -> str:
        """Anchors of the marks that stand on nothing of the text, so that every link leads somewhere."""
        return "".join(map(self._anchor, self._marks))

    def _piece(self, low: int, high: int, over: list[Mark]) -> str:
        text = safe(self._text[low:high])
        if not over:
            return text
        top = min(over, key=lambda m: (m.part > 0, RANKS.index(m.severity), m.finding))
        numbers = " ".join(dict.fromkeys(str(m.finding) for m in over))
        kind = f"m {top.severity}" + (" related" if top.part else "")
        link = f'<a class="{kind}" href="#{self._key}-n{top.finding}" data-n="{numbers}">{text}</a>'
        return "".join(map(self._anchor, over)) + link

    def _anchor(self, mark: Mark) -> str:
        if (mark.finding, mark.part) in self._named:
            return ""
        self._named.add((mark.finding, mark.part))
        return f'<span class="at" id="{self._key}-m{mark.finding}-{mark.part}"></span>'


def block_html(block: Block, painter: Painter) -> Iterator[str]:
    """The HTML of one row's text."""
    if block.table is None:
        yield painter.paint(*block.span, block.bold)
        return
    yield "<table>"
    for row in block.table.rows:
        yield "<tr>"
        for cell in row.cells:
            tag = "th" if row.header else "td"
            across = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
            down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            yield f"<{tag}{across}{down}>{painter.paint(*cell.span)}</{tag}>"
        yield "</tr>"
    yield "</table>"
