"""Where the article of a government page stands: by the names editors give it, else by where the running text is."""

from __future__ import annotations

from lawcheck.model.patterns import re_compile
from lawcheck.readers.html_page import Block
from lawcheck.readers.html_tree import Node

_STRONG = re_compile(
    r"(?:^|[\s_-])(?:trs_?u?editor|trs_?editor|ucap-?content|zoom|zoomcon|artibody|article-?content|artcontent|pages_content|"
    r"news_?content|content_?article|bt_?content|xl_?content|con_?text|detail-?content|main-?text)(?:$|[\s_-])"
)
_CHROME = frozenset(("nav", "header", "footer", "aside", "button"))
_SHARE = 0.9  # of the running text that the element one goes down to must hold
_NAMED_SHARE = 0.5
_LINE = 25  # characters from which a block counts as running text


def container(root: Node, found: list[Block]) -> Node:
    """The element that holds the article."""
    for block in found:
        weight = _weight(block)
        node: Node | None = block.node if weight else None
        while node is not None:
            node.weight += weight
            node = node.parent
    named = [n for n in root.walk() if n.weight and n.weight >= _NAMED_SHARE * root.weight and _STRONG.search(n.names)]
    if named:
        return named[0]
    node, best = root, root
    while True:
        inner = max((c for c in node.children if isinstance(c, Node)), key=lambda c: c.weight, default=None)
        if inner is None or not inner.weight or inner.weight < _SHARE * root.weight:
            return best
        node = inner
        if inner.tag not in ("table", "tbody", "tr", "p"):  # a table or a paragraph is part of an article
            best = inner


def inside(block: Block, holder: Node) -> bool:
    """Whether a block stands in an element and in no navigation inside it."""
    node: Node | None = block.node
    while node is not None and node is not holder:
        if node.tag in _CHROME:
            return False
        node = node.parent
    return node is holder


def navigation(block: Block) -> bool:
    """Whether a block is nothing but links."""
    return not block.table and block.linked >= 0.8 * len(block.text)


def _weight(block: Block) -> int:
    """Characters of running text; short lines, links and what stands in navigation weigh nothing."""
    node: Node | None = block.node
    while node is not None:
        if node.tag in _CHROME:
            return 0
        node = node.parent
    text = block.text
    length = len(text) - block.linked
    return length if length >= _LINE and ("。" in text or "，" in text or "；" in text or "," in text) else 0
