"""The text of one Word paragraph as its reader sees it, every character with its run.

Insertions are read as accepted, deletions as gone; comments, field codes and hidden text are left out; of alternatives
(mc:AlternateContent) the first is read. What is anchored in a paragraph (text boxes) is handed back apart from it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from msgspec import Struct, field

from lawcheck.model.errors import ReadError
from lawcheck.readers.composed import Atom
from lawcheck.readers.docx_package import W
from lawcheck.readers.docx_styles import Look, Styles

BREAK = "\n"  # the text of the atom that stands for a line or page break
NO_RUN = -1
_MOST = 150_000  # paragraphs, a minute's reading; a report of a thousand pages has about 20,000
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = W + "txbxContent"
_DROPPED = {
    *(W + name for name in (
        "del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "rubyPr",
        "footnoteReference", "endnoteReference", "annotationRef", "commentReference", "smartTagPr", "customXmlPr",
    )),
    _MC + "Fallback",
}  # fmt: skip
_SIGNS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": BREAK, W + "cr": BREAK, W + "noBreakHyphen": "-", W + "softHyphen": "",
}  # fmt: skip
# Boxes and ticks of forms in the symbol fonts (Wingdings, Wingdings 2), by the low byte of the code.
_SYMBOLS = {0xA3: "□", 0xA8: "□", 0x6F: "□", 0x52: "☑", 0xFE: "☑", 0x50: "✓", 0xFC: "✓", 0x6C: "●", 0x6E: "■"}
_BLANK = str.maketrans("\t\r\n\u2028\u2029\x85", "      ")


class Origin(NamedTuple):
    """A place in a docx: part, the index of its w:p among all of the part, of its w:r in the paragraph, the offset.

    Paragraphs and runs are counted in the order of the XML, deleted and alternative ones included; the runs of a text
    box belong to the paragraphs of the box. The offset counts the code points of the run's w:t, and one for each tab,
    break, hyphen and symbol. Text without a run (a rendered number, a formula) has run -1.
    """

    part: str
    paragraph: int
    run: int
    offset: int


class Text(Struct):
    """A paragraph as read. `looks` counts its visible characters by their look; `boxes` are text boxes in it."""

    atoms: list[Atom[Origin]] = field(default_factory=list)
    looks: Counter[Look] = field(default_factory=Counter)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # footnote or endnote, and its id
    hidden: bool = False  # it holds text, all of which is hidden


class TextReader:
    """Reads the paragraphs of a part in order; a field may begin in one and end in another."""

    def __init__(self, part: str, root: Any, styles: Styles) -> None:
        self._part, self._styles = part, styles
        # The elements are kept so that lxml's proxies stay themselves; identity is what the index goes by.
        self._index = {paragraph: number for number, paragraph in enumerate(root.iter(W + "p"))}
        if len(self._index) > _MOST:
            raise ReadError(
                f"Word 文档的段落过多（{len(self._index)} 段），拒绝读取",
                f"a Word document of too many paragraphs ({len(self._index)})",
            )
        self._fields: list[bool] = []  # of the fields we are in: whether their result has begun

    def index(self, paragraph: Any) -> int:
        return self._index[paragraph]

    def read(self, paragraph: Any, base: Look) -> Text:
        """The text of a w:p whose runs look like `base` where they say nothing else."""
        walk = _Walk(self, Origin(self._part, self._index[paragraph], NO_RUN, 0), base, paragraph)
        walk.content(paragraph)
        walk.text.hidden = walk.unseen and not walk.text.atoms
        return walk.text

    def look(self, base: Look, properties: Any) -> Look:
        return self._styles.run(base, properties)

    def field_char(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    @property
    def shown(self) -> bool:
        """Whether text here is a field's result or stands in no field."""
        return all(self._fields)


class _Walk:
    """Goes through one paragraph."""

    def __init__(self, reader: TextReader, origin: Origin, base: Look, paragraph: Any) -> None:
        self._reader, self._origin, self._base, self._paragraph = reader, origin, base, paragraph
        self._run, self._runs, self._offset = NO_RUN, 0, 0
        self._look = base
        self.text = Text()
        self.unseen = False

    def content(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "r":
                self._enter(child)
            elif tag == _BOX:
                self.text.boxes.append(child)
            elif tag in _DROPPED:
                self._skip(child, tag)
            elif tag == W + "t":
                self._written(child)
            elif tag in _SIGNS:
                self._sign(_SIGNS[tag], page=child.get(W + "type") == "column")
            elif tag == W + "sym":
                self._sign(_symbol(child.get(W + "char")))
            elif tag == W + "fldChar":
                self._reader.field_char(child.get(W + "fldCharType"))
            elif tag == _MATH_TEXT:
                self._add(child.text or "", NO_RUN, 0)
            elif isinstance(tag, str):
                self.content(child)

    def _enter(self, run: Any) -> None:
        outer = self._run, self._offset, self._look
        self._run, self._offset = self._runs, 0
        self._runs += 1
        self._look = self._reader.look(self._base, run.find(W + "rPr"))
        self.content(run)
        self._run, self._offset, self._look = outer

    def _skip(self, element: Any, tag: str) -> None:
        """Counts the runs of what is not read, so that indices stay those of the XML; notes are remembered."""
        if tag in (W + "footnoteReference", W + "endnoteReference"):
            self.text.notes.append((tag[len(W) : -len("Reference")], element.get(W + "id") or ""))
        for run in element.iter(W + "r"):
            self._runs += next(run.iterancestors(W + "p"), None) is self._paragraph

    def _written(self, element: Any) -> None:
        """A w:t; blanks at its ends count only where it says so. Soft hyphens are no text."""
        raw = element.text or ""
        text, skipped = raw, 0
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = raw.strip(" \t\r\n")
            skipped = raw.index(text) if text else 0
        at = self._offset + skipped
        for part in text.translate(_BLANK).split("\xad"):
            self._add(part, self._run, at)
            at += len(part) + 1
        self._offset += len(raw)

    def _sign(self, text: str, *, page: bool = False) -> None:
        self._add("" if page else text, self._run, self._offset)
        self._offset += 1

    def _add(self, text: str, run: int, offset: int) -> None:
        if not text or not self._reader.shown:
            return
        if self._look.hidden:
            self.unseen = True
            return
        self.text.atoms.append(Atom(text, self._origin._replace(run=run, offset=offset)))
        self.text.looks[self._look] += len(text.strip())


def _symbol(code: str | None) -> str:
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF or number <= 0xFF:
        return _SYMBOLS.get(number & 0xFF, "·")
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x110000 else ""
