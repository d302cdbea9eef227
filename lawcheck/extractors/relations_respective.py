"""Respective figures: as many must follow 分别 as were announced (三个管区分别为7个、11个; 一至四季度分别…; 分别于3月、6月…，共3次)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lawcheck.extractors.clauses import Scan
from lawcheck.extractors.numerals import read
from lawcheck.extractors.ties import tallied
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span

_ROW = re_compile(
    r"(?:分别|依次)(?:为|是|有|达到?|完成|办理|受理|核查|检查|审查|开展|举办|调处)?(?:了)?(?:[\u4e00-\u9fff]{2})?"
    r"(?P<row>\d+(?:\.\d+)?[万亿]?(?P<unit>[\u4e00-\u9fff%‰]{1,3})(?:[、和与及]\d+(?:\.\d+)?[万亿]?(?P=unit))+)(?=[,。;\n])"
)
_ANNOUNCED = re_compile(
    r"(?P<said>(?P<count>[二两三四五六七八九十]|\d{1,2})个)[\u4e00-\u9fff]{1,6}?(?:\([\u4e00-\u9fff]{1,6}\))?,?$"
)
_QUARTERS = re_compile(r"(?P<said>一(?:季度)?(?:至|到|—|-)四季度|四个季度)(?:[\u4e00-\u9fff]{0,4})?$")
_YEARS = re_compile(r"(?P<said>(?P<first>20\d\d)年?(?:至|到|—|-)(?P<last>20\d\d)年),?[\u4e00-\u9fff]{0,12}$")
_MONTHS = re_compile(
    r"分别(?:于|在)(?P<row>(?:\d{1,2}月(?:\d{1,2}日)?[、和与及]?){2,})[^,。;\n\d]{0,24},?(?:全年|一年来|年内)?(?:共计?|合计|总计|累计)[\u4e00-\u9fff]{0,4}?"
    r"(?P<said>(?P<count>[二三四五六七八九十]|\d{1,2})(?:次|场|期|轮))"
)
_JOINTS = re_compile(r"[、和与及]")
_MONTH = re_compile(r"\d{1,2}月")
_SIGN = re_compile("分别|依次")
_BACK = 32  # characters before 分别 in which the number is announced


def relations(scan: Scan) -> Iterator[Relation]:
    text = scan.folded
    for sign in _SIGN.finditer(text):
        if row := _ROW.match(text, sign.start()):
            start = max(0, sign.start() - _BACK)
            before = text[start : sign.start()].rsplit("\n", 1)[-1]
            start = sign.start() - len(before)
            if found := _announced(before):
                at, announced = found
                yield from _counted(
                    Span(start + at.start, start + at.end),
                    announced,
                    Span(*row.span("row")),
                    len(_JOINTS.findall(row["row"])) + 1,
                )
        elif months := _MONTHS.match(text, sign.start()):
            yield from _counted(
                Span(*months.span("said")), int(read(months["count"]) or 0), Span(*months.span("row")),
                len(_MONTH.findall(months["row"])),
            )  # fmt: skip


def _announced(before: str) -> tuple[Span, int] | None:
    """Where words announce how many follow, and how many."""
    if said := _ANNOUNCED.search(before):
        return Span(*said.span("said")), int(read(said["count"]) or 0)
    if said := _QUARTERS.search(before):
        return Span(*said.span("said")), 4
    if said := _YEARS.search(before):
        return Span(*said.span("said")), int(said["last"]) - int(said["first"]) + 1
    return None


def _counted(at: Span, announced: int, row: Span, found: int) -> Iterator[Relation]:
    one = Quantity(at, Decimal(announced), Decimal(announced), Decimal(announced), "", "count", label="分别")
    if announced > 1 and (counted := tallied(one, row, found, found, partial=False)):
        yield counted
