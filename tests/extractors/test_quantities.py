"""Quantities: roles, refusals, units, labels, scopes; every number of the seed report."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.facts import Facts
from lawcheck.readers import read
from lawcheck.registry import extractors, resolve
from tests.extractors.figures import facts, figures

REFUSED = ("name", "ordinal", "date")


@pytest.mark.parametrize(
    "text",
    [
        "落实“十四五”规划",
        "推进八五普法",
        "学习党的二十大精神",
        "根据第二十五条规定",
        "印发〔2021〕30号文件",
        "拨打12345热线",
        "开展“12·4”宪法宣传",
        "落实“1310”具体部署",
        "推行一村一法律顾问",
        "落实三项制度",
        "增强四个意识",
        "推进“双随机、一公开”",
        "构建“1+20”体系",
        "2024年3月15日",
        "2021—2025年",
        "1至11月",
        "联系电话0755-12345678",
        "名列全省第3名",
        "位居前10位",
        "（一）组织领导",
    ],
)
def test_refused(text: str) -> None:
    assert [f for f in figures(text) if f[1] not in REFUSED] == []


@pytest.mark.parametrize(
    ("text", "surface", "role"),
    [
        ("共审核合同38份", "38份", "count"),
        ("罚没款312.7万元", "312.7万元", "money"),
        ("建成步道12公里", "12公里", "measure"),
        ("占43.2%", "43.2%", "share"),
        ("同比增长12.4%", "12.4%", "change"),
        ("下降1.6个百分点", "1.6个百分点", "change"),
        ("较上年多收842件", "842件", "change"),
        ("增长1.5倍", "1.5倍", "change"),
        ("排查隐患17处", "17处", "count"),
        ("接待群众1.2万人次", "1.2万人次", "count"),
        ("（429）", "429", "count"),
    ],
)
def test_roles(text: str, surface: str, role: str) -> None:
    assert (surface, role) in figures(text)


@given(
    st.text(
        alphabet="1234567890%万亿千百十一二两三四五六七八九零点年月日件人占比共其中，。；：（）-—~、第前约余 \n\t“”.+",
        max_size=60,
    )
)
def test_any_text_is_read_in_order_and_without_overlap(text: str) -> None:
    found = facts(text)
    spans = [q.span for q in found.quantities]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(0 <= s.start < s.end <= len(found.document.text) for s in spans)
    for relation in found.relations:
        members = [q for group in relation.members.values() for q in group]
        assert members
        assert all(relation.span.contains(q.span) for q in members)


def test_labels_and_scope() -> None:
    (figure,) = [q for q in facts("2024年，全市累计举办普法讲座49场。").quantities if q.role == "count"]
    assert "举办普法讲座" in figure.label
    assert figure.scope == "累计 全市"


SEED = """6次 count|2批次 count|100% share|5次 count|9个 count|38份 count|5次 count|1份 count|1个 count|12场次 count
367份 count|36场 count|49场 count|1600多名 count|19宗 count|7人 count|2人 count|9宗 count|375人 count|162宗 count"""


def test_the_numbers_of_the_seed(seed: Path) -> None:
    document = read(str(seed))
    found = Facts(document, resolve("lawcheck.extractors.profile:infer")(document), extractors())
    kept = [f"{document.slice(q.span)} {q.role}" for q in found.quantities if q.role not in REFUSED]
    assert kept == [entry for line in SEED.splitlines() for entry in line.split("|")]
    values = {document.slice(q.span): (int(q.value), q.unit) for q in found.quantities}
    assert values["1600多名"] == (1600, "名")
    assert values["12场次"] == (12, "场次")
    names = {document.slice(q.span) for q in found.quantities if q.role == "name"}
    assert {"1310", "138", "12348", "二十大", "一社区"} <= names
    assert [r for r in found.relations if r.verdict in ("off", "impossible")] == []
