"""The result cache: the same output with it and without, whatever state it is in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable

import pytest

from lawcheck import Ruleset, lint, load_rules, read
from lawcheck.batch import Job, Store, review_many, review_one
from lawcheck.batch.record import Recalled
from lawcheck.model.finding import Review
from lawcheck.model.rule import Severity
from lawcheck.registry import FORMATTERS, resolve
from tests.batch_helpers import drafts, lawcheck, poison
from tests.conftest import ROOT, SHARED

EXAMPLES = sorted((ROOT / "examples").rglob("*.md"))
OTHERS = [ROOT / "tests" / "fixtures" / "page.html", ROOT / "tests" / "fixtures" / "report.pdf"]
FLAWED = ROOT / "examples" / "township-flawed.md"
TEXTS = [name for name in FORMATTERS if name != "xlsx"]


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_rules()


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "results")


def written(form: str, reviews: Iterable[Review]) -> str:
    chunks = resolve(FORMATTERS[form])(reviews)
    return "".join(chunk if isinstance(chunk, str) else chunk.decode() for chunk in chunks)


@pytest.fixture(scope="module")
def both_ways(rules, tmp_path_factory) -> tuple[list[Review], list[Review], list[Review]]:
    """Reviews of examples, other formats and (where they are) the corpora: without a cache, with a cold and a warm one."""
    files = [*EXAMPLES, *OTHERS, *sorted((SHARED / "corpus").rglob("*.txt"))[:12]]
    jobs = [Job(str(file), rules) for file in files]
    store = Store(tmp_path_factory.mktemp("differential"))
    return list(review_many(jobs)), list(review_many(jobs, 1, store)), list(review_many(jobs, 1, store))


@pytest.mark.parametrize("form", TEXTS)
def test_every_format_writes_the_same_with_the_cache_and_without(form, both_ways):
    fresh, cold, warm = both_ways
    assert all(isinstance(review.document, Recalled) for review in warm)
    assert written(form, fresh) == written(form, cold) == written(form, warm)


def test_what_is_recalled_is_read_again_when_its_tree_is_asked_for(rules, store):
    for file in (FLAWED, *OTHERS):
        job = Job(str(file), rules)
        store.review(job)
        recalled, fresh = store.find(job).document, review_one(job).document
        assert isinstance(recalled, Recalled)
        assert (recalled.source.text, recalled.asides) == (fresh.source.text, fresh.asides)
        assert recalled.source.format == fresh.source.format
        assert (recalled.text, recalled.root, recalled.pieces, recalled.meta) == (
            fresh.text,
            fresh.root,
            fresh.pieces,
            fresh.meta,
        )
        assert [recalled.place(s.heading) for s in recalled.sections] == [
            fresh.place(s.heading) for s in fresh.sections
        ]


def test_a_changed_draft_rule_or_setting_is_checked_anew(rules, store, tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes(FLAWED.read_bytes())
    job = Job(str(file), rules)
    store.review(job)
    assert store.find(job)
    assert not store.find(job._replace(lang="en"))
    assert not store.find(job._replace(settled={"year": (2020, "x")}))
    assert not store.find(job._replace(rules=rules.select(["wording"])))
    assert not store.find(job._replace(rules=rules.rated(lambda rule, own: Severity.NOTICE)))
    assert not store.find(job._replace(rules=Ruleset(rules, rules.known | {"x/y"})))
    assert not store.find(job._replace(previous=read(ROOT / "examples" / "township-sound.md")))
    assert not store.find(job._replace(format="plain"))
    file.write_bytes(FLAWED.read_bytes() + b" ")
    assert not store.find(job)


def test_the_same_bytes_under_another_name_are_known(rules, store, tmp_path):
    (tmp_path / "b.md").write_bytes(FLAWED.read_bytes())
    store.review(Job(str(FLAWED), rules))
    found = store.find(Job(str(tmp_path / "b.md"), rules))
    assert found.path == found.document.source.path == str(tmp_path / "b.md")


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-7]),
        lambda file: file.write_bytes(bytes([*file.read_bytes()[:60], 0xC1, *file.read_bytes()[61:]])),
        lambda file: file.write_bytes(b"lawcheck result 9\n" + file.read_bytes()[18:]),
        lambda file: file.write_bytes(os.urandom(500)),
        lambda file: (file.unlink(), file.mkdir()),
    ],
)
def test_a_broken_record_costs_time_only(harm, rules, store):
    jobs = [Job(str(FLAWED), rules)]
    plain = written("json", review_many(jobs, 1, store))
    (record,) = store.files()
    harm(record)
    assert store.find(jobs[0]) is None
    assert written("json", review_many(jobs, 1, store)) == plain


def test_a_cache_that_cannot_be_written_costs_time_only(rules, tmp_path):
    (tmp_path / "file").write_text("in the way")
    jobs = [Job(str(FLAWED), rules)]
    store = Store(tmp_path / "file" / "results")
    assert written("json", review_many(jobs, 1, store)) == written("json", review_many(jobs))


def test_what_is_not_complete_is_not_kept(rules, store, tmp_path):
    (tmp_path / "a.md").write_bytes(b"\x00\x01")
    for name in ("a.md", "missing.md", "b.unknown"):
        assert store.review(Job(str(tmp_path / name), rules)).error
    store.review(Job("<stdin>.md", rules, text="# 甲\n"))
    assert not list(store.files())


def test_a_third_partys_check_is_never_recalled(tmp_path):
    environ = poison(tmp_path)
    drafts(tmp_path / "in", ["甲"])
    cache = {**environ, "LAWCHECK_CACHE": str(tmp_path / "cache")}
    assert lawcheck(str(tmp_path / "in"), "--rules", str(tmp_path / "pack"), environ=cache).returncode == 0
    assert not list(Store(tmp_path / "cache" / "results").files())


def test_the_command_line_uses_it_unless_told_not_to(tmp_path):
    environ = {"LAWCHECK_CACHE": str(tmp_path / "cache")}
    words = [str(ROOT / "examples"), "--format", "json"]
    without = lawcheck(*words, "--no-cache", environ=environ)
    assert "0 份结果" in lawcheck("cache", "show", environ=environ).stdout
    first, second = lawcheck(*words, environ=environ), lawcheck(*words, "-j", "1", environ=environ)
    assert without.stdout == first.stdout == second.stdout
    kept = len(list(Store(tmp_path / "cache" / "results").files()))
    assert kept > 4
    assert f"{kept} 份结果" in lawcheck("cache", "show", environ=environ).stdout
    assert f"已清除 {kept} 份结果" in lawcheck("cache", "clear", environ=environ).stdout
    assert "0 份结果" in lawcheck("cache", "show", environ=environ).stdout


def test_records_may_not_be_read_by_others_and_old_ones_go(rules, store):
    store.review(Job(str(FLAWED), rules))
    assert store.root.stat().st_mode & 0o077 == 0
    (record,) = store.files()
    os.utime(record, (0, 0))
    os.utime(store.root / "pruned", (0, 0))
    other = Store(store.root)
    other.review(Job(str(EXAMPLES[0]), rules))
    assert record not in list(other.files())
    assert len(list(other.files())) == 1


def test_lint_does_not_touch_it(tmp_path, monkeypatch):
    monkeypatch.setenv("LAWCHECK_CACHE", str(tmp_path))
    lint(FLAWED)
    assert not list(Store().files())


def test_a_recalled_draft_needs_neither_engine_nor_patterns(tmp_path):
    code = (
        "import sys; from lawcheck.cli import main\n"
        f"main([{str(FLAWED)!r}, '-q'])\n"
        "print(sorted({'regex', 'lawcheck.engine', 'lawcheck.readers.markdown', 'ahocorasick_rs', 'pyromark'}"
        " & set(sys.modules)))"
    )
    environ = {**os.environ, "LAWCHECK_CACHE": str(tmp_path)}
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
        for _ in range(2)
    ]
    first, second = (done.stdout.splitlines() for done in runs)
    assert first[:-1] == second[:-1]
    assert "lawcheck.engine" in first[-1]
    assert second[-1] == "[]"


def test_a_config_can_switch_it_off(tmp_path):
    (tmp_path / "a.md").write_bytes(FLAWED.read_bytes())
    environ = {"LAWCHECK_CACHE": str(tmp_path / "cache")}
    (tmp_path / "lawcheck.yaml").write_text("cache: false\n")
    first = lawcheck(str(tmp_path / "a.md"), environ=environ)
    assert not list(Store(tmp_path / "cache" / "results").files())
    (tmp_path / "lawcheck.yaml").write_text("cache: true\n")
    assert lawcheck(str(tmp_path / "a.md"), environ=environ).stdout == first.stdout
    assert list(Store(tmp_path / "cache" / "results").files())
