"""`check --changed-since REV`: of the drafts of a run those that git says were changed since, or are untracked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from lawcheck.model.errors import LawcheckError


def changed_since(revision: str, paths: Iterable[str]) -> set[str]:
    """Those of the paths that changed since a revision; LawcheckError where git or the revision is not there."""
    tops: dict[Path, set[str]] = {}
    nearest: dict[Path, Path] = {}
    found = set()
    for path in paths:
        folder = Path(path).resolve().parent
        if folder not in nearest:
            nearest[folder] = Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n")).resolve()
        top = nearest[folder]
        if top not in tops:
            tops[top] = _changed(top, revision)
        if os.fspath(Path(path).resolve().relative_to(top)) in tops[top]:
            found.add(path)
    return found


def _changed(top: Path, revision: str) -> set[str]:
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    listed = _git(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", commit, "--")
    untracked = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return {name for name in (listed + untracked).split("\0") if name}


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise LawcheckError("--changed-since 需要 git，这台机器上没有") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().partition("\n")[0] or f"没有这个版本：{words[-1].partition('^')[0]}"
        raise LawcheckError(f"--changed-since：{said}")
    return os.fsdecode(done.stdout)
