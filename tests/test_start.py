"""Start-up: what a plain run of the installed command does not load, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawcheck import cli
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
SOUND, FLAWED = EXAMPLES / "township-sound.md", EXAMPLES / "township-flawed.md"

# A module of the list is there for a run that needs it, and no plain run on a Markdown draft does.
UNNEEDED = {
    "words and colour": "click rich argparse textwrap.dedent",
    "rule files": "ruamel.yaml lawcheck.strict lawcheck.ruleset.packs lawcheck.ruleset.rulefile lawcheck.ruleset.literals",
    "the half of regex that parses": "regex regex._regex_core regex._main",
    "msgspec's companion": "typing_extensions inspect ast dis tokenize",
    "OpenSSL": "hashlib _hashlib",
    "other readers": "lawcheck.readers.html lawcheck.readers.docx lawcheck.readers.pdf lxml zipfile xml.etree html html.entities",
    "other encodings": "charset_normalizer",
    "configs": "pathspec tomllib",
    "pools": "multiprocessing concurrent.futures pickle subprocess selectors threading",
    "installed packages": "importlib.metadata importlib.resources email",
    "checks without a subject": "lawcheck.checks.previous lawcheck.checks.similar lawcheck.suppressions.dividing",
    "the rest": "json locale calendar string dataclasses difflib logging tempfile shutil unittest",
}

RUN = """
import atexit, sys
before = set(sys.modules)
atexit.register(lambda: print(*sorted(set(sys.modules) - before), file=sys.stderr))
from lawcheck.__main__ import main
main()
"""


def run(*words: str, cache: Path, code: str = RUN) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "LAWCHECK_CACHE": str(cache)}
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, env=environ, check=False
    )


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the pack, and the patterns of another draft of the same kind."""
    cache = tmp_path_factory.mktemp("cache")
    run(str(edited(cache / "before.md", "前")), cache=cache)
    return cache


def edited(draft: Path, word: str) -> Path:
    """The sound example as nobody has seen it before."""
    draft.write_text(f"{SOUND.read_text(encoding='utf-8')}\n补充一句{word}。\n", encoding="utf-8")
    return draft


@pytest.mark.parametrize("family", UNNEEDED)
def test_a_plain_run_loads_nothing_it_does_not_need(warm, tmp_path, family):
    done = run(str(edited(tmp_path / "draft.md", "甲乙丙丁戊己庚辛壬癸子丑"[[*UNNEEDED].index(family)])), cache=warm)
    loaded = set(done.stderr.split())
    assert {"lawcheck.engine", "regex._regex", "ahocorasick_rs"} <= loaded
    assert not loaded & set(UNNEEDED[family].split())


def test_a_first_run_parses_what_later_ones_keep(tmp_path):
    first, second = (run(str(FLAWED), "--no-cache", cache=tmp_path) for _ in range(2))
    assert {"ruamel.yaml", "regex._regex_core"} <= set(first.stderr.split())
    assert not {"ruamel.yaml", "regex._regex_core"} & set(second.stderr.split())
    assert (first.stdout, first.returncode) == (second.stdout, second.returncode) != ("", 0)


def test_the_whole_of_regex_can_still_be_imported(warm):
    code = (
        "import sys\n"
        "from lawcheck.model.passage import compiled\n"
        "assert compiled('案卷') and 'regex._regex_core' not in sys.modules, 'the pattern was not kept'\n"
        "import regex\n"
        "assert regex.search('案(?P<n>.)', '案卷')['n'] == '卷' and regex.sub('案', r'\\g<0>!', '案') == '案!'\n"
    )
    seen = run(cache=warm, code="from lawcheck.model.passage import compiled; compiled('案卷')")
    assert not seen.stderr
    done = run(cache=warm, code=code)
    assert (done.returncode, done.stderr) == (0, "")


def test_typing_extensions_is_there_for_whoever_asks():
    code = (
        "from lawcheck.cli import _load_msgspec; _load_msgspec(); import msgspec, sys\n"
        "assert 'typing_extensions' not in sys.modules\n"
        "import typing_extensions; assert typing_extensions.TypedDict"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("draft", "code"), [(SOUND, 0), (FLAWED, 1), (Path("没有.md"), 3)])
def test_it_ends_with_its_code_and_all_its_words(warm, draft, code):
    plain = run(str(draft), cache=warm)
    through_click = run(str(draft), "--no-cache", cache=warm)
    assert plain.returncode == through_click.returncode == code
    assert plain.stdout == through_click.stdout != ""


def test_a_reader_that_has_enough_is_no_error(warm):
    environ = {**os.environ, "LAWCHECK_CACHE": str(warm)}
    command = [sys.executable, "-m", "lawcheck", str(FLAWED)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ) as child:
        assert child.stdout and child.stderr
        child.stdout.close()
        said = child.stderr.read().decode()
    assert "Traceback" not in said


def test_what_was_worked_out_is_kept_at_the_end(tmp_path):
    run(str(SOUND), cache=tmp_path, code="from lawcheck.__main__ import main; main()")
    assert list(tmp_path.glob("patterns-*.bin"))


WAYS = (["-q"], ["--statistics"], ["--show-passed"], ["--no-cache", "-j", "1"], ["-j", "2", "--quiet"], ["--jobs", "1"])


@pytest.mark.parametrize("switches", WAYS, ids=" ".join)
@pytest.mark.parametrize("named", [[], ["check"]], ids=["", "check"])
def test_words_understood_without_click_mean_what_click_makes_of_them(capsys, switches, named):
    words = (
        [*named, *switches[:1], str(FLAWED), *switches[1:]] if len(switches) < 2 else [*named, *switches, str(FLAWED)]
    )
    assert cli.plain(words) is not None
    results = []
    for run_them in (cli.main, cli._with_click):
        results.append((run_them(words), capsys.readouterr()))
    assert results[0] == results[1]


def test_the_switches_are_those_of_click():
    from lawcheck.cli.check import command

    known = {form: option.name for option in command.params for form in option.opts}
    assert {form: known[form] for form in cli.SWITCHES} == cli.SWITCHES
    assert {known[form] for form in cli.JOBS} == {"jobs"}


@pytest.mark.parametrize(
    "words",
    [[], ["-q"], ["--help"], ["a.md", "--kind", "none"], ["-"], ["a.md", "-j"], ["a.md", "-j", "0"], ["a.md", "-j", "x"],
     ["explain", "a"], ["-q", "rules"], ["a.md", "-qx"]],
    ids=" ".join,
)  # fmt: skip
def test_all_else_is_left_to_click(words):
    assert cli.plain(words) is None


@pytest.mark.parametrize("fast", [True, False])
def test_a_parser_without_its_half_in_c_is_told_of_once(tmp_path, fast):
    code = (
        f"import sys, ruamel.yaml; ruamel.yaml.__with_libyaml__ = {fast}\n"
        "from lawcheck.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    first = run(str(SOUND), str(FLAWED), cache=tmp_path, code=code)
    assert first.stderr.count("ruamel.yaml[oldlibyaml]") == (0 if fast else 1)
    later = run(str(SOUND), cache=tmp_path, code="from lawcheck.__main__ import main; main()")
    assert later.stderr == ""
