"""Ground: names of public bodies — when two names are certainly those of two bodies.

One body goes by many names: with and without the place above it, its government or its committee, its office, shortened
or in full. Only what no such difference explains counts as another body; where a name is not understood, nothing does.
"""

from __future__ import annotations

from msgspec import Struct

from lawcheck.model.patterns import re_compile
from lawcheck.model.text import fold

_TAIL = r"(?:人民政府|政府|工作委员会|委员会|党工委|工委|党委|委|办事处)?(?:(?:党政|综合|党建)*(?:办公室|办))?"
_PLACE = re_compile(rf"(?:中共)?(.+?(?:街道|苏木|[镇乡县区旗市省州盟])){_TAIL}")
_BUREAU = re_compile(r".+[局厅]")
_SEAL = re_compile(r"\(.{0,6}章\)$")
_ABOVE = re_compile(r"(?:[\u4e00-\u9fff]{1,6}?(?:省|自治区|自治州|自治县|市|县|区|旗|州|盟))*(?=[\u4e00-\u9fff]{3})")
# 青禾开发区 may be run by any body, 全县 and 各乡镇 are nobody's name.
_UNSURE = re_compile(
    r".*(?:自治区|新区|[发园范理假合]区)|[全我本各该两一].{0,3}|.*(?:[乡村]镇|城乡)|.*(?:依法治|[、及和与]).*"
)
_RANKS = ({"镇", "乡", "苏木", "街道"}, {"县", "区", "旗"}, {"市"}, {"省"})
# Names that hang as a second plate at a bureau of another name: 知识产权局 is often the 市场监督管理局.
_PLATES = re_compile(
    "知识产权|国有资产|乡村振兴|林业|林草|粮食|数据|机关事务|档案|保密|国防|外事|侨务|金融|文物|体育|旅游|人民防空|人防|畜牧|地震|中医药|公务员"
    "|版权|新闻出版|电影|宗教|民族|信访|老龄|疾病预防|医疗保障|政务服务|行政审批|营商|投资|招商|海洋|渔业|园林|城市管理|综合执法|行政执法"
)


class Place(Struct, frozen=True):
    """The body of a place: its name with the places above it, its own name, and its rank (index into _RANKS)."""

    whole: str
    own: str
    rank: int


def plain(name: str) -> str:
    """A name without blanks and without the note that it is sealed."""
    return _SEAL.sub("", fold(name).replace(" ", ""))


def place(name: str) -> Place | None:
    """A government, a committee or an office of a place; None for bureaus and what is not understood."""
    found = _PLACE.fullmatch(plain(name))
    if not found or _UNSURE.fullmatch(found[1]):
        return None
    whole = found[1]
    suffix = whole[-2:] if whole.endswith(("街道", "苏木")) else whole[-1]
    rank = next((at for at, names in enumerate(_RANKS) if suffix in names), -1)
    above = _ABOVE.match(whole)
    own = whole[above.end() :] if above else whole
    return Place(whole, own.removesuffix(suffix), rank) if rank >= 0 and len(own) > len(suffix) else None


def different(one: str, other: str) -> bool:
    """Whether two names are certainly those of two bodies of the same rank: two townships, two counties, two bureaus."""
    a, b = plain(one), plain(other)
    if _short(a, b) or _short(b, a):
        return False
    first, second = place(a), place(b)
    if first and second:
        # 青禾乡 for 青禾镇 is one place still: another rule speaks of its suffix.
        return first.rank == second.rank and not (_short(first.own, second.own) or _short(second.own, first.own))
    return not (first or second) and _bureaus(a, b)


def _bureaus(a: str, b: str) -> bool:
    """Two bureaus of one kind at two places, or of two kinds at one place."""
    if not (_BUREAU.fullmatch(a) and _BUREAU.fullmatch(b) and a[-1] == b[-1]) or "分局" in a + b:
        return False
    same = next(
        (n for n, (x, y) in enumerate(zip(reversed(a), reversed(b), strict=False)) if x != y), min(len(a), len(b))
    )
    ends, heads = a[len(a) - same :], (a[: len(a) - same], b[: len(b) - same])
    if len(ends) >= 4 and ends[0] in "省市县区旗州盟":
        return all(len(head) >= 2 for head in heads) and not (_short(*heads) or _short(heads[1], heads[0]))
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    kinds = (a[same:-1], b[same:-1])
    known = same >= 3 and a[same - 1] in "省市县区旗州盟" and all(len(kind) >= 2 for kind in kinds)
    return known and not set(kinds[0]) & set(kinds[1]) and not any(_PLATES.search(kind) for kind in kinds)


def _short(short: str, full: str) -> bool:
    """Whether a name is a short form of another: its characters stand in it, in this order."""
    rest = iter(full)
    return all(char in rest for char in short)
