"""Where Reviews go: each `--format NAME[=FILE]` with its formatter, written as text or as bytes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from msgspec import Struct
from msgspec.structs import replace

from lawcheck.formatters import Options, wants_color
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.registry import FORMATTERS, STATISTICS, find, names, resolve


class Output(Struct, frozen=True):
    """One --format: its name, its `render`, and the file it goes to (None: standard output)."""

    name: str
    render: Any
    file: Path | None


def formatter(name: str) -> Any:
    """The `render` of an output format; names are listed only for the error, for that reads every entry point."""
    try:
        return find("formatters", FORMATTERS, name)
    except KeyError:
        known = "、".join(names("formatters", FORMATTERS))
        raise LawcheckError(f"没有输出格式 {name}（可用：{known}）") from None


def output(form: str, statistics: bool = False) -> Output:
    """What one --format says; LawcheckError for an unknown name, and for a format of bytes without a file.

    `statistics`: of the counts by rule, which not every format has a form for.
    """
    name, _, file = form.partition("=")
    render = formatter(name)
    if statistics and name not in STATISTICS:
        raise LawcheckError(f"--statistics 只能以 {'、'.join(STATISTICS)} 输出，不能用 {name}")
    if statistics:
        render = resolve(STATISTICS[name])
    if not file and getattr(render, "binary", False):
        raise LawcheckError(f"{name} 是二进制格式，须写到文件：--format {name}=文件.{name}")
    return Output(name, render, Path(file) if file else None)


def write(
    outputs: list[Output],
    reviews: Iterable[Review],
    options: Options,
    hear: Callable[[str], None] | None = None,
    stream: TextIO | None = None,
) -> None:
    """Writes each output, to its file or the stream (standard output); a single one as the reviews come, several after
    all are there, and files first: they are written whatever becomes of the stream.

    `hear` is told what goes to the stream.
    """
    stream = stream or sys.stdout
    reviews = map(_sayable, reviews)
    if len(outputs) > 1:
        reviews = list(reviews)
    color = wants_color(stream.isatty(), dict(os.environ))
    begun = []
    for one in outputs:
        shown = replace(options, color=color and one.name == "text" and one.file is None)
        chunks = one.render(reviews, shown)
        begun.append((one.file, _begun(chunks) if one.file else chunks))
    for file, chunks in begun:
        if file:
            _to_file(file, chunks)
    for chunk in chain.from_iterable(chunks for file, chunks in begun if not file):
        stream.write(chunk)
        if hear:
            hear(chunk)


def _begun(chunks: Iterator[Any]) -> Iterator[Any]:
    """The same chunks, the first of them made: what a format lacks is said before any file is written."""
    return chain([next(chunks, "")], chunks)


def _to_file(file: Path, chunks: Iterator[str | bytes]) -> None:
    try:
        target = file.open("wb")
    except OSError as error:
        raise LawcheckError(f"无法写入 {file}：{error.strerror}") from error
    with target:
        target.writelines(chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in chunks)


def _sayable(review: Review) -> Review:
    """The Review under a path that can be written: a file name that is no UTF-8 with � in it."""
    try:
        review.path.encode()
    except UnicodeEncodeError:
        return replace(review, path=review.path.encode(errors="surrogateescape").decode(errors="replace"))
    return review
