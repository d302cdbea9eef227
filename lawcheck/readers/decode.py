"""Bytes to text: UTF-8 with or without BOM, UTF-16 with BOM, GB18030; never a guess that is not checked."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from lawcheck.model.errors import ReadError

_BINARY = {
    b"PK\x03\x04": (
        "看起来是 docx/zip 文件，扩展名与内容不符",
        "looks like a docx or zip file, whatever its name says",
    ),
    b"%PDF": ("看起来是 PDF 文件，扩展名与内容不符", "looks like a PDF file, whatever its name says"),
    b"\xd0\xcf\x11\xe0": (
        "看起来是旧版 Word/WPS 文件（.doc/.wps），请另存为 .docx",
        "looks like a .doc or .wps file: save it as .docx",
    ),
}


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; ReadError when the bytes are no text that can be told."""
    for magic, reason in _BINARY.items():
        if data.startswith(magic):
            raise ReadError(*reason)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _strict(data, "utf-16"), "utf-16"
    if b"\0" in data:
        raise ReadError("不是文本文件（含有空字节）", "no text file (it holds null bytes)")
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as fault:
        return _not_utf8(data, fault)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise ReadError(
            f"按 {encoding} 解码失败：第 {fault.start} 字节", f"not valid {encoding}: byte {fault.start}"
        ) from fault


def _plausible(text: str) -> bool:
    """Whether it reads as Chinese: nearly all of it is ASCII, common marks or ideographs of the basic block."""
    usual = sum(
        1 for c in text if c < "\x7f" or "\u4e00" <= c <= "\u9fa5" or c in "，。、；：？！“”‘’（）《》〈〉—…　·％"
    )
    return usual >= 0.95 * len(text)


def _not_utf8(data: bytes, fault: UnicodeDecodeError) -> tuple[str, str]:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _plausible(text):
        return text, "gb18030"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None and _plausible(str(best)):
        return str(best), best.encoding
    raise ReadError(
        f"无法判断编码（不是 UTF-8：第 {fault.start} 字节；也不像 GB18030），请另存为 UTF-8",
        f"unknown encoding (not UTF-8: byte {fault.start}; nor like GB18030): save it as UTF-8",
    )
