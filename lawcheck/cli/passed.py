"""What a walk passed over, said on the error output; imported only where there is something to say."""

from __future__ import annotations

from lawcheck.cli.terminal import say
from lawcheck.files import Found
from lawcheck.formatters.layout import clean

NAMED = 3  # files that are named


def tell(*found: Found) -> None:
    """A line for documents of an unknown type, and one for annotated copies of drafts."""
    unread = [path for one in found for path in one.unread]
    copies = [path for one in found for path in one.copies]
    if unread:
        say(f"另有 {len(unread)} 份文件类型不认识，没有检查：{_named(unread)}")
    if copies:
        say(f"另有 {len(copies)} 份是 lawcheck annotate 写的批注稿，没有检查：{_named(copies)}")


def _named(paths: list[str]) -> str:
    return "、".join(map(clean, paths[:NAMED])) + (" 等" if len(paths) > NAMED else "")
