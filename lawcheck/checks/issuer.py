"""Check type `issuer`: does the text speak of the body that reports, by its name and as 我乡, 我局?"""

from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.model.context import as_list, disjoint, excused, quoted
from lawcheck.model.passage import TIMEOUT, Passage, compiled
from lawcheck.model.patterns import timed
from lawcheck.model.profile import Profile
from lawcheck.model.rule import CheckType, Edit, Hit
from lawcheck.model.source import Span
from lawcheck.model.text import fold

# What may stand between a place name and 乡: 甲溪畲族乡, 乙坪瑶族壮族乡.
_PEOPLE = timed(
    "(?:满|回|壮|苗|侗|瑶|彝|畲|藏|白|黎|水|傣|佤|羌|怒|京|土|土家|布依|朝鲜|蒙古|哈尼|傈僳|拉祜|纳西|景颇|仡佬|仫佬|毛南|布朗|"
    "阿昌|普米|独龙|德昂|基诺|鄂温克|鄂伦春|达斡尔|锡伯|赫哲|俄罗斯|哈萨克|柯尔克孜|塔吉克|乌孜别克|维吾尔|裕固|保安|东乡|"
    "撒拉|高山|民)族$"
)
_ABOVE = timed(r"(?:[\u4e00-\u9fff]{1,6}?(?:省|自治区|自治州|自治县|市|县|区|旗))*(?=[\u4e00-\u9fff]{3})")
_OFFICE = timed(r"(?:办事处|人民政府|党委|党工委|工委)+$")
# 乡 opens 乡村, 镇 opens 镇静: what follows decides whether a name ends there.
_SUFFIX = r"(?:(?:[^\W\d与和及的]{1,5}族)*乡(?![村镇土亲愁贤音风间邻情邦])|镇(?![静定压守痛])|街道)"
_CALLED = timed(r"(?:简|统|合)称(?:为)?[“\"‘]?")
_FORMER = (
    r"原[^,。;\n]{0,12}",
    r"(?:撤销|撤并|撤|改设|更名|合并|并入)[^。\n]{0,24}",
    r"[^。\n]{0,24}(?:撤乡|更名为|改设为|合并为)",
)

_SELF = {
    "乡": r"我乡(?![村亲愁土音镇间贤])",
    "镇": r"我镇(?![静定压守痛])",
    "街道": r"我街道",
    "县": r"我县(?!级)",
    "局": r"(?<!自)我局(?![限部势面促外])",
    "厅": r"我厅",
    "委": r"(?<!自)我委(?![托派员任会屈实以])",
}
# Which of them an issuer of a class never says of itself. What it may say of those above it is left out: a county's
# report may well say 我市, and in an autonomous region 我区 is the region.
_FOREIGN: dict[str, tuple[str, ...]] = {
    "乡": ("镇", "街道", "局", "厅"),
    "镇": ("乡", "街道", "局", "厅"),
    "街道": ("乡", "镇", "局", "厅"),
    "县": ("乡", "镇", "街道", "局", "厅"),
    "区": ("乡", "镇", "街道", "县", "局", "厅"),
    "市": ("乡", "镇", "街道", "县", "局", "厅"),
    "省": ("乡", "镇", "街道", "县", "局", "厅"),
    "局": ("乡", "镇", "街道", "厅", "委"),
    "厅": ("乡", "镇", "街道", "局", "委"),
    "委": ("乡", "镇", "街道", "局", "厅"),
    "部门": ("乡", "镇", "街道"),
}
# A county or a district may speak of the city above as 我市, but in its own report the word is more often left over
# from the city's: worth a look, no more.
_HIGHER = dict.fromkeys(("县", "区"), (r"我市(?![场民长容区县])",))
# 镇党委 is somebody's own only behind these: a name may end in front of it (义合|镇党委), and 乡、镇党委 is any.
_BEFORE = r"(?<=^|[,。;:\n(]|[向由经在受按据请]|召开|坚持|落实|强化|压实|加强|依托|报请|提请|[委府]、)"
_PARTY = rf"{_BEFORE}(?:局党组|局党委)"
_LED = r"(?<=[在按照据绕彻实])(?:镇党委|乡党委|街道党工委)(?=[^,。;\n]{0,14}(?:领导|指导|部署|要求))"
_ORGANS: dict[str, tuple[str, ...]] = {
    "乡": (rf"{_BEFORE}(?:镇党委|镇政府)", rf"{_BEFORE}街道党工委", _PARTY),
    "镇": (rf"{_BEFORE}(?:乡党委|乡政府)", rf"{_BEFORE}街道党工委", _PARTY),
    "街道": (rf"{_BEFORE}(?:镇党委|镇政府|乡党委|乡政府)", _PARTY),
    **dict.fromkeys(("局", "委", "部门"), (_LED,)),
    "厅": (_LED, _PARTY),
}


class Issuer(CheckType, frozen=True):
    """Words that speak of another body than the one that reports. Idle while it is not known who reports.

    what    names: the issuer's place name with another suffix (甲溪镇 where 甲溪畲族乡 reports), townships only;
            self: 我镇, 我局 and the like that this issuer cannot say of itself;
            organs: 镇党委, 局党组 and the like that this issuer does not have;
            higher: 我市 in the report of a county or district, which may be right and may be left over
    unless  patterns of what makes a match legitimate; one of them must match around it, in the same block
    """

    WORDS: ClassVar[frozenset[str]] = frozenset({"found", "better", "issuer"})

    what: Literal["names", "self", "organs", "higher"]
    unless: str | list[str] = []

    def find(self, passage: Passage) -> Iterator[Hit]:
        document, issuer = passage.document, passage.profile.issuer or ""
        unless = [*as_list(self.unless), *(_FORMER if self.what == "names" else ())]
        for span in disjoint(self._spans(passage)):
            found = document.slice(span)
            better = self._better(found, passage)
            if better == found or quoted(document, span) or excused(document, span, unless):
                continue
            edits = (Edit(span, better),) if better else ()
            yield Hit(span, {"found": found, "better": better or issuer, "issuer": issuer}, edits=edits, safe=False)

    def idle(self, passage: Passage) -> bool:
        known = _parts(passage.profile.issuer) if self.what == "names" else self._looked_for(passage.profile)
        return passage.empty or not known

    def spoil(self, passage: Passage) -> Iterator[tuple[str, tuple[Edit, ...]]]:
        """Gives the issuer another suffix where it is named last, or makes its 我乡 a 我镇."""
        kind = _class(passage.profile.issuer)
        parts = _parts(passage.profile.issuer)
        if self.what == "names" and parts:
            own = list(passage.finditer("".join(parts)))
            wrong = "镇" if parts[1] != "镇" else "乡"
            if len(own) > 1 and own[-1].start() > passage.document.title.end:
                yield f"{own[-1][0]} → {parts[0]}{wrong}", (Edit(Span(*own[-1].span()), parts[0] + wrong),)
        elif self.what == "self" and kind in _SELF:
            match = passage.search(_SELF[kind])
            wrong = "我" + _FOREIGN[kind][0]
            if match and not quoted(passage.document, Span(*match.span())):
                yield f"{match[0]} → {wrong}", (Edit(Span(*match.span()), wrong),)

    def _looked_for(self, profile: Profile) -> tuple[str, ...]:
        kind = _class(profile.issuer)
        if self.what == "self":
            return tuple(_SELF[other] for other in _FOREIGN.get(kind, ()))
        if self.what == "organs":
            return _ORGANS.get(kind, ())
        return _HIGHER.get(kind, ())

    def _spans(self, passage: Passage) -> Iterator[Span]:
        """Where another body may be named. The place name is looked for as it is: a pattern of it would be another one
        for every issuer."""
        if self.what != "names":
            for pattern in self._looked_for(passage.profile):
                yield from (Span(*match.span()) for match in passage.finditer(pattern))
            return
        core, _ = _parts(passage.profile.issuer) or ("", "")
        text, core = passage.document.folded, fold(core)
        for start, end in passage.ranges if core else ():
            at = text.find(core, start, end)
            while at >= 0:
                suffix = compiled(_SUFFIX).match(text, at + len(core), end, timeout=TIMEOUT)
                if suffix:
                    yield Span(at, suffix.end())
                at = text.find(core, suffix.end() if suffix else at + 1, end)

    def _better(self, found: str, passage: Passage) -> str:
        """What the issuer would say instead; the same where it may say so, "" where that is not known."""
        profile = passage.profile
        kind = _class(profile.issuer)
        if self.what == "self":
            return "我" + kind if kind in _SELF or kind in ("区", "市", "省") else ""
        if self.what in ("organs", "higher"):
            return ""
        text = passage.document.folded
        if found in profile.short_names or any(text.startswith(found, m.end()) for m in _CALLED.finditer(text)):
            return found
        return "".join(_parts(profile.issuer) or ())


def _class(issuer: str | None) -> str:
    """乡, 镇, 街道, 县, 区, 市, 省, 局, 厅, 委 or 部门; "" where it is not sure who reports."""
    name = _OFFICE.sub("", issuer or "")
    if not name:
        return ""
    if name.endswith(("自治区", "自治州", "盟", "旗", "新区", "开发区", "园区")):
        return ""
    if name.endswith(("委员会", "委")):
        return "委"
    kind = next((end for end in ("街道", *"乡镇县区市省局厅") if name.endswith(end)), "")
    if not kind and name.endswith(("办", "办公室", "中心", "院", "队", "会", "署", "社")):
        kind = "部门"
    inner = name[:-1].replace("城乡", "").replace("乡村", "").replace("城镇", "")  # 住房和城乡建设局 is a county's
    return "" if kind in ("部门", "委", "局") and any(mark in inner for mark in ("乡", "镇", "街道")) else kind


def _parts(issuer: str | None) -> tuple[str, str] | None:
    """A township's place name and its suffix: 甲溪, 畲族乡."""
    name = _OFFICE.sub("", issuer or "")
    suffix = next((end for end in ("街道", "乡", "镇") if name.endswith(end)), "")
    name = name.removesuffix(suffix)
    while suffix.endswith("乡") and (people := _PEOPLE.search(name)):
        name, suffix = name[: people.start()], people[0] + suffix
    above = _ABOVE.match(name + suffix)
    core = name[above.end() :] if above else name
    return (core, suffix) if suffix and len(core) >= 2 else None
