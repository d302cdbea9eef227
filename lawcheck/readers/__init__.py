"""Floor 2: readers turn a file into a Document. One module a format; headings.py builds the Section tree for all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.registry import FORMATS, READERS, find, names


def read(source: str | os.PathLike[str], *, text: str | bytes | None = None, format: str | None = None) -> Document:
    """A Document from a file, or from `text` under the name of `source`.

    format  the reader's name (markdown, plain, …); by the suffix of `source` when None, and markdown for a `text`
            whose name has no known suffix
    Raises ReadError with the reason, also for what holds no text: nothing in it would be checked.
    """
    path = os.fspath(source)
    name = format or _format(path, "markdown" if text is not None else None)
    reader = _reader(name)
    document: Document = reader(_bytes(Path(path)) if text is None else text, path=path)
    if not document.text.strip():
        raise ReadError("文件里没有文字，没有可检查的内容", "the file holds no text, nothing to check")
    return document


def _format(path: str, default: str | None) -> str:
    suffix = Path(path).suffix.lower()
    found = FORMATS.get(suffix) if suffix or not default else None
    if found is None and suffix[1:] in names("readers", READERS):
        found = suffix[1:]  # a third party's reader is named after its suffix
    if found or default:
        return found or str(default)
    raise ReadError(
        f"不认识的文件类型 {suffix}（支持 {_supported()}；其他纯文本文件请改名为 .txt，或经标准输入：lawcheck - < 文件）",
        f"unknown file type {suffix} (known: {_supported()}; other plain text: rename it to .txt, or lawcheck - < file)",
    )


def _supported() -> str:
    others = [f".{name}" for name in names("readers", READERS) if name not in READERS]
    return " ".join([*(suffix for suffix in FORMATS if suffix), *others])


def _reader(name: str) -> Callable[..., Document]:
    try:
        reader: Any = find("readers", READERS, name)
    except KeyError:
        raise ReadError(
            f"没有名为 {name} 的格式（可用：{'、'.join(names('readers', READERS))}）",
            f"no format {name} (there are: {', '.join(names('readers', READERS))})",
        ) from None
    except ImportError as fault:
        raise ReadError(
            f"读取 {name} 格式所需的组件不可用：{fault}", f"what reads {name} is not there: {fault}"
        ) from fault
    return reader  # type: ignore[no-any-return]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError("文件不存在", "no such file") from None
    except IsADirectoryError:
        raise ReadError("这是一个文件夹，不是文件", "a folder, not a file") from None
    except PermissionError:
        raise ReadError("没有读取权限", "no permission to read it") from None
    except (OSError, ValueError) as fault:  # ValueError: a path with a null character
        why = getattr(fault, "strerror", None) or fault
        raise ReadError(f"无法读取：{why}", f"cannot be read: {why}") from fault
