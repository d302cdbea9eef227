"""Settings: which file, what it says, where each value comes from, and every fault with its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lawcheck.config import Config, Configs, find, load, show
from lawcheck.config.template import TEMPLATE
from lawcheck.model.errors import RuleError
from lawcheck.model.rule import Severity


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, text: str) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def faults(text: str, name: str = "lawcheck.yaml") -> list[str]:
    with pytest.raises(RuleError) as caught:
        load(put(name, text))
    return [str(fault) for fault in caught.value.faults]


FULL = """\
packs: [wording, ./本县]
select: wording
ignore: [wording/a, structure]
fail-on: warning
severity:
  wording: notice
  wording/b: error
kind: annual-report
level: 乡镇
year: 2024
issuer: 青禾镇
lang: en
format: json
"""


def test_every_key_and_its_origin(here):
    put("本县/pack.yaml", "")
    config = load(put("lawcheck.yaml", FULL))
    assert config.packs == ("wording", str(here / "本县"))
    assert (config.select, config.ignore) == (("wording",), ("wording/a", "structure"))
    assert config.fail_on is Severity.WARNING
    assert (config.kind, config.level, config.year, config.issuer) == ("annual-report", "乡镇", 2024, "青禾镇")
    assert (config.lang, config.format) == ("en", "json")
    assert config.origin("fail_on") == "lawcheck.yaml:4"
    assert config.origin("severity.wording/b") == "lawcheck.yaml:7"
    assert Config().origin("fail_on") == "默认"


def test_profile_gives_what_infer_takes():
    config = load(put("lawcheck.yaml", "level: 乡镇\nyear: 2024\n"))
    assert config.profile() == {"level": ("乡镇", "lawcheck.yaml:1"), "year": (2024, "lawcheck.yaml:2")}


def test_an_id_says_more_of_a_severity_than_its_pack():
    config = load(put("lawcheck.yaml", FULL))
    said = [config.severity_of(rule, Severity.WARNING) for rule in ("wording/a", "wording/b", "figures/c")]
    assert said == [Severity.NOTICE, Severity.ERROR, Severity.WARNING]


def test_the_nearest_file_is_found(here):
    assert find(here) is None or not find(here).is_relative_to(here)
    top = put("lawcheck.yaml", "")
    hidden = put("甲/.lawcheck.yaml", "")
    put("甲/乙/pyproject.toml", "[project]\nname = 'x'\n")
    project = put("甲/丙/pyproject.toml", "[tool.lawcheck]\nyear = 2024\n")
    Path("丁").mkdir()
    found = [find(here / name) for name in ("丁", "甲", "甲/乙", "甲/丙")]
    assert found == [here / p for p in (top, hidden, hidden, project)]


def test_configs_give_each_draft_its_own(here):
    put("lawcheck.yaml", "year: 2023\n")
    put("乡镇/lawcheck.yaml", "year: 2024\n")
    configs = Configs()
    assert [configs.for_file(p).year for p in ("a.md", "乡镇/b.md", "部门/c.md", "-")] == [2023, 2024, 2023, 2023]
    assert Configs(Path("乡镇/lawcheck.yaml")).for_file("a.md").year == 2024
    assert Configs(search=False).for_file("a.md") == Config()


def test_no_parser_is_imported_without_a_config_file(here):
    code = (
        "import sys; from lawcheck.config import Configs; Configs().for_file('a.md');"
        "assert not {'ruamel.yaml', 'tomllib', 'lawcheck.strict', 'pathspec'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=here)


def test_extends_and_what_replaces_what():
    put("市/base.yaml", "ignore: [wording/a, wording/b]\nseverity: {wording: notice, figures: error}\nyear: 2023\n")
    config = load(put("lawcheck.yaml", "extends: 市/base.yaml\nignore: [structure]\nseverity: {wording: off}\n"))
    assert config.ignore == ("structure",) and config.year == 2023
    assert config.severity == {"wording": Severity.OFF, "figures": Severity.ERROR}
    assert config.origin("year") == str(Path("市/base.yaml:3"))
    assert config.origin("severity.wording") == "lawcheck.yaml:3"
    assert config.origin("severity.figures") == str(Path("市/base.yaml:2"))
    assert "ignore.1" not in config.origins
    assert config.files == (str(Path("市/base.yaml")), "lawcheck.yaml")


def test_of_several_extended_the_last_wins():
    put("甲.yaml", "year: 2022\nlevel: 县\n")
    put("乙.yaml", "year: 2023\n")
    config = load(put("lawcheck.yaml", "extends: [甲.yaml, 乙.yaml]\n"))
    assert (config.year, config.level) == (2023, "县")


def test_paths_have_their_own_settings(here):
    text = (
        "level: 县\nignore: [wording]\n"
        "per-path:\n  - path: 乡镇/\n    level: 乡镇\n    fail-on: notice\n"
        "  - {path: ['*.sheet.md'], kind: file-review, ignore: []}\n"
    )
    put("lawcheck.yaml", text)
    configs = Configs()
    plain, town, sheet = (configs.for_file(p) for p in ("a.md", "乡镇/b.md", "乡镇/c.sheet.md"))
    assert (plain.level, plain.kind, plain.fail_on) == ("县", None, Severity.ERROR)
    assert (town.level, town.fail_on, town.origin("level")) == ("乡镇", Severity.NOTICE, "lawcheck.yaml:5")
    assert (sheet.level, sheet.kind, sheet.ignore) == ("乡镇", "file-review", ())
    assert load(Path("lawcheck.yaml")).level == "县"


def test_exclude_is_gitignore_style_from_the_folder_of_its_file(here):
    put("base/lawcheck.yaml", "exclude: [草稿/, '*.bak.md', '!重要.bak.md']\n")
    put("base/sub/lawcheck.yaml", "extends: ../lawcheck.yaml\nexclude: x.md\n")
    configs = Configs()
    said = [
        configs.excluded(Path(path), folder)
        for path, folder in (
            ("base/草稿", True),
            ("base/草稿", False),
            ("base/甲.bak.md", False),
            ("base/重要.bak.md", False),
            ("base/sub/x.md", False),
            ("base/sub/甲.bak.md", False),
            ("base/x.md", False),
            ("草稿", True),
        )
    ]
    assert said == [True, False, True, False, True, True, False, False]


def test_flags_go_before_files():
    config = load(put("lawcheck.yaml", FULL)).with_flags({"fail_on": Severity.NOTICE, "ignore": None, "select": ("x",)})
    assert (config.fail_on, config.origin("fail_on")) == (Severity.NOTICE, "--fail-on")
    assert config.ignore == ("wording/a", "structure") and config.select == ("x",)
    assert "select.0" not in config.origins and config.unknown(["wording/a", "structure/s", "wording/b"]) == []


def test_words_that_name_no_rule_are_faults_with_their_place():
    config = load(put("lawcheck.yaml", "ignore:\n  - wording/a\n  - wording/gone\nseverity: {nopack: notice}\n"))
    assert [str(f) for f in config.unknown(["wording/a"])] == [
        "lawcheck.yaml:3:5: 没有规则或规则包 wording/gone",
        "lawcheck.yaml:4:12: 没有规则或规则包 nopack",
    ]


def test_all_faults_at_once():
    put("base.yaml", "lang: fr\n")
    text = (
        "extends: [base.yaml, none.yaml]\n"
        "igonre: [wording]\n"
        "year: soon\n"
        "kind: annual\n"
        "fail-on: fatal\n"
        "severity: {wording: bad}\n"
        "per-path:\n  - {path: a, level: 村}\n  - {level: 县}\n"
        "format: pdf2\n"
        "packs: {a: 1}\n"
        "year: 2024\n"
    )
    said = faults(text)
    places = [(fault.split(":")[0], int(fault.split(":")[1])) for fault in said]
    assert places == [
        ("base.yaml", 1),
        *(("lawcheck.yaml", line) for line in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)),
    ]
    assert said[0] == "base.yaml:1:7: 应为 zh | en，实为 fr"
    assert "lawcheck.yaml:2:1: 未知的键 igonre，是否想写 ignore？" in said
    assert "lawcheck.yaml:8:22: 应为 乡镇 | 街道 | 县 | 市 | 省 | 部门 | 国家，实为 村" in said


def test_a_circle_of_extends_is_a_fault():
    put("a.yaml", "extends: lawcheck.yaml\n")
    assert faults("extends: a.yaml\n") == ["a.yaml:1:10: extends 循环引用 lawcheck.yaml"]


@pytest.mark.parametrize("text", ["packs: [", "- wording\n", "just a text\n"])
def test_what_is_no_table_is_a_fault(text):
    assert faults(text)[0].startswith("lawcheck.yaml:")


def test_bytes_that_are_no_text_are_a_fault(here):
    Path("lawcheck.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RuleError, match="不是 UTF-8"):
        load(Path("lawcheck.yaml"))


TOML = """\
[project]
name = "x"
year = 1999

[tool.lawcheck]
level = "乡镇"
ignore = ["wording/a", "structure"]
year = 2024

[tool.lawcheck.severity]
"wording/a" = "notice"

[[tool.lawcheck.per-path]]
path = "甲/"
level = "县"

[[tool.lawcheck.per-path]]
path = "乙/"
level = "市"
"""


def test_pyproject():
    config = load(put("pyproject.toml", TOML))
    assert (config.level, config.year, config.severity) == ("乡镇", 2024, {"wording/a": Severity.NOTICE})
    assert [config.origin(k) for k in ("level", "ignore.1", "year", "severity.wording/a")] == [
        f"pyproject.toml:{line}" for line in (6, 7, 8, 11)
    ]
    configs = Configs()
    assert [configs.for_file(p).origin("level") for p in ("甲/a.md", "乙/b.md")] == [
        "pyproject.toml:15",
        "pyproject.toml:19",
    ]


def test_faults_of_pyproject():
    assert faults(TOML.replace('level = "市"', 'levle = "市"\ndate = 2024-01-01'), "pyproject.toml") == [
        "pyproject.toml:19:1: 未知的键 levle，是否想写 level？",
        "pyproject.toml:20:1: 未知的键 date",
    ]
    assert faults("[tool.lawcheck]\nyear = \n", "pyproject.toml")[0].startswith("pyproject.toml:2:8: TOML 语法错误")


def test_an_empty_file_changes_nothing():
    config = load(put("lawcheck.yaml", "# 还没有写\n"))
    assert (config.fail_on, config.packs, config.files) == (Severity.ERROR, (), ("lawcheck.yaml",))


def test_show(snapshot):
    put("市/base.yaml", "severity: {wording: notice}\nyear: 2023\n")
    text = "extends: 市/base.yaml\nignore: [structure]\nexclude: 草稿/\nper-path: [{path: 乡镇/, level: 乡镇}]\n"
    put("lawcheck.yaml", text)
    config = Configs().for_file("乡镇/a.md").with_flags({"lang": "en"})
    assert show(config).replace("\\", "/") == snapshot
    assert show(Config()).startswith("配置文件：没有配置文件")


def test_template_is_sound_as_it_is_and_with_every_key_set():
    assert load(put("lawcheck.yaml", TEMPLATE)).origins == {}
    keys = [line[1:] for line in TEMPLATE.splitlines() if line.startswith("#") and not line.startswith(("# ", "#  "))]
    config = load(put("all.yaml", "\n".join(keys)))
    assert (config.kind, config.year, config.lang) == ("annual-report", 2024, "zh")
    from msgspec.structs import fields

    from lawcheck.config.reading import ConfigFile

    assert {line.partition(":")[0] for line in keys} == {f.encode_name for f in fields(ConfigFile)}


def test_a_year_that_is_none_is_told_with_its_place():
    assert faults("year: 24\nper-path: [{path: a, year: 3000}]\n") == [
        "lawcheck.yaml:1:7: 应为 1900—2099，实为 24",
        "lawcheck.yaml:2:28: 应为 1900—2099，实为 3000",
    ]
