"""Which paragraphs of a Word document are its title and its headings: by style, else by how they look.

Numbered headings are known by their numbers (see marks.py); this serves those without, and ranks both alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lawcheck.model.text import fold
from lawcheck.readers.builder import BLANKS
from lawcheck.readers.composed import Atom, Grid, Line
from lawcheck.readers.docx_blocks import Item, Para
from lawcheck.readers.docx_styles import Look
from lawcheck.readers.docx_text import BREAK, Origin
from lawcheck.readers.marks import marker

_TITLE_MAX = 60
_HEADING_MAX = 40
_RUNNING = 40  # characters from which a paragraph is running text
_STOPS = "。；;！!？?，,：:、."
_DISPLAY = ("标宋", "黑体", "Hei", "heiti", "大黑", "粗黑")
_KAI = ("楷", "Kai")


def lines(items: list[Item]) -> Iterator[Line[Origin] | Grid[Origin]]:
    """The items as lines of the text, each with its level: 1 the title's, 2 and more those of headings."""
    paras = [item for item in items if isinstance(item, Para)]
    body = _body(paras)
    title = _title(items, body)
    styled = any(para.format.outline for para in paras)
    levels = {} if styled else _by_look(items, body, title)
    contents = _contents(paras)
    for item in items:
        if isinstance(item, Grid):
            yield item
        elif id(item) in contents:
            yield Line([a for a in item.atoms if a.text != BREAK], aside="contents")
        elif id(item) in title:
            yield from _split(item, 1)
        else:
            outline = item.format.outline
            yield from _split(item, outline + 1 if outline else levels.get(id(item), 0))


def _text(para: Para) -> str:
    return "".join(atom.text for atom in para.atoms).strip(BLANKS)


def _main(para: Para) -> Look | None:
    """The look of nearly all of a paragraph's characters; None where it changes."""
    if not para.looks:
        return None
    look, count = para.looks.most_common(1)[0]
    return look if count >= 0.9 * para.looks.total() > 0 else None


def _body(paras: list[Para]) -> Look:
    """The look of most characters of the running text."""
    count: Counter[Look] = Counter()
    for para in paras:
        count.update(para.looks)
    return count.most_common(1)[0][0] if count else Look()


def _face(look: Look) -> int:
    """How much a font stands out: 0 for 黑体 and 小标宋, 1 for 楷体, 2 for others."""
    return 0 if any(name in look.font for name in _DISPLAY) else 1 if any(name in look.font for name in _KAI) else 2


def _stands_out(look: Look | None, body: Look) -> bool:
    if look is None or look.size < body.size:
        return False
    return look.size > body.size or (look.bold and not body.bold) or _face(look) < _face(body)


def _title(items: list[Item], body: Look) -> set[int]:
    """The paragraphs (by id) that are the title: at the front, so styled, or centred and standing out."""
    found: set[int] = set()
    for item in items:
        if isinstance(item, Grid):
            break
        text = _text(item)
        if not text or item.format.kind == "contents":
            continue
        if len(text) > _TITLE_MAX or marker(fold(text)) or text[-1] in _STOPS:
            break
        styled = item.format.kind == "title" or (item.format.outline == 1 and not found)
        if styled or (not item.format.outline and item.format.centred and _stands_out(_main(item), body)):
            found.add(id(item))
    return found


def _by_look(items: list[Item], body: Look, title: set[int]) -> dict[int, int]:
    """Levels of the paragraphs (by id) that look like headings; the more a look stands out, the further out it is."""
    found: list[tuple[Para, Look]] = []
    for at, item in enumerate(items):
        if isinstance(item, Para) and id(item) not in title and _heading_like(items, at, body):
            look = _main(item)
            assert look is not None
            found.append((item, look))
    ranks = sorted({_rank(look) for _, look in found})
    return {id(para): ranks.index(_rank(look)) + 2 for para, look in found}


def _rank(look: Look) -> tuple[int, int, bool]:
    return -look.size, _face(look), not look.bold


def _heading_like(items: list[Item], at: int, body: Look) -> bool:
    """Whether a paragraph is short, stands out, ends without a mark and leads to running text or a numbered heading."""
    para = items[at]
    assert isinstance(para, Para)
    text = _text(para)
    numbered = marker(fold(text)) is not None
    if not 2 <= len(text) <= _HEADING_MAX or para.format.kind or not _stands_out(_main(para), body):
        return False
    if numbered:
        return True
    return text[-1] not in _STOPS and _leads(items[at + 1 : at + 5], body)


def _leads(following: list[Item], body: Look) -> bool:
    """Whether what follows is running text or a numbered heading, other headings between them aside."""
    for item in following:
        text = _text(item) if isinstance(item, Para) else ""
        if len(text) >= _RUNNING or marker(fold(text)) is not None:
            return True
        if text and not (isinstance(item, Para) and _stands_out(_main(item), body)):
            return False
    return False


def _contents(paras: list[Para]) -> set[int]:
    """The paragraphs (by id) of the table of contents, with the word 目录 above it."""
    found: set[int] = set()
    filled = [para for para in paras if _text(para)]
    for at, para in enumerate(filled):
        if para.format.kind == "contents":
            found.add(id(para))
            if at and "".join(_text(filled[at - 1]).split()) in ("目录", "目次"):
                found.add(id(filled[at - 1]))
    return found


def _split(para: Para, level: int) -> Iterator[Line[Origin]]:
    """The paragraph's lines: a break inside it ends one where a reader sees a new paragraph begin."""
    parts: list[list[Atom[Origin]]] = [[]]
    for atom in para.atoms:
        if atom.text == BREAK:
            parts.append([])
        else:
            parts[-1].append(atom)
    bullet = para.number is not None and para.number.bullet
    line: list[Atom[Origin]] = []
    for part in parts:
        if line and (level or para.format.centred or _ends(line, part)):
            yield _line(line, level, bullet)
            line = []
        line = line + part
    yield _line(line, level, bullet)


def _line(atoms: list[Atom[Origin]], level: int, bullet: bool) -> Line[Origin]:
    return Line(atoms, level, "item" if bullet else None)


def _ends(before: list[Atom[Origin]], after: list[Atom[Origin]]) -> bool:
    left = "".join(a.text for a in before).strip(BLANKS)
    right = "".join(a.text for a in after)
    if not left or not right.strip(BLANKS):
        return True
    heading = len(left) <= _TITLE_MAX and marker(fold(left)) is not None
    return left[-1] in _STOPS[:9] or len(left) < 20 or heading or right[0] in BLANKS or marker(fold(right)) is not None
