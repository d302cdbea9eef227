"""Extractor `citations`: titles in marks and bare names, what stands beside them, and the list they are held against."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.extractors.citations import Citation, extract
from lawcheck.extractors.instruments import STATE, _slip, core_of, instruments
from tests.growth import assert_linear
from tests.helpers import passage


def citations(text: str) -> list[Citation]:
    return list(extract(passage(text).facts))


def named(text: str) -> list[str]:
    return [text[c.name.start : c.name.end] for c in citations(text)]


def test_marks_and_bare_names() -> None:
    text = "学习《民法典》和行政处罚法，执行《青原省实施〈中华人民共和国消防法〉办法》，用好方法，依法办事。"
    assert named(text) == ["民法典", "行政处罚法", "青原省实施〈中华人民共和国消防法〉办法", "中华人民共和国消防法"]
    assert [c.marked for c in citations(text)] == [True, False, True, True]
    assert [c.inner for c in citations(text)] == [False, False, False, True]
    assert citations(text)[3].law == "中华人民共和国消防法"


def test_longest_bare_name() -> None:
    assert named("宣传劳动合同法实施条例、劳动合同法、合同法律知识和中华人民共和国行政复议法") == [
        "劳动合同法实施条例",
        "劳动合同法",
        "中华人民共和国行政复议法",
    ]


def test_what_stands_beside() -> None:
    text = "按照2021年修订的《行政处罚法》第三十三条、《指导意见》（国办发〔2018〕118号）和《安全生产法》（2021年6月10日第三次修正）"
    one, two, three = citations(text)
    assert one.stated and (one.stated.year, one.stated.month, one.stated.act) == (2021, 0, "修订")
    assert one.article and text[slice(*one.article)] == "第三十三条"
    assert two.number and text[slice(*two.number)] == "国办发〔2018〕118号"
    assert three.stated and (three.stated.year, three.stated.month, three.stated.day) == (2021, 6, 10)
    assert text[slice(*three.stated.span)] == "2021年6月10日第三次修正"
    assert "2021-06-10" in three.dates and three.statute


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("有组织犯罪法", ("反有组织犯罪法", True)),
        ("中华人民共和国噪音污染防治法", ("中华人民共和国噪声污染防治法", True)),
        ("道路安全交通法", ("道路交通安全法", True)),
        ("中华人民共和行政处罚法", ("中华人民共和国行政处罚法", True)),
        ("妇女儿童权益保障法", ("妇女权益保障法", False)),
        ("政府信息公开工作条例", ("政府信息公开条例", False)),
    ],
)
def test_near(title: str, near: tuple[str, bool]) -> None:
    (citation,) = citations(f"学习《{title}》")
    assert citation.near == near


@pytest.mark.parametrize(
    "title",
    [
        "行政处罚法",
        "未成年人保护法",
        "民营经济促进法",
        "村委会组织法",
        "青原省信访条例",
        "青原市城市绿化管理条例",
        "城市绿化管理条例",
        "城市道路照明管理条例",
        "建设工程质量安全管理条例",
        "安全生产违法行为行政处罚办法",
        "市场监督管理行政处罚程序规定",
        "青原县重大行政决策程序规定",
        "法治政府建设实施纲要（2021—2025年）",
        "孙子兵法",
        "枫桥工作法",
        "论语",
        "关于全面推行三项制度的指导意见",
        "青禾镇普法责任清单",
        "行政执法案卷评查办法",
        "平安建设条例",
        "物业服务条例",
    ],
)
def test_never_near(title: str) -> None:
    assert [c.near for c in citations(f"学习《{title}》")] == [None]


def test_replaced() -> None:
    old = {c.title: (c.successor, c.since) for c in citations("《信访条例》、婚姻法和《信访工作条例》")}
    assert old == {
        "信访条例": ("信访工作条例", "2022-05-01"),
        "婚姻法": ("民法典", "2021-01-01"),
        "信访工作条例": ("", ""),
    }


def test_every_successor_is_known() -> None:
    known = instruments()
    assert {new for new, _ in known.replaced.values()} - set(known.by_core) == set()
    assert all(len(since) == 10 for _, since in known.replaced.values())


LONG = [c for c in instruments().listed if len(c) >= 8 and c.endswith("法") and not c.endswith("办法")]


@given(st.sampled_from(sorted(instruments().by_core)))
def test_a_title_is_itself(core: str) -> None:
    (citation, *_) = citations(f"《{core}》")
    assert core_of(citation.law) == core
    assert citation.near is None


@given(st.sampled_from(LONG), st.integers(0, 5), st.sampled_from(["drop", "add", "change"]))
def test_a_long_title_is_found_from_one_edit(core: str, at: int, edit: str) -> None:
    wrong = core[:at] + {"drop": "", "add": "龘", "change": "龘"}[edit] + core[at + (edit != "add") :]
    if edit == "drop" and (wrong in instruments().by_core):
        return
    meant = [other for other in instruments().listed if _slip(wrong, other)]
    assert core in meant
    near = instruments().nearest(wrong)
    assert near == ((core, True) if len(meant) == 1 else None)


@given(st.text(alphabet="《》〈〉（）()民法典中华人民共和国行政处罚条例办，。\n2021年修订 第三条", max_size=80))
def test_any_text(text: str) -> None:
    source = passage(text).document.text
    found = citations(text)
    assert [c.span for c in found] == sorted((c.span for c in found), key=lambda s: (s.start, -s.end))
    for c in found:
        assert 0 <= c.span.start <= c.name.start < c.name.end <= c.span.end <= len(source)


@pytest.mark.parametrize("piece", ["《", "《》", "法、", "《未知法》", "民法典"])
def test_linear(piece: str) -> None:
    assert_linear(lambda n: partial(extract, passage(piece * n).facts), 40_000)


def test_state_is_a_prefix() -> None:
    assert core_of(f"{STATE}行政处罚法") == "行政处罚法"
    assert core_of("人民检察院刑事诉讼规则（试行）") == "人民检察院刑事诉讼规则"


def test_the_list_is_keyed_as_titles_are_compared() -> None:
    assert all(core == core_of(core) for core in instruments().by_core)
