"""One draft written in every format: what the parity test compares."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from lawcheck.model.document import Document
from tests.readers.word import REPORT

FONT = "Noto Serif CJK SC"
_NUMBER = re.compile(r"([一二三四五六七八九十]+)、|（([一二三四五六七八九十]+)）|(\d+)\.(?!\d)")


def parts(document: Document) -> list[tuple[str, Any]]:
    """The draft as a list of (kind, content): title, text or table, in order."""
    tables = {table.span.start: table for table in document.tables}
    titles = {p.span.start for p in document.paragraphs if p.role == "title"}
    found: list[tuple[str, Any]] = []
    at = 0
    while at < len(document.text):
        if at in tables:
            found.append(("table", [[document.slice(c.span) for c in row.cells] for row in tables[at].rows]))
            at = tables[at].span.end + 1
        else:
            end = document.text.index("\n", at)
            found.append(("title" if at in titles else "text", document.text[at:end]))
            at = end + 1
    return found


def as_text(content: list[tuple[str, Any]]) -> str:
    return "\n".join("\n".join("\t".join(row) for row in c) if k == "table" else c for k, c in content) + "\n"


def as_html(content: list[tuple[str, Any]], info: str = "") -> str:
    out = []
    for kind, inside in content:
        if kind == "table":
            rows = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in inside)
            out.append(f"<table>{rows}</table>")
        elif kind == "title":
            out.append(f"<h1>{html.escape(inside)}</h1>")
        else:
            out.append(f"<p>　　{html.escape(inside)}</p>")
    return f"<html><body><ul><li><a href='/'>首页</a></ul><div>{info}</div><div id='zoom'>{''.join(out)}</div></body></html>"


def as_docx(content: list[tuple[str, Any]]) -> bytes:
    """With Word's own numbering where the numbers run as a list's would, else as typed."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for element in parse_xml(f"<w:numbering {nsdecls('w')}>{REPORT}</w:numbering>"):
        numbering.append(element)
    counts = [0, 0, 0]
    for kind, inside in content:
        if kind == "table":
            table = document.add_table(len(inside), max(map(len, inside)), "Table Grid")
            for row, cells in zip(table.rows, inside, strict=True):
                for cell, text in zip(row.cells, cells, strict=False):
                    cell.text = text
            continue
        _paragraph(document, kind, inside, counts)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _paragraph(document: Any, kind: str, text: str, counts: list[int]) -> None:
    level, length = _automatic(text, counts)
    paragraph = document.add_paragraph(text[length:])
    if kind == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.runs[0].font.size = Pt(20)
        return
    paragraph.paragraph_format.first_line_indent = Pt(28)
    if level is not None:
        properties = paragraph._p.get_or_add_pPr()
        num = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
        properties.insert(0, num)


def _automatic(text: str, counts: list[int]) -> tuple[int | None, int]:
    """The level of the list and the length of the typed number that it replaces; None where it would differ."""
    match = _NUMBER.match(text)
    if match is None:
        return None, 0
    level = next(i for i, group in enumerate(match.groups()) if group)
    hanzi = "一二三四五六七八九十"
    value = int(match[3]) if match[3] else hanzi.index(match[level + 1]) + 1 if match[level + 1] in hanzi else 0
    if value != counts[level] + 1:
        return None, 0
    counts[level] = value
    counts[level + 1 :] = [0] * (2 - level)
    return level, match.end()


def as_pdf(data: bytes, folder: Path) -> bytes | None:
    """The PDF that LibreOffice makes of a docx; None where it or a font with Chinese characters is not installed."""
    program, fonts = shutil.which("soffice"), shutil.which("fc-list")
    if program is None or (fonts and not subprocess.check_output([fonts, ":lang=zh-cn"])):
        return None
    source = folder / "draft.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return source.with_suffix(".pdf").read_bytes()
