"""A web page as blocks in the order of the text: paragraphs with their characters' places, and tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec import Struct, field

from lawcheck.model.patterns import re_compile
from lawcheck.readers.builder import BLANKS
from lawcheck.readers.html_tree import INLINE, Node
from lawcheck.readers.inline import Atom, _wide

_PART = re_compile(r"[ \t\r\n\f]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^ \t\r\n\f&]+|&")
_HIDDEN = re_compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LAYOUT = 300  # characters: no cell of a table of figures holds as many
BREAK = Atom(0, 0, "\n")
_ROWS = ("tr", "thead", "tbody", "tfoot")


class Block(Struct, eq=False):
    """A paragraph of the page: atoms with BREAK for <br>; `node` is the innermost element that is no mere markup."""

    node: Node
    atoms: list[Atom] = field(default_factory=list)
    level: int = 0  # of <h1> to <h6>
    item: bool = False
    linked: int = 0  # characters in links
    table: Node | None = None

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms).strip(BLANKS)

    @property
    def start(self) -> int:
        return self.table.start if self.table else next(a.start for a in self.atoms if a.end)

    @property
    def end(self) -> int:
        return self.table.end if self.table else next(a.end for a in reversed(self.atoms) if a.end)


def blocks(root: Node, text: str) -> tuple[list[Block], list[tuple[int, int]]]:
    """All blocks of a page that hold more than blanks, and the stretches that no reader sees.

    Tables that only arrange text are read as their contents.
    """
    walk = _Walk(text)
    walk.node(root)
    walk.flush()
    return walk.found, walk.hidden


def cell_atoms(cell: Node, text: str) -> list[Atom]:
    """The text of a table's cell, its paragraphs parted by BREAK, tables inside it included."""
    walk = _Walk(text, tables=False)
    walk.node(cell)
    walk.flush()
    atoms: list[Atom] = []
    for block in walk.found:
        atoms += [BREAK, *block.atoms] if atoms else block.atoms
    return atoms


def rows(table: Node) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, not those of tables in it, and whether each stands in a <thead>."""
    for child in table.children:
        if isinstance(child, Node) and child.tag == "tr":
            yield child, table.tag == "thead"
        elif isinstance(child, Node) and child.tag not in ("table", "caption", "td", "th"):
            yield from rows(child)


def cells(row: Node) -> list[Node]:
    return [child for child in row.children if isinstance(child, Node) and child.tag in ("td", "th")]


class _Walk:
    """Goes through the elements in order and collects blocks."""

    def __init__(self, text: str, *, tables: bool = True) -> None:
        self._text, self._tables = text, tables
        self._block: Block | None = None
        self._holder = Node("#none", 0, 0)  # the innermost element that is no mere markup
        self._level = self._links = 0
        self._numbers: list[int | None] = []  # of the lists we are in: the next item's number
        self._prefix: Atom | None = None
        self.found: list[Block] = []
        self.hidden: list[tuple[int, int]] = []  # what no reader sees

    def node(self, node: Node) -> None:
        outer = self._holder, self._level
        inline = node.tag in INLINE
        if not inline:
            self.flush()
            self._holder = node
        if node.tag[:1] == "h" and node.tag[1:].isdigit():
            self._level = int(node.tag[1:])
        self._enter(node)
        for child in node.children:
            if not isinstance(child, Node):
                self._add(*child)
            elif child.tag == "br":
                self._current().atoms.append(BREAK)
            elif _hidden(child):
                self.hidden.append((child.inside, child.end))
            elif child.tag == "head":
                self.hidden += [(n.inside, n.end) for n in child.walk() if n.tag == "title" and n.end > n.inside]
            elif child.tag == "table" and self._tables and _is_data(child, self._text):
                self.flush()
                self.found.append(Block(child, table=child))
            else:
                self.node(child)
        if not inline:
            self.flush()
        if node.tag in ("ol", "ul"):
            self._numbers.pop()
        self._links -= node.tag == "a"
        self._holder, self._level = outer

    def _enter(self, node: Node) -> None:
        self._links += node.tag == "a"
        if node.tag in ("ol", "ul"):
            start = node.attributes.get("start", "1")
            self._numbers.append(
                (int(start) if start.isdecimal() and len(start) < 6 else 1) if node.tag == "ol" else None
            )
        elif node.tag == "li" and self._numbers and self._numbers[-1] is not None:
            self._prefix = Atom(node.start, node.inside, f"{self._numbers[-1]}.")
            self._numbers[-1] += 1

    def _current(self) -> Block:
        if self._block is None:
            self._block = Block(self._holder, level=self._level, item=bool(self._numbers))
        return self._block

    def _add(self, start: int, end: int) -> None:
        for part in _PART.finditer(self._text, start, end):
            shown = part[0]
            if shown[0] == "&":
                shown = html.unescape(shown)
            elif shown[0] in " \t\r\n\f":
                shown = "\n" if "\n" in shown or "\r" in shown else " "
            if shown:
                block = self._current()
                block.atoms.append(Atom(part.start(), part.end(), shown))
                block.linked += len(shown.strip(BLANKS)) if self._links else 0

    def flush(self) -> None:
        block, self._block = self._block, None
        if block is not None and block.text:
            block.atoms = _collapsed(block.atoms)
            if self._prefix is not None:
                block.atoms.insert(0, self._prefix)
                self._prefix = None
            self.found.append(block)


def _collapsed(atoms: list[Atom]) -> list[Atom]:
    """Runs of blanks as one, none where a line of the HTML breaks between two Chinese characters."""
    kept: list[Atom] = []
    for at, atom in enumerate(atoms):
        if atom is BREAK or atom.text not in (" ", "\n"):
            kept.append(atom)
        elif kept and kept[-1].text != " " and kept[-1] is not BREAK:
            following = next((a.text for a in atoms[at + 1 : at + 8] if a is BREAK or a.text not in (" ", "\n")), "")
            if not (atom.text == "\n" and following and _wide(kept[-1].text[-1]) and _wide(following[0])):
                kept.append(atom._replace(text=" "))
    return kept


def _hidden(node: Node) -> bool:
    return "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style", "")))


def _is_data(table: Node, text: str) -> bool:
    """Whether a table holds data; one that arranges a page has one cell, tables inside or cells full of text."""
    every = [cell for row, _ in rows(table) for cell in cells(row)]
    if len(every) < 2 or any(inner.tag == "table" for cell in every for inner in cell.walk()):
        return False
    return all(_characters(cell, text) < _LAYOUT for cell in every)


def _characters(node: Node, text: str) -> int:
    return sum(
        len(text[start:end].strip())
        for n in node.walk()
        for start, end in (c for c in n.children if isinstance(c, tuple))
    )
