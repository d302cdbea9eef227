"""What the title of a document says of it: whether it is a report and of what kind, its year, the body that reports."""

from __future__ import annotations

import re

from lawcheck.model.document import Document
from lawcheck.model.patterns import re_compile
from lawcheck.model.text import fold
from lawcheck.model.years import ZERO, number

# In this order: a report on 信息公开 may speak of 法治政府 in its title too.
_KIND = (
    ("disclosure-report", re_compile(r"信息公开.{0,8}(?:年度报告|年报|工作报告|情况报告)")),
    ("enforcement-statistics", re_compile(r"行政执法.{0,6}(?:数据|统计).{0,8}(?:报告|年报|公示|公开|情况)")),
    ("file-review", re_compile(r"案卷.{0,6}(?:评查|评分|评审|自评|互评|考评)")),
    ("work-report", re_compile(r"政府工作报告")),
    (
        "annual-report",
        re_compile(r"法治(?:政府|部门|机关|政府部门|建设).{0,10}(?:报告|情况|总结|工作)|依法行政.{0,10}报告|推进法治"),
    ),
)
YEAR = re_compile(rf"((?:19|20)\d\d|(?:一九|二[{ZERO}])[{ZERO}一二三四五六七八九]{{2}})\s?年(?:度)?")
_SUBJECT = re_compile(
    r"(?:关于)?(?:全面)?(?:推进)?(?:法治|依法|政府信息|信息公开|行政(?:执法|处罚|许可|强制)|案卷|政务公开|(?:人民)?政府工作)"
)
_OFFICE = re_compile(
    r"[\u4e00-\u9fff]{2,10}?(?:局|总队|支队|大队|队|办公室|中心|委员会)(?=\d|关于|推进|法治|依法|政府信息|行政执法|$)"
)

# What a document that only speaks of a report ends with. 公示, 公告 and 函 are not among them: pages and letters that
# bear the report itself go by these names.
_BRACKET = r"(?:\([^()]{0,20}\))?$"
_OTHER = re_compile(
    rf"(?:通知|批复|决定|办法|细则|指引|清单|解读|纲要|纪要|决议|责任书|分解表?|模板|指南|请示|目录|讲话|制度){_BRACKET}"
)
_PLAN = re_compile(rf"(?:要点|计划|方案|意见|规划|安排|建议){_BRACKET}")
_AND_PLAN = re_compile(r"(?:总结|报告|情况|回顾)(?:和|及|以及|暨|、|与)")  # 工作总结和2025年工作计划 is a report
_ABOUT_REPORT = re_compile(r"报告》?的?(?:报送|上报|编制|编写|撰写|起草|审议|审查|评议|点评|解读|模板)(?![稿版本])")
_IS_REPORT = re_compile(rf"(?:报告|年报|总结|情况|汇报){_BRACKET}")
_ENCLOSED = re_compile(r"《([^《》]{6,60})》")

_ACT = (
    r"(?:(?:进一步|认真|全面|切实|扎实|深入|统一|及时)*"
    r"(?:做好|搞好|报送|上报|呈报|呈送|报告|开展|印发|转发|下发|公布|发布|公开|公示|填报|编制|编写|撰写|起草|审议|组织(?!部)|部署"
    r"|加强|推进|推动|深化|落实|贯彻|举办|召开|征求|征集|申报|提交|听取|提请))+"
)
_ACTS = re_compile(rf"^{_ACT}")
_ACTS_BEHIND = re_compile(rf"{_ACT}$")
_DOING = re_compile(rf"关于(?:{_ACT}|对)")
_OPINION = re_compile(rf"^(?:关于)?对.+(?:意见|决议|评价){_BRACKET}")
_NO_NAME = re_compile(r"(?:全|我|本|各|该)?(?:省|市|县|区|州|旗|镇|乡|街道)(?:级)?")  # 全县 says no name

_EVERY = re_compile(r"全(?:省|市|县|区|镇|乡|街道)(?=.{0,8}(?:法治|依法|信息公开))")

_PLACE = r"([\u4e00-\u9fff]{1,24}?(?:[县区市省州旗盟镇乡]|苏木|街道))"
_ORGAN = r"(?:工作委员会|党工委|工委|党委|委员会|委)"
_PARTY = re_compile(rf"中共{_PLACE}{_ORGAN}")
_JOINT = re_compile(rf"(?:中共)?{_PLACE}{_ORGAN}(?:(?:、|和).*|(.{{0,24}}?)(?:人民政府|政府|办事处))")
_GOVERNMENT = re_compile(r"(.{2,24}?)(?:人民政府|政府)")
_SEAL = re_compile(r"\(.{0,6}章\)$")


def title_text(document: Document) -> str:
    """The title on one line, folded; a title of several lines (the body's or bodies' names, then the matter) joined.

    Of a cover that encloses the report itself (关于印发《…》的通知) the title of the report.
    """
    title = _joined([fold(document.slice(p.span)).replace(" ", "") for p in document.paragraphs if p.role == "title"])
    enclosed = _ENCLOSED.search(title)
    if enclosed and not_a_report(title) and _has_line(document, enclosed[1]):
        return enclosed[1]
    return title


def _joined(lines: list[str]) -> str:
    if not lines:
        return ""
    whole = next((line for line in lines if YEAR.search(line) and _SUBJECT.search(line)), None)
    if whole and (whole == lines[0] or not _SUBJECT.match(YEAR.sub("", whole).removeprefix("关于"))):
        return whole
    names = next((at for at, line in enumerate(lines) if line == whole or _SUBJECT.search(line)), 1)
    return "".join(lines[: max(1, min(names, 3)) + 1])


def _has_line(document: Document, title: str) -> bool:
    return title in (line.replace(" ", "") for line in document.folded.split("\n"))


def kind_of(title: str) -> str:
    """The kind of report that a title names, "" for none; what only speaks of reports is asked for apart."""
    return next((kind for kind, pattern in _KIND if pattern.search(title)), "")


def not_a_report(title: str) -> bool:
    """Whether a title is that of a document about reports or about the year's work: a notice, a plan, an opinion.

    Of file reviews every document is of that kind: their standards and notices state what must be looked at.
    """
    if kind_of(title) == "file-review":
        return False
    if _OTHER.search(title) or _ABOUT_REPORT.search(title):
        return True
    if _PLAN.search(title) and not _AND_PLAN.search(title):
        return True
    return bool(_DOING.match(title) and not _IS_REPORT.search(title))


def year_of(text: str) -> int:
    """The first year of a text, in Arabic or Chinese numerals; 0 where there is none."""
    match = YEAR.search(text)
    return number(match[1]) if match else 0


def issuer_of(title: str) -> str:
    """The body named in a title: what stands before the year or, when the year comes first, before the matter."""
    year = YEAR.search(title)
    if _OPINION.match(title):
        return ""  # 对青禾县…的审议意见 is not by 青禾县
    if year is None:
        return _named(title[: _matter(title) or 0])
    before, quoted, _ = title[: year.start()].lstrip("《“").partition("《")
    name = _bare(before if (matter := _matter(before)) is None else before[:matter])
    if not name and not quoted:
        after = title[year.end() :]
        name = after[: _matter(after) or 0]
    return _named(name)


def nameless(title: str) -> str:
    """全县, 全镇 in a title that names no body: its last words still tell the level."""
    found = _EVERY.search(title)
    return found[0] if found else ""


def _named(text: str) -> str:
    name = _bare(text)
    return body_name(name) if 2 <= len(name) <= 40 and not _NO_NAME.fullmatch(name) else ""


def _bare(text: str) -> str:
    """A name without what leads to the matter: 青禾镇人民政府关于报送, 关于做好, 青禾镇推进."""
    head, _, rest = text.partition("关于")
    return _ACTS_BEHIND.sub("", _ACTS.sub("", head or rest).removesuffix("关于")).strip("《》“”、,: ")


def _matter(text: str) -> int | None:
    """Where a title turns from the body to the matter; 行政执法 in 综合行政执法局 is part of the body's name."""
    return next((m.start() for m in _SUBJECT.finditer(text) if not _OFFICE.match(text, m.start())), None)


def body_name(text: str) -> str:
    """A body's name as reports call themselves: 某镇人民政府 → 某镇; 某县委、县政府 and 中共某县委员会 → 某县."""
    name = _SEAL.sub("", fold(text).replace(" ", ""))
    found = _party(name) or _GOVERNMENT.fullmatch(name)
    name = found[1] if found else name
    return name.removesuffix("办事处") if name.endswith("街道办事处") else name


def _party(name: str) -> re.Match[str] | None:
    """A party committee, alone or beside the government of the same place: 青禾镇党委政府, 中共青禾县委青禾县人民政府."""
    joint = _JOINT.fullmatch(name)
    if joint and (joint[2] is None or joint[1].endswith(joint[2])):
        return joint
    return _PARTY.fullmatch(name)
