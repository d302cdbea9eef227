"""Rule files and packs: strictness with places, packs that extend packs, the compiled cache."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from lawcheck import LawcheckError, RuleError, lint, load_rules
from lawcheck.model.compiled import key_of
from lawcheck.model.rule import Severity
from lawcheck.ruleset import cache
from lawcheck.ruleset.packs import Loader, merge
from lawcheck.strict import parse

GOOD = """\
title: {zh: 错词, en: Wrong word}
basis: [{convention: 编写惯例}]
severity: warning
check: {items: {list: [{name: 甲}, {name: 乙, alias: ['乙\\d+']}], need: any}}
where: {about: 案卷}
message: {zh: '缺 {missing}'}
examples:
  - valid: 案卷写甲。
  - invalid: «案卷写丙。»
"""

FAULTY = (Path(__file__).parent / "fixtures" / "ten-faults.yaml").read_text(encoding="utf-8")


def write(folder: Path, pack: str = "name: own\ntitle: 自用\n", **rules: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    for name, text in rules.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[tuple[int, int, str]]:
    with pytest.raises(RuleError) as caught:
        load_rules([folder], cache=False)
    return [(f.line, f.column, f.message) for f in caught.value.faults]


def test_a_good_rule_loads(tmp_path):
    (rule,) = load_rules([write(tmp_path / "own", good=GOOD)], cache=False)
    assert (rule.id, rule.severity, rule.where_literals) == ("own/good", Severity.WARNING, ("案卷",))


def test_every_fault_of_a_file_is_said_at_once_with_its_place(tmp_path):
    found = faults(write(tmp_path / "own", bad=FAULTY))
    assert {(line, message.split("，")[0]) for line, _, message in found} >= {
        (1, "未知的键 titel"),
        (2, "规则没有依据（basis）"),
        (3, "应为 error | warning | notice | off".replace("为 ", "为")),
        (4, "年份范围写法有误：2019起（可写 2024、>=2019、<2021、2021-2025）"),
        (4, "未知的键 kinds"),
        (9, "应为列表"),
        (10, "缺少必需的键 name"),
        (11, "此处不能是列表"),
        (15, "invalid 示例要用 «» 标出问题所在"),
        (15, "examples 缺少 valid 示例"),
        (16, "键重复：severity"),
    }
    assert len(found) >= 10


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("about: 案卷", "about: '案(卷'", 5, "正则表达式有误"),
        ("乙\\d+", "乙[", 4, "正则表达式有误"),
        ("{missing}", "{gone}", 6, "检查不提供 {gone}"),
        ("where: {about: 案卷}", "where: {about: 从未出现}", 5, "where 在各示例中都选不到任何内容"),
        ("check: {items", "check: {itms", 4, "未知的检查类型 itms"),
        ("need: any", "needs: any", 4, "未知的键 needs，是否想写 need？"),
        ("title: {zh", "title: {zh: 甲, zh", 1, "键重复：zh"),
        ("severity: warning", "severity: [", 5, "YAML 语法错误"),
        ("{missing}", "{missing", 6, "花括号不成对"),
        ("where: {about: 案卷}", "where: {part: boddy}", 5, "part 应为 title | subtitle"),
        ("valid: 案卷写甲。", "valid: 案卷写«甲»。", 8, "valid 示例没有问题可标"),
        ("valid: 案卷写甲。", "{valid: 案卷写甲。, format: md}", 8, "format 应为 markdown"),
        ("where: {about: 案卷}", "when: {year: 2021-2019}", 5, "年份范围的终点早于起点"),
        (
            "check: {items: {list: [{name: 甲}, {name: 乙, alias: ['乙\\d+']}], need: any}}",
            "check: {forbid: {pattern: []}}",
            4,
            "pattern 不能为空",
        ),
        (
            "check: {items: {list: [{name: 甲}, {name: 乙, alias: ['乙\\d+']}], need: any}}",
            "check: {forbid: {pattern: ['']}}",
            4,
            "pattern 不能为空",
        ),
    ],
)
def test_faults_one_by_one(tmp_path, old, new, line, message):
    found = faults(write(tmp_path / "own", bad=GOOD.replace(old, new)))
    assert any(at == line and said.startswith(message) for at, _, said in found), found


def test_faults_of_several_files_come_together(tmp_path):
    folder = write(tmp_path / "own", a=GOOD.replace("warning", "loud"), b=GOOD.replace("{missing}", "{gone}"))
    with pytest.raises(RuleError) as caught:
        load_rules([folder], cache=False)
    assert [Path(f.path).name for f in caught.value.faults] == ["a.yaml", "b.yaml"]


def test_unknown_pack():
    with pytest.raises(LawcheckError, match="找不到规则包 nowhere"):
        load_rules(["nowhere"], cache=False)


def test_a_pack_extends_and_adapts_another(tmp_path):
    write(tmp_path / "base", pack="name: base\ntitle: 原\n", one=GOOD, two=GOOD)
    own = write(
        tmp_path / "own",
        pack="""\
name: own
title: 县用
extends: [base]
rules:
  base/one: off
  base/two:
    severity: notice
    check: {items: {list: {乙: {+alias: [己]}}}}
""",
        three=GOOD,
    )
    rules = load_rules([own], cache=False).by_id
    assert list(rules) == ["base/one", "base/two", "own/three"]
    assert rules["base/one"].severity is Severity.OFF
    assert rules["base/two"].severity is Severity.NOTICE
    assert rules["base/two"].params["items" if "items" in rules["base/two"].params else "list"][1]["alias"] == [
        "乙\\d+",
        "己",
    ]


def test_an_adaptation_of_a_rule_that_is_not_there_is_a_fault(tmp_path):
    own = write(tmp_path / "own", pack="name: own\ntitle: 县用\nrules:\n  own/gone: off\n")
    assert faults(own) == [(4, 3, "要调整的规则 own/gone 不存在")]


def test_merge():
    assert merge({"a": [1], "b": {"c": 1}}, {"+a": 2, "b": {"d": 2}}) == {"a": [1, 2], "b": {"c": 1, "d": 2}}
    assert merge({"a": [1, 2]}, {"-a": [1]}) == {"a": [2]}
    with pytest.raises(ValueError, match="无从去掉"):
        merge({"a": [1]}, {"-a": 3})
    with pytest.raises(ValueError, match="没有名为 丙"):
        merge({"a": [{"name": "甲"}]}, {"a": {"丙": {}}})


def test_a_warm_cache_gives_the_same_rules_and_a_changed_file_is_read_again(tmp_path):
    folder = write(tmp_path / "own", good=GOOD)
    first = load_rules([folder])
    assert [r.params for r in load_rules([folder])] == [r.params for r in first]
    file = folder / "good.yaml"
    file.write_text(GOOD.replace("warning", "notice"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert [r.severity for r in load_rules([folder])] == [Severity.NOTICE]
    write(folder, another=GOOD)
    assert len(load_rules([folder])) == 2


def test_a_rule_saved_while_the_rules_are_read_is_read_again(tmp_path, monkeypatch):
    folder = write(tmp_path / "own", a=GOOD)
    read = Loader.file

    def read_and_save(self: Loader, file: Path, *rest: Any) -> None:
        read(self, file, *rest)
        file.write_text(GOOD.replace("warning", "error"), encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(Loader, "file", read_and_save)
        assert [rule.severity for rule in load_rules([folder])] == [Severity.WARNING]
    assert [rule.severity for rule in load_rules([folder])] == [Severity.ERROR]


@pytest.mark.parametrize("spoil", ["broken", "read-only"])
def test_a_bad_cache_costs_time_never_the_run(tmp_path, monkeypatch, spoil):
    folder = write(tmp_path / "own", good=GOOD)
    home = tmp_path / "cache"
    monkeypatch.setenv("LAWCHECK_CACHE", str(home))
    load_rules([folder])
    (record,) = home.glob("rules-*.msgpack")
    if spoil == "broken":
        record.write_bytes(b"\x93\x01broken")
    else:
        monkeypatch.setenv("LAWCHECK_CACHE", str(record / "below-a-file"))
    assert [r.id for r in load_rules([folder])] == ["own/good"]
    assert cache.load("no such key") is None


def test_select_by_id_pack_and_all(tmp_path):
    rules = load_rules([write(tmp_path / "own", a=GOOD, b=GOOD)], cache=False)
    assert [r.id for r in rules.select(["own/a"])] == ["own/a"]
    assert [r.id for r in rules.select(["own"], ["own/b"])] == ["own/a"]
    assert len(rules.select(["ALL"])) == 2


def test_a_number_where_a_text_is_meant_is_that_text(tmp_path):
    text = re.sub("check: .*", "check: {forbid: {pattern: [2023, 0571]}}", GOOD)
    text = (
        text.replace("案卷写甲", "案卷写2024")
        .replace("«案卷写丙。»", "案卷写«2023»。")
        .replace("缺 {missing}", "{found}")
    )
    rules = load_rules([write(tmp_path / "own", good=text)], cache=False)
    assert [rule.params for rule in rules] == [{"pattern": ["2023", "0571"]}]
    done = lint("案卷2023、0571、571。", rules=rules, format="plain")
    assert [f.message for f in done.findings] == ["2023", "0571"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: \x0b", "语法错误"),
        ("title: &x [*x]", "引用了自身"),
        ("title: !!python/object:os.system x", "不支持的 YAML 标签"),
    ],
)
def test_odd_yaml_is_a_fault_with_a_place(tmp_path, text, said):
    with pytest.raises(RuleError) as caught:
        load_rules([write(tmp_path / "own", odd=text)], cache=False)
    assert any(said in fault.message for fault in caught.value.faults)


def test_what_is_no_number_is_text():
    assert parse("a: [--5, 0571, -5, 1.5, 1_0]", "x").data == {"a": ["--5", "0571", -5, 1.5, "1_0"]}


def test_a_pattern_of_the_check_need_not_stand_in_the_examples_of_where(tmp_path):
    text = GOOD.replace("where: {about: 案卷}", "where: {part: body}")
    assert len(load_rules([write(tmp_path / "own", good=text)], cache=False)) == 1


def test_a_pack_extends_what_lies_beside_it_wherever_it_is_read_from(tmp_path, monkeypatch):
    write(tmp_path / "here" / "base", a=GOOD)
    write(tmp_path / "there" / "base", a=GOOD)
    pack = write(tmp_path / "x" / "county", "name: county\ntitle: 县\nextends: [base]\n")
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(RuleError, match="找不到规则包 base"):
        load_rules([pack], cache=False)


def test_compiled_rules_stand_with_the_code_that_made_them(tmp_path, monkeypatch):
    folder = write(tmp_path / "own", a=GOOD)
    load_rules([folder])
    assert cache.load(key_of([str(folder)])) is not None
    monkeypatch.setattr("lawcheck.model.compiled.code_state", lambda: b"another")
    assert cache.load(key_of([str(folder)])) is None


def test_all_built_in_packs_and_ones_own(tmp_path):
    own = write(tmp_path / "own", a=GOOD)
    assert {*load_rules(["ALL", own]).known} == {*load_rules().known, "own/a"}


@pytest.mark.parametrize(
    ("said", "key"), [("kind: anual-report", "kind"), ("level: 鄉镇", "level"), ("kind: ['!reprot']", "kind")]
)
def test_a_kind_or_level_that_there_is_not_is_a_fault(tmp_path, said, key):
    rule = GOOD.replace("where:", f"when: {{{said}}}\nwhere:")
    (found,) = faults(write(tmp_path / "own", bad=rule))
    assert found[0] == 5
    assert found[2].startswith(f"{key} 应为 ")
    (found,) = faults(write(tmp_path / "pack", pack=f"name: own\ntitle: 自用\nwhen: {{{said}}}\n", good=GOOD))
    assert found[0] == 3


def test_a_name_alone_is_the_built_in_pack_whatever_lies_beside(tmp_path, monkeypatch):
    every = {*load_rules(cache=False).known}
    write(tmp_path / "wording", pack="name: wording\ntitle: 同名\n", only=GOOD)
    monkeypatch.chdir(tmp_path)
    assert {*load_rules(cache=False).known} == {*load_rules(["ALL"], cache=False).known} == every
    assert "wording/only" not in load_rules(["wording"], cache=False).known
    assert {*load_rules(["./wording"], cache=False).known} == {"wording/only"}
    assert key_of(["wording"]) != key_of(["./wording"])


def test_a_pack_without_a_rule_is_a_fault(tmp_path):
    folder = write(tmp_path / "own")
    (folder / "a.yml").write_text(GOOD, encoding="utf-8")
    assert [said for *_, said in faults(folder)] == ["规则文件的后缀应为 .yaml", "这个规则包里没有规则文件（*.yaml）"]


def test_a_folder_without_pack_yaml_is_told_as_such(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(LawcheckError, match=r"里没有 pack\.yaml"):
        load_rules([tmp_path], cache=False)


def test_a_pack_may_add_examples(tmp_path):
    write(tmp_path / "base", pack="name: base\ntitle: 原\n", one=GOOD)
    pack = "name: own\ntitle: 县用\nextends: [base]\nrules:\n  base/one: {+examples: [{valid: 案卷写乙1。}]}\n"
    (rule,) = load_rules([write(tmp_path / "own", pack=pack)], cache=False)
    assert rule.id == "base/one"


@pytest.mark.parametrize("words", [(["wording/acount"], []), ([], ["wordng"]), (["wording", "no/such"], [])])
def test_a_choice_that_names_no_rule_is_refused(words):
    with pytest.raises(LawcheckError, match="没有名为"):
        load_rules().select(*words)
