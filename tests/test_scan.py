"""Hyperscan saves searches and changes nothing: the same output with and without it, whatever the text and its cache."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lawcheck import LawcheckError, Ruleset, load_rules
from lawcheck.engine import review
from lawcheck.model.passage import compiled
from lawcheck.model.scan import ENGINE, Scanner
from lawcheck.model.text import fold
from lawcheck.model.widened import _CATEGORIES, _OTHERS, widened
from lawcheck.selftest import profile_of, read_example
from tests.test_rules import RULES
from tests.test_stories import EXAMPLES, run

pytest.importorskip("hyperscan", reason="the extra `fast` is not installed")
from lawcheck.model import hyper

PATTERNS = frozenset(pattern for rule in RULES for pattern in rule.needs)


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, Ruleset]]:
    """The same rules twice, each made ready under another engine."""
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("regex", "hyperscan"):
            patch.setenv(ENGINE, name)
            made[name] = Ruleset(RULES)
            made[name].occurrences("")
    assert made["hyperscan"]._scanner._base
    assert made["regex"]._scanner._base is None
    yield made


@pytest.fixture(scope="module")
def base() -> hyper.Base:
    return hyper.make(PATTERNS)


def alone(pattern: str) -> hyper.Base | None:
    """A base of one pattern, not kept; None where it has no wider one."""
    wide = widened(pattern)
    if wide is None:
        return None
    entries = [taken for taken in [hyper._alone(hyper._Entry(pattern, wide.encode()))] if taken]
    return hyper.Base([pattern], hyper._compiled(entries)) if entries else None


# The output


def test_a_run_says_the_same(monkeypatch):
    outputs = set()
    for name in ("regex", "hyperscan"):
        monkeypatch.setenv(ENGINE, name)
        done = run(str(EXAMPLES), "--format", "json", "--no-cache")
        assert done.returncode == 1
        outputs.add(done.stdout)
    assert len(outputs) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_all_rules_say_the_same_of_the_examples_of_each(engines, rule):
    for shown in rule.examples:
        for text in filter(None, (shown.valid, shown.invalid, shown.fixed)):
            document = read_example(text, shown)
            reviews = [review(document, rules, profile_of(document, rule, shown)) for rules in engines.values()]
            assert reviews[0] == reviews[1]


def test_real_reports_are_printed_the_same(shared, monkeypatch):
    outputs = set()
    for name in ("regex", "hyperscan"):
        monkeypatch.setenv(ENGINE, name)
        outputs.add(run(str(shared / "corpus"), "--format", "json", "--no-cache", "-j", "1").stdout)
    assert len(outputs) == 1


# What is told to match nowhere


PIECES = [
    fold(text[at : at + 24]).replace("«", "").replace("»", "")
    for rule in RULES[::5]
    for shown in rule.examples
    for text in (shown.valid, shown.invalid)
    for at in range(0, len(text), 97)
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12).map("".join))
@settings(max_examples=30, deadline=None)
def test_no_pattern_that_matches_is_called_silent(engines, text):
    folded = fold(text)
    rules = engines["hyperscan"]
    assert [p for p in rules.occurrences(folded).silent if compiled(p).search(folded)] == []


def test_it_tells_more_than_literals_do(engines):
    folded = fold((EXAMPLES / "township-sound.md").read_text(encoding="utf-8"))
    told = {name: len(rules.occurrences(folded).silent) for name, rules in engines.items()}
    missing = sum(not compiled(p).search(folded) for p in PATTERNS)
    assert told["regex"] < told["hyperscan"] <= missing
    assert missing - told["hyperscan"] < (missing - told["regex"]) / 2


# Every word of up to four of these characters, and some that long repeats match.
WORDS = ["".join(word) for n in range(5) for word in itertools.product("甲1é\n", repeat=n)]
WORDS += [end + char * n + end for char in "甲1é\n" for n in (9, 14) for end in ("", "甲", "1")]
CHARS = ["甲", "1", r"\d", r"\D", r"\s", r"\w", ".", "[^甲]", "[甲1]", r"[^\d甲]", r"[\s\w]", "[^0-9]"]


def groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    around = st.sampled_from(["(?:{})", "({})", "(?P<at>{})", "(?={})", "(?!{})", "(?<={})", "(?<!{})", "(?>{})"])
    counts = st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{0,9}?", "{12}", "++"])
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.builds(str.format, around, inner),
        st.builds("(?:{}){}".format, inner, counts),
    )


@given(
    st.sampled_from(["", "(?m)", "(?s)"]),
    st.recursive(st.sampled_from([*CHARS, "^", "$", r"\b", r"\Z"]), groups, max_leaves=6),
)
@example("", "甲((?<=甲)1)")  # what a lookaround demands may be in the match already
@example("", "(甲(?=1))1")
@example("", "(?:(?<=甲)1)+甲")
@example("", "1甲{0,9}1")
@settings(max_examples=150, deadline=None)
def test_a_wider_pattern_matches_wherever_the_pattern_does(flags, body):
    """In every part of a text that a passage can be, and in a heading cut out of it."""
    pattern = flags + body
    made = alone(pattern)
    if made is None:
        return
    expression = regex.compile(pattern, regex.VERSION1)
    for word in filter(made.absent, WORDS):
        assert not expression.search(word)
        for start, end in itertools.combinations(range(len(word) + 1), 2):
            assert not expression.search(word, start, end), (word, start, end)
            assert not expression.search(word[start:end]), (word, start, end)


@pytest.mark.parametrize(
    ("pattern", "absent", "there"),
    [
        ("(?<=第)[一二]章(?=标题)", ["第一章", "一章标题", "第一节标题"], ["第二章标题"]),
        ("(?m)^[一二]、(?!甲)(?=[乙丙]丁)", ["一、乙", "一、甲丁"], ["一、乙丁"]),
        ("(?<=甲(?=乙))[乙丙]丁", ["乙丁"], ["甲乙丁"]),
        ("(?:(?<=甲)[乙]|[丙]+(?=丁))", ["乙丙"], ["甲乙", "丙丁"]),
        (r"\d{4}年", ["本年", "202年"], ["2024年", "٢٠٢٤年"]),
        ("甲[^。]{0,20}乙", ["甲。乙"], ["甲，乙"]),
    ],
)
def test_what_a_wider_pattern_still_tells(pattern, absent, there):
    made = alone(pattern)
    assert [text for text in absent if not made.absent(text)] == []
    assert [text for text in there if made.absent(text)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        "甲乙|丙",
        "(?:甲|乙)丙?",
        "(?i)led.",
        "(?i:led).",
        r"(甲.)\1",
        "甲?.*",
        r"\p{Han}甲.",
        "(?:甲.){e<=1}",
        "[[:alpha:]]甲",
    ],
)
def test_what_is_left_to_literals(pattern):
    assert widened(pattern) is None


def test_a_pattern_that_hyperscan_refuses_spoils_only_itself(monkeypatch, tmp_path):
    monkeypatch.setenv("LAWCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr("lawcheck.model.widened.widened", {"甲": "(", "乙.": "乙."}.get)
    made = hyper.make(frozenset(["甲", "乙."]))
    assert made.absent("丙") == {"乙."}
    assert made.absent("乙丁") == frozenset()


@pytest.mark.parametrize("kind", [*_CATEGORIES, *_OTHERS], ids=str)
def test_a_wider_class_has_every_character_of_its_category(kind):
    """Over all of Unicode as the regex module knows it; and the narrow one, of which the rest is taken, has no other."""
    escape = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(kind).rsplit("_", 1)[1]]
    outer = escape.upper() if kind in _OTHERS else escape
    wide, narrow = (_OTHERS[kind], None) if kind in _OTHERS else _CATEGORIES[kind]
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    held = set(regex.findall(outer, every, regex.VERSION1))
    assert held <= set(regex.findall(python_class(wide), every))
    assert narrow is None or set(regex.findall(python_class(narrow), every)) <= held


def python_class(text: str) -> str:
    return "[" + regex.sub(r"\\x\{(\w+)\}", lambda m: f"\\U{int(m[1], 16):08x}", text) + "]"


# The cache


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Path:
    """A cache of its own with the base of two patterns in it."""
    monkeypatch.setenv("LAWCHECK_CACHE", str(tmp_path))
    monkeypatch.setenv(ENGINE, "hyperscan")
    monkeypatch.setattr(hyper, "FEW", 0)
    assert Scanner(["甲.乙", "丙."]).absent("甲丁乙") == {"丙."}
    (file,) = tmp_path.glob("scan-*.bin")
    return file


def test_a_kept_base_is_loaded(kept, monkeypatch):
    monkeypatch.setattr(hyper, "make", None)
    assert Scanner(["丙.", "甲.乙"]).absent("甲丁乙") == {"丙."}


def test_other_patterns_or_another_processor_have_their_own(kept, monkeypatch):
    names = {hyper._file(frozenset(["甲.乙", "丙."])).name, hyper._file(frozenset(["甲.乙"])).name}
    monkeypatch.setattr(hyper, "_compiled", lambda entries: type("Other", (), {"info": lambda self: b"AVX512"})())
    names.add(hyper._file(frozenset(["甲.乙", "丙."])).name)
    assert len(names) == 3
    assert kept.name in names


@pytest.mark.parametrize("spoil", ["empty", "cut", "changed", "foreign", "read-only"])
def test_a_bad_cache_costs_time_never_the_run(kept, monkeypatch, spoil):
    data = kept.read_bytes()
    made = {"empty": b"", "cut": data[:-40], "changed": data[:-1] + bytes([data[-1] ^ 1])}
    if spoil in made:
        kept.write_bytes(made[spoil])
    elif spoil == "foreign":
        record = hyper._Record(("甲.乙",), b"not of this machine")
        hyper._keep(kept, record)
    else:
        monkeypatch.setenv("LAWCHECK_CACHE", str(kept / "below-a-file"))
    assert hyper.load(frozenset(["甲.乙", "丙."])) is None
    assert Scanner(["甲.乙", "丙."]).absent("甲丁乙") == {"丙."}


def test_only_a_few_are_kept(kept):
    for number in range(8):
        hyper.make(frozenset([f"甲{number}."]))
    assert len(list(kept.parent.glob("scan-*.bin"))) == hyper._MOST


# When it is asked


@pytest.mark.parametrize("wanted", ["", "regex"])
def test_it_is_asked_only_where_that_is_asked_for(kept, monkeypatch, wanted):
    monkeypatch.setenv(ENGINE, wanted)
    assert Scanner(["甲.乙", "丙."]).absent("甲丁乙") == frozenset()


def test_a_run_that_does_not_ask_for_it_loads_nothing_of_it():
    code = (
        "import sys; from lawcheck.cli import main\n"
        f"main(['check', {str(EXAMPLES / 'township-sound.md')!r}, '-q', '--no-cache'])\n"
        "print(sorted({'hyperscan', 'lawcheck.model.hyper', 'lawcheck.model.widened'} & set(sys.modules)))"
    )
    environ = {key: value for key, value in os.environ.items() if key != ENGINE}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("word", "said"), [("re2", "LAWCHECK_ENGINE 应为 regex 或 hyperscan，而非 re2"), ("hyperscan", "lawcheck-cn[fast]")]
)
def test_a_wrong_engine_is_an_error_said_before_any_draft_is_read(monkeypatch, word, said):
    monkeypatch.setenv(ENGINE, word)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(LawcheckError, match=regex.escape(said)):
        load_rules()


def test_a_wrong_engine_on_the_command_line(monkeypatch):
    monkeypatch.setenv(ENGINE, "re2")
    done = run(str(EXAMPLES / "township-sound.md"), "--no-cache")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "LAWCHECK_ENGINE 应为 regex 或 hyperscan，而非 re2\n"


def test_half_of_a_surrogate_pair_tells_nothing(base):
    assert base.absent("\ud800") == frozenset()


def test_threads_share_a_base(base):
    texts = [fold(file.read_text(encoding="utf-8")) for file in sorted(EXAMPLES.glob("*.md"))] * 20
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(base.absent, texts)) == [base.absent(text) for text in texts]


def test_one_rule_keeps_no_base(tmp_path, monkeypatch):
    monkeypatch.setenv("LAWCHECK_CACHE", str(tmp_path))
    assert hyper.make(frozenset(["甲.乙", "丙."])).absent("甲丁乙") == {"丙."}
    assert not list(tmp_path.glob("scan-*.bin"))
