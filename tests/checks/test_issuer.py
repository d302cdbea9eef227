"""Check type `issuer`."""

from __future__ import annotations

import pytest

from lawcheck.checks.issuer import Issuer, _class, _parts
from tests.checks.passages import found, hits, marked, mended, passage, survivors

NAMES, SELF, ORGANS = Issuer("names"), Issuer("self"), Issuer("organs")


@pytest.mark.parametrize(
    ("issuer", "parts"),
    [
        ("云溪畲族乡", ("云溪", "畲族乡")),
        ("青原县云溪畲族乡人民政府", ("云溪", "畲族乡")),
        ("云溪土家族苗族乡", ("云溪", "土家族苗族乡")),
        ("景德镇市珠山区云溪镇", ("云溪", "镇")),
        ("城东街道办事处", ("城东", "街道")),
        ("青原市河口区大湾镇", ("大湾", "镇")),
        ("青原县司法局", None),
        ("青原县人民政府", None),
        (None, None),
    ],
)
def test_parts(issuer: str | None, parts: tuple[str, str] | None) -> None:
    assert _parts(issuer) == parts


@pytest.mark.parametrize(
    ("issuer", "kind"),
    [
        ("青原县大湾镇人民政府", "镇"),
        ("城东街道办事处", "街道"),
        ("青原县", "县"),
        ("河口区人民政府", "区"),
        ("青原县司法局", "局"),
        ("青原县卫生健康委员会", "委"),
        ("青原县住房和城乡建设局", "局"),
        ("青原县乡村振兴局", "局"),
        ("大湾镇司法所", ""),
        ("青原县综合行政执法大队", "部门"),
        ("广西壮族自治区人民政府", ""),
        (None, ""),
    ],
)
def test_class(issuer: str | None, kind: str) -> None:
    assert _class(issuer) == kind


def test_names() -> None:
    text = "云溪畲族乡开展工作。«云溪乡»党委高度重视，«云溪镇»组织培训，法治云溪建设有力，云溪乡村面貌一新，云溪村。"
    bare = text.replace("«", "").replace("»", "")
    assert marked(NAMES, bare, issuer="云溪畲族乡") == text
    assert mended(NAMES, "云溪乡党委", issuer="云溪畲族乡") == "云溪畲族乡党委"


@pytest.mark.parametrize(
    "text",
    [
        "云溪畲族乡（以下简称“云溪乡”）2024年工作。云溪乡党委重视。",
        "原云溪乡政府，2010年由云溪乡更名为云溪畲族乡。",
        "学习《云溪乡志》。",
    ],
)
def test_names_that_are_fine(text: str) -> None:
    assert not found(NAMES, text, issuer="云溪畲族乡")
    assert not found(NAMES, "云溪乡党委重视。", issuer="云溪畲族乡", short_names=("云溪乡",))


@pytest.mark.parametrize(
    ("issuer", "text", "wrong"),
    [
        ("云溪畲族乡", "我乡与我镇、我局", ["我镇", "我局"]),
        ("云溪畲族乡", "我县、我市、我省部署，自我局限，我乡村民", []),
        ("青原县", "我县、我镇", ["我镇"]),
        ("河口区", "我区、我市、我县", ["我县"]),
        ("青原县司法局", "我局、我县、我镇、我委、我委托", ["我镇", "我委"]),
        ("青原县司法局", "群众说“我镇变化大”", []),
        ("大湾镇司法所", "我镇", []),
    ],
)
def test_self(issuer: str, text: str, wrong: list[str]) -> None:
    assert found(SELF, text, issuer=issuer) == wrong


@pytest.mark.parametrize(
    ("issuer", "text", "wrong"),
    [
        (
            "云溪畲族乡",
            "召开镇党委会议，向镇党委汇报，县委、镇党委，义合镇党委，乡镇党委，各乡、镇党委",
            ["镇党委"] * 3,
        ),
        ("云溪畲族乡", "经局党组研究，县财政局党组。", ["局党组"]),
        ("青原县司法局", "在镇党委的正确领导下，由镇党委、政府负责。", ["镇党委"]),
        ("青原县司法局", "经局党组研究。", []),
        ("青原县", "由镇党委负责", []),
    ],
)
def test_organs(issuer: str, text: str, wrong: list[str]) -> None:
    assert found(ORGANS, text, issuer=issuer) == wrong


def test_idle_without_issuer() -> None:
    for check in (NAMES, SELF, ORGANS):
        assert check.idle(passage("我镇开展工作。"))
        assert not found(check, "我镇开展工作。")


def test_words_and_spoil() -> None:
    (hit,) = hits(SELF, "我镇开展工作。", issuer="云溪畲族乡")
    assert hit.words == {"found": "我镇", "better": "我乡", "issuer": "云溪畲族乡"}
    text = "云溪畲族乡年度报告\n我乡开展工作。云溪畲族乡党委重视。"
    assert not survivors(NAMES, text, issuer="云溪畲族乡")
    assert not survivors(SELF, text, issuer="云溪畲族乡")
