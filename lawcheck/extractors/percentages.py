"""Percentages as they are said: 占…的p%, 占比p%, …率为p%, 5件（p%), 分别为p%和q% — which words introduce each one.

The families of relations build on this; here nothing is computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from lawcheck.extractors.clauses import SEGMENT, SENTENCE, Run, alike, amount, last_clause
from lawcheck.extractors.earlier import MEAN
from lawcheck.model.facts import Quantity
from lawcheck.model.patterns import kept, re_compile

Reading = tuple[Quantity, ...]

_END = r"(?:分别|依次|各|约|均|都|也|同|已|共|为|是|达到|达|到|近|超过|超|高达|仅|只|大约|逾|:|有)*$"
SHARE = re_compile(
    r"(?:^|(?<=[^占]))(?:(?:在|于)(?P<within>[^占在]{1,30}?)(?:中|里|内)?(?:的|所)?)?"
    r"(?:(?:所|只|仅|约|各|均|也|就|合计|共|总共|分别|依次|一共)*占(?:到|了|据)?(?P<base>[^占]{0,30}?)的?(?:比例|比重|比率|份额|百分比|比)?"
    r"|(?P<bare>(?:^|(?<=中的)|(?<=里的)|(?<=内的)|(?<=中)|(?<=的))(?:所占|占)?(?:比重|比例|占比|份额)))" + _END
)
RATE = re_compile(
    r"(?P<name>[\u4e00-\u9fff、]{1,20}?(?:率|[\u4e00-\u9fff](?<![占的其])比例))(?:\([^)]*\))?(?:均|都|也|同|已|就|仅|即|便|分别|依次|各)*"
    r"(?:保持在|维持在|稳定在|提升至|提高到|提高至|升至|为|是|达到|达|到|有|约|近|超过|超|:)*$"
)
_OF = re_compile(r"的(?:比例|比重)?(?:为|达|约)?$")
_FILL = re_compile(r"^(?:其中|而|且|并|则|另|共|合计)+|[的约均各所只仅]+$|案件|档次")
_SEVERAL = re_compile(
    r"前[几一二两三四五六\d]|上述|以上|[这该几和与及、]|[二两三四五六七八九十\d]+(?:类|项|者|种|地|个|大)|合计|共|总|两|均|等"
)
_TOGETHER = re_compile(r"[^,。;]和|[^,。;][与及]|合计|合$|前[几两二三四五]|、")
_EACH = re_compile(r"分别|依次|各")
# 90分以上占三分之二, 合格以上占比为95.9%: of those, and they may stand far off or be several.
_THRESHOLD = re_compile(r"(?:\d+(?:\.\d+)?[分岁]?|合格|达标|良好|优秀)(?:\(含\)|及)?以[上下内](?:的)?占")
_LISTED = re_compile(r"^(?:、|和|与|及|以及|,|，|、约)$")


class Percentage(Struct, frozen=True):
    """One percentage and how it is introduced; in a list (分别为a、b) `slot` of `slots`, else 0 of 1.

    `subject` is what the share is said of where the clause names it (即办件占比p%); `several` when it is several things
    together (满意和比较满意合计占p%). `whole` is where the whole stands when the words give its number (占134件的98.7%), else −1.
    """

    index: int
    kind: str
    words: str
    slot: int = 0
    slots: int = 1
    whole: int = -1
    subject: str = ""
    several: bool = False


def spoken(run: Run) -> tuple[Percentage, ...]:
    """The percentages of a run that claim to be a share or a rate; read once a run."""
    if "percentages" not in run.read:
        run.read["percentages"] = tuple(_spoken(run))
    found: tuple[Percentage, ...] = run.read["percentages"]
    return found


def _spoken(run: Run) -> Iterator[Percentage]:
    index = 0
    while index < len(run.items):
        item = run.items[index]
        if item.role != "share" or (
            item.value > 100 and item.unit == "%" and not item.hedge and not _explicit(run, index)
        ):
            index += 1
            continue
        slots = 1
        while (
            index + slots < len(run.items)
            and run.items[index + slots].role == "share"
            and _LISTED.match(run.gaps[index + slots].strip())
        ):
            slots += 1
        clause = last_clause(run.gaps[index])
        of = _explicit(run, index)
        if of:
            yield of
            index += 1
            continue
        kind, words = _kind(run, index, clause)
        if kind and not (kind == "占" and _THRESHOLD.search(clause)):
            listed = slots > 1 and (
                _EACH.search(clause) or (run.anchor is not None and index == 0) or _row_before(run, index, slots)
            )
            for slot in range(slots if listed else 1):
                subject, several = _subject(kind, clause)
                together = several and not listed
                yield Percentage(index + slot, kind, words, slot, slots if listed else 1, -1, subject, together)
        index += slots


def _row_before(run: Run, index: int, slots: int) -> bool:
    """Whether a list of shares follows as many figures in a row: 1.63万件、0.49万件、0.34万件，占比66.3%、19.9%、13.8%."""
    row = range(index - slots, index)
    return row[0] >= 0 and all(amount(run.items[i]) for i in row) and all(run.gaps[i].startswith("、") for i in row[1:])


def _explicit(run: Run, index: int) -> Percentage | None:
    """占年度任务1600件的109.1%: the whole is said with its number."""
    if index < 2 or not _OF.match(run.gaps[index].strip()) or not amount(run.items[index - 1]):
        return None
    match = kept(r"占(?:到|了|据)?([^占]{0,24})$").search(last_clause(run.gaps[index - 1]))
    return Percentage(index, "占", match[1] or "总数", whole=index - 1) if match else None


def _subject(kind: str, clause: str) -> tuple[str, bool]:
    """即办件占比: what a share is said of; "" where the clause names nothing, or several things (三类案件, 前两项)."""
    clause = kept(r"等[次级]").sub("", clause)  # 优秀等次占29.3%: of no others
    match = SHARE.search(clause) if kind == "占" else None
    words = _FILL.sub("", clause[: match.start()]) if match else ""
    said = clause[: match.start()] + clause[match.start() :].split("占")[0] if match else ""
    return ("" if _SEVERAL.search(said) or len(words) < 2 else words), _TOGETHER.search(said) is not None


def _kind(run: Run, index: int, clause: str) -> tuple[str, str]:
    match = SHARE.search(clause)
    if match and clause.endswith(("由", "从")):
        return "", ""  # 占政法支出的比重由10.9%提高到11.6%: of figures that are gone
    if match:
        return "占", (match["base"] or "").strip() or (match["within"] or "")
    rate = RATE.search(clause)
    if rate:
        return "率", rate["name"]
    if run.anchor is not None and index == 0 and not clause:
        return "括注", ""
    if index and clause == "" and amount(run.items[index - 1]) and len(run.gaps[index].strip()) <= 1:
        return "并列", ""
    return "", ""


def part_of(run: Run, said: Percentage) -> tuple[int, tuple[Reading, ...]] | None:
    """Where the figure right before a percentage stands (−1: the anchor), and the readings of its part."""
    if said.slots > 1:
        return _slot(run, said)
    index = said.index if said.whole < 0 else said.whole
    at = index - 1
    while at >= 0 and run.items[at].role == "change":
        at -= 1
    if said.whole > 0:  # 项目37个、1.16万套，占应化解39个的94.9%: in the unit of the whole
        near = [i for i in range(max(0, at - 2), at + 1) if alike(run.items[i], run.items[said.whole])]
        at = near[-1] if near else at
    if said.subject:
        named = _named(run, said, index)
        return (named, ((run.items[named],),)) if named >= 0 else None
    if at < 0:
        anchor = _anchor(run)
        return (-1, ((anchor,),)) if anchor is not None else None
    if (
        not amount(run.items[at])
        or kept(r"各(?:自|牵头|负责)?[\u4e00-\u9fff]{0,2}$").search(run.before(at))  # 两家各牵头7个，占三分之一
        or MEAN.search(run.before(at))
        or run.breaks(at, index, SEGMENT)
        or kept(r"[以之]?内|以上|以下").match(run.gaps[at + 1])
    ):
        return None
    readings = [(run.items[at],)]
    low = at
    while low and not run.gaps[low].strip() and amount(run.items[low - 1]):
        low -= 1
        readings.append((run.items[low],))
    return at, (*readings, *sums(run, at, index))


def _named(run: Run, said: Percentage, index: int) -> int:
    """The figure of the same sentence whose words share the subject of a share, else −1."""
    wanted = {said.subject[i : i + 2] for i in range(len(said.subject) - 1)}
    for at in range(index - 1, max(-1, index - 8), -1):
        if run.breaks(at, index):
            break
        words = run.words(at)
        held = {words[i : i + 2] for i in range(len(words) - 1)}
        if f"非{said.subject[0]}" in words:
            continue  # 非税收入 is not 税收
        if amount(run.items[at]) and 2 * len(wanted & held) >= len(wanted):
            return at
    return -1


def sums(run: Run, at: int, index: int) -> Iterator[Reading]:
    """The figure with those before it in its list taken together, two, three and more: A172件、B80件，占p%."""
    listed = [run.items[at]]
    low = at
    while low and not SENTENCE.search(run.gaps[low]):
        low -= 1
        item = run.items[low]
        if item.role in ("share", "change"):
            continue
        if not (amount(item) and alike(item, run.items[at])) or len(listed) > 12:
            return
        listed.insert(0, item)
        yield tuple(listed)


def _anchor(run: Run) -> Quantity | None:
    """The figure that a bracket stands behind."""
    if run.anchor is None or run.anchor_index < 0 or len(run.lead) > 14 or kept(r"[,。;:!?]").search(run.lead):
        return None
    anchor = run.anchor.items[run.anchor_index]
    return anchor if amount(anchor) else None


def _slot(run: Run, said: Percentage) -> tuple[int, tuple[Reading, ...]] | None:
    """The part of one percentage in a list: as many figures stand before the list, in the same order."""
    where, before = run, said.index - said.slot
    if run.anchor is not None and before == 0:
        where, before = run.anchor, run.anchor_index + 1
    row = range(before - said.slots, before)
    if row[0] >= 0 and where is run and _in_a_row(run, row):
        return row[said.slot], ((run.items[row[said.slot]],),)  # 189次、5230户，分别占a和b: each in its own unit
    found: list[int] = []
    for at in range(before - 1, -1, -1):
        if where.breaks(at, before, SENTENCE) if where is run else _crosses(where, at, before):
            break
        if amount(where.items[at]) and (not found or alike(where.items[at], where.items[found[-1]])):
            found.append(at)
        if len(found) == said.slots:
            chosen = found[::-1][said.slot]
            return (-1 if where is not run else chosen), ((where.items[chosen],),)
    return None


def _in_a_row(run: Run, row: range) -> bool:
    """Whether amounts stand joined by 、 or 和, with nothing like the first before them."""
    joined = all(run.joined(i) for i in row[1:]) and not run.joined(row[0])
    return joined and all(amount(run.items[i]) for i in row)


def _crosses(run: Run, low: int, high: int) -> bool:
    return any(SENTENCE.search(run.gaps[i]) for i in range(low + 1, high))
