"""What is looked at first, to spare the search proper, spares nothing that it would have found.

Each filter is taken away and the same text is read again: sentences made of the very words that the patterns hold, with
figures between them, and (where they are) the passages that a person labelled.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawcheck.checks import placeholder, repeat
from lawcheck.extractors import (
    labels,
    numerals,
    periods,
    relations_bounds,
    relations_compare,
    relations_flow,
    relations_kinds,
    relations_mean,
    relations_parts,
    relations_product,
    relations_quantifiers,
    relations_respective,
    relations_rest,
    relations_stock,
    relations_sums,
    roles,
)
from lawcheck.model.source import Span
from lawcheck.readers import marks
from tests.conftest import ROOT, SHARED
from tests.extractors.figures import facts

ALWAYS = re.compile("")
FAMILIES = tuple((ALWAYS, family) for _, family in relations_flow._FAMILIES)
RELATIONS: list[tuple[ModuleType, str, Any]] = [
    (relations_parts, "_SIGNS", ALWAYS),
    (relations_parts, "_OPENERS", ALWAYS),
    (relations_bounds, "_SIGNS", ALWAYS),
    (relations_compare, "_SIGNS", ALWAYS),
    (relations_mean, "_SIGNS", ALWAYS),
    (relations_product, "_SIGNS", ALWAYS),
    (relations_quantifiers, "_SIGNS", ALWAYS),
    (relations_respective, "_SIGN", ALWAYS),
    (relations_rest, "_SIGNS", ALWAYS),
    (relations_stock, "_SIGNS", ALWAYS),
    (relations_sums, "_SIGNS", ALWAYS),
    (relations_bounds, "_THEN", ALWAYS),
    (relations_kinds, "_REST", ALWAYS),
    (relations_kinds, "_IN_SOME", ALWAYS),
    (relations_flow, "_FAMILIES", FAMILIES),
    (roles, "_plain", lambda *_: False),
]
MODULES = [*dict.fromkeys(module for module, *_ in RELATIONS), labels, periods]


def words_of(*modules: ModuleType) -> list[str]:
    """The Chinese words that stand in the source of modules: what their patterns are made of."""
    return sorted(
        {word for module in modules for word in re.findall(r"[\u4e00-\u9fff]{1,4}", inspect.getsource(module))}
    )


def made_of(pieces: Iterable[str], most: int) -> st.SearchStrategy[str]:
    """Texts of up to so many of these pieces."""
    return st.lists(st.sampled_from(list(pieces)), min_size=1, max_size=most).map("".join)


FIGURE = st.builds(
    "{}{}".format,
    st.integers(1, 400),
    st.sampled_from(["件", "人", "起", "个", "万元", "%", "人次", "份", "年", "月", ""]),
)
PIECE = st.one_of(
    st.sampled_from(words_of(*MODULES)),
    FIGURE,
    FIGURE,
    st.sampled_from(["，", "，其中", "。", "：", "；", "、", "（", "）", "中，"]),
)
TEXT = st.lists(PIECE, min_size=4, max_size=24).map("".join)


@contextmanager
def without(filters: list[tuple[ModuleType, str, Any]]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module, name, open_ in filters:
            patch.setattr(module, name, open_)
        yield


def same(text: str) -> None:
    found = facts(text)
    with_filters = found.quantities, found.relations
    with without(RELATIONS):
        again = facts(text)
        assert (again.quantities, again.relations) == with_filters


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT)
def test_no_filter_hides_a_relation_or_changes_a_role(text):
    same(text)


def passages() -> list[str]:
    folder = ROOT / "benchmarks" / "figures"
    own = [
        line for name in ("passages", "pairs") for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    labelled = sorted((SHARED / "corpus").rglob("*.jsonl")) if SHARED.is_dir() else []
    lines = [*own, *(line for file in labelled for line in file.read_text(encoding="utf-8").splitlines())]
    held = [json.loads(line) for line in lines if line.strip()]
    return [text for passage in held if (text := passage.get("text") or passage.get("wrong") or passage.get("right"))]


def test_no_filter_hides_a_relation_of_the_labelled_passages():
    texts = passages()
    assert len(texts) > 100
    for text in texts:
        same(text)


def test_taking_a_filter_away_is_noticed():
    """Each is in use: were it to let nothing through, something would be missing."""
    nothing = re.compile("(?!)")
    texts = passages()
    before = [len(facts(text).relations) for text in texts]
    for module, name, _ in RELATIONS[:-1]:
        closed = () if name == "_FAMILIES" else nothing
        with without([(module, name, closed)]):
            missing = (len(facts(text).relations) != count for text, count in zip(texts, before, strict=True))
            assert any(missing), (module.__name__, name)


AHEAD = re.compile(r"\(\?=(\[[^\]]*\]|\\d)\)")
LOOKED_AHEAD = [(labels, "SCOPE"), (numerals, "ARABIC"), (numerals, "WORDS"), (periods, "_PERIOD")]


@pytest.mark.parametrize(("module", "name"), LOOKED_AHEAD, ids=lambda value: getattr(value, "__name__", value))
def test_what_a_pattern_looks_ahead_for_is_what_its_matches_begin_with(module, name):
    pattern = getattr(module, name).pattern
    assert AHEAD.match(pattern)
    quick, bare = re.compile(pattern), re.compile(AHEAD.sub("", pattern, count=1))
    pieces = [*words_of(module), *"0123456789.,-—~至到年月日度季上下前第一二三四五六七八九十百千万亿分之点 "]

    @settings(max_examples=400, deadline=None)
    @given(made_of(pieces, 14))
    def same_matches(text: str) -> None:
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in bare.finditer(text)]

    same_matches()


class Everything:
    def __contains__(self, character: object) -> bool:
        return True


NUMBERS = [
    *"第一二三四五六七八九十百零0123456789()（）.．、，,: \t①⑩⑳章节是要",
    *["部分", "首先", "其次", "再次", "最后", "工作", "2024年"],
]


@settings(max_examples=500, deadline=None)
@given(made_of(NUMBERS, 8))
def test_a_line_that_begins_with_no_number_has_no_marker(line):
    found, key = marks.marker(line), repeat._key(line, Span(0, len(line)))
    with without([(marks, "_BEGINNINGS", Everything()), (repeat, "_NUMBERS", Everything())]):
        assert (marks.marker(line), repeat._key(line, Span(0, len(line)))) == (found, key)


REMAINDERS = [
    *"Xx×○_*第次年月日（）。，、:： \u3000\t…镇件",
    *["某某", "单位", "召开", "会议", "2024", "**", "XX", "__"],
    "  ",
]


@settings(max_examples=500, deadline=None)
@given(made_of(REMAINDERS, 10))
def test_a_text_without_its_signs_holds_no_remainder(folded):
    for kind in placeholder._SIGNS:
        if not placeholder._may_hold(kind, folded):
            assert not any(re.search(pattern, folded) for pattern in placeholder.KINDS[kind]), kind
