"""Check types `forbid`, `require` and `prefer`, and the context that excuses a match."""

from __future__ import annotations

import pytest

from lawcheck.checks.forbid import Forbid
from lawcheck.checks.prefer import Prefer, Replacement
from lawcheck.checks.require import Require
from lawcheck.model.context import plain_core
from lawcheck.model.rule import Where
from tests.checks.passages import found, hits, marked, mended, passage, survivors


def test_forbid_marks_every_match() -> None:
    text = "«工商局»与«质监局»联合检查，原工商局职责划入《工商局工作规则》。"
    check = Forbid(["工商局", "质监局"], unless=["原[^，]{0,4}工商局", "《[^》]*》"])
    assert marked(check, text.replace("«", "").replace("»", "")) == text


def test_forbid_folds_patterns_and_narrows() -> None:
    assert found(Forbid("ＡＢ（一）"), "AB(一)和ＡＢ（一）") == ["AB(一)", "ＡＢ（一）"]
    assert found(Forbid(r"共(?P<at>\d+)件"), "共12件") == ["12"]
    assert found(Forbid(["法治", "法治政府"]), "法治政府") == ["法治政府"]  # the longest of those that overlap


def test_unless_stays_in_its_block() -> None:
    check = Forbid("工商局", unless=r"原[\s\S]*")
    assert found(check, "原址重建。\n工商局检查。") == ["工商局"]


def test_forbid_spoil() -> None:
    assert not survivors(Forbid(["工商局", r"\d+工"]), "全年检查三次。")


def test_require() -> None:
    check = Require(all={"宗数": r"\d+(宗|件)", "等次": "优秀|合格"})
    (hit,) = hits(check, "评查案卷若干。")
    assert hit.words == {"missing": "宗数、等次", "found": "无"}
    assert hits(check, "评查案卷12宗。")[0].words == {"missing": "等次", "found": "宗数"}
    assert not hits(check, "评查案卷12宗，均为优秀。")
    assert not survivors(check, "评查案卷12宗，均为优秀，合格率高。")


def test_require_any_and_at_least() -> None:
    assert hits(Require(any=["甲", "乙"]), "丙")[0].words["missing"] == "甲/乙"
    assert not hits(Require(any=["甲", "乙"]), "乙")
    two = Require(any=["甲", "乙", "丙"], at_least=2)
    assert hits(two, "乙")[0].words["missing"] == "甲、丙"
    assert not survivors(two, "甲乙")
    with pytest.raises(ValueError, match="at-least"):
        Require(any=["甲"], at_least=2)
    with pytest.raises(ValueError, match="all 或 any"):
        Require()


def test_require_marks_the_anchor() -> None:
    text = "一、案卷评查\n开展评查。\n二、其他\n等次优秀。"
    at = passage(text, Where(section="案卷评查"))
    (hit,) = Require(all=["优秀"]).find(at)
    assert at.document.slice(hit.span) == "一、案卷评查"


def test_prefer_mends() -> None:
    check = Prefer({"法制政府": "法治政府", r"截止(?=\d{4}年)": "截至", r"第(\d+)个(五年)规划": r"第\1期\g<2>规划"})
    text = "建设法制政府，截止2024年底，第１５个五年规划。"
    assert found(check, text) == ["法制政府", "截止", "第１５个五年规划"]
    assert mended(check, text) == "建设法治政府，截至2024年底，第１５期五年规划。"
    assert [h.words["better"] for h in hits(check, "建设法制政府")] == ["法治政府"]


def test_prefer_unless_and_same() -> None:
    check = Prefer([Replacement("法制", "法治", unless="法制(审核|机构)")], unless="《[^》]*》", safe=False)
    assert found(check, "法制审核、法制机构、《法制日报》、法制意识") == ["法制"]
    assert not hits(check, "法制意识")[0].safe
    assert not hits(Prefer({"法[治制]": "法治"}), "法治")


def test_prefer_spoil() -> None:
    assert not survivors(Prefer({"法制政府": "法治政府", "部暑": "部署"}), "建设法治政府，部署工作。")
    check = Prefer({"(?<=执法)(?:全程|过程)记录": "全过程记录", r"法制(?=政府|社会)": "法治"}, unless="《[^》]*》")
    assert not survivors(check, "《法治政府》，建设法治政府，执法全过程记录。")
    assert len(list(check.spoil(passage("《法治政府》，建设法治政府。")))) == 1


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("部暑", ("", ["部暑"], "")),
        ("部暑|布署", ("", ["部暑", "布署"], "")),
        ("(?<=执法)(?:全程|过程)(?=记录[、)])", ("(?<=执法)", ["全程", "过程"], "(?=记录[、)])")),
        ("(?<=执法)全程|过程", ("(?<=执法)", [], "")),
        ("部暑(?!期)|布署", ("", [], "(?!期)|布署")),
        (r"\d+法制", ("", [], "")),
        ("按[装排]", ("", [], "")),
    ],
)
def test_plain_core(pattern: str, parts: tuple[str, list[str], str]) -> None:
    assert plain_core(pattern) == parts


def test_an_entry_that_changes_nothing_keeps_the_longer_word_from_the_others() -> None:
    check = Prefer(replace={"计划生育": "计划生育", "计划": "规划"})
    assert found(check, "落实计划生育政策，制定计划。") == ["计划"]


def test_width_alone_is_looked_for_as_written() -> None:
    check = Prefer(replace={"，": ","})
    assert found(check, "甲，乙,丙") == ["，"] and found(check, "甲,乙") == []
