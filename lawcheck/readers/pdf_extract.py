"""What pdfplumber finds in a PDF: characters with their boxes, ruled tables, pictures. Nothing is judged here.

Run as a module it reads a PDF from stdin and writes the pages to stdout: a process of its own is the one way to hold
a file built to hang or to exhaust memory within bounds.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct, field

MAX_PAGES = 2000
REFUSED = 3  # exit code: the reason is on stdout, a line in Chinese and one in English
_MEMORY = 2 << 30  # bytes of address space
_PICTURE = 0.4  # of the page that a scanned page's picture covers
_UNKNOWN = "\ufffd"


class Box(NamedTuple):
    """In points (1/72 inch) from the top left corner of the page."""

    x0: float
    top: float
    x1: float
    bottom: float


class Char(NamedTuple):
    text: str
    box: Box
    size: float
    bold: bool


class Page(Struct):
    """Upright characters as the file holds them, the cells of each ruled table, whether a picture fills the page."""

    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    tables: list[list[Box]] = field(default_factory=list)
    picture: bool = False


class Refused(Exception):
    """Why a PDF cannot be read, in Chinese and in English."""


def extract(data: bytes) -> list[Page]:
    """The pages of a PDF; Refused with the reason where there are none to be had."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise Refused(f"PDF 超过 {MAX_PAGES} 页，拒绝读取", f"a PDF of more than {MAX_PAGES} pages")
            pages = []
            for page in pdf.pages:
                pages.append(_page(page))
                page.close()
            return pages
    except (Refused, MemoryError, KeyboardInterrupt):
        raise
    except Exception as fault:  # pdfminer raises anything at all on a broken file
        causes = (fault, fault.__cause__, *fault.args)
        if any(isinstance(c, PDFPasswordIncorrect | PDFTextExtractionNotAllowed) for c in causes):
            raise Refused(
                "PDF 设有密码，请解除密码后重新保存", "the PDF has a password: remove it and save again"
            ) from fault
        raise Refused(
            f"PDF 已损坏，无法读取（{type(fault).__name__}）", f"the PDF is broken ({type(fault).__name__})"
        ) from fault


def _page(page: Any) -> Page:
    found = Page(float(page.width), float(page.height))
    for char in page.dedupe_chars(tolerance=1).chars if page.chars else ():
        box = _box((char["x0"], char["top"], char["x1"], char["bottom"]))
        text = _UNKNOWN if char["text"].startswith("(cid:") else char["text"]
        if char.get("upright", True) and box is not None and text:
            font = str(char.get("fontname", ""))
            bold = any(name in font for name in ("Bold", "Heavy", "Black", "Hei", "黑"))
            found.chars.append(Char(text, box, round(float(char["size"]), 1), bold))
    if page.rects or page.lines or page.curves:
        found.tables = [[b for b in map(_box, table.cells) if b] for table in page.find_tables()]
    area = found.width * found.height or 1
    found.picture = any(i["width"] * i["height"] >= _PICTURE * area for i in page.images)
    return found


def _box(values: Iterable[Any]) -> Box | None:
    """A box of finite numbers in a plausible range; None for anything else."""
    numbers = [round(float(v), 2) for v in values]
    return Box(*numbers) if all(-1e5 < n < 1e5 for n in numbers) else None


def main() -> int:
    """Reads stdin, writes stdout; memory is limited where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):  # no such limit on this system
        pass
    try:
        result = msgspec.msgpack.encode(extract(sys.stdin.buffer.read()))
    except Refused as refused:
        sys.stdout.buffer.write("\n".join(refused.args).encode())
        return REFUSED
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
