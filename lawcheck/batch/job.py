"""One draft to check, and its Review; a file that cannot be read spoils only itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.finding import Review
from lawcheck.model.profile import Profile
from lawcheck.model.ruleset import Ruleset
from lawcheck.readers import read
from lawcheck.registry import FORMATS, resolve


class Job(NamedTuple):
    """One draft to check: its path as shown, its text when that is already at hand (stdin), its rules and settings.

    `previous` is last year's report, for the rules that compare with it.
    """

    path: str
    rules: Ruleset
    settled: Mapping[str, tuple[Any, str]] = {}
    text: str | bytes | None = None
    format: str | None = None
    lang: str = "zh"
    previous: Document | None = None


def review_one(job: Job) -> Review:
    """The Review of one draft; `error` says why a draft could not be read or checked: it costs itself and no other."""
    try:
        document = read(job.path, text=job.text, format=job.format)
        # Resolved here: a draft whose Review is kept (see cache.py) needs no engine.
        profile = resolve("lawcheck.extractors.profile:infer")(document, job.settled)
        done: Review = resolve("lawcheck.engine:review")(document, job.rules, profile, job.lang, job.previous)
    except ReadError as error:
        return lost(job.path, error.say(job.lang))
    except Exception as error:  # noqa: BLE001 — of a reader or an extractor, perhaps a third party's; it is said
        return lost(job.path, failure(error))
    return done


def failure(error: Exception) -> str:
    """Why a draft could not be checked, where that is no fault of the draft's."""
    return f"检查出错：{type(error).__name__}: {error}"


def lost(path: str, reason: str) -> Review:
    """The Review of a draft of which nothing can be said."""
    return Review(None, Profile(), path=path, error=reason)


def reader_of(job: Job) -> str | None:
    """The reader of a job's file where it is one of ours and its name tells."""
    return job.format or FORMATS.get(os.path.splitext(job.path)[1].lower())  # noqa: PTH122 — for each of very many
