"""One part of a corpus worked out: its documents reviewed, its tables written, its mark set last.

Whoever does it, and however often it is begun, ends with the same files: their names are the part's number, each is
there whole or not at all, and the mark in done/ comes after all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from lawcheck.batch.folder import Folder, folder
from lawcheck.batch.inputs import Item, Part, items
from lawcheck.batch.job import failure, lost
from lawcheck.batch.tables import Row, encoded, rows_of
from lawcheck.batch.travel import unpacked
from lawcheck.engine import facts_of, review_facts
from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.facts import Quantity
from lawcheck.model.finding import Review
from lawcheck.model.ruleset import Ruleset
from lawcheck.model.state import code_state
from lawcheck.readers import read
from lawcheck.registry import resolve

DEATHS = 2  # a document at which so many workers died is given up


class Settings(Struct, frozen=True):
    """What holds for every part of a run. `run` names the run, so that a journal of another is not believed."""

    out: str
    form: str
    rules: bytes
    lang: str
    settled: dict[str, tuple[Any, str]]
    tables: tuple[str, ...]
    run: str = ""


class Done(Struct, frozen=True):
    """The mark of a part that is done: what it was made of and what came of it."""

    digest: str
    documents: int
    findings: int
    incomplete: list[tuple[str, str]] = []


class _Journal(Struct):
    """At which document of a part its worker is, and how many died at each."""

    run: str
    at: int | None = None
    deaths: dict[int, int] = {}


def digest_of(part: Part, settings: Settings) -> str:
    """Names a part with its settings: a mark under another name says nothing of it."""
    said = (part, settings.form, settings.rules, settings.lang, sorted(settings.settled.items()), settings.tables)
    return blake2b(msgspec.msgpack.encode(said) + code_state(), digest_size=20).hexdigest()


def name_of(number: int) -> str:
    return f"part-{number:06}"


def work(number: int, part: Part, settings: Settings, digest: str) -> bytes:
    """Works a part out and returns its mark (a Done as msgpack), which is also set."""
    out, rules = folder(settings.out), unpacked(settings.rules)
    rows: dict[str, list[Row]] = {table: [] for table in settings.tables}
    incomplete = []
    met = told = 0
    for item, given_up in _noted(number, items(part), out, settings.run):
        met += 1
        result, quantities = _review(item, rules, settings, given_up)
        told += sum(finding.count for finding in result.findings)
        if not result.complete:
            why = result.error or "；".join(f"{v.rule} {v.reason}" for v in result.verdicts if v.outcome == "unknown")
            incomplete.append((_sayable(item.id), why))
        for table, more in rows_of(_sayable(item.id), result, quantities).items():
            if table in rows:
                rows[table] += more
    if met != part.count:  # the input was changed, or cut short, since it was divided
        incomplete.append((name_of(number), f"应有 {part.count} 份，只读到 {met} 份"))
    for table, found in rows.items():
        out.write(f"{table}/{name_of(number)}.{settings.form}", encoded(table, found, settings.form))
    done = Done(digest, part.count, told, incomplete)
    out.write(f"done/{name_of(number)}.json", msgspec.json.encode(done))
    out.remove(f"done/{name_of(number)}.at")
    return msgspec.msgpack.encode(done)


def _noted(number: int, found: Iterator[Item], out: Folder, run: str) -> Iterator[tuple[Item, bool]]:
    """The items, each noted before it is begun, and whether it is to be given up: too many workers died at it."""
    name = f"done/{name_of(number)}.at"
    journal = _Journal(run)
    kept = out.read(name)
    if kept is not None:
        before = msgspec.json.decode(kept, type=_Journal)
        if before.run == run:
            journal = before
    if journal.at is not None:
        journal.deaths[journal.at] = journal.deaths.get(journal.at, 0) + 1
    for index, item in enumerate(found):
        journal.at = index
        out.write(name, msgspec.json.encode(journal))
        yield item, journal.deaths.get(index, 0) >= DEATHS


def _review(item: Item, rules: Ruleset, settings: Settings, given_up: bool) -> tuple[Review, tuple[Quantity, ...]]:
    if item.error or given_up:
        return lost(item.id, item.error or "检查进程在这份文件上两次意外终止"), ()
    try:
        document: Document = read(item.path, text=item.text, format=item.format)
        settled = {key: (value, "输入的列") for key, value in item.settled.items()} | settings.settled
        profile = resolve("lawcheck.extractors.profile:infer")(document, settled)
        facts = facts_of(document, profile)
        result = review_facts(facts, rules, settings.lang)
        return result, facts.quantities if "quantities" in settings.tables else ()
    except ReadError as error:
        return lost(item.id, error.say(settings.lang)), ()
    except Exception as error:  # noqa: BLE001 — costs this document, not the others of its part, and is said
        return lost(item.id, failure(error)), ()


def _sayable(name: str) -> str:
    """A name that can be written: of a file name that is no UTF-8, � in the place of what is not."""
    return name.encode(errors="surrogateescape").decode(errors="replace")
