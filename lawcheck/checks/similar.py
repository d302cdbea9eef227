"""Check type `similar`: what a draft has word for word, or nearly so, from last year's report.

Sentences are compared by their five-character shingles, marks and blanks aside and every number the same, so that a
new figure in an old sentence does not hide the copy. Both texts are read once: the work is linear in their length.
"""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple
from weakref import WeakKeyDictionary

from lawcheck.model.context import as_list, excused, place
from lawcheck.model.document import Document, Paragraph, Section
from lawcheck.model.facts import Facts
from lawcheck.model.passage import TIMEOUT, Passage, compiled, sentences
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span

SIZE = 5  # characters of a shingle
LEAST = 12  # characters that a sentence must have to be compared: shorter ones are set phrases
ALIKE = 0.8  # share of a sentence's shingles that the sentence of last year must have
_TWINS = 4  # sentences of last year remembered for one shingle: bounded, so that set phrases stay cheap
_PLACES = 6  # copied places that a finding on a whole passage names
_NUMBER = re_compile(r"\d+(?:\.\d+)?")
_WORDS = re_compile(r"[^\w#]+")
_RUNNING = ("body", "item", "quote")


class Twin(NamedTuple):
    """A sentence of the draft, the sentence of last year that it most resembles, and the share of shingles in common."""

    span: Span
    source: Span
    share: float
    chars: int

    @property
    def copied(self) -> bool:
        return self.share >= ALIKE


class Similar(CheckType, frozen=True):
    """What the passage has from last year's report.

    unit     passage: one finding when at least `share` of its text are copied sentences; paragraph: every such
             paragraph; sentence: every copied sentence, or the places in it that `holding` names
    share    from 0 to 1
    min      characters that a passage or paragraph must have
    holding  patterns of what must stand in a copied sentence and, written the same, in last year's; {previous} is the
             year of last year's report, {year} that of the draft. A group named `at` narrows the place to itself
    least    how many such places a sentence must have; with more than one the whole sentence is marked
    unless   patterns of what makes a place legitimate; one of them must match around it, in the same block
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "share", "chars", "year", "previous", "source"})
    COMPARES: ClassVar[bool] = True

    unit: Literal["passage", "paragraph", "sentence"] = "paragraph"
    share: float = ALIKE
    min: int = 60
    holding: str | list[str] = []
    least: int = 1
    unless: str | list[str] = []

    def find(self, passage: Passage) -> Iterator[Hit]:
        earlier = passage.facts.previous
        if earlier is None:
            return
        index = _index(earlier)
        blocks = [(block, list(_twins(passage.document, block, index))) for block in _blocks(passage)]
        if self.unit == "passage":
            yield from self._whole(passage, earlier, [twin for _, twins in blocks for twin in twins])
        elif self.unit == "paragraph":
            for block, twins in blocks:
                yield from self._block(passage, earlier, block, twins)
        else:
            for _, twins in blocks:
                for twin in twins:
                    if twin.copied:
                        yield from self._sentence(passage, earlier, twin)

    def idle(self, passage: Passage) -> bool:
        return next(_blocks(passage), None) is None

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Puts last year's sentences in the place of the passage's own."""
        earlier = passage.facts.previous
        blocks = list(_blocks(passage))
        if earlier is None or not blocks:
            return
        old = earlier.document
        spans = [span for block in _running(old) for span in sentences(old, block)]
        text = "".join(old.slice(span) for span in spans if _long(old, span))
        first, rest = blocks[0], blocks[1:]
        yield "copy last year's", (Edit(first, text), *(Edit(span, "") for span in rest))

    def all_patterns(self) -> list[str]:
        return [_filled(p, 2024, 2023) for p in as_list(self.holding)] + as_list(self.unless)

    def _whole(self, passage: Passage, earlier: Facts, twins: list[Twin]) -> Iterator[Hit]:
        total, copied = sum(t.chars for t in twins), [t for t in twins if t.copied]
        chars = sum(t.chars for t in copied)
        if copied and total >= self.min and chars >= self.share * total:
            places = sorted(copied, key=lambda t: -t.chars)[:_PLACES]
            words = _words(passage, earlier, chars / total, chars, copied[0])
            yield Hit(passage.anchor, words, tuple(sorted(t.span for t in places)))

    def _block(self, passage: Passage, earlier: Facts, block: Span, twins: list[Twin]) -> Iterator[Hit]:
        total, copied = sum(t.chars for t in twins), [t for t in twins if t.copied]
        chars = sum(t.chars for t in copied)
        if (
            copied
            and total >= self.min
            and chars >= self.share * total
            and not excused(passage.document, block, as_list(self.unless))
        ):
            yield Hit(block, _words(passage, earlier, chars / total, chars, copied[0]))

    def _sentence(self, passage: Passage, earlier: Facts, twin: Twin) -> Iterator[Hit]:
        document = passage.document
        if not as_list(self.holding):
            yield Hit(twin.span, _words(passage, earlier, twin.share, twin.chars, twin))
            return
        if not passage.profile.year or not earlier.profile.year or passage.profile.year == earlier.profile.year:
            return
        places = [s for s in self._held(passage, earlier, twin) if not excused(document, s, as_list(self.unless))]
        if len(places) < self.least:
            return
        words = _words(passage, earlier, twin.share, twin.chars, twin)
        for span in places if self.least == 1 else [twin.span]:
            yield Hit(
                span,
                {**words, "found": "、".join(map(document.slice, places)) if self.least > 1 else document.slice(span)},
            )

    def _held(self, passage: Passage, earlier: Facts, twin: Twin) -> Iterator[Span]:
        """Places of a copied sentence that match `holding` and stand in last year's sentence as they are."""
        assert passage.profile.year is not None and earlier.profile.year is not None
        for pattern in as_list(self.holding):
            expression = compiled(_filled(pattern, passage.profile.year, earlier.profile.year))
            there = Counter(m[0] for m in expression.finditer(earlier.document.folded, *twin.source, timeout=TIMEOUT))
            for match in expression.finditer(passage.document.folded, *twin.span, timeout=TIMEOUT):
                if there[match[0]]:
                    yield place(match)


def _filled(pattern: str, year: int, previous: int) -> str:
    return pattern.replace("{year}", str(year)).replace("{previous}", str(previous))


def _words(passage: Passage, earlier: Facts, share: float, chars: int, twin: Twin) -> dict[str, str]:
    return {
        "found": _short(passage.document, twin.span),
        "source": _short(earlier.document, twin.source),
        "share": f"{share * 100:.0f}%",
        "chars": str(chars),
        "year": f"{passage.profile.year}年" if passage.profile.year else "本年",
        "previous": f"{earlier.profile.year}年" if earlier.profile.year else "上年",
    }


def _short(document: Document, span: Span) -> str:
    text = " ".join(document.slice(span).split())
    return text if len(text) <= 30 else text[:29] + "…"


class _Index(NamedTuple):
    """Last year's sentences, and for each shingle the first few of them that have it."""

    spans: list[Span]
    sizes: list[int]
    at: dict[str, list[int]]


_INDEXES: WeakKeyDictionary[Facts, _Index] = WeakKeyDictionary()  # one index for all rules of a run


def _index(earlier: Facts) -> _Index:
    """The index of last year's report, made once."""
    found = _INDEXES.get(earlier)
    if found is None:
        found = _INDEXES[earlier] = _Index([], [], {})
        document = earlier.document
        for block in _running(document):
            for span in sentences(document, block):
                shingles = _shingles(document, span)
                for shingle in shingles:
                    numbers = found.at.setdefault(shingle, [])
                    if len(numbers) < _TWINS:
                        numbers.append(len(found.spans))
                found.spans.append(span)
                found.sizes.append(len(shingles))
    return found


def _twins(document: Document, block: Span, index: _Index) -> Iterator[Twin]:
    """The sentences of a block that are long enough, each with the sentence of last year nearest to it."""
    for span in sentences(document, block):
        if not _long(document, span):
            continue
        shingles = _shingles(document, span)
        votes = Counter(number for shingle in shingles for number in index.at.get(shingle, ()))
        if not votes:
            yield Twin(span, Span(0, 0), 0.0, len(_key(document, span)))
            continue
        best, common = min(votes.items(), key=lambda item: (-item[1], item[0]))
        share = common / max(len(shingles), index.sizes[best])
        yield Twin(span, index.spans[best], share, len(_key(document, span)))


def _key(document: Document, span: Span) -> str:
    """The words of a sentence: marks and blanks out, numbers as #."""
    return _WORDS.sub("", _NUMBER.sub("#", document.folded[span.start : span.end]))


def _long(document: Document, span: Span) -> bool:
    return len(_key(document, span)) >= LEAST


def _shingles(document: Document, span: Span) -> set[str]:
    key = _key(document, span)
    return {key[at : at + SIZE] for at in range(max(1, len(key) - SIZE + 1))} if key else set()


def _running(document: Document) -> Iterator[Span]:
    """Running text: paragraphs of the body, and numbered items that are whole sentences, which the tree has as headings."""
    for node in document.root.walk():
        if isinstance(node, Paragraph):
            if node.role in _RUNNING:
                yield node.span
        elif isinstance(node, Section) and node.level and node.heading.end - node.heading.start > 20:
            yield node.heading


def _blocks(passage: Passage) -> Iterator[Span]:
    return (span for span in _running(passage.document) if span.end > span.start and passage.holds(span))
