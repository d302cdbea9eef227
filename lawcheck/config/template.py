"""What `lawcheck init` writes: every key of lawcheck.yaml with its meaning, none of them set."""

TEMPLATE = """\
# lawcheck 的配置。放在报告所在目录或其上级目录；检查每份文件时，用离它最近的一份。
# 一行开头的“#键”去掉 # 即生效；“# 说明”是注释。lawcheck config show 文件 显示每个值出自哪里。

# 沿用另一份配置（一个文件或列表），本文件的值优先。
#extends: []

# 用哪些规则包：内置包的名称，或本目录下的包。不写即用全部内置包。
#packs: [annual-report, file-review, structure, wording]

# 只用、不用哪些规则或规则包（lawcheck rules list 列出编号）。
#select: []
#ignore: []

# 改变规则或规则包的级别：error（错误）、warning（警告）、notice（提示）、off（关闭）。
#severity: {}

# 达到哪一级即以退出码 1 结束：error、warning、notice；off 表示从不。
#fail-on: error

# 文档身份通常从标题和落款认出；认不准时在这里写明。
#   kind：annual-report（法治政府建设年度报告）、file-review（案卷评查）、disclosure-report（信息公开年报）、
#         enforcement-statistics（行政执法统计年报）、work-report（政府工作报告）、none（只查结构和用语）
#   level：乡镇、街道、县、市、省、部门、国家
#kind: annual-report
#level: 乡镇
#year: 2024
#issuer: 青禾镇

# 检查文件夹时跳过的文件，写法同 .gitignore。直接点名的文件总会检查。
#exclude: ['草稿/', '*.bak.md']

# 某些路径下另作规定；写在后面的优先。
#per-path: [{path: '乡镇/', level: 乡镇}, {path: '部门/', level: 部门}]

# 基线：采用 lawcheck 时已有的问题，用 lawcheck baseline write 写成，之后只报新的。
#baseline: .lawcheck-baseline.json

# 不存、也不用以前的检查结果（默认存在用户的缓存目录，没有改动的草稿不必再查）。
#cache: false

# 输出语言（zh、en）和格式（text、json）。
#lang: zh
#format: text
"""
