"""Shares: a part, its whole and the percentage between them (占…的p%, 占比p%, 比重为p%, 5件（p%）), alone or in lists.

Which whole is meant is the question; 占立案总数 names it, 占比 does not. A list of shares answers for itself: the whole
that explains most of its members is the one, and the member it does not explain is off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SEGMENT, SENTENCE, Run, Scan, alike, amount, last_clause
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.source import Span

_END = r"(?:分别|依次|各|约|均|都|也|同|已|共|为|是|达到|达|到|近|超过|超|高达|仅|只|大约|逾|占比|:)*$"
SHARE = re.compile(
    r"(?:(?:在|于)(?P<within>[^占在]{1,30}?)(?:中|里|内)?(?:的|所)?)?"
    r"(?:(?:所)?占(?:到|了|据)?(?P<base>[^占]{0,30}?)的?(?:比例|比重|比率|份额|百分比|比)?|的?(?:比重|比例|占比|份额))" + _END
)
_GENERIC = re.compile(r"全部|所有|总数量?|总量|总额|总人数|总件数|合计|案件量|案件|人数|件数|数量|数|总体|总|其中|其|的|已|该类?|这类|整个|上述|同期|本年度?|今年|类")
SCOPE = re.compile(r"全[国省市县区州院乡镇局系社厅]统?|[省市县区]级|本[省市县区院级]")
_HEAD = re.compile(r"共|合计|总|累计|收到|接到|受理|办理|收件|收案|登记|接收|新收|抽|立案|承办|完成|涉及")


class Base(NamedTuple):
    """A figure that may be the whole: its run and index, and the words around it."""

    run: Run
    index: int

    @property
    def item(self) -> Quantity:
        return self.run.items[self.index]

    @property
    def context(self) -> str:
        """The words that say what the figure counts: its clause, the one before, and what follows up to a mark."""
        gap = SENTENCE.split(self.run.gaps[self.index])[-1]
        after = re.split(r"[,，。;；:：!?]", self.run.gaps[self.index + 1])[0]
        return gap[-36:] + after[:12]


class Share(NamedTuple):
    """One percentage with the figures that may be its part (readings, likeliest first) and what it is said to be of."""

    run: Run
    index: int
    part: int
    parts: tuple[tuple[Quantity, ...], ...]
    base: str
    kind: str

    @property
    def percent(self) -> Quantity:
        return self.run.items[self.index]


def relations(scan: Scan) -> Iterator[Relation]:
    for group in groups(scan):
        yield from solve(scan, group)


def groups(scan: Scan) -> Iterator[list[Share]]:
    """Shares of one whole said one after another in one paragraph."""
    for run in scan.runs:
        group: list[Share] = []
        for share in _shares(run):
            if group and _parted(group[-1], share):
                yield group
                group = []
            group.append(share)
        if group:
            yield group


def _parted(one: Share, two: Share) -> bool:
    """Whether the second share begins a new list."""
    core = core_of(two.base)
    between = [one.run.gaps[i] for i in range(one.index + 1, two.index + 1)]
    if not alike(one.parts[0][0], two.parts[0][0]):
        return True
    if core and core_of(one.base) and not _overlap(core, core_of(one.base)):
        return True
    if any("其中" in gap for gap in between):
        return True
    return any(SENTENCE.search(gap) for gap in between) and not (core and core == core_of(one.base))


def _shares(run: Run) -> Iterator[Share]:
    for index, item in enumerate(run.items):
        if item.role != "share" or item.value > 100 and not item.hedge:
            continue
        clause = last_clause(run.gaps[index])
        match = SHARE.search(clause)
        if match and (match["base"] is not None or match[0].strip()):
            kind, base = "占", (match["base"] or "").strip() or (match["within"] or "")
            if match["within"] and not match["base"]:
                base = match["within"]
        elif run.anchor is not None and index == 0 and not clause:
            kind, base = "括注", ""
        elif index and clause == "" and amount(run.items[index - 1]) and len(run.gaps[index]) <= 1:
            kind, base = "并列", ""
        else:
            continue
        found = part_of(run, index)
        if found:
            yield Share(run, index, found[0], found[1], base, kind)


def part_of(run: Run, index: int) -> tuple[int, tuple[tuple[Quantity, ...], ...]] | None:
    """The index of the figure right before a percentage, and the readings of its part; index −1 is the anchor."""
    at = index - 1
    while at >= 0 and not amount(run.items[at]):
        at -= 1
    if at < 0:
        if run.anchor is None or run.anchor_index < 0 or len(run.lead) > 14 or re.search(r"[,。;:!?]", run.lead):
            return None
        anchor = run.anchor.items[run.anchor_index]
        return (-1, ((anchor,),)) if amount(anchor) else None
    if run.breaks(at, index, SEGMENT):
        return None
    single = (run.items[at],)
    readings = [single]
    if at and not run.gaps[at].strip(" ") and amount(run.items[at - 1]):
        readings.append((run.items[at - 1],))  # 374件439人
    listed = list(single)
    low = at
    while low and not SEGMENT.search(run.gaps[low]) and amount(run.items[low - 1]) and alike(run.items[low - 1], run.items[at]):
        low -= 1
        listed.insert(0, run.items[low])
        readings.append(tuple(listed))
    return at, tuple(readings)


def core_of(base: str) -> str:
    """What is left of 立案总数, 全部案件 without the words that only say all: 立案, nothing."""
    return _GENERIC.sub("", SCOPE.sub("", base)).strip()


def _overlap(one: str, two: str) -> bool:
    return len(set(one) & set(two)) * 2 >= min(len(set(one)), len(set(two)))


def named(base: str, candidate: Base) -> bool:
    """Whether the words of a base name this figure."""
    core = core_of(base)
    if not core:
        return False
    scopes = SCOPE.findall(base)
    context = candidate.context
    if any(scope not in context for scope in scopes):
        return False
    return core in context or len(set(core) & set(context)) >= 0.6 * len(set(core)) and len(set(core)) > 2


def bases(scan: Scan, share: Share, limit: int = 24) -> list[Base]:
    """The figures before a part that may be its whole, nearest first."""
    part = share.parts[0][0]
    run, index = share.run, share.part
    if index < 0:
        assert run.anchor is not None
        run, index = run.anchor, run.anchor_index
    out = []
    for where, at in scan.back(run, index, lines=2, limit=limit):
        item = where.items[at]
        if amount(item) and alike(item, part) and item.value >= part.value and item.interval.high is not None:
            out.append(Base(where, at))
    return out


def solve(scan: Scan, group: list[Share]) -> Iterator[Relation]:
    candidates = bases(scan, group[0])
    wholes: list[tuple[Quantity, ...]] = [(c.item,) for c in candidates]
    percents = [s.percent for s in group]
    full = abs(verify.value(percents) - 100) <= max(len(group) * percents[0].ulp, percents[0].ulp)
    if full and len(group) > 1:
        wholes.append(tuple(s.parts[0][0] for s in group))
    best, outcomes = _best(group, wholes)
    good = sum(o.tolerable for _, o in outcomes) if best is not None else 0
    if best is not None and good * 2 >= len(group):
        yield from _adopted(scan, group, best, outcomes, wholes, full)
        return
    yield from _unexplained(group, candidates, wholes)


def _best(group: list[Share], wholes: list[tuple[Quantity, ...]]) -> tuple[tuple[Quantity, ...] | None, list[tuple[tuple[Quantity, ...], verify.Outcome]]]:
    """The whole that explains most members; of equals the first."""
    best, found, most = None, [], 0
    for whole in wholes:
        outcomes = [_try(s, whole) for s in group]
        good = sum(o.tolerable for _, o in outcomes)
        if good > most:
            best, found, most = whole, outcomes, good
    return best, found


def _try(share: Share, whole: tuple[Quantity, ...]) -> tuple[tuple[Quantity, ...], verify.Outcome]:
    """The first reading of the part that the whole explains, else the likeliest with its outcome."""
    first = None
    for parts in share.parts:
        if any(p in whole for p in parts) and len(whole) == 1 and len(parts) > 1:
            continue
        outcome = verify.share(parts, whole, share.percent)
        if outcome.tolerable:
            return parts, outcome
        first = first or (parts, outcome)
    return first or (share.parts[0], verify.share(share.parts[0], whole, share.percent))


def _adopted(scan: Scan, group: list[Share], whole: tuple[Quantity, ...], outcomes: list[tuple[tuple[Quantity, ...], verify.Outcome]],
             wholes: list[tuple[Quantity, ...]], full: bool) -> Iterator[Relation]:
    exact = sum((s.percent.value for s in group)) == 100
    for share, (parts, outcome) in zip(group, outcomes, strict=True):
        if outcome.verdict in ("near", "off") and full and exact and _last_digit(outcome, share, parts, whole):
            outcome = outcome._replace(verdict="adjusted")
        used = whole
        if outcome.verdict == "off":
            other = next((o for o in (_with(share, w) for w in wholes) if o[2].holds), None)
            if other:
                used, parts, outcome = other
        yield relation(share, parts, used, outcome, wholes)
    del scan


def _with(share: Share, whole: tuple[Quantity, ...]) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...], verify.Outcome]:
    parts, outcome = _try(share, whole)
    return whole, parts, outcome


def _last_digit(outcome: verify.Outcome, share: Share, parts: tuple[Quantity, ...], whole: tuple[Quantity, ...]) -> bool:
    found = verify.value(parts) / verify.value(whole) * 100
    return abs(found - share.percent.value) < 2 * share.percent.ulp


def _unexplained(group: list[Share], candidates: list[Base], wholes: list[tuple[Quantity, ...]]) -> Iterator[Relation]:
    for share in group:
        claimed = _claimed(share, candidates)
        explained = next((o for o in (_with(share, w) for w in wholes) if o[2].tolerable), None)
        if claimed is not None:
            parts, outcome = _try(share, (claimed.item,))
            yield relation(share, parts, (claimed.item,), outcome, wholes)
        elif explained:
            yield relation(share, explained[1], explained[0], explained[2], wholes)
    if not any(_claimed(s, candidates) for s in group):
        yield from _outliers(group)


def _claimed(share: Share, candidates: list[Base]) -> Base | None:
    """The whole that the words tie the share to beyond doubt, else None."""
    for candidate in candidates:
        if named(share.base, candidate):
            return candidate
    if core_of(share.base) or SCOPE.search(share.base) or share.kind == "并列":
        return None
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


def _heads(candidate: Base) -> bool:
    """Whether a figure is spoken of as a total: 共97卷, 收到32件，其中."""
    after = candidate.run.gaps[candidate.index + 1]
    return bool(_HEAD.search(candidate.run.before(candidate.index))) or "其中" in after


def _outliers(group: list[Share]) -> Iterator[Relation]:
    """A list of shares whose whole is not in the text: the members imply one; a lone member that implies another is off."""
    if len(group) < 3:
        return
    implied = [verify.implied(s.parts[0][0], s.percent) for s in group]
    for index, share in enumerate(group):
        rest = [interval for i, interval in enumerate(implied) if i != index]
        low = max((i.low for i in rest if i.low is not None), default=None)
        high = min((i.high for i in rest if i.high is not None), default=None)
        if low is None or high is None or low > high:
            continue
        own = implied[index]
        if own.low is None or own.high is None or own.high >= low * verify.Decimal("0.97") and own.low <= high * verify.Decimal("1.03"):
            continue
        middle = (low + high) / 2
        found = share.parts[0][0].value / middle * 100
        text = f"按其余各项推算，总数约为{verify.plain(middle, 0)}，{verify.show(share.parts[0][0])}应占约{verify.plain(found, 1)}%"
        if abs(found - share.percent.value) >= 2 * share.percent.ulp:
            yield Relation("share", Span(share.parts[0][0].span.start, share.percent.span.end),
                           {"part": share.parts[0], "share": (share.percent,)}, share.kind, "off", text)
        return


def relation(share: Share, parts: tuple[Quantity, ...], whole: tuple[Quantity, ...], outcome: verify.Outcome,
             others: list[tuple[Quantity, ...]]) -> Relation:
    """The Relation, with another base that would explain the percentage where one stands nearby."""
    hint = ""
    if outcome.verdict == "off":
        for other in others:
            if other != whole and verify.share(parts, other, share.percent).holds:
                hint = f"若以{verify.written(other)}为分母则为{verify.show(share.percent)}{share.percent.unit}"
                break
    members = {"part": parts, "whole": whole, "share": (share.percent,)}
    every = (*parts, *whole, share.percent)
    span = Span(min(q.span.start for q in every), max(q.span.end for q in every))
    return Relation("share", span, members, share.kind + (share.base and f"：{share.base}"), outcome.verdict,
                    outcome.computed, hint=hint)
