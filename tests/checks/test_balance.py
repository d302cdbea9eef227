"""`balance` and `totals`: declared equations and the sums of tables."""

from __future__ import annotations

import pytest

from lawcheck.checks.balance import Balance, Term, parse
from lawcheck.checks.totals import Totals
from lawcheck.extractors.profile import infer
from lawcheck.model.facts import Facts
from lawcheck.model.passage import Passage, select
from lawcheck.model.rule import Where
from lawcheck.readers.markdown import read
from lawcheck.registry import extractors

TABLE = """全年收到申请{text}件。

| 项目 | 自然人 | 法人 | 总计 |
| --- | --- | --- | --- |
| 本年新收 | 9 | 2 | 11 |
| 上年结转 | 1 | 0 | 1 |
| 办结 | 9 | 2 | {done} |
| 结转下年 | 1 | 0 | 1 |
"""
TERMS = {
    name: Term(row=row) for name, row in (("new", "新收"), ("old", "上年结转"), ("done", "办结"), ("next", "结转下年"))
}
EQUATION = "new + old = done + next"


def markdown(text: str) -> Passage:
    document = read(text, "<test>")
    (whole,) = select(Where(), Facts(document, infer(document), extractors()))
    return whole


def marks(check: object, text: str) -> list[str]:
    whole = markdown(text)
    return [whole.document.slice(hit.span) for hit in check.find(whole)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a + b", "不完整"),
        ("a = b = c", "位置"),
        ("a b = c", "缺运算符"),
        ("a * b = c", "看不懂"),
        ("__import__('os') = a", "看不懂"),
        ("= a", "位置"),
        ("a + = b", "位置"),
    ],
)
def test_equations_are_parsed_and_never_evaluated(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse(text)


def test_equation() -> None:
    left, right, compare = parse("new + old - 2 <= done")
    assert left.terms == ((1, "new"), (1, "old"), (-1, "2"))
    assert (right.terms, compare) == (((1, "done"),), "<=")


def test_an_unknown_name_is_a_fault() -> None:
    with pytest.raises(ValueError, match="done"):
        Balance(terms={"new": Term(row="新收")}, equation="new = done")


def test_every_column_is_held_to_the_equation() -> None:
    assert marks(Balance(terms=TERMS, equation=EQUATION), TABLE.format(text=11, done=11)) == []
    (hit,) = Balance(terms=TERMS, equation=EQUATION).find(markdown(TABLE.format(text=11, done=13)))
    assert hit.words["column"] == "“总计”"
    assert (hit.words["left"], hit.words["right"], hit.words["difference"]) == ("12", "14", "2")


def test_text_against_table_and_alternatives() -> None:
    terms = {
        "text": Term(text="收到申请", unit="件"),
        "new": Term(row="新收", column="总计"),
        "old": Term(row="上年结转", column="总计"),
    }
    check = Balance(terms=terms, equation=["text = new", "text = new + old"])
    assert marks(check, TABLE.format(text=11, done=11)) == []
    assert marks(check, TABLE.format(text=12, done=11)) == []
    assert marks(check, TABLE.format(text=13, done=11)) == ["11"]


def test_missing_rows() -> None:
    table = "\n".join(line for line in TABLE.format(text=11, done=10).splitlines() if "结转下年" not in line)
    assert Balance(terms=TERMS, equation=EQUATION).idle(markdown(table))
    assert not Balance(terms=TERMS, equation=EQUATION, missing="zero").idle(markdown(table))
    assert len(marks(Balance(terms=TERMS, equation=EQUATION, missing="zero"), table)) == 2


def test_many_rows_are_summed() -> None:
    terms = {"all": Term(row="新收|结转", many=True), "total": Term(row="新收")}
    assert len(marks(Balance(terms=terms, equation="all = total"), TABLE.format(text=1, done=1))) == 2


SUMS = """| 单位 | 处罚 | 许可 | 合计 | 占比 |
| --- | --- | --- | --- | --- |
| 水务局 | 12 | 30 | 42 | 32% |
| 城管局 | 85 | 4 | 89 | 68% |
| 其中：夜间 | 6 | 0 | 6 | 5% |
| 合计 | {sum} | 34 | 131 | 100% |
"""


def test_totals_of_rows_and_columns() -> None:
    assert marks(Totals(), SUMS.format(sum=97)) == []
    assert marks(Totals(), SUMS.format(sum=98)) == ["98", "131"]


def test_subtotals() -> None:
    table = """| 类别 | 件数 |
| --- | --- |
| 咨询 | 10 |
| 投诉 | 5 |
| 小计 | 15 |
| 求助 | 4 |
| 建议 | 3 |
| 小计 | 7 |
| 合计 | {total} |
"""
    assert marks(Totals(), table.format(total=22)) == []
    assert marks(Totals(), table.format(total=23)) in ([], ["23"])


def test_a_list_without_totals_is_idle() -> None:
    assert Totals().idle(markdown("| 单位 | 件数 |\n| --- | --- |\n| 水务局 | 3 |\n"))
