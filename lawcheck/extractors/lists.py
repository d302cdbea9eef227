"""Lists: the figures of an enumeration, and the words that say whether it is complete."""

from __future__ import annotations

from lawcheck.extractors import units
from lawcheck.extractors.clauses import REACH, SENTENCE, Run, alike, amount, last_clause
from lawcheck.extractors.earlier import MEAN
from lawcheck.extractors.numerals import read
from lawcheck.model.facts import Quantity
from lawcheck.model.patterns import kept, re_compile

SUBSET = re_compile(r"其中|这当中|当中|包含|包括|内含|含")
OTHER = re_compile(r"^(?:以及|和|与|及)?(?:[^,;]{0,16}(?:的|等))?(?:其他|其它|其余|余下|剩余)")
DECIDED = re_compile(r"维持|驳回|撤销|撤诉|败诉|胜诉|变更|确认违法|责令履行|终止|撤回|和解")
AND_SO_ON = re_compile(r"^[^,、;。:\d]{0,8}等[,;。]")
_STOP = re_compile(
    r"(?<!公)共|合计|总计|累计|另(?!行)|此外|除此|同时|同比|环比|上述|(?<!及)以上|为此|(?<![侵霸抢])占(?!道|用|地|压)|较[上去同前]|比[上去同前]"
)
_MANY = re_compile(r"([二两三四五六七八九十]|\d{1,2})(?:大|个)?(?:类|种|项|方面|领域|年|季度|月|批|者|部分|块|环节)")
GRADE = re_compile(
    r"(优秀|优良|良好|基本合格|不合格|合格|基本达标|不达标|达标)(?:等次|等级|档次|案卷|卷宗|案件|单位|产品|样品)?[的有为达是]*$"
)
_BETTER = ("优秀", "优良", "良好")
_LOWEST = ("不合格", "不达标")
_ALL_OF = (("第一产业", "第二产业", "第三产业"), ("一季度", "二季度", "三季度", "四季度"))
_PAIRS = (
    ("有效", "无效"),
    ("严管", "普管"),
    ("简易程序", "一般程序"),
    ("简易程序", "普通程序"),
    ("好评", "差评"),
    ("电话", "网络"),
    ("一般", "重大"),
    ("专职", "兼职"),
    ("存量", "新增"),
    ("男", "女"),
    ("线上", "线下"),
    ("首次", "再次"),
    ("城镇", "农村"),
    ("主办", "会办"),
    ("主办", "协办"),
    ("自然人", "法人"),
    ("公民", "法人"),
    ("商品", "服务"),
    ("事件", "部件"),
    ("来信", "来访"),
    ("来电", "来访"),
    ("市级", "县级"),
    ("省级", "市级"),
    ("公开", "不公开"),
    ("准予", "不予"),
    ("准许", "不予"),
    ("国内", "涉外"),
    ("即办", "承诺"),
    ("罚款", "没收"),
    ("上年", "今年"),
    ("去年", "今年"),
    ("上半年", "下半年"),
    ("初次", "重复"),
    ("本级", "上级"),
    ("书面", "口头"),
    ("在职", "离退休"),
    ("个人", "集体"),
)


def addable(run: Run, index: int) -> bool:
    """Whether a figure can be a total: a positive amount that is no mean, duration or mark."""
    item = run.items[index]
    if not amount(item) or not item.value or item.unit in units.TIME:
        return False
    if units.CLASS.get(item.unit) == "score" and not kept(r"满分|总分(?:值)?").search(run.before(index)):
        return False
    return not MEAN.search(run.before(index))


def members(run: Run, first: int, whole: Quantity) -> list[int]:
    """The items of a list: same sort as the whole, in one sentence, up to a word that begins something else."""
    out: list[int] = []
    for at in range(first, min(first + REACH, len(run.items))):
        gap = run.gaps[at]
        if at > first:
            if ";" in gap and kept(r"(?:新增|办理|完成|另|同时|全年|累计)").match(last_clause(gap)) and at > first + 1:
                break
            if SENTENCE.search(gap) or AND_SO_ON.match(gap):
                break
            if kept(r";\s*(?:按|从|依|分)").search(gap):
                break  # …；按领域分，…: another way to sort them
            if ";" in gap and len(out) > 1 and all(kept(r"、|,(?:其余|其他)").match(run.gaps[i]) for i in out[1:]):
                break  # 来信207件、来访318批、网上信访759件；…: its own mark is 、
            item = run.items[at]
            clause = kept(r"[,;]").split(gap)[-1]
            if SUBSET.search(gap) or (amount(item) and alike(item, whole) and _STOP.search(clause)):
                break
            if amount(item) and not alike(item, whole) and ";" in gap and not _pair(run, at, whole):
                break
        if amount(run.items[at]) and alike(run.items[at], whole) and not _bodies(run, at):
            out.append(at)
    return out


def _bodies(run: Run, at: int) -> bool:
    """Whether a figure counts those whose figure follows: 其余9个部门28个."""
    follows = at + 1 < len(run.items) and kept(r"[\u4e00-\u9fff]{1,4}").fullmatch(run.gaps[at + 1])
    return bool(follows) and OTHER.match(run.before(at)) is not None and alike(run.items[at], run.items[at + 1])


def _pair(run: Run, at: int, whole: Quantity) -> bool:
    return at + 1 < len(run.items) and alike(run.items[at + 1], whole)


def grade(run: Run, index: int) -> str:
    """The grade that a figure is the number of (评定优秀12卷); "" for any other figure."""
    match = GRADE.search(run.before(index))
    return match[1] if match else ""


def closed_grades(run: Run, parts: list[int]) -> bool:
    """Whether figures are of three grades or more, down to the lowest: nothing reviewed has another."""
    names = [grade(run, i) for i in parts]
    return len(parts) > 2 and all(names) and any(name in _LOWEST for name in names)


def without_better(run: Run, parts: list[int]) -> list[Quantity]:
    """The figures of a list of grades but those that 合格 may hold."""
    return [run.items[i] for i in parts if grade(run, i) not in _BETTER]


def paired(said: str) -> bool:
    """Whether words name both halves of a pair anywhere."""
    return any(a in said and b in said for a, b in _PAIRS)


def opposed(run: Run, parts: list[int]) -> bool:
    """Whether a list is one that leaves nothing out: 专职 and 兼职, 存量 and 新增; the three 产业, the four quarters."""
    for names in _ALL_OF:
        if len(parts) == len(names):
            return all(name in run.before(i) for name, i in zip(names, parts, strict=True))
    if len(parts) != 2 or any(";" in run.gaps[i] for i in range(parts[0] + 1, parts[1] + 1)):
        return False
    one, two = (run.before(i) for i in parts)
    one, two = (run.words(i) for i in parts) if not one or not two else (one, two)
    return any((a in one and b in two) or (b in one and a in two) for a, b in _PAIRS if not (a in one and b in one))


def how_many(words: str) -> int:
    """How many kinds, years or quarters words announce (四个领域, 三年, 两类); 0 where none."""
    match = _MANY.search(words)
    return int(read(match[1]) or 0) if match else 0


def announced(run: Run, index: int, count: int) -> bool:
    """五类案件总计26451件: the number of kinds is announced and as many follow."""
    before = run.items[index - 1] if index else None
    if before and count > 2 and kept(r"(?:重点)?(?:领域|行业|系统|方面)[^,。;]{0,12}").fullmatch(run.gaps[index]):
        return before.value == count  # 承接7个领域行政执法权54项，其中…
    match = kept(r"([二两三四五六七八九十]|\d{1,2})(?:大|个)?(?:类|种|项|方面)").search(run.gaps[index][-24:])
    if not match:
        return False
    return not count or read(match[1]) == count


def left_of_earlier(run: Run, whole: int, rest: int) -> bool:
    """Whether a rest (其余4件) is what an earlier figure of the sentence has more than the total before the list."""
    if not OTHER.match(run.before(rest)):
        return False
    like = (run.items[i] for i in run.sentence(whole) if i < whole and alike(run.items[i], run.items[rest]))
    return any(amount(q) and q.value - run.items[whole].value == run.items[rest].value for q in like)


def explained_before(run: Run, opener: int, parts: list[int]) -> bool:
    """Whether a list behind 其中 is that of another figure of its sentence than the last one, or of the last ones together.

    抽检4826批次，不合格107批次；其中市级任务3200批次、县级任务1626批次.
    """
    if len(parts) < 2:
        return False
    found = sum(run.items[i].value for i in parts)
    like = [
        i
        for i in run.sentence(opener)
        if i < opener and amount(run.items[i]) and alike(run.items[i], run.items[opener])
    ]
    values = [run.items[i].value for i in like]
    tails = [sum(values[k:]) for k in range(len(values) - 1)]
    return found in values[:-1] or found in tails


def of_one_before(run: Run, at: list[int], whole: Quantity) -> bool:
    """Whether a part is more than the whole, and an earlier figure of the sentence large enough: 审结43件，败诉2件；其中…29件."""
    most = max(run.items[i].value for i in at)
    before = (q for q in (run.items[i] for i in run.sentence(at[0]) if i < at[0]) if amount(q) and alike(q, whole))
    return most > whole.value and any(q.value >= most for q in before)


_OVERLAP = re_compile(
    r"既[是有][^,。;]{1,12}又|兼任|双重身份|(?:有|存在|含)交叉|交叉[统重]|重复[计统]|并处|并科|兼有|多选|分项合计大于|之和大于|大于总数|同时(?:具有|属于|涉及)"
)


def overlapping(run: Run, index: int) -> bool:
    """Whether the sentence of a figure says that what is counted overlaps (部分案件并处两种以上处罚)."""
    inside = run.sentence(index)
    return any(_OVERLAP.search(run.gaps[i]) for i in range(inside[0], inside[-1] + 2))
