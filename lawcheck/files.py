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
STDIN_NAME = "<stdin>"  # what it is called where it is told of; a text without a suffix is read as Markdown
_GLOB = frozenset("*?[")
# What a folder's walk never takes: lock files of Word and LibreOffice beside an open draft.
_LOCKS = ("~$", ".~lock.")
# Documents that no reader of ours takes: a report may lie among them, so that a walk says that it passed them over.
# No images, code, settings or archives: nobody expects those to be checked.
UNREAD = frozenset(
    (".rtf", ".odt", ".ods", ".ofd", ".uof", ".uot", ".dot", ".dotx", ".wpt", ".et", ".xls", ".xlsx", ".csv", ".pages",
     ".mht")
)  # fmt: skip
ANNOTATED = "-批注"  # what `lawcheck annotate` puts behind the name of a draft, unless it is told another


class Found(NamedTuple):
    """Paths as they were named or found, each file once; `empty` the folders that held nothing to check.

    What a walk passed over though it is a document: `unread` for its type, `copies` as an annotated copy of a draft beside
    it.
    """

    paths: list[str]
    empty: list[str]
    unread: list[str]
    copies: list[str]


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
    empty: list[str] = []
    unread: dict[str, str] = {}
    copies: dict[str, str] = {}

    def pass_over(path: str) -> None:
        kind = unread if _suffix(path) in UNREAD else copies
        kind.setdefault(os.path.abspath(path), path)  # noqa: PTH100

    for given in inputs:
        for name in _expand(os.fspath(given)):
            if name == STDIN or not os.path.isdir(name):  # noqa: PTH112
                found = [name]
            else:
                found = list(_walk(name, excluded, gitignore, pass_over))
                if not found:
                    empty.append(name)
            for path in found:
                paths.setdefault(path if path == STDIN else os.path.abspath(path), path)  # noqa: PTH100
    left_out = ([path for whole, path in kind.items() if whole not in paths] for kind in (unread, copies))
    return Found(list(paths.values()), empty, *left_out)


def _expand(given: str) -> list[str]:
    """A glob that no shell expanded, as the paths it matches; anything else, and a glob without a match, as it is."""
    if given == STDIN or _GLOB.isdisjoint(given) or os.path.lexists(given):
        return [given]
    from glob import glob

    return sorted(glob(given, recursive=True)) or [given]  # noqa: PTH207 — keeps relative paths relative


def _walk(
    folder: str, excluded: Callable[[str, bool], bool], gitignore: bool, pass_over: Callable[[str], None]
) -> Iterator[str]:
    """Drafts below a folder by name, folder by folder; hidden ones are left out, links to folders not followed.

    `pass_over` is told of documents that are not taken. A folder that cannot be listed is yielded itself: reading it will
    say why.
    """
    from pathlib import Path  # here: for drafts named one by one it would take longer to load than they to look up

    closed: list[str] = []
    ignore = _Ignore(Path(folder)) if gitignore else None
    suffixes = frozenset(FORMATS) - {""} | UNREAD  # a file without suffix is taken only when it is named
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        if ignore:
            ignore.enter(Path(root))

        def out(name: str, is_folder: bool, root: str = root) -> bool:
            path = os.path.join(root, name)  # noqa: PTH118 — for each of very many
            return excluded(path, is_folder) or bool(ignore and ignore.ignores(path, is_folder))

        folders[:] = sorted(name for name in folders if not name.startswith(".") and not out(name, True))
        taken = [
            name
            for name in sorted(names)
            if not name.startswith((".", *_LOCKS)) and _suffix(name) in suffixes and not out(name, False)
        ]
        there = set(taken)
        for name in taken:
            path = os.path.join(root, name)  # noqa: PTH118 — as named: ./a stays ./a
            if _suffix(name) in UNREAD or _annotated(name) in there:
                pass_over(path)
            else:
                yield path
    yield from closed


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 — of each of very many


def _annotated(name: str) -> str:
    """The name of the draft of which a file is the annotated copy; "" when its name is no such copy's.

    By the name, and only where the draft lies beside it: a copy that somebody went on writing in is a draft.
    """
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    return stem.removesuffix(ANNOTATED) + suffix if stem.endswith(ANNOTATED) else ""


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
