"""Reads a Document's Profile — kind, level, issuer, year, date — from its title, its last lines and its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.patterns import re_compile
from lawcheck.model.profile import KINDS, LEVELS, UNTITLED, UNTOLD, Profile
from lawcheck.model.text import fold

# In this order: a report on 信息公开 may speak of 法治政府 in its title too.
_KIND = (
    ("disclosure-report", re_compile(r"信息公开.{0,8}(?:年度报告|年报|工作报告|情况报告)")),
    ("enforcement-statistics", re_compile(r"行政执法.{0,6}(?:数据|统计).{0,8}(?:报告|年报|公示|公开|情况)")),
    ("file-review", re_compile(r"案卷.{0,6}(?:评查|评分|评审|自评|互评|考评)")),
    ("work-report", re_compile(r"政府工作报告")),
    (
        "annual-report",
        re_compile(
            r"法治(?:政府|部门|机关|政府部门|建设).{0,10}(?:报告|情况|总结|要点|工作)|依法行政.{0,10}报告|推进法治"
        ),
    ),
)
_YEAR = re_compile(r"((?:19|20)\d\d)\s?年(?:度)?")
_SUBJECT = re_compile(
    r"(?:关于)?(?:全面)?(?:推进)?(?:法治|依法|政府信息|信息公开|行政(?:执法|处罚|许可|强制)|案卷|政务公开|(?:人民)?政府工作)"
)
_OFFICE = re_compile(
    r"[\u4e00-\u9fff]{2,10}?(?:局|总队|支队|大队|队|办公室|中心|委员会)(?=\d|关于|推进|法治|依法|政府信息|行政执法|$)"
)
_PARTY = re_compile(r"(?:中共)?(.{1,24}?(?:[县区市省州旗镇乡]|街道))(?:委|党委|党工委)(?:员会)?(?:、|和).*")
_GOVERNMENT = re_compile(r"(.{2,24}?)(?:人民政府|政府)")
_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
_LEVEL = (
    ("街道", re_compile(r"街道(?:办事处)?$")),
    ("部门", re_compile(r"(?:局|厅|委员会|委|办公室|办|部|署|院|队|中心|总站|公司|处)$")),
    ("乡镇", re_compile(r"(?:镇|乡|苏木)$")),
    ("省", re_compile(r"(?:省|自治区)$")),
    ("市", re_compile(r"(?:市|自治州|州|盟|地区)$")),
    ("县", re_compile(r"(?:县|区|旗)$")),
)
_DATE = re_compile(r"(\d{4})\s?[年\-./]\s?(\d{1,2})\s?[月\-./]\s?(\d{1,2})")
_HANZI_DATE = re_compile(
    r"([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DECLARED = re_compile(r"[(](?:以下)?(?:统)?简称(?:为)?[:]?[“\"]?([\u4e00-\u9fff]{2,12})[”\"]?[)]")


def infer(document: Document, overrides: Mapping[str, tuple[Any, str]] | None = None) -> Profile:
    """The Profile of a Document. `overrides` gives (value, reason) of fields that flags or the config settle."""
    found: dict[str, tuple[Any, str]] = {}
    title = title_text(document)
    _from_title(title, found)
    _from_ends(document, found)
    meta = {k: v for k, v in document.meta.items() if k in ("kind", "level", "issuer", "year", "date") and v}
    found.update({k: (v, "文首元数据（front matter）") for k, v in meta.items()})
    found.update(overrides or {})
    if "issuer" in found and "level" not in found:
        _level(str(found["issuer"][0]), found)
    kind = str(found.get("kind", ("none", ""))[0])
    level = found.get("level", (None, ""))[0]
    year = found.get("year", (None, ""))[0]
    found.setdefault("kind", ("none", f"标题“{title}”中{UNTOLD}" if title else UNTITLED))
    issuer = found.get("issuer", (None, ""))[0]
    return Profile(
        kind=kind if kind in KINDS else "none",
        level=level if level in LEVELS else None,
        issuer=str(issuer) if issuer else None,
        short_names=_short_names(document, str(issuer)) if issuer else (),
        year=int(year) if year and str(year).isdecimal() else None,
        date=str(found["date"][0]) if "date" in found else None,
        reasons={k: why for k, (_, why) in found.items()},
    )


def title_text(document: Document) -> str:
    """The title on one line, folded; a title that two lines share (the body's name, then the matter) joined."""
    lines = [fold(document.slice(p.span)).replace(" ", "") for p in document.paragraphs if p.role == "title"]
    if not lines:
        return ""
    whole = next((line for line in lines if _YEAR.search(line) and _SUBJECT.search(line)), None)
    if whole and (whole == lines[0] or not _SUBJECT.match(_YEAR.sub("", whole).removeprefix("关于"))):
        return whole
    return "".join(lines[:2]) if len(lines) > 1 else lines[0]


def _from_title(title: str, found: dict[str, tuple[Any, str]]) -> None:
    if not title:
        return
    why = f"标题“{title}”"
    for kind, pattern in _KIND:
        if pattern.search(title):
            found["kind"] = (kind, why)
            break
    year = _YEAR.search(title)
    if year:
        found["year"] = (int(year[1]), why)
    issuer = _issuer(title, year)
    if issuer:
        found["issuer"] = (issuer, why)


def _issuer(title: str, year: re.Match[str] | None) -> str:
    """The body named in a title: what stands before the year or, when the year comes first, before the matter."""
    text = title.removeprefix("关于")
    if year:
        before = title[: year.start()].removesuffix("关于").removeprefix("关于")
        matter = _matter(before)
        text = before if matter is None else before[:matter]
        if not text:
            after = title[year.end() :]
            text = after[: _matter(after) or 0]
    else:
        text = text[: _matter(text) or 0]
    text = text.removesuffix("关于").strip("《》“” ")
    return body_name(text) if 2 <= len(text) <= 30 else ""


def _matter(text: str) -> int | None:
    """Where a title turns from the body to the matter; 行政执法 in 综合行政执法局 is part of the body's name."""
    return next((m.start() for m in _SUBJECT.finditer(text) if not _OFFICE.match(text, m.start())), None)


def body_name(text: str) -> str:
    """A body's name as reports call themselves: 某镇人民政府 → 某镇; 某县委、县政府 → 某县."""
    government = _PARTY.fullmatch(text) or _GOVERNMENT.fullmatch(text)
    name = government[1] if government else text
    return name.removesuffix("办事处") if name.endswith("街道办事处") else name


def _from_ends(document: Document, found: dict[str, tuple[Any, str]]) -> None:
    datelines = [p for p in document.paragraphs if p.role == "dateline"]
    if datelines:
        text = document.slice(datelines[-1].span)
        date = iso_date(fold(text))
        if date:
            found["date"] = (date, f"落款“{text.strip()}”")
    for key in ("成文日期", "发布时间", "发布日期", "时间", "日期"):
        date = iso_date(str(document.meta.get(key, "")))
        if date and "date" not in found:
            found["date"] = (date, f"网页“{key}：{document.meta[key]}”")
    if "issuer" not in found:
        signatures = [document.slice(p.span).strip() for p in document.paragraphs if p.role == "signature"]
        if signatures:
            found["issuer"] = (body_name(signatures[-1]), f"落款“{signatures[-1]}”")
        elif document.meta.get("来源"):
            source = str(document.meta["来源"])
            if _LEVEL_ANY.search(source):
                found["issuer"] = (body_name(source), f"网页“来源：{source}”")


_LEVEL_ANY = re_compile("|".join(pattern.pattern for _, pattern in _LEVEL) + "|政府$")


def iso_date(text: str) -> str:
    """The first date of a text as YYYY-MM-DD, whatever its form; "" where there is none."""
    match = _DATE.search(text)
    if match:
        return f"{int(match[1]):04}-{int(match[2]):02}-{int(match[3]):02}"
    match = _HANZI_DATE.search(text)
    if not match:
        return ""
    digits = "〇一二三四五六七八九"
    year = "".join(str(digits.index("〇" if c in "○零" else c)) for c in match[1])
    return f"{year}-{_small(match[2]):02}-{_small(match[3]):02}"


def _small(text: str) -> int:
    digits = "零一二三四五六七八九"
    if "十" not in text:
        return digits.index(text)
    tens, _, ones = text.partition("十")
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)


def _level(issuer: str, found: dict[str, tuple[Any, str]]) -> None:
    if issuer in _MUNICIPALITIES:
        found["level"] = ("省", f"报告主体“{issuer}”是直辖市")
        return
    for level, pattern in _LEVEL:
        match = pattern.search(issuer)
        if match:
            found["level"] = (level, f"报告主体“{issuer}”以“{match[0]}”结尾")
            return


def _short_names(document: Document, issuer: str) -> tuple[str, ...]:
    """Names that the text declares (以下简称…) and the issuer's own with and without 人民政府 or 办事处."""
    names = [issuer]
    if issuer.endswith(("省", "自治区", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "苏木")):
        names += [f"{issuer}人民政府", f"{issuer}政府"]
    if issuer.endswith("街道"):
        names.append(f"{issuer}办事处")
    names += _DECLARED.findall(document.folded)
    return tuple(dict.fromkeys(names))
