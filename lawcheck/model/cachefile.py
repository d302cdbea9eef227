"""Ground: files of the user's cache, written so that no reader ever sees half of one."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from lawcheck.model.patterns import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

RESULTS = "results"  # the folder of the results that are kept, below that of the cache
RUN = ".run"  # what the record of a whole run ends in (cli/again.py); that of a draft ends in nothing
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by lawcheck; may be deleted (lawcheck cache clear).\n"


def results() -> Path:
    """The folder of the results that are kept."""
    return cache_folder() / RESULTS


def put(target: Path, data: bytes) -> None:
    """Writes a file of the cache; OSError where it cannot be written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def put_result(root: Path, target: Path, data: bytes) -> None:
    """Writes a result below the folder of results, which nobody else may read: results quote drafts."""
    if not root.is_dir():
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        (root / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")
    put(target, data)
