"""Ranks: places gained or lost (由第9位升至第4位，前移5位), and a place that a number of bodies does not have (9个县中列第11位)."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import Scan
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import re_compile

_PLACES = ("位", "名")
_FROM = re_compile(r"(?:由|从)[^,。;\d]{0,8}第$")
_TO = re_compile(
    r"[^,。;\d]{0,6}?(?:(?P<up>上?升|跃升|提升|提高|前移|前进|进)|(?P<down>下降|降|下滑|滑落|滑|后移|退))[^,。;\d]{0,3}(?:至|到|为)[^,。;\d]{0,6}第"
)
_BY = re_compile(
    r",[^,。;\d]{0,8}?(?:(?P<up>前移|上升|提升|提高|前进|进位|跃升)|(?P<down>下降|后移|退后|下滑|后退|降))(?:了)?"
)
_IN = re_compile(r"在[^,。;、\d]{0,6}$")
_BODIES = re_compile(
    r"(?:参评|同类|设区|市直|县直|区直|成员)?(?:设区市|县\(|县|市|区|乡镇|乡|镇|街道|部门|单位|省|城市|地市|州|机关|村|社区|所)[^。;\n]{0,48}$"
)
_OTHER_SCOPE = re_compile(r"全[国省市县区]|其中|同类|分别|在[^,。;]{0,8}中")
_RANKED = re_compile(r"(?:排|列|居|位|名)[^,。;\d]{0,4}第$")


def relations(scan: Scan) -> Iterator[Relation]:
    places = scan.places
    for item in (q for q in places if q.role == "ordinal" and q.unit in _PLACES):
        if found := _beyond(scan, item):
            yield found
    for was, now, by in zip(places, places[1:], places[2:], strict=False):
        ordinals = was.role == now.role == "ordinal" and by.role != "ordinal"
        if ordinals and (found := _moved(scan, was, now, by)):
            yield found


def _beyond(scan: Scan, rank: Quantity) -> Relation | None:
    """在全市9个县中综合得分91.36分，排名第11位."""
    text, at = scan.folded, rank.span.start
    run = scan.line_at(at)
    items = run.items[max(0, (last := run.before_place(at)) - 8) : last] if run else []
    near = [q for q in items if 0 < at - q.span.end < 60 and q.role == "count" and q.unit in ("个", "家")]
    if not near or not _RANKED.search(text, max(0, at - 10), at):
        return None
    number = near[-1]
    said = _BODIES.match(text[number.span.end : at])
    if not said or not _IN.search(text, max(0, number.span.start - 10), number.span.start):
        return None
    if number.hedge or _OTHER_SCOPE.search(said[0]):
        return None
    holds = rank.value <= number.value
    outcome = Outcome(
        "exact" if holds else "off", f"{verify.show(number)}{number.unit}中没有第{verify.show(rank)}{rank.unit}"
    )
    return tie("compare", {"one": (rank,), "other": (number,)}, f"第{verify.show(rank)}{rank.unit}", outcome)


def _moved(scan: Scan, was: Quantity, now: Quantity, by: Quantity) -> Relation | None:
    """由第9位升至第4位，前移5位."""
    text = scan.folded
    way = _TO.fullmatch(text, was.span.end, now.span.start)
    if not way or not _FROM.search(text, max(0, was.span.start - 12), was.span.start):
        return None
    said = _BY.fullmatch(text, now.span.end, by.span.start)
    if not said:
        return None
    places = was.value - now.value
    shown = f"第{verify.show(was)}{was.unit}→第{verify.show(now)}{now.unit}，{'前移' if places > 0 else '后移'}{abs(places)}位"
    holds = by.value == abs(places) and (places > 0) == bool(said["up"]) == bool(way["up"])
    outcome = Outcome("exact" if holds else "off", shown)
    words = f"{said['up'] or said['down']}{verify.show(by)}位"
    return tie("compare", {"one": (by,), "other": (was, now)}, words, outcome)
