"""Output for a terminal: what is shown of a finding, and the last line that always comes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from msgspec.structs import replace

from lawcheck.formatters import Options, wants_color
from lawcheck.formatters.layout import cells
from lawcheck.formatters.text import render
from lawcheck.model.finding import Review, Suppressed, Verdict
from lawcheck.model.profile import Profile
from tests.formatters.reviews import LONG, draft, finding, replaced, report, review, unreadable


def shown(*reviews, **options) -> str:
    return "".join(render(reviews, Options(**options)))


def last(*reviews, **options) -> str:
    return shown(*reviews, **options).splitlines()[-1]


def test_plain(snapshot):
    assert shown(report()) == snapshot


def test_coloured(snapshot):
    assert shown(report(), unreadable(), color=True) == snapshot


def test_english(snapshot):
    assert shown(report(), unreadable(), lang="en") == snapshot


def test_several_files(snapshot):
    sound = review(draft("安平街道2024年法治政府建设年度报告\n", "安平街道.txt")[0])
    assert shown(report(), unreadable(), sound) == snapshot


def test_colour_is_all_that_colour_adds():
    import re

    coloured = re.sub(r"\x1b\[[0-9;]*m", "", shown(report(), color=True))
    assert [line.rstrip() for line in coloured.splitlines()] == shown(report()).splitlines()


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("width", [40, 72, 100, 0])
def test_carets_stand_under_the_very_characters(width, wide):
    document, (place,) = draft(f"“甲”① {LONG}Ａb«深入的»推进{LONG}")
    lines = shown(review(document, finding(place)), width=width, ambiguous_wide=wide).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("1 | "))
    text, carets = lines[at], lines[at + 1]
    under = [cells(text[:i], wide) for i in range(len(text)) if text[i : i + 3] == "深入的"]
    assert (carets.index("^"), carets.count("^")) == (under[0], 6)
    assert not width or max(cells(text, wide), cells(carets, wide)) <= width
    assert not width or ("| …" in text and text.endswith("…"))


def test_a_place_longer_than_the_window_is_marked_to_its_edge():
    document, (place,) = draft(f"前文«{LONG}»后文")
    lines = shown(review(document, finding(place)), width=60).splitlines()
    text, carets = lines[3], lines[4]
    assert text.startswith("1 | …坚持") and text.endswith("…") and cells(text) <= 60
    assert carets.index("^") == cells("1 | …") and carets.count("^") == cells(text) - cells("1 | ……")


def test_an_empty_place_has_one_caret():
    document, (place,) = draft("甲乙«»丙")
    assert shown(review(document, finding(place))).splitlines()[4] == "  |     ^"


def test_related_places_of_one_line_share_it_and_far_ones_do_not():
    document, (total, near, far) = draft(f"共«10»件，其中«4»件。{LONG}余«7»件。")
    lines = shown(review(document, finding(total, near, far)), width=70).splitlines()
    carets = [lines[i + 1].partition("|")[2].split() for i, line in enumerate(lines) if line.startswith("1 | ")]
    assert carets == [["^^", "-"], ["-"]]


def test_fix_is_shown_with_what_stands_around_it():
    document, (place,) = draft("本镇认真学习，全面«深入的»推进依法行政工作落实。")
    fixed = finding(place, fix=replaced(place, "深入地", safe=False))
    assert "改为：全面深入的推进依法行政工作 → 全面深入地推进依法行政工作（须人工核对）" in shown(
        review(document, fixed)
    )


def test_folded_finding_says_how_many_and_how_many_are_not_shown():
    text = shown(report())
    assert "半角标点（共 30 处）" in text and "另有 27 处未列出" in text and "首处：“,”用词不当" in text


def test_what_was_set_aside_is_said():
    source = "首页 > 政务公开\n\n保护视力色:\n青禾镇2024年法治政府建设年度报告\n<!-- 待核 -->\n<!-- lawcheck: ignore a -- b -->\n分享到:\n"
    document, _ = draft(source)
    assert "青禾镇.txt：未检查：第1—3、7行（网页导航）、第5行（注释）\n" in shown(review(document))


def test_long_notes_are_wrapped_under_themselves():
    lines = shown(report(), width=60).splitlines()
    first = next(i for i, line in enumerate(lines) if "改法：改改" in line)
    assert all(cells(line) <= 60 for line in lines[first : first + 5])
    assert lines[first + 1].startswith(" " * cells(lines[first].partition("改法：")[0] + "改法：") + "改")


def test_quiet_is_one_line_a_finding_and_the_verdict():
    lines = shown(report(), unreadable(), quiet=True).splitlines()
    assert lines[0] == "青禾镇.txt:3:11: 错误[figures/parts] 合计 37，分项之和 38"
    assert lines[4] == "损坏.txt: 错误 未能读取：认不出编码"
    assert len(lines) == 6 and "未能读取 1 份文件" in lines[5]


def test_statistics_count_by_rule_and_leave_out_findings():
    lines = shown(report(), statistics=True).splitlines()
    assert lines[:2] == ["32  警告  wording/example  用词不当", " 1  错误  figures/parts    用词不当"]
    assert "-->" not in "".join(lines) and lines[-1].startswith("错误 1")


def test_passed_and_idle_rules_are_shown_when_asked():
    assert "通过 wording/other" not in shown(report())
    text = shown(report(), show_passed=True)
    assert "通过 wording/other\n未适用 file-review/facts：只适用于 file-review\n" in text


def test_unknown_rules_are_always_said():
    unsure = replace(report(), verdicts=(Verdict("figures/share", "unknown", "正则匹配超时"),))
    assert "未评估 figures/share：正则匹配超时" in shown(unsure)
    assert last(unsure).endswith("通过 0、不通过 0、未适用 0、未评估 1")


def test_last_line_of_a_sound_draft():
    document, _ = draft("青禾镇2024年法治政府建设年度报告\n")
    assert shown(review(document)) == "没有发现问题；1 份文件、3 条规则：通过 1、不通过 1、未适用 1、未评估 0\n"


def test_last_line_counts_what_was_suppressed_and_what_can_be_mended():
    document, (place,) = draft("青禾镇«深入的»推进\n")
    aside = Suppressed(finding(place), "ignore:1", "引文")
    fixed = finding(place, fix=replaced(place, "深入地"))
    assert last(review(document, fixed, suppressed=(aside,))).startswith("错误 1、可自动修改 1 处、豁免 1 处；")


def test_last_line_names_unreadable_files():
    assert last(unreadable()) == "未能读取 1 份文件：损坏.txt（认不出编码）"
    many = [unreadable(f"{n}.txt") for n in range(5)]
    assert last(*many).endswith("2.txt（认不出编码）等 5 份")
    assert last() == "没有可检查的文件"


def test_a_draft_cannot_write_escape_codes_to_the_terminal():
    document, (place,) = draft("甲\x1b[31m«乙\u202e»\x07丙")
    hostile = finding(place, hint="\x1b]0;x\x07", section=("\x1b[2J",))
    text = shown(review(document, hostile), Review(None, Profile(), path="a\x1b[0m", error="\x1b"))
    assert not set(text) & {"\x1b", "\x07", "\u202e"} and "甲\ufffd[31m乙\ufffd\ufffd丙" in text


def test_a_finding_without_document_is_still_told():
    document, (place,) = draft("«甲»")
    bare = replace(review(document, finding(place)), document=None)
    assert "错误[wording/example]：“甲”用词不当" in shown(bare)


def test_reviews_are_shown_as_they_come():
    def reviews():
        yield report()
        raise RuntimeError

    chunks = render(reviews())
    assert next(chunks).startswith("错误[figures/parts]")


def test_rich_is_imported_for_colour_only():
    code = (
        "import sys; from lawcheck.formatters import Options; from lawcheck.formatters.text import render;"
        "from tests.formatters.reviews import report;"
        "list(render([report()])); assert 'rich' not in sys.modules;"
        "list(render([report()], Options(color=True))); assert 'rich' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("tty", "environ", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_wants_color(tty, environ, wanted):
    assert wants_color(tty, environ) is wanted
