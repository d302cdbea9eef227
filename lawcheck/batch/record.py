"""What a record keeps of a Review: all but the Document's tree, which is read again only if something asks for it."""

from __future__ import annotations

from functools import cache, lru_cache
from zlib import crc32

import msgspec
from msgspec import Struct

from lawcheck.batch.job import Job, reader_of
from lawcheck.model.document import Aside, Document, Piece, Section
from lawcheck.model.errors import ReadError
from lawcheck.model.finding import Finding, Review, Suppressed, Verdict
from lawcheck.model.profile import Profile
from lawcheck.model.source import Native, Source, Span
from lawcheck.readers import read
from lawcheck.readers.decode import decode

MAGIC = b"lawcheck result 1\n"  # raise the number when the record changes its meaning
_SUM = 4  # bytes of the checksum behind it
_NO_SOURCE = Source("")
_NOWHERE = Section(Span(0, 0), Span(0, 0), "", 0, ())


class _Record(Struct, frozen=True, array_like=True):
    """`codes` has for each rule, in their order, the index of its (outcome, reason) in `outcomes`.

    `text` is the Source's text where it is not what the bytes decode to (docx, pdf); `native`: it has native places.
    """

    profile: Profile
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    codes: bytes
    outcomes: tuple[tuple[str, str], ...]
    format: str
    encoding: str
    text: str | None
    native: bool
    asides: tuple[Aside, ...]


@cache
def _decoder() -> msgspec.msgpack.Decoder[_Record]:
    return msgspec.msgpack.Decoder(_Record)


def pack(review: Review, job: Job, data: bytes) -> bytes | None:
    """The record of a Review of these bytes; None for one that is not worth keeping, for it is not complete."""
    document = review.document
    if document is None or not review.complete or tuple(v.rule for v in review.verdicts) != job.rules.ids:
        return None
    source = document.source
    pairs = [(v.outcome, v.reason) for v in review.verdicts]
    outcomes = tuple(dict.fromkeys(pairs))
    if len(outcomes) > 255:
        return None
    at = {pair: index for index, pair in enumerate(outcomes)}
    record = _Record(
        profile=review.profile,
        findings=review.findings,
        suppressed=review.suppressed,
        codes=bytes(at[pair] for pair in pairs),
        outcomes=outcomes,
        format=source.format,
        encoding=source.encoding,
        text=None if _plain(data) == (source.text, source.encoding) else source.text,
        native=source.native is not None,
        asides=document.asides,
    )
    try:
        body = msgspec.msgpack.encode(record)
    except (UnicodeEncodeError, TypeError):  # a lone surrogate; what a native place should not hold
        return None
    return MAGIC + crc32(body).to_bytes(_SUM, "big") + body


def unpack(record: bytes, job: Job, data: bytes) -> Review | None:
    """The Review that a record keeps; None for what is no such record."""
    start = len(MAGIC) + _SUM
    body = memoryview(record)[start:]
    if not record.startswith(MAGIC) or crc32(body) != int.from_bytes(record[len(MAGIC) : start], "big"):
        return None
    try:
        kept = _decoder().decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    document = Recalled(_NO_SOURCE, "", (), _NOWHERE, kept.asides)
    document.__dict__["_kept"] = (job, data, kept)
    verdicts = _verdicts(job.rules.ids, kept.codes, kept.outcomes)
    return Review(document, kept.profile, kept.findings, kept.suppressed, verdicts, job.path)


class Recalled(Document, frozen=True, dict=True):
    """A Document of which the asides are at hand and the Source soon is; text and tree are read again when asked for."""

    @property  # type: ignore[misc]
    def source(self) -> Source:
        if "_source" not in self.__dict__:
            job, data, kept = self.__dict__["_kept"]
            text = kept.text if kept.text is not None else decode(data)[0]
            native = _LateNative(job, data) if kept.native else None
            self.__dict__["_source"] = Source(text, job.path, kept.format, kept.encoding, native)
        return self.__dict__["_source"]  # type: ignore[no-any-return]

    @property
    def whole(self) -> Document:
        if "_whole" not in self.__dict__:
            job, data, _ = self.__dict__["_kept"]
            self.__dict__["_whole"] = _read_again(job, data)
        return self.__dict__["_whole"]  # type: ignore[no-any-return]

    @property  # type: ignore[misc]
    def text(self) -> str:
        return self.whole.text

    @property  # type: ignore[misc]
    def pieces(self) -> tuple[Piece, ...]:
        return self.whole.pieces

    @property  # type: ignore[misc]
    def root(self) -> Section:
        return self.whole.root

    @property  # type: ignore[misc]
    def meta(self) -> dict[str, object]:
        return self.whole.meta


class _LateNative:
    """The way from a Source back into the file of which it was read; found when first needed."""

    def __init__(self, job: Job, data: bytes) -> None:
        self._job, self._data = job, data
        self._native: Native | None = None

    def place(self, span: Span) -> dict[str, str | int] | None:
        if self._native is None:
            self._native = _read_again(self._job, self._data).source.native
        return self._native.place(span) if self._native else None


def _read_again(job: Job, data: bytes) -> Document:
    return read(job.path, text=data, format=reader_of(job))


def _plain(data: bytes) -> tuple[str, str] | None:
    try:
        return decode(data)
    except ReadError:
        return None


@lru_cache(maxsize=64)
def _verdicts(ids: tuple[str, ...], codes: bytes, outcomes: tuple[tuple[str, str], ...]) -> tuple[Verdict, ...]:
    """The verdicts, which many drafts of one run have in common."""
    return tuple(Verdict(rule, *outcomes[code]) for rule, code in zip(ids, codes, strict=True))
