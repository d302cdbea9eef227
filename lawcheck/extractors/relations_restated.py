"""Restated figures: what one chapter says again of another's figures (62名“法律明白人”中, 全部28名执法人员, 仍有8宗不合格).

The words must name the same things, and the text must have had only one figure of them. A figure that is not that one is
told only where it looks like a slip in copying it: there may always be a second thing of the name.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount
from lawcheck.extractors.earlier import EARLIER, MEAN
from lawcheck.extractors.lists import GRADE, closed_grades, grade
from lawcheck.extractors.ties import agreement
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_THINGS = re_compile(r"(?P<noun>“[^“”]{2,10}”|[\u4e00-\u9fff]{4,6}?)(?:中|里)[,的能有,\u4e00-\u9fff]")
_NOUN = re_compile(r"[\u4e00-\u9fff]{4}")
_ALL_DONE = re_compile(r"(?P<noun>案件|案卷|问题|建议|提案|纠纷|申请|工单|诉求)(?:均|都|全部)已")  # 。9件案件均已审结
_ALL = re_compile(r"(?:全部|所有|全体)$")
_DONE = re_compile(r"(受理|办理|审结|办结|查处|立案|排查|调处|抽查|抽取|评查|收到|制定|聘请|培养)的$")
_GRADED = re_compile(r"(不合格|优秀)")
_FAR = 200  # figures of a unit back that one is looked for: bounded, so that a long text stays linear

Place = tuple[Run, int]


def relations(scan: Scan) -> Iterator[Relation]:
    before = _Before()
    for run in scan.lines:
        for index, item in enumerate(run.items):
            if not amount(item) or item.hedge:
                continue
            if found := _again(run, index, before) or _grade_again(run, index, before):
                yield found
            before.note(run, index)


class _Before:
    """The figures so far: by unit, and by unit and digits in any order."""

    def __init__(self) -> None:
        self.of_unit: defaultdict[str, deque[Place]] = defaultdict(lambda: deque(maxlen=_FAR))
        self.of_digits: defaultdict[tuple[str, str], deque[Place]] = defaultdict(lambda: deque(maxlen=_FAR))

    def note(self, run: Run, index: int) -> None:
        item = run.items[index]
        self.of_unit[item.unit].append((run, index))
        if item.value >= 1000:
            self.of_digits[_digits(item)].append((run, index))


def _digits(item: Quantity) -> tuple[str, str]:
    return units.CLASS.get(item.unit, item.unit), "".join(sorted(verify.show(item)))


def _plain(run: Run, index: int) -> bool:
    words = run.before(index)
    return not EARLIER.search(words) and not MEAN.search(words) and "其中" not in run.gaps[index]


def _again(run: Run, index: int, before: _Before) -> Relation | None:
    """受理的213件矛盾纠纷中, 全部28名执法人员: the one figure of these things before; 5260人次 for 5620 of the same."""
    item, words, behind = run.items[index], run.before(index), run.gaps[index + 1]
    said = _THINGS.match(behind)
    verb = _DONE.search(words) if said else None
    if said and (verb or not words or said["noun"].startswith("“")):
        return _told(_one(before.of_unit[item.unit], said["noun"], verb[1] if verb else ""), item)
    done = _ALL_DONE.match(behind) if kept(r"(?:^|[。;])$").fullmatch(run.gaps[index].strip()[-1:]) else None
    if done:
        first = _one([(run, i) for i in range(max(0, index - 8), index)], done["noun"])
        return agreement(first, item) if first and first.unit == item.unit else None
    plain = _NOUN.match(behind)
    done_to = _DONE.search(words) if plain else None
    if plain and done_to:
        return _told(_one(before.of_unit[item.unit], plain[0], done_to[1], sentence=True), item)
    if plain and _ALL.search(words):
        return _told(_one(before.of_unit[item.unit], plain[0]), item)
    if plain and item.value >= 1000:
        found = _one(before.of_digits[_digits(item)], plain[0])
        return agreement(found, item) if found and verify.turned(found.value, item) else None
    return None


def _one(places: Iterable[Place], noun: str, verb: str = "", *, sentence: bool = False) -> Quantity | None:
    """The figure whose words (the noun: or whose sentence) have a noun and a verb, where there is but one such value."""
    named = [
        w.items[i]
        for w, i in places
        if verb in w.before(i) and noun in (_so_far(w, i) if sentence else w.before(i)) and _plain(w, i)
    ]
    return named[-1] if len({q.value for q in named}) == 1 else None


def _so_far(run: Run, index: int) -> str:
    """The words of a figure's sentence up to it."""
    first = run.sentence(index)[0]
    return SENTENCE.split(run.gaps[first])[-1] + "".join(run.gaps[first + 1 : index + 1])


def _told(first: Quantity | None, again: Quantity) -> Relation | None:
    return agreement(first, again) if first and (first.value == again.value or verify.miscopied(first, again)) else None


def _grade_again(run: Run, index: int, before: _Before) -> Relation | None:
    """在评查的160宗案卷中，仍有8宗不合格: beside the grades of the 160 that were told before."""
    item, said = run.items[index], _GRADED.match(run.gaps[index + 1])
    whole = index - 1
    if not said or whole < 0 or not alike(run.items[whole], item) or run.breaks(whole, index):
        return None
    if not kept(r"评查|抽查|抽取|案卷|卷宗").search(run.context(whole)):
        return None
    for where, at in reversed(before.of_unit[item.unit]):
        if grade(where, at) != said[1]:
            continue
        grades = [i for i in where.sentence(at) if GRADE.search(where.before(i)) and amount(where.items[i])]
        if closed_grades(where, grades) and verify.value([where.items[i] for i in grades]) == run.items[whole].value:
            return agreement(where.items[at], item)
    return None
