"""Changes: a figure, what it was before or by how much it moved, and the percentage said of it.

同比增长 alone ties nothing: the earlier value or the difference must be in the same sentence. Points of a percentage and
amounts gained or lost (多收842件) are differences, checked the same way.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SEGMENT, SENTENCE, Run, Scan, alike, amount, last_clause
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.moves import (
    DOWN,
    FROM,
    RATIOS,
    TO,
    UP,
    YEAR,
    falls,
    first_of_list,
    grown,
    moved,
    of_several,
    of_the_row,
    own_base,
    own_pair,
    pure,
    year_of,
)
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile
from lawcheck.model.source import Span

_NAMED = re_compile(r"(?:较|比|与|同)(法定|上半年|[一二三]季度|首批|首轮|初评|第[一二三][批轮次])")
_AT_ONCE = re_compile(r"[\u4e00-\u9fff]{2,4}")
_BESIDE = re_compile(r"而?\d{4}年度?(?:同期)?(?:为|是|仅为|只有|仅有)$")
MEAN = re_compile(r"年均|月均|平均|年度?复合|累计")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        spread = list(_spread(run))
        yield from spread
        taken = {q.span for r in spread for name in ("delta", "change") for q in r.members[name]}
        for index, item in enumerate(run.items):
            if item.role != "change" or item.span in taken or of_several(run, index):
                continue
            found = None
            inside = _inside(run, index)
            if inside and not MEAN.search(run.before(index)):
                printed, delta = inside
                words = run.before(index) + "".join(inner.gaps[0] for inner in run.nested[index])
                found = _told(scan, run, index, delta, printed, falls(words))
            elif item.unit in ("%", "倍", "番"):
                found = _percent(scan, run, index)
            if found:
                yield found


def _percent(scan: Scan, run: Run, index: int) -> Relation | None:
    """A change in percent with the difference beside it, or with the earlier figure in the sentence."""
    if MEAN.search(run.before(first_of_list(run, index))):
        return None
    if index and run.items[index - 1].role == "share" and not run.breaks(index - 1, index, SEGMENT):
        return None
    delta = _beside(run, index)
    if delta is not None and run.items[index].unit != "番":
        return _by_delta(scan, run, index, delta)
    return _by_previous(run, index)


def _beside(run: Run, index: int) -> int | None:
    """A difference in amounts right before or behind the percentage, in the same segment."""
    for at in (index - 1, index + 1):
        if not 0 <= at < len(run.items):
            continue
        item = run.items[at]
        low, high = min(at, index), max(at, index)
        if (
            item.role == "change"
            and item.unit not in RATIOS
            and not run.breaks(low, high, SEGMENT)
            and pure(run.before(high))
        ):
            if at == index + 1 and at + 1 < len(run.items) and _belongs(run, at):
                continue
            return at
    return None


def _inside(run: Run, index: int) -> tuple[Quantity, Quantity] | None:
    """下降5.30%（减少7件）, 减少7件（5.30%）: the percentage and the difference, one in a bracket behind the other."""
    for inner in run.nested.get(index, []):
        if len(inner.items) != 1 or len(inner.lead) > 4:
            continue
        here, there = run.items[index], inner.items[0]
        for printed, delta in ((here, there), (there, here)):
            if printed.unit == "%" and delta.role == "change" and delta.unit not in RATIOS:
                return printed, delta
    return None


def _spread(run: Run) -> Iterator[Relation]:
    """事故37起，死亡29人，同比分别减少8起、6人，下降17.8%和17.1%: figures, differences and percentages in the same order."""
    for index, item in enumerate(run.items):
        if item.role != "change" or item.unit in RATIOS or (index and run.items[index - 1].role == "change"):
            continue
        end = index
        while (
            end < len(run.items)
            and run.items[end].role == "change"
            and not (end > index and run.breaks(end - 1, end, SEGMENT))
        ):
            end += 1
        deltas = [q for q in run.items[index:end] if q.unit not in RATIOS]
        printed = [q for q in run.items[index:end] if q.unit == "%"]
        size = len(deltas)
        if size < 2 or len(printed) != size or run.items[index : index + size] != deltas:
            continue
        currents = [run.items[i] for i in run.sentence(index) if i < index and amount(run.items[i])][-size:]
        if len(currents) != size or any(not alike(c, d) for c, d in zip(currents, deltas, strict=True)):
            continue
        for current, delta, percent in zip(currents, deltas, printed, strict=True):
            outcome = grown(current, delta, percent, falls(run.gaps[index]))
            yield moved(current, None, delta, percent, outcome)


def _belongs(run: Run, at: int) -> bool:
    """Whether a difference behind a percentage has a percentage of its own behind it (多收5件，增长3%)."""
    after = run.items[at + 1]
    before = run.items[at - 2] if at > 1 else None
    own = after.role == "change" and after.unit == "%" and not run.breaks(at, at + 1, SEGMENT)
    return own and before is not None and before.role == "change" and before.unit != "%"


def _by_delta(scan: Scan, run: Run, index: int, delta: int) -> Relation | None:
    change, printed = run.items[delta], run.items[index]
    words = run.gaps[delta] + (run.gaps[index] if index < delta else "")
    down = falls(run.before(delta)) if DOWN.search(run.before(delta)) or UP.search(run.before(delta)) else falls(words)
    return _told(scan, run, min(index, delta), change, printed, down, delta)


def _told(
    scan: Scan, run: Run, first: int, change: Quantity, printed: Quantity, down: bool, delta: int = -1
) -> Relation | None:
    """The current figure that difference and percentage are said of: the one they fit, else the one right before."""
    if kept(r"20\d\d年(?:度)?(?:比|较)(?:20\d\d年|上年)").search(run.gaps[first]):
        of_row = of_the_row(run, first, change, printed, down)
        if of_row:
            return of_row
    best = None
    for where, at in scan.back(run, first, lines=0, limit=24):
        item = where.items[at]
        if not (amount(item) and alike(item, change)):
            continue
        outcome = grown(item, change, printed, down)
        if outcome.tolerable:
            return moved(item, None, change, printed, outcome)
        if best is None and _near(run, first, where, at, delta if delta >= 0 else first):
            best = (item, outcome)
    return moved(best[0], None, change, printed, best[1]) if best else None


def _near(run: Run, first: int, where: Run, at: int, delta: int) -> bool:
    """Whether a figure is the one a difference is said of: the same sentence, or named alike in the one before."""
    if where is not run:
        return where is run.anchor
    if not run.breaks(at, first):
        return not EARLIER.search(run.before(at))
    far = run.sentences[first] - run.sentences[at]
    verb = kept(r"[多少增加减了同比]").sub("", run.before(delta))[-3:]
    return far == 1 and bool(verb) and any(c in run.before(at) for c in verb if c not in "案件数的")


def _by_previous(run: Run, index: int) -> Relation | None:
    printed = run.items[index]
    if pair := own_pair(run, index):
        now, before = pair
        outcome = verify.growth(now, before.interval, printed, before.value, verify.show(before))
        return moved(now, before, None, printed, outcome)
    if own := own_base(run, index):
        now, before = own
        outcome = verify.growth(now, before.interval, printed, before.value, verify.show(before))
        return moved(now, before, None, printed, outcome)
    currents, previous = _sides(run, index)
    if not previous:
        return None
    claims = []
    for now in currents:
        for before in previous:
            if now is before or now.unit != before.unit or not before.value:
                continue
            outcome = (
                verify.doubled(now, before, printed)
                if printed.unit == "番"
                else verify.growth(now, before.interval, printed, before.value, verify.show(before))
            )
            fell = now.value < before.value
            if outcome.tolerable and (
                fell == falls(run.gaps[index]) or (not DOWN.search(run.gaps[index]) and not UP.search(run.gaps[index]))
            ):
                return moved(now, before, None, printed, outcome)
            claims.append((now, before, outcome))
    told = _NAMED.search(run.before(first_of_list(run, index))) is not None  # 上半年386辆；下半年451辆，较上半年增长
    claims = [c for c in claims if not _far(run, index, c[0]) and (told or not _far(run, index, c[1]))]
    if not pure(run.before(first_of_list(run, index))):
        return None
    units_seen = {b.unit for b in previous}
    if not claims or len(previous) > len(units_seen) or (printed.hedge and printed.hedge not in ("左右", "约")):
        return None
    now, before, outcome = claims[0]
    if outcome.verdict == "off" or outcome.tolerable:
        return moved(now, before, None, printed, replace(outcome, verdict="off"))
    return None


def _far(run: Run, index: int, item: Quantity) -> bool:
    """Whether another segment lies between a figure and the percentage."""
    at = next((i for i, q in enumerate(run.items) if q is item), None)
    return at is not None and at < index and run.breaks(at, index, SEGMENT)


def _sides(run: Run, index: int) -> tuple[list[Quantity], list[Quantity]]:
    """The figures now and the figures before that a percentage compares, nearest first."""
    currents: list[Quantity] = []
    previous: list[Quantity] = []
    since: dict[Span, int] = {}  # the years of the figures before, where they are named
    spoken: list[int] = []
    low = max(0, index - 6)
    for at in range(index - 1, low - 1, -1):
        if run.breaks(at, index, SENTENCE):
            break
        spoken.append(at)
    years = {at: year_of(run, at) for at in spoken}
    told = {year for year in years.values() if year}
    top = max(told, default=0)
    # 立案76件，2023年为64件: the one year that is named is put beside the figure of this one.
    beside = len(told) == 1 and not all(years[at] for at in spoken if amount(run.items[at]))
    base = _NAMED.search(run.before(first_of_list(run, index)))
    # 法定时限合计12460个工作日，承诺时限合计3715个工作日，压缩70.2%: of the time that the law gives.
    shorter = kept(r"压缩|压减|缩短|提速|减少").search(run.before(index)) and "承诺" in run.said
    for at in spoken:
        item = run.items[at]
        if kept(r"净[增减]$").search(run.before(at)):
            break  # 新增386户、退出421户，净减35户，较上年末的3161户下降: of what there is
        if not amount(item) or item.unit == "年":  # 五年来受理48000件，较前五年上升
            continue
        if base and base[1] in SEGMENT.split(run.gaps[at])[-1]:
            previous.append(item)
            since[item.span] = 0
            continue
        group = at
        while group and not run.gaps[group].strip() and amount(run.items[group - 1]):
            group -= 1
        words = run.before(group)
        if (
            EARLIER.search(words)
            or (shorter and "法定" in words)
            or (years.get(group) and top and years[group] < top)
            or (beside and _BESIDE.match(words))
            or (FROM.search(words) and at + 1 < len(run.items) and TO.search(run.gaps[at + 1]))
        ):
            previous.append(item)
            since[item.span] = years[group] or 0
        else:
            currents.append(item)
    for at in (index, *(i for i in spoken[:2] if run.items[i].role != "change")):
        for inner in run.nested.get(at, []):
            previous.extend(
                q
                for i, q in enumerate(inner.items)
                if amount(q)
                and i < 2
                and (
                    EARLIER.search(inner.gaps[0].strip())
                    or YEAR.search(inner.gaps[0])
                    or (at == index - 1 and EARLIER.search(last_clause(inner.lead)))
                )
            )
    nearest = previous[:2]
    if previous and run.items[index - 1] is previous[0] and _AT_ONCE.fullmatch(run.gaps[index]):
        nearest = nearest[
            :1
        ]  # 较2022年的142件增长31.0%，较2021年的155件增长20.0%: each from the figure right before it
    if len(nearest) == 2 and nearest[0].unit == nearest[1].unit:
        named = year_of(run, index)
        nearest = sorted(nearest, key=lambda q: (since.get(q.span) == named, since.get(q.span, 0)), reverse=True)[:1]
    return currents[:3], nearest
