"""Sums: a list and the total behind it (补贴41.8万元、补助5.19万元，总计46.99万元; 一至四季度分别…，全年累计; 三年共)."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import units, verify
from lawcheck.extractors.clauses import Run, Scan, alike, amount
from lawcheck.extractors.lists import SUBSET, addable, how_many
from lawcheck.extractors.ties import tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_QUARTERS = re_compile(r"一(?:季度)?(?:至|到|—|-|、二、三、)四(?:个)?季度|四个季度|各季度")
_SUM = re_compile(
    r"^[,、;]?\s*(?:两项|三项|四项|五项|各项|以上|上述|两者|三者|两类|全部|[二两三四五六七八九十](?:类|年|批|个季度|个方面))?(?:[\u4e00-\u9fff]{0,4})?(?:合计|总计|共计|总共|一共|相加|总和|累计|合并|共)[\u4e00-\u9fff]{0,2}?(?:为|达|有|是)?$"
    r"|^[,;]?\s*(?:两|三|四|五|各|以上各?)项?(?:相加|合计|总计|加起来)[,:]?[^,;。]{0,24}$"
)
_SIGNS = re_compile(r"合计|合并|共|总计|总和|累计|相加|加起来|一共|总共")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if not _SIGNS.search(run.said):
            continue
        for index in range(1, len(run.items)):
            if addable(run, index):
                yield from _summed_up(run, index)
                yield from _nouns_behind(run, index)


def _summed_up(run: Run, index: int) -> Iterator[Relation]:
    """发放补贴41.8万元、补助5.19万元，总计46.99万元."""
    match = _SUM.match(run.gaps[index].strip())
    whole = run.items[index]
    if not match or not whole.value:
        return
    parts: list[int] = []
    for at in run.sentence(index):
        if at < index and amount(run.items[at]) and alike(run.items[at], whole):
            parts.append(at)
    if len(parts) < 2:
        return
    bare = kept(r"[,、;]?\s*(?:累计|共(?!计))[\u4e00-\u9fff]*$").search(run.gaps[index].strip()) is not None
    before = run.items[index - 1]
    told = int(before.value) if before.unit in ("年", "个月", "个季度") else how_many(run.gaps[index])
    if told == len(parts) or (len(parts) == 4 and _QUARTERS.search(run.gaps[parts[0]])):
        bare = False  # 三年累计, 一至四季度…全年累计: as many as are added up
    items = _tail([run.items[i] for i in parts], whole)
    outcome = verify.total(items, whole)
    nested = any(SUBSET.search(run.gaps[i]) for i in parts[1:])
    between = [run.items[i] for i in range(parts[0], index)]
    mixed = len(parts) > 4 and (len(between) != len(parts) or parts[0] != run.sentence(index)[0])
    alone = any(_alone(run, i, whole) for i in range(parts[0], index))
    bare = bare or run.gaps[index].strip().startswith("等")
    if not outcome.holds and (bare or nested or mixed or alone or max(i.value for i in items) > whole.value):
        return
    yield tie("parts", {"total": (whole,), "parts": tuple(items)}, "合计", outcome, exhaustive=True)


def _nouns_behind(run: Run, index: int) -> Iterator[Relation]:
    """3名班子成员、9名站所负责人、22名队员共34人: a list whose nouns follow its figures, joined to its total."""
    if not kept(r"[\u4e00-\u9fff]{1,12}共(?:计|有)?").fullmatch(run.gaps[index].strip()):
        return
    first = index - 1
    while first and kept(r"[\u4e00-\u9fff]{1,12}[、和及与]").fullmatch(run.gaps[first]):
        first -= 1
    if first == index - 1 or not all(amount(item) and alike(item, run.items[index]) for item in run.items[first:index]):
        return
    items = run.items[first:index]
    yield tie(
        "parts", {"total": (run.items[index],), "parts": tuple(items)}, "合计",
        verify.total(items, run.items[index]), exhaustive=True,
    )  # fmt: skip


def _alone(run: Run, at: int, whole: Quantity) -> bool:
    """Whether a figure of another sort stands in a clause of its own (来访452批), and may be part of the total too."""
    item = run.items[at]
    if not amount(item) or alike(item, whole) or item.unit in units.TIME:
        return False
    before = at > 0 and alike(run.items[at - 1], whole) and not kept(r"[,、;]").search(run.gaps[at])
    behind = alike(run.items[at + 1], whole) and not kept(r"[,、;]").search(run.gaps[at + 1])
    return not before and not behind


def _tail(items: list[Quantity], whole: Quantity) -> list[Quantity]:
    """The longest end of a list that adds up to the whole, else all of it."""
    found, best = verify.summed(items[-1:]), 0
    for low in range(len(items) - 2, -1, -1):
        found = found + items[low].interval
        if found.meets(whole.interval):
            best = low
        elif found.low is not None and whole.high is not None and found.low > whole.high:
            break
    return items[best:]
