"""What the READMEs show is true: the rule, the county pack, the program, the commands."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from lawcheck import load_rules
from lawcheck.cli import COMMANDS
from lawcheck.registry import FORMATTERS
from lawcheck.selftest import test_rule as outcomes_of
from tests.conftest import ROOT
from tests.test_stories import run

READMES = ["README.md", "README.zh-CN.md"]


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


@pytest.mark.parametrize("readme", READMES)
def test_the_first_two_commands(readme):
    first, second = blocks(readme, "sh")[:2]
    assert first == "pip install . && lawcheck examples/township-flawed.md\n"
    assert second == "pip install -e '.[test]' && pytest\n"


@pytest.mark.parametrize("readme", READMES)
def test_the_rule_shown_holds_its_examples(readme, tmp_path):
    (shown,) = [b for b in blocks(readme, "yaml") if b.startswith("title:")]
    rule_file = tmp_path / "ours" / "shown.yaml"
    rule_file.parent.mkdir()
    rule_file.write_text(shown, encoding="utf-8")
    (rule,) = load_rules([rule_file], examples=True, cache=False)
    assert [str(o) for o in outcomes_of(rule)] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_county_pack_shown_loads(readme, tmp_path):
    (shown,) = [b for b in blocks(readme, "yaml") if b.startswith("# ours/pack.yaml")]
    (tmp_path / "pack.yaml").write_text(shown, encoding="utf-8")
    rules = load_rules([tmp_path], cache=False).by_id
    assert rules["annual-report/addressee"].severity.value == "off"
    assert "短板" in rules["annual-report/shortcomings"].params["require"][0]["alias"]


@pytest.mark.parametrize("readme", READMES)
def test_the_program_shown_runs(readme, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(
        (ROOT / "examples" / "township-flawed.md").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (shown,) = blocks(readme, "python")
    exec(compile(shown, readme, "exec"), {})
    assert "annual-report/" in capsys.readouterr().out


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("file", [".github/workflows/lawcheck.yml", ".gitlab-ci.yml"])
def test_the_ci_files_shown_run_lawcheck_as_printed(readme, file, tmp_path):
    """All but the installing, which needs the network: each lawcheck line over two reports, one of them flawed."""
    (shown,) = [b for b in blocks(readme, "yaml") if b.startswith(f"# {file}")]
    job = YAML(typ="safe").load(shown)
    lines = (
        job["lawcheck"]["script"] if "lawcheck" in job else [s.get("run", "") for s in job["jobs"]["lawcheck"]["steps"]]
    )
    (line,) = [line for line in lines if line.startswith("lawcheck ")]
    (tmp_path / "reports").mkdir()
    for name in ("township-sound.md", "township-flawed.md"):
        shutil.copy(ROOT / "examples" / name, tmp_path / "reports" / name)
    done = run(*line.split()[1:], cwd=tmp_path)
    assert done.returncode == 1
    if "--format github" in line:
        assert "::error file=reports/township-flawed.md,line=" in done.stdout
    else:
        (report,) = job["lawcheck"]["artifacts"]["reports"].values()
        issues = json.loads((tmp_path / report).read_text(encoding="utf-8"))
        assert {issue["location"]["path"] for issue in issues} == {"reports/township-flawed.md"}


def test_both_readmes_have_the_same_parts():
    counts = [
        [len(blocks(readme, language)) for language in ("sh", "yaml", "python", "markdown")] for readme in READMES
    ]
    heads = [len(re.findall(r"^## ", (ROOT / readme).read_text(encoding="utf-8"), re.M)) for readme in READMES]
    assert counts[0] == counts[1]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_format_is_named(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [c for c in COMMANDS if not re.search(rf"lawcheck {c}\b", text)] == []
    assert [f for f in FORMATTERS if f"`{f}`" not in text] == []
