"""A docx as a Document: the body, then its notes; headers and footers kept apart as asides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.source import Span
from lawcheck.readers.composed import Line, Stretch, compose
from lawcheck.readers.docx_blocks import Item, Para, PartReader
from lawcheck.readers.docx_look import lines
from lawcheck.readers.docx_numbering import Numbering
from lawcheck.readers.docx_package import Package, W
from lawcheck.readers.docx_styles import Styles
from lawcheck.readers.docx_text import BREAK, NO_RUN, Origin


def document(data: bytes, path: str, meta: dict[str, Any]) -> Document:
    """The Document of the bytes of a docx; ReadError for a package that is broken or hostile."""
    package = Package(data)
    styles = Styles(_related(package, "styles"))
    numbering = Numbering(_related(package, "numbering"), styles)
    root = package.part(package.main)
    body = root.find(W + "body")
    if body is None:
        raise ReadError("Word 文档没有正文（缺少 w:body）", "a Word document without a body (no w:body)")
    try:
        items = list(PartReader(package.main, root, styles, numbering).blocks(body))
        found = [*lines(items), *_notes(package, items, styles, numbering), *_running(package, styles, numbering)]
    except RecursionError as fault:
        raise ReadError("Word 文档嵌套过深，拒绝读取", "a Word document nested too deeply") from fault
    return compose(found, path=path, format="docx", native=DocxMap, meta=meta)


def _related(package: Package, kind: str) -> Any:
    """The root of the one part of a kind; None where there is none."""
    return next((package.part(name) for name in package.related(kind).values()), None)


def _plain(item: Item) -> Iterator[Line[Origin]]:
    """A paragraph, or the cells of a table, as lines."""
    for atoms in [item.atoms] if isinstance(item, Para) else [c.atoms for row in item.rows for c in row.cells]:
        yield Line([atom._replace(text=" ") if atom.text == BREAK else atom for atom in atoms])


def _notes(package: Package, items: list[Item], styles: Styles, numbering: Numbering) -> Iterator[Line[Origin]]:
    """The footnotes and endnotes that the body refers to, in the order of the references."""
    wanted = [note for item in items if isinstance(item, Para) for note in item.notes]
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        for part in package.related(f"{kind}s").values():
            root = package.part(part)
            reader = PartReader(part, root, styles, numbering)
            notes = {note.get(W + "id"): note for note in root.iterchildren(W + kind)}
            for key in dict.fromkeys(key for of, key in wanted if of == kind and key in notes):
                for item in reader.blocks(notes[key]):
                    for line in _plain(item):
                        line.role = "note"
                        yield line


def _running(package: Package, styles: Styles, numbering: Numbering) -> Iterator[Line[Origin]]:
    """Headers and footers, once for each part that holds one."""
    for kind in ("header", "footer"):
        for part in package.related(kind).values():
            root = package.part(part)
            for item in PartReader(part, root, styles, numbering).blocks(root):
                for line in _plain(item):
                    line.aside = "running-head"
                    yield line


class DocxMap:
    """Native places of a docx. For what the numbers count, see docx_text.Origin."""

    def __init__(self, stretches: list[Stretch[Origin]]) -> None:
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]

    def place(self, span: Span) -> dict[str, str | int] | None:
        """Part, paragraph, run and offset of the first character, and end_… of what follows the last.

        A rendered number is in no run: `run` and `offset` are absent then, as are end_run and end_offset.
        """
        if not self._stretches:
            return None
        first = self._at(span.start)
        last = self._at(span.end - 1) if span.end > span.start else first
        found: dict[str, str | int] = {"part": first.origin.part, "paragraph": first.origin.paragraph}
        if first.origin.run != NO_RUN:
            found |= {"run": first.origin.run, "offset": _offset(first, span.start)}
        found["end_paragraph"] = last.origin.paragraph
        if last.origin.run != NO_RUN:
            end = max(span.end, span.start)
            found |= {"end_run": last.origin.run, "end_offset": _offset(last, end)}
        return found

    def _at(self, offset: int) -> Stretch[Origin]:
        """The stretch that holds an offset; the one before it where it stands between two."""
        return self._stretches[max(0, bisect_right(self._starts, offset) - 1)]


def _offset(stretch: Stretch[Origin], at: int) -> int:
    return stretch.origin.offset + min(max(at, stretch.start), stretch.end) - stretch.start
