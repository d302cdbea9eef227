"""Bases of a rate: the figures besides those right before it that it may be counted on."""

from __future__ import annotations

from lawcheck.extractors.clauses import REACH, SEGMENT, Run, alike, amount
from lawcheck.extractors.lists import closed_grades, grade
from lawcheck.extractors.percentages import Percentage, Reading
from lawcheck.extractors.wholes import Base, Share
from lawcheck.model.facts import Quantity
from lawcheck.model.patterns import kept, re_compile

_CARRY = re_compile(r"结转|旧存|上年|存案|遗留|历年")


def carried(candidates: list[Base]) -> list[Reading]:
    """受理 and 结转 added: the base of an outcome rate when the text gives both."""
    out: list[Reading] = []
    carried = [c for c in candidates if _CARRY.search(c.context)]
    for old in carried[:2]:
        out.extend(
            (new.item, old.item) for new in candidates[:6] if new.item is not old.item and alike(new.item, old.item)
        )
    return out


def complement(run: Run, at: int) -> list[Reading]:
    """Part and the figure before it taken together: 批捕158件, 不捕33件."""
    out: list[Reading] = []
    for other in range(max(0, at - 5), at + 2):
        for part in (at, at - 1):
            if 0 <= part < len(run.items) and 0 <= other < len(run.items) and other != part:
                one, two = run.items[other], run.items[part]
                if amount(one) and amount(two) and one.unit == two.unit:
                    out.append((one, two))
    return out


def sheets(run: Run) -> list[Quantity]:
    """The figures of sheets on which people answered (有效问卷764份); read once a run, for few have any."""
    if "sheets" not in run.read:
        told = kept(r"问卷|测评表|调查表|测评票").search(run.said)
        run.read["sheets"] = [q for q in run.items if q.unit in ("份", "张")] if told else []
    found: list[Quantity] = run.read["sheets"]
    return found


def asked(whole: Quantity, part: Quantity) -> bool:
    """Whether a number of sheets may be the base of a number of people: 有效问卷764份 for 不满意的12人."""
    return whole.unit in ("份", "张") and part.unit in ("人", "名", "人次")


def beside(run: Run, said: Percentage, part: Reading) -> list[Reading]:
    """The base that is said right before a rate (按两类合计4200宗计，投诉率), or what is left, right behind it (剩余624亩)."""
    out: list[Reading] = []
    before, behind = said.index - 1, said.index + 1
    if before >= 0 and run.gaps[said.index].startswith("计") and kept(r"按|以").search(run.before(before)):
        out.append((run.items[before],))
    left = behind < len(run.items) and kept(r"^(?:剩余|其余|余下|尚余|尚有)").match(run.before(behind))
    if left and alike(run.items[behind], part[0]) and not run.breaks(said.index, behind, SEGMENT):
        out.append((run.items[behind], *part))
    return out


def graded(share: Share) -> Reading:
    """All figures of the grades of which a part is one, where they go down to the lowest; () where they do not."""
    run = share.run
    if not grade(run, share.part) or share.index - share.part > REACH:
        return ()
    inside = [i for i in run.sentence(share.index) if i < share.index and grade(run, i)]
    alone = inside and inside == list(range(inside[0], share.index)) and share.part in inside
    return tuple(run.items[i] for i in inside) if alone and closed_grades(run, inside) else ()
