"""The elements of a web page with their places, read as forgivingly as browsers do and in time linear in its length.

Government pages are full of bare < and &, unclosed and wrongly closed tags. A < that begins no tag name is text here,
as the HTML standard has it: 执行率<90% keeps every character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct, field

from lawcheck.model.patterns import re_compile

Kind = Literal["open", "close", "comment", "code", "other"]
_TAG = re_compile(r"""<(/?)([A-Za-z][^\s/<>]{0,40})((?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
_LOOSE = re_compile(r"<(/?)([A-Za-z][^\s/<>]{0,40})([^<>]*)>")  # a quote in it is not closed
_OTHER = re_compile(r"<[!?][^<>]*>")
_ATTRIBUTE = re_compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _words("area base br col embed hr img input link meta param source track wbr frame basefont bgsound keygen")
CODE = ("script", "style", "noscript", "template", "textarea", "iframe", "select", "svg", "object")
INLINE = _words(
    "a abbr acronym b bdo big cite code del dfn em font i ins kbd label mark nobr o:p q s samp small span st1:date "
    "strike strong sub sup tt u var ucapcontent"
)
_DEEPEST = 200  # elements within elements; what stands deeper is read as if it stood there
_ENDS_P = _words(
    "address article aside blockquote center div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre "
    "section table ul"
)
# A tag that opens ends an open one of these, looked for no further out than the second.
_ENDS = {
    "li": (("li",), ("ul", "ol")), "dt": (("dt", "dd"), ("dl",)), "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("tr", "table")), "th": (("td", "th"), ("tr", "table")), "tr": (("tr",), ("table",)),
    "tbody": (("tbody", "thead", "tfoot"), ("table",)), "tfoot": (("tbody", "thead", "tfoot"), ("table",)),
}  # fmt: skip
_TABLE_PARTS = _words("table thead tbody tfoot tr td th caption")


class Node(Struct, eq=False):
    """An element; its children are elements and stretches (start, end) of text. `end` is where its end tag stands."""

    tag: str
    start: int  # of its tag
    inside: int  # where its tag ends
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | tuple[int, int]] = field(default_factory=list)
    parent: Node | None = None
    end: int = 0
    weight: int = 0  # characters of running text in it

    @property
    def names(self) -> str:
        """Id and classes, as one string in small letters."""
        return f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}".lower()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


class _Token(NamedTuple):
    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def parse(text: str) -> tuple[Node, list[tuple[int, int, str]]]:
    """The root element and what is set aside: stretches (start, end, reason) of comments and code, in order."""
    tree = _Tree(len(text))
    asides: list[tuple[int, int, str]] = []
    at = 0
    for token in _tokens(text):
        if at < token.start:
            tree.text(at, token.start)
        at = token.end
        if token.kind in ("comment", "code"):
            asides.append((token.start, token.end, token.kind))
        elif token.kind == "close":
            tree.close(token.name, token.start)
        elif token.kind == "open" and token.name not in CODE:
            tree.open(token, _attributes(token.attributes))
    if at < len(text):
        tree.text(at, len(text))
    return tree.finish(), asides


def _tokens(text: str) -> Iterator[_Token]:
    """Tags, comments, declarations and the contents of scripts and the like, in order."""
    at, comments = 0, True  # comments: there may still be a --> further on
    unclosed: set[str] = set()
    while (at := text.find("<", at)) >= 0:
        token: _Token | None = None
        if comments and text.startswith("<!--", at):
            end = text.find("-->", at + 2)
            comments = end >= 0
            token = _Token("comment", at, end + 3) if comments else None
        elif match := _TAG.match(text, at) or _LOOSE.match(text, at):
            token = _Token("close" if match[1] else "open", at, match.end(), match[2].lower(), match[3])
        elif match := _OTHER.match(text, at):
            token = _Token("other", at, match.end())
        if token is None:
            at += 1
            continue
        yield token
        at = token.end
        if token.kind == "open" and token.name in CODE and token.name not in unclosed:
            end_tag = re_compile(f"</{re.escape(token.name)}", re.IGNORECASE).search(text, at)
            if end_tag is None and token.name not in ("script", "style"):
                unclosed.add(token.name)  # a mere slip: what follows is not inside it
                continue
            at = end_tag.start() if end_tag else len(text)
            if token.end < at:
                yield _Token("code", token.end, at)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), double or single or bare)
    return found


class _Tree:
    """Builds the tree from tags, ending elements where HTML lets the end tag be left out."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._stack = [Node("#root", 0, 0)]
        self._open: Counter[str] = Counter()
        self._unpushed: Counter[str] = Counter()  # opened deeper than we go

    def text(self, start: int, end: int) -> None:
        self._stack[-1].children.append((start, end))

    def open(self, token: _Token, attributes: dict[str, str]) -> None:
        name = token.name
        if name in _ENDS_P and self._open["p"]:
            self._end_paragraph(token.start)
        if name in _ENDS:
            self._end_until(*_ENDS[name], token.start)
        node = Node(name, token.start, token.end, attributes, parent=self._stack[-1], end=token.end)
        if name in _VOID:
            self._stack[-1].children.append(node)
        elif len(self._stack) >= _DEEPEST:
            self._unpushed[name] += 1
        else:
            self._stack[-1].children.append(node)
            self._stack.append(node)
            self._open[name] += 1

    def close(self, name: str, at: int) -> None:
        if self._unpushed[name]:
            self._unpushed[name] -= 1
        elif self._open[name]:
            for index in range(len(self._stack) - 1, 0, -1):
                tag = self._stack[index].tag
                if tag == name:
                    self._pop_to(index, at)
                    return
                if tag in ("td", "th", "table") and name not in _TABLE_PARTS:
                    return

    def finish(self) -> Node:
        self._pop_to(1, self._length)
        self._stack[0].end = self._length
        return self._stack[0]

    def _end_paragraph(self, at: int) -> None:
        for index in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[index].tag
            if tag == "p":
                self._pop_to(index, at)
            if tag not in INLINE:
                return

    def _end_until(self, ended: tuple[str, ...], limit: tuple[str, ...], at: int) -> None:
        for index in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[index].tag
            if tag in ended:
                self._pop_to(index, at)
                return
            if tag in limit:
                return

    def _pop_to(self, index: int, at: int) -> None:
        for node in self._stack[index:]:
            node.end = at
            self._open[node.tag] -= 1
        del self._stack[index:]
