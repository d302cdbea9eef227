"""Respective figures: as many must follow 分别 as were announced (三个管区分别为7个、11个; 一至四季度分别…; 分别于3月、6月…，共3次)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lawcheck.extractors.clauses import Scan
from lawcheck.extractors.numerals import read
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import re_compile
from lawcheck.model.source import Span

_FIRST = r"\d+(?:\.\d+)?[万亿]?(?P<unit>[\u4e00-\u9fff%‰]{1,3})"
_ROW = rf"(?P<row>{_FIRST}(?:[、和与及]\d+(?:\.\d+)?[万亿]?(?P=unit))+)(?=[,。;\n])"
_VERB = r"(?:分别|依次)(?:为|是|有|达到?|完成|办理|受理|核查|检查|审查|开展|举办|调处)?(?:了)?(?:[\u4e00-\u9fff]{2})?"
_ANNOUNCED = re_compile(
    rf"(?P<said>(?P<count>[二两三四五六七八九十]|\d{{1,2}})个)(?P<noun>[\u4e00-\u9fff]{{1,6}}?)(?:\([\u4e00-\u9fff]{{1,6}}\))?,?{_VERB}{_ROW}"
)
_QUARTERS = re_compile(rf"(?:一(?:季度)?(?:至|到|—|-)四季度|四个季度)(?:[\u4e00-\u9fff]{{0,4}})?{_VERB}{_ROW}")
_YEARS = re_compile(rf"(?P<first>20\d\d)年?(?:至|到|—|-)(?P<last>20\d\d)年,?(?:[\u4e00-\u9fff]{{0,12}}?)?{_VERB}{_ROW}")
_MONTHS = re_compile(
    r"分别(?:于|在)(?P<row>(?:\d{1,2}月(?:\d{1,2}日)?[、和与及]?){2,})[^,。;\n\d]{0,24},?(?:全年|一年来|年内)?(?:共计?|合计|总计|累计)[\u4e00-\u9fff]{0,4}?"
    r"(?P<said>(?P<count>[二三四五六七八九十]|\d{1,2})(?:次|场|期|轮))"
)
_JOINTS = re_compile(r"[、和与及]")
_MONTH = re_compile(r"\d{1,2}月")
_SIGN = re_compile("分别|依次")


def relations(scan: Scan) -> Iterator[Relation]:
    text = scan.folded
    if not _SIGN.search(text):
        return
    for said in _ANNOUNCED.finditer(text):
        yield from _counted(
            said, said.span("said"), int(read(said["count"]) or 0), len(_JOINTS.findall(said["row"])) + 1
        )
    for said in _QUARTERS.finditer(text):
        yield from _counted(said, (said.start(), said.start("row")), 4, len(_JOINTS.findall(said["row"])) + 1)
    for said in _YEARS.finditer(text):
        years = int(said["last"]) - int(said["first"]) + 1
        yield from _counted(
            said, (said.start("first"), said.end("last") + 1), years, len(_JOINTS.findall(said["row"])) + 1
        )
    for said in _MONTHS.finditer(text):
        yield from _counted(said, said.span("said"), int(read(said["count"]) or 0), len(_MONTH.findall(said["row"])))


def _counted(said: re.Match[str], at: tuple[int, int], announced: int, found: int) -> Iterator[Relation]:
    """Too far from the announced number is no slip but another list."""
    if announced < 2 or abs(announced - found) > 2:
        return
    one, row = (_number(Span(*place), value) for place, value in ((at, announced), (said.span("row"), found)))
    outcome = Outcome("exact" if announced == found else "off", f"列出{found}个数，应为{announced}个")
    yield tie("tally", {"announced": (one,), "items": (row,)}, "分别", outcome)


def _number(span: Span, value: int) -> Quantity:
    return Quantity(span, Decimal(value), Decimal(value), Decimal(value), "", "count", label="分别")
