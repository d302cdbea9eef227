"""The 18 shapes in which yearly reports arrange their chapters, each as a small draft of an invented place.

A draft is written one line a paragraph. The outline is what its reader sees: for each heading, indented by its level,
style, ordinal, title.
"""

from __future__ import annotations

from typing import NamedTuple

OPENING = (
    "2023年，青石镇围绕年度任务推进各项法治工作，干部依法办事的本领有所增强，群众办事更加方便。现将有关情况报告如下："
)
LONG = "全镇上下对照年度清单逐项推进，明确牵头站所和完成时限，每季度通报一次进展，遇到难点由分管领导召集会商，年底前各项任务均已办结。"
LONGER = (
    LONG + "其中三项任务提前完成，两项任务经评估后延续到来年，相关材料已经按照档案管理的要求整理归档，随时可以查阅。"
)


class Shape(NamedTuple):
    number: int
    name: str
    draft: str
    outline: str
    heading_lines: bool = True  # every heading has a line of its own


SHAPES = (
    Shape(1, "results, shortcomings, plans", f"""
青石镇2023年法治政府建设年度报告
{OPENING}
一、工作举措和成效
（一）学习先行
{LONG}
（二）镇长落实第一责任人职责
{LONG}
二、存在的不足
（一）力量偏弱
{LONG}
三、下一年打算
（一）充实队伍
{LONG}
""", """
一、 1 工作举措和成效
  （一） 1 学习先行
  （一） 2 镇长落实第一责任人职责
一、 2 存在的不足
  （一） 1 力量偏弱
一、 3 下一年打算
  （一） 1 充实队伍
"""),
    Shape(2, "first responsible person first", f"""
白鹭区水务局2023年度法治政府建设情况报告
{OPENING}
一、党政主要负责人履行第一责任人职责情况
{LONG}
二、主要举措和成效
（一）规范审批。
{LONG}
（二）公正执法。
{LONG}
三、不足及原因
{LONG}
四、来年安排
{LONG}
""", """
一、 1 党政主要负责人履行第一责任人职责情况
一、 2 主要举措和成效
  （一） 1 规范审批
  （一） 2 公正执法
一、 3 不足及原因
一、 4 来年安排
"""),
    Shape(3, "study and first responsible person in one chapter", f"""
云岭街道2022年法治政府建设工作报告
一、深入学习领会，压实第一责任人职责
（一）把学习摆在首位
{LONG}
（二）主要负责人带头推动
{LONG}
二、举措与成效
{LONG}
三、问题和原因
{LONG}
四、明年思路
{LONG}
""", """
一、 1 深入学习领会，压实第一责任人职责
  （一） 1 把学习摆在首位
  （一） 2 主要负责人带头推动
一、 2 举措与成效
一、 3 问题和原因
一、 4 明年思路
"""),
    Shape(4, "study and first responsible person inside the results", f"""
临溪县2023年法治政府建设情况的报告
{OPENING}
一、主要举措及成效
（一）学习贯彻情况
1.集中学习
{LONG}
2.专题培训
{LONG}
（二）第一责任人履职情况
{LONG}
（三）规范执法情况
3.日常检查
{LONG}
二、短板
{LONG}
三、计划
{LONG}
""", """
一、 1 主要举措及成效
  （一） 1 学习贯彻情况
    1. 1 集中学习
    1. 2 专题培训
  （一） 2 第一责任人履职情况
  （一） 3 规范执法情况
    1. 3 日常检查
一、 2 短板
一、 3 计划
"""),
    Shape(5, "highlights first", f"""
临溪县司法局2023年法治政府建设年度报告
{OPENING}
一、亮点工作
（一）流动法庭进山村
{LONG}
二、常规工作
{LONG}
三、差距与不足
{LONG}
四、打算
{LONG}
""", """
一、 1 亮点工作
  （一） 1 流动法庭进山村
一、 2 常规工作
一、 3 差距与不足
一、 4 打算
"""),
    Shape(6, "the seven heads of the older outline", f"""
临溪县2019年度法治政府建设情况报告
一、履行政府职能方面
{LONG}
二、完善制度体系方面
{LONG}
三、行政决策方面
{LONG}
四、公正文明执法情况
{LONG}
五、权力监督情况
{LONG}
六、化解矛盾情况
{LONG}
七、组织保障情况
{LONG}
""", """
一、 1 履行政府职能方面
一、 2 完善制度体系方面
一、 3 行政决策方面
一、 4 公正文明执法情况
一、 5 权力监督情况
一、 6 化解矛盾情况
一、 7 组织保障情况
"""),
    Shape(7, "the themes of the newer outline side by side", f"""
白鹭区2022年法治政府建设年度报告
一、职能更加清晰
（一）清单管理。
{LONG}
二、制度更加完备
{LONG}
三、决策更加规范
{LONG}
四、数字赋能有新进展
{LONG}
五、下步考虑
{LONG}
""", """
一、 1 职能更加清晰
  （一） 1 清单管理
一、 2 制度更加完备
一、 3 决策更加规范
一、 4 数字赋能有新进展
一、 5 下步考虑
"""),
    Shape(8, "basic facts, then what was done", f"""
青石镇2021年法治政府建设情况报告
一、基本情况
{LONG}
二、主要做法
(一)强学习
{LONG}
(二)强监督
{LONG}
三、存在问题
{LONG}
四、今后方向
{LONG}
""", """
一、 1 基本情况
一、 2 主要做法
  （一） 1 强学习
  （一） 2 强监督
一、 3 存在问题
一、 4 今后方向
"""),
    Shape(9, "overview, then ways and results", f"""
云岭街道办事处2023年法治政府建设年度报告
一、总体情况
{LONG}
二、做法成效
1．依法履职
{LONG}
2．便民服务
{LONG}
三、不足之处
{LONG}
""", """
一、 1 总体情况
一、 2 做法成效
  1. 1 依法履职
  1. 2 便民服务
一、 3 不足之处
"""),
    Shape(10, "main work first, runs of 一是", f"""
白鹭区林业局2023年法治政府建设工作总结
一、主要工作
一是抓学习，把法律知识列入干部必修内容并按月组织测试，测试结果在局内公示。
二是抓审核，凡重大事项一律先审后批，没有审核意见的不上会。
三是抓回访，对办结事项逐件听取意见并记录在案。
二、问题
{LONG}
三、打算
{LONG}
""", """
一、 1 主要工作
  一是 1 抓学习，
  一是 2 抓审核，
  一是 3 抓回访，
一、 2 问题
一、 3 打算
""", heading_lines=False),
    Shape(11, "long sentences as headings", f"""
白鹭区2023年法治政府建设年度报告
{OPENING}
一、始终坚持把依法办事贯穿到经济社会发展的各个方面和各个环节，着力健全职责清晰、运转顺畅、群众满意的基层治理体系和工作机制
{LONG}
二、持续健全科学民主的决策程序，使每一项重大决策都经得起法律检验和时间检验
{LONG}
三、不足
{LONG}
""", """
一、 1 始终坚持把依法办事贯穿到经济社会发展的各个方面和各个环节，着力健全职责清晰、运转顺畅、群众满意的基层治理体系和工作机制
一、 2 持续健全科学民主的决策程序，使每一项重大决策都经得起法律检验和时间检验
一、 3 不足
"""),
    Shape(12, "an introduction that names the parts and the period", f"""
临溪县住建局2023年法治政府建设年度报告
本报告由举措成效、存在不足、下步安排三部分组成，所列数据的统计期限自2023年1月1日起，至2023年12月31日止。如有疑问请与本局办公室联系。
一、举措成效
{LONG}
二、存在不足
{LONG}
三、下步安排
{LONG}
""", """
一、 1 举措成效
一、 2 存在不足
一、 3 下步安排
"""),
    Shape(13, "chapters of one long paragraph", f"""
青石镇2020年度法治政府建设报告
一、成效
{LONGER}
二、不足
{LONGER}
三、打算
{LONGER}
青石镇人民政府
2021年1月20日
""", """
一、 1 成效
一、 2 不足
一、 3 打算
"""),
    Shape(14, "heading and text in one paragraph", f"""
云岭街道2023年法治政府建设年度报告
一、成效明显。{LONG}
（一）学法常态化。{LONG}
（二）执法规范化：{LONG}
二、尚有不足。{LONG}
三、继续努力。{LONG}
""", """
一、 1 成效明显
  （一） 1 学法常态化
  （一） 2 执法规范化
一、 2 尚有不足
一、 3 继续努力
""", heading_lines=False),
    Shape(15, "1、 as the outermost level", f"""
青石镇2023年法治政府建设情况报告
{OPENING}
1、工作成效
（1）学习方面
{LONG}
（2）执法方面
{LONG}
2、薄弱环节
{LONG}
3、努力方向
{LONG}
""", """
1. 1 工作成效
  （1） 1 学习方面
  （1） 2 执法方面
1. 2 薄弱环节
1. 3 努力方向
"""),
    Shape(16, "outermost headings without numbers", f"""
白鹭区2023年法治政府建设年度报告
{OPENING}
主要成效
（一）制度建设
{LONG}
（二）队伍建设
{LONG}
存在的不足
{LONG}
下一步安排
{LONG}
""", """
- 0 主要成效
  （一） 1 制度建设
  （一） 2 队伍建设
- 0 存在的不足
- 0 下一步安排
"""),
    Shape(17, "second level without numbers", f"""
临溪县2023年法治政府建设年度报告
{OPENING}
一、主要成效
制度建设更加扎实
{LONG}
队伍建设更加有力
{LONG}
二、存在不足
{LONG}
三、来年打算
{LONG}
""", """
一、 1 主要成效
  - 0 制度建设更加扎实
  - 0 队伍建设更加有力
一、 2 存在不足
一、 3 来年打算
"""),
    Shape(18, "一、 directly under 一、", f"""
青石镇2023年法治政府建设年度报告
一、工作开展情况
一、抓好干部学法
{LONG}
二、抓好依法决策
{LONG}
二、存在的不足
{LONG}
""", """
一、 1 工作开展情况
一、 1 抓好干部学法
一、 2 抓好依法决策
一、 2 存在的不足
"""),
)  # fmt: skip
