"""What sets findings aside besides the marks in a draft: side files and a baseline, found for each draft."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lawcheck.batch import Job
from lawcheck.cli.terminal import say
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review
from lawcheck.model.nearest import side_files

if TYPE_CHECKING:
    from lawcheck.suppressions.baseline import Entry
    from lawcheck.suppressions.sidefile import Placed


class Baselines:
    """The baseline files of a run, each read once. A draft is named by its path from the folder of its baseline."""

    def __init__(self) -> None:
        self._read: dict[str, dict[str, tuple[Entry, ...]]] = {}

    def entries(self, file: str, draft: str) -> tuple[Entry, ...]:
        """What a baseline knows of a draft; LawcheckError where the file is missing or none."""
        return self.files(file).get(inner(file, draft), ())

    def files(self, file: str, *, missing_ok: bool = False) -> dict[str, tuple[Entry, ...]]:
        """Everything a baseline holds."""
        if file not in self._read:
            from lawcheck.suppressions.baseline import loads

            try:
                data = Path(file).read_bytes()
            except FileNotFoundError:
                if missing_ok:
                    return {}
                raise LawcheckError(f"没有基线文件 {file}（用 lawcheck baseline write 写一份）") from None
            except OSError as error:
                raise LawcheckError(f"无法读取基线文件 {file}：{error.strerror}") from error
            self._read[file] = loads(data, file)
        return self._read[file]

    def gone(self) -> Iterator[tuple[str, str]]:
        """Each baseline that was read with each draft it knows that is there no more."""
        for file, drafts in self._read.items():
            for draft in drafts:
                if not (Path(file).parent / draft).exists():
                    yield file, draft


def inner(file: str, draft: str) -> str:
    """A draft's path from the folder that a file lies in, with /."""
    folder = os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120 — resolve() would follow links
    return os.path.relpath(os.path.abspath(draft), folder).replace(os.sep, "/")  # noqa: PTH100


class Ignores:
    """The side files of a run, each read once; it notes which of their entries were needed."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._files: dict[Path, tuple[Placed, ...]] = {}
        self._nearest = side_files()
        self._idle: dict[str, str] = {}
        self._used: set[str] = set()
        self._placed: set[str] = set()  # entries that spoke for a draft of this run

    def apply(self, review: Review, job: Job) -> Review:
        """The Review with what the nearest side file's entries cover set aside."""
        file = self._find(job)
        if file is None:
            return review
        from lawcheck.config.ignorefile import load
        from lawcheck.suppressions import sidefile

        if file not in self._files:
            self._files[file] = load(file, job.rules.known)
        here = [e for e in self._files[file] if sidefile.speaks_for(e.ignore, inner(str(file), job.path))]
        self._placed.update(e.at for e in here)
        made, used = sidefile.apply(review, here, self._today, job.lang)
        self._used |= used
        ran = {v.rule for v in review.verdicts if v.outcome in ("pass", "fail", "idle")}
        self._idle.update({e.at: e.ignore.rule for e in here if ran and _all_ran(e.ignore.rule, job, ran)})
        return made

    def load_all(self, jobs: Iterable[Job]) -> None:
        """Reads every side file of the run, so that a fault is told before anything is checked."""
        for job in jobs:
            file = self._find(job)
            if file is not None and file not in self._files:
                from lawcheck.config.ignorefile import load

                self._files[file] = load(file, job.rules.known)

    def unused(self) -> list[str]:
        """The entries that spoke for a draft of this run and covered nothing in any: place and rule."""
        return [f"{at} {rule}" for at, rule in sorted(self._idle.items()) if at not in self._used]

    def lost(self) -> Iterator[str]:
        """The entries whose path names no file that is there: place and path."""
        for file, entries in self._files.items():
            rest = [e for e in entries if e.at not in self._placed]
            there = list(_below(file.parent)) if rest else []
            for e in rest:
                from lawcheck.suppressions import sidefile

                if not any(sidefile.speaks_for(e.ignore, name) for name in there):
                    yield f"{e.at} {e.ignore.path}"

    def _find(self, job: Job) -> Path | None:
        return self._nearest.of(os.path.dirname(os.path.abspath(job.path)))  # noqa: PTH100, PTH120


def _below(folder: Path) -> Iterator[str]:
    """The files below a folder by their paths from it, with /; nothing hidden."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (inner(str(folder / "_"), os.path.join(root, name)) for name in names)  # noqa: PTH118


def _all_ran(word: str, job: Job, ran: set[str]) -> bool:
    from lawcheck.model.ruleset import names

    named = [rule for rule in job.rules.known if names(word, rule)]
    return bool(named) and all(rule in ran for rule in named)


class SetAside:
    """Passes Reviews on with their findings set aside; says at the end what no longer sets anything aside."""

    def __init__(self, jobs: list[Job], baseline: Mapping[str, str], today: date | None = None) -> None:
        self._jobs = {job.path: job for job in jobs}
        self._baseline = baseline
        self._baselines = Baselines()
        self._ignores = Ignores(today or date.today())
        self._ignores.load_all(jobs)
        for file in dict.fromkeys(baseline.values()):
            self._baselines.files(file)
        self._stale = 0

    def watch(self, reviews: Iterable[Review]) -> Iterator[Review]:
        for review in reviews:
            yield self.apply(review)
        self._tell()

    def apply(self, review: Review) -> Review:
        """The Review of a draft with what side file and baseline cover set aside."""
        job = self._jobs[review.path]
        review = self._ignores.apply(review, job)
        file = self._baseline.get(review.path)
        if file is None:
            return review
        from lawcheck.suppressions import baseline

        entries = self._baselines.entries(file, review.path)
        self._stale += len(baseline.compare(review, entries).stale)
        return baseline.apply(review, entries, job.lang)

    def _tell(self) -> None:
        if self._stale:
            say(f"基线中有 {self._stale} 条已不再出现（lawcheck baseline prune 清除）")
        for file, draft in self._baselines.gone():
            say(f"{file}：{draft} 已不存在（lawcheck baseline prune 清除）")
        for entry in self._ignores.unused():
            say(f"{entry}：没有对应的问题，可以删去")
        for entry in self._ignores.lost():
            say(f"{entry}：没有这个文件")
