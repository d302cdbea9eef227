"""Shares: a part, its whole and the percentage between them (占…的p%, 占比p%, 比重为p%, 5件（p%）), alone or in lists.

Which whole is meant is the question; 占立案总数 names it, 占比 does not. A list of shares answers for itself: the whole
that explains most of its members is the one, and the member it does not explain is off.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.percentages import Reading, part_of, spoken
from lawcheck.extractors.ties import tie
from lawcheck.extractors.wholes import ALL, Base, Share, bases, claimed, core_of, literal
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import re_compile

_ITEM = re_compile(r"\s*(?:[(]?[一二三四五六七八九十\d]{1,2}[)]?[.、．)]|[一二三四五六七八九十]是|[①-⑳])")


def relations(scan: Scan) -> Iterator[Relation]:
    for group in _across(groups(scan)):
        for found in solve(scan, group):
            if found.verdict != "off" or not any(s.several and s.percent in found.members["share"] for s in group):
                yield found  # of several things together (A和B合计占p%) only what fits is said


def _across(found: Iterator[list[Share]]) -> Iterator[list[Share]]:
    """Lists of one share an item, each item a line of its own: 1．…占95.7%；/ 2．…占4.3%."""
    held: list[Share] = []
    for group in found:
        run = group[0].run
        follows = held and held[-1].run.line + 1 == run.line and run.anchor is None and held[-1].run.anchor is None
        if follows and _ITEM.match(run.text) and _ITEM.match(held[-1].run.text) and not _parted(held[-1], group[0]):
            held = held + group
            continue
        if held:
            yield held
        held = group
    if held:
        yield held


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
    if one.whole >= 0 or two.whole >= 0:
        return True
    if one.run is not two.run:
        return not alike(one.parts[0][0], two.parts[0][0]) or bool(
            core and core_of(one.base) and not _overlap(core, core_of(one.base))
        )
    between = [one.run.gaps[i] for i in range(one.index + 1, two.index + 1)]
    if not alike(one.parts[0][0], two.parts[0][0]):
        return True
    if core and core_of(one.base) and not _overlap(core, core_of(one.base)):
        return True
    if any("其中" in gap for gap in between):
        return True
    return any(SENTENCE.search(gap) for gap in between) and not (core and core == core_of(one.base))


def _shares(run: Run) -> Iterator[Share]:
    for said in spoken(run):
        if said.kind == "率":
            continue
        found = part_of(run, said)
        if found:
            yield Share(
                run, said.index, found[0], found[1], said.words, said.kind, said.slots, said.whole, said.several
            )


def _overlap(one: str, two: str) -> bool:
    return len(set(one) & set(two)) * 2 >= min(len(set(one)), len(set(two)))


def solve(scan: Scan, group: list[Share]) -> Iterator[Relation]:
    for share in [s for s in group if s.whole >= 0]:
        whole = (share.run.items[share.whole],)
        parts, outcome = _try(share, whole)
        yield relation(share, parts, whole, outcome, [(c.item,) for c in bases(scan, share)])
    group = [s for s in group if s.whole < 0]
    if not group:
        return
    paired = _paired(scan, group)
    if paired:
        yield from paired
        return
    candidates = bases(scan, group[0], least=min(s.parts[0][0].value for s in group))
    wholes: list[Reading] = [(c.item,) for c in candidates]
    percents = [s.percent for s in group]
    full = abs(verify.value(percents) - 100) <= max(len(group) * percents[0].ulp, percents[0].ulp)
    own = tuple(s.parts[0][0] for s in group)
    if len({q.span for q in own}) == len(own) > 1 and (full or len(own) > 2 or all(p.decimals for p in percents)):
        wholes.append(own)
    best, outcomes = _best(group, wholes)
    good = 0 if best is None else _good(group, best, outcomes)
    if best is not None and len(group) == 1 and (spelled := literal(group[0], candidates)) and spelled.item not in best:
        parts, outcome = _try(group[0], (spelled.item,))
        called = [c.item for c in candidates if core_of(group[0].base) in c.run.before(c.index)]
        if not any(_try(group[0], (item,))[1].tolerable for item in called):
            yield relation(group[0], parts, (spelled.item,), outcome, wholes)
            return
    if best is not None and good * 2 >= len(group):
        yield from _adopted(scan, group, best, outcomes, wholes, full)
        return
    yield from _unexplained(group, candidates, wholes)


def _paired(scan: Scan, group: list[Share]) -> list[Relation]:
    """应改1786个、817个，已改1691个、513个（占94%、62%）: as many wholes as parts stand before them, in the same order."""
    if len(group) < 2 or not all(s.slots == len(group) for s in group):
        return []
    first = group[0]
    wholes: list[Quantity] = []
    parts = {s.parts[0][0].span for s in group}
    for base in _preceding(scan, first):
        if base.span in parts:
            continue
        wholes.insert(0, base)
        if len(wholes) == len(group):
            break
    if len(wholes) < len(group) or any(w.value < s.parts[0][0].value for s, w in zip(group, wholes, strict=True)):
        return []
    found = [(s, (w,), verify.share(s.parts[0], (w,), s.percent)) for s, w in zip(group, wholes, strict=True)]
    if sum(o.holds for _, _, o in found) * 2 < len(found):
        return []
    return [relation(s, s.parts[0], w, o, []) for s, w, o in found]


def _preceding(scan: Scan, share: Share) -> Iterator[Quantity]:
    run, index = share.run, share.part
    if index < 0 and run.anchor is not None:
        run = run.anchor
        index = run.items_index(share.parts[0][0])
    for where, at in scan.back(run, index, lines=0, limit=8):
        if amount(where.items[at]) and alike(where.items[at], share.parts[0][0]):
            yield where.items[at]


def _best(group: list[Share], wholes: list[Reading]) -> tuple[Reading | None, list[tuple[Reading, verify.Outcome]]]:
    """The whole that explains most members; of equals the first."""
    best, found, most = None, [], 0
    for whole in wholes:
        outcomes = [_try(s, whole) for s in group]
        good = _good(group, whole, outcomes)
        if good > most and (len(whole) == 1 or good >= len(group) - 1):
            best, found, most = whole, outcomes, good
    return best, found


def _good(group: list[Share], whole: Reading, outcomes: list[tuple[Reading, verify.Outcome]]) -> int:
    """How many members a whole explains; one may be adjusted in its last digit, so that all add up to 100."""
    holds = sum(o.holds for _, o in outcomes)
    close = sum(not o.holds and _last_digit(s, p, whole) for s, (p, o) in zip(group, outcomes, strict=True))
    return holds + min(close, 1) if holds or len(group) == 1 else 0


def _try(share: Share, whole: Reading) -> tuple[Reading, verify.Outcome]:
    """The first reading of the part that the whole explains, else the likeliest with its outcome."""
    first = None
    for parts in share.parts:
        if any(p in whole for p in parts) and len(whole) == 1 and len(parts) > 1:
            continue
        outcome = verify.Outcome(verify.fits(parts, whole, share.percent), "")
        if outcome.tolerable:
            return parts, outcome
        first = first or (parts, outcome)
    return first or (share.parts[0], verify.share(share.parts[0], whole, share.percent))


def _adopted(
    scan: Scan,
    group: list[Share],
    whole: Reading,
    outcomes: list[tuple[Reading, verify.Outcome]],
    wholes: list[Reading],
    full: bool,
) -> Iterator[Relation]:
    exact = sum(s.percent.value for s in group) == 100
    for share, (parts, outcome) in zip(group, outcomes, strict=True):
        if (
            outcome.verdict in ("near", "off")
            and ((full and exact) or len(whole) > 1)
            and _last_digit(share, parts, whole)
        ):
            outcome = replace(outcome, verdict="adjusted")
        used = whole
        if outcome.verdict == "off" and len(group) < 3:
            other = next((o for o in (_with(share, w) for w in wholes) if o[2].holds), None)
            if other:
                used, parts, outcome = other
        yield relation(share, parts, used, outcome, wholes)
    if len(whole) > 1 and full:
        told = claimed(group[0], bases(scan, group[0]))
        found = verify.value(whole)
        if told is not None and core_of(group[0].base) and 0 < abs(told.item.value - found) * 10 <= found:
            outcome = verify.total(whole, told.item)
            yield tie("parts", {"total": (told.item,), "parts": whole}, "占比合计100%", outcome, exhaustive=True)


def _with(share: Share, whole: Reading) -> tuple[Reading, Reading, verify.Outcome]:
    parts, outcome = _try(share, whole)
    return whole, parts, outcome


def _last_digit(share: Share, parts: Reading, whole: Reading) -> bool:
    """Whether a share misses by no more than the adjustment of a last digit."""
    if not verify.value(whole):
        return False
    found = verify.value(parts) / verify.value(whole) * 100
    return abs(found - share.percent.value) < share.percent.ulp * Decimal("1.5")


def _unexplained(group: list[Share], candidates: list[Base], wholes: list[Reading]) -> Iterator[Relation]:
    for share in group:
        told = claimed(share, candidates)
        explained = next((o for o in (_with(share, w) for w in wholes) if o[2].tolerable), None)
        if told is not None:
            parts, outcome = _try(share, (told.item,))
            yield relation(share, parts, (told.item,), outcome, wholes)
        elif explained:
            yield relation(share, explained[1], explained[0], explained[2], wholes)
    if not any(claimed(s, candidates) for s in group):
        yield from _outliers(group)


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
        if (
            own.low is None
            or own.high is None
            or (own.high >= low * Decimal("0.97") and own.low <= high * Decimal("1.03"))
        ):
            continue
        middle = (low + high) / 2
        if not middle:
            continue
        found = share.parts[0][0].value / middle * 100
        text = f"按其余各项推算，总数约为{verify.plain(middle, 0)}，{verify.show(share.parts[0][0])}应占约{verify.plain(found, 1)}%"
        if abs(found - share.percent.value) >= 2 * share.percent.ulp:
            members = {"part": share.parts[0], "share": (share.percent,)}
            yield tie("share", members, share.kind, verify.Outcome("off", text))
        return


def _beside(share: Share, parts: Reading, whole: Reading) -> tuple[Reading, verify.Outcome] | None:
    """The part and a figure beside it taken together, where that explains the share of a total.

    计划检查2914次，计划外检查683次，占检查总次数的19%: the total is not said.
    """
    if not ALL.search(share.base) or share.run.adjusted(share.index):
        return None
    both = (*whole, *parts)
    outcome = verify.share(parts, both, share.percent)
    return (both, outcome) if outcome.holds else None


def relation(share: Share, parts: Reading, whole: Reading, outcome: verify.Outcome, others: list[Reading]) -> Relation:
    """The Relation, with another base that would explain the percentage where one stands nearby."""
    if not outcome.computed:
        outcome = replace(outcome, computed=verify.share(parts, whole, share.percent).computed)
    hint = ""
    if outcome.verdict == "off" and (found := _beside(share, parts, whole)) is not None:
        whole, outcome = found
    if outcome.verdict == "off":
        for other in others:
            if other != whole and verify.share(parts, other, share.percent).holds:
                hint = f"若以{verify.written(other)}为分母则为{verify.show(share.percent)}{share.percent.unit}"
                break
    members = {"part": parts, "whole": whole, "share": (share.percent,)}
    return tie("share", members, share.kind + (share.base and f"：{share.base}"), outcome, hint=hint)
