"""Ground: regular expressions whose compiled code is kept from run to run.

Half of a short run went into parsing some 450 patterns that never change. What the two engines make of a pattern (a list
of numbers) is kept in the user's cache, under the Python and the regex it was made with, with a checksum; an engine builds its
pattern object from it in microseconds. A missing, broken or foreign file costs the time to parse, and nothing else.
"""

from __future__ import annotations

import atexit
import marshal
import os
import re
import sys
from _thread import allocate_lock  # threading itself would be one more module to load
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from lawcheck.model.digest import SIZE, digest

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 3  # raise when the file changes its meaning
MOST = 8000  # patterns kept; a store that grew past it is begun anew


def cache_folder() -> Path:
    """Where lawcheck keeps what can be made again: $LAWCHECK_CACHE, else the user's cache folder."""
    from pathlib import Path

    return Path(cache_place())


def cache_place() -> str:
    """The same as text: pathlib takes longer to load than an unchanged draft to look up."""
    chosen = os.environ.get("LAWCHECK_CACHE")
    if chosen:
        return chosen
    home = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    folder = home or os.path.expanduser("~" if sys.platform == "win32" else "~/.cache")  # noqa: PTH111 — never raises
    # A user without a home has no folder of his own to keep anything in: nothing can be written below a device.
    return os.path.join(os.devnull if folder.startswith("~") else folder, "lawcheck")  # noqa: PTH118


def _place() -> str:
    """The file of what this Python keeps."""
    version = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{FORMAT}"
    return os.path.join(cache_place(), f"patterns-{version}.bin")  # noqa: PTH118


class Store:
    """Code by (engine, pattern, flags). Read when first asked, written at exit when something was added.

    Each code is marshalled by itself: a run asks for half of them.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, int], bytes] | None = None
        self._first = allocate_lock()
        self._file = ""
        self._grown = False

    def get(self, key: tuple[str, str, int]) -> tuple[Any, ...] | None:
        if self._kept is None:
            with self._first:  # of two threads that find nothing read, the second would drop what the first had put
                if self._kept is None:
                    self._kept = self._read()
        code = self._kept.get(key)
        return marshal.loads(code) if code is not None else None

    def put(self, key: tuple[str, str, int], code: tuple[Any, ...]) -> None:
        if self._kept is None or len(self._kept) >= MOST:
            self._kept = {}
        if not self._grown:
            self._grown = True
            atexit.register(self._write, os.getpid())
        self._kept[key] = marshal.dumps(tuple(map(_plain, code)))

    def look_again(self) -> None:
        """Takes in what another process has written since."""
        if self._kept is not None:
            self._kept = self._read() | self._kept

    def keep(self) -> None:
        """Writes now what would be written at exit."""
        if self._grown:
            self._write(os.getpid())

    @staticmethod
    def there() -> bool:
        """Whether an earlier run left anything."""
        return os.path.exists(_place())  # noqa: PTH110

    def _read(self) -> dict[tuple[str, str, int], bytes]:
        self._file = _place()
        try:
            with open(self._file, "rb") as file:  # noqa: PTH123
                data = file.read()
            if digest(data[SIZE:]) != data[:SIZE]:
                return {}
            kept = marshal.loads(data[SIZE:])
        except (OSError, ValueError, EOFError, TypeError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, process: int) -> None:
        if os.getpid() != process:
            return  # a forked worker leaves it to its parent
        from pathlib import Path

        data = marshal.dumps(self._kept)
        draft = Path(self._file).with_suffix(f".{process}")
        try:
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(digest(data) + data)
            draft.replace(self._file)
        except OSError:
            return  # a read-only home is no reason to fail a run


def _plain(value: Any) -> Any:
    """A value without the engines' own kinds of number: what can be kept."""
    if isinstance(value, int):
        return int(value)
    if isinstance(value, list | tuple):
        return type(value)([inner if type(inner) is int else _plain(inner) for inner in value])
    if isinstance(value, dict):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    return value


STORE = Store()
_EAR = allocate_lock()


def re_compile(text: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives."""
    key = ("re", text, int(flags))
    try:
        from re import _compiler  # type: ignore[attr-defined]

        code = STORE.get(key)
        if code is None:
            parsed = _compiler._parser.parse(text, flags)
            names: dict[str, int] = parsed.state.groupdict
            groups: list[str | None] = [None] * parsed.state.groups
            for name, number in names.items():
                groups[number] = name
            numbers = _compiler._code(parsed, flags)
            code = (text, int(flags | parsed.state.flags), numbers, parsed.state.groups - 1, dict(names), tuple(groups))
            STORE.put(key, code)
        made: re.Pattern[str] = _compiler._sre.compile(*code)
        return made
    except (AttributeError, ImportError, TypeError, RuntimeError):
        return re.compile(text, flags)  # another Python's insides


@cache
def kept(text: str) -> re.Pattern[str]:
    """A pattern written where it is used: compiled when that place is first reached, and then at hand."""
    return re_compile(text)


@cache
def timed(text: str) -> Any:
    """A pattern of the regex module (VERSION1), whose methods take a `timeout`; regex.error for a faulty one."""
    engine, release = _engine()
    key = (release, text, 0)
    code = STORE.get(key) if release else None
    if code is not None:
        try:
            return engine.compile(*code)
        except (AttributeError, TypeError, RuntimeError):
            release = ""  # another engine's insides
    import regex

    return _recorded(key, text) if release else regex.compile(text, regex.VERSION1)


@cache
def _engine() -> tuple[Any, str]:
    """The half of the regex module that is written in C, and a name for its release.

    A pattern whose code is kept needs no more: the other half, which parses patterns, takes longer to load than a draft
    to check. The name is "" where the module is not laid out as in the releases known: then it is used as a whole.
    """
    from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader
    from importlib.util import find_spec, module_from_spec, spec_from_file_location

    package = find_spec("regex")
    for folder in (package.submodule_search_locations if package else None) or ():
        for suffix in EXTENSION_SUFFIXES:
            file = f"{folder}/_regex{suffix}"
            with suppress(OSError):
                stats = [os.stat(f) for f in (file, f"{folder}/_regex_core.py", f"{folder}/_main.py")]  # noqa: PTH116
                name = "regex._regex"
                if name not in sys.modules:
                    spec = spec_from_file_location(name, file, loader=ExtensionFileLoader(name, file))
                    assert spec is not None and spec.loader is not None
                    sys.modules[name] = module_from_spec(spec)
                    spec.loader.exec_module(sys.modules[name])
                return sys.modules[name], "regex " + "-".join(f"{s.st_size}.{s.st_mtime_ns}" for s in stats)
    return None, ""


def _recorded(key: tuple[str, str, int], text: str) -> Any:
    """Compiles with an ear to what the Python half of the module hands to its C half; one thread at a time has one."""
    import regex

    main: Any = sys.modules["regex._main"]
    engine = _engine()[0]
    heard: list[tuple[Any, ...]] = []

    class Ear:
        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

        def compile(self, *code: Any) -> Any:
            heard.append(code)
            return engine.compile(*code)

    with _EAR:
        main._regex = Ear()
        try:
            made = regex.compile(text, regex.VERSION1, cache_pattern=False)
        finally:
            main._regex = engine
    if len(heard) == 1 and heard[0][0] == text:
        STORE.put(key, heard[0])
    return made
