"""Plain text: one line a paragraph, headings by their numbering, the navigation of a web dump set aside."""

from __future__ import annotations

from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Source
from lawcheck.model.text import fold
from lawcheck.readers.builder import BLANKS, Builder, Line, lines
from lawcheck.readers.decode import decode
from lawcheck.readers.marks import marker

# What government pages put above and below an article. Each must match a whole line.
_HEAD = re_compile(
    r"[×xX✕]|.{0,8}(?:当前)?(?:所在)?位置\s*[::].*|首页(?:\s*[>»/›→].*)?|(?:.*\s)?保护视力色?[::]?.*|"
    r"(?:【|\[)?\s*(?:字体|字号|大小)[::\s].*|(?:【|\[)?大\s*中\s*小(?:】|\])?.*|"
    r"(?:信息)?来源\s*[::].*|(?:发布|发文|成文|更新|生成)?(?:时间|日期|机构)\s*[::].*|"
    r"(?:索\s*引\s*号|主题分类|信息分类|组配分类|体裁分类|公开(?:方式|范围|形式|时限|目录)|有效性|关键词|文\s*号|发文字号|名\s*称|"
    r"浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|量)?|访问量|作者|责任编辑|编辑|分享(?:到)?|打印(?:本页)?|收藏|下载|朗读|听全文|无障碍)"
    r"\s*[::]?.{0,60}"
)
_TAIL = re_compile(
    r"[×xX✕]|分享(?:到|至)?\s*[::]?.{0,40}|(?:【|\[)?\s*(?:打印|关闭|收藏|返回|纠错|顶部)(?:本页|此页|本文|窗口|顶部|页面)?.{0,30}|"
    r"(?:上|下)一[篇条]\s*[::]?.*|扫一扫.*|相关(?:文章|信息|链接|附件|阅读).*|附件下载.*|(?:主办|承办|协办|版权所有|技术支持)(?:单位)?\s*[::].*|"
    r".*(?:ICP备|网站标识码|公网安备|Copyright|版权所有).*|联系我们.*|网站(?:地图|声明).*|责任编辑\s*[::].*|"
    r"(?:浏览|阅读|点击)(?:次数|量)?\s*[::]?\s*\d*.{0,10}"
)
_KEYED = re_compile(r"([\u4e00-\u9fff]{2,6})\s*[::]\s*(\S+(?:\s\d{1,2}:\d{2}(?::\d{2})?)?)")
_LONG = 60  # a line of more characters is running text, not navigation
_FRAGMENT = 20  # characters of a link's or an index's text
_MARK = re_compile(r"<!--.*?-->")
_MARKDOWN = re_compile(r"(?m)^#{1,6}[ \t]+\S")  # two such lines, and a text is Markdown under another name


def read(data: bytes | str, path: str = "<text>", meta: dict[str, Any] | None = None) -> Document:
    """A Document from plain text; navigation lines at both ends become asides, their 来源 and 时间 its `meta`."""
    text, encoding = (data, "utf-8") if isinstance(data, str) else decode(data)
    if len(_MARKDOWN.findall(text)) > 1:
        from lawcheck.readers import markdown  # no other plain text needs it

        return markdown.read(data, path, meta)
    builder = Builder(Source(text, path, "plain", encoding))
    found = lines(text)
    head, tail = _navigation(text, [(line.start, line.end) for line in found])
    for number, line in enumerate(found):
        content = text[line.start : line.end]
        if number in head or number in tail:
            builder.aside(line.start, line.end, "navigation")
            if number in head:
                builder.meta.update(_KEYED.findall(fold(content)))
        else:
            _copy(builder, line)
            following = number + 1
            if following == len(found) or following in tail or not _continues(text, line, found[following]):
                builder.end_block(line.end)
    builder.meta.update(meta or {})
    return builder.document()


def _copy(builder: Builder, line: Line) -> None:
    """A line of the report; comments in it, or all of it, are set aside with the blanks they leave at its ends."""
    text = builder.source.text
    parts, at = [], line.start
    while (begin := text.find("<!--", at, line.end)) >= 0 and (end := text.find("-->", begin + 4, line.end)) >= 0:
        parts.append((at, begin))
        builder.aside(begin, end + 3, "comment")
        at = end + 3
    parts = [part for part in (*parts, (at, line.end)) if text[slice(*part)].strip(BLANKS)]
    for number, (start, end) in enumerate(parts):
        if number == 0:
            start = end - len(text[start:end].lstrip(BLANKS))
        if number == len(parts) - 1:
            end = start + len(text[start:end].rstrip(BLANKS))
        builder.copy(start, end)


def _continues(text: str, line: Line, following: Line) -> bool:
    """Whether a web page broke a paragraph between two lines, as at a link: no paragraph begins or ends so."""
    after = text[following.start : following.end]
    if text[line.end : following.start] not in ("\n", "\r\n") or marker(fold(after)) or _MARK.fullmatch(after):
        return False  # indented, after a blank line, numbered, or a comment
    before = fold(text[line.start : line.end])
    opened = len(after) <= _FRAGMENT and any(before.rfind(o) > before.rfind(c) for o, c in ("()", "《》"))
    return opened or before[-1] in ",、(《“‘" or after[0] in "，。、；：！？）)》”’"


def _navigation(text: str, found: list[tuple[int, int]]) -> tuple[set[int], set[int]]:
    """Which lines are navigation: at the top those before the first running text, at the end a closed run."""
    head: set[int] = set()
    for number, (start, end) in enumerate(found[:40]):
        line = fold(text[start:end])
        if _MARK.fullmatch(text, start, end):
            continue  # a mark may stand above the title, inside what a page puts there
        if len(line) <= 2 * _LONG and _HEAD.fullmatch(line):
            head.add(number)
        elif len(line) > _LONG or marker(line):
            break
    tail: set[int] = set()
    for number in range(len(found) - 1, max(-1, len(found) - 40), -1):
        line = fold(text[slice(*found[number])])
        if number in head or len(line) > 2 * _LONG or not _TAIL.fullmatch(line):
            break
        tail.add(number)
    return head, tail
