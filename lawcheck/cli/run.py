"""What `lawcheck check` does once its words are parsed; also reached without click (cli.plain)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from lawcheck.batch import Job, Store, review_many
from lawcheck.cli.ahead import compiled_beside
from lawcheck.cli.aside import SetAside
from lawcheck.cli.output import output, write
from lawcheck.cli.plan import Words, plan
from lawcheck.cli.terminal import say, terminal_width
from lawcheck.files import STDIN
from lawcheck.formatters import Options
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.model.rule import Severity

FOR_PEOPLE = ("text", "concise")  # formats among whose lines a further one does no harm
PROGRESS_FROM = 20  # files; fewer are done before a bar could be read


class Effort(Struct, frozen=True):
    """How to go about it, which changes nothing of what is found: processes at most, and whether results are kept."""

    jobs: int = 1
    cache: bool = False


PLAIN = Effort()


def run(
    words: Words,
    forms: tuple[str, ...],
    fixing: bool | None = None,
    effort: Effort = PLAIN,
    hear: Callable[[str], None] | None = None,
    **shown: bool,
) -> int:
    """Checks (and mends first, unless `fixing` is None; unsafely when it is True), writes, returns the exit code.

    `hear` is told what is written to standard output. Where that is for a mended draft, which came by standard input,
    the report goes to the error output.
    """
    with compiled_beside():
        made = plan(words)
    for folder in made.empty:
        say(f"{folder}：没有可检查的文件")
    outputs = [output(form, shown.get("statistics", False)) for form in forms or (made.format,)]
    options = Options(lang="en" if made.lang == "en" else "zh", width=terminal_width(), **shown)
    seen = _Seen(made.fail_on)
    texts: list[bytes] = []
    piped = fixing is not None and any(job.text is not None for job in made.jobs)
    if fixing is None:
        reviews = _with_progress(made.jobs, Effort(effort.jobs, effort.cache and made.cache))
    else:
        from lawcheck.cli.mend import fixed

        # A report for a machine is alone on its stream.
        summary = not piped or all(one.file or one.name in FOR_PEOPLE for one in outputs)
        aside = SetAside(made.jobs, made.baseline).apply
        reviews = fixed(made.jobs, unsafe=fixing, aside=aside, pass_on=texts.append, summary=summary)
    reviews = seen.watch(SetAside(made.jobs, made.baseline).watch(reviews))
    write(outputs, reviews, options, hear, sys.stderr if piped else sys.stdout)
    if piped:  # last, so that a reader who leaves costs nothing else
        sys.stdout.flush()
        sys.stdout.buffer.write(b"".join(texts))
    return seen.code


def keep_watch(words: Words, forms: tuple[str, ...], fixing: bool | None, effort: Effort, **shown: bool) -> int:
    """Checks on every save; mending would be a save of its own, and standard input is read but once."""
    if fixing is not None or STDIN in words.paths:
        raise LawcheckError("--watch 不能与 --fix 或标准输入同用")
    from lawcheck.cli.watch import watch

    written = [Path(form.partition("=")[2]) for form in forms if "=" in form]
    return watch(words.paths, written, lambda: run(words, forms, None, effort, None, **shown))


def show_diff(words: Words, unsafe: bool) -> int:
    """Writes one patch; 1 when it is not empty, 3 when a draft could not be read."""
    from lawcheck.cli.mend import diff

    code = 0
    made = plan(words)
    for review, patch in diff(made.jobs, unsafe=unsafe, aside=SetAside(made.jobs, made.baseline).apply):
        sys.stdout.write(patch)
        code = max(code, int(bool(patch)))
        if review.error:
            say(f"{review.path}：{review.error}")
            code = 3
    return code


class _Seen:
    """Looks at each Review as it passes to the formatter, for the exit code."""

    def __init__(self, fail_on: dict[str, Severity]) -> None:
        self._fail_on = fail_on
        self._failed = False
        self._complete = True

    def watch(self, reviews: Iterable[Review]) -> Iterator[Review]:
        for review in reviews:
            limit = self._fail_on[review.path]
            self._failed |= limit is not Severity.OFF and review.worst().rank >= limit.rank
            self._complete &= review.complete
            yield review

    @property
    def code(self) -> int:
        return 3 if not self._complete else int(self._failed)


def _with_progress(jobs: list[Job], effort: Effort) -> Iterator[Review]:
    """Reviews, with a bar on the error output when there are many and a person is watching."""
    reviews = review_many(jobs, effort.jobs, Store() if effort.cache else None)
    if len(jobs) < PROGRESS_FROM or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from reviews
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(reviews, "检查", len(jobs), console=Console(stderr=True), transient=True)
