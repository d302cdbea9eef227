"""The pack file-review: what a report must say of it, and what standards and sheets must list, family by family."""

from __future__ import annotations

import pytest

from lawcheck import Review, lint, load_rules
from lawcheck.selftest import mutate_rule
from tests.conftest import ROOT

PACK = load_rules(["file-review"], examples=True, cache=False)
RULES = list(PACK)
EXAMPLES = ROOT / "examples"
FAMILIES = ("penalty", "licence", "coercion")
FAMILY_RULES = {f"{family}-{part}" for family in FAMILIES for part in ("legality", "documents")}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_is_tried_by_spoiled_examples(rule):
    """That each of them is found is tested for all packs in test_rules.py; here: that there are any."""
    made, _ = mutate_rule(rule)
    assert made


def told(review: Review) -> dict[str, str]:
    return {f.rule.partition("/")[2]: f.severity.value for f in review.findings}


def outcomes(review: Review) -> dict[str, str]:
    return {v.rule.partition("/")[2]: v.outcome for v in review.verdicts}


def test_sound_sheet():
    review = lint(EXAMPLES / "file-review-sheet.md", rules=PACK)
    assert review.profile.kind == "file-review"
    assert told(review) == {}
    found = outcomes(review)
    assert {k for k in FAMILY_RULES if found[k] == "pass"} == {"penalty-legality", "penalty-documents"}
    assert {k for k in FAMILY_RULES if found[k] == "idle"} == {k for k in FAMILY_RULES if not k.startswith("penalty")}


def test_flawed_sheet():
    review = lint(EXAMPLES / "file-review-sheet-flawed.md", rules=PACK)
    assert told(review) == {
        "penalty-legality": "error",
        "penalty-documents": "warning",
        "sheet-grades": "warning",
        "sheet-veto": "warning",
        "sheet-outcome": "notice",
        "sheet-signature": "notice",
    }
    said = {f.rule.partition("/")[2]: f.message for f in review.findings}
    for name in ("执法人员资格", "听证", "集体讨论", "重大执法决定法制审核", "应当移送的移送"):
        assert name in said["penalty-legality"]
    for name in ("执法主体资格", "事实清楚", "当事人认定", "裁量适当"):
        assert name not in said["penalty-legality"]


COMBINED = """# 松岭县行政执法案卷评查标准

## 一、行政处罚案卷评查标准

{penalty}

## 二、行政许可案卷评查标准

{licence}

## 三、行政强制案卷评查标准

{coercion}

## 四、等次评定

合法性项目有一项不合格的，全卷不合格。90分以上为优秀，60分以上为合格，60分以下为不合格。问题限期整改，结果通报。
"""
SOUND = {
    "penalty": (
        "主体合法，办案人员有执法证，两人办案；当事人认定准确；管辖、事实、证据、定性、法律适用、裁量无误；告知、听证、法制审核、"
        "集体讨论合法；调查与审核人员分离；期限内办结；应移送的已移送。\n\n立案审批表、检查笔录、询问笔录、鉴定意见、先行登记保存、"
        "查封扣押手续、调查终结报告、责令改正通知书、处罚决定书、送达回证、催告书、加处罚款决定、罚没收据、结案报告、卷内目录齐全。"
    ),
    "licence": (
        "许可机关合法，符合法定条件；一次性告知补正；依法受理；两人核查；告知利害关系人；依法听证；期限内办结，延期经批准；不予许可说明理由。"
        "\n\n申请书、检测结果、决定书、送达回证、公示记录、卷内目录齐全。"
    ),
    "coercion": (
        "主体合法，依据充分，事先批准，两名人员出示证件，当场告知，听取申辩，期限合法，催告后作出强制执行决定，不在夜间实施。\n\n"
        "现场笔录、清单、决定书、解除通知书、终结执行决定、代履行决定、送达回证、卷内目录齐全。"
    ),
}


def test_standard_of_three_families_passes():
    review = lint(COMBINED.format(**SOUND), rules=PACK, format="markdown")
    assert told(review) == {}
    assert all(outcomes(review)[rule] == "pass" for rule in FAMILY_RULES)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_answers_for_itself(family):
    text = COMBINED.format(**{**SOUND, family: "材料齐全，程序合法，装订整齐。"})
    review = lint(text, rules=PACK, format="markdown")
    assert told(review) == {f"{family}-legality": "error", f"{family}-documents": "warning"}
    title = {"penalty": "行政处罚", "licence": "行政许可", "coercion": "行政强制"}[family]
    assert all(title in f.place.text for f in review.findings)


NOTICE = """# 松岭县司法局关于2024年行政执法案卷评查情况的通报

## 一、基本情况

县司法局抽调法制骨干组成评查组，对照《省行政处罚案卷评查标准》，评查2024年办结的处罚案卷40卷、许可案卷20卷，
评定优秀12卷、合格46卷、不合格2卷。

## 二、行政处罚案卷评查情况

主体合法，证据较为充分。发现问题31个，已反馈并限期整改，结果计入年度考核。

## 三、行政许可案卷评分结果

平均91分。

## 四、对照行政处罚案卷评查标准发现的问题

部分送达回证填写不全，已督促改正。
"""


def test_result_report_is_no_sheet():
    review = lint(NOTICE, rules=PACK, format="markdown")
    assert review.profile.kind == "file-review"
    assert told(review) == {}
    assert all(outcomes(review)[rule] == "idle" for rule in FAMILY_RULES)


@pytest.mark.parametrize("heading", ["一、基本要素", "一、评分项目"])
def test_sheet_whose_title_alone_names_the_family(heading):
    text = f"# 松岭县行政许可案卷评分表\n\n## {heading}\n\n| 项目 | 分值 |\n|---|---|\n| 申请书 | 10 |\n"
    assert {"licence-legality", "licence-documents"} <= set(told(lint(text, rules=PACK, format="markdown")))


def test_simple_procedure_is_not_asked_for_hearings():
    text = (
        "# 松岭县行政处罚（简易程序）案卷评查标准\n\n## 一、简易程序行政处罚案卷评查标准\n\n当场处罚决定书填写规范。\n"
    )
    assert not FAMILY_RULES & set(told(lint(text, rules=PACK, format="markdown")))


REPORT = "# 松岭镇2024年法治政府建设年度报告\n\n## 一、主要成效\n\n{}\n"


@pytest.mark.parametrize(
    "words",
    [
        "下一步，将组织开展案卷评查，提升办案质量。",  # a plan
        "镇司法所办理法律援助案件九件，案卷按时归档。",  # not a review
        "镇执法队2024年组织案卷自评自查一次，对照评查标准逐卷打分，查处罚案卷12卷，最高96分，发现问题5处并已改正。",
    ],
)
def test_report_that_says_enough_or_nothing_of_reviews(words):
    assert "report-facts" not in told(lint(REPORT.format(words), rules=PACK, format="markdown"))


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("开展案卷评查。", "report-facts"),
        ("全年抽查案卷60卷，评定优秀、良好、合格三个等次。", "report-grades"),
        ("县司法局评查案卷60卷，梳理出共性问题4类。", "report-mended"),
    ],
)
def test_report_that_leaves_something_out(words, rule):
    assert rule in told(lint(REPORT.format(words), rules=PACK, format="markdown"))


def test_what_is_said_of_other_things_is_not_said_of_the_files() -> None:
    text = "对轻微违法的11件不予处罚，纠正3起。开展行政执法案卷评查，执法水平提升。"
    (found,) = [
        f for f in lint(REPORT.format(text), rules=PACK, format="markdown").findings if f.rule.endswith("report-facts")
    ]
    assert "已写：无" in found.message
