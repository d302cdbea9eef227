"""`lint_many`: the Reviews of `lint`, in order, through any Executor, without taking more than it can work on."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from lawcheck import lint, lint_many, load_rules
from lawcheck.batch.lint import AHEAD, CHUNK
from tests.conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").rglob("*.md"))


class Here(Executor):
    """Does everything at once, in this process."""

    _max_workers = 1

    def submit(self, fn, /, *args, **kwargs):
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 — what an Executor is there for
            future.set_exception(error)
        return future


@pytest.mark.parametrize("make", [Here, lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2)])
def test_every_executor_gives_what_lint_gives(make):
    rules = load_rules(["wording", "structure", "annual-report"])
    with make() as executor:
        reviews = list(lint_many([*EXAMPLES, "# 甲\n\n乙。\n"], rules, executor=executor, profile={"year": 2024}))
    assert [r.path for r in reviews] == [*map(str, EXAMPLES), "<text>"]
    for path, review in zip(EXAMPLES, reviews, strict=False):
        assert review == lint(path, rules=rules, profile={"year": 2024})


def test_a_draft_that_cannot_be_read_spoils_only_itself(tmp_path):
    reviews = list(lint_many([EXAMPLES[0], tmp_path / "none.md"], ["wording"], executor=Here()))
    assert [bool(r.error) for r in reviews] == [False, True]


def test_sources_are_taken_no_faster_than_reviews_are_fetched():
    taken = []

    def sources():
        for number in range(500):
            taken.append(number)
            yield f"# 甲{number}\n"

    reviews = lint_many(sources(), ["wording"], executor=Here())
    next(reviews)
    assert len(taken) <= 2 * AHEAD * CHUNK + CHUNK


def test_an_executor_that_breaks_is_said_of_the_drafts_it_had():
    class Broken(Here):
        def submit(self, fn, /, *args, **kwargs):
            raise RuntimeError("cannot schedule new futures after shutdown")

    reviews = list(lint_many(EXAMPLES[:2], ["wording"], executor=Broken()))
    assert all("检查未能完成" in r.error for r in reviews)
