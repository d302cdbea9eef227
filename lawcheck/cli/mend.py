"""`check --fix` and `--diff`: fixes written to the drafts, or shown as one patch."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from lawcheck.batch import Job, Mended, mend
from lawcheck.cli.terminal import say
from lawcheck.model.finding import Review

Aside = Callable[[Review], Review]


def fixed(
    jobs: Iterable[Job], *, unsafe: bool, aside: Aside, pass_on: Callable[[bytes], object], summary: bool = True
) -> Iterator[Review]:
    """Mends the drafts in place and yields the Review of what is left; says on the error output what was done.

    What `aside` sets aside is left as it is. A draft that is no file (standard input) is given to `pass_on`, mended or
    as it came: whoever reads the output in its place loses nothing. `summary`: how much was mended is said at the end.
    """
    edits = files = 0
    for job in jobs:
        mended = mend(job, unsafe=unsafe, aside=aside)
        if job.text is not None:
            pass_on(_encoded(mended, job.text if isinstance(job.text, bytes) else job.text.encode()))
        elif mended.edits:
            path = Path(job.path)
            path.write_bytes(_encoded(mended, path.read_bytes()))
        edits, files = edits + mended.edits, files + bool(mended.edits)
        if mended.beyond:
            say(f"{job.path}：有 {mended.beyond} 处可改，但这种格式不能直接改写（Word 可用 lawcheck annotate --fix）")
        yield mended.review
    if summary:
        say(f"已修改 {files} 份文件、{edits} 处")


def diff(jobs: Iterable[Job], *, unsafe: bool, aside: Aside) -> Iterator[tuple[Review, str]]:
    """The patch that `--fix` would make of each draft, with the Review of what would be left."""
    for job in jobs:
        mended = mend(job, unsafe=unsafe, aside=aside)
        lines = unified_diff(
            mended.before.splitlines(keepends=True), mended.after.splitlines(keepends=True), job.path, job.path
        )
        yield mended.review, "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def _encoded(mended: Mended, old: bytes) -> bytes:
    """The mended text in the encoding, with the byte-order mark, of the bytes it was read from; those where it is as it was."""
    if not mended.edits:
        return old
    from lawcheck.readers.decode import decode

    if old.startswith(BOM_UTF16_BE):
        return BOM_UTF16_BE + mended.after.encode("utf-16-be")
    encoding = "utf-8-sig" if old.startswith(BOM_UTF8) else decode(old)[1]
    return mended.after.encode(encoding)
