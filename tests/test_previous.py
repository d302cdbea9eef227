"""`--previous`: a draft against last year's report, end to end on the two invented drafts of one township."""

from __future__ import annotations

from lawcheck import load_rules, read
from lawcheck.engine import NO_PREVIOUS, review
from tests.conftest import ROOT
from tests.test_stories import found, run

FOLDER = ROOT / "examples" / "previous"
NEW, OLD = str(FOLDER / "2024.md"), str(FOLDER / "2023.md")


def test_every_kind_of_copying_is_found_in_the_half_edited_draft():
    (findings,) = found(NEW, "--previous", OLD, "--select", "previous").values()
    places = {(f["rule"], f["place"]["text"][:12]) for f in findings}
    assert places == {
        ("previous/copied", "柳溪镇2024年法治政府"),
        ("previous/copied-paragraph", "2023年，镇综合行政执"),
        ("previous/copied-paragraph", "镇司法所会同县司法局选派"),
        ("previous/copied-paragraph", "法制审核力量薄弱，审核人"),
        ("previous/stale-year", "2023年"),
        ("previous/same-figures", "2023年，镇综合行政执"),
        ("previous/change-over-year", "25.1%"),
        ("previous/carried-over", "5件"),
        ("previous/stated-figure", "18场"),
        ("previous/shortcomings-unchanged", "三、存在的不足和原因"),
        ("previous/stale-plan-year", "2024年"),
    }


def test_a_finding_says_what_last_years_report_says():
    done = run("check", NEW, "--previous", OLD, "--select", "previous", "-q")
    assert "写的是增长25.1%，按2023年报告的86件计算应为增加15.12%" in done.stdout
    assert "上年数写的是18场，2023年报告里是16场" in done.stdout


def test_last_years_report_itself_against_an_older_one_of_another_text_is_clean():
    (findings,) = found(
        OLD, "--previous", str(ROOT / "examples" / "township-sound.md"), "--select", "previous"
    ).values()
    assert findings == []


def test_without_last_years_report_the_rules_are_idle_with_that_reason():
    result = review(read(NEW), load_rules(["previous"]))
    assert {(v.outcome, v.reason) for v in result.verdicts} == {("idle", NO_PREVIOUS.zh)}
    assert result.complete


def test_a_file_that_cannot_be_read_is_an_error_of_usage(tmp_path):
    done = run("check", NEW, "--previous", str(tmp_path / "none.md"))
    assert done.returncode == 2
    assert "none.md" in done.stderr
    assert "文件不存在" in done.stderr
