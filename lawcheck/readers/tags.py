"""HTML inside Markdown: its tags, comments, code and text told apart, in one pass and without building a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from lawcheck.model.patterns import re_compile

Kind = Literal["text", "open", "close", "comment", "code", "other"]

# Tags that begin or end a line of what a reader sees.
BLOCK = re_compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-6]|head|header|hr|html|legend|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|"
    "th|thead|title|tr|ul"
)
_HIDDEN = ("script", "style")
_TAG = re_compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*>")
_OTHER = re_compile(r"<[!?][^<>]*>")


class Token(Struct, frozen=True):
    """A stretch [start, end) of the text; `name` is the tag's, in small letters."""

    kind: Kind
    start: int
    end: int
    name: str = ""


def tokens(text: str) -> Iterator[Token]:
    """What the text is made of, without gaps; a < that opens nothing belongs to the text."""
    at, begun, closed = 0, 0, True  # closed: there may still be a --> further on
    while (at := text.find("<", at)) >= 0:
        token = None
        if closed and text.startswith("<!--", at):
            token, closed = _comment(text, at)
        elif tag := _TAG.match(text, at):
            token = Token("close" if tag[1] else "open", at, tag.end(), tag[2].lower())
        elif other := _OTHER.match(text, at):
            token = Token("other", at, other.end())
        if token is None:
            at += 1
            continue
        if begun < at:
            yield Token("text", begun, at)
        yield token
        begun = at = token.end
        if token.kind == "open" and token.name in _HIDDEN:
            end = re_compile(f"</{token.name}", re.IGNORECASE).search(text, at)
            begun = at = end.start() if end else len(text)
            yield Token("code", token.end, at)
    if begun < len(text):
        yield Token("text", begun, len(text))


def _comment(text: str, at: int) -> tuple[Token | None, bool]:
    end = text.find("-->", at + 2)
    return (Token("comment", at, end + 3), True) if end >= 0 else (None, False)
