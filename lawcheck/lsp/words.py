"""The words of the server itself, Chinese and English."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "replace": ("改为“{text}”", "Replace by “{text}”"),
    "insert": ("补上“{text}”", "Insert “{text}”"),
    "delete": ("删去“{text}”", "Delete “{text}”"),
    "edits": ("改好这 {n} 处（{title}）", "Mend these {n} places ({title})"),
    "unsafe": ("（须人工核对）", " (needs a second look)"),
    "fix-all": ("改好全部能放心改的", "Mend all that can be mended safely"),
    "suppress": ("豁免本处：{rule}（请写明理由）", "Set aside here: {rule} (give the reason)"),
    "suppress-all": ("全文豁免：{rule}（请写明理由）", "Set aside in the whole draft: {rule} (give the reason)"),
    "unread": ("未能检查：{reason}", "Not checked: {reason}"),
    "unknown": ("规则 {rule} 未评估：{reason}", "Rule {rule} could not be evaluated: {reason}"),
}


def say(lang: str, key: str, **values: object) -> str:
    return _WORDS[key][lang == "en"].format(**values)


def clip(text: str, most: int = 24) -> str:
    """A text as a menu can show it: one line, its middle left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most // 2]}…{line[-(most // 2) :]}"
