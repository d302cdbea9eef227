"""Rates: 受理率, 结案率, 合格率 and their like — a percentage that its name ties to an outcome and to what it came from.

The name's stem says which figure is the part (办结率: 办结7件). The whole is rarely said: the figures before it are tried, and
where none explains the rate, only one said in the same breath counts as contradicted, since 审结率 and 纠错率 often rest on
a base with cases carried over that the text does not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import SENTENCE, Run, Scan, alike, amount, last_clause
from lawcheck.extractors.relations_share import Base, Share, bases, relation
from lawcheck.model.facts import Quantity, Relation

_RATE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,14}?率)(?:\([^)]*\))?(?:均|都|也|同|已|就|仅|即|便|分别|依次|各)*(?:保持在|维持在|稳定在|提升至|提高到|提高至|升至|为|是|达到|达|到|有|约|近|超过|超|:)*$"
)
# Rates over people asked, areas or plans: their base is never the figure that stands nearby.
_HIDDEN = re.compile(r"满意|知晓|普及|覆盖|使用率|执行率|参与|参保|占有|发案|破案|出勤|利用|增长|增速|命中|接通|有效|晋级|就业|达标|上线|安装|入库|活跃|关注|得分|成活|绿化|城镇化|服判|息诉|上诉|抗诉")
_FILL = re.compile(r"总体|整体|平均|综合|全年|当年|案件|率|的|全部|其|及时")
# Outcomes that exclude each other: 不捕率 is counted on 批捕+不捕, a convention of the procuratorates.
_NOT = re.compile(r"^(?:不|未|非)")
_INTAKE = re.compile(r"受理|收到|接到|接收|收案|收件|新收|接办|接处|登记|应|共|总计|合计|立案|办理|经办|抽|检|查|收回|审结|办结|承办|参加|排查|调解|完成")
_OTHER_TIME = re.compile(r"上年|去年|上月|上周|同期|上季|前一")
_CARRY = re.compile(r"结转|旧存|上年|存案|遗留|历年")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        for index, item in enumerate(run.items):
            if item.role != "share" or item.value > 100:
                continue
            match = _RATE.search(last_clause(run.gaps[index]))
            if match and not _HIDDEN.search(match["name"]):
                yield from _rate(scan, run, index, match["name"])


def stem(name: str) -> str:
    return _FILL.sub("", name)


def _rate(scan: Scan, run: Run, index: int, name: str) -> Iterator[Relation]:
    found = _parts(run, index, stem(name))
    if not found:
        return
    at, readings = found
    share = Share(run, index, at, readings, name, "率")
    candidates = bases(scan, share, limit=14)
    wholes: list[tuple[Quantity, ...]] = [(c.item,) for c in candidates if not _OTHER_TIME.search(c.run.before(c.index))]
    wholes += _carried(candidates)
    wholes += _complement(run, at)
    claim: tuple[tuple[Quantity, ...], tuple[Quantity, ...], verify.Outcome] | None = None
    for whole in wholes:
        for parts in readings:
            fit = [p for p in parts if p.span != whole[0].span]
            if len(fit) != len(parts) or not all(alike(p, whole[0]) for p in parts):
                continue
            outcome = verify.share(parts, whole, share.percent)
            if outcome.tolerable:
                yield relation(share, parts, whole, outcome, wholes)
                return
    tight = _tight(share, candidates, name)
    if tight is None:
        return
    parts = readings[0]
    claim = (parts, (tight.item,), verify.share(parts, (tight.item,), share.percent))
    yield relation(share, claim[0], claim[1], claim[2], wholes)


def _parts(run: Run, index: int, wanted: str) -> tuple[int, tuple[tuple[Quantity, ...], ...]] | None:
    """The figure before a rate whose words share the rate's stem, at most four figures back in the sentence."""
    negative = bool(_NOT.match(wanted)) or "不" in wanted
    seen = 0
    for at in range(index - 1, -1, -1):
        if run.breaks(at, index, SENTENCE) or seen > 3:
            break
        item = run.items[at]
        if not amount(item):
            continue
        seen += 1
        words = _words(run, at)
        if negative != bool(re.search(r"不|未|没有", words)):
            continue
        if not _speaks(wanted, words):
            continue
        readings: list[tuple[Quantity, ...]] = [(item,)]
        low, listed = at, [item]
        while low and not run.gaps[low].strip() and amount(run.items[low - 1]):
            low -= 1
            readings.append((run.items[low],))
        while low and amount(run.items[low - 1]) and alike(run.items[low - 1], item) and not SENTENCE.search(run.gaps[low]):
            low -= 1
            listed.insert(0, run.items[low])
            readings.append(tuple(listed))
        return at, tuple(readings)
    return None


def _words(run: Run, at: int) -> str:
    """The clause around a figure; 134件187人 share theirs."""
    low = at
    while low and not run.gaps[low].strip():
        low -= 1
    gap = last_clause(run.gaps[low])
    return gap[-24:] + re.split(r"[,，。;；:：!?、]", run.gaps[at + 1])[0][:10]


_ALIASES = {"处理": "理|结|毕", "处": "理|结", "答复": "复|答", "回复": "复|答", "成功": "成", "结案": "结", "办结": "结|毕|完", "审结": "结", "执结": "结",
            "完成": "完|成", "解决": "解决", "纠错": "纠|撤销|变更|违法", "调撤": "调解|撤诉|撤回", "化解": "化解|调解|成功|解决", "受案": "受理", "立案": "立案|受理",
            "调解": "调解|调成|调处", "调处": "调处|调解|化解", "合格": "合格|良好|优秀", "办理": "办|结", "整改": "整改|改正|完成", "反馈": "反馈", "落实": "落实|办结|完成"}


def _speaks(wanted: str, words: str) -> bool:
    """Whether a clause speaks of the outcome that a rate is named after."""
    for outcome, forms in _ALIASES.items():
        if wanted.endswith(outcome) and re.search(forms, words):
            return True
    core = wanted[-2:] if not _NOT.match(wanted) else wanted[-1:]
    return core in words or len(wanted) >= 2 and wanted in words


def _carried(candidates: list[Base]) -> list[tuple[Quantity, ...]]:
    """受理 and 结转 added: the base of an outcome rate when the text gives both."""
    out = []
    carried = [c for c in candidates if _CARRY.search(c.context)]
    for old in carried[:2]:
        out.extend((new.item, old.item) for new in candidates[:6] if new.item is not old.item and alike(new.item, old.item))
    return out


def _complement(run: Run, at: int) -> list[tuple[Quantity, ...]]:
    """Part and the figure before it taken together: 批捕158件, 不捕33件."""
    out = []
    for other in range(max(0, at - 5), at + 2):
        for part in (at, at - 1):
            if 0 <= part < len(run.items) and 0 <= other < len(run.items) and other != part:
                one, two = run.items[other], run.items[part]
                if amount(one) and amount(two) and one.unit == two.unit:
                    out.append((one, two))
    return out


def _tight(share: Share, candidates: list[Base], name: str) -> Base | None:
    """The whole said in the same breath as part and rate, else None."""
    wanted = stem(name)
    run = share.run
    if re.match(r"不|未|非|起诉|批捕", wanted) and not any("其中" in run.gaps[i] for i in range(max(0, share.index - 4), share.index + 1)):
        return None
    for candidate in candidates:
        if candidate.run is not run:
            if candidate.run is not run.anchor:
                return None
        words = candidate.run.before(candidate.index)
        if _OTHER_TIME.search(words) or not _INTAKE.search(candidate.context):
            continue
        if candidate.run is run:
            between = run.gaps[candidate.index + 1 : share.index + 1]
            breaks = sum(len(SENTENCE.findall(g)) for g in between)
            others = [run.items[i] for i in range(candidate.index + 1, share.index) if amount(run.items[i]) and alike(run.items[i], candidate.item)]
            if breaks > 1 or len(others) > 3 or any(len(g) > 60 for g in between):
                return None
        return candidate
    return None
