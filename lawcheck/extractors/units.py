"""Units: the measure words of the field, longest first, and which of them may be added to each other."""

from __future__ import annotations

import re

PERCENT = ("%", "‰")
POINTS = ("个百分点", "百分点", "个千分点", "千分点", "个点")
MONEY = ("元", "美元", "欧元", "港元", "日元", "英镑", "元人民币")
TIME = ("年", "个月", "个季度", "周", "天", "个工作日", "工作日", "日", "小时", "个小时", "分钟", "秒", "课时", "学时", "个课时", "个学时",
        "周年", "年度")

# Words of one class count the same sort of thing, so that a report may change between them inside one sum.
CLASSES: dict[str, tuple[str, ...]] = {
    "case": ("件", "宗", "起", "例", "桩", "案", "单", "份", "卷", "本", "册", "篇", "部", "票", "笔", "件次", "宗次"),
    "person": ("人", "名", "位"),
    "call": ("通", "个电话"),
    "visit": ("人次", "人/次", "人（次）"),
    "thing": ("个", "项", "条", "处", "家", "所", "户", "座", "间", "类", "大类", "种", "款", "点"),
    "event": ("次", "场", "场次", "批次", "批", "期", "轮", "届", "堂", "节", "班次", "次数", "车次", "户次", "台次", "家次", "班", "趟"),
    "unit": ("省", "市", "县", "区", "镇", "乡", "村", "局", "院", "校", "队", "大队", "中队", "站", "组", "中心", "科", "室", "厂", "店", "国",
             "地", "街道", "社区", "部门", "单位"),
    "sheet": ("张", "幅", "面", "块", "封", "页", "字", "支", "枚", "套", "副", "盒", "包", "袋", "箱", "瓶", "桶", "版", "首"),
    "machine": ("台", "辆", "艘", "架", "套次", "部次"),
    "building": ("栋", "幢", "层", "口", "盏", "道", "根", "株", "棵", "头", "只", "匹", "颗", "粒", "条次"),
    "length": ("公里", "千米", "米", "厘米", "毫米", "里"),
    "area": ("平方米", "平方公里", "平方千米", "亩", "公顷", "平米", "㎡"),
    "weight": ("吨", "公斤", "千克", "克", "斤", "万吨公里"),
    "volume": ("立方米", "立方", "升", "方"),
    "energy": ("千瓦时", "千瓦", "度", "瓦", "摄氏度", "℃"),
    "score": ("分",),
    "times": ("倍", "番"),
    "grade": ("级", "星", "星级", "等"),
    "rate": ("率", "会", "委", "方", "步", "块", "方面", "环节", "关", "招", "问", "词", "题", "句", "集", "章", "编", "段", "行", "列",
             "线", "片", "圈", "网", "门", "把", "双", "对", "代", "辈", "回", "遍", "声", "股", "手", "层级", "岗", "区块", "领域", "位数",
             "字节", "维", "点位", "周次", "桌", "席", "号", "站点", "角", "大"),
}
_EVERY = (*PERCENT, *POINTS, *MONEY, *TIME, *(unit for units in CLASSES.values() for unit in units))
CLASS = {unit: name for name, units in reversed(list(CLASSES.items())) for unit in units}
CLASS.update(dict.fromkeys(MONEY, "money"))

# Words that begin with a measure word and are none: 3部门, 7人大代表, 90分局.
_NOT = {"部": "门委分队属位长", "人": "民才社", "分": "之别局管类析行院成公支", "次": "日年月要", "条": "件例", "级": "别", "点": "位",
        "市": "场民", "区": "域分", "县": "域", "院": "校", "名": "单称", "家": "庭属", "位": "于置", "期": "间限", "项": "目",
        "地": "区方", "国": "家务", "天": "然津", "场": "所", "所": "有以", "会": "议", "方": "面式案法", "线": "索", "类": "似别", "处": "理置罚分",
        "面": "积对向", "班": "子", "户": "籍", "日": "常益本", "号": "召", "大": "队类学型量力厅局棚", "队": "伍", "门": "诊",
        "代": "表", "周": "边期", "年": "均", "套": "路", "度": "过", "手": "机", "案": "件例", "关": "于", "线下": "", "步": "伐",
        "题": "目", "集": "中体", "段": "落", "行": "政业", "层": "面", "组": "织", "声": "明", "中心": "", "件": "事", "站": "式",
        "把": "手", "网": "通格络", "体": "", "城": "", "网络": "", "单": "位", "包": "括", "首": "次个", "等": "", "对": "", "里": "", "角": "色"}


def _one(unit: str) -> str:
    bad = _NOT.get(unit, "")
    return re.escape(unit) + (f"(?![{bad}])" if bad else "")


PATTERN = "|".join(_one(u) for u in sorted(set(_EVERY), key=len, reverse=True) if u not in ("等",))
UNIT = re.compile(PATTERN)


_ADDABLE = frozenset({"case", "person", "call", "visit", "thing", "event", "unit", "sheet"})


def compatible(one: str, other: str) -> bool:
    """Whether two units may stand in one sum or one ratio: the same word, or two of one class."""
    if one == other:
        return True
    if not one or not other:
        return False
    kind = CLASS.get(one)
    return kind in _ADDABLE and kind == CLASS.get(other)
