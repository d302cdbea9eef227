"""Tallies: an announced number of items and the items that are named (三个方面：一是…, A、B、C3省, 7个城市为…).

A list that ends in 等 may be shorter than announced, never longer. 新建公园、广场3个 announces no list, so a list before the
number counts only with words that stand for the names themselves (省, 市, 大类, 个方面).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.extractors import units
from lawcheck.extractors.clauses import Scan
from lawcheck.extractors.ties import tallied
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile
from lawcheck.model.source import Span

_KINDS = frozenset({"thing", "unit", "rate", "event", "person"})
_COLON = re_compile(
    r"[^,。;:\n\d()、]{0,24}?(?:,?(?:其?(?:分别|依次|具体)(?:是|为|有|包括)?|即|包括|[为是]):?|:)(?=[^\n])"
)
_MARKS = re_compile(r"(?<![\u4e00-\u9fff])([一二三四五六七八九十]{1,2})是")
_LEAD = re_compile(r"[^,。;\n]{0,24}[:。;,]\s*$")
_BEFORE = re_compile(r"(?P<list>(?:[^,。;:、\n()\d“”\"]{1,16}、)+[^,。;:、\n()\d“”\"]{1,16}?)(?P<etc>等)?$")
_NOUNS = re_compile(
    r"\s?(?:重点|主要|执法|关键|基本|不同)?(?:方面|领域|环节|层面|省份?|城市|市|县|区|镇|乡|街道|部门|板块|维度|阶段|地区|国家|州|村|社区|单位|难点|痛点|堵点|热点)"
)
_OF_TITLES = frozenset("个项件部篇")  # what documents are counted in; of 次, 份, 本 they are no list
_REACH = 600  # characters that a list of titles may take
_TITLES = re_compile(r"(?:《[^《》\n]{2,80}》(?:\([^()\n]{1,30}\))?(?:以及|[、,和及与暨])?)+(?P<etc>等)?")
_TIMES = frozenset({"次", "场", "期", "轮", "批", "回"})
_SLOGAN = re_compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,4})”[^,。;:\n“”]{0,6}[,:](?:即|做到|也就是|就是)?(?P<list>[\u4e00-\u9fff]{3,10}(?:[、和及与][\u4e00-\u9fff]{3,10})+)(?=[,。;\n])"
)
_WHEN = re_compile(
    r"[^,。;:\n\d()]{0,10}?,?(?:(?:召开|举办|开展)?(?:时间|日期)(?:分别|依次)?(?:为|是|在)?|分别(?:于|在|为)):?(?=\d)"
)
_DATE = re_compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_DATES = re_compile(rf"(?:(?:{_DATE.pattern})[、,和及与]?)+(?P<etc>等)?")
_OF_QUOTED = frozenset("项个种类件")
_QUOTED = re_compile(r"(?:“[^“”\n]{1,16}”[、和及与]?)+(?P<etc>等)?$")
_ENDS = ("", "。", ";", "\n", ",", ")")
_OF_THEM = re_compile(r"\s?(?:配套|子|附)")
_JOINED = re_compile(r"和|与|及|暨")
_ORDER = {c: i + 1 for i, c in enumerate("一二三四五六七八九十")}


def relations(scan: Scan) -> Iterator[Relation]:
    for item in scan.counted:
        if item.hedge or item.value != int(item.value) or not 2 <= item.value <= 40:
            continue
        if scan.folded[max(0, item.span.start - 1) : item.span.start] == "第":
            continue
        found = None
        if item.unit in _OF_TITLES:
            found = _titles_after(scan.folded, item) or _titles_before(scan.folded, item)
        if found is None and units.CLASS.get(item.unit) in _KINDS:
            found = (
                _marked(scan.folded, item)
                or _slogan(scan.folded, item)
                or _dates_after(scan.folded, item)
                or _after(scan.folded, item)
                or _quoted_before(scan.folded, item)
                or _before(scan.folded, item)
            )
        if found:
            yield found
    for item in scan.named:  # 三项制度 is a name of its own, whatever titles stand before it
        titles = _titles_before(scan.folded, item) if item.unit == "项" and item.value > 3 else None
        if found := titles or _slogan(scan.folded, item):
            yield found


def _marked(folded: str, item: Quantity) -> Relation | None:
    """提出三个方面的要求：一是…二是…三是…, in one paragraph or one item a paragraph."""
    window = folded[item.span.end : item.span.end + 4000]
    first = _MARKS.search(window, 0, 40)
    if not first or first[1] != "一" or not _LEAD.fullmatch(window[: first.start()]):
        return None
    expected, last, gap = 1, first.start(), 0
    for match in _MARKS.finditer(window):
        number = _number(match[1])
        if number != expected:
            if number == 1 and expected > 1:
                break
            continue
        if expected > 1 and window.count("\n", last, match.start()) > 1:
            gap += 1
            break
        expected, last = expected + 1, match.start()
    count = expected - 1
    if count < 2 or gap or (len(window) == 4000 and count < item.value):
        return None
    return tallied(item, Span(item.span.end + first.start(), item.span.end + last + 2), count, count, partial=False)


def _number(text: str) -> int:
    if len(text) == 1:
        return _ORDER[text]
    return 10 + _ORDER[text[1]] if text[0] == "十" else 0


def _after(folded: str, item: Quantity) -> Relation | None:
    """7个城市为A、B…和C; 居前3位的为：A；B；C."""
    opening = _COLON.match(folded, item.span.end, item.span.end + 40)
    if not opening:
        return None
    start = opening.end()
    far = start + 600
    end = min(i for i in (folded.find("。", start, far), folded.find("\n", start, far), far) if i >= 0)
    body = kept(r"\([^()]*\)").sub("", folded[start:end])
    partial = bool(kept(r"等[^、,;]{0,6}$").search(body.split(",")[0] if "、" in body else body))
    if ";" in body and not kept(r"[,:]").search(body):
        names = [n for n in body.split(";") if n.strip()]
    elif ";" not in body and "、" in body:
        names = body.split(",")[0].split("、")
    else:
        return None
    if len(names) < 3 or any(kept(r"\d").search(n) or not 1 < len(n.strip()) <= 20 for n in names):
        return None
    low = len(names)
    high = low + sum(len(_JOINED.findall(n)) for n in names)
    last = kept(r"和|与|及").split(names[-1])
    if high == low + 1 and len({n.strip()[-1] for n in (*names[:-1], *last)}) == 1:
        low = high  # 东湾村、石桥村、柳林村和白鹭洲村: the last two are named as the others are
    return tallied(item, Span(start, end), low, high, partial=partial)


def _titles_after(folded: str, item: Quantity) -> Relation | None:
    """出台制度3项：《A》《B》和《C》; up to the end of the titles."""
    opening = _COLON.match(folded, item.span.end, item.span.end + 40)
    listed = _TITLES.match(folded, opening.end(), opening.end() + _REACH) if opening else None
    return _of_titles(item, listed) if listed and _closed(folded, listed) else None


def _closed(folded: str, listed: re.Match[str]) -> bool:
    """Whether a mark ends a list, and no further words that may be a member of it."""
    return listed[0].endswith(",") or folded[listed.end() : listed.end() + 1] in _ENDS


def _titles_before(folded: str, item: Quantity) -> Relation | None:
    """制定《A》《B》等3项制度; without 等 the titles must be more than one, and none of what they are of (《A》3个配套文件)."""
    start = max(0, item.span.start - _REACH)
    text = folded[start : item.span.start]
    if not text.rstrip().endswith(("》", ")", "等")) or _OF_THEM.match(folded, item.span.end):
        return None
    first = text.rfind("《")
    while first > 0 and (ahead := kept(r"》(?:\([^()\n]{1,30}\))?(?:以及|[、,和及与暨])?$").search(text[:first])):
        first = text.rfind("《", 0, ahead.start())
    listed = _TITLES.fullmatch(text.rstrip(), max(first, 0))
    return _of_titles(item, listed, start) if listed else None


def _slogan(folded: str, item: Quantity) -> Relation | None:
    """坚持“三个到位”，即组织到位、责任到位、培训到位: names that all end as the slogan does."""
    said = _SLOGAN.match(folded, item.span.end) if folded[item.span.start - 1 : item.span.start] == "“" else None
    if not said:
        return None
    names = kept(r"[、和及与]").split(said["list"])
    if len(names) < 2 or not all(name.endswith(said["noun"]) and name != said["noun"] for name in names):
        return None
    return tallied(item, Span(*said.span("list")), len(names), len(names), partial=False)


def _dates_after(folded: str, item: Quantity) -> Relation | None:
    """召开会议4次，时间分别为2月28日、6月15日和11月9日."""
    opening = _WHEN.match(folded, item.span.end, item.span.end + 40) if item.unit in _TIMES else None
    listed = _DATES.match(folded, opening.end(), opening.end() + _REACH) if opening else None
    if not listed or not _closed(folded, listed):
        return None
    number = len(_DATE.findall(listed[0]))
    return tallied(item, Span(listed.start(), listed.end()), number, number, partial=listed["etc"] is not None)


def _quoted_before(folded: str, item: Quantity) -> Relation | None:
    """“当场办”“容缺办”“帮代办”三项举措; none where something without quotes stands before them."""
    start = max(0, item.span.start - 160)
    listed = _QUOTED.search(folded[start : item.span.start])
    if not listed or item.unit not in _OF_QUOTED or folded[max(0, start + listed.start() - 1)] in "、和及与":
        return None
    number = listed[0].count("“")
    partial = listed["etc"] is not None
    if number < 3 or (not partial and abs(item.value - number) > 1):
        return None
    return tallied(item, Span(start + listed.start(), item.span.start), number, number, partial=partial)


def _of_titles(item: Quantity, listed: re.Match[str], shift: int = 0) -> Relation | None:
    number = listed[0].count("《")
    partial = listed["etc"] is not None
    if number < 2 or (not partial and abs(item.value - number) > 1):
        return None
    return tallied(item, Span(listed.start() + shift, listed.end() + shift), number, number, partial=partial)


def _before(folded: str, item: Quantity) -> Relation | None:
    """广东、河南、江苏3省; 城管、卫健等7个领域."""
    kind = units.CLASS.get(item.unit)
    nouns = item.unit in ("大类", "类", "方面", "环节", "领域") or (
        item.unit == "个" and _NOUNS.match(folded, item.span.end)
    )
    if kind != "unit" and not nouns and item.unit != "处":
        return None
    text = folded[max(0, item.span.start - 160) : item.span.start]
    match = _BEFORE.search(text)
    if item.unit == "处" and match and not match["etc"]:
        return None
    if not match or (match.start() == 0 and len(text) == 160):
        return None
    names = match["list"].split("、")
    if not _alike(names, folded[item.span.end : item.span.end + 2]):
        return None
    low = len(names)
    high = low + sum(len(_JOINED.findall(n)) for n in names)
    if low < 2 or (not match["etc"] and low < 3 and item.value > 3):
        return None
    offset = max(0, item.span.start - 160)
    if not match["etc"] and min(abs(item.value - low), abs(item.value - high)) > 1:
        return None  # 甲、乙、成渝两地: the last name alone is what is counted
    return tallied(item, Span(offset + match.start(), item.span.start), low, high, partial=bool(match["etc"]))


def _alike(names: list[str], noun: str) -> bool:
    """Whether names may be those of what is counted: 城关镇、河口镇、白岩乡6个村 are the villages of the last or of all."""
    if noun.startswith(("村", "社")):
        return not any(name.endswith(("镇", "乡", "街道", "县", "区", "市")) for name in names)
    if noun.startswith("单位"):
        return all(
            name.endswith(("局", "委", "办", "镇", "乡", "街道", "中心", "队", "院", "厅", "所")) for name in names
        )
    return True
