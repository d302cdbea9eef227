"""Markdown: CommonMark with tables, footnotes and front matter, by pyromark, every character with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import Any

import pyromark

from lawcheck.model.document import Document, Role
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Source
from lawcheck.readers import front_matter, tags
from lawcheck.readers.builder import Builder
from lawcheck.readers.commonmark import Grid, Numbering, Offsets
from lawcheck.readers.decode import decode
from lawcheck.readers.inline import Inline

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_BLOCKS = frozenset(
    ["Paragraph", "Heading", "List", "Item", "BlockQuote", "FootnoteDefinition", "Table", "CodeBlock", "HtmlBlock"]
)
_WIDTH = {"Strong": 2, "Emphasis": 1, "Strikethrough": 1}
_INSIDE: tuple[Role, ...] = ("note", "quote", "item")  # the first of these that a block stands in is its role
_CONTAINERS: dict[str, Role] = {"Item": "item", "BlockQuote": "quote", "FootnoteDefinition": "note"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLE = re_compile(r"(?is)<table\b.*</table\s*>")  # all of it: a blank line would end the block
_LINE = re_compile(r"[^\r\n]+")
_ENTITY = re_compile(r"&#?\w{1,32};")
_CHINESE = re_compile(r"[\u4e00-\u9fff]")


def read(data: bytes | str, path: str = "<text>", meta: dict[str, Any] | None = None) -> Document:
    """A Document from Markdown; code, comments and front matter become asides, the latter its `meta`.

    Raises ReadError for bytes that are no text. `meta` goes before what the front matter says.
    """
    text, encoding = (data, "utf-8") if isinstance(data, str) else decode(data)
    builder = Builder(Source(text, path, "markdown", encoding))
    start = 1 if text.startswith("\ufeff") else 0
    found = front_matter.find(text, start)
    if found:
        builder.aside(found.start, found.end, "front-matter")
        builder.meta.update(front_matter.parse(found))
        start = found.end
    # A lone surrogate cannot be handed to the parser; "?" takes its place, so offsets stay.
    encoded = text[start:].encode("utf-8", "replace")
    walk = _Walk(builder, Offsets(encoded, start))
    for event, where in pyromark.Markdown(options=_OPTIONS).events_with_range(encoded.decode()):
        walk.feed(event, where["start"], where["end"])
    walk.flush()
    builder.meta.update(meta or {})
    return builder.document()


class _Walk:
    """Follows the parser's events in the order of the text. Only starts and leaves are located: both run forward."""

    def __init__(self, builder: Builder, offset: Offsets) -> None:
        self.builder, self.offset = builder, offset
        self.source = builder.source.text
        self.inline = Inline(builder)
        self.around: dict[Role, int] = dict.fromkeys(_INSIDE, 0)  # how many notes, quotes and list items we are in
        self.lists: list[Numbering | None] = []
        self.raw: list[tuple[int, int]] | None = None  # the lines of an HTML or code block
        self.raw_start = 0
        self.fenced = False
        self.hidden = self.image = 0  # how many images' descriptions we are in, where the outermost begins
        self.setext = False
        self.kept: list[bool] = []  # of the emphases we are in: whether their marks are text
        self.table: Grid | None = None

    def feed(self, event: Any, start: int, end: int) -> None:
        if isinstance(event, str):
            if event in ("SoftBreak", "HardBreak") and not self.hidden:
                self.inline.line_break(hard=event == "HardBreak")
            return
        ((kind, value),) = event.items()
        if kind == "Start":
            self._start(*_named(value), self.offset(start))
        elif kind == "End":
            self._end(*_named(value), end)
        elif self.raw is not None:
            self.raw.append((self.offset(start), self.offset(end)))
        elif not self.hidden and kind in ("Text", "Code", "InlineHtml"):
            self._leaf(kind, value, self.offset(start), self.offset(end))

    def flush(self, level: int = 0) -> None:
        self.inline.flush(level, self._role)

    @property
    def _role(self) -> Role | None:
        return next((role for role, depth in self.around.items() if depth), None)

    def _leaf(self, kind: str, value: str, start: int, end: int) -> None:
        if kind == "Text":
            self.inline.add(start, end, value)
        elif kind == "Code":
            self.builder.aside(start, end, "code")
        elif value.startswith("<!--"):
            self.builder.aside(start, end, "comment")
        elif any(tags.BLOCK.fullmatch(token.name) for token in tags.tokens(value)):
            self.inline.line_break(hard=True)

    def _start(self, name: str, value: Any, at: int) -> None:
        if name in _BLOCKS:
            self.flush()
        match name:
            case "Heading":
                self.setext = self.source[at : at + 1] != "#"
            case "List":
                self.lists.append(None if value is None else Numbering(value))
            case "Item":
                self.around["item"] += 1
                numbering = self.lists[-1]
                self.inline.prefix = numbering.next(self.source, at) if numbering else None
            case "BlockQuote" | "FootnoteDefinition":
                self.around[_CONTAINERS[name]] += 1
            case "Table":
                self.table = Grid(self.builder)
            case "TableHead" | "TableRow" | "TableCell":
                assert self.table is not None
                self.table.begin(name, at)
            case "CodeBlock" | "HtmlBlock":
                self.raw, self.raw_start, self.fenced = [], at, value != "Indented"
            case "Image":
                self.hidden += 1
                self.image = at if self.hidden == 1 else self.image
            case "Emphasis" | "Strong" | "Strikethrough":
                self._mark(name, at)

    def _end(self, name: str, value: Any, end: int) -> None:
        match name:
            case "Paragraph":
                self.flush()
            case "Heading":
                self.inline.flush(int(value[1]), self._role, setext=self.setext)
            case "List":
                self.lists.pop()
            case "Item" | "BlockQuote" | "FootnoteDefinition":
                self.flush()
                self.around[_CONTAINERS[name]] -= 1
                self.inline.prefix = None
            case "TableCell" | "TableHead" | "TableRow" | "Table":
                assert self.table is not None
                self.table.end(name, self.offset(end), self.inline)
            case "CodeBlock":
                self._code(self.offset(end))
            case "HtmlBlock":
                self._html()
            case "Image":
                self.hidden -= 1
                if not self.hidden:
                    self.builder.aside(self.image, self.offset(end), "image")
            case "Emphasis" | "Strong" | "Strikethrough":
                if self.kept.pop():
                    self.inline.add(self.offset(end - _WIDTH[name]), self.offset(end))

    def _mark(self, name: str, at: int) -> None:
        """Keeps the marks of an emphasis that nobody meant: 3*4*5, 5~8件, ____（单位）____."""
        width = _WIDTH[name]
        mark, before = self.source[at], self.source[at - 1 : at] if at else ""
        after = self.source[at + width : at + width + 1]
        match mark:
            case "*":
                kept = before.isdigit() and after.isdigit()
            case "_":
                kept = "_" in (before, after)
            case _:
                kept = self.source[at : at + 2] != "~~"
        self.kept.append(kept)
        if kept:
            self.inline.add(at, at + width)

    def _code(self, end: int) -> None:
        """Sets code aside; but Chinese prose that is only indented is a paragraph whose drafter liked spaces."""
        lines, self.raw = self.raw or [], None
        if self.fenced or not any(_CHINESE.search(self.source, *line) for line in lines):
            self.builder.aside(self.raw_start, end, "code")
            return
        for start, stop in lines:
            for line in _LINE.finditer(self.source, start, stop):
                self.inline.add(*line.span())
                self.inline.line_break(hard=True)
        self.flush()

    def _html(self) -> None:
        """The text inside an HTML block. Its lines may be parted by a quote's marks, so places are looked up."""
        lines, self.raw = self.raw or [], None
        joined = "".join(self.source[start:end] for start, end in lines)
        in_one_piece = all(one[1] == two[0] for one, two in pairwise(lines))
        if in_one_piece and _TABLE.search(joined):
            from lawcheck.readers.html import write_piece  # few drafts have such a table

            write_piece(self.builder, joined, lines[0][0])
            return
        begins = [0, *accumulate(end - start for start, end in lines)]

        def place(at: int, *, last: bool = False) -> int:
            line = min(bisect_right(begins, at - last) - 1, len(lines) - 1)
            return lines[line][0] + at - begins[line]

        for token in tags.tokens(joined):
            if token.kind in ("comment", "code"):
                self.builder.aside(place(token.start), place(token.end, last=True), token.kind)
            elif token.kind == "text":
                for line in _LINE.finditer(joined, token.start, token.end):
                    if line.start() > token.start:
                        self.inline.line_break()
                    self._text(joined, line.start(), line.end(), place)
                if joined[token.end - 1] in "\r\n":
                    self.inline.line_break()
            elif tags.BLOCK.fullmatch(token.name):
                self.flush(int(token.name[1]) if token.kind == "close" and token.name in _HEADINGS else 0)
        self.flush()

    def _text(self, joined: str, start: int, end: int, place: Callable[[int], int]) -> None:
        """One line of HTML text, its entities decoded."""
        at = start
        for entity in _ENTITY.finditer(joined, start, end):
            self.inline.add(place(at), place(at) + entity.start() - at)
            from html import unescape  # seldom needed, and its table is long to load

            decoded = unescape(entity[0])
            self.inline.add(place(entity.start()), place(entity.start()) + len(entity[0]), decoded)
            at = entity.end()
        self.inline.add(place(at), place(at) + end - at)


def _named(tag: Any) -> tuple[str, Any]:
    """An event's tag as its name and value: "Paragraph" or {"List": 1}."""
    if isinstance(tag, str):
        return tag, None
    ((name, value),) = tag.items()
    return name, value
