"""Web pages: the article of a government page with its title, source and date; all else is set aside."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from lawcheck.model.document import Cell, Document, Row, Table
from lawcheck.model.errors import ReadError
from lawcheck.model.patterns import kept
from lawcheck.model.source import Source, Span
from lawcheck.model.text import fold
from lawcheck.readers import html_article, plain
from lawcheck.readers.builder import Builder
from lawcheck.readers.decode import decode
from lawcheck.readers.html_page import BREAK, Block, blocks, cell_atoms, cells, rows
from lawcheck.readers.html_tree import Node, parse
from lawcheck.readers.inline import Inline

_MAX = 20 << 20  # bytes
_WIDEST = 1000  # grid columns
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_META = {"pubdate": "发布时间", "contentsource": "来源", "articletitle": "标题"}  # names fixed for government sites
_TITLE = re.compile(r"(?:^|[\s_-])(?:title|tit|bt|biaoti|headline|articletitle|xl-?title|arti_?title)")
_STEP = 4096  # characters between two byte offsets that are remembered


def read(data: bytes | str, path: str = "<html>", meta: dict[str, Any] | None = None) -> Document:
    """A Document from a web page. Its Source is the HTML itself; places carry the byte range in the file.

    Raises ReadError for bytes that are no text and for pages over 20 MB.
    """
    if len(data) > _MAX:
        raise ReadError(f"网页超过 {_MAX >> 20} MB，拒绝读取", f"a page of more than {_MAX >> 20} MB")
    text, encoding = (data, "utf-8") if isinstance(data, str) else _decode(data)
    source = Source(text, path, "html", encoding, HtmlMap(text, encoding, _bom(data)))
    builder = Builder(source)
    root, asides = parse(text)
    found, hidden = blocks(root, text)
    asides += [(start, end, "navigation") for start, end in hidden]
    article = _article(root, found, builder.meta, text)
    writer = _Writer(builder)
    for block in found:
        if id(block) in article:
            writer.write(block, article[id(block)])
        else:
            asides.append((block.start, block.end, "navigation"))
    _set_aside(builder, asides)
    builder.meta.update(meta or {})
    return builder.document()


def write_piece(builder: Builder, html: str, start: int) -> None:
    """Writes a piece of HTML that stands at an offset of another text, its tables as tables."""
    root, asides = parse(html)
    for node in root.walk():
        node.start, node.inside, node.end = node.start + start, node.inside + start, node.end + start
        node.children = [c if isinstance(c, Node) else (c[0] + start, c[1] + start) for c in node.children]
    found, hidden = blocks(root, builder.source.text)
    writer = _Writer(builder)
    for block in found:
        writer.write(block, 0)
    aside = [(begin + start, end + start, reason) for begin, end, reason in asides]
    _set_aside(builder, [*aside, *((begin, end, "code") for begin, end in hidden)])


def _bom(data: bytes | str) -> int:
    """The length of the byte order mark, which is no part of the text."""
    marks = {b"\xef\xbb\xbf": 3, b"\xff\xfe": 2, b"\xfe\xff": 2}
    return next((n for mark, n in marks.items() if isinstance(data, bytes) and data.startswith(mark)), 0)


def _decode(data: bytes) -> tuple[str, str]:
    """By byte order mark, else by what the page says of itself where that is true, else as any text."""
    said = _CHARSET.search(data[:4096])
    name = said[1].decode().lower() if said else ""
    name = "gb18030" if name in ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "euc-cn") else name
    if name and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\0" not in data:
        try:
            return data.decode(name), name
        except (UnicodeDecodeError, LookupError):
            pass  # the page is wrong about itself
    return decode(data)


def _article(root: Node, found: list[Block], meta: dict[str, Any], text: str) -> dict[int, int]:
    """The blocks (by id) of the report and the level of each; what the page says of itself goes into `meta`."""
    holder = html_article.container(root, found)
    chosen = [block for block in found if html_article.inside(block, holder)]
    while chosen and html_article.navigation(chosen[0]):
        del chosen[0]
    while chosen and html_article.navigation(chosen[-1]):
        del chosen[-1]
    first = found.index(chosen[0]) if chosen else 0
    head, tail = _frame(chosen)
    left = [block for at, block in enumerate(chosen) if at not in head and at not in tail]
    for block in [*found[:first], *(chosen[at] for at in sorted(head))]:
        line = fold(block.text)
        if len(line) <= 120 and kept(r"(?:来源|时间|日期|机构|索\s*引\s*号|文\s*号)\s*:").search(line):
            meta.update(plain._KEYED.findall(line))
    meta.update(_own_words(root))
    levels = {id(block): block.level for block in left}
    title = _title(root, found[:first], text)
    if title is not None:
        levels[id(title)] = 1
    return levels


def _frame(chosen: list[Block]) -> tuple[set[int], set[int]]:
    """The lines above and below the article inside its element (来源, 打印, 上一篇), as in a dump of the page."""
    texts = [fold(block.text) for block in chosen]
    joined, spans, at = "\n".join(texts), [], 0
    for line in texts:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return plain._navigation(joined, spans)


def _own_words(root: Node) -> dict[str, str]:
    """What <meta> tags say: PubDate, ContentSource, ArticleTitle."""
    said = {
        _META[name]: node.attributes.get("content", "").strip()
        for node in root.walk()
        if node.tag == "meta" and (name := node.attributes.get("name", "").lower()) in _META
    }
    return {key: value for key, value in said.items() if value}


def _title(root: Node, above: list[Block], text: str) -> Block | None:
    """The block above the article that shows its title: a heading, so named, or what <title> begins with."""
    named = next((n for n in root.walk() if n.tag == "title"), None)
    stretch = next((c for c in named.children if isinstance(c, tuple)), (0, 0)) if named else (0, 0)
    page_title = "".join(text[slice(*stretch)].split())
    for block in reversed(above):
        words = "".join(block.text.split())
        if not 6 <= len(words) <= 80 or html_article.navigation(block) or plain._HEAD.fullmatch(fold(block.text)):
            continue
        if block.level == 1 or _TITLE.search(block.node.names) or (page_title and page_title.startswith(words)):
            return block
    return None


def _set_aside(builder: Builder, asides: list[tuple[int, int, str]]) -> None:
    """Asides in order and without overlap; none over what is read."""
    at = 0
    for start, end, reason in sorted(asides):
        if start >= at and end > start:
            builder.aside(start, end, reason)
            at = end


class _Writer:
    """Writes blocks to the text."""

    def __init__(self, builder: Builder) -> None:
        self._builder, self._text = builder, builder.source.text

    def write(self, block: Block, level: int) -> None:
        if block.table is not None:
            self._table(block.table)
            return
        inline = self._inline(block)
        inline.flush(level, "item" if block.item else None)

    def _inline(self, block: Block) -> Inline:
        inline = Inline(self._builder)
        for atom in block.atoms:
            if atom is BREAK:
                inline.line_break(hard=True)
            else:
                inline.add(*atom)
        return inline

    def _table(self, table: Node) -> None:
        builder = self._builder
        made: list[Row] = []
        taken: dict[tuple[int, int], bool] = {}  # grid places that a cell of a row above reaches down to
        every = list(rows(table))
        for number, (row, in_head) in enumerate(every):
            begin, column = builder.at, 0
            found: list[Cell] = []
            own = cells(row)
            for cell in own:
                while taken.pop((number, column), False):
                    column += 1
                wide, high = _number(cell, "colspan", _WIDEST), _number(cell, "rowspan", len(every) - number)
                taken.update({(number + d, column + a): True for d in range(1, high) for a in range(wide)})
                if found:
                    builder.separator("\t", cell.start)
                at = builder.at
                self._cell(cell)
                found.append(Cell(Span(at, builder.at), column, wide, high))
                column += wide
            if found:
                header = in_head or all(cell.tag == "th" for cell in own)
                made.append(Row(Span(begin, builder.at), tuple(found), header))
                builder.separator("\n", row.end)
        if made and not any(row.header for row in made):
            made[0] = Row(made[0].span, made[0].cells, True)
        if made:
            builder.end_table(Table(Span(made[0].span.start, made[-1].span.end), tuple(made)))

    def _cell(self, cell: Node) -> None:
        self._inline(Block(cell, cell_atoms(cell, self._text))).write_cell()


def _number(cell: Node, name: str, most: int) -> int:
    value = cell.attributes.get(name, "1").strip()
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 8 else 1


class HtmlMap:
    """Byte ranges of Spans in the file."""

    def __init__(self, text: str, encoding: str, lead: int) -> None:
        self._text, self._encoding, self._lead = text, encoding, lead
        self._marks: list[tuple[int, int]] = [(0, lead)]  # offset and byte, every _STEP characters

    def place(self, span: Span) -> dict[str, str | int] | None:
        """`byte` and `end_byte`, counted from the start of the file."""
        return {"byte": self._byte(span.start), "end_byte": self._byte(span.end)}

    def _byte(self, offset: int) -> int:
        while self._marks[-1][0] + _STEP <= offset:
            at, byte = self._marks[-1]
            self._marks.append((at + _STEP, byte + self._size(at, at + _STEP)))
        at, byte = self._marks[bisect_right(self._marks, (offset, 1 << 62)) - 1]
        return byte + self._size(at, offset)

    def _size(self, start: int, end: int) -> int:
        encoding = "utf-16-le" if self._encoding == "utf-16" else self._encoding
        return len(self._text[start:end].encode(encoding, "surrogatepass" if "utf" in encoding else "replace"))
