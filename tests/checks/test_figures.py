"""The checks of relations: which verdicts fire, where the finding stands, what its message may name."""

from __future__ import annotations

import pytest

from lawcheck.checks.agree import Agree
from lawcheck.checks.bounds import Bounds
from lawcheck.checks.change import Change
from lawcheck.checks.flow import Flow
from lawcheck.checks.parts import Parts
from lawcheck.checks.share import Share
from lawcheck.checks.tally import Tally
from tests.helpers import passage, said

CASES = [
    (Share(), "审结135件，其中纠错29件，占19.2%。", ["19.2%"]),
    (Share(), "审结135件，其中纠错29件，占21.5%。", []),
    (Parts(), "抽查97卷（许可类16卷，处罚类83卷）。", ["97卷"]),
    (Parts(least=3), "抽查97卷（许可类16卷，处罚类83卷）。", []),
    (Change(), "收案615件，较上年多收123件，增长20%。", ["20%"]),
    (Flow(), "受理案件947件，审结701件，未结264件。", ["264件"]),
    (Bounds(), "调解员392人，其中专职420人。", ["420人"]),
    (Tally(), "抓好四个方面：一是学习，二是宣传，三是执法。", ["四个"]),
    (Agree(), "承办提案591件。这519件提案均已办结。", ["519件"]),
]


@pytest.mark.parametrize(("check", "text", "marks"), CASES)
def test_marks(check: object, text: str, marks: list[str]) -> None:
    assert said(check, text) == marks


def test_words_and_related() -> None:
    whole = passage("新收151件。审结135件，其中纠错29件，占审结数的19.2%。")
    (hit,) = Share().find(whole)
    assert hit.words["computed"] == "29÷135=21.48%"
    assert hit.words["stated"] == "19.2%"
    assert hit.words["other"] == "；若以151为分母则为19.2%"
    assert [whole.document.slice(span) for span in hit.related] == ["135件", "29件"]
    assert set(hit.words) == Share.WORDS


def test_truncation_is_a_variant_and_only_when_asked_for() -> None:
    text = "收到投诉326件，其中合同纠纷41件，占12.57%。"
    assert said(Share(), text) == []
    (hit,) = Share(fire=("off", "truncated")).find(passage(text))
    assert hit.variant == "truncated"
    assert Share.VARIANTS["truncated"].severity.value == "notice"


def test_evidence_narrows() -> None:
    text = "受理803件，办结797件，办结率96.25%。"
    assert said(Share(), text) == ["96.25%"]
    assert said(Share(rates=False), text) == []
    assert said(Share(evidence=("占",)), text) == []
    assert said(Share(without=("率",)), text) == []


def test_exhaustive_narrows() -> None:
    text = "抽评65份，其中处罚类24份、许可类35份、强制类7份。"
    assert said(Parts(), text) == ["65份"]
    assert said(Parts(exhaustive=True), text) == []


def test_idle_without_relations() -> None:
    assert Share().idle(passage("全年开展宣传36场。"))
    assert not Share().idle(passage("审结135件，其中纠错29件，占21.5%。"))
