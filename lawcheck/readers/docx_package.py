"""The zip behind a docx: its XML parts, within limits of size, ratio and depth and without entities."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from lawcheck.model.errors import ReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAX_ENTRIES = 10_000
_MAX_PART = 48 << 20  # bytes of XML; a report of a thousand pages has about 20 MB
_MAX_RATIO = 250  # repetitive XML shrinks to a hundredth, a bomb to a thousandth
_SMALL = 1 << 20  # below this no ratio is suspect
# ISO's strict flavour of the format differs in the names of its namespaces only.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class Package:
    """The parts of a docx by name; a part is parsed when it is asked for."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, EOFError, OSError) as fault:
            raise ReadError(
                "压缩包已损坏，请在 Word 或 WPS 中打开后重新保存",
                "the package is broken: open it in Word or WPS and save it again",
            ) from fault
        if len(self._zip.infolist()) > _MAX_ENTRIES:
            raise ReadError(
                f"压缩包内文件过多（{len(self._zip.infolist())} 个），拒绝读取",
                f"too many files in the package ({len(self._zip.infolist())})",
            )
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        self.main = self._main()

    def _main(self) -> str:
        """The name of the part that holds the text."""
        found = [target for kind, target in self._links("_rels/.rels", "").values() if kind == "officeDocument"]
        name = next((t for t in [*found, "word/document.xml"] if t.lower() in self._names), None)
        if name is None or not self._root_is_document(name):
            raise ReadError(
                "不是 Word 文档：压缩包内没有正文（word/document.xml）",
                "no Word document: the package has no word/document.xml",
            )
        return name

    def _root_is_document(self, name: str) -> bool:
        return name.lower().endswith(".xml") and self.part(name).tag == f"{W}document"

    def part(self, name: str) -> Any:
        """The root element of a part; None when the package has no such part."""
        info = self._names.get(name.lower())
        return None if info is None else _parse(self._read(info), name)

    def related(self, kind: str) -> dict[str, str]:
        """The parts of a kind (styles, numbering, header, …) that the main part refers to, by relation id."""
        folder, base = posixpath.split(self.main)
        links = self._links(posixpath.join(folder, "_rels", f"{base}.rels"), folder)
        return {key: target for key, (of, target) in links.items() if of == kind and target.lower() in self._names}

    def _links(self, name: str, folder: str) -> dict[str, tuple[str, str]]:
        """The relations a .rels part lists: kind and target by id; external targets are left out."""
        root = self.part(name)
        links = {}
        for link in [] if root is None else root:
            target = link.get("Target") if isinstance(link.tag, str) else None
            if target and link.get("TargetMode") != "External":
                full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = (link.get("Type") or "").rpartition("/")[2]
                links[link.get("Id") or ""] = (kind, posixpath.normpath(full))
        return links

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, never more than the limit, whatever its header claims."""
        if info.flag_bits & 0x1:
            raise ReadError(
                "压缩包设有密码，请解除密码后重新保存", "the package has a password: remove it and save again"
            )
        try:
            with self._zip.open(info) as stream:
                data = stream.read(_MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as f:
            raise ReadError(
                f"压缩包已损坏（{info.filename}），请在 Word 或 WPS 中打开后重新保存",
                f"the package is broken ({info.filename}): open it in Word or WPS and save it again",
            ) from f
        if len(data) > _MAX_PART:
            raise ReadError(
                f"{info.filename} 解压后超过 {_MAX_PART >> 20} MB，拒绝读取",
                f"{info.filename} unpacks to more than {_MAX_PART >> 20} MB",
            )
        if len(data) > _SMALL and len(data) > _MAX_RATIO * max(1, info.compress_size):
            raise ReadError(
                f"{info.filename} 的压缩比异常（疑似压缩炸弹），拒绝读取",
                f"{info.filename} is packed suspiciously well (a zip bomb?)",
            )
        return data


def _parse(data: bytes, name: str) -> Any:
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise ReadError(f"{name} 不是完好的 XML：{_reason(fault)}", f"{name} is no sound XML") from fault
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"{name} 带有 DTD（疑似实体攻击），拒绝读取", f"{name} has a DTD (an attack by entities?)")
    return root


def _reason(fault: Exception) -> str:
    text = str(fault)
    if "depth" in text.lower():
        return "嵌套过深"
    if "huge" in text.lower() or "too long" in text.lower():
        return "单段文本过大"
    return f"已损坏（{text[:80]}）"
