"""`check --fix` and `--diff`: fixes written to the drafts, or shown as one patch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from lawcheck.batch import Job, Mended, mend
from lawcheck.cli.terminal import say
from lawcheck.model.finding import Review

Aside = Callable[[Review], Review]


def fixed(jobs: Iterable[Job], *, unsafe: bool, aside: Aside) -> Iterator[Review]:
    """Mends the drafts in place and yields the Review of what is left; says on the error output what was done.

    What `aside` sets aside is left as it is.
    """
    edits = files = 0
    for job in jobs:
        mended = mend(job, unsafe=unsafe, aside=aside)
        if mended.edits:
            _write(job, mended)
            edits, files = edits + mended.edits, files + 1
        elif mended.beyond:
            say(f"{job.path}：有 {mended.beyond} 处可改，但这种格式不能直接改写（Word 可用 lawcheck annotate --fix）")
        yield mended.review
    say(f"已修改 {files} 份文件、{edits} 处")


def diff(jobs: Iterable[Job], *, unsafe: bool, aside: Aside) -> Iterator[tuple[Review, str]]:
    """The patch that `--fix` would make of each draft, with the Review of what would be left."""
    for job in jobs:
        mended = mend(job, unsafe=unsafe, aside=aside)
        lines = unified_diff(
            mended.before.splitlines(keepends=True), mended.after.splitlines(keepends=True), job.path, job.path
        )
        yield mended.review, "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def _write(job: Job, mended: Mended) -> None:
    """The mended text in the encoding, with the byte-order mark, that the draft had; - goes to standard output."""
    if job.text is not None:
        sys.stdout.write(mended.after)
        return
    path = Path(job.path)
    old = path.read_bytes()
    from lawcheck.readers.decode import decode

    encoding = "utf-8-sig" if old.startswith(b"\xef\xbb\xbf") else decode(old)[1]
    path.write_bytes(mended.after.encode(encoding))
