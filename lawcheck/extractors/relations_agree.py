"""Agreement: one quantity said twice — 这591件提案 after 591件提案, 全年共…件 at two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import Run, Scan, amount
from lawcheck.extractors.earlier import EARLIER
from lawcheck.extractors.ties import agreement, tie
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_BACK = re_compile(r"(?:这|上述|前述|该)$")
_AGAIN = re_compile(r"在(?:已|全部)?(?P<verb>审结|办结|受理|立案|评查|抽查|抽取|检查)的$")
_OF_THEM = re_compile(r"[^,。;\d]{0,2}(?P<noun>[^,。;\d]{4,12}?)(?:活动)?中,?")
_NOUN = re_compile(r"[\u4e00-\u9fff]{2,6}")
_OWN = re_compile(r"^(?:主持|亲自|带头|牵头|先后)+")  # 全年主持召开党组会议 for 全年召开党组会议
_WHOLE = re_compile(r"共|累计|总计|合计|全年")


def relations(scan: Scan) -> Iterator[Relation]:
    yield from _back(scan)
    yield from _twice(scan)
    for run in scan.runs:
        if "在" in run.said:
            yield from _again(run)
        if "社区" in run.said:
            yield from _villages(run)


def _villages(run: Run) -> Iterator[Relation]:
    """辖21个行政村、5个社区，…覆盖全部26个村（社区）."""
    starts = [
        i
        for i in range(len(run.items) - 1)
        if kept(r"(?:行政)?村[、和及]$").fullmatch(run.gaps[i + 1]) and kept(r"社区|居").match(run.gaps[i + 2])
    ]
    for index, item in enumerate(run.items):
        inner = run.nested.get(index, [])
        both = run.gaps[index + 1].startswith("村") and inner and inner[0].said.startswith(("社区", "居"))
        if not both or not starts or index <= starts[0] + 1 or not kept(r"全部|所有").search(run.before(index)):
            continue
        parts = tuple(run.items[starts[0] : starts[0] + 2])
        outcome = verify.total(parts, item)
        yield tie("parts", {"total": (item,), "parts": parts}, "村（社区）", outcome, exhaustive=True)


def _again(run: Run) -> Iterator[Relation]:
    """共审结复议案件137件，…。在审结的137件案件中: the figure that the paragraph had with this verb."""
    for index, item in enumerate(run.items):
        said = _AGAIN.search(run.before(index)) if amount(item) and not item.hedge else None
        counts = amount(item) and not item.hedge
        noun = _OF_THEM.match(run.gaps[index + 1]) if run.before(index) == "在" and counts else None
        if not noun and not (said and kept(r"[^,。;\d]{0,6}中").match(run.gaps[index + 1])):
            continue
        word = noun["noun"] if noun else said["verb"] if said else ""
        earlier = [
            q
            for i, q in enumerate(run.items[max(0, index - 12) : index], max(0, index - 12))
            if amount(q) and q.unit == item.unit and word in run.before(i) and not EARLIER.search(run.before(i))
        ]
        same = [q for q in earlier if q.value == item.value]
        if (same or len(earlier) == 1) and not (same or earlier)[0].hedge:
            yield agreement((same or earlier)[0], item)


def _back(scan: Scan) -> Iterator[Relation]:
    """这591件提案: the figure that the text had before."""
    for run in scan.runs:
        for index, item in enumerate(run.items):
            if not amount(item) or item.hedge or not _BACK.search(run.before(index)):
                continue
            noun = _NOUN.match(run.gaps[index + 1])
            if not noun:
                continue
            earlier = [
                (w, a)
                for w, a in scan.back(run, index, lines=2, limit=12)
                if amount(w.items[a]) and w.items[a].unit == item.unit and not EARLIER.search(w.before(a))
            ]
            if not earlier:
                continue
            if any(w.items[a].value == item.value for w, a in earlier):
                same = next(w.items[a] for w, a in earlier if w.items[a].value == item.value)
                yield agreement(same, item)
                continue
            own = [w.items[a] for w, a in earlier if w.line == run.line]
            if any(verify.value(own[:n]) == item.value for n in range(2, len(own) + 1)):
                continue  # 活动14场；…宣传9场。上述23场: of both
            named = [w.items[a] for w, a in earlier if noun[0][:2] in w.gaps[a + 1][:8] or noun[0][:2] in w.before(a)]
            near = [w.items[a] for w, a in earlier if noun[0] in w.gaps[a + 1][:12]]
            named = near or named  # 14个乡镇中，有4个司法所；上述4个司法所: by the whole noun
            if len(named) > 1:  # 取消6项、新增11项，保留243项。这243项
                named = [q for q in named if item.value < 2 * q.value < 4 * item.value]
            told = item.role == "money" or (
                run.before(index).endswith(("上述", "前述"))
                and any(noun[0][i : i + 2] in w.context(a) for w, a in earlier for i in range(len(noun[0]) - 1))
            )
            if "占" in run.before(index):
                continue  # 办理1734件，占前述1862件的93.1%: of more than the figure before it
            if not named and told and len(earlier) == 1:
                named = [earlier[0][0].items[earlier[0][1]]]  # 资金120万元…。上述120万元已全部支付
            if len(named) == 1 and not named[0].hedge:
                yield agreement(named[0], item)


def _twice(scan: Scan) -> Iterator[Relation]:
    """The same words with 共 or 累计, the same unit and scope, at two places; a sum of money also where it looks miscopied."""
    seen: dict[tuple[str, str, str], list[Quantity]] = defaultdict(list)
    for run in scan.lines:
        for index, item in enumerate(run.items):
            if (
                not item.hedge
                and ((item.role == "count" and len(item.label) >= 6) or (item.role == "money" and len(item.label) >= 3))
                and _WHOLE.search(run.before(index))
                and _plain(run, index)
            ):
                seen[_OWN.sub("", item.label), item.unit, item.scope.replace("全年", "")].append(item)
    for items in seen.values():
        for other in items[1:]:
            if items[0].role == "count" or items[0].value == other.value or verify.miscopied(items[0], other):
                yield agreement(items[0], other)


def _plain(run: Run, index: int) -> bool:
    return not EARLIER.search(run.before(index)) and "其中" not in run.gaps[index]
