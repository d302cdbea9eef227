"""Relations: sentences from a grammar of phrasings hold, and fail when a digit is changed; look-alikes stay silent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.extractors.figures import contradictions, facts, relations
from tests.growth import assert_linear

INTAKE = st.sampled_from(["全年共受理申请", "本月收到来信", "上半年累计接到投诉", "本院共办理案件", "今年共登记线索"])
PART = st.sampled_from(["其中办结", "其中涉及合同纠纷的", "其中市级承办", "其中重大案件"])
SHARE = st.sampled_from(["占{p}%", "占比{p}%", "占总数的{p}%", "占全部的{p}%", "所占比例为{p}%"])
RATES = st.sampled_from(
    [
        ("受理案件", "办结", "办结率"),
        ("收到诉求", "已答复", "答复率为"),
        ("调解纠纷", "调解成功", "调解成功率达"),
        ("抽检样品", "合格", "合格率"),
        ("排查问题", "完成整改", "整改率"),
    ]
)
UP = st.sampled_from(["较上年多{d}件，增长{p}%", "比去年同期增加{d}件，上升{p}%", "同比增加{d}件，增幅{p}%"])
BEFORE = st.sampled_from(["同比增长{p}%（上年同期为{b}件）", "较上年同期的{b}件增长{p}%"])


def percent(part: int, whole: int, places: int = 1) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def moved(value: Decimal) -> Decimal:
    """A percentage off by far more than rounding, still below 100."""
    return value - 7 if value > 50 else value + 7


@given(INTAKE, PART, SHARE, st.integers(40, 9000), st.integers(5, 95))
def test_shares(intake: str, part: str, phrase: str, whole: int, tenth: int) -> None:
    some = max(1, whole * tenth // 100)
    share = percent(some, whole)
    sentence = f"{intake}{whole}件，{part}{some}件，{phrase}。"
    assert contradictions(sentence.format(p=share)) == []
    assert contradictions(sentence.format(p=moved(share))) != []


@given(RATES, st.integers(60, 9000), st.integers(30, 95))
def test_rates(words: tuple[str, str, str], whole: int, tenth: int) -> None:
    taken, done, rate = words
    some = whole * tenth // 100
    share = percent(some, whole)
    sentence = f"全年{taken}{whole}件，{done}{some}件，{rate}{{p}}%。"
    assert contradictions(sentence.format(p=share)) == []
    assert contradictions(sentence.format(p=moved(share))) != []


@given(st.lists(st.integers(11, 900), min_size=3, max_size=6), st.integers(2, 9))
def test_parts(parts: list[int], slip: int) -> None:
    names = ["民事类", "刑事类", "行政类", "执行类", "国家赔偿类", "其他类"]
    listed = "、".join(f"{n}{v}件" for n, v in zip(names, parts, strict=False))
    total = sum(parts)
    for sentence in (
        f"全年办案{{t}}件（{listed}）。",
        f"全年办案{{t}}件，分别为{listed}。",
        f"全年办案{{t}}件：{listed}。",
    ):
        assert contradictions(sentence.format(t=total)) == []
        assert contradictions(sentence.format(t=total + slip)) != []
    assert contradictions(f"发放{listed}，合计{total}件。") == []
    turned = total >= 1000 and sorted(str(total)) == sorted(str(total + slip))  # 4263 for 4236: a slip of the pen
    closed = names[len(parts) - 1] == "其他类" or turned
    assert contradictions(f"全年办案{total + slip}件，其中{listed}。") == [] or closed


@given(UP, st.integers(300, 9000), st.integers(20, 250))
def test_changes_by_difference(phrase: str, now: int, more: int) -> None:
    share = percent(more, now - more)
    sentence = f"新收案件{now}件，{phrase}。"
    assert contradictions(sentence.format(d=more, p=share)) == []
    assert contradictions(sentence.format(d=more, p=share + 7)) != []


@given(BEFORE, st.integers(300, 9000), st.integers(20, 250))
def test_changes_by_earlier_value(phrase: str, now: int, more: int) -> None:
    share = percent(more, now - more)
    sentence = f"收到申请{now}件，{phrase}。"
    assert contradictions(sentence.format(b=now - more, p=share)) == []
    assert contradictions(sentence.format(b=now - more, p=share + 7)) != []


@given(st.integers(50, 5000), st.integers(2, 40))
def test_flows_and_bounds(taken: int, left: int) -> None:
    sentence = f"全年受理案件{taken}件，审结{taken - left}件，未结{{n}}件。"
    assert contradictions(sentence.format(n=left)) == []
    assert contradictions(sentence.format(n=left + 5)) != []
    assert contradictions(f"现有调解员{taken}人，其中专职{left}人。") == []
    assert contradictions(f"现有调解员{taken}人，其中专职{taken + left}人。") != []


@given(st.integers(3, 9), st.integers(1, 2))
def test_tallies(count: int, slip: int) -> None:
    marks = "".join(f"{'一二三四五六七八九'[i]}是加强第{i + 1}方面工作，" for i in range(count)).rstrip("，")
    assume(count + slip <= 9)
    assert contradictions(f"主要抓好以下{'一二三四五六七八九'[count - 1]}个方面：{marks}。") == []
    assert contradictions(f"主要抓好以下{'一二三四五六七八九'[count - 1 + slip]}个方面：{marks}。") != []


@given(st.integers(30, 3000), st.integers(3, 97))
def test_truncation_and_hedges_are_no_contradiction(whole: int, tenth: int) -> None:
    some = max(1, whole * tenth // 100)
    cut = (Decimal(some) * 100 / whole).quantize(Decimal("0.01"), "ROUND_DOWN")
    assert contradictions(f"共抽查{whole}件，其中合格{some}件，占{cut}%。") == []
    assert contradictions(f"共抽查{whole}件，其中合格{some}件，占{percent(some, whole)}%左右。") == []


def test_the_last_share_may_be_adjusted() -> None:
    found = relations(
        "全年收信139件：咨询16件，占11.5%；投诉67件，占48.2%；建议14件，占10.2%；求助42件，占30.1%。", "share"
    )
    assert {r.verdict for r in found} <= {"exact", "rounded", "truncated", "adjusted", "near"}
    assert "adjusted" in {r.verdict for r in found}


LOOK_ALIKES = [
    "全年审结案件412件，审结率达83.4%。",
    "受理复议案件1466件，受理1346件。维持900件，占已审结案件的66.89%。",
    "登记线索401条，其中首次反映362条，再次反映39条，实名反映99条。",
    "给予处分438人，其中党纪处分362人、政务处分151人。",
    "收到来信201封，其中咨询类120封，表扬类31封。",
    "新收案件4377件，同比增长11.8%。",
    "完成投资61.48亿元，占年度计划的111.99%。",
    "结案率111%，调解和解率69%。",
    "结案平均用时52天，其中民事平均用时60天。",
    "本月处理工单99件，群众满意率为75.86%。",
    "批准逮捕158件196人，不批准逮捕33件40人，不捕率16.95%。",
    "起诉348件427人，不起诉48件55人，不起诉率11.59%。",
    "新增企业60家和30家，累计分别达到1016家和591家。",
    "贷款余额从8.2万亿元增加到23.8万亿元、年均增长24%。",
    "建成18个临床医学中心、40个国家重点专科。",
    "空气优良天数329天、同比增加4天，PM2.5浓度同比下降8.4%。",
    "办理人大代表建议117件，其中重点督办7件；办理政协提案139件，其中重点督办5件。",
    "新建公园、广场3个。",
    "围绕城管、卫健等7个领域开展检查。",
    "新收案件2.4万件，审结2.5万件。",
    "接收社区矫正对象7人，解除矫正2人。",
    "2020年、2021年、2022年办件分别为96件、128件、171件。",
    "全省受理申请4377件。其中临河市2220件，占全国同类申请的40.94%。",
    "全年应结案件53件，已判决的案件中败诉7件，败诉率9.6%。",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_silent(text: str) -> None:
    assert contradictions(text) == []


ERRORS = [
    ("全年审结案件135件，其中以纠错方式结案29件，占19.2%。", "share 29÷135=21.48%"),
    ("收到申请15件。审理后，维持6件，占申请总数的46%。", "share 6÷15=40.00%"),
    ("受理举报461件，比上年同期多收245件，同比上升123.8%。", "change 245÷(461−245)=113.43%"),
    ("罚没款2021年52.96亿元，2020年为41.83亿元，同比增幅25%。", "change (52.96亿−41.83亿)÷41.83亿=26.61%"),
    ("收到举报687件，较上年同期的952件减少268件。", "change 952−687=265"),
    ("投诉举报12件，其中市场监管13件。", "bounds 13>12"),
    ("本期转来诉求49件，仍有1件没有办完，办结率为99%。", "share (49−1)÷49=97.96%"),
    ("累计接收对象275人，累计解除108人，目前在册176人。", "flow 275−108=167"),
    ("承办提案591件。目前，这519件提案已全部办结。", "agree 591≠519"),
    ("全省各地合格率105.2%。", "share 105.2%>100%"),
]


@pytest.mark.parametrize(("text", "computation"), ERRORS)
def test_errors_show_their_computation(text: str, computation: str) -> None:
    assert computation in contradictions(text)


def test_another_base_is_named() -> None:
    (found,) = relations("新收案件151件。审结135件，其中纠错29件，占审结案件的19.2%。", "share")
    assert (found.verdict, found.computed) == ("off", "29÷135=21.48%")
    assert found.hint == "若以151为分母则为19.2%"


def test_members_and_exhaustiveness() -> None:
    (found,) = relations("抽查案卷97卷（许可类16卷，处罚类81卷）。", "parts")
    assert found.exhaustive and found.verdict == "exact"
    assert [q.value for q in found.members["parts"]] == [16, 81]
    (loose,) = relations("抽查案卷98卷，其中许可类16卷，处罚类81卷。", "parts")
    assert not loose.exhaustive and loose.verdict == "unchecked"


def test_impossible_percentages() -> None:
    (found,) = relations("办结的134件案件中，98.7%以调解方式结案。", "share")
    assert found.verdict == "impossible"
    (fine,) = relations("办结的134件案件中，98.5%以调解方式结案。", "share")
    assert fine.verdict == "exact"


@pytest.mark.parametrize("piece", ["(", "1件", "共3件，其中", "（2件", "5%、", "一是", "甲、", "1件1人", "占"])
def test_hostile_repetition_is_linear(piece: str) -> None:
    """No pattern or walk may blow up on a text without an end of sentence."""

    def relate(count: int) -> Callable[[], object]:
        found = facts(piece * count)
        return lambda: found.relations

    assert len(facts(piece * 400).relations) <= 60 * 400
    assert_linear(relate, 4_000)


CARRIED_OVER = st.sampled_from(["上年结转{a}件", "年初未结{a}件", "2023年结转{a}件", "去年遗留{a}件", "旧存{a}件"])
LEFT_OVER = st.sampled_from(
    ["结转下年{d}件", "未结{d}件", "年末未办结{d}件", "结转{d}件", "尚未审结{d}件", "剩余{d}件"]
)


@given(CARRIED_OVER, LEFT_OVER, st.integers(2, 40), st.integers(50, 400), st.integers(1, 30), st.booleans())
def test_carried_over(carried: str, left: str, before: int, new: int, rest: int, first: bool) -> None:
    """What came in, more than was there, and what is left: it balances, and is told once where it does not."""
    came, opening = f"受理{new}件", carried.format(a=before)
    done = before + new - rest
    sentence = "，".join([*((opening, came) if first else (came, opening)), f"办结{done}件", left]) + "。"
    assert contradictions(sentence.format(d=rest)) == []
    assert [said.split()[0] for said in contradictions(sentence.format(d=rest + 7))] == ["flow"]


GRADED = st.sampled_from(
    [
        "评查案卷{n}卷，评定优秀{a}卷、合格{b}卷、不合格{c}卷。",
        "评查案卷{n}卷，评出优秀案卷{a}卷，合格案卷{b}卷，不合格案卷{c}卷。",
        "抽查案卷{n}宗，其中优秀{a}宗，合格{b}宗，不合格{c}宗。",
        "评查案卷{n}卷（优秀{a}卷、合格{b}卷、不合格{c}卷）。",
        "评定优秀{a}卷、合格{b}卷、不合格{c}卷，共{n}卷。",
    ]
)


@given(GRADED, st.integers(2, 40), st.integers(2, 40), st.integers(1, 9), st.integers(3, 9))
def test_grades(sentence: str, good: int, fair: int, poor: int, slip: int) -> None:
    """Grades exclude each other; 合格 may hold the 优秀, and the sum is then the rest."""
    assert contradictions(sentence.format(n=good + fair + poor, a=good, b=fair, c=poor)) == []
    assert contradictions(sentence.format(n=good + fair + poor, a=good, b=good + fair, c=poor)) == []
    if slip != good:
        assert contradictions(sentence.format(n=good + fair + poor, a=good, b=fair + slip, c=poor)) != []


@given(
    st.sampled_from(
        [
            "立案{n}件，较2023年的{b}件增长{p}%。",
            "立案{n}件，比2023年（{b}件）增长{p}%。",
            "立案{n}件，与2023年的{b}件相比增长{p}%。",
            "立案{n}件，2023年为{b}件，同比增长{p}%。",
            "2023年为{b}件，2024年为{n}件，增长{p}%。",
        ]
    ),
    st.integers(30, 400),
    st.integers(20, 200),
)
def test_a_year_that_is_named(sentence: str, before: int, more: int) -> None:
    rise = percent(more, before)
    assert contradictions(sentence.format(n=before + more, b=before, p=rise)) == []
    assert contradictions(sentence.format(n=before + more, b=before, p=rise + 13)) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "全市共建成法治文化阵地546处，市级12处，县级87处，乡镇级139处，村级308处。",
        "全年共受理信访900件：来信200件，来访150件，网上550件。",
        "全年共接待群众900人次，来信200人次，来访150人次，其余为网上投诉。",
        "受援人共计90人，男50人，女30人，单位10家。",
        "全年收到申请300件，上年结转20件，受理312件。",
        "年内共发现问题300个，已整改312个（含上年遗留15个）。",
        "本年新收198件，审结201件（含上年结转），结转下年20件。",
        "收到申请231件，剔除重复申请12件，实际受理219件。",
        "上一年度结转12件，本年度收到申请60件，受理56件，不予受理4件，审结54件，未审结14件。",
        "较2022年的36件、2023年的41件，2024年为29件，比上年减少12件，下降29.3%。",
        "2024年29件，比2022年的36件减少7件，比2023年的41件减少12件。",
        "2025年审结件数为588件，2024年为420件，2023年为394件，同比增长40.0%。",
        "优秀率30%、合格率65%、不合格率5%。",
        "抽取许可案卷20卷、处罚案卷40卷，评定优秀12卷、合格46卷、不合格2卷。",
        "组织学习《甲法》《乙条例》3次。",
        "印发《甲办法》《乙规定》3个配套文件。",
        "宣讲《甲法》、《乙条例》等法律法规3部。",
        "按照《甲办法》《乙规定》3个月内完成。",
        "抽取许可案卷20卷、处罚案卷40卷，优秀25卷。",
        "优秀案卷24宗、合格案卷33宗、不合格案卷3宗，优秀率为40%。",
        "收到来信20件、来访40件，受理55件。",
    ],
)
def test_right_as_written(sentence: str) -> None:
    assert contradictions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("印发《甲办法》《乙规定》《丙细则》等{n}个文件。", "3456"),
        ("印发《甲办法》《乙规定》（试行）和《丙细则》{n}个文件。", "356"),
        ("出台制度{n}项：《甲办法》《乙规定》和《丙细则》。", "356"),
        ("制定规范性文件{n}件，分别为《甲办法》《乙规定》《丙细则》。", "356"),
    ],
)
def test_titles_are_counted(sentence: str, told: str) -> None:
    """Right as often as told says; too far off is another list, and nothing is said."""
    for number in "23456":
        assert bool(contradictions(sentence.format(n=number))) == (number not in told)


def test_a_grade_is_no_more_than_what_was_reviewed() -> None:
    assert contradictions("抽取案卷60宗，评为优秀的67宗。") == ["bounds 67>60"]
    assert contradictions("审批事项由1420项精简为1265项，减少165项。") == ["change 1420−1265=155"]
