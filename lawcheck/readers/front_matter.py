"""The front matter of a Markdown draft: YAML between --- lines or TOML between +++ lines, at the very top."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from lawcheck.model.patterns import re_compile

_FENCES = {
    "---": re_compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE),
    "+++": re_compile(r"^\+\+\+[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE),
}
_OPENING = re_compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_ENTRY = re_compile(r"[\"']?[\w.\-]{1,40}[\"']?[ \t]*(?:[:=]|：[ \t]*\S)")
_MAX = 100_000  # characters; nobody writes more, and YAML in pure Python is slow


class FrontMatter(Struct, frozen=True):
    """Where it stands in the Source, fences included, what lies between them, and its language."""

    start: int
    end: int
    body: str
    fence: str


def find(text: str, start: int = 0) -> FrontMatter | None:
    """The front matter at `start`; None where the first line only draws a rule over running text."""
    opening = _OPENING.match(text, start)
    if not opening:
        return None
    closing = _FENCES[opening[1]].search(text, opening.end())
    if not closing:
        return None
    body = text[opening.end() : closing.start()]
    first = next((line.strip() for line in body.splitlines() if line.strip() and not line.startswith("#")), "")
    if first and not _ENTRY.match(first):
        return None
    return FrontMatter(start, closing.end(), body, opening[1])


def parse(found: FrontMatter) -> dict[str, Any]:
    """Its scalar entries, dates as ISO strings; the reason under "front-matter-error" when it cannot be read."""
    if len(found.body) > _MAX:
        return {"front-matter-error": f"文首元数据超过 {_MAX} 个字符，未读取"}
    data = _toml(found.body) if found.fence == "+++" else _yaml(found.body)
    if isinstance(data, str):
        return {"front-matter-error": data}
    return {key: _scalar(value) for key, value in data.items() if isinstance(key, str) and _scalar(value) is not None}


def _yaml(body: str) -> dict[Any, Any] | str:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        # Pure Python: the C parser recurses without a limit on hostile nesting.
        data = YAML(typ="safe", pure=True).load(body)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = f"第 {mark.line + 2} 行第 {mark.column + 1} 列" if mark else ""
        return f"文首元数据不是正确的 YAML：{where} {fault.problem or fault.context or ''}".strip()
    except RecursionError:
        return "文首元数据嵌套过深"
    except (YAMLError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as fault:
        # A tag or a date that the loader's own constructors trip over (2024-13-45, !!int x).
        return f"文首元数据不是正确的 YAML：{fault}"
    if data is None:
        return {}
    return data if isinstance(data, dict) else "文首元数据应当是“键: 值”的形式（注意用半角冒号，冒号后空一格）"


def _toml(body: str) -> dict[Any, Any] | str:
    import tomllib

    try:
        return tomllib.loads(body.replace("\r\n", "\n").replace("\r", "\n"))
    except RecursionError:
        return "文首元数据嵌套过深"
    except ValueError as fault:
        return f"文首元数据不是正确的 TOML：{fault}"


def _scalar(value: Any) -> str | int | float | bool | None:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else None
