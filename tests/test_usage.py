"""What the command line understands, and what it refuses and how it says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lawcheck import cli
from lawcheck.cli.root import root
from lawcheck.cli.shared import packs_of
from tests.test_stories import BAD, SOUND, found, run


@pytest.mark.parametrize(
    ("words", "possible"),
    [
        (["--profile", "kind=zz"], "annual-report、file-review"),
        (["--profile", "level=村"], "乡镇、街道"),
        (["--profile", "date=2025-13-01"], "2025-01-31"),
        (["--profile", "year=abc"], "1900—2099"),
        (["--profile", "issuer="], "issuer 是空的"),
        (["--year", "24"], "1900—2099"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_with_what_can(tmp_path, words, possible):
    (tmp_path / "a.md").write_text(SOUND, encoding="utf-8")
    done = run("a.md", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(" ".join(words)) and possible in done.stderr


def test_packs_are_named_as_rules_are(tmp_path, monkeypatch):
    assert run("rules", "new", "own/first", cwd=tmp_path).returncode == 0
    (tmp_path / "a.md").write_text(f"{BAD}\n这里有示例错词。\n", encoding="utf-8")
    assert {f["rule"] for f in found("--rules", "ALL,own", "a.md", cwd=tmp_path)["a.md"]} >= {
        "own/first", "structure/run-gap",
    }  # fmt: skip
    assert run("rules", "lint", "--rules", "ALL,own", "first", cwd=tmp_path).returncode == 2
    assert "own/first" in run("explain", "own/first", "--rules", "structure,own", cwd=tmp_path).stdout
    monkeypatch.chdir(tmp_path)
    Path("a,b").mkdir()
    assert packs_of(("a,b", "ALL, own", "c")) == ("a,b", "ALL", "own", "c")


def test_a_pack_is_explained_by_its_rules():
    lines = run("explain", "structure").stdout.splitlines()
    assert any(line.startswith("structure/run-gap ") for line in lines) and len(lines) > 3
    assert "- `structure/run-gap` " in run("explain", "structure", "--format", "markdown").stdout
    assert run("explain", "structure/run-gap").stdout.startswith("structure/run-gap\n")
    assert run("explain", "structur").returncode == 2


def test_a_readme_is_of_the_folder_that_holds_packs(tmp_path):
    assert run("rules", "new", "packs/own/first", cwd=tmp_path).returncode == 0
    done = run("rules", "readme", "packs/own", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2, "packs/own 本身是一个规则包，要给的是放规则包的目录：lawcheck rules readme packs\n",
    )  # fmt: skip
    assert run("rules", "readme", "packs", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("command", [["check"], ["annotate"], ["baseline", "diff"]])
def test_a_config_and_none_at_all_are_not_both_asked_for(tmp_path, command):
    (tmp_path / "lawcheck.yaml").write_text("lang: zh\n", encoding="utf-8")
    (tmp_path / "a.docx").write_text(SOUND, encoding="utf-8")
    done = run(*command, "a.docx", "--config", "lawcheck.yaml", "--no-config", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and "不能同用" in done.stderr


def test_standard_input_has_one_name_and_is_read_as_markdown(tmp_path):
    text = "# 甲\n\n**乙**和，。\n".encode()
    for form in ("text", "json", "csv", "sarif", "junit"):
        said = run("-", "--format", form, cwd=tmp_path, stdin=text).stdout
        assert "stdin" in said and ".md" not in said
    outline = json.loads(run("outline", "-", "--format", "json", cwd=tmp_path, stdin=text).stdout)
    title = outline["parts"][0]["place"]["text"]  # without its #
    assert (outline["path"], title) == ("<stdin>", "甲")


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    """Every command and group below one, as the words that call it."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            yield (*above, name)
            if isinstance(found, click.Group):
                yield from commands(found, *above, name)


ENGLISH = re.compile(
    r"Usage|Options|Commands|OPTIONS|COMMAND|ARGS|Show|default:|required|INTEGER|TEXT|PATH|FILE|FOLDER|DIRECTORY|RANGE"
    r"|Error|Invalid|Missing|No such|Try|Got|not one of|not in|does not|Did you"
)


@pytest.mark.parametrize("words", [(), *commands(root)], ids=" ".join)
def test_help_is_chinese(capsys, words):
    assert cli.main([*words, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("用法：lawcheck") and "显示帮助。" in page
    assert not ENGLISH.search(page)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "缺少参数 '文件|目录…'"),
        (["a.md", "--kind", "zz"], "没有 'zz'（可用：'annual-report', "),
        (["a.md", "--nosuch"], "没有选项 --nosuch"),
        (["a.md", "--statistic"], "是否想用"),
        (["a.md", "--year", "abc"], "'--year' 的值不对：'abc' 不是整数"),
        (["a.md", "-j", "0"], "x>=1"),
        (["a.md", "--config", "nix"], "nix 不存在"),
        (["a.md", "--config", "."], "是文件夹"),
        (["a.md", "--fix=1"], "--fix 不带值"),
        (["explain", "a", "b"], "多出参数（b）"),
        (["explain", "--lang"], "--lang 须有一个值"),
        (["batch", "a"], "缺少选项"),
        (["rules", "lst"], "没有命令"),
    ],
)
def test_usage_errors_are_chinese(capsys, words, said):
    assert cli.main(words) == 2
    error = capsys.readouterr().err
    assert said in error and "错误：" in error
    assert not ENGLISH.search(error)


def test_what_rules_test_says_is_chinese(tmp_path):
    assert run("rules", "new", "own/first", cwd=tmp_path).returncode == 0
    rule = tmp_path / "own" / "first.yaml"
    text = rule.read_text(encoding="utf-8")
    text = text.replace("这里写一段不该报的文字。", "示例错词。").replace("«示例错词»的", "示例«错词»的")
    rule.write_text(text + "  - invalid: |\n      这里«没有»。\n", encoding="utf-8")
    done = run("rules", "test", "--rules", "own", cwd=tmp_path)
    kinds = [line.split(": ")[1].split()[0] for line in done.stdout.splitlines()[:3]]
    assert (done.returncode, kinds) == (1, ["误报", "标错位置", "漏报"])
    assert "（通过）" in done.stdout
