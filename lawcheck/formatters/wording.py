"""The words of the formatters themselves, Chinese and English, in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lawcheck.model.profile import Profile
from lawcheck.model.rule import Severity

_WORDS: dict[str, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "notice": ("提示", "notice"),
    "off": ("关闭", "off"),
    "unreadable": ("未能读取", "unreadable"),
    "basis": ("依据", "basis"),
    "hint": ("改法", "help"),
    "fix": ("改为", "fix"),
    "more-edits": ("（共 {n} 处）", " ({n} edits)"),
    "unsafe": ("（须人工核对）", " (needs a second look)"),
    "first": ("首处", "first"),
    "count": ("（共 {n} 处）", " ({n} places)"),
    "unlisted": ("另有 {n} 处未列出", "{n} more not shown"),
    "spans-lines": ("这处到第 {n} 行为止", "ends on line {n}"),
    "unchecked": ("未检查：", "not checked: "),
    "lines": ("第{lines}行（{reason}）", "{lines} ({reason})"),
    "list": ("、", ", "),
    "semicolon": ("；", "; "),
    "colon": ("：", ": "),
    "navigation": ("网页导航", "web navigation"),
    "code": ("代码", "code"),
    "comment": ("注释", "comment"),
    "front-matter": ("文首元数据", "front matter"),
    "file": ("文件", "file"),
    "clean-files": ("另有 {n} 份没有问题", "{n} more without findings"),
    "total": ("合计", "total"),
    "passed": ("通过", "passed"),
    "failed": ("不通过", "failed"),
    "idle": ("未适用", "idle"),
    "unknown": ("未评估", "unknown"),
    "nothing": ("没有发现问题", "no findings"),
    "suppressed": ("豁免 {n} 处", "{n} suppressed"),
    "fixable": ("可自动修改 {n} 处", "{n} fixable"),
    "fixable-unsafe": ("加 --unsafe-fixes 可改 {n} 处", "{n} fixable with --unsafe-fixes"),
    "no-kind": (
        "没有认出报告种类，只用了不分种类的规则（可用 --kind 指定种类）",
        "taken for no kind of report: only rules for all kinds were tried (say which with --kind)",
    ),
    "no-year": (
        "没有认出年份，限定年份的 {n} 条规则没有用，也没有按年度核对日期（可用 --year 指定年份）",
        "year not known: {n} rules for certain years were not tried, nor dates held against it (say which with --year)",
    ),
    "drafts": ("{n} 份文件", "{n} files"),
    "draft": ("1 份文件", "1 file"),
    "rules": ("{n} 条规则", "{n} rules"),
    "verdicts": ("{n} 项判定", "{n} verdicts"),
    "path-reason": ("{path}（{why}）", "{path} ({why})"),
    "others": ("等 {n} 份", " and others, {n} in all"),
    "none": ("没有可检查的文件", "no files to check"),
    "profile": ("文档身份", "Profile"),
    "outline": ("提纲", "Outline"),
    "title": ("标题", "title"),
    "subtitle": ("副标题", "subtitle"),
    "meta": ("文号等", "document number"),
    "addressee": ("主送", "addressee"),
    "signature": ("署名", "signature"),
    "dateline": ("落款日期", "dateline"),
    "characters": ("{n} 字", "{n} characters"),
    "no-headings": ("没有认出标题", "no headings found"),
    "not-found": ("未认出", "not found"),
    "kind": ("种类", "kind"),
    "level": ("层级", "level"),
    "issuer": ("主体", "issuer"),
    "short_names": ("简称", "short names"),
    "year": ("年份", "year"),
    "date": ("日期", "date"),
    "reason": ("据", "from"),
    "severity": ("级别", "Severity"),
    "reports": ("报什么", "Reports"),
    "applies": ("查哪里", "Looks at"),
    "always": ("所有文档", "every document"),
    "whole": ("全文", "the whole text"),
    "where-section": ("标题符合 {pattern} 的章节", "sections whose heading matches {pattern}"),
    "where-about": ("谈到 {pattern} 的章节和段落", "sections and paragraphs about {pattern}"),
    "where-paragraph": ("符合 {pattern} 的段落", "paragraphs that match {pattern}"),
    "where-sentence": ("符合 {pattern} 的句子", "sentences that match {pattern}"),
    "where-part": ("{pattern} 部分", "the parts called {pattern}"),
    "where-outside": ("标题匹配 {pattern} 的章节除外", "not under headings that match {pattern}"),
    "bad": ("不合规示例（«» 标出问题）", "Fails («» marks the place)"),
    "mended": ("改后", "Mended"),
    "good": ("合规示例", "Passes"),
    "setting-aside": ("豁免（任选一种，须写理由）", "Setting aside (one of these, with a reason)"),
    "reason-word": ("理由", "reason"),
    "configuring": ("在 lawcheck.yaml 中调整级别", "Another severity, in lawcheck.yaml"),
    "findings": ("{n} 个问题", "{n} findings"),
    "level-head": ("级别", "severity"),
    "line": ("行", "line"),
    "finding": ("问题", "finding"),
    "unit": ("单位", "unit"),
    "matrix": ("汇总", "matrix"),
    "rule": ("规则", "rule"),
    "text": ("原文", "text"),
    "section-head": ("所在章节", "section"),
    "places": ("处数", "places"),
    "files": ("份数", "files"),
    "note": ("说明", "note"),
    "page-title": ("审查结果", "review"),
    "sheet": ("正文与问题", "text and findings"),
    "skip": ("跳到正文", "skip to the text"),
    "filter": ("筛选", "filter"),
    "every-rule": ("全部规则", "every rule"),
    "shown": ("显示 {shown} / {all} 个问题", "{shown} of {all} findings shown"),
    "keys": ("键盘：j 下一个，k 上一个", "keys: j next, k previous"),
    "jump": ("问题一览", "findings"),
    "legend": ("空白：通过　–：未适用　?：未评估", "blank: passed · –: idle · ?: unknown"),
    "related": ("相关", "related"),
    "at-line": ("第 {n} 行", "line {n}"),
    "at-page": ("第 {n} 页", "page {n}"),
    "rules-head": ("规则判定", "Verdicts"),
    "figures-head": ("数字与勾稽", "Figures"),
    "every-figure": ("全部数字 {n} 个", "all {n} figures"),
    "place": ("位置", "place"),
    "relation": ("关系", "relation"),
    "verdict": ("判定", "verdict"),
    "computed": ("计算", "computation"),
    "members": ("所涉各数", "figures"),
    "value": ("数值", "value"),
    "role": ("类别", "role"),
    "label": ("所指", "label"),
    "run-in": ("与正文同段", "runs into the text"),
}
_KINDS = {
    "annual-report": "法治政府建设年度报告",
    "file-review": "行政执法案卷评查",
    "disclosure-report": "政府信息公开工作年度报告",
    "enforcement-statistics": "行政执法统计年报",
    "work-report": "政府工作报告",
    "none": "不限种类",
}


def say(lang: str, key: str, **values: object) -> str:
    text = _WORDS[key][lang == "en"]
    return text.format(**values) if values else text


def severity(lang: str, value: Severity) -> str:
    return say(lang, value.word)


def aside(lang: str, reason: str) -> str:
    """What kind of text was set aside; a third-party reader's own reason as it is."""
    return say(lang, reason) if reason in _WORDS else reason


def kind(lang: str, value: str) -> str:
    return value if lang == "en" else f"{_KINDS.get(value, value)}（{value}）"


def profile_rows(profile: Profile, lang: str) -> list[tuple[str, str, str]]:
    """Name, value and reason of each field of a Profile; an empty value where nothing was found."""
    values: Iterable[tuple[str, Any]] = (
        ("kind", kind(lang, profile.kind)),
        ("level", profile.level),
        ("issuer", profile.issuer),
        ("short_names", say(lang, "list").join(profile.short_names)),
        ("year", profile.year),
        ("date", profile.date),
    )
    return [(say(lang, key), str(value or ""), profile.reasons.get(key, "")) for key, value in values]
