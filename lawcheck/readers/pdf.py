"""PDF: the text layer in reading order, paragraphs put together again, every character with its page and box."""

from __future__ import annotations

import subprocess
import sys
from bisect import bisect_right
from collections import Counter
from importlib.util import find_spec
from math import ceil, floor
from operator import itemgetter
from typing import Any

import msgspec

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.source import Span
from lawcheck.readers import composed
from lawcheck.readers.composed import Atom, Stretch, compose
from lawcheck.readers.pdf_extract import REFUSED, Box, Page
from lawcheck.readers.pdf_lines import Glyph, Line, Ruled, mark_heads, page_items
from lawcheck.readers.pdf_paragraphs import Item, items

_MAX = 200 << 20  # bytes
_TIMEOUT = 180  # seconds; a page takes about a tenth of one
_FEW = 20  # characters: a scanned report may bear a stamp or a page number as text
_UNKNOWN = 0.2  # of the characters: more that have no meaning, and the text is not to be had
_HAN = range(0x4E00, 0xA000)
_MANY, _ONE = 100, 0.5  # Han characters, share of one: without a Chinese font all boxes bear the name of the first


def read(data: bytes | str, path: str = "<pdf>", meta: dict[str, Any] | None = None) -> Document:
    """A Document from a PDF with a text layer. The Source is the text, one paragraph a line.

    Raises ReadError for a scanned, encrypted or broken file and one that takes too long.
    """
    if isinstance(data, str):
        raise ReadError("PDF 是二进制格式，须按字节读取", "PDF is a binary format: read it as bytes")
    if b"%PDF-" not in data[:1024]:
        raise ReadError(
            "不是 PDF 文件，扩展名与内容不符或文件已损坏", "no PDF file: broken, or of another type than its name says"
        )
    if len(data) > _MAX:
        raise ReadError(f"PDF 超过 {_MAX >> 20} MB，拒绝读取", f"a PDF of more than {_MAX >> 20} MB")
    if find_spec("pdfplumber") is None:
        raise ReadError(
            "读取 .pdf 需要安装组件：pip install 'lawcheck-cn[pdf]'",
            "reading .pdf takes an extra: pip install 'lawcheck-cn[pdf]'",
        )
    return document(_extract(data), path, meta or {})


def document(pages: list[Page], path: str, meta: dict[str, Any]) -> Document:
    """The Document of the pages as pdf_extract found them."""
    chars = [char for page in pages for char in page.chars if char.text.strip()]
    pictures = [number for number, page in enumerate(pages, 1) if page.picture and not page.chars]
    if len(chars) <= _FEW and any(page.picture for page in pages):
        raise ReadError(
            "PDF 是扫描件，没有文字层；请先做文字识别（OCR），或改用 Word 原稿",
            "a scanned PDF without text: run OCR, or take the Word original",
        )
    if not chars:
        raise ReadError("PDF 里没有文字", "a PDF without text")
    if sum(char.text == "\ufffd" for char in chars) > _UNKNOWN * len(chars):
        raise ReadError(
            "PDF 的字体没有文字编码，读不出文字；请改用 Word 原稿，或做文字识别（OCR）",
            "the fonts of the PDF do not tell its characters: take the Word original, or run OCR",
        )
    han = Counter(char.text for char in chars if ord(char.text[0]) in _HAN)
    common, times = max(han.items(), key=itemgetter(1), default=("", 0))
    if times > max(_MANY, _ONE * han.total()):
        raise ReadError(
            f"PDF 的汉字大多读成“{common}”，导出时没有中文字体；请改用 Word 原稿，或装好字体后重新导出",
            f"most characters of the PDF read {common}, for it was made without a Chinese font: take the Word original",
        )
    found: list[list[Line | Ruled]] = [page_items(number, page) for number, page in enumerate(pages, 1)]
    mark_heads(found, [page.height for page in pages])
    made: list[Item] = items(found)
    for number in pictures:  # said, so that nobody takes the page for checked
        where = Glyph(number, Box(0, 0, pages[number - 1].width, pages[number - 1].height))
        made.append(composed.Line([Atom(f"（第{number}页是图片，没有文字）", where)], aside="image"))
    return compose(made, path=path, format="pdf", native=PdfMap, meta=meta)


def _extract(data: bytes) -> list[Page]:
    """The pages, read by a process of its own whose time and memory are limited."""
    command = [sys.executable, "-m", "lawcheck.readers.pdf_extract"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired as fault:
        raise ReadError(f"PDF 读取超过 {_TIMEOUT} 秒，已放弃", f"the PDF took more than {_TIMEOUT} seconds") from fault
    except OSError as fault:
        raise ReadError(
            f"无法启动读取 PDF 的进程：{fault.strerror}",
            f"the process that reads PDFs does not start: {fault.strerror}",
        ) from fault
    if done.returncode == REFUSED:
        raise ReadError(*done.stdout.decode("utf-8", "replace").split("\n", 1))
    if done.returncode:
        raise ReadError("PDF 过大或已损坏，读取时内存不足或出错", "the PDF is too large or broken")
    return msgspec.msgpack.decode(done.stdout, type=list[Page])


class PdfMap:
    """Pages and boxes of Spans."""

    def __init__(self, stretches: list[Stretch[Glyph]]) -> None:
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]

    def place(self, span: Span) -> dict[str, str | int] | None:
        """`page` (from 1) of the first character and the box (x0, top, x1, bottom; whole points from the page's top
        left, rounded outwards) around all of the span on that page; `end_page` where the span goes on.
        """
        if not self._stretches:
            return None
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = max(first, bisect_right(self._starts, max(span.start, span.end - 1)) - 1)
        glyphs = [stretch.origin for stretch in self._stretches[first : last + 1]]
        boxes = [glyph.box for glyph in glyphs if glyph.page == glyphs[0].page]
        found: dict[str, str | int] = {
            "page": glyphs[0].page,
            "x0": floor(min(b.x0 for b in boxes)),
            "top": floor(min(b.top for b in boxes)),
            "x1": ceil(max(b.x1 for b in boxes)),
            "bottom": ceil(max(b.bottom for b in boxes)),
        }
        if glyphs[-1].page != glyphs[0].page:
            found["end_page"] = glyphs[-1].page
        return found
