"""Check type `placeholder`."""

from __future__ import annotations

import pytest

from lawcheck.checks.placeholder import Placeholder
from tests.checks.passages import found, marked, survivors

CHECK = Placeholder()


@pytest.mark.parametrize(
    "text",
    [
        "种植规模达3×2米，面积5×10平方米。",
        "二○二四年十二月，二〇二〇年一月，二○○八年。",
        "张某某诉某公司案、当事人李××、XX公司无证经营案。",
        "第三次会议、第 3 次会议，机制有待补充完善，按次第进行，等第次序分明。",
        "XXL号、XXI世纪、LED屏12块，WTO、X光机。",
        "2024 年 12 月 3 日，每年 月均三次。",
        "（以下简称“条例”）（见附件）（试行）（此项工作由县司法局牵头）",
        "线索待核实后处理。什么？？",
        "网址 http://a.b/c__d.html，变量 a__b。",
        "五年X项目",
    ],
)
def test_sound(text: str) -> None:
    assert not found(CHECK, text)


@pytest.mark.parametrize(
    "text",
    [
        "«××年×月»，全乡开展培训。",
        "«20XX年»，全乡开展培训。",
        "2024年«×月×日»，召开会议。",
        "2024年3月«×日»，召开会议。",
        "由«XX镇»组织开展，共«XX件»。",
        "全年培训«×次»，检查3次。",
        "由«某某单位»负责。",
        "召开党委会第«第 次»会议".replace("第«第", "«第"),
        "召开«第次会议»研究。",
        "共培训«____»人，检查«＿＿＿»次。",
        "共培训«　　次»，检查3次。",
        "«2024年  月  日»",
        "«（此处填写主要举措）»，效果明显。",
        "效果明显«（不超过500字）»。",
        "«［请补充数据］»，效果明显。",
        "«TODO»：补充",
        "其中«数据待核实»，其余属实。",
        "办结«???»件。",
        "见«错误！未找到引用源。»所示，合计«#REF!»。",
    ],
)
def test_marked(text: str) -> None:
    assert marked(CHECK, text) == text


def test_kinds_and_own_patterns() -> None:
    assert found(Placeholder(["todo"]), "××年×月 TODO") == ["TODO"]
    assert found(Placeholder([], also="【空】"), "内容【空】。") == ["【空】"]
    assert not found(Placeholder(unless="模板[^。]*"), "模板写作××年×月。")


def test_spoil() -> None:
    assert not survivors(CHECK, "全年召开会议三次，研究问题。")
