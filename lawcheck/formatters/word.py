"""A Word document with each finding as a comment on its characters and, on request, fixes as tracked changes.

Only the text, the comments and the two lists that name the comments are written anew; every other part of the package
is copied byte for byte.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from lawcheck.formatters.layout import clean
from lawcheck.formatters.word_runs import AUTHOR, Part, Point, W
from lawcheck.formatters.wording import say, severity
from lawcheck.model.document import Document
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Finding
from lawcheck.model.rule import Edit

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_Native = dict[str, str | int]


class Annotated(NamedTuple):
    """The bytes of the document, how many comments and tracked changes it got, and how many fixes it could not take."""

    data: bytes
    comments: int
    changes: int
    refused: int


def annotate(
    data: bytes, document: Document, findings: Iterable[Finding], edits: Iterable[Edit] = (), lang: str = "zh"
) -> Annotated:
    """The docx `data`, of which `document` was read, with a comment a finding; `edits` become tracked changes.

    A finding outside the body text (a footnote, a header, a text box) is told at the nearest place that takes a comment.
    """
    package = _Package(data)
    part = Part(package.root(package.main))
    if part.root.tag != W + "document":
        raise LawcheckError("这份文档用的是“严格”格式，请在 Word 中另存为普通的 .docx 后再批注")
    placed = [(finding, *_points(finding.place.native, part, package.main)) for finding in findings]
    changes = [(edit, *_edit_points(edit, document, part, package.main)) for edit in _disjoint(edits)]
    for _, start, end in (*placed, *changes):
        if start is not None and end is not None:
            part.cut(start, end)
    part.split()
    made = sum(
        start is not None and end is not None and part.replace(start, end, edit.text) for edit, start, end in changes
    )
    comments, first = package.comments()
    for key, (finding, start, end) in enumerate(placed, first):
        part.comment(start, end, key)
        comments.append(_comment(finding, key, lang))
    if placed or made:
        package.write(package.main, part.root)
    if placed:
        package.write_comments(comments)
    return Annotated(package.data(), len(placed), made, len(changes) - made)


def _disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """Of edits that overlap the first."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.span, e.text)):
        if not kept or (edit.span.start >= kept[-1].span.end and edit.span != kept[-1].span):
            kept.append(edit)
    return kept


def _points(native: _Native | None, part: Part, main: str) -> tuple[Point, Point]:
    """Where a comment on a native place begins and ends; at the document's first paragraph where it cannot stand there."""
    place = native or {}
    start, end = _point(place, ""), _point(place, "end_")
    if place.get("part") == main and part.has(start) and part.has(end):
        return start, end
    paragraph = start.paragraph if place.get("part") == main else 0
    while paragraph >= 0 and not part.has(Point(paragraph, None)):
        paragraph -= 1
    fallback = Point(max(0, paragraph), None)
    return fallback, fallback


def _edit_points(edit: Edit, document: Document, part: Part, main: str) -> tuple[Point | None, Point | None]:
    """Where an edit begins and ends; None where it is not in the body text."""
    native = document.source.place(edit.span).native or {}
    start, end = _point(native, ""), _point(native, "end_")
    if edit.span.start == edit.span.end:
        end = start
    if native.get("part") != main or not part.has(start) or not part.has(end):
        return None, None
    return start, end


def _point(native: _Native, prefix: str) -> Point:
    run = native.get(f"{prefix}run")
    paragraph = int(native.get(f"{prefix}paragraph", native.get("paragraph", 0)))
    return Point(paragraph, None if run is None else int(run), int(native.get(f"{prefix}offset", 0)))


def _comment(finding: Finding, key: int, lang: str) -> Any:
    colon = say(lang, "colon")
    many = say(lang, "count", n=finding.count) if finding.count > 1 else ""
    lines = [f"[{severity(lang, finding.severity)}] {finding.message}{many}"]
    if finding.basis:
        lines.append(say(lang, "basis") + colon + say(lang, "semicolon").join(finding.basis))
    if finding.hint:
        lines.append(say(lang, "hint") + colon + finding.hint)
    comment = etree.Element(W + "comment", {W + "id": str(key), W + "author": AUTHOR, W + "initials": "lc"})
    for line in (*lines, f"（{finding.rule}）"):
        run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
        etree.SubElement(run, W + "t", {_SPACE: "preserve"}).text = clean(line)
    return comment


class _Package:
    """The zip of a docx; parts that are not written stay as they are."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        self._written: dict[str, bytes] = {}
        self.main = self._related("_rels/.rels", "", "officeDocument") or "word/document.xml"
        folder, base = posixpath.split(self.main)
        self._links = posixpath.join(folder, "_rels", f"{base}.rels")
        self._comments = self._related(self._links, folder, "comments")

    def root(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        return etree.fromstring(self._zip.read(self._name(name)), parser)

    def _name(self, name: str) -> str:
        """The name as the zip has it: parts are told apart whatever their case."""
        return next((n for n in self._zip.namelist() if n.lower() == name.lower()), name)

    def _related(self, links: str, folder: str, kind: str) -> str:
        if self._name(links) not in self._zip.namelist():
            return ""
        for link in self.root(links).iter(_LINKS + "Relationship"):
            if (link.get("Type") or "").rpartition("/")[2] == kind:
                target = link.get("Target") or ""
                full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                return posixpath.normpath(full)
        return ""

    def comments(self) -> tuple[Any, int]:
        """The comments there are (or an empty list of them) and the first number that is free."""
        if not self._comments:
            return etree.Element(W + "comments", nsmap={"w": W[1:-1]}), 0
        root = self.root(self._comments)
        keys = [int(c.get(W + "id")) for c in root.iter(W + "comment") if (c.get(W + "id") or "").isdecimal()]
        return root, max(keys, default=-1) + 1

    def write_comments(self, root: Any) -> None:
        """Writes the comments and, where there was no such part, names it in the package."""
        if self._comments:
            self.write(self._comments, root)
            return
        name = posixpath.join(posixpath.dirname(self.main), "comments.xml")
        self.write(name, root)
        has_links = self._name(self._links) in self._zip.namelist()
        links = (
            self.root(self._links) if has_links else etree.Element(_LINKS + "Relationships", nsmap={None: _LINKS[1:-1]})
        )
        keys = {link.get("Id") for link in links}
        key = next(k for k in (f"lawcheck{n}" for n in range(len(keys) + 1)) if k not in keys)
        values = {"Id": key, "Type": f"{_RELATION}/comments", "Target": "comments.xml"}
        etree.SubElement(links, _LINKS + "Relationship", values)
        self.write(self._links, links)
        types = self.root("[Content_Types].xml")
        etree.SubElement(types, _TYPES + "Override", {"PartName": f"/{name}", "ContentType": _COMMENTS})
        self.write("[Content_Types].xml", types)

    def write(self, name: str, root: Any) -> None:
        written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._written[self._name(name)] = written

    def data(self) -> bytes:
        """The package, entries in their order, new ones last."""
        out = BytesIO()
        left = dict(self._written)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in self._zip.infolist():
                data = left.pop(info.filename) if info.filename in left else self._zip.read(info)
                new.writestr(info, data)
            for name, data in left.items():
                new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()
