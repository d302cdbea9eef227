"""A folder for results, on a disk or behind an fsspec URL, in which a file is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from lawcheck.batch.remote import filesystem, is_url


class Folder(Protocol):
    """Names are relative to the folder, with slashes."""

    def write(self, name: str, data: bytes) -> None: ...

    def read(self, name: str) -> bytes | None:
        """None when there is no such file."""

    def names(self, below: str) -> list[str]:
        """The names of the files in a folder of it, sorted."""

    def remove(self, name: str) -> None: ...


def folder(where: str) -> Folder:
    return _Remote(where) if is_url(where) else _Local(where)


class _Local:
    def __init__(self, where: str) -> None:
        self._root = Path(where).absolute()

    def write(self, name: str, data: bytes) -> None:
        target = self._root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(target)

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None

    def names(self, below: str) -> list[str]:
        inner = self._root / below
        return sorted(f"{below}/{file.name}" for file in inner.iterdir()) if inner.is_dir() else []

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)


class _Remote:
    """Object stores show a file when it is whole; other file systems are trusted to."""

    def __init__(self, where: str) -> None:
        self._system, self._root = filesystem(where)

    def write(self, name: str, data: bytes) -> None:
        path = f"{self._root}/{name}"
        self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(path, data)

    def read(self, name: str) -> bytes | None:
        try:
            data: bytes = self._system.cat_file(f"{self._root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def names(self, below: str) -> list[str]:
        try:
            found = self._system.ls(f"{self._root}/{below}", detail=False)
        except FileNotFoundError:
            return []
        return sorted(f"{below}/{path.rpartition('/')[2]}" for path in found)

    def remove(self, name: str) -> None:
        if self._system.exists(f"{self._root}/{name}"):
            self._system.rm_file(f"{self._root}/{name}")
