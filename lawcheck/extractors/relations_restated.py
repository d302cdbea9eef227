"""Restated figures: what one chapter says again of another's figures (62名“法律明白人”中, 全部28名执法人员, 仍有8宗不合格).

The words must name the same things, and the text must have had only one figure of them. A figure that is not that one is
told only where it looks like a slip in copying it: there may always be a second thing of the name.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import EARLIER, MEAN, Run, Scan, alike, amount
from lawcheck.extractors.lists import GRADE, closed_grades, grade
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_THINGS = re_compile(r"(?P<noun>“[^“”]{2,10}”|[\u4e00-\u9fff]{4,6}?)(?:中|里)[,的能有,\u4e00-\u9fff]")
_NOUN = re_compile(r"[\u4e00-\u9fff]{4}")
_ALL = re_compile(r"(?:全部|所有|全体)$")
_DONE = re_compile(r"(受理|办理|审结|办结|查处|立案|排查|调处|抽查|抽取|评查|收到|制定|聘请|培养)的$")
_GRADED = re_compile(r"(不合格|优秀)")
_FAR = 200  # figures of a unit back that one is looked for: bounded, so that a long text stays linear

Place = tuple[Run, int]


def relations(scan: Scan) -> Iterator[Relation]:
    of_unit: defaultdict[str, deque[Place]] = defaultdict(lambda: deque(maxlen=_FAR))
    for run in scan.lines:
        for index, item in enumerate(run.items):
            if not amount(item) or item.hedge:
                continue
            spoken = of_unit[item.unit]
            if found := _again(run, index, spoken) or _grade_again(run, index, spoken):
                yield found
            if _plain(run, index):
                spoken.append((run, index))


def _plain(run: Run, index: int) -> bool:
    words = run.before(index)
    return not EARLIER.search(words) and not MEAN.search(words) and "其中" not in run.gaps[index]


def _again(run: Run, index: int, spoken: deque[Place]) -> Relation | None:
    """受理的213件矛盾纠纷中, 全部28名执法人员, 5260人次行政执法人员: the one figure of these things before."""
    item, before, behind = run.items[index], run.before(index), run.gaps[index + 1]
    verb = _DONE.search(before)
    said = _THINGS.match(behind)
    if said and (verb or not before or said["noun"].startswith("“")):
        noun, loose = said["noun"], False
    elif (plain := _NOUN.match(behind)) is not None:
        noun, loose = plain[0], not _ALL.search(before)
    else:
        return None
    named = [(w, i) for w, i in spoken if noun in w.before(i) and (not verb or verb[1] in w.before(i))]
    if len({w.items[i].value for w, i in named}) != 1:
        return None
    where, at = named[-1]
    first = where.items[at]
    if first.value == item.value:
        return None if loose else _relation(first, item)
    slip = verify.turned(first.value, item) if loose else verify.miscopied(first, item)
    return _relation(first, item) if slip else None


def _grade_again(run: Run, index: int, spoken: deque[Place]) -> Relation | None:
    """在评查的160宗案卷中，仍有8宗不合格: beside the grades of the 160 that were told before."""
    item, said = run.items[index], _GRADED.match(run.gaps[index + 1])
    whole = index - 1
    if not said or whole < 0 or not alike(run.items[whole], item) or run.breaks(whole, index):
        return None
    if not kept(r"评查|抽查|抽取|案卷|卷宗").search(run.context(whole)):
        return None
    for where, at in reversed(spoken):
        if grade(where, at) != said[1] or not alike(where.items[at], item):
            continue
        grades = [i for i in where.sentence(at) if GRADE.search(where.before(i)) and amount(where.items[i])]
        if closed_grades(where, grades) and verify.value([where.items[i] for i in grades]) == run.items[whole].value:
            return _relation(where.items[at], item)
    return None


def _relation(one: Quantity, other: Quantity) -> Relation:
    verdict, sign = ("exact", "=") if one.value == other.value else ("off", "≠")
    outcome = Outcome(verdict, f"{verify.show(one)}{sign}{verify.show(other)}")
    return tie("agree", {"one": (other,), "other": (one,)}, "同一数据", outcome)
