"""Comparisons: what the words say of two figures or a row of them (高于全市5.1%, 逐年下降, 最低76分 and 平均75.3分)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lawcheck.extractors import verify
from lawcheck.extractors.clauses import REACH, SENTENCE, Run, Scan, amount
from lawcheck.extractors.moves import DOWN, POINTS, UP, falls
from lawcheck.extractors.relations_delta import sides
from lawcheck.extractors.ties import ordered, tie
from lawcheck.extractors.verify import Outcome
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.patterns import kept, re_compile

_THAN = re_compile(
    r"^(?:的)?(?:[^,。;:]{0,6},)?(?:均|都|也|明显|远|略|大幅)*(?P<word>[高低]于|优于|[多少]于|超过|超出)(?P<peer>[^,。;\d]{0,12})(?<![有的为])$"
)
_PEER = re_compile(r"^的?[^,。;\d]{0,8}(?:平均|均值|水平|目标|要求|标准|指标|上年|去年|同期)")
_ROW = re_compile(r"[、,和及]|,?\s?20\d\d年(?:度)?(?:为|是|的)?")
_TREND = re_compile(
    r"(?:逐年|连年|逐季|逐月|逐步|持续)(?:[呈递]?)(?:现)?(?P<word>上升|增加|增长|增多|递增|提高|提升|攀升|走高|下降|减少|递减|降低|回落|走低|缩短|压减|下滑)"
)
_APART = re_compile(r"(?:(?:两者|二者|两项|前后)?相差|超额(?:完成)?|空编|缺编|空缺)(?:了|达|为)?$")
_PLANNED = re_compile(r"计划|任务|目标|核定|编制|应")
_PEER_SAID = re_compile(r",(?:比|较)[^,。;\d]{0,10}(?:全[国省市县区]|平均)[^,。;\d]{0,6}")
_PEER_GAP = re_compile(r"^的?[^,。;\d]{0,8}?(?P<word>[高低多少])出?(?:了)?$")
_AIM_GAP = re_compile(
    r"^(?:以上)?的?(?:目标|任务|计划|要求|标准|指标)(?:值|数)?(?:要求)?(?P<word>高|低|多|少|超)出?(?:了)?$"
)
_FORMER = re_compile(r"前者(?:的)?(?:[\u4e00-\u9fff]{0,6})?(?P<word>高出|高于|多于|超过|低于|少于|不及)后者")
_SIGNS = re_compile(r"于|超|前者|相差|空编|缺编|空缺|平均|全[国省市县区]|均")
_WAY = re_compile(r"^(?:呈|保持)?(?P<word>上升|增加|增长|提高|下降|减少|降低|回落)")
_LEVEL = re_compile(r"^,[^,。;]{0,14}(?:与|和|同)上年持平")
_LEAST, _MOST, _MIDDLE = re_compile(r"最[低少小短]"), re_compile(r"最[高多大长]"), re_compile(r"平均|均[值分]")


def relations(scan: Scan) -> Iterator[Relation]:
    for run in scan.runs:
        if _SIGNS.search(run.said):
            yield from _than(run)
            yield from _former(run)
            yield from _apart(run)
            yield from _beside_peer(run)
        if "上年持平" in run.said:
            yield from _level(run)
        if _TREND.search(run.said):
            yield from _trend(run)
        if "连续" in run.said:
            yield from _in_a_row(run)
        if _MIDDLE.search(run.said) and (_LEAST.search(run.said) or _MOST.search(run.said)):
            yield from _between(run)
        for index, item in enumerate(run.items):
            if item.role == "change" and item.unit not in ("%", "倍", "番"):
                yield from _direction(run, index)


def _than(run: Run) -> Iterator[Relation]:
    """败诉率4.2%，低于全市5.1%的平均水平."""
    for index in range(1, len(run.items)):
        one, other = run.items[index - 1], run.items[index]
        said = _THAN.match(run.gaps[index])
        word = said["word"] if said else other.hedge
        if any(inner.lead for inner in run.nested.get(index - 1, ())):
            continue  # 低于县直部门平均分（90.3分）5.2分: so much lower
        if (
            one.unit in POINTS
            or word not in ("高于", "优于", "多于", "低于", "少于", "超过", "超出")
            or one.unit != other.unit
            or one.hedge
        ):
            continue
        if one.role != other.role or not (
            _PEER.match(run.gaps[index + 1]) or (said and kept(r"[省市县区国]").search(said["peer"]))
        ):
            continue
        if not said and kept(r"[,。;:]\s*$|^,?[^高低]*$").fullmatch(run.gaps[index]) is None:
            continue
        if word == "优于" or (other.unit != "%" and said and kept(r"(?:水平|平均|均值)$").search(said["peer"])):
            continue  # which way is better is not said; 低于全市平均水平1.8批次 is by so much
        up = word not in ("低于", "少于")
        yield ordered(one, other, word, up=up)


def _former(run: Run) -> Iterator[Relation]:
    """处罚案卷38.6%，许可案卷52.3%，前者低于后者13.7个百分点."""
    for index in range(1, len(run.items)):
        said = _FORMER.search(run.before(index) if run.items[index].role == "change" else run.gaps[index + 1])
        at = index - 2 if run.items[index].role == "change" else index - 1
        if not said or at < 0 or run.breaks(at, at + 1):
            continue
        one, other = run.items[at], run.items[at + 1]
        if one.unit == other.unit and one.role == other.role:
            yield ordered(one, other, f"前者{said['word']}后者", up=not DOWN.search(said["word"]))


def _apart(run: Run) -> Iterator[Relation]:
    """最高96.5分，最低78.0分，两者相差18.5分; 计划250户，实际280户，超额30户; 编制32名，实有27名，空编5名."""
    for index in range(2, len(run.items)):
        said = _APART.search(run.before(index))
        one, other, printed = run.items[index - 2 : index + 1]
        if not said or one.unit != printed.unit or other.unit != printed.unit or run.breaks(index - 2, index):
            continue
        if not (amount(one) and amount(other)) or any(q.hedge for q in (one, other, printed)):
            continue
        like = [run.items[i] for i in run.sentence(index) if i < index and run.items[i].unit == printed.unit]
        if kept(r"最[高大多].{0,6}最[低小少]").search(run.before(index)):
            one, other = max(like, key=lambda q: q.value), min(like, key=lambda q: q.value)
        elif len(like) > 2:
            continue
        planned = said[0][0] not in "超空缺" or _PLANNED.search(run.before(index - 2))
        if planned:
            outcome = verify.difference(one, other, printed)
            members = {"one": (printed,), "other": (one, other)}
            yield tie("compare", members, said[0], outcome)


def _beside_peer(run: Run) -> Iterator[Relation]:
    """满意度96.8%，比全市94.5%的平均水平高2.3个百分点."""
    for index in range(1, len(run.items) - 1):
        one, peer, gap = run.items[index - 1 : index + 2]
        said, aim = _PEER_GAP.match(run.gaps[index + 1]), _AIM_GAP.match(run.gaps[index + 1])
        of_aim = aim is not None and kept(r",(?:比|较)[^,。;\d]*").fullmatch(run.gaps[index]) is not None
        said = aim if of_aim else said
        if not said or not (of_aim or _PEER_SAID.fullmatch(run.gaps[index])):
            continue
        if one.role != peer.role or one.unit != peer.unit or run.breaks(index - 1, index + 1):
            continue
        if one.hedge or gap.hedge or (peer.hedge and not of_aim):
            continue
        shown = f"{verify.show(one)}−{verify.show(peer)}={verify.plain(one.value - peer.value)}"
        signed = -gap.value if said["word"] in "低少" else gap.value
        near = abs(one.value - peer.value - signed) <= gap.ulp
        members = {"one": (gap,), "other": (one, peer)}
        yield tie("compare", members, said["word"], Outcome("exact" if near else "off", shown))


def _level(run: Run) -> Iterator[Relation]:
    """2022年至2024年分别为11件、12件、12件，2024年与上年持平."""
    for row in _rows(run):
        if len(row) > 2 and _LEVEL.match(run.gaps[row[-1] + 1]):
            one, other = run.items[row[-1]], run.items[row[-2]]
            near = abs(one.value - other.value) * 20 <= other.value
            outcome = Outcome("exact" if near else "off", f"{verify.show(other)}→{verify.show(one)}")
            yield tie("compare", {"one": (one,), "other": (other,)}, "与上年持平", outcome)


def _trend(run: Run) -> Iterator[Relation]:
    """2021年、2022年、2023年依次为86件、104件、129件，呈逐年上升态势: the row that stands in the trend's sentence."""
    told = [(row, said) for row in _rows(run) if (said := _TREND.search(_sentence_of(run, row)))]
    if len(told) == 1:
        row, said = told[0]
        yield _moving([run.items[i] for i in row], said["word"])


def _moving(items: list[Quantity], word: str) -> Relation:
    """Whether a row goes the way that a word says, step by step."""
    down = DOWN.search(word) is not None
    holds = all(b.value <= a.value if down else b.value >= a.value for a, b in pairwise(items))
    outcome = Outcome("exact" if holds else "off", "、".join(verify.show(q) for q in items))
    return tie("compare", {"one": (items[-1],), "other": tuple(items[:-1])}, word, outcome)


def _in_a_row(run: Run) -> Iterator[Relation]:
    """连续两年下降，2022年为214件，2023年为208件，2024年为165件."""
    for index, item in enumerate(run.items):
        said = _WAY.match(run.gaps[index + 1]) if item.unit == "年" and run.gaps[index].endswith("连续") else None
        rows = [row for row in _rows(run) if row[0] == index + 1 and not run.breaks(index, row[-1])] if said else []
        if said and rows and 1 <= item.value < len(rows[0]):
            yield _moving([run.items[i] for i in rows[0][-int(item.value) - 1 :]], f"连续{said['word']}")


def _rows(run: Run) -> list[list[int]]:
    """Three figures of one unit or more that stand in a row, said of years."""
    rows: list[list[int]] = []
    row: list[int] = []
    for index, item in enumerate(run.items[:REACH]):
        joined = row and _ROW.fullmatch(run.gaps[index]) and item.unit == run.items[row[0]].unit
        if not joined:
            row = []
            rows.append(row)
        if not item.hedge:
            row.append(index)
    return [row for row in rows if len(row) > 2 and kept(r"20\d\d年|[三四五]年|季度|月").search(run.gaps[row[0]])]


def _sentence_of(run: Run, row: list[int]) -> str:
    """The words of a row's sentence up to the mark behind the row and what follows it; "" where it is of several."""
    if run.breaks(row[0], row[-1]):
        return ""
    first, last = SENTENCE.split(run.gaps[row[0]])[-1], SENTENCE.split(run.gaps[row[-1] + 1])[0]
    return "\n".join((first, *run.gaps[row[0] + 1 : row[-1] + 1], last))


def _between(run: Run) -> Iterator[Relation]:
    """最高98.5分，最低76分，平均83.3分."""
    for index, item in enumerate(run.items):
        if not _MIDDLE.search(run.before(index)) or item.hedge:
            continue
        near = [
            i
            for i in run.sentence(index)
            if i != index and run.items[i].unit == item.unit and _noun(run, i) == _noun(run, index)
        ]
        for sign, word, up in ((_LEAST, "最低", True), (_MOST, "最高", False)):
            ends = [run.items[i] for i in near if sign.search(run.before(i))]
            if len(ends) == 1 and not ends[0].hedge:
                yield ordered(item, ends[0], word, up=up)


def _noun(run: Run, index: int) -> str:
    """What is the least, the most or the mean: 得分 of 最高得分, 平均得分为."""
    words = run.before(index)
    ends = [match.end() for sign in (_LEAST, _MOST, _MIDDLE) if (match := sign.search(words))]
    return kept(r"[为是达到约]+$").sub("", words[max(ends, default=0) :])


def _direction(run: Run, index: int) -> Iterator[Relation]:
    """95.2%，上年为93.6%，同比下降1.6个百分点: the difference holds, the word does not."""
    words = run.before(index)
    if not (DOWN.search(words) or UP.search(words)):
        return
    current, previous = sides(run, index)
    if current is None or previous is None or current.value == previous.value:
        return
    if not verify.difference(current, previous, run.items[index]).holds:
        return
    if (current.value < previous.value) != falls(words):
        found = "<" if current.value < previous.value else ">"
        shown = f"{verify.show(current)}{found}{verify.show(previous)}"
        members = {"one": (run.items[index],), "other": (current, previous)}
        yield tie("compare", members, words[-6:], Outcome("off", shown))
