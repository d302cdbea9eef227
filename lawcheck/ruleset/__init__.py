"""Floor 3: YAML to Rules, strictly: every error says file:line:column, all of them at once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from lawcheck.model.compiled import key_of
from lawcheck.model.ruleset import ALL, Ruleset
from lawcheck.model.scan import engine

__all__ = ["load_rules"]


def load_rules(packs: Sequence[str | os.PathLike[str]] = (), *, examples: bool = False, cache: bool = True) -> Ruleset:
    """The rules of packs by name or folder (all built-in packs when none is named, or for ALL), and of single rule files.

    RuleError carries every fault; LawcheckError an unknown pack. `examples` reads the rules' examples too, which a
    compiled pack leaves out.
    """
    from lawcheck.ruleset import cache as store

    engine()  # a wrong word is said here, before any draft is read
    wanted = [os.fspath(p) for p in packs]
    key = key_of(wanted)
    if cache and not examples:
        ready = store.load(key)
        if ready is not None:
            return Ruleset(ready[0], digest=ready[1])
    from lawcheck.ruleset.packs import Loader, builtin, builtin_names, locate

    loader = Loader(thorough=examples)
    if not wanted or ALL in wanted:
        loader.look(builtin())
    for pack in chain.from_iterable(builtin_names() if pack == ALL else [pack] for pack in wanted or [ALL]):
        if Path(pack).is_file():
            loader.file(Path(pack), f"{Path(pack).resolve().parent.name}/{Path(pack).stem}")
        else:
            loader.pack(locate(pack))
    rules = loader.rules()
    named = store.save(key, loader.stamps.values(), rules) if cache and not examples else None
    return Ruleset(rules, digest=named)
