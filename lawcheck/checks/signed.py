"""Check type `signed`: is the body that signs, acts or is spoken of first the one that reports?"""

from collections.abc import Iterator
from itertools import product
from typing import Any, ClassVar, Literal

from lawcheck.model.bodies import different, place, plain
from lawcheck.model.document import Paragraph
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import re_compile
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span
from lawcheck.model.text import fold

_NAME = re_compile(
    r"[^,。;:!?\d]{2,40}(?:政府|委员会|[镇乡县区市]委|党委|工委|局|厅|办公室|办|办事处|[镇乡县区市]|街道)"
)
_PARTED = re_compile(r"[\s、/]+")
_OPENING = re_compile(
    r"(?:\d{4}年(?:度|以来|来)?,?|一年来,?|过去一年,|今年以来,|近年来,)?"
    r"([\u4e00-\u9fff]{2,14}?(?:街道|[镇乡县区市]))(?:党委、?(?:镇|乡)?政府|[县区市]?委、?[县区市]政府|人民政府|党工委|办事处)?"
    r"(?=以|坚持|深入|认真|全面|紧紧|紧扣|严格|始终|积极|扎实|切实|高度重视|持续|聚焦|按照|根据|贯彻|在)"
)
# What towns and districts are called that are not named: 中心镇, 示范区, 社区, 城镇.
_COMMON = re_compile(
    r".*[城乡村集社辖园片景库山地牧林大强]|中心|示范|重点|特色|边境|农业|工业|产粮|试[点验]|实验|核心|经济|功能|民族|旅游|生态|文明|法治"
    r"|平安|建制|[乡县]级|直辖|贫困|.*老"
    r"|.*[由对向让把将及的我本该].*|全年.*|发挥|依[托靠]|督促|指导|组织|推[动进]|支持|借助|利用|明确|规范|健全|完善|强化|加强|整合|建[成立]|[成设]立|优化|打造|聘请|配[强齐合]|会同|联合|协[同助]|商请|充实|选派"
)
_ORGAN = re_compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}(?:[镇乡]|街道))(?:综合行政执法|综合执法|行政执法|司法所|党政办|人大主席团|人大工委|便民服务中心)"
)
# 蒲阳县农业综合行政执法大队, 蒲阳县司法局 at the beginning of a clause.
_COUNTY_ORGAN = re_compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}[县区])[\u4e00-\u9fff]{2,12}(?:局|大队|支队|中心|办公室)(?=现有|共有|全年|认真|严格|积极|全面|共办理|办理|依法|在编)"
)
# 县水利局 at the beginning of a sentence that says what the issuer itself does.
_BUREAU = re_compile(
    r"(?<![^\n。])([县市区][\u4e00-\u9fff]{2,10}局)(?:党组|党委)?(?=将法治|把法治|认真学习|深入学习|坚持以|高度重视|严格执行|严格落实|始终坚持|全面贯彻)"
)
_OWN_BUREAU = re_compile(r".*[省县市区]([^省县市区]{2,12})局")
_COUNTY = re_compile(
    r"(?:[\u4e00-\u9fff]{2,6}?[省市州])?([\u4e00-\u9fff]{2,3}[县区])(?:人民政府|政府|[\u4e00-\u9fff]{2,12}局)?"
)
# A plan, a list or a scheme of this body's own that bears another's name.
_DOCUMENT = re_compile(
    r"(?:印发|制定|出台|制发|修订|编制|下发)(?:了|并实施)?《(?:关于)?(?:印发)?([\u4e00-\u9fff]{2,3}(?:[镇乡县区]|街道))[^《》\n]{4,40}(?:要点|方案|计划|办法|制度|清单|细则|规定|目录|意见|通知)》"
)
_LONG = 20  # characters of a paragraph that is running text
_OTHER = ("红岩", "白石")  # for spoiled examples


class Signed(CheckType, frozen=True):
    """Another body of the same rank than the one that reports, where that one should stand. Idle without an issuer.

    at  signature: the last signature, unless one beside or above it is the issuer's, or chapters follow it;
        opening: the subject of the first sentence, where the paragraph does not name the issuer at all;
        organ: the team or office of another township or county (红岩镇综合执法队), told of as if it were the issuer's own;
        document: the plan or scheme of another one (印发《红岩镇…工作要点》), told of as the issuer's own
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "issuer"})

    at: Literal["signature", "opening", "organ", "document"]

    def find(self, passage: Passage) -> Iterator[Hit]:
        issuer = passage.profile.issuer or ""
        wrong = {"signature": _signed_by_another, "opening": _opened_by_another}.get(self.at, _of_another)
        for found in self._found(passage):
            if wrong(passage, found, issuer):
                words = {"found": passage.document.slice(found), "issuer": issuer}
                yield Hit(found, words, related=_titles(passage))

    def idle(self, passage: Passage) -> bool:
        return not passage.profile.issuer or not self._found(passage)

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Puts another place's name where the issuer's stands."""
        found, body = next(iter(self._found(passage)), None), place(passage.profile.issuer or "")
        named = place(passage.document.slice(found)) if found else None
        if found is None or body is None or named is None or named.rank != body.rank:
            return
        around = (_opening(passage) or found) if self.at == "opening" else found
        if passage.document.folded.count(body.own, *around) == 1 and body.own in passage.document.slice(found):
            at = passage.document.folded.find(body.own, *found)
            other = next(name for name in _OTHER if name != body.own)
            yield f"{body.own} → {other}", (Edit(Span(at, at + len(body.own)), other),)

    def _found(self, passage: Passage) -> list[Span]:
        """The names to compare with the issuer."""
        if self.at in ("organ", "document"):
            named = _named(passage, (_ORGAN, _COUNTY_ORGAN) if self.at == "organ" else (_DOCUMENT,))
            return sorted([*named, *(_bureaus(passage) if self.at == "organ" else ())])
        found = _signature(passage) if self.at == "signature" else _subject(passage)
        return [found] if found else []


def _named(passage: Passage, patterns: tuple[Any, ...]) -> Iterator[Span]:
    """The townships and counties that the first group of a pattern names."""
    text = passage.document.folded
    for pattern, area in product(patterns, passage.ranges):
        for match in pattern.finditer(text, *area):
            body = place(match[1])
            if body is not None and 2 <= len(body.own) <= 3 and not _COMMON.fullmatch(body.own):
                yield Span(*match.span(1))


def _bureaus(passage: Passage) -> Iterator[Span]:
    for area in passage.ranges:
        for match in _BUREAU.finditer(passage.document.folded, *area):
            yield Span(*match.span(1))


def _signature(passage: Passage) -> Span | None:
    """The last signature; None where chapters follow, for then it is that of a letter before the report."""
    signatures = [p.span for p in passage.paragraphs if p.role == "signature"]
    sections = passage.document.sections
    after = signatures and sections and sections[-1].heading.start > signatures[-1].start
    return signatures[-1] if signatures and not after else None


def _signed_by_another(passage: Passage, signature: Span, issuer: str) -> bool:
    """Whether every name of the signature, and of the lines right above it, is another body's."""
    return all(different(issuer, name) for name in _names(passage, signature))


def _names(passage: Passage, signature: Span) -> Iterator[str]:
    paragraphs = passage.document.paragraphs
    at = next(i for i, p in enumerate(paragraphs) if p.span == signature)
    for span in (signature, *_above(paragraphs[max(0, at - 3) : at], passage)):
        text = fold(passage.document.slice(span)).strip()
        parts = [part for part in _PARTED.split(text) if part]
        # 青 禾 镇 人 民 政 府 is one name, set wide.
        yield from parts if all(len(part) >= 4 for part in parts) else [plain(text)]


def _above(paragraphs: tuple[Paragraph, ...], passage: Passage) -> Iterator[Span]:
    """The names of bodies that stand as lines of their own right above a signature."""
    for paragraph in reversed(paragraphs):
        if not _NAME.fullmatch(plain(passage.document.slice(paragraph.span))):
            return
        yield paragraph.span


def _opening(passage: Passage) -> Span | None:
    """The first paragraph of running text."""
    running = (p.span for p in passage.paragraphs if p.role == "body" and p.span.end - p.span.start > _LONG)
    return next(running, None)


def _subject(passage: Passage) -> Span | None:
    """The place that the first sentence speaks of, where it is one by name."""
    opening = _opening(passage)
    match = _OPENING.match(passage.document.folded, *opening) if opening else None
    body = place(match[1]) if match else None
    if match is None or body is None or not 2 <= len(body.own) <= 3 or _COMMON.fullmatch(body.own):
        return None
    return Span(*match.span(1))


def _opened_by_another(passage: Passage, subject: Span, issuer: str) -> bool:
    own, name = place(issuer), passage.document.slice(subject)
    opening = _opening(passage)
    if own is None or opening is None or own.whole[-1] != name[-1] or name in passage.profile.short_names:
        return False
    return different(issuer, name) and own.own not in passage.document.slice(opening)


def _of_another(passage: Passage, named: Span, issuer: str) -> bool:
    name, own = passage.document.slice(named), _COUNTY.fullmatch(issuer)
    if name.endswith("局"):
        bureau = _OWN_BUREAU.fullmatch(issuer)
        return bureau is not None and not set(bureau[1]) & set(name[1:-1])
    if own and name[-1] in "县区":  # the bureau of a county is held against that county
        return different(own[1], name)
    return different(issuer, name)


def _titles(passage: Passage) -> tuple[Span, ...]:
    """The title, where the finding's other half stands."""
    return tuple(p.span for p in passage.document.paragraphs if p.role == "title")[:1]
