"""The kinds of error that real reports contain, each found by a rule; texts in our own words, places invented."""

from __future__ import annotations

import pytest

from lawcheck import lint, load_rules, read, review

RULESET = load_rules(cache=False)

TITLE = "# 青禾镇2024年法治政府建设年度报告\n\n"
DISTRICT = "# 青禾区2023年法治政府建设情况报告\n\n"
BUREAU = "# 青禾县财政局2023年法治政府建设年度报告\n\n"
DISCLOSURE = "# 青禾镇2023年政府信息公开工作年度报告\n\n"
RULEMAKING = """## 二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| 规章 | {rules} | 0 | {rules} |
| 行政规范性文件 | {normative} | 0 | {normative} |
"""

KINDS = [
    (
        "a copied template: another organ",
        BUREAU + "在镇党委的坚强领导下，全面推进依法理财。\n",
        "identity/foreign-organ",
    ),
    ("a copied template: another self", BUREAU + "今年以来，我镇扎实推进法治建设。\n", "identity/self-reference"),
    ("a district that says 我市", DISTRICT + "今年以来，我市执法水平不断提高。\n", "identity/higher-self"),
    ("the issuer's name shortened otherwise", TITLE + "青禾镇落实责任。青禾乡开展普法。\n", "identity/issuer-name"),
    ("a paragraph of another year", DISTRICT + "2022年，我区受理行政复议申请36件，办结35件。\n", "period/other-year"),
    (
        "this report told of as deliberated",
        TITLE + "《青禾镇2024年法治政府建设年度报告》已提交镇党委会审议，并向社会公开。\n",
        "period/self-reported",
    ),
    ("a share of another base", TITLE + "审结135件，纠错29件，占审结总数的19.2%。\n", "figures/share"),
    ("a change that is another", TITLE + "今年收件5422件，比去年的4580件增长28.4%。\n", "figures/change"),
    ("parts that do not add up", TITLE + "共审结15件，其中维持9件、撤销5件、其他2件。\n", "figures/parts"),
    (
        "a subset above its set",
        TITLE + "受理投诉举报12件，其中涉及消费的投诉举报13件。\n",
        "figures/parts figures/bounds",
    ),
    ("a power that a township lacks", DISCLOSURE + RULEMAKING.format(rules=6, normative=0), "disclosure-report/"),
    (
        "text against table",
        DISCLOSURE + "## 一、总体情况\n\n全年制发行政规范性文件0件。\n\n" + RULEMAKING.format(rules=0, normative=32),
        "disclosure-report/",
    ),
    (
        "two levels numbered 一、",
        TITLE + "## 一、主要做法\n\n### 一、依法决策\n\n审查合同。\n\n## 二、不足\n\n人少。\n",
        "structure/heading-level",
    ),
    ("一是 without 二是", TITLE + "主要不足：一是人手偏少，司法所仅两人。\n", "structure/run-alone"),
    ("a missing bracket", TITLE + "调解纠纷86件（其中疑难12件，全部办结。\n", "structure/unpaired-marks"),
    ("an unclosed quotation mark", TITLE + "开展“法律进乡村活动，宣讲十场。\n", "structure/unpaired-marks"),
    (
        "a 文号 inside 《》",
        TITLE + "落实《关于规范执法的通知（青府发〔2024〕3号）》要求。\n",
        "structure/number-in-title",
    ),
    ("a title with a word missing", TITLE + "宣传《有组织犯罪法》二十场。\n", "reference/law-name"),
    (
        "a title with a word too many",
        TITLE + "落实《政府信息公开工作条例》。\n",
        "reference/law-name",
    ),
    ("放管服 with a word too many", TITLE + "深化“放管服务”改革。\n", "wording/set-phrases"),
    ("the form's own instructions", TITLE + "（此处填写本单位开展情况）\n", "structure/placeholder-instructions"),
    ("第 次 without a number", TITLE + "镇党委第 次会议研究法治工作。\n", "structure/placeholder-blanks"),
    ("doubled words", TITLE + "坚持坚持依法行政。\n", "structure/doubled-word"),
    (
        "a missing 日",
        TITLE + "调解纠纷。\n\n青禾镇人民政府\n\n2025年1月20\n",
        "structure/date-without-day structure/placeholder-dates",
    ),
]


@pytest.mark.parametrize(("kind", "text", "rules"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_the_kind_is_found(kind, text, rules):
    wanted = tuple(rules.split())
    found = {f.rule for f in lint(text, rules=RULESET, format="markdown").findings}
    assert any(rule.startswith(wanted) for rule in found), sorted(found)


def test_the_introduction_of_two_years_alike():
    lead = "{}年，青禾镇以习近平法治思想为指导，认真落实县委、县政府部署，扎实推进法治政府建设各项工作，着力提升依法行政水平，群众对法治建设的满意程度稳步提高，取得了新的成效。\n\n"
    before = "# 青禾镇2023年法治政府建设年度报告\n\n" + lead.format(2023) + "办理案件十二件，调解纠纷八十六件。\n"
    after = TITLE + lead.format(2024) + "办理案件二十件，开展宣讲三十场，修订议事规则两项。\n"
    draft, last = (read("a.md", text=text) for text in (after, before))
    found = {f.rule for f in review(draft, RULESET, previous=last).findings}
    assert "previous/copied-paragraph" in found, sorted(found)
