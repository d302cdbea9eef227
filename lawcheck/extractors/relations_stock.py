"""Stocks: what there was, what was added and taken away, and what there is (现行有效58件；新制定6件，废止11件；现行有效53件).

Every figure between the first and the last must be told as one that adds, takes away or changes nothing (修改3件); one
that is not, and nothing is said. Where nothing was taken away, less than the sum is no contradiction: what goes is often
left unsaid, what comes is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import Run, Scan, alike, amount
from lawcheck.extractors.earlier import MEAN
from lawcheck.extractors.moves import FROM, TO
from lawcheck.extractors.ties import tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Interval, Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_BEFORE = re_compile(
    r"原有|年初|期初|(?:上年|去年)(?:度)?结余|(?:上年|去年|20\d\d年)(?:度)?(?:年)?(?:底|末|初)|截至\d{1,2}月|此前|清理前|调整前|现有$|原|下放|赋权|赋予"
)
_ADDED = re_compile(
    r"新增|新[领取获聘录招入申交收立转认排发]|新制[发订]|新制定|新出台|新建|新设|追加|拨入|拨付|下达|新招|新吸纳|新聘|新纳入|新列入|新培育|增加|增补|增设|补充|调入|制定|又"
)
_GONE = re_compile(
    r"废止|失效|取消|撤销|注销|减少|净减|核减|退出|删除|调出|移出|撤并|淘汰|清退|退休|摘牌|解聘|收回|支出|支付|销号"
)
_CHANGED = re_compile(r"修改|修订|修正|更新|调整(?!后)|重新公布")
_NOW = re_compile(
    r"现行有效|继续有效|保留|结余|余额|剩余|现有|目前|至此|截至|调整后|清理后|总数|总量|实有|(?<![上去])年[末底]|(?:达|增|增加|扩|发展|减|减少|压减|精简)(?:到|至)"
)
_CLEARED = re_compile(r"清理|梳理|纳入")
_KEPT = re_compile(r"(?:继续|现行)有效|保留|继续执行|继续实施")
_DECIDED = re_compile(rf"(?:拟)?(?:{_KEPT.pattern})|修改|修订|废止|失效|拟修|停止执行")
_SIGNS = re_compile(f"{_NOW.pattern}|{_KEPT.pattern}|由|从")
_MOST = 8  # figures between the first and the last


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if not _SIGNS.search(run.said):
            continue
        closed = -1
        clears = _CLEARED.search(run.said)
        if not clears and not _GONE.search(run.said) and not _ADDED.search(run.said):
            continue
        for index in range(len(run.items)):
            if not _counts(run, index):
                continue
            told = (_cleared(run, index) if clears else None) or _turned(run, index)
            if told:
                yield told
                continue
            if index > closed and _BEFORE.search(_words(run, index)):
                found = _stock(run, index)
                if found:
                    closed, relation = found
                    yield relation


def _cleared(run: Run, first: int) -> Relation | None:
    """清理文件143件。…继续有效98件，修改17件，失效和废止分别为17件和11件: what a clearing decides of each."""
    if kept(r"[、和及与]").match(run.gaps[first]):
        return None  # 其中规范性文件11件、其他文件63件。经清理: of all of them
    behind = kept(r"[,。;]").split(run.gaps[first + 1])[0]  # 94件文件开展全面清理
    if not _CLEARED.search(run.gaps[first][-60:]) and not _CLEARED.search(behind):
        return None
    parts: list[int] = []
    decided = ""
    for at in range(first + 1, min(first + _MOST + 2, len(run.items))):
        item = run.items[at]
        if run.sentences[at] - run.sentences[first] > 1 or not amount(item) or not alike(item, run.items[first]):
            break
        words = run.before(at)
        listed = run.gaps[at].strip() in ("和", "、", "与", "及")
        if not listed and not _DECIDED.search(words):
            break
        decided += words
        parts.append(at)
    if len(parts) < 2 or not _KEPT.search(decided) or run.breaks(parts[0], parts[-1]):
        return None
    items = tuple(run.items[i] for i in parts)
    outcome = verify.total(items, run.items[first])
    return tie("parts", {"total": (run.items[first],), "parts": items}, "清理", outcome, exhaustive=True)


def _turned(run: Run, index: int) -> Relation | None:
    """收回事项24项，赋权事项由118项调整为94项: what was taken away, beside what it made of the whole."""
    down, up = _GONE.search(run.before(index)), _ADDED.search(run.before(index))
    if index + 2 >= len(run.items) or bool(down) == bool(up) or run.breaks(index, index + 2):
        return None
    if any(inner.items for i in range(index, index + 3) for inner in run.nested.get(i, ())):
        return None  # 由1317名减少到1276名（新增33名、减少46名）
    gone, was, now = run.items[index : index + 3]
    if (
        not (FROM.search(run.before(index + 1)) and TO.search(run.gaps[index + 2]))
        or len({gone.unit, was.unit, now.unit}) > 1
    ):
        return None
    inside = run.sentence(index)
    said = "".join(run.gaps[inside[0] : inside[-1] + 2])
    others = [
        i
        for i in inside
        if not index <= i <= index + 2 and alike(run.items[i], gone) and not MEAN.search(run.before(i))
    ]
    if (
        was.unit != now.unit
        or (_ADDED if down else _GONE).search(kept(r"无新增|没有新增|未新增").sub("", said))
        or others
        or was.hedge
        or now.hedge
    ):
        return None
    if (now.value > was.value) != bool(up):
        return None  # 87个证件注销，由2140个增至2416个: of more than what is said
    return _relation(was, [], [gone], now, False) if down else _relation(was, [gone], [], now, True)


def _counts(run: Run, index: int) -> bool:
    return amount(run.items[index]) and not run.items[index].hedge


def _words(run: Run, index: int) -> str:
    """The words before a figure in its sentence, over the commas: 2024年初，市政府现行有效的规范性文件."""
    return kept(r"[。!?;]").split(run.gaps[index])[-1][-40:]


def _stock(run: Run, first: int) -> tuple[int, Relation] | None:
    """Where the last figure stands, and the relation; None where a figure between does not say what it does."""
    opening = run.items[first]
    added: list[Quantity] = []
    gone: list[Quantity] = []
    for at in range(first + 1, min(first + _MOST + 2, len(run.items))):
        item = run.items[at]
        if run.sentences[at] - run.sentences[first] > 1:
            break
        if item.role not in ("count", "money", "change") or not alike(item, opening):
            continue
        words = run.before(at)
        now = _NOW.search(_words(run, at)) is not None
        if _GONE.search(words) and not now:
            gone.append(item)
        elif _ADDED.search(words) and not now:
            added.append(item)
        elif now and (added or gone):
            same = _counts(run, at) and _same_thing(run, first, at)
            since = kept(r"至此|累计").search(_words(run, at)) is not None
            return (at, _relation(opening, added, gone, item, since)) if same else None
        elif not _CHANGED.search(words):
            return None
    return _closed_before(run, first, added, gone)


def _closed_before(run: Run, first: int, added: list[Quantity], gone: list[Quantity]) -> tuple[int, Relation] | None:
    """现行有效112件，年初为109件，年内新制定15件，废止12件: what there is now, said first."""
    now = first - 1
    said = now >= 0 and not run.breaks(now, first) and alike(run.items[now], run.items[first]) and _counts(run, now)
    if not said or not (added and gone) or not _NOW.search(_words(run, now)) or _BEFORE.search(run.before(now)):
        return None
    if not kept(r"^,?(?:而)?(?:年初|上年[末底]|去年[末底]|期初)(?:时)?(?:为|有|是)$").fullmatch(run.gaps[first]):
        return None
    return first, _relation(run.items[first], added, gone, run.items[now], False)


def _same_thing(run: Run, first: int, last: int) -> bool:
    """Whether the last figure brings no noun of its own (目前共有53件), or that of the first."""
    noun = kept(r"[\d年月日]+").sub("", _NOW.sub("", run.before(last))).strip("共为有是了全年数量底的,")
    own = _words(run, first)
    return len(noun) <= 2 or noun[-3:] in own or noun[-3:] in run.gaps[first + 1][:8]


def _relation(
    opening: Quantity, added: list[Quantity], gone: list[Quantity], closing: Quantity, since: bool
) -> Relation:
    """`since`: what is counted is what was done so far (至此), of which nothing goes."""
    found = verify.value([opening, *added]) - (verify.value(gone) if gone else 0)
    possible = verify.summed([opening, *added]) - (verify.summed(gone) if gone else Interval(verify.ZERO, verify.ZERO))
    shown = "+".join(verify.show(q) for q in [opening, *added]) + "".join(f"−{verify.show(q)}" for q in gone)
    verdict = verify.equal(found, possible, closing)
    fewer = verdict == "off" and not gone and not since and closing.value < found
    if any(q.hedge for q in (*added, *gone)) or fewer:
        verdict = "unchecked"
    members = {"opening": (opening,), "in": tuple(added), "out": tuple(gone), "closing": (closing,)}
    return tie("flow", members, "增减存", Outcome(verdict, f"{shown}={verify.like(found, closing)}"), exhaustive=True)
