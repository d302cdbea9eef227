"""Differences: an amount gained or lost between two figures (较上年同期的847件减少297件), and points of a percentage."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SEGMENT, Run, Scan, alike, amount
from lawcheck.extractors.earlier import EARLIER, MEAN
from lawcheck.extractors.moves import FROM, POINTS, TO, YEAR, falls, moved, year_of
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_TARGET = re_compile(r"(?:较|比|与|同)[^,;。]{0,12}(?:目标|考核|要求|标准|计划|平均|全[国省市县区])")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        for index, item in enumerate(run.items):
            if item.role == "change" and item.unit not in ("%", "倍"):
                found = _difference(run, index)
                if found:
                    yield found
        yield from _rates(run)
        yield from _points(run)


def _difference(run: Run, index: int) -> Relation | None:
    """较上年同期的847件减少297件: two figures and their difference in one segment; the same in percent points."""
    delta = run.items[index]
    points = delta.unit in POINTS
    words = run.before(index)
    if _TARGET.search(words) or "其中" in run.gaps[index]:
        return None
    current, previous = sides(run, index)
    if current is None or kept(r"累计|年均|月均|平均每年").search(words):
        return None
    if previous is None:
        since = kept(r"多|增").search(words) and kept(r"上年|去年|同期").search(words) and not falls(words)
        if points or not since or current.value >= delta.value or "净" in words or _own_subject(run, current, words):
            return None
        outcome = verify.Outcome("impossible", f"{verify.show(delta)}>{verify.show(current)}")
        return moved(current, None, delta, None, outcome)
    beside = index > 0 and previous is run.items[index - 1]  # 上年为1817万元，同比减少453万元
    before = run.before(run.items_index(previous)) if run.has(previous) else ""
    if _own_subject(run, current, before):
        return None
    if words.startswith(("同比", "环比")) and not points and not run.nested.get(index) and not beside:
        return None
    outcome = verify.difference(current, previous, delta)
    if outcome.verdict == "off":  # 审核367件，A230件，其他137件，比上年的328件增加39件: of the list's total
        for at in (i for i in run.sentence(index) if i < index and alike(run.items[i], delta)):
            other = run.items[at]
            if amount(other) and other is not previous and verify.difference(other, previous, delta).holds:
                return moved(other, previous, delta, None, verify.difference(other, previous, delta))
    return moved(current, previous, delta, None, outcome)


def _own_subject(run: Run, current: Quantity, words: str) -> bool:
    """Whether a comparison has a subject that the present figure has not: 解除172人，在册人数较上年末的159人减少8人."""
    subject = kept(r"^([\u4e00-\u9fff]{2,8}?)(?:人数|件数|数量|数|量)?(?:较|比)").match(words)
    if subject is None or not run.has(current):
        return False
    own = run.words(run.items_index(current))
    return not any(subject[1][i : i + 2] in own for i in range(len(subject[1]) - 1))


def sides(run: Run, index: int) -> tuple[Quantity | None, Quantity | None]:
    """The figure now and the earlier one that a difference is between; None for one that is not said."""
    return _ordered(run, index, _places(run, index))


def _places(run: Run, index: int) -> list[int]:
    """Where the figures stand that a difference may be between, nearest first."""
    delta, out = run.items[index], []
    for at in range(index - 1, max(-1, index - 5), -1):
        if run.breaks(at, index, SEGMENT):
            break
        item = run.items[at]
        if item.hedge in ("以上", "以下", "不低于", "不高于"):
            continue  # 达到“不低于60%”的要求
        if item.role == "share" if delta.unit in POINTS else amount(item) and item.unit == delta.unit:
            out.append(at)
    plain = [at for at in out if not MEAN.search(run.before(at))]
    if len({_earlier(run.before(at)) for at in plain}) == 2:
        return plain  # 客运量1.18亿人次，日均32.2万人次，比上年的1.26亿人次少800万人次
    return out


def _ordered(run: Run, index: int, places: list[int]) -> tuple[Quantity | None, Quantity | None]:
    """Which figure is the present one and which the earlier, told by 上年同期, 2022年, a bracket, 由…降至."""
    items = [run.items[at] for at in places]
    earlier = [at for at in places if _named_earlier(run, at)]
    if len(earlier) > 1:
        return _among(
            run, index, [run.items[at] for at in places if at not in earlier], [run.items[at] for at in earlier]
        )
    previous = run.items[earlier[0]] if earlier else None
    if previous is None and items:
        previous = _bracketed(run, index, items[0])
    for at in places:  # 总数由年初的713件变为734件：新制定48件，失效27件，净增21件
        if at - 1 in places and FROM.search(run.before(at - 1)) and TO.search(run.gaps[at]):
            return run.items[at], run.items[at - 1]
    return next((item for item in items if item is not previous), None), previous


def _among(
    run: Run, index: int, currents: list[Quantity], earlier: list[Quantity]
) -> tuple[Quantity | None, Quantity | None]:
    """Of several earlier figures (较2022年的36件、2023年的41件) the one that the difference is from; none where none fits."""
    if not currents:
        return None, None
    current = currents[0]
    for previous in earlier:
        if verify.difference(current, previous, run.items[index]).holds:
            return current, previous
    return None, None


def _named_earlier(run: Run, at: int) -> bool:
    """Whether a figure is told as an earlier one, or stands in a list behind such a one."""
    if _earlier(run.before(at)):
        return True
    if at and kept(r"而?20\d\d年度?(?:为|是)").fullmatch(run.before(at)) and year_of(run, at) < year_of(run, at - 1):
        return True  # 2024年平均得分89.4分，2023年为87.6分
    listed = at > 0 and run.gaps[at].startswith("、") and YEAR.search(run.gaps[at]) is not None
    return listed and _earlier(run.before(at - 1))


def _earlier(words: str) -> bool:
    return bool(EARLIER.search(words) or (YEAR.search(words) and kept(r"较|(?<!占)比(?![例重率值])").search(words)))


def _bracketed(run: Run, index: int, like: Quantity) -> Quantity | None:
    """The earlier figure in a bracket behind the present one or the difference: （上年同期为57件）."""
    for at in (index - 1, index):
        if at < index and not alike(run.items[at], like):
            continue  # 优良天数319天，优良率87.2%（2024年共366天）
        for inner in run.nested.get(at, []):
            words = inner.gaps[0].strip()
            year = YEAR.match(words) and kept(r"上年|去年|同比").search(run.before(index))
            if len(inner.items) == 1 and (EARLIER.search(words) or year) and alike(inner.items[0], like):
                return inner.items[0]
    return None


def _rates(run: Run) -> Iterator[Relation]:
    """2012年得分率59.7%；2013年得分率61.74%，提高2.04%: a rate said of two years and the points between."""
    for index in range(2, len(run.items)):
        delta = run.items[index]
        if delta.role != "change" or delta.unit not in ("%", *POINTS) or run.items[index - 1].role != "share":
            continue
        now = run.items[index - 1]
        name = kept(r"[\u4e00-\u9fff]{2,10}率").search(run.before(index - 1))
        if not name or run.breaks(index - 1, index, SEGMENT) or run.nested.get(index - 1):
            continue
        for at in range(index - 2, max(-1, index - 6), -1):
            if run.breaks(at, index):
                break
            before = run.items[at]
            if (
                before.role == "share"
                and name[0] in run.before(at)
                and year_of(run, index - 1) != _year_before(run, at)
                and _compared(run, index, at)
            ):
                outcome = verify.difference(now, before, delta)
                if delta.unit == "%" and outcome.holds:
                    break  # told as points that lack their word
                if outcome.verdict == "off" and abs(abs(now.value - before.value) - delta.value) < 2 * delta.ulp:
                    outcome = replace(outcome, verdict="near")
                yield moved(now, before, delta, None, outcome)
                break


def _year_before(run: Run, at: int) -> int:
    """The last year named up to a figure."""
    while at >= 0:
        if year := year_of(run, at):
            return year
        at -= 1
    return 0


def _compared(run: Run, index: int, at: int) -> bool:
    year = YEAR.search(run.gaps[index])
    return year is None or int(year[1]) == _year_before(run, at)


def _points(run: Run) -> Iterator[Relation]:
    """97.5%，比上年的92.5%提高5%: what is the difference of two percentages, and no growth of one, is told in points."""
    for index in range(2, len(run.items)):
        before, now, delta = run.items[index - 2 : index + 1]
        if delta.role != "change" or delta.unit != "%" or delta.hedge or run.breaks(index - 2, index, SEGMENT):
            continue
        if any(q.role != "share" or q.hedge or not q.value for q in (before, now)) or run.nested.get(index - 1):
            continue
        gap, larger = abs(now.value - before.value), max(now.value, before.value)
        base = larger if falls(run.before(index)) else larger - gap
        grown = abs(gap / base * 100 - delta.value) * 2 <= delta.ulp
        if grown or gap == delta.value:
            verdict = "rounded" if grown else "off"
            shown = f"{verify.plain(larger)}−{verify.plain(larger - gap)}={verify.plain(gap)}个百分点"
            members = {"change": (delta,), "current": (now,), "previous": (before,)}
            yield tie("change", members, "百分点", verify.Outcome(verdict, shown))
