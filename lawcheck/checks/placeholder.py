"""Check type `placeholder`: what a template left behind and nobody filled in."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.model.context import as_list, disjoint, excused
from lawcheck.model.passage import Passage
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span

Kind = Literal["crosses", "blanks", "dates", "instructions", "todo", "fields"]

_UNIT = "(?:次|件|场|起|份|人|人次|个|项|户|宗|名|元|万元|家|条|期|篇|批)"
_CROSS = r"(?:[Xx]{1,4}|×{1,4}|\*{1,4}|○{2,4})"
_BODY = "(?:省|市|县|区|乡|镇|街道|村|社区|局|厅|委|办|处|科|所|站|单位|部门|办公室|政府|党委|领导|同志)"

# Per kind, patterns for folded text. Anonymised parties (张某某, ××公司) are no remains: only forms that a template
# has and a finished report never has are here.
KINDS: dict[str, tuple[str, ...]] = {
    "crosses": (
        rf"(?<![A-Za-z0-9〇○零一二三四五六七八九十])(?:20)?{_CROSS}年(?:[Xx×*○\d]{{1,2}}月(?:[Xx×*○\d]{{1,2}}日)?)?",
        r"(?<=年)[Xx×*○]{1,2}月(?:[Xx×*○]{1,2}日)?",
        r"(?<=月)[Xx×*○]{1,2}日",
        rf"(?<![A-Za-z0-9〇○零一二三四五六七八九十])(?:[Xx]{{2,}}|×{{2,}}|[*]{{2,}}|○{{2,}})(?:{_BODY}|{_UNIT})(?![A-Za-z])",
        r"(?<=[\u4e00-\u9fff])[Xx×](?:次|件|场|起|份|人次|项|户|宗|名|万元)(?=[,。;、)])",
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[由在向对到为经]))某某{_BODY}",
    ),
    "blanks": (
        r"第[ \t_]+(?:次|届|期|号|条|章|批|季度)",
        r"第次(?:会议|全会|全体|常务|党委|集体|专题)",
        rf"(?<=[\u4e00-\u9fff]) {{2,}}{_UNIT}(?=[,。;、)])",
        r"(?<![A-Za-z0-9_/.\-])_{2,}(?![A-Za-z0-9_])",
    ),
    "dates": (
        r"(?:\d{4})?[ _]*年[ _]+月[ _]*日?(?![\u4e00-\u9fff])",
        r"\d{1,2}月[ _]+日(?![\u4e00-\u9fff])",
        r"(?<=\d年)[ _]{2,}月(?![\u4e00-\u9fff])",
    ),
    "instructions": (
        r"[(【\[<](?:此处|请(?:在此|填|补充|注明|简要|如实|结合|根据)|填写|填报|(?:待|需)(?:补充|填写|填报|完善|核实|确定|更新))[^()【】\[\]<>\n]{0,80}[)】\]>]",
        r"[(【\[](?:字数)?(?:不超过|不少于|不低于|限|控制在)\s?\d{2,5}\s?字(?:以内|左右|以上|内)?[)】\]]",
        r"[(【\[]\d{2,5}\s?字(?:以内|左右|以上)[)】\]]",
        r"(?<![\u4e00-\u9fff])(?:此处|请在此(?:处)?)(?:填写|插入|补充|添加|输入)[^,。;\n]{0,30}",
        r"(?:单击|点击)(?:或点击)?此处(?:输入|添加)[^,。;\n]{0,10}",
    ),
    "todo": (
        r"(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z])",
        r"(?:数据|数字|数量|情况|内容)待(?:补充|补|填|核|核实|核对|更新|定)(?=[,。;、)\n]|$)",
        r"\?{3,}",
        r"[(【\[][^()【】\[\]\n]{0,20}(?:再核|再确认|核实一下|核对一下|确认一下|待确认|(?<!申)请(?!求)[^()\n]{1,10}(?:再核|核实|核对|确认))[^()【】\[\]\n]{0,12}[)】\]]",
    ),
    "fields": (
        r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)",
        r"错误!\s?(?:未找到引用源|未定义书签|不能识别的开关参数|文档中没有指定样式的文字)[。.]?",
        r"Error! Reference source not found\.?",
        r"(?<![A-Za-z])(?:undefined|NaN)(?![A-Za-z])",
    ),
}

# What every remainder of a kind holds: a draft without it need not be searched.
_SIGNS: dict[str, tuple[str, ...]] = {
    "crosses": ("X", "x", "×", "*", "○", "某某"),
    "blanks": ("_", "  ", "第 ", "第\t", "第次"),
    "dates": ("年 ", "年_", "月 ", "月_"),
}


class Placeholder(CheckType, frozen=True):
    """Every remainder of a template is a finding.

    kinds   crosses (××年×月, XX镇, 某某单位), blanks (第 次, ____), dates (年 月 日), instructions (（此处填写…）, （限500字）),
            todo (TODO, 数据待核实, ???), fields (#REF!, 错误！未找到引用源); all when not given
    also    further patterns
    unless  patterns of what makes a match legitimate; one of them must match around it, in the same block
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found"})

    kinds: tuple[Kind, ...] = ("crosses", "blanks", "dates", "instructions", "todo", "fields")
    also: str | list[str] = []
    unless: str | list[str] = []

    def find(self, passage: Passage) -> Iterator[Hit]:
        document = passage.document
        likely = [p for kind in self.kinds if _may_hold(kind, document.folded) for p in KINDS[kind]] + as_list(
            self.also
        )
        for span in disjoint(Span(*match.span()) for pattern in likely for match in passage.finditer(pattern)):
            if not excused(document, span, as_list(self.unless)):
                shown = document.slice(span).replace("\u3000", " ").strip() or "空白"
                yield Hit(span, {"found": shown})

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Puts a remainder of each kind behind the first comma or full stop."""
        samples = {
            "crosses": "××年×月，", "blanks": "召开第  次会议，", "dates": "2024年  月  日，",
            "instructions": "（此处填写内容）", "todo": "TODO，", "fields": "#REF!，",
        }  # fmt: skip
        mark = passage.search(r"[,。]")
        for kind in self.kinds:
            if mark:
                yield f"insert {kind}", (Edit(Span(mark.end(), mark.end()), samples[kind]),)

    def patterns(self) -> list[str]:
        return [pattern for kind in self.kinds for pattern in KINDS[kind]] + as_list(self.also)

    def all_patterns(self) -> list[str]:
        return self.patterns() + as_list(self.unless)


def _may_hold(kind: str, folded: str) -> bool:
    return kind not in _SIGNS or any(sign in folded for sign in _SIGNS[kind])
