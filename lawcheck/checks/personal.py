"""Check type `personal`: identity-card, mobile and bank-card numbers in a text that is to be published.

A number counts only when everything about it fits: a check digit, a date that exists, a region or a network that is
in use. So document numbers, case numbers, credit codes, hotlines and figures stay out.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from msgspec import Struct

from lawcheck.model.context import as_list, excused
from lawcheck.model.document import Document
from lawcheck.model.passage import Passage
from lawcheck.model.patterns import timed
from lawcheck.model.rule import CheckType, Edit, Hit, Severity, Variant, Words
from lawcheck.model.source import Span

Kind = Literal["identity", "mobile", "bank"]

# GB 11643—1999: region (6), date of birth (8), serial (3), check digit. A blank or dash may part the groups.
_IDENTITY = r"(?<![0-9A-Za-z])[1-9]\d{5}[ -]?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[0-9Xx](?![0-9A-Za-z])"
_LABELLED = r"(?:身份证|公民身份)(?:件)?(?:号码|号)?\s?(?:为|是|:)?\s?(\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])"
_MOBILE = r"(?<![0-9A-Za-z.])(?:\+?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![0-9A-Za-z])"
_LONG = r"\d(?:[ -]?\d){10}"  # what each of them holds
_BANK = r"(?<![0-9A-Za-z.])(?:\d{16,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?)(?![0-9A-Za-z])"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
     71, 81, 82, 83)
)  # fmt: skip
_NETWORKS = timed(r"13\d|14[5-9]|15[0-35-9]|16[2567]|17[0-8]|18\d|19[0-35-9]")
# UnionPay 62, Visa 4, Mastercard 51–55: what is issued here.
_ISSUERS = timed(r"62\d{14,17}|(?:4\d|5[1-5])\d{14}")
_LATEST = 2049  # a year of birth; no clock is asked, so that the same text always gives the same findings

_CODE = timed(
    r"(?:信用代码|机构代码|统一代码|代码|编号|文号|案号|字号|单号|流水号|序列号|许可证号?|登记号|证书号|排号|项目号)[^,。;\n]{0,6}$"
)
_FIGURE = timed(r"\s?(?:余|多)?(?:万|亿|元|美元|件|户|人|名|吨|亩|千瓦|立方|平方|次|字节|%|号(?!码))")
_BANKING = timed(r"(?:银行|卡号|账号|帐号|账户|帐户|开户|一卡通|存折|工资卡|收款)[^。;\n]{0,24}$")
_CONTACT = timed(r"联系|电话|手机|热线|咨询|投诉|举报|值班|监督|客服|微信|报名|服务")
_PRIVATE = timed(r"当事人|申请人|被处罚人|相对人|被告|原告|居民|村民|群众|身份证|住址|家住|户主")


class _Number(Struct, frozen=True):
    """A number that fits: the words for its kind, the variant it is told as, and how it is written masked."""

    span: Span
    kind: str
    variant: str
    masked: str


class Personal(CheckType, frozen=True):
    """Every number of the kinds named that is complete is a finding; masked ones (138****0000) are fine.

    kinds   identity (18 digits, check digit, date and region), mobile (11 digits of a network in use),
            bank (16 to 19 digits, check digit, an issuer's range); all when not given
    unless  patterns of what makes a number legitimate; one of them must match around it, in the same block
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"kind", "masked"})
    VARIANTS: ClassVar[dict[str, Variant]] = {
        "faulty": Variant(
            Severity.ERROR,
            Words(
                "“身份证”后的号码 {masked} 校验不符（输错或旧号），仍是个人信息",
                "{masked} behind 身份证 fails its check digit",
            ),
        ),
        "contact": Variant(
            Severity.NOTICE,
            Words(
                "联系方式用了手机号码 {masked}，公开时宜用办公电话", "a contact line names the mobile number {masked}"
            ),
        ),
        "bare": Variant(
            Severity.NOTICE,
            Words("{masked} 像是银行卡号，请核对能否公开", "{masked} looks like a bank-card number"),
        ),
    }

    kinds: tuple[Kind, ...] = ("identity", "mobile", "bank")
    unless: str | list[str] = []

    def find(self, passage: Passage) -> Iterator[Hit]:
        if not passage.once(_long):
            return
        taken: set[int] = set()
        for kind in ("identity", "mobile", "bank"):
            for number in _READERS[kind](passage):
                if number.span.start in taken:
                    continue
                taken.add(number.span.start)
                if kind in self.kinds and not excused(passage.document, number.span, as_list(self.unless)):
                    words = {"kind": number.kind, "masked": number.masked}
                    edit = Edit(number.span, number.masked)
                    yield Hit(number.span, words, edits=(edit,), safe=False, variant=number.variant)

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Puts an invented number of each kind behind the first comma or full stop."""
        samples = {
            "identity": "身份证号110101199003070003，", "mobile": "当事人手机13800000000，",
            "bank": "银行卡号6222000000000000004，",
        }  # fmt: skip
        mark = passage.search(r"[，。；]")
        for kind in self.kinds:
            if mark:
                yield f"insert {kind}", (Edit(Span(mark.end(), mark.end()), samples[kind]),)

    def patterns(self) -> list[str]:
        own = {"identity": [_IDENTITY, _LABELLED], "mobile": [_MOBILE], "bank": [_BANK]}
        return [pattern for kind in self.kinds for pattern in own[kind]]

    def all_patterns(self) -> list[str]:
        return self.patterns() + as_list(self.unless)


def _long(passage: Passage) -> Iterator[Any]:
    return passage.finditer(_LONG)


def _identities(passage: Passage) -> Iterator[_Number]:
    """Numbers of identity cards; one that stands behind 身份证 and fails its check is a variant."""
    seen: set[int] = set()
    for match in passage.finditer(_IDENTITY):
        if is_identity(match[0]) and not _before(passage.document, match.start(), _CODE):
            seen.add(match.start())
            yield _Number(Span(*match.span()), "身份证号码", "", _masked(passage.document, match, 6, 4))
    for match in passage.finditer(_LABELLED):
        if match.start(1) not in seen:
            yield _Number(Span(*match.span(1)), "身份证号码", "faulty", _masked(passage.document, match, 6, 4, 1))


def _mobiles(passage: Passage) -> Iterator[_Number]:
    for match in passage.finditer(_MOBILE):
        document = passage.document
        if (
            not is_mobile(match[0])
            or _FIGURE.match(document.folded, match.end())
            or _before(document, match.start(), _CODE)
        ):
            continue
        around = _words_before(document, match.start(), 40)
        public = _CONTACT.search(around) and not _PRIVATE.search(around)
        yield _Number(Span(*match.span()), "手机号码", "contact" if public else "", _masked(document, match, 3, 4))


def _banks(passage: Passage) -> Iterator[_Number]:
    for match in passage.finditer(_BANK):
        digits = _digits(match[0])
        document = passage.document
        if not (_ISSUERS.fullmatch(digits) and luhn(digits)) or len(set(digits)) < 3:
            continue
        if _FIGURE.match(document.folded, match.end()) or _before(document, match.start(), _CODE):
            continue
        named = _before(document, match.start(), _BANKING)
        yield _Number(Span(*match.span()), "银行卡号", "" if named else "bare", _masked(document, match, 4, 4))


_READERS: dict[str, Callable[[Passage], Iterator[_Number]]] = {
    "identity": _identities,
    "mobile": _mobiles,
    "bank": _banks,
}


def is_identity(text: str) -> bool:
    """Whether 18 characters (blanks and dashes aside) are an identity number: region, date, check digit all fit."""
    number = text.replace(" ", "").replace("-", "").upper()
    if len(number) != 18 or int(number[:2]) not in _PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return born.year <= _LATEST and number[17] == "10X98765432"[total % 11]


def is_mobile(text: str) -> bool:
    """Whether a number (with or without +86, blanks, dashes) belongs to a network that is in use."""
    return bool(_NETWORKS.match(_digits(text)[-11:]))


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _before(document: Document, at: int, pattern: Any) -> bool:
    """Whether the words right before a place, in its block, say what a pattern asks for."""
    return bool(pattern.search(_words_before(document, at, 32)))


def _words_before(document: Document, at: int, reach: int) -> str:
    """The words of the same block before a place, at most `reach` characters."""
    return document.folded[max(0, at - reach) : at].rpartition("\n")[2]


def _masked(document: Document, match: Any, head: int, tail: int, group: int = 0) -> str:
    """The number as written with all but its first and last characters as stars."""
    text = document.text[match.start(group) : match.end(group)]
    middle = "".join("*" if char.isalnum() else char for char in text[head:-tail])
    return text[:head] + middle + text[-tail:]
