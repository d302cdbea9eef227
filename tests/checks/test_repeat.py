"""Check type `repeat`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.checks.repeat import Repeat, doubled
from lawcheck.model.source import Span
from tests.checks.passages import found, hits, marked, mended, passage, survivors

WORD, CLAUSE, SENTENCE, PARAGRAPH = Repeat(), Repeat("clause"), Repeat("sentence"), Repeat("paragraph")


@pytest.mark.parametrize(
    "text",
    [
        "一个一个解决，一件一件落实，一茬一茬接着干，逐条逐条核对。",
        "大家坐下来商量商量、研究研究。",
        "件件有回音，天天有进展，扎扎实实推进。",
        "二〇二〇年和2020年共办理1212件，电话12341234。",
        "实干、实干、再实干。",
        "哈哈哈哈，LOLO。",
        "为人民服务，对人民负责。",
        "坚持和加强党的全面领导，坚持和加强党的全面领导制度建设。",
    ],
)
def test_sound_words(text: str) -> None:
    assert not found(WORD, text)
    assert not found(CLAUSE, text)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("始终«坚持坚持»依法行政。", "始终坚持依法行政。"),
        ("«进一步进一步»规范执法。", "进一步规范执法。"),
        ("推进«法治政府法治政府»建设。", "推进法治政府建设。"),
        ("要«落实落实落实»到位。", "要落实到位。"),
    ],
)
def test_doubled_words(text: str, good: str) -> None:
    assert marked(WORD, text) == text
    assert mended(WORD, text.replace("«", "").replace("»", "")) == good


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("开展水资源管理、水土保持、河湖管理、水资源管理四个领域执法。", ["水资源管理"]),
        ("加强综合执法、矛盾调解、法律服务、矛盾调解等工作。", ["矛盾调解"]),
        ("宣传《宪法》《民法典》《宪法》。", ["《宪法》"]),
        ("宣传《宪法》、《民法典》和《宪法》。", ["《宪法》"]),
        ("结果分别为基本合格、合格、基本合格。", []),
        ("由青禾镇到红岩镇、由红岩镇到青禾镇、由青禾镇到县城。", []),
        ("受理12件、15件、12件。", []),
        ("学法、用法、普法、守法。", []),
        ("综合执法、执法监督、综合执法监督。", []),
        ("宣传《宪法》，解读《民法典》，再讲《宪法》。", []),
    ],
)
def test_members_of_a_list(text: str, twice: list[str]) -> None:
    assert found(Repeat("item"), text) == twice


def test_doubled_clauses() -> None:
    text = "扎实推进，«严格规范公正文明执法，严格规范公正文明执法»。\n严格规范公正文明执法。"
    bare = text.replace("«", "").replace("»", "")
    assert marked(CLAUSE, bare) == text
    assert mended(CLAUSE, bare) == "扎实推进，严格规范公正文明执法。\n严格规范公正文明执法。"


def test_only_known_words_of_two_characters() -> None:
    check = Repeat(words=("坚持",))
    assert found(check, "产业创业创新，坚持坚持，进一步进一步，开展开展。") == ["坚持坚持", "进一步进一步"]


def naive(text: str, least: int, longest: int) -> set[int]:
    """Starts of doubled Chinese words by trying every place and length."""
    return {
        i
        for n in range(least, longest + 1)
        for i in range(len(text) - 2 * n + 1)
        if text[i : i + n] == text[i + n : i + 2 * n] and re.fullmatch(r"[\u4e00-\u9fff]+", text[i : i + n])
        and len(set(text[i : i + n])) > 1
    }  # fmt: skip


@given(st.text("法治政府，1\n😀😁𠀀", max_size=40))
def test_doubled_against_trying_everything(text: str) -> None:
    spans = [span for span, _ in doubled(text, Span(0, len(text)))]
    assert bool(spans) == bool(naive(text, 2, 16))
    for start, end in spans:
        unit = next(n for n in range(2, 17) if text[start : start + n] == text[start + n : start + 2 * n])
        assert text[start:end] == text[start : start + unit] * ((end - start) // unit)
    for start in naive(text, 2, 16):
        assert any(a <= start < b for a, b in spans)


def test_sentences() -> None:
    text = "一、成效\n全年组织行政执法人员培训三期，考试全部合格。其他情况良好。\n二、打算\n1.全年组织行政执法人员培训三期，考试全部合格。"
    (hit,) = hits(SENTENCE, text)
    at = passage(text).document
    assert at.slice(hit.span).endswith("全年组织行政执法人员培训三期，考试全部合格。")
    assert hit.related[0].end < hit.span.start


def test_sentences_in_a_row_are_one_finding() -> None:
    copied = "全年组织行政执法人员培训三期，考试全部合格。执法案卷评查优秀率达到九成以上。"
    text = f"一、成效\n{copied}整改到位。\n二、打算\n下面说明如下：\n此外，{copied}持续改进。\n{copied}其他。"
    assert found(SENTENCE, text) == ["执法案卷评查优秀率达到九成以上。", copied]


@pytest.mark.parametrize(
    "text",
    [
        "某乡2024年法治政府建设年度报告的情况说明材料\n某乡2024年法治政府建设年度报告的情况说明材料\n一、成效\n完成全部任务。",
        "一、成效\n存在差距。\n二、打算\n存在差距。",  # short
        "（一）强化组织领导，压实各级主体责任\n全年开会三次。\n（二）普法\n全年宣讲。\n（一）强化组织领导，压实各级主体责任\n明年开会。",
    ],
)
def test_sound_sentences(text: str) -> None:
    assert not found(SENTENCE, text)


def test_paragraphs() -> None:
    same = "全年组织行政执法人员培训三期，考试全部合格。执法案卷评查优秀率提高。"
    text = f"一、成效\n{same}\n二、打算\n{same}\n"
    assert found(PARAGRAPH, text) == [same]
    assert not found(SENTENCE, text)  # told once, by the paragraph


def test_spoil() -> None:
    text = "一、成效\n扎实推进法治政府建设，全年开展行政执法专项检查三次。整改到位。\n二、打算\n明年继续努力，做好各项工作。"
    for check in (WORD, CLAUSE, SENTENCE, PARAGRAPH):
        assert not survivors(check, text)


def test_idle() -> None:
    assert SENTENCE.idle(passage("短句。"))
    assert not WORD.idle(passage("短句。"))
