"""Relations beyond shares and sums: what is left, what there is now, means, comparisons; each holds, and fails when a
digit or a word is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extractors.figures import contradictions

COUNT = st.integers(11, 400)


@given(
    COUNT,
    COUNT,
    st.integers(1, 9),
    st.sampled_from(["其余{r}家限期整改", "剩余的{r}家已移交", "当场合格后余下{r}家待复查"]),
)
def test_rests(good: int, bad: int, slip: int, left: str) -> None:
    sentence = f"检查经营单位{good + bad}家，合格{good}家，{left}。"
    assert contradictions(sentence.format(r=bad)) == []
    if left.startswith(("其余", "剩余")):
        assert contradictions(sentence.format(r=bad + slip)) != []


@given(COUNT, st.integers(2, 40), st.integers(1, 5), st.integers(1, 4), st.integers(1, 9))
def test_stocks(before: int, new: int, ended: int, void: int, slip: int) -> None:
    now = before + new - ended - void
    sentence = f"年初现行有效的规范性文件{before}件；年内新制定{new}件，修改3件，废止{ended}件，宣布失效{void}件；年末现行有效{{n}}件。"
    assert contradictions(sentence.format(n=now)) == []
    assert contradictions(sentence.format(n=now + slip)) != []
    assert contradictions(sentence.format(n=now).replace("修改3件", "整合3件")) == [], "整合 may take some away"


@given(st.integers(3, 60), st.integers(20, 300), st.integers(2, 9))
def test_means(people: int, each: int, slip: int) -> None:
    sentence = f"{people}名执法人员全年检查{people * each}次，人均{{m}}次。"
    assert contradictions(sentence.format(m=each)) == []
    assert contradictions(sentence.format(m=each + slip)) != []


@given(st.lists(st.integers(20, 400), min_size=3, max_size=3, unique=True).map(sorted))
def test_trends(row: list[int]) -> None:
    sentence = "2021年、2022年、2023年分别受理{}件、{}件和{}件，呈逐年{}态势。"
    up, down = sentence.format(*row, "上升"), sentence.format(*reversed(row), "下降")
    assert contradictions(up) == contradictions(down) == []
    assert contradictions(up.replace("上升", "下降")) != []
    assert contradictions(down.replace("下降", "上升")) != []


@given(st.integers(100, 800), st.integers(10, 90))
def test_higher_and_lower(tenths: int, less: int) -> None:
    high, low = f"{tenths / 10}%", f"{(tenths - less) / 10}%"
    assert contradictions(f"全县应诉率{high}，高于全市{low}的平均水平。") == []
    assert contradictions(f"全县应诉率{high}，低于全市{low}的平均水平。") != []
    assert contradictions(f"满意率{high}，上年为{low}，同比提高{less / 10}个百分点。") == []
    assert contradictions(f"满意率{high}，上年为{low}，同比降低{less / 10}个百分点。") != []


@pytest.mark.parametrize(
    ("passage", "right", "wrong"),
    [
        ("一至四季度分别抽查案卷32宗、45宗、51宗、40宗，全年累计{}。", "168宗", "186宗"),
        ("2022年至2024年分别办理56件、71件和93件，三年累计{}。", "220件", "210件"),
        ("规范性文件12件、合同47件、决策6件，三类共{}。", "65件", "56件"),
        ("3名班子成员、9名站所负责人、22名队员共{}参加。", "34人", "44人"),
        ("罚没款126.4万元，由罚款118.9万元和没收违法所得{}两部分组成。", "7.5万元", "0.75万元"),
        ("标准满分100分，由程序、事实、适用、归档四部分组成，各占30分、25分、{}、25分。", "20分", "35分"),
        ("收到申请55件，处理结果依次为：公开23件，部分公开6件，不予公开9件，无法提供{}。", "17件", "27件"),
        ("查处330起，全部集中在三个领域，即城管213起、农业79起、文旅{}。", "38起", "31起"),
        ("受理申请2314件，上年结转46件，应办件总数{}。", "2360件", "2630件"),
        ("年初结转17件，新收142件，审结133件，其余{}结转下一年度办理。", "26件", "36件"),
        ("评查案卷96宗，包括处罚68宗、许可28宗。经复核，评定优秀{}、合格52宗、不合格3宗。", "41宗", "42宗"),
        ("咨询由2022年的4150人次升至2023年的8320人次，翻了{}。", "一番", "两番"),
        ("上半年查处386件；下半年查处451件，较上半年增长{}。", "16.8%", "18.6%"),
        ("办理时限由20个工作日压减至6个工作日，压减{}。", "70%", "30%"),
        ("平均得分由88.42分升至91.07分，提高{}。", "2.65分", "3.65分"),
        ("接到举报3204件（2023年为3571件），比上年少{}。", "367件", "467件"),
        ("应持证人员612名，已持证598名，持证率{}。", "97.71%", "102.34%"),
        ("受理纠纷351件，调解成功{}，调解成功率98.58%。", "346件", "364件"),
        ("召开会议{}，时间分别为2月28日、6月15日和11月9日。", "3次", "4次"),
        ("推出“当场办”“容缺办”“帮代办”{}举措。", "三项", "四项"),
        ("截至11月底查处案件512件；12月又办结47件，至此全年办结{}。", "559件", "549件"),
        ("清理文件143件。经审定，继续有效98件，修改17件，宣布失效和废止分别为17件和{}。", "11件", "13件"),
        ("上半年讲座34场，受众2600人；下半年52场，全年累计{}。", "86场", "89场"),
        ("一至四季度分别受理1204件、1367件、1519件和1298件，全年{}。", "5388件", "5288件"),
        ("设综合窗口24个、专业窗口31个、反映窗口1个，窗口总数达到{}。", "56个", "58个"),
        ("由198个村调委会、16个乡镇调委会和6个行业调委会组成，{}调委会各有专人。", "220个", "231个"),
        ("县长出庭2次，副县长出庭5次，局长出庭33次，累计出庭{}。", "40次", "46次"),
        ("诉讼案件165件。从审级看，一审107件，二审58件；从主体看，县政府41件，部门87件，乡镇{}。", "37件", "46件"),
        ("1至12月接待1536人次，月均{}。", "128人次", "138人次"),
        ("四年累计办理312件，年均{}。", "78件", "68件"),
        ("各局得分依次为：甲局92.5分、乙局90.0分、丙局88.5分，平均得分{}。", "90.3分", "91.2分"),
        ("最高分96.5分，最低分78.0分，两者相差{}。", "18.5分", "17.5分"),
        ("核定编制32名，实有27名，空编{}。", "5名", "7名"),
        ("计划培养250户，实际认定280户，超额完成{}。", "30户", "20户"),
        ("满意度为96.8%，比全市94.5%的平均水平高{}。", "2.3个百分点", "3.2个百分点"),
        ("满意度均在95%以上，分别为97.2%、96.4%、{}。", "95.1%", "91.5%"),
        ("案件连续两年下降，2022年为214件，2023年为{}，2024年为165件。", "208件", "218件"),
        ("处罚案卷优秀率38.6%，许可案卷优秀率{}，前者低于后者。", "52.3%", "32.3%"),
        ("2022年至2024年制定文件分别为11件、12件、{}，2024年制定数与上年持平。", "12件", "14件"),
        ("收回事项24项，赋权事项由118项调整为{}。", "94项", "84项"),
        ("年初安排经费180万元，追加35万元，支出198.4万元，年末结余{}。", "16.6万元", "18.6万元"),
        ("共审结复议案件137件。在审结的{}案件中，维持80件。", "137件", "173件"),
        ("辖21个行政村、5个社区，法律顾问覆盖全部{}村（社区）。", "26个", "24个"),
        ("新收案件93件，同期审结88件，败诉7件，以审结案件数计算的败诉率为{}。", "8.0%", "7.5%"),
        ("环节由6.4个减至2.1个，材料由13.2份减至5.7份，分别压减67.2%和{}。", "56.8%", "65.8%"),
        ("获评示范村三个，即东湾村、石桥村和{}。", "柳林村", "柳林村、白鹭洲村"),
        ("争取资金120万元，改造中心。上述{}已全部支付。", "120万元", "102万元"),
    ],
)
def test_as_drafters_write(passage: str, right: str, wrong: str) -> None:
    assert contradictions(passage.format(right)) == []
    assert contradictions(passage.format(wrong)) != []
