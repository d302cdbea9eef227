"""Check type `cite`."""

from __future__ import annotations

import pytest

from lawcheck.checks.cite import Cite
from tests.helpers import passage, said

NAME, REPLACED, DATE = Cite(report="name"), Cite(report="replaced"), Cite(report="date")
STATE, NESTED = Cite(report="state"), Cite(report="nested")


def mended(check: Cite, text: str, **profile: object) -> str:
    for hit in sorted(check.find(passage(text, **profile)), key=lambda h: h.span, reverse=True):
        for edit in sorted(hit.edits, key=lambda e: e.span, reverse=True):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("学习《有组织犯罪法》和《反有组织犯罪法》。", ["有组织犯罪法"]),
        ("讲解宪法、有组织犯罪法、禁毒法。", ["有组织犯罪法"]),
        ("打击有组织犯罪，依法办事。", []),
        ("学习《青原省实施〈中华人民共和国道路安全交通法〉办法》", ["中华人民共和国道路安全交通法"]),
        ("执行《青原市信访条例》《青禾县物业管理办法》《合同法》", []),
    ],
)
def test_name(text: str, wrong: list[str]) -> None:
    assert said(NAME, text) == wrong


def test_name_variants_and_own_titles() -> None:
    (hit,) = NAME.find(passage("学习《家庭教育法》"))
    assert hit.variant == "loose" and hit.words["better"] == "家庭教育促进法" and not hit.safe
    assert said(Cite(report="name", also=["家庭教育法"]), "学习《家庭教育法》") == []
    assert said(Cite(report="name", unless="拟制定的《[^》]*》"), "拟制定的《家庭教育法》") == []


def test_state() -> None:
    text = "《中华人民共和国信访工作条例》《中华人民共和国行政处罚法》《信访工作条例》"
    assert said(STATE, text) == ["中华人民共和国"]
    assert mended(STATE, text) == "《信访工作条例》《中华人民共和国行政处罚法》《信访工作条例》"


@pytest.mark.parametrize(
    ("year", "text", "wrong"),
    [
        (2024, "依据《信访条例》和《信访工作条例》", ["信访条例"]),
        (2020, "宣传《婚姻法》、合同法", []),
        (2021, "宣传《婚姻法》、合同法和《劳动合同法》", ["婚姻法", "合同法"]),
        (2024, "《关于适用〈婚姻法〉的解释》、经济合同法、合同法律关系", []),
        (None, "宣传《婚姻法》", []),
    ],
)
def test_replaced(year: int | None, text: str, wrong: list[str]) -> None:
    assert said(REPLACED, text, **({"year": year} if year else {})) == wrong


def test_replaced_in_the_year_itself() -> None:
    assert [hit.variant for hit in REPLACED.find(passage("《信访条例》", year=2022))] == ["lately"]
    assert [hit.variant for hit in REPLACED.find(passage("《信访条例》", year=2023))] == [""]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2021年修订的《行政处罚法》", []),
        ("2020年修订的《行政处罚法》", ["2020年修订"]),
        ("《行政复议法》（2023年9月1日修订）", []),
        ("《行政复议法》（2023年8月1日修订）", ["2023年8月1日修订"]),
        ("《反有组织犯罪法》（2022年5月1日施行）", []),
        ("《反不正当竞争法》（2025年修订）、2019年修订的《政府信息公开条例》", []),
        ("2020年制定的《青禾镇普法规划》", []),
    ],
)
def test_date(text: str, wrong: list[str]) -> None:
    assert said(DATE, text) == wrong


def test_nested() -> None:
    text = "转发《关于印发《普法清单》的通知》和《实施〈消防法〉办法》"
    assert said(NESTED, text) == ["《普法清单》"]
    assert mended(NESTED, text) == "转发《关于印发〈普法清单〉的通知》和《实施〈消防法〉办法》"
    assert said(NESTED, "落实《普法规划、《普法清单》》》") == []


def test_idle_without_citations() -> None:
    assert NAME.idle(passage("开展培训。"))
    assert not NAME.idle(passage("学习《行政处罚法》。"))


def test_spoil() -> None:
    at = passage("学习《未成年人保护法》《中华人民共和国反有组织犯罪法》", year=2024)
    names = [name for name, _ in NAME.spoil(at)]
    assert len(names) == 2
    for _, (edit,) in NAME.spoil(at):
        text = at.document.text[: edit.span.start] + edit.text + at.document.text[edit.span.end :]
        assert len(said(NAME, text)) == 1
