"""Old Word and WPS files (.doc, .wps) by way of LibreOffice, which must be installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError

_TIMEOUT = 120  # seconds; the first start of LibreOffice takes ten
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes | str, path: str = "<doc>", meta: dict[str, Any] | None = None) -> Document:
    """A Document from a .doc or .wps. Native places are those of the docx that LibreOffice makes of it.

    Raises ReadError when LibreOffice is not installed, fails or takes longer than two minutes.
    """
    if isinstance(data, str):
        raise ReadError("doc/wps 是二进制格式，须按字节读取", "doc/wps is a binary format: read it as bytes")
    from lawcheck.readers import docx

    if data.startswith(b"PK"):  # newer versions of WPS write a docx under the old name
        return docx.read(data, path, meta)
    if not data.startswith((docx.OLE, b"{\\rtf")):
        raise ReadError(
            "不是 Word 或 WPS 文档，扩展名与内容不符或文件已损坏",
            "no Word or WPS document: broken, or of another type than its name says",
        )
    if _ENCRYPTED in data:
        raise ReadError(
            "文件设有打开密码，请解除密码后另存为 .docx", "the file has a password: remove it and save as .docx"
        )
    return docx.read(to_docx(data), path, meta)


def to_docx(data: bytes) -> bytes:
    """The bytes of a docx made by LibreOffice in a profile of its own, so that macros and settings stay out."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            "读取 .doc/.wps 需要 LibreOffice；请安装，或用 Word、WPS 另存为 .docx",
            "reading .doc/.wps takes LibreOffice: install it, or save as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="lawcheck-") as folder:
        source = Path(folder, "draft.doc")
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        _run(command)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise ReadError(
                "LibreOffice 无法打开此文件（若设有密码请先解除），请用 Word 或 WPS 另存为 .docx",
                "LibreOffice cannot open the file (has it a password?): save it as .docx",
            )
        return made.read_bytes()


def _run(command: list[str]) -> None:
    """Runs LibreOffice and waits; when it takes too long, ends it with all that it started."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as fault:
        raise ReadError(
            "LibreOffice 无法启动，请用 Word 或 WPS 另存为 .docx", "LibreOffice does not start: save the file as .docx"
        ) from fault
    try:
        process.wait(_TIMEOUT)
    except subprocess.TimeoutExpired as fault:
        raise ReadError(
            f"LibreOffice 转换超过 {_TIMEOUT} 秒，请用 Word 或 WPS 另存为 .docx",
            f"LibreOffice took more than {_TIMEOUT} seconds: save the file as .docx",
        ) from fault
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            process.wait()
