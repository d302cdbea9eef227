"""`items`: all, any, at least n; what excuses; what the message may name."""

from __future__ import annotations

from lawcheck.checks.items import Item, Items
from lawcheck.model.rule import Where
from tests.helpers import passage

LIST = (Item("数量", (r"\d+\s?(?:卷|宗)",)), Item("标准"), Item("等次", ("优秀", "合格")))
ABOUT = Where(about="案卷评查")


def words(text: str, **keys):
    found = list(Items(LIST, **keys).find(passage(text, ABOUT)))
    return found[0].words if found else None


def test_all():
    assert words("案卷评查：依标准评查40卷，优秀5卷。") is None
    assert words("案卷评查依标准进行。")["missing"] == "数量、等次"


def test_full_width_digits_count():
    assert words("案卷评查：依标准评查４０卷，优秀５卷。") is None


def test_any_and_at_least():
    assert words("案卷评查依标准进行。", need="any") is None
    assert words("案卷评查依标准进行。", need=2)["need"] == "2"
    assert words("案卷评查有序开展。", need="any")["present"] == "无"


def test_unless_excuses():
    assert words("本年未开展案卷评查。", unless=("未开展案卷评查",)) is None


def test_marks_the_heading_or_the_sentence_that_should_carry_them():
    check = Items(LIST)
    under = passage("一、规范执法\n（一）开展案卷评查\n有序进行。\n", ABOUT)
    assert [under.document.slice(h.span) for h in check.find(under)] == ["（一）开展案卷评查"]
    loose = passage("执法规范。今年开展案卷评查。效果好。\n", ABOUT)
    assert [loose.document.slice(h.span) for h in check.find(loose)] == ["今年开展案卷评查。"]


def test_spoil_takes_out_each_item():
    whole = passage("案卷评查：依标准评查40卷，优秀5卷。", ABOUT)
    assert [name for name, _ in Items(LIST).spoil(whole)] == ["drop 数量", "drop 标准", "drop 等次"]


def test_a_document_whose_title_names_it_is_all_about_it():
    bulletin = passage("青禾县司法局关于案卷评查情况的通报\n一、总体结果\n抽取20卷，评定优秀6卷。\n", ABOUT)
    assert bulletin.whole and bulletin.anchor == bulletin.document.title
