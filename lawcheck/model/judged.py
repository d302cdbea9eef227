"""Ground: what the checks of relations share — a Relation that does not hold as a Hit that shows its computation."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from lawcheck.model.document import Document
from lawcheck.model.facts import Quantity, Relation
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit, Severity, Variant, Words
from lawcheck.model.source import Span

_NUMBER = re_compile(r"\d[\d,]*(?:\.\d+)?")
_SHOWN = "{computed}，文中为{stated}"
MILD = {
    "near": Variant(
        Severity.NOTICE,
        Words(_SHOWN + "，末位相差1", "{computed}, but the text says {stated}: off by one in the last digit"),
    ),
    "truncated": Variant(
        Severity.NOTICE,
        Words(_SHOWN + "，是截去尾数，四舍五入应进一", "{computed}, but the text says {stated}: cut off, not rounded"),
    ),
    "multiple": Variant(
        Severity.NOTICE,
        Words(
            _SHOWN + "：“增长N倍”不含原来的一倍，达到原来的N倍是“增长N−1倍”",
            "{computed}, but the text says {stated}: grown to three times is grown by twice (增长2倍)",
        ),
    ),
    "adjusted": Variant(
        Severity.NOTICE,
        Words(
            _SHOWN + "，为使各项合计100%而调整了末位",
            "{computed}, but the text says {stated}: adjusted so that all add up to 100%",
        ),
    ),
}


class Judged(CheckType, frozen=True):
    """Relations of one kind whose verdict is among `fire`.

    fire      verdicts that make a finding; near, truncated, multiple and adjusted are notices at most
    evidence  only ties whose evidence contains one of these words; empty: all
    without   no ties whose evidence contains one of these
    """

    fire: tuple[str, ...] = ("off", "impossible")
    evidence: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    WORDS: ClassVar[frozenset[str]] = frozenset({"computed", "stated", "evidence", "other"})
    VARIANTS: ClassVar[dict[str, Variant]] = MILD
    KIND: ClassVar[str] = ""
    PRIMARY: ClassVar[tuple[str, ...]] = ()

    def relations(self, passage: Passage) -> Iterator[Relation]:
        """The relations of a passage that this rule looks at."""
        for relation in passage.relations:
            if relation.kind != self.KIND or any(word in relation.evidence for word in self.without):
                continue
            if not self.evidence or any(word in relation.evidence for word in self.evidence):
                yield relation

    def counts(self, relation: Relation) -> bool:
        """Whether a relation that fires is one this rule speaks of; for the keys of a check type of its own."""
        return True

    def find(self, passage: Passage) -> Iterator[Hit]:
        for relation in self.relations(passage):
            if relation.verdict in self.fire and self.counts(relation):
                yield self.hit(passage.document, relation)

    def hit(self, document: Document, relation: Relation) -> Hit:
        main = self.primary(relation)
        others = sorted({q.span for group in relation.members.values() for q in group if q.span != main.span})
        words = {
            "computed": relation.computed,
            "stated": document.slice(main.span),
            "evidence": relation.evidence,
            "other": f"；{relation.hint}" if relation.hint else "",
        }
        variant = relation.verdict if relation.verdict in self.VARIANTS else ""
        return Hit(main.span, words, related=tuple(others), variant=variant)

    def primary(self, relation: Relation) -> Quantity:
        """The figure that the finding stands on: the first of PRIMARY that the relation has."""
        for name in self.PRIMARY:
            if relation.members.get(name):
                return relation.members[name][0]
        return next(iter(relation.members.values()))[0]

    def idle(self, passage: Passage) -> bool:
        return not any(r.verdict != "unchecked" for r in self.relations(passage))

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Changes the figure of each relation that holds exactly, far beyond rounding."""
        for relation in self.relations(passage):
            if relation.verdict in ("exact", "rounded") and self.counts(relation) and self.binds(relation):
                edit = changed(passage.document, self.primary(relation), self.other_value(relation))
                if edit:
                    yield f"change a figure of {relation.kind}", (edit,)

    def binds(self, relation: Relation) -> bool:
        """Whether another value of the primary figure must be found out."""
        return True

    def other_value(self, relation: Relation) -> Decimal:
        """A value for the primary figure that breaks the relation."""
        main = self.primary(relation)
        if main.unit == "%":
            return main.value - 13 if main.value > 60 else main.value + 13
        return (main.value / main.scale) * 3 + 7


def changed(document: Document, figure: Quantity, value: Decimal) -> Edit | None:
    """An Edit that writes another value in a figure's Arabic digits, printed decimals kept; None for Chinese digits."""
    match = _NUMBER.search(document.folded, figure.span.start, figure.span.end)
    if not match:
        return None
    text = f"{value:.{figure.decimals}f}"
    return Edit(Span(match.start(), match.end()), text)
