"""Check types `similar` and `previous`: a draft against last year's report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.checks.previous import Previous
from lawcheck.checks.similar import Similar
from lawcheck.engine import facts_of
from lawcheck.extractors.profile import infer
from lawcheck.model.passage import Passage, select
from lawcheck.model.rule import Where
from lawcheck.readers import plain
from tests.growth import assert_linear

OLD_TITLE, TITLE = "青禾镇2023年法治政府建设年度报告\n\n", "青禾镇2024年法治政府建设年度报告\n\n"
COPIED = "建立矛盾纠纷排查台账，实行每周会商、每月通报，重点纠纷由班子成员包案化解，调解协议履行率保持稳定。"
OWN = "上线合同审查小程序，村级合同从送审到反馈平均两天，全年退回修改四份，追回逾期租金两笔，村民代表全程参与。"


def passage(text: str, previous: str, where: Where | None = None) -> Passage:
    document, earlier = plain.read(TITLE + text), plain.read(OLD_TITLE + previous)
    return select(where or Where(), facts_of(document, infer(document), earlier))[0]


def found(check: Any, text: str, previous: str) -> list[str]:
    at = passage(text, previous)
    return [at.document.slice(hit.span) for hit in check.find(at)]


def said(check: Any, text: str, previous: str) -> list[dict[str, str]]:
    return [hit.words for hit in check.find(passage(text, previous))]


def test_a_copied_paragraph():
    check = Similar(min=30)
    assert found(check, f"{OWN}\n{COPIED}\n", COPIED) == [COPIED]
    assert found(check, f"{OWN}\n", COPIED) == []


def test_new_figures_do_not_hide_a_copy():
    check = Similar(unit="sentence")
    old = "全年排查矛盾纠纷86件，调解成功84件，成功率97.7%。"
    new = "全年排查矛盾纠纷1023件，调解成功1001件，成功率97.8%。"
    assert found(check, new, old) == [new]


def test_words_of_ones_own_do():
    check = Similar(unit="sentence")
    assert (
        found(
            check,
            "全年排查纠纷三百起，河东村界址之争经联合调解签订协议。",
            "全年排查纠纷两百起，道路拓宽补偿争议由镇长包案化解。",
        )
        == []
    )


def test_set_phrases_are_too_short():
    assert found(Similar(unit="sentence"), "现将有关情况报告如下。", "现将有关情况报告如下。") == []


def test_the_share_of_a_whole_passage():
    check = Similar(unit="passage", share=0.4, min=30)
    (words,) = said(check, f"{OWN}\n{COPIED}\n", COPIED)
    assert words["share"] in ("47%", "48%", "49%")
    assert words["previous"] == "2023年"
    assert said(Similar(unit="passage", share=0.6, min=30), f"{OWN}\n{COPIED}\n", COPIED) == []


def test_places_of_a_passage_are_its_copied_sentences():
    at = passage(f"{OWN}\n{COPIED}\n", COPIED)
    (hit,) = Similar(unit="passage", share=0.4, min=30).find(at)
    assert [at.document.slice(span) for span in hit.related] == [COPIED]


def test_last_years_year_left_standing():
    check = Similar(unit="sentence", holding="{previous}年(?!起)")
    sentence = "2023年，镇政府组织行政执法人员集中培训三期，考试全部合格。"
    assert found(check, sentence, sentence) == ["2023年"]
    assert found(check, sentence.replace("2023", "2024"), sentence) == []
    assert found(check, sentence.replace("2023年，", "2023年起，"), sentence) == []


def test_all_places_together():
    check = Similar(unit="sentence", holding=r"\d+件", least=2)
    sentence = "全年排查矛盾纠纷86件，调解成功84件，其余移送法院。"
    assert found(check, sentence, sentence) == [sentence]
    assert found(check, sentence.replace("84", "85"), sentence) == []


def test_without_last_years_report_nothing_is_found():
    document = plain.read(TITLE + COPIED)
    (at,) = select(Where(), facts_of(document, infer(document)))
    assert list(Similar().find(at)) == []
    assert list(Previous(of="stated").find(at)) == []


@settings(deadline=None)  # the first run resolves the extractors
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_survived(text, previous):
    at = passage(text, previous)
    for check in (
        Similar(min=0),
        Similar(unit="sentence"),
        Similar(unit="passage"),
        *map(Previous, ("stated", "change", "carried")),
    ):
        list(check.find(at))


def test_linear():
    def compare(n: int) -> Callable[[], object]:
        text = "\n".join(f"第{i}村开展普法宣传，组织村民旁听庭审，由法律顾问{i}讲解。" for i in range(n))
        at = passage(text, text)
        return lambda: list(Similar(min=10).find(at))

    assert_linear(compare, 4000)


REPORT = "全年受理行政复议案件96件，办理行政处罚案件31件。上半年受理信访案件40件。罚没金额15.2万元。"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("全年受理行政复议案件134件，比上年的90件增加44件。", ["90件"]),
        ("2023年受理行政复议案件90件。", ["90件"]),
        ("去年办理行政处罚案件30件。", ["30件"]),
        ("2023年罚没金额12.6万元。", ["12.6万元"]),
        # What must stay silent.
        ("全年受理行政复议案件134件，比上年的96件增加38件。", []),
        ("2023年上半年受理行政复议案件50件。", []),
        ("2022年受理行政复议案件50件。", []),
        ("去年受理信访案件90件。", []),
        ("2023年审结行政复议案件90件。", []),
        ("截至2023年底，受理行政复议案件900件。", []),
        ("2023年计划受理行政复议案件100件。", []),
        ("2023年受理行政复议案件90余起。", []),
    ],
)
def test_stated(text, marked):
    assert found(Previous(of="stated"), text, REPORT) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("全年受理行政复议案件134件，同比增长29.6%。", ["29.6%"]),
        ("全年受理行政复议案件134件，较上年下降39.6%。", ["39.6%"]),
        ("办理行政处罚案件25件，较上年减少5件。", ["5件"]),
        ("全年受理行政复议案件134件，同比增长39.6%。", []),
        ("全年受理行政复议案件134件，同比增长39.5%。", []),  # cut off instead of rounded
        ("全年受理行政复议案件134件，同比增长约40%。", []),
        ("办理行政处罚案件25件，较上年减少6件。", []),
        ("办理行政处罚案件25件，办结率同比增长5%。", []),
        ("地区生产总值100亿元，同比增长7%。", []),
    ],
)
def test_change(text, marked):
    assert found(Previous(of="change"), text, REPORT) == marked


def test_several_values_for_one_name_tie_nothing():
    assert found(Previous(of="stated"), "2023年受理行政复议案件90件。", REPORT + "受理行政复议案件12件。") == []


@pytest.mark.parametrize(
    ("text", "previous", "marked"),
    [
        ("行政复议方面，上年结转5件。", "行政复议案件审结89件，结转下年7件。", ["5件"]),
        ("行政复议方面，上年结转7件。", "行政复议案件审结89件，结转下年7件。", []),
        ("上年结转信访事项5件。", "行政复议案件审结89件，结转下年7件。", []),
        ("行政复议方面，上年结转5件。", "行政复议案件结转下年7件，其中一类行政复议案件结转下年2件。", []),
    ],
)
def test_carried(text, previous, marked):
    assert found(Previous(of="carried"), text, previous) == marked


def test_the_message_names_both():
    (words,) = said(Previous(of="change"), "全年受理行政复议案件134件，同比增长29.6%。", REPORT)
    assert words == {
        "label": "受理行政复议案件", "stated": "增长29.6%", "found": "96件", "computed": "增加39.58%", "previous": "2023年",
    }  # fmt: skip
