"""Word documents: what a reader sees of them, numbering included, every character with its run.

The door only: it tells a docx from what merely bears its name and says what is missing; docx_body reads.
"""

from __future__ import annotations

from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, .wps and of encrypted .docx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes | str, path: str = "<docx>", meta: dict[str, Any] | None = None) -> Document:
    """A Document from the bytes of a .docx (or of a .doc that was named so).

    The Source is the text as Word shows it, one paragraph a line; places carry part, paragraph, run and offset.
    Raises ReadError for what is no Word document, is encrypted, broken or built to exhaust memory.
    """
    if isinstance(data, str):
        raise ReadError("docx 是二进制格式，须按字节读取", "docx is a binary format: read it as bytes")
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise ReadError(
                "文件设有打开密码，请解除密码后另存为 .docx", "the file has a password: remove it and save as .docx"
            )
        from lawcheck.readers.convert import read as read_old

        return read_old(data, path, meta)
    if not data.startswith(b"PK"):
        raise ReadError(*_guess(data))
    try:
        from lawcheck.readers.docx_body import document
    except ImportError as fault:
        raise ReadError(
            "读取 .docx 需要安装组件：pip install 'lawcheck-cn[docx]'",
            "reading .docx takes an extra: pip install 'lawcheck-cn[docx]'",
        ) from fault
    return document(data, path, meta or {})


def _guess(data: bytes) -> tuple[str, str]:
    """What a file that is no zip looks like."""
    if not data:
        return "空文件，不是 Word 文档", "an empty file, no Word document"
    if data.startswith(b"%PDF"):
        return "看起来是 PDF 文件，扩展名与内容不符", "looks like a PDF file, whatever its name says"
    if data.startswith(b"{\\rtf"):
        return "看起来是 RTF 文件，请用 Word 或 WPS 另存为 .docx", "looks like an RTF file: save it as .docx"
    if data.lstrip()[:1] == b"<":
        return "看起来是网页或 XML 文件，请用 Word 或 WPS 另存为 .docx", "looks like a page or XML: save it as .docx"
    return (
        "不是 Word 文档（.docx 应是压缩包），扩展名与内容不符或文件已损坏",
        "no Word document: broken, or of another type",
    )
