"""Wholes: which figure before a percentage is the one it is a percentage of, told by the words of its base.

占立案总数 names the figure whose words speak of 立案; 其中 ties a part to the total before it; 占全市… needs the same 全市
there. Where the words leave it open there is no claim: then only a whole that fits counts.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.percentages import Reading
from lawcheck.model.facts import Quantity
from lawcheck.model.patterns import kept, re_compile

_GENERIC = re_compile(
    r"全部|所有|总数量?|总量|总额|总人数|总件数|合计|案件量|案件|人数|件数|数量|数|总体|总|其中|其|的|已|该类?|这类|整个|上述|同期|本年度?|今年|类"
)
_OF_ALL = re_compile(r"受理|收到|新收|办理|办结|审结|处理|提交|登记|各类|全部|[的共]$")
ALL = re_compile(r"全部|所有|总")
SCOPE = re_compile(r"全[国省市县区州院乡镇局系社厅]统?|[省市县区]级|本[省市县区院级]")
_HEAD = re_compile(r"共|合计|总|累计|收到|接到|受理|办理|收件|收案|登记|接收|新收|抽|立案|承办|完成|涉及")


_ADDED_UP = re_compile(r"^(?:两项|两者|三项|三者|各项|以上)?(?:共计?|合计|总计|相加|一共)(?:为|有)?$")


class Base(Struct, frozen=True):
    """A figure that may be the whole: its run and index, and the words around it."""

    run: Run
    index: int

    @property
    def item(self) -> Quantity:
        return self.run.items[self.index]

    @property
    def context(self) -> str:
        """What the figure counts."""
        return self.run.context(self.index)

    @property
    def opens_row(self) -> bool:
        """Whether it is the first of several: of 全年依次为318件、342件 each is a part of what the words name."""
        return self.run.before(self.index).endswith(("分别为", "依次为"))


class Share(Struct, frozen=True):
    """One percentage with the figures that may be its part (readings, likeliest first) and what it is said to be of."""

    run: Run
    index: int
    part: int
    parts: tuple[Reading, ...]
    base: str
    kind: str
    slots: int = 1
    whole: int = -1
    several: bool = False

    @property
    def percent(self) -> Quantity:
        return self.run.items[self.index]


def core_of(base: str) -> str:
    """What is left of 立案总数, 全部案件 without the words that only say all: 立案, nothing."""
    return _GENERIC.sub("", SCOPE.sub("", base)).strip()


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def named(base: str, candidate: Base) -> bool:
    """Whether the words of a base name this figure."""
    core = core_of(base)
    if not core:
        return False
    scopes = SCOPE.findall(base)
    context = candidate.context
    if any(scope not in context for scope in scopes):
        return False
    pairs = _pairs(core)
    return core in context or (len(core) > 2 and 2 * len(pairs & _pairs(context)) >= len(pairs))


def literal(share: Share, candidates: list[Base]) -> Base | None:
    """The figure whose own clause holds the words of the base: 审结135件 for 占审结案件的."""
    core = core_of(share.base)
    if len(core) < 2 or SCOPE.search(share.base):
        return None
    near = next(
        (c for c in candidates if c.run is share.run and core in c.run.before(c.index) and not c.opens_row), None
    )
    if near is None or not ALL.search(share.base):
        return near
    larger = [c for c in candidates if c.item.value > near.item.value and "总" in c.run.before(c.index)]
    return None if any(_pairs(core) & _pairs(c.run.before(c.index)) for c in larger) else near  # 零售总额, 城镇零售额


def bases(scan: Scan, share: Share, limit: int = 24, least: Decimal | None = None) -> list[Base]:
    """The figures before a part that may be its whole, nearest first."""
    part = share.parts[0][0]
    least = part.value if least is None else least
    run, index = share.run, share.part
    if index < 0:
        assert run.anchor is not None
        run, index = run.anchor, run.anchor_index
    out = []
    if run is share.run and index >= 0:  # 普通程序152件，简易程序1043件，两者相加1195件，普通程序案件占比
        behind = [i for i in range(index + 1, share.index) if _ADDED_UP.search(run.before(i))]
        out = [Base(run, i) for i in behind if alike(run.items[i], part) and run.items[i].value >= least]
    for where, at in scan.back(run, index, lines=2, limit=limit):
        out += [Base(where, at)] if _may_be(where.items[at], part, least) else []
        for inner in where.nested.get(at, ()):  # 占全部投资的59.8%（全部投资689亿元）
            if inner is not share.run:
                out += [Base(inner, i) for i, item in enumerate(inner.items) if _may_be(item, part, least)]
    out += [Base(i, 0) for i in share.run.nested.get(share.index, ()) if i.items and _may_be(i.items[0], part, least)]
    return out


def _may_be(item: Quantity, part: Quantity, least: Decimal) -> bool:
    """Whether a figure may be the whole of a part: an amount of its sort, and no less."""
    return amount(item) and alike(item, part) and item.value >= least and item.interval.high is not None


def claimed(share: Share, candidates: list[Base]) -> Base | None:
    """The whole that the words tie the share to beyond doubt, else None."""
    for candidate in candidates:
        if (
            named(share.base, candidate)
            and not candidate.opens_row
            and (candidate.run.line == share.run.line or _outright(core_of(share.base), candidate.context))
        ):
            return candidate
    linked = _linked(share, candidates)
    if linked is not None:
        return linked
    if core_of(share.base) or SCOPE.search(share.base) or share.kind == "并列":
        return None
    if candidates and candidates[0].run is share.run and candidates[0].index > share.part >= 0:
        return candidates[0]
    for candidate in candidates:
        if candidate.run is not share.run and candidate.run is not share.run.anchor:
            break
        index = share.part if candidate.run is share.run else share.run.anchor_index
        if index - candidate.index > 6:
            break
        far = candidate.run.sentences[index] - candidate.run.sentences[candidate.index] if index >= 0 else 0
        if far <= 1 and _heads(candidate):
            return candidate
    return None


def _outright(core: str, context: str) -> bool:
    """Whether words speak of a thing as such: 申请, and not 政府信息公开申请, which in another paragraph is another thing."""
    at = context.find(core) if core else -1
    before = context[max(0, at - 2) : at]
    return at >= 0 and (
        len(core) > 2 or not kept(r"[\u4e00-\u9fff]").search(before[-1:]) or bool(_OF_ALL.search(before))
    )


def _linked(share: Share, candidates: list[Base]) -> Base | None:
    """共X件，其中A件，占…的p%: 其中 ties the part to X; 占全部…, 占…总数 ties it to the one total of the paragraph."""
    if SCOPE.search(share.base) or share.kind == "并列":
        return None
    near = [c for c in candidates if c.run.line == share.run.line]
    core = core_of(share.base)
    for candidate in near:
        if candidate.run is share.run and share.part > candidate.index:
            gaps = share.run.gaps[candidate.index + 1 : share.part + 1]
            inside = sum("其中" in gap for gap in gaps) == 1 and "其中" in gaps[0]
            breaks = len(SENTENCE.findall(gaps[0].split("其中")[0]))
            if (
                inside
                and breaks <= 1
                and not any(SENTENCE.search(g) for g in (gaps[0].split("其中")[1], *gaps[1:]))
                and (not core or core in candidate.context or _pairs(core) & _pairs(candidate.context))
            ):
                return candidate
    if ALL.search(share.base) and near:
        first = near[-1]
        if len({c.item.span for c in near}) == 1 and first.run is share.run and first.index == 0:
            return first
        heads = [c for c in near if _heads(c) and c.item.value != first.item.value]
        if not heads and _heads(first) and first.index == 0:
            return first
    return None


def _heads(candidate: Base) -> bool:
    """Whether a figure is spoken of as a total: 共97卷, 收到32件，其中."""
    after = candidate.run.gaps[candidate.index + 1]
    if kept(r"(?:这|上述|以上)$").search(candidate.run.before(candidate.index)) or kept(
        r"[\u4e00-\u9fff]{0,8}(?:里|当中|中)[,,]"
    ).match(after):
        return True
    return bool(_HEAD.search(candidate.run.before(candidate.index))) or "其中" in after
