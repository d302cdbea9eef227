"""Floor 3: which files a run takes: files, folders, globs and "-", in an order that never changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from lawcheck.model.gitignore import git_spec
from lawcheck.registry import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

STDIN = "-"
_GLOB = frozenset("*?[")
# What a folder's walk never takes: lock files of Word and LibreOffice beside an open draft.
_LOCKS = ("~$", ".~lock.")


class Found(NamedTuple):
    """Paths as they were named or found, each file once; `empty` the folders that held nothing to check."""

    paths: list[str]
    empty: list[str]


def collect(
    inputs: Iterable[str | os.PathLike[str]],
    excluded: Callable[[str, bool], bool] = lambda path, is_folder: False,
    *,
    gitignore: bool = True,
) -> Found:
    """The files that the inputs name. One named outright is taken whatever it is, even when it is not there.

    excluded   asked for each path met on a walk (path, is_folder): True leaves it out
    gitignore  files that git ignores are left out of a walk
    """
    paths: dict[str, str] = {}
    empty = []
    for given in inputs:
        for name in _expand(os.fspath(given)):
            if name == STDIN or not os.path.isdir(name):  # noqa: PTH112
                found = [name]
            else:
                found = list(_walk(name, excluded, gitignore))
                if not found:
                    empty.append(name)
            for path in found:
                paths.setdefault(path if path == STDIN else os.path.abspath(path), path)  # noqa: PTH100
    return Found(list(paths.values()), empty)


def _expand(given: str) -> list[str]:
    """A glob that no shell expanded, as the paths it matches; anything else, and a glob without a match, as it is."""
    if given == STDIN or _GLOB.isdisjoint(given) or os.path.lexists(given):
        return [given]
    from glob import glob

    return sorted(glob(given, recursive=True)) or [given]  # noqa: PTH207 — keeps relative paths relative


def _walk(folder: str, excluded: Callable[[str, bool], bool], gitignore: bool) -> Iterator[str]:
    """Drafts below a folder by name, folder by folder; hidden ones are left out, links to folders not followed.

    A folder that cannot be listed is yielded itself: reading it will say why.
    """
    from pathlib import Path  # here: for drafts named one by one it would take longer to load than they to look up

    closed: list[str] = []
    ignore = _Ignore(Path(folder)) if gitignore else None
    suffixes = frozenset(FORMATS) - {""}  # a file without suffix is taken only when it is named
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        if ignore:
            ignore.enter(Path(root))

        def out(name: str, is_folder: bool, root: str = root) -> bool:
            path = os.path.join(root, name)  # noqa: PTH118 — for each of very many
            return excluded(path, is_folder) or bool(ignore and ignore.ignores(path, is_folder))

        folders[:] = sorted(name for name in folders if not name.startswith(".") and not out(name, True))
        for name in sorted(names):
            if name.startswith((".", *_LOCKS)) or os.path.splitext(name)[1].lower() not in suffixes:  # noqa: PTH122
                continue
            if not out(name, False):
                yield os.path.join(root, name)  # noqa: PTH118 — as named: ./a stays ./a
    yield from closed


class _Ignore:
    """The .gitignore files that hold for a walk: those of the repository above the folder, and those met on the way."""

    def __init__(self, folder: Path) -> None:
        self._specs: dict[Path, Any] = {}
        top = folder.resolve()
        above = [top, *top.parents]
        repository = next((i for i, place in enumerate(above) if (place / ".git").exists()), 0)
        for place in above[1 : repository + 1]:
            self.enter(place)

    def enter(self, folder: Path) -> None:
        """Reads a folder's own .gitignore, if it has one."""
        file = folder / ".gitignore"
        if file.is_file():
            try:
                lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            except OSError:
                return  # git would not know either what stands there
            self._specs[folder.resolve()] = git_spec(lines)

    def ignores(self, path: str, is_folder: bool) -> bool:
        """Whether git would: the deepest .gitignore that says anything of a path decides."""
        if not self._specs:
            return False
        from pathlib import Path

        whole = Path(path).parent.resolve() / Path(path).name
        for folder in whole.parents:
            spec = self._specs.get(folder)
            if spec is not None:
                said = spec.check_file(whole.relative_to(folder).as_posix() + "/" * is_folder).include
                if said is not None:
                    return bool(said)
        return False
