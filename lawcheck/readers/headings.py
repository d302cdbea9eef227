"""The Section tree, built for every reader from a flat list of blocks.

Reports number their headings 一、 → （一） → 1. → （1） → ①, skip levels freely (一、 → 1.), share a paragraph between
heading and text (标题。正文), leave levels without numbers, or start at 1、. So a heading's depth comes from the *rank*
of its numbering against the ranks above it, never from a fixed ladder; Word and Markdown levels serve where a heading
has no number, or where they turn the order of the numbering round.
"""

from __future__ import annotations

from msgspec import Struct, structs

from lawcheck.model.document import Paragraph, Role, Section, Table
from lawcheck.model.patterns import kept, re_compile
from lawcheck.model.source import Span
from lawcheck.model.text import fold
from lawcheck.readers.marks import Marker, marker


class Block(Struct, frozen=True):
    """One line of the text, or a table; `level` is what the format itself calls a heading (0: nothing)."""

    span: Span
    level: int = 0
    role: Role | None = None
    table: Table | None = None


_TITLE_MAX = 60
_DEEPEST = 6  # levels of headings that a format has
_END = "。；！？，、："
_DATE = re_compile(
    r"[(]?\s?(?:\d{4}|[一二三四五六七八九〇○零]{4})\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月"
    r"(?:\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日?)?\s?[)]?"
)
_BODY_NAME = re_compile(
    r"[\u4e00-\u9fff()、\s]{2,40}(?:政府|委员会|党委|工委|党工委|局|办事处|办公室|厅|部|院|委|署|队|中心|乡|镇|街道)(?:\(.{0,6}章\))?"
)
_ADDRESSEE = re_compile(r"(?![^:]*(?:如下|报告|汇报|主要|情况|开展|工作))[^:。;;!?]{2,60}:")
_DOCUMENT_NUMBER = re_compile(
    r"[\u4e00-\u9fff]{2,14}\s?[〔\[(【]\s?\d{4}\s?[〕\])】]\s?(?:第\s?)?\d{1,4}\s?号(?:\s+签发人:.*)?"
)
_KEYED = r"(?:索\s*引\s*号|发文机关|成文日期|发布日期|标\s*题|主题词)\s*[::].*"
_META = re_compile(rf"[\u4e00-\u9fff、 ]{{3,30}}文件|签发人\s*[::].*|密级.*|{_KEYED}")
_YEAR = r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s?年"
_TITLE_END = r"(?:报告|总结|情况|要点|方案|通报|标准|表|通知|计划|意见|规划|指引|细则|评查)(?:\(.{1,12}\))?$"
_SUBTITLE = re_compile(r"(?:——|--|—).+|[(].{2,60}[)]")


class _Open:
    """A section still being filled."""

    def __init__(self, key: float, heading: Span, title: str, mark: Marker | None, run_in: bool) -> None:
        self.key, self.heading, self.title, self.mark, self.run_in = key, heading, title, mark, run_in
        self.children: list[Section | Paragraph | Table] = []

    def close(self, level: int) -> Section:
        end = self.children[-1].span.end if self.children else self.heading.end
        mark = self.mark or Marker("", "", 0, 0)
        return Section(
            Span(self.heading.start, max(end, self.heading.end)), self.heading, self.title, level,
            tuple(self.children), mark.number, mark.style, mark.ordinal, self.run_in,
        )  # fmt: skip


def build(blocks: list[Block], text: str) -> Section:
    """The tree over the blocks of a text; its root spans the whole text."""
    whole = fold(text)
    folded = [whole[b.span.start : b.span.end] for b in blocks]
    marks = [None if b.table else marker(line) for b, line in zip(blocks, folded, strict=True)]
    roles = _roles(blocks, folded, marks)
    keys = _keys(blocks, folded, marks, roles)
    root = _Open(-1, Span(0, 0), "", None, False)
    stack = [root]

    def unwind(key: float) -> None:
        while len(stack) > 1 and stack[-1].key >= key:
            closed = stack.pop()
            stack[-1].children.append(closed.close(len(stack)))

    for block, mark, role, key in zip(blocks, marks, roles, keys, strict=True):
        if block.table:
            stack[-1].children.append(block.table)
        elif key is None:
            if role in ("signature", "dateline"):
                unwind(0)
            stack[-1].children.append(Paragraph(block.span, role))
        else:
            unwind(key)
            heading, title, rest = _split(block.span, text, mark)
            if mark:  # as written: full-width marks were folded to be recognised
                mark = structs.replace(mark, number=text[block.span.start : block.span.start + len(mark.number)])
            opened = _Open(key, heading, title, mark, rest is not None)
            if rest is not None:
                opened.children.append(Paragraph(rest))
            stack.append(opened)
    unwind(-0.5)
    return Section(Span(0, len(text)), Span(0, 0), "", 0, tuple(root.children))


def _split(span: Span, text: str, mark: Marker | None) -> tuple[Span, str, Span | None]:
    """Heading span, bare title and, where heading and text share the line, the span of the text."""
    line = text[span.start : span.end]
    skip = len(mark.number) if mark else 0
    while skip < len(line) and line[skip] in " \u3000\xa0\t":
        skip += 1
    if mark is None:
        return span, line.rstrip("。：:"), None
    cut = _run_in(line, skip, mark)
    if cut is None:
        return span, line[skip:].rstrip("。：:"), None
    start = cut
    while start < len(line) and line[start] in " \u3000\xa0\t":
        start += 1
    return (
        Span(span.start, span.start + cut),
        line[skip:cut].rstrip("。：: \u3000\xa0"),
        Span(span.start + start, span.end),
    )


def _run_in(line: str, skip: int, mark: Marker) -> int | None:
    """Where the text begins in a line that carries heading and text; None when all of it is heading."""
    stop = line.find("。", skip)
    if 0 <= stop < len(line) - 1 and stop - skip <= _TITLE_MAX:
        return stop + 1
    colon = min((at for at in (line.find("：", skip), line.find(":", skip)) if at >= 0), default=-1)
    if 0 < colon - skip <= 25 and colon < len(line) - 1 and "，" not in line[skip:colon]:
        return colon + 1
    if len(line) - skip <= _TITLE_MAX and mark.style != "一是":
        return None
    if (
        mark.style in ("一、", "（一）", "章", "节")
        and stop in (-1, len(line) - 1)
        and len(line) - skip <= 2 * _TITLE_MAX
    ):
        return None  # a guideline's long sentence used as a heading
    clause = min((at for at in (line.find(m, skip) for m in "，,；;。：:") if at > skip), default=len(line))
    return clause + 1 if clause < len(line) - 1 else None


def _roles(blocks: list[Block], folded: list[str], marks: list[Marker | None]) -> list[Role]:
    """What part of the report each block is: the front is read line by line until running text begins."""
    roles: list[Role] = [b.role or "body" for b in blocks]
    titled = named = False
    for i, (block, line) in enumerate(zip(blocks, folded, strict=True)):
        if block.table:
            continue
        role = _front_role(line, block, marks[i], titled, named)
        if role is None:
            break
        roles[i] = role
        titled = titled or role == "title"
        named = role == "title" and bool(_BODY_NAME.fullmatch(line))
    for i in range(len(blocks) - 1, -1, -1):
        if roles[i] == "body" and not blocks[i].table and not blocks[i].level and _DATE.fullmatch(folded[i]):
            roles[i] = "dateline"
            if i and roles[i - 1] == "body" and not blocks[i - 1].table and _BODY_NAME.fullmatch(folded[i - 1]):
                roles[i - 1] = "signature"
    return roles


def _front_role(line: str, block: Block, mark: Marker | None, titled: bool, named: bool) -> Role | None:
    """The role of a line of the front (`named`: the line before is a body's name); None where the front ends."""
    if block.role in ("item", "quote", "note"):
        return None
    if _DOCUMENT_NUMBER.fullmatch(line) or _META.fullmatch(line):
        return "meta"
    if titled and _DATE.fullmatch(line):
        return "dateline"
    if titled and _SUBTITLE.fullmatch(line) and not mark:
        return "subtitle"
    if _ADDRESSEE.fullmatch(line) and not mark and not block.level:
        return "addressee" if titled else None
    if mark or len(line) > _TITLE_MAX or line[-1] in "。;!?,、:":
        return None
    if block.level > 1 and titled:
        return None
    if block.level == 1 or _title_like(line) or (not titled and kept(_YEAR).search(line)):
        return "title"
    if (not titled or named) and not block.level and _BODY_NAME.fullmatch(line):
        return "title"  # a title in several lines: the bodies' names, then what they report
    return None


def _title_like(line: str) -> bool:
    return kept(_TITLE_END).search(line) is not None


def _keys(blocks: list[Block], folded: list[str], marks: list[Marker | None], roles: list[Role]) -> list[float | None]:
    """For each block the sort key of the heading it is (smaller is further out), None for running text."""
    known = {b.level: m.rank for b, m, r in zip(blocks, marks, roles, strict=True) if b.level and m and r == "body"}
    chapters = any(m and m.rank == 1 for m in marks)
    turned = _turned(blocks, marks, roles)
    keys: list[float | None] = []
    rank = 0.0  # of the numbered heading last seen
    for i, (block, mark, role) in enumerate(zip(blocks, marks, roles, strict=True)):
        key: float | None = None
        if role in ("body", "item") and not block.table:
            if mark and not (role == "item" and block.level == 0 and mark.rank > 5.5):
                key = mark.rank
                rank = mark.rank
                if turned:
                    key = float(block.level) if block.level else _DEEPEST + mark.rank
            elif block.level:
                key = float(block.level) if turned else _markup_key(block.level, known)
            elif role == "body" and _bare_heading(i, blocks, folded, marks, roles):
                key = rank + 0.5 if chapters and 1 <= rank < 5 else (0.9 if not chapters else None)
        keys.append(key)
    return keys


def _turned(blocks: list[Block], marks: list[Marker | None], roles: list[Role]) -> bool:
    """Whether the format's levels contradict the numbering (## 1. with ### （一） below): then they are what is meant."""
    ranks: dict[int, set[float]] = {}
    for block, mark, role in zip(blocks, marks, roles, strict=True):
        if block.level and mark and role == "body":
            ranks.setdefault(block.level, set()).add(mark.rank)
    levels = sorted(ranks)
    return any(min(ranks[a]) > max(ranks[b]) for i, a in enumerate(levels) for b in levels[i + 1 :])


def _markup_key(level: int, known: dict[int, float]) -> float:
    """The key of an unnumbered heading of the format: like its numbered peers, else between those around it."""
    if level in known:
        return known[level]
    above = [lv for lv in known if lv < level]
    if above:
        nearest = max(above)
        return known[nearest] + 0.1 * (level - nearest)
    below = [lv for lv in known if lv > level]
    return known[min(below)] - 0.1 * (min(below) - level) if below else float(level)


def _bare_heading(
    i: int, blocks: list[Block], folded: list[str], marks: list[Marker | None], roles: list[Role]
) -> bool:
    """Whether a short line without number is a heading: it stands alone, ends without a mark, and text follows."""
    line = folded[i]
    if not 4 <= len(line) <= 28 or line[-1] in "。;!?,、:.)》”的" or kept(r"[。;!?,:\d]").search(line):
        return False
    if i + 1 >= len(blocks) or roles[i + 1] != "body" or blocks[i + 1].table:
        return False
    if i and roles[i - 1] == "body" and not blocks[i - 1].table and marks[i - 1] is None and len(folded[i - 1]) <= 28:
        return False  # a list of short lines, not headings
    running = i and roles[i - 1] == "body" and not (blocks[i - 1].table or blocks[i - 1].level)
    if running and (not marks[i - 1] or "。" in folded[i - 1]) and folded[i - 1][-1] not in "。;!?:…”)》":
        return False  # a sentence that a web page broke at a link
    return marks[i + 1] is not None or len(folded[i + 1]) > 40
