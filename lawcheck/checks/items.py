"""Check type `items`: of a list of items, all, any or at least n are mentioned in a passage."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import ClassVar, Literal

from msgspec import Struct, field

from lawcheck.model.passage import Passage
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """One item: its name for the message, and the patterns of which one must match (its name, where there is none)."""

    name: str
    alias: tuple[str, ...] = ()

    def spans(self, passage: Passage) -> Iterator[Span]:
        for pattern in self.alias or (self.name,):
            for match in passage.finditer(pattern):
                yield Span(*match.span())

    def there(self, passage: Passage) -> bool:
        return any(passage.search(pattern) for pattern in self.alias or (self.name,))


class Items(CheckType, frozen=True):
    """Listed items.

    list    the items
    need    all, any, or how many of them at least
    unless  patterns that make the question moot (本年度未开展…)
    """

    wanted: tuple[Item, ...] = field(name="list")
    need: Literal["all", "any"] | int = "all"
    unless: tuple[str, ...] = ()

    WORDS: ClassVar[frozenset[str]] = frozenset({"missing", "present", "count", "need", "total"})

    @property
    def least(self) -> int:
        return {"all": len(self.wanted), "any": 1}.get(self.need, 0) if isinstance(self.need, str) else self.need

    def find(self, passage: Passage) -> Iterable[Hit]:
        there = (item for item in self.wanted if item.there(passage))
        if len(list(islice(there, max(0, self.least)))) >= self.least:
            return  # enough; the others are not looked for
        missing = [item.name for item in self.wanted if not item.there(passage)]
        present = [item.name for item in self.wanted if item.name not in missing]
        if any(passage.search(pattern) for pattern in self.unless):
            return
        words = {
            "missing": "、".join(missing),
            "present": "、".join(present) or "无",
            "count": str(len(missing)),
            "need": str(self.least),
            "total": str(len(self.wanted)),
        }
        yield Hit(passage.anchor, words)

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Each item taken out; where fewer than all are needed, as many at once as it takes to fall below."""
        if any(passage.search(pattern) for pattern in self.unless):
            return
        there = [item for item in self.wanted if item.there(passage)]
        drop = len(there) - self.least + 1
        for i in range(len(there) if drop == 1 else 1):
            gone = there[i : i + drop]
            spans = _merged(span for item in gone for span in item.spans(passage))
            spans = [s for s in spans if not s.overlaps(passage.anchor)] or spans
            yield "drop " + "、".join(item.name for item in gone), tuple(Edit(s, "") for s in spans)

    def all_patterns(self) -> list[str]:
        return [p for item in self.wanted for p in item.alias] + [*self.unless]


def _merged(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
