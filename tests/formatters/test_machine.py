"""The formats that other programs read, each read back by a program of its kind or held to what is documented."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from lawcheck.formatters import Options, concise, github, gitlab, jsonl, markdown, xml
from lawcheck.formatters import csv as sheet
from lawcheck.formatters import json as whole
from lawcheck.model.finding import Review, Verdict
from lawcheck.model.profile import Profile
from tests.formatters.reviews import draft, finding, report, review, unreadable

NASTY = "甲|乙\r\n<script>`a` [b](c) % , : \x1b[31m\u202e"


def nasty() -> Review:
    document, (place,) = draft("«甲»", "a|b,c:d.txt")
    return review(document, finding(place, message=NASTY, hint="=HYPERLINK(1)", basis=(NASTY,)))


def unknown() -> Review:
    verdicts = (Verdict("x/slow", "unknown", "正则匹配超时"), Verdict("x/none", "idle", "无"))
    return Review(draft("甲")[0], Profile(issuer="=1+1"), verdicts=verdicts, path="-甲.txt")


def lines(render, *reviews: Review, **options: object) -> list[str]:
    return "".join(render(reviews, Options(**options))).splitlines()  # type: ignore[arg-type]


def test_concise_is_one_line_a_finding():
    assert lines(concise.render, report())[0] == "青禾镇.txt:3:11: error figures/parts 合计 37，分项之和 38"
    assert lines(concise.render, unreadable()) == ["损坏.txt:1:1: error lawcheck/unreadable 认不出编码"]
    (line,) = lines(concise.render, nasty())
    assert "\x1b" not in line and "\u202e" not in line


def test_jsonl_has_the_files_of_json():
    reviews = (report(), unreadable(), nasty())
    files = json.loads("".join(whole.render(reviews)))["files"]
    assert [json.loads(line) for line in "".join(jsonl.render(reviews)).split("\n") if line] == files


COMMAND = re.compile(
    r"::(error|warning|notice) file=([^,:]*)(?:,line=\d+,endLine=\d+,col=\d+(?:,endColumn=\d+)?)?,title=([^,:]*)::(.*)"
)


def test_github_commands_stay_on_their_line():
    found = [COMMAND.fullmatch(line) for line in lines(github.render, report(), unreadable(), nasty())]
    assert all(found) and len(found) == 6
    assert found[0][4] == "合计 37，分项之和 38%0A依据：编写惯例：用规范的词%0A改法：换成规范的词"
    assert (found[-1][2], "\x1b" in found[-1][4]) == ("a|b%2Cc%3Ad.txt", False)
    assert "help: " in lines(github.render, report(), lang="en")[0]


def test_gitlab_has_the_documented_fields():
    issues = json.loads("".join(gitlab.render([report(), unreadable(), nasty()])))
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issue)
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(issue["location"]["lines"]["begin"], int)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert "".join(gitlab.render([])) == "[]\n"


def test_gitlab_paths_have_no_dot_and_fingerprints_no_line():
    def issue(text: str, path: str):
        document, (place,) = draft(text, path)
        return json.loads("".join(gitlab.render([review(document, finding(place))])))[0]

    one, two = issue("«甲»", "./报告/甲.txt"), issue("乙\n\n«甲»", "报告/甲.txt")
    assert one["location"]["path"] == "报告/甲.txt"
    assert one["fingerprint"] == two["fingerprint"]
    assert (one["location"]["lines"]["begin"], two["location"]["lines"]["begin"]) == (1, 3)


def test_junit_is_read_by_junitparser():
    suites = {s.name: s for s in JUnitXml.fromstring("".join(xml.junit([report(), unreadable(), unknown()])).encode())}
    first = suites["青禾镇.txt"]
    cases = {case.name: case.result for case in first}
    assert isinstance(cases["wording/example"][0], Failure) and isinstance(cases["file-review/facts"][0], Skipped)
    assert cases["wording/other"] == []
    assert cases["figures/parts"][0].type == "error" and cases["figures/parts"][0].text == "3:11 合计 37，分项之和 38"
    assert (first.tests, first.failures, first.errors, first.skipped) == (4, 2, 0, 1)
    assert isinstance(next(iter(suites["损坏.txt"])).result[0], Error)
    assert suites["-甲.txt"].errors == 1


def test_checkstyle_parses():
    root = ElementTree.fromstring("".join(xml.checkstyle([report(), unreadable(), nasty()])))
    files = {file.get("name"): file.findall("error") for file in root.findall("file")}
    assert {e.get("severity") for e in files["青禾镇.txt"]} == {"error", "warning", "info"}
    (bad,) = files["a|b,c:d.txt"]
    assert (bad.get("line"), bad.get("column"), bad.get("source")) == ("1", "1", "wording/example")
    assert "\ufffd[31m" in str(bad.get("message")) and "<script>" in str(bad.get("message"))
    assert files["损坏.txt"][0].get("source") == "lawcheck/unreadable"


def rows(*reviews: Review, **options: object) -> list[list[str]]:
    text = "".join(sheet.render(reviews, Options(**options)))  # type: ignore[arg-type]
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_csv_is_the_matrix():
    head, first, second, third = rows(report(), unreadable(), unknown())
    assert head[:6] == ["单位", "文件", "错误", "警告", "提示", "说明"]
    assert head[6:] == ["用词不当（figures/parts）", "用词不当（wording/example）", "x/slow"]
    assert first == ["青禾镇", "青禾镇.txt", "1", "2", "30", "", "1", "32", ""]
    assert second[1:6] == ["损坏.txt", "", "", "", "未能读取：认不出编码"]
    assert third[-1] == "未评估"
    assert rows(report(), lang="en")[0][0] == "unit"


def test_csv_cells_are_no_formulas():
    assert rows(unknown())[1][:2] == ["'=1+1", "'-甲.txt"]


@pytest.mark.parametrize("start", "=+-@＝＋－＠")
def test_every_formula_sign_is_made_harmless(start):
    assert sheet.harmless(f"{start}1") == f"'{start}1"
    assert sheet.harmless(-1) == -1


def test_markdown_is_a_table_whatever_a_message_holds():
    out = lines(markdown.render, report(), nasty(), unreadable())
    table = [line for line in out if line.startswith("|")]
    assert len(table) == 4 + 2 + 1 + 2
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 6 for line in table)
    assert "甲\\|乙  &lt;script\\>\\`a\\` \\[b\\](c)" in table[-1]
    assert "### 损坏.txt" in out and "未能读取：认不出编码" in out
    assert out[-1].startswith("错误 2、警告 2")
    assert "finding" in "".join(lines(markdown.render, report(), lang="en"))


def test_markdown_folds_a_long_table():
    document, places = draft("«甲»\n" * 21)
    out = lines(markdown.render, review(document, *map(finding, places)))
    assert "<details><summary>21 个问题</summary>" in out and "</details>" in out
