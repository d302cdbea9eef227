"""Reads a Document's Profile — kind, level, issuer, year, date — from its title, its last lines and its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lawcheck.extractors.titles import (
    body_name,
    issuer_of,
    kind_of,
    nameless,
    not_a_report,
    title_text,
    year_of,
)
from lawcheck.model.document import Document
from lawcheck.model.patterns import re_compile
from lawcheck.model.profile import KINDS, LEVELS, UNTITLED, UNTOLD, Profile
from lawcheck.model.text import fold
from lawcheck.model.years import number

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
_MEETING = re_compile(r"在(?P<place>[^,。:;()\d]{0,20}?)第[一二三四五六七八九十]{1,4}届(?P<national>全国)?人民代表大会")
_HEAD = 8  # blocks in which the line under a work report's title is looked for
_DECLARED = re_compile(r"[(](?:以下)?(?:统)?简称(?:为)?[:]?[“\"]?([\u4e00-\u9fff]{2,12})[”\"]?[)]")


def infer(document: Document, overrides: Mapping[str, tuple[Any, str]] | None = None) -> Profile:
    """The Profile of a Document. `overrides` gives (value, reason) of fields that flags or the config settle."""
    found: dict[str, tuple[Any, str]] = {}
    title = title_text(document)
    _from_title(title, found)
    _from_ends(document, found)
    meta = {k: v for k, v in document.meta.items() if k in ("kind", "level", "issuer", "year", "date") and v}
    settled = {k: (v, "文首元数据（front matter）") for k, v in meta.items()} | dict(overrides or {})
    if (settled.get("kind") or found.get("kind") or ("",))[0] == "work-report":
        _from_meeting(document, found)
    found.update(settled)
    if "issuer" in found and "level" not in found:
        _level(str(found["issuer"][0]), found)
    elif "level" not in found and (every := nameless(title)):
        _level(every, found)
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


def _from_title(title: str, found: dict[str, tuple[Any, str]]) -> None:
    if not title:
        return
    why = f"标题“{title}”"
    kind = kind_of(title)
    if kind and not_a_report(title):
        found["kind"] = ("none", f"{why}不是报告本身的标题，{UNTOLD}")
    elif kind:
        found["kind"] = (kind, why)
    if year := year_of(title):
        found["year"] = (year, why)
    if issuer := issuer_of(title):
        found["issuer"] = (issuer, why)


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


def _from_meeting(document: Document, found: dict[str, tuple[Any, str]]) -> None:
    """What a work report says under its title of the congress it was given to: whose it is, when, on which year."""
    head = [document.slice(p.span).strip() for p in document.paragraphs[:_HEAD]]
    head = head[: next((at for at, line in enumerate(head) if line.startswith("各位代表")), len(head))]
    lines = [(line, fold(line).replace(" ", "")) for line in head]
    line, meeting = next(((line, m) for line, bare in lines if (m := _MEETING.search(bare))), ("", None))
    if meeting is None:
        return
    issuer = "国务院" if meeting["national"] else body_name(meeting["place"])
    known = found.get("issuer")
    if issuer and (not known or not _LEVEL_ANY.search(known[0])):  # 宁夏 in the title is 宁夏回族自治区
        found["issuer"] = (issuer, f"会议“{line}”")
    said, date = next(((line, date) for line, bare in lines if (date := iso_date(bare))), ("", ""))
    if date:
        found.setdefault("date", (date, f"会议“{said}”"))
        # A congress in the first half of a year hears of the year before.
        year = int(date[:4]) - (int(date[5:7]) <= 6)
        found.setdefault("year", (year, f"会议“{said}”，报告上一年工作" if year < int(date[:4]) else f"会议“{said}”"))


_LEVEL_ANY = re_compile("|".join(pattern.pattern for _, pattern in _LEVEL) + "|政府$")


def iso_date(text: str) -> str:
    """The first date of a text as YYYY-MM-DD, whatever its form; "" where there is none."""
    match = _DATE.search(text)
    if match:
        return f"{int(match[1]):04}-{int(match[2]):02}-{int(match[3]):02}"
    match = _HANZI_DATE.search(text)
    if not match:
        return ""
    return f"{number(match[1]):04}-{number(match[2]):02}-{number(match[3]):02}"


def _level(issuer: str, found: dict[str, tuple[Any, str]]) -> None:
    if issuer == "国务院":
        found["level"] = ("国家", f"报告主体“{issuer}”")
        return
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
