"""Alikeness: whether the figures of a list count one sort of thing, exclude each other, or are a total only in part."""

from __future__ import annotations

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import Run, last_clause
from lawcheck.extractors.lists import DECIDED
from lawcheck.model.facts import Quantity
from lawcheck.model.patterns import kept, re_compile

_FEW = 100  # a total up to which some members of a list may add up to it by chance
# Kinds of file, and what becomes of an application for information: nothing is of two of them.
_KINDS = re_compile(
    r"(?:处罚|许可|强制|检查|征收|裁决|确认)(?:类|案件|案卷|决定)*$|(?:予以|部分|不予)公开$|无法提供$|不予处理$|[县乡镇村](?:级|本级)$"
)
# What somebody takes part as: of a meeting's members nobody is counted twice.
_AS = re_compile(r"(?:代表|委员|学者|专家|律师|教师|民警|[镇乡局县村所站]长|(?<![党团])员)$")
_PLACED = re_compile(r"(?:机关|站所|所站|村|社区|部门|单位|大队|中队|企业|学校)(?:干部|人员|职工|队员)$")
# Bodies have no members in common, and a case is seldom that of two of them.
BODY = re_compile(r"(?:局|所|队|站|办|镇|乡|街道|村|社区|机关|部门|中心|委|院|科|室)$")


def neighbours(items: list[Quantity], whole: Quantity) -> tuple[Quantity, ...] | None:
    """Neighbours in a list that are the total: 首次362件，再次39件，实名99件 — the rest cuts across, or is of something else.

    Of small totals only those that the list begins with: others may add up by chance (1+2=3 of 1、1、2).
    """
    for size in range(min(len(items) - 1, 12), 1, -1):
        for low in range(min(len(items) - size + 1, 12)):
            if verify.total(items[low : low + size], whole).verdict == "exact" and (low == 0 or whole.value > _FEW):
                return tuple(items[low : low + size])
    return None


def counts_other(run: Run, at: list[int], whole: Quantity) -> bool:
    """Whether figures count other things than the total: 6个方面 and 7项, 7个乡镇 and 23个村."""
    items = [run.items[i] for i in at]
    units_differ = any(q.unit != whole.unit for q in items) and any(q.value > whole.value for q in items)
    nouns = {
        run.gaps[i + 1][:2] for i in at if items[0].unit == "个" and kept(r"[\u4e00-\u9fff]{2}").match(run.gaps[i + 1])
    }
    return units_differ or len(nouns) > 1


def _names(run: Run, at: list[int]) -> list[str]:
    """What the figures of a list are called: 许可类, 处罚类."""
    return [kept(r"^(?:其中|包括|含)|[有为的共达]+$").sub("", last_clause(run.gaps[i]).split("、")[-1]) for i in at]


def one_sort(run: Run, at: list[int]) -> bool:
    """Whether the names of a list of three or more say that it is one: …领域, …领域; 进机关, 进学校, 进企业."""
    names = _names(run, at)
    if len(names) < 3 or not all(len(n) > 2 for n in names):
        return False
    return {n[-2:] for n in names} <= {"领域", "系统", "行业"} or all(n[0] == "进" and len(n) == 3 for n in names)


def parallel(run: Run, at: list[int], whole: Quantity) -> bool:
    """Whether the items of a list are named alike (许可类, 处罚类): then they do not overlap."""
    names = _names(run, at)
    if one_sort(run, at):
        return all(run.items[i].value <= whole.value for i in at)
    if all(DECIDED.search(run.words(i)) for i in at):
        return True  # outcomes of a review or a suit exclude each other
    if all(n.endswith(("编制", "岗位")) for n in names):
        return True
    if all(BODY.search(n) for n in names) or all(_KINDS.search(n) for n in names):
        return all(run.items[i].value <= whole.value for i in at)  # 县直部门716人、乡镇332人
    if len(names) > 2 and all(_AS.search(n) for n in names):
        return True
    tails = {n[-1:] for n in names}
    if len(at) == 2 and {n[-2:] for n in names} == {names[0][-2:]} and all(_PLACED.search(n) for n in names):
        return True  # 乡机关干部53名、乡属站所干部37名
    if len(at) < 3 and tails & set("类型") != tails:
        nouns = {match[1] for n in names if (match := kept(r"的([\u4e00-\u9fff]{2,4})$").search(n))}
        if len(nouns) == 1 and all("的" in n for n in names):
            return all(run.items[i].value <= whole.value for i in at)  # 转交的工单250件、直接答复的工单46件
        # 办结8766件，阶段办结1792件 are not both; 通知出庭52件，实际出庭51件 may well be one after the other
        return {n[-2:] for n in names} == {"办结"}
    return (
        len(tails) == 1
        and "" not in tails
        and max(map(len, names)) <= 14
        and all(run.items[i].value <= whole.value for i in at)
    )


def changes(words: list[str]) -> bool:
    """Whether the figures of a list say what was changed, and not what there is: 5项（撤销2项、新增1项）."""
    return any(kept(r"新增|增加|增补|新制定|新[建设纳列]").search(w) for w in words) and any(
        kept(r"撤|取消|减|废止|失效|退|删|核销").search(w) for w in words
    )
