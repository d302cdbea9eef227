"""Labels: the noun phrase that says what a number counts, and the scope (period, body) it is counted for."""

from __future__ import annotations

from bisect import bisect_right

from lawcheck.model.patterns import re_compile

BREAK = re_compile(r"[,，。;；:：、()（）!?！？\n\t“”\"]")
_LEAD = re_compile(
    r"^(?:其中|另有|另外|此外|同时|全年|今年|去年|目前|截至目前|以来|先后|已|并|还|又|均|各|以及|和|与|及|或|分别|累计|共计|总计|合计|一共|共|现有|尚有|仍有|有)+"
)
_TRAIL = re_compile(
    r"(?:共计|总计|合计|累计|总共|一共|共有|均有|仅有|还有|各有|为|是|有|达到|达|约|近|逾|超过|超|共|了|各|仅|就|已|的|数量|分别|依次|均|至|到|突破|计)+$"
)
_NOUN_STOP = re_compile(r"[,，。;；:：、()（）!?！？\n\t“”\"\d]|的|等|和|及|与|并|被|由|在|为|占|比|较|同比|均|都")
SCOPE = re_compile(
    r"(?=[全上下前第一二三四五两\d本当去往近累迄截省市县区乡镇村我各])(?:"  # at most places nothing more is tried
    r"(?P<period>全年|上半年|下半年|前?[一二三四]季度|第[一二三四]季度|\d{1,2}月?[-—~至]{1,2}\d{1,2}月|\d{4}年(?:\d{1,2}月)?(?![-—~至])|本月|当月|本周|上周|上月"
    r"|本年度?|当年|去年|上年度?|上一年度?|往年|近[三五两]年|[三五]年来|累计|迄今|截至目前)"
    r"|(?P<body>全[国省市县区州院乡镇局系]|[省市县区乡镇村]本级|[省市县区乡镇]级|[我本][省市县区州乡镇局院街]|各[省市县区地州乡镇级]+))"
)


def label(folded: str, floor: int, start: int, end: int) -> str:
    """The words before a number (back to `floor` or a mark), or the noun right behind it where there are none."""
    head = BREAK.split(folded[max(floor, start - 40) : start])[-1]
    text = _TRAIL.sub("", _LEAD.sub("", head.strip()))
    if len(text) >= 2:
        return text
    tail = folded[end : end + 14]
    stop = _NOUN_STOP.search(tail)
    return tail[: stop.start()] if stop else tail


class Scopes:
    """The scope words of a text by place; the scope of a number is what was said last in its sentence."""

    def __init__(self, folded: str) -> None:
        self._found = [(m.start(), m.lastgroup or "", m[0]) for m in SCOPE.finditer(folded)]
        self._starts = [start for start, _, _ in self._found]

    def at(self, sentence: int, start: int) -> str:
        """The last period and the last body named between the sentence's start and the number."""
        named: dict[str, str] = {}
        index = bisect_right(self._starts, start) - 1
        for _ in range(12):  # bounded, so that a text without full stops stays linear
            if index < 0 or self._starts[index] < sentence or len(named) == 2:
                break
            _, group, text = self._found[index]
            named.setdefault(group, text)
            index -= 1
        if not named:
            return ""
        return " ".join(named[g] for g in ("period", "body") if g in named)
