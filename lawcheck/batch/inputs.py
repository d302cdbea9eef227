"""What a corpus consists of: files, folders and globs, JSON Lines, Parquet, by path or by fsspec URL, cut into parts.

A Part says where its documents are; only whoever works on it reads them. So parts travel cheaply, and a corpus is never
in memory as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import Struct

from lawcheck.batch.remote import Missing, filesystem, is_url, need, open_bytes
from lawcheck.files import Found, collect
from lawcheck.model.errors import LawcheckError
from lawcheck.model.profile import FIELDS, settled

LINES, COLUMNS = (".jsonl", ".ndjson"), (".parquet", ".pq")


class Item(NamedTuple):
    """One document: its id, where or what it is, and what its row says of its Profile; `error`: why it is none."""

    id: str
    path: str = ""
    text: str | bytes | None = None
    format: str | None = None
    settled: dict[str, Any] = {}
    error: str = ""


class Part(Struct, frozen=True):
    """Some documents of the corpus.

    form   files: `paths`, relative to `base` · jsonl: `count` lines of a file from byte `start` on, the first of them
           being line `line` (0-based) · parquet: `count` rows of a file from row `line` on
    state  of the files when the plan was made (size and time): a part whose files have changed is another part
    """

    form: Literal["files", "jsonl", "parquet"]
    paths: tuple[str, ...]
    base: str
    start: int = 0
    line: int = 0
    count: int = 0
    state: str = ""


def parts(inputs: Iterable[str], size: int, met: Callable[[Found], object] = lambda found: None) -> Iterator[Part]:
    """The corpus in parts of at most `size` documents, in an order that does not change; `met` is told of each walk."""
    base = os.getcwd()  # noqa: PTH109
    plain: list[str] = []
    tables: list[str] = []
    for path in _expanded(inputs, met):
        (tables if path.lower().endswith((*LINES, *COLUMNS)) else plain).append(path)
    for at in range(0, len(plain), size):
        chosen = tuple(plain[at : at + size])
        yield Part("files", chosen, base, count=len(chosen), state=_state(chosen))
    for path in tables:
        yield from (_lines if path.lower().endswith(LINES) else _rows)(path, base, size)


def items(part: Part) -> Iterator[Item]:
    """The documents of a part; what cannot be had is an Item with its `error`."""
    if part.form == "files":
        for path in part.paths:
            yield _file(path, part.base)
        return
    path = part.paths[0] if is_url(part.paths[0]) else os.path.join(part.base, part.paths[0])  # noqa: PTH118
    name = part.paths[0]
    records = _read_lines(path, part) if part.form == "jsonl" else _read_rows(path, part)
    for number, record in enumerate(records, part.line + 1):
        yield _item(record, f"{name}:{number}", part.base)


def _expanded(inputs: Iterable[str], met: Callable[[Found], object]) -> Iterator[str]:
    """Every file that the inputs name, each once."""
    seen: set[str] = set()
    for given in inputs:
        if is_url(given):
            system, inner = filesystem(given)
            if any(mark in given for mark in "*?["):
                found = sorted(system.glob(inner))
            else:
                found = sorted(system.find(inner)) if system.isdir(inner) else [inner]
            named = [system.unstrip_protocol(path) for path in found]
        else:
            collected = collect([given])
            if collected.empty:
                raise LawcheckError(f"{given}：没有可检查的文件")
            met(collected)
            named = collected.paths
        for path in named:
            if path not in seen:
                seen.add(path)
                yield path


def _state(paths: Iterable[str]) -> str:
    digest = blake2b(digest_size=12)
    for path in paths:
        try:
            if is_url(path):
                system, inner = filesystem(path)
                digest.update(str(system.ukey(inner)).encode())
            else:
                found = os.stat(path)  # noqa: PTH116 — of very many files
                digest.update(f"{found.st_size} {found.st_mtime_ns}".encode())
        except (OSError, ValueError):
            digest.update(b"?")
    return digest.hexdigest()


def _lines(path: str, base: str, size: int) -> Iterator[Part]:
    """A JSON Lines file cut where lines end; read through once to find these places."""
    state, start, line = _state([path]), 0, 0
    try:
        with open_bytes(path) as file:
            while chunk := list(islice(file, size)):
                yield Part("jsonl", (path,), base, start, line, len(chunk), state)
                start, line = start + sum(map(len, chunk)), line + len(chunk)
    except OSError as error:
        raise LawcheckError(f"{path}：{error.strerror or error}") from error


def _rows(path: str, base: str, size: int) -> Iterator[Part]:
    arrow = need("pyarrow.parquet", "parquet")
    try:
        with open_bytes(path) as file:
            rows = arrow.ParquetFile(file).metadata.num_rows
    except (OSError, ValueError) as error:  # pyarrow's faults are ValueErrors
        raise LawcheckError(f"{path}：{error}") from error
    state = _state([path])
    for at in range(0, rows, size):
        yield Part("parquet", (path,), base, 0, at, min(size, rows - at), state)


def _read_lines(path: str, part: Part) -> Iterator[dict[str, Any] | str]:
    with open_bytes(path) as file:
        file.seek(part.start)
        for line in islice(file, part.count):
            try:
                record = msgspec.json.decode(line)
                yield record if isinstance(record, dict) else "这一行不是 JSON 对象"
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                yield f"这一行不是 JSON：{error}"


def _read_rows(path: str, part: Part) -> Iterator[dict[str, Any]]:
    """Rows from `line` on: row groups before are skipped, batches keep memory small."""
    arrow = need("pyarrow.parquet", "parquet")
    with open_bytes(path) as source:
        file = arrow.ParquetFile(source)
        wanted = [c for c in file.schema_arrow.names if c in ("id", "text", "path", "format", *FIELDS)]
        skip, groups = part.line, list(range(file.metadata.num_row_groups))
        while groups and skip >= (rows := file.metadata.row_group(groups[0]).num_rows):
            skip -= rows
            groups.pop(0)
        left = part.count
        for batch in file.iter_batches(
            batch_size=max(1, part.count), row_groups=groups, columns=wanted, use_threads=False
        ):
            if skip >= len(batch):
                skip -= len(batch)
                continue
            rows = batch.slice(skip, left).to_pylist()
            yield from rows
            skip, left = 0, left - len(rows)
            if not left:
                return


def _file(path: str, base: str) -> Item:
    if not is_url(path):
        return Item(path, os.path.join(base, path))  # noqa: PTH118
    try:
        with open_bytes(path) as file:
            return Item(path, path, file.read())
    except (OSError, Missing) as error:
        return Item(path, path, error=f"无法读取：{error}")


def _item(record: dict[str, Any] | str, place: str, base: str) -> Item:
    """A row as a document; without an id it is named after its place."""
    if isinstance(record, str):
        return Item(place, error=record)
    name = str(record["id"]) if record.get("id") is not None else place
    try:
        said = {key: settled(key, record[key]) for key in FIELDS if record.get(key) not in (None, "")}
    except LawcheckError as error:
        return Item(name, error=str(error))
    text, path, format = record.get("text"), record.get("path"), record.get("format")
    if isinstance(text, str):
        return Item(name, name, text, format or "plain", said)
    if isinstance(path, str):
        found = _file(path, base)
        return found._replace(id=name, format=format, settled=said)
    return Item(name, error="这一行没有 text，也没有 path")
