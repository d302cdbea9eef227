"""The pack annual-report: the shapes that yearly reports take, words that topics go by, and whole examples."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from lawcheck import Review, lint, load_rules
from lawcheck.selftest import mutate_rule
from tests.conftest import ROOT

PACK = load_rules(["annual-report"], examples=True, cache=False)
RULES = list(PACK)
REQUIRED = ["measures", "shortcomings", "first-responsible", "next-year"]
EXAMPLES = ROOT / "examples"
DONE = (
    "组织干部学法四次，办理行政处罚案件十二件，调解矛盾纠纷八十六件，重要文件和合同先经司法所审查，群众办事更加方便。"
)
LACKING = "执法人员少，办案经验不足。原因是编制紧、培训少，业务骨干流动快。普法形式单一，对群众的需求了解不够。"
PLANNED = (
    "上半年补齐执法力量，按季组织案卷制作培训，把自查结果列入站所考核；会同学校编印案例读本，每村以案说法不少于四场。"
)
HEADS = "书记主持研究法治建设五次，审定年度工作要点；镇长督办执法问题两件，带头出庭应诉一次；二人均在年终会议上述法并接受评议。"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_is_tried_by_spoiled_examples(rule):
    """That each of them is found is tested for all packs in test_rules.py; here: that there are any."""
    made, _ = mutate_rule(rule)
    assert made


class Shape(NamedTuple):
    """One of the orders in which chapters come; `told` says what the four required-content rules may say of it."""

    name: str
    text: str
    told: dict[str, str] = {}


INSIDE = {"first-responsible": "notice"}  # spoken of inside another chapter: pointed out, never "missing"
SHAPES = (
    Shape("results, shortcomings, plans; the duty as an item", f"""
松岭镇2024年法治政府建设情况报告
一、工作成效
（一）抓学习
{DONE}
（二）履行第一责任人职责
{HEADS}
二、存在问题
{LACKING}
三、下步打算
{PLANNED}
""", INSIDE),
    Shape("the duty first", f"""
松岭县2024年法治政府建设年度报告
一、党政主要负责人履行推进法治建设第一责任人职责的有关情况
{HEADS}
二、推进法治政府建设的主要举措和成效
{DONE}
三、推进法治政府建设存在的不足和原因
{LACKING}
四、2025年度推进法治政府建设的主要安排
{PLANNED}
"""),
    Shape("study and duty as chapter one", f"""
松岭市2024年法治政府建设年度报告
一、深入学习贯彻习近平法治思想，党政主要负责人履行第一责任人职责
{HEADS}
二、举措及成效
{DONE}
三、问题与不足
{LACKING}
四、下一年度工作安排
{PLANNED}
"""),
    Shape("study and duty inside the results", f"""
松岭县2024年度法治政府建设工作情况报告
一、主要做法及成效
（一）学习贯彻习近平法治思想
{DONE}
（二）第一责任人履职情况
{HEADS}
二、存在短板和差距
{LACKING}
三、下一阶段重点工作
{PLANNED}
""", INSIDE),
    Shape("highlights first", f"""
松岭区2024年法治政府建设年度报告
一、特色亮点
{DONE}
二、第一责任人职责履行情况
{HEADS}
三、薄弱环节
{LACKING}
四、明年计划
{PLANNED}
"""),
    Shape("the seven heads of the older outline", f"""
松岭乡2020年法治政府建设工作报告
一、依法履行政府职能方面
{DONE}
二、完善依法行政制度体系方面
{DONE}
三、行政决策科学民主方面
{DONE}
四、严格公正文明执法方面
{DONE}
五、行政权力制约监督方面
{DONE}
六、化解社会矛盾纠纷方面
{DONE}
七、组织领导和第一责任人落实情况
{HEADS}
八、存在的困难和问题
{LACKING}
九、今后工作方向
{PLANNED}
"""),
    Shape("the themes of the newer outline, no chapter on results", f"""
松岭市2023年法治政府建设年度报告
一、坚持政治引领，压实第一责任人职责
{HEADS}
二、坚持依法决策，健全制度
{DONE}
三、坚持规范执法
{DONE}
四、坚持多元解纷
{DONE}
五、存在的主要问题及原因
{LACKING}
六、2024年工作要点
{PLANNED}
"""),
    Shape("basic facts, then what was done", f"""
松岭县水务局2024年法治政府建设工作报告
一、基本情况
全局有执法人员十二名，均持证上岗，承担河道、取水、水土保持等方面的行政检查和行政处罚职责。
二、主要做法
（一）局长履行第一责任人职责
{HEADS}
（二）规范执法
{DONE}
三、存在的不足
{LACKING}
四、下一步
{PLANNED}
""", INSIDE),
    Shape("overview, then ways and results", f"""
松岭街道2024年法治政府建设年度报告
一、总体情况
{DONE}
二、做法和成效
{DONE}第一责任人职责落实到位，党工委书记主持研究五次。
三、不足之处及原因分析
{LACKING}
四、下一步工作思路
{PLANNED}
""", INSIDE),
    Shape("main work first, items a paragraph each", f"""
松岭县林业局2024年法治政府建设情况的报告
一、2024年主要工作
一是抓实第一责任人职责。{HEADS}
二是规范执法。{DONE}
二、存在的差距和不足
一是执法力量不足。{LACKING}
三、2025年打算
一是补齐力量。{PLANNED}
""", INSIDE),
    Shape("the guideline's long sentences as headings", f"""
松岭镇2025年法治政府建设年度报告
一、上一年度推进法治政府建设的主要举措和成效。
{DONE}
二、上一年度推进法治政府建设存在的不足和原因。
{LACKING}
三、上一年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况。
{HEADS}
四、下一年度推进法治政府建设的主要安排。
{PLANNED}
五、其他需要报告的情况。
无。
"""),
    Shape("an introduction that lists the parts and the period", f"""
松岭新区2022年法治政府建设年度报告
本报告由第一责任人履职、举措成效、不足和原因、下一年安排四部分组成，数据统计期限自2022年1月1日起至12月31日止。
一、党政主要负责人履职情况
{HEADS}
二、主要举措成效
{DONE}
三、不足和原因
{LACKING}
四、下一年安排
{PLANNED}
"""),
    Shape("chapters of one long paragraph", f"""
松岭镇2024年法治政府建设报告
一、成效
{DONE}{HEADS}镇党委书记、镇长切实履行第一责任人职责。{DONE}
二、不足
{LACKING}
三、打算
{PLANNED}
""", INSIDE),
    Shape("heading and text in one paragraph", f"""
松岭街道2024年法治政府建设年度报告
一、主要举措和成效。{DONE}
二、第一责任人履职情况。{HEADS}
三、存在的不足和原因。{LACKING}
四、下一年度主要安排。{PLANNED}
"""),
    Shape("1、 as the outermost level", f"""
松岭县交通运输局2024年法治政府建设工作情况报告
1、工作开展情况
{DONE}
2、主要负责人履行法治建设职责情况
{HEADS}
3、存在的问题
{LACKING}
4、下步工作
{PLANNED}
"""),
    Shape("outermost headings without numbers", f"""
松岭市2023年法治政府建设年度报告
主要举措和成效
（一）依法决策
{DONE}
党政主要负责人履行第一责任人职责
{HEADS}
存在的不足和原因
{LACKING}
下一年度主要安排
{PLANNED}
"""),
    Shape("second level without numbers", f"""
松岭县2024年法治政府建设年度报告
一、主要成效
第一责任人职责全面落实
{HEADS}
规范执法水平稳步提升
{DONE}
二、存在的问题和原因
{LACKING}
三、来年工作安排
{PLANNED}
""", INSIDE),
    Shape("一、 directly under 一、", f"""
松岭街道2024年法治政府建设年度报告
一、工作开展情况
一、学习贯彻情况
{DONE}
二、落实第一责任人职责情况
{HEADS}
二、存在的不足
{LACKING}
三、下一步工作计划
{PLANNED}
""", {}),
)  # fmt: skip


def severities(review: Review, pack: str = "annual-report") -> dict[str, str]:
    return {f.rule.partition("/")[2]: f.severity.value for f in review.findings if f.rule.partition("/")[0] == pack}


def test_there_are_eighteen():
    assert len(SHAPES) == 18


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.name)
@pytest.mark.parametrize("format", ["plain", "markdown"])
def test_no_shape_is_told_that_a_chapter_is_missing(shape, format):
    text = shape.text.strip()
    review = lint(text if format == "plain" else text.replace("\n", "\n\n"), rules=PACK, format=format)
    told = severities(review)
    assert {k: v for k, v in told.items() if k in REQUIRED} == shape.told
    assert not {"shortcomings-depth", "shortcomings-causes", "title", "title-year", "title-issuer"} & set(told)


@pytest.mark.parametrize("gone", REQUIRED)
def test_a_chapter_taken_out_is_missed_in_every_shape_with_chapters_of_its_own(gone):
    chapter = {"measures": DONE, "shortcomings": LACKING, "first-responsible": HEADS, "next-year": PLANNED}[gone]
    for shape in (SHAPES[1], SHAPES[10], SHAPES[13]):
        lines = shape.text.strip().split("\n")
        at = next(i for i, line in enumerate(lines) if line.endswith(chapter))
        first = at if not lines[at].startswith(chapter) else at - 1
        text = "\n".join(lines[:first] + lines[at + 1 :])
        assert severities(lint(text, rules=PACK, format="plain"))[gone] == "error", (shape.name, gone)


TITLES = (
    "松岭镇2024年法治政府建设年度报告",
    "松岭镇2024年度法治政府建设工作报告",
    "松岭县2024年推进法治政府建设情况报告",
    "松岭县司法局2024年法治政府部门建设工作报告",
    "松岭市2024年法治政府建设情况",
    "松岭县人民政府关于2024年度推进法治政府建设情况的报告",
    "中共松岭县委、松岭县人民政府关于2024年度法治政府建设情况的报告",
    "2024年度松岭镇法治政府建设年度报告",
    "松岭街道办事处2024年度推进法治政府建设工作情况报告",
)


@pytest.mark.parametrize("title", TITLES)
def test_titles_in_use_pass(title):
    told = severities(lint(f"{title}\n现将情况报告如下：\n一、主要成效\n{DONE}\n", rules=PACK, format="plain"))
    assert not {"title", "title-year", "title-issuer"} & set(told)


# What a topic goes by in reports that do not use its usual name: the rule must not fire on any of them.
OTHER_WORDS = {
    "xi-thought": ["习近平总书记关于依法治国的重要讲话精神", "深入学习宣传贯彻习近平法治思想"],
    "decision-making": ["凡“三重一大”事项均上会", "严格执行议事规则", "由镇党委会研究决定"],
    "legal-counsel": ["选聘法治顾问一名", "公职律师参与谈判", "由驻镇律师审核"],
    "legality-review": ["对重大执法决定作法制审核", "合同由律师把关", "出具法律意见四份", "开展公平竞争审查"],
    "enforcement": ["开展“双随机”抽查", "立案查处违法案件两件"],
    "legal-publicity": ["在村口宣讲反诈和未成年人保护条例", "培育法律明白人", "落实干部学法用法制度"],
    "dispute-resolution": ["办结信访件三件", "打造枫桥式司法所"],
    "public-legal-services": ["村村都有法律顾问", "宣传12348热线", "协助申请法律援助"],
    "openness": ["处罚结果逐件公示", "在公众号发布信息", "接受群众监督，办事流程公开"],
    "township-enforcement": ["承接下放事项", "与县局联合执法", "设综合行政执法办"],
    "reconsideration-unit": ["未发生诉讼", "复议零纠错"],
}


@pytest.mark.parametrize(("rule", "words"), [(r, w) for r, ws in OTHER_WORDS.items() for w in ws])
def test_topic_under_another_name(rule, words):
    text = f"松岭镇2024年法治政府建设年度报告\n一、主要成效\n{words}。\n"
    assert rule not in severities(lint(text, rules=PACK, format="plain"))


def test_what_a_level_has_no_part_in_is_not_asked_of_it():
    text = f"松岭镇2024年法治政府建设年度报告\n一、主要成效\n{DONE}\n"
    told = severities(lint(text, rules=PACK, format="plain"))
    asked_above = {
        "normative-documents",
        "reconsideration",
        "rule-of-law-statement",
        "oversight",
        "digital",
        "emergency",
    }
    assert not asked_above & set(told)


@pytest.mark.parametrize("name", ["township-sound", "county-draft", "bureau-draft"])
def test_sound_example(name):
    review = lint(EXAMPLES / f"{name}.md", rules=["annual-report", "file-review"])
    assert [str(f.place.text) for f in review.findings if f.severity.value in ("error", "warning")] == []
    assert review.profile.kind == "annual-report"


def test_flawed_example():
    review = lint(EXAMPLES / "township-flawed.md", rules=["annual-report", "file-review"])
    assert severities(review) == {
        "next-year": "error",
        "shortcomings": "warning",  # 存在的不走和原因
        "first-responsible": "warning",  # a heading and nothing under it
        "reconsideration-unit": "notice",
        "three-systems-complete": "notice",
    }
    assert severities(review, "file-review") == {"report-facts": "warning"}


def test_the_seed_is_told_nothing_wrong(seed):
    review = lint(seed, rules=["annual-report", "file-review"])
    assert severities(review) == {"addressee": "notice", "dateline": "notice", "first-responsible": "notice"}
    assert severities(review, "file-review") == {"report-facts": "warning"}
