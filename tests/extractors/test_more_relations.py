"""Relations beyond shares and sums: what is left, what there is now, means, comparisons; each holds, and fails when a
digit or a word is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.extractors.profile import infer
from lawcheck.model.facts import Facts
from lawcheck.readers import markdown
from lawcheck.registry import extractors
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
        ("检查536次，其中安全领域212次、生态领域128次、资源领域94次、农业领域{}。", "102次", "112次"),
        ("排查纠纷236件，包括家庭82件、邻里75件、其他79件；调处成功{}，成功率97.0%。", "229件", "292件"),
        ("依次为水利局96分、林业局93分、交通局91分、文旅局88分、民政局87分，5个单位平均{}。", "91分", "89分"),
        ("按每件300元的标准，补助案件246件，共发放{}。", "7.38万元", "73.8万元"),
        ("投入{}购置记录仪156台，每台1500元。", "23.4万元", "234万元"),
        ("一季度受理58件、二季度73件、三季度66件、四季度81件，全年共{}。", "278件", "287件"),
        ("2021年至2023年分别为200件、240件、300件。2023年比2022年增加60件，增长{}。", "25.0%", "30.0%"),
        ("行政诉讼案件7件，镇长出庭3件、副镇长出庭4件。{}案件均已审结。", "7件", "9件"),
        ("现有在岗执法人员26名。\n\n组建由全部{}执法人员参加的宣讲队。", "26名", "28名"),
        ("全镇共有“法律明白人”60名。\n\n{}“法律明白人”中能独立宣讲的有21名。", "60名", "62名"),
        ("全年受理矛盾纠纷231件。\n\n全年受理的{}矛盾纠纷中，物业纠纷最多。", "231件", "213件"),
        ("罚没款共计512.7万元。\n\n全年罚没款{}，大要案不多。", "512.7万元", "521.7万元"),
        ("评定优秀102宗、合格53宗、不合格5宗。\n\n在评查的160宗案卷中，仍有{}不合格。", "5宗", "8宗"),
        ("培训行政执法人员5620人次。\n\n保障全年{}行政执法人员培训。", "5620人次", "5260人次"),
        ("化解纠纷{}，其中村调委会3518件、乡镇调委会571件、行业调委会147件。", "4236件", "4263件"),
        ("应当出庭56件，实际出庭{}。", "54件", "58件"),
        ("先后印发《甲镇记录办法》《甲镇审核办法》《甲镇责任制规定》《甲镇公示办法》{}制度。", "四项", "五项"),
        ("坚持“{}到位”，即组织到位、责任到位、培训到位。", "三个", "四个"),
        ("评定优秀18卷、合格23卷、不合格1卷，优秀率{}。", "42.9%", "48.9%"),
        ("入企检查1846户次，比上年的2417户次减少23.6%，其中扫码方式的{}。", "1602户次", "1902户次"),
        ("对14个部门每个抽取案卷3卷、对11个乡镇每个抽取案卷2卷，共抽取案卷{}。", "64卷", "62卷"),
        ("6个街道、11个镇每家均报送案卷8宗，共收到案卷{}。", "136宗", "126宗"),
        ("抽调业务骨干24人，分成6个评查组，每组{}。", "4人", "5人"),
        ("撤销9件、确认违法4件、责令履行3件，撤销、确认违法和责令履行三类共{}。", "16件", "14件"),
        ("三个工地分别追回工资126.3万元、88.5万元和47.9万元，总额{}。", "262.7万元", "267.2万元"),
        ("公安局调解案件186件，司法局42件，其他部门35件，全县调解案件总量为{}。", "263件", "236件"),
        ("一审案件58件，已审结51件。已审结案件中，驳回27件，撤诉11件，维持8件，败诉{}。", "5件", "8件"),
        ("审结复议案件119件，结案方式为：维持52件，撤销12件，驳回18件，调解{}。", "37件", "31件"),
        ("全县持证人员1038人，其中县直部门716人，乡镇{}。", "322人", "332人"),
        ("年初持证129人，年内新领证16人，因调离注销11人，年末持证{}。", "134人", "136人"),
        ("上年结转案件29件，新受理174件，全年共审结178件，截至年底尚有{}正在审理。", "25件", "15件"),
        ("法定时限合计12460个工作日，承诺时限合计3738个工作日，整体压缩{}。", "70%", "30%"),
        ("主动公开信息2226条，分栏目统计，政策{}、动态1237条、财政96条、其他信息709条。", "184条", "284条"),
    ],
)
def test_as_drafters_write(passage: str, right: str, wrong: str) -> None:
    assert contradictions(passage.format(right)) == []
    assert contradictions(passage.format(wrong)) != []


@pytest.mark.parametrize(
    "passage",
    [
        "每个行政村培养4人、每个社区培养5人，共计83人。",
        "12个部门每个抽取案卷4卷，不足4卷的全部抽取，共抽取案卷45卷。",
        "186个行政村和24个社区共培养“法律明白人”1364名，平均每个村（社区）6.5名。",
        "在72卷处罚案卷和8卷强制案卷中，附有音像资料的有74卷。",
        "按期办结416卷，超期4卷；其中时限在5日以内的305卷，占72.6%。抽取案卷共420卷。",
        "审结41件，其中驳回11件，撤诉5件，撤销2件，确认违法1件，败诉3件。",
        "第一批实考1388人、合格1301人，第二批实考976人、合格904人，两批合计合格2205人，两批合格率分别为93.7%和92.6%。",
        "3日内到账281件，占71.3%，4至7日到账96件，其余17件超过7日。",
        "案件218件，罚款总额1687万元，案均罚款从8.56万元降到7.74万元。",
        "总数由年初的713件变为734件：新制定48件，到期失效27件，净增21件。",
        "共5个方面18条，已办结14条。",
        "投诉受理3214件，不予受理167件；受理的投诉达成协议1826件。",
        "公示13.2万条，较2023年多公示2.4万条，增长22.2%。",
        "14个乡镇设立受理点。有4个司法所力量不足。上述4个司法所各增配1人。",
        "新收64件，其中共同被告18件；二审29件、再审7件，三项合计100件。",
        "审核367件，文件42件，决策15件，合同173件，其他137件，比上年的328件增加39件。",
        "裁决、调解、撤回分别为705件、423件、213件，审结1341件，调撤率47.4%。",
        "274件中，属实91件、部分属实63件、不属实120件，前两项合占56.2%。",
        "两类合计交易4735宗，受理投诉65件，按两类合计4200宗计，投诉率1.55%。",
        "计划投资2864亿元，当年完成投资412亿元，占全部投资的59.8%（全部投资689亿元）。",
        "完成任务3000亩的108.8%；闲置土地处置1412亩，处置率69.4%，剩余624亩。",
        "化解项目37个、1.16万套，占应化解39个的94.9%。",
        "支出5836万元（快报为5861万元，决算剔除误列的25万元）。",
        "客运量1.18亿人次，日均32.2万人次，比上年的1.26亿人次少800万人次。",
        "立案2763起、损失1.41亿元，较上年的3518起、1.87亿元分别下降21.5%和24.6%。",
        "问题115个，按部门分，市场监管31个、交通24个、自然资源19个、应急13个，其余9个部门28个。",
        "网上办理1734件，占前述1862件的93.1%。",
        "决策论证15次、审查合同48份、代理案件12件，合计75件（次）。",
        "政法支出由1.25亿元增加到1.64亿元；司法支出由1360万元增加到1904万元，占政法支出的比重由10.9%提高到11.6%。",
        "检举控告401件，其中首次举报的362件，再次举报的39件，实名举报的99件。",
        "城镇化率从46.3%提高到54.8%，累计提高8.5个百分点，年均提高1.7个百分点。",
    ],
)
def test_what_only_looks_wrong(passage: str) -> None:
    assert contradictions(passage) == []


@given(st.integers(6, 40), st.integers(1, 40), st.integers(1, 40), st.integers(1, 5))
def test_ranks(bodies: int, was: int, now: int, slip: int) -> None:
    inside = f"在全市{bodies}个县区中综合得分91.3分，排名第{{n}}位。"
    assert contradictions(inside.format(n=bodies)) == []
    assert contradictions(inside.format(n=bodies + slip)) != []
    if was > now:
        moved = f"名次由第{was}位升至第{now}位，前移{{n}}位。"
        assert contradictions(moved.format(n=was - now)) == []
        assert contradictions(moved.format(n=was - now + slip)) != []
        assert contradictions(moved.format(n=was - now).replace("前移", "下降")) != []


@given(st.lists(st.integers(2, 90), min_size=2, max_size=6))
def test_as_many_figures_as_announced(row: list[int]) -> None:
    numbers = "、".join(f"{n}个" for n in row)
    said = "问题涉及{}个管区，分别为{}，均已交办。"
    assert contradictions(said.format(len(row), numbers)) == []
    assert contradictions(said.format(len(row) + 1, numbers)) != []
    assert contradictions(said.format(len(row) + 3, numbers)) == [], "too far off to be a slip"


@given(st.integers(20, 400), st.integers(1, 19))
def test_all_done(came: int, left: int) -> None:
    assert contradictions(f"收到投诉{came}件，已办结{came}件，全部办结。") == []
    assert contradictions(f"收到投诉{came}件，已办结{came - left}件，全部办结。") != []
    assert contradictions(f"收到投诉{came}件，已办结{came - left}件，其余正在办理。") == []


@given(st.integers(10, 400), st.integers(10, 400), st.sampled_from(["不足", "不到", "超过", "过"]))
def test_halves(one: int, other: int, word: str) -> None:
    text = f"排查纠纷{one + other}件，其中邻里类{one}件，占比{word}一半。"
    holds = one < other if word.startswith("不") else one > other
    assert (contradictions(text) == []) == holds


@given(st.lists(st.integers(10, 90), min_size=3, max_size=4, unique=True))
def test_the_most(row: list[int]) -> None:
    names = ["农药", "种子", "渔政", "兽药"][: len(row)]
    listed = "、".join(f"{name}类{n}件" for name, n in zip(names, row, strict=True))
    for name, n in zip(names, row, strict=True):
        text = f"查办案件{sum(row)}件，其中{listed}。从结构看，{name}类案件最多。"
        assert (contradictions(text) == []) == (n == max(row))


@given(st.integers(2, 30))
def test_losses_denied(lost: int) -> None:
    assert contradictions(f"一审败诉{lost}件。一年来行政诉讼实现零败诉。") != []
    assert contradictions(f"一审败诉{lost}件。以县政府为被告的案件零败诉。") == [], "of some of them"
    assert contradictions(f"上年败诉{lost}件。一年来行政诉讼实现零败诉。") == []


TABLE = "| 指标 | {} | {} | {} |\n| --- | --- | --- | --- |\n{}"


@given(st.lists(st.tuples(st.integers(20, 900), st.integers(20, 900)), min_size=2, max_size=4), st.integers(3, 30))
def test_columns_of_growth(rows: list[tuple[int, int]], slip: int) -> None:
    def table(*said: float) -> str:
        lines = (f"| 第{i}类 | {a} | {b} | {p:.1f}% |" for i, ((a, b), p) in enumerate(zip(rows, said, strict=True)))
        return TABLE.format("2023年", "2024年", "增幅", "\n".join(lines))

    def off(*said: float) -> list[str]:
        document = markdown.read(table(*said), "<test>")
        relations = Facts(document, infer(document), extractors()).relations
        return [r.computed for r in relations if r.verdict == "off"]

    right = [round((b - a) / a * 100, 1) for a, b in rows]
    assert off(*right) == []
    assert len(off(right[0] + slip, *right[1:])) == 1
    assert off(*(p + slip for p in right)) == [], "a column of something else"


@pytest.mark.parametrize(
    "text",
    [
        "受理信息公开申请0件，其中予以公开0件，占0%。",
        "受理的0件案件中，100%按期办结。",
        "受理纠纷0件，其中家庭、邻里类0件，占比不足一半。",
        "甲类0件，占5%；乙类0件，占6%；丙类3件，占7%。",
        "投入3百萬元，又2千億元。",
        "受理" + "9" * 60 + "件，较上年的" + "9" * 59 + "件增长900%。",
        "二〇二五年一月二一十日，受理3件。",
    ],
)
def test_odd_numbers_cost_nothing(text: str) -> None:
    contradictions(text)
    infer(markdown.read(f"# 青禾镇2024年法治政府建设年度报告\n\n{text}\n\n二〇二五年一月二一十日\n", "<test>"))


@pytest.mark.parametrize(
    "text",
    [
        "2021年、2022年、2023年受理案件依次为86件、104件、129件。信访投诉量逐年下降。",
        "投诉量逐年下降。2021年、2022年、2023年依次为86件、104件、129件，呈逐年上升态势。",
        "收回案件24件，赋权事项由118项调整为90项。",
        "共审结案件142件。在140余件审结案件中，有3件。",
        "2024年6月，查处案件1234件。本年罚款1234万元。开展检查，罚款4321万元。",
        "其中受理64件，办结60件，其中调解27件，其余4件仍在审理。",
    ],
)
def test_words_of_another_sentence_or_unit_tie_nothing(text: str) -> None:
    assert contradictions(text) == []


def test_a_percentage_that_other_figures_give_is_not_contradicted() -> None:
    text = "镇街11个、部门47个共58家单位参加，评定优秀17家、良好38家、一般3家，占29.3%。"
    assert contradictions(text) == []
    assert contradictions(text.replace("29.3", "29.4")) != []
    assert contradictions("受理235件，审结186件，其中调解67件，占审结数的28.5%。") != [], (
        "of another base: the commonest slip"
    )


def test_table_cells_have_their_multiplier() -> None:
    table = "| 项目 | 金额 |\n| --- | --- |\n| 甲 | 1.2万元 |\n| 乙 | 500元 |\n| 丙 | 300元 |\n| 合计 | {} |"
    for total, off in (("1.28万元", 0), ("1.38万元", 1)):
        document = markdown.read(table.format(total), "<test>")
        relations = Facts(document, infer(document), extractors()).relations
        assert sum(r.verdict == "off" for r in relations) == off
