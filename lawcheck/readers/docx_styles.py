"""What Word's styles say of a paragraph and its runs: outline level, numbering, alignment and look, with inheritance."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from lawcheck.model.patterns import re_compile
from lawcheck.readers.docx_package import W

_OFF = ("0", "false", "off", "none")
_HEADING = re_compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re_compile(r"(?:toc|目录)\s*(?:\d|heading|标题)|contents heading|contents \d", re.IGNORECASE)
_TITLES = {"title": "title", "标题": "title", "文章标题": "title", "subtitle": "subtitle", "副标题": "subtitle"}


class Look(NamedTuple):
    """How a run of text looks: size in half points (0: not said), the East Asian font, bold or not, hidden or not."""

    size: int = 0
    bold: bool = False
    font: str = ""
    hidden: bool = False


class Format(NamedTuple):
    """What a paragraph is: `outline` 1 to 9 (0: body), `kind` title, subtitle, contents or "", its numbering."""

    outline: int = 0
    kind: str = ""
    centred: bool = False
    num_id: str = ""
    level: int | None = None  # of the numbering, 0-based
    look: Look = Look()
    style: str = ""


def on(element: Any, name: str) -> bool | None:
    """Whether a switch such as w:b is on; None when nothing is said."""
    found = element.find(W + name)
    return None if found is None else found.get(W + "val", "1").lower() not in _OFF


def value(element: Any, path: str) -> str | None:
    """The w:val of the element at a path of local names."""
    for name in path.split("/"):
        element = None if element is None else element.find(W + name)
    return None if element is None else element.get(W + "val")


def number(text: str | None) -> int | None:
    """A whole number as attributes write it; None for anything else."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def look(base: Look, properties: Any) -> Look:
    """A look with what a w:rPr says of it laid over."""
    if properties is None:
        return base
    size = number(value(properties, "sz"))
    bold, hidden = on(properties, "b"), on(properties, "vanish")
    fonts = properties.find(W + "rFonts")
    font = None if fonts is None else fonts.get(W + "eastAsia")
    return Look(
        base.size if size is None else size,
        base.bold if bold is None else bold,
        font or base.font,
        base.hidden if hidden is None else hidden,
    )


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        self._base = Look()
        self._formats: dict[str, Format] = {}
        for style in () if root is None else root.iterchildren(W + "style"):
            key = style.get(W + "styleId") or ""
            self._styles[key] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default", "0") not in _OFF:
                self._default = key
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = look(self._base, defaults)

    def paragraph(self, properties: Any) -> Format:
        """The format of a paragraph from its w:pPr (or None): what it says itself, over what its style says."""
        key = (value(properties, "pStyle") if properties is not None else None) or self._default
        if key not in self._formats:
            self._formats[key] = self._of_style(key)
        base = self._formats[key]
        return base if properties is None else _over(base, properties)

    def run(self, base: Look, properties: Any) -> Look:
        """The look of a run from its w:rPr (or None) in a paragraph of a look."""
        if properties is None:
            return base
        for style in self._chain(value(properties, "rStyle")):
            base = look(base, style.find(W + "rPr"))
        return look(base, properties)

    def numbering(self, key: str) -> str:
        """The w:numId that a numbering style (w:numStyleLink) stands for."""
        found = (value(style, "pPr/numPr/numId") for style in reversed(self._chain(key)))
        return next((num for num in found if num), "")

    def _chain(self, key: str | None) -> list[Any]:
        """A style and those it is based on, outermost base first; a circle ends where it closes."""
        chain: list[Any] = []
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            chain.append(self._styles[key])
            key = value(chain[-1], "basedOn") or ""
        return chain[::-1]

    def _of_style(self, key: str) -> Format:
        result = Format(look=self._base, style=key)
        for style in self._chain(key):
            name = (value(style, "name") or "").strip().lower()
            heading = _HEADING.fullmatch(name)
            if heading:
                result = result._replace(outline=int(heading[1]))
            if name in _TITLES:
                result = result._replace(kind=_TITLES[name])
            elif _CONTENTS.match(name):
                result = result._replace(kind="contents")
            properties = style.find(W + "pPr")
            if properties is not None:
                result = _over(result, properties)
            result = result._replace(look=look(result.look, style.find(W + "rPr")))
        return result


def _over(base: Format, properties: Any) -> Format:
    """A format with what a w:pPr says itself laid over."""
    outline = number(value(properties, "outlineLvl"))
    if outline is not None:
        base = base._replace(outline=outline + 1 if 0 <= outline < 9 else 0)
    align = value(properties, "jc")
    if align is not None:
        base = base._replace(centred=align == "center")
    num, level = value(properties, "numPr/numId"), number(value(properties, "numPr/ilvl"))
    if num is not None:
        base = base._replace(num_id=num, level=level if level is not None else base.level)
    elif level is not None:
        base = base._replace(level=level)
    return base
