"""The example of a county's own pack: in under thirty lines it adds, softens, widens and sets its own day."""

from __future__ import annotations

from lawcheck import lint, load_rules
from lawcheck.selftest import test_rule as outcomes_of
from tests.conftest import ROOT

PACK = ROOT / "examples" / "county-pack"
RULES = load_rules([PACK], examples=True, cache=False)


def found(text: str) -> dict[str, str]:
    return {f.rule: f.severity.value for f in lint(text, rules=RULES.select(), format="markdown").findings}


def report(body: str, date: str = "2025年1月20日") -> str:
    return f"# 青禾镇2024年法治政府建设年度报告\n\n{body}\n\n青禾镇人民政府\n\n{date}\n"


def test_it_is_under_thirty_lines():
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in PACK.glob("*.yaml")) < 30


def test_its_own_rules_hold_their_examples():
    assert [str(o) for rule in RULES for o in outcomes_of(rule) if rule.id.startswith("county-pack/")] == []


def test_two_topics_are_added():
    assert {"county-pack/village-rules", "county-pack/market-days"} <= set(found(report("调解纠纷八十件。")))
    silent = found(report("审查村规民约十二份，逢集日开展普法八场。"))
    assert not {rule for rule in silent if rule.startswith("county-pack/")}


def test_one_rule_is_off_and_one_softer():
    said = found(report("调解纠纷八十件。"))
    assert "annual-report/addressee" not in said
    assert said["annual-report/legal-counsel"] == "notice"


def test_an_alias_is_added():
    chapter = "## 一、对照检查情况\n\n执法力量偏弱，原因是专职人员少，业务培训不够经常。"
    assert "annual-report/shortcomings" not in found(report(chapter))
    assert "annual-report/shortcomings" in {f.rule for f in lint(report(chapter), format="markdown").findings}


def test_its_own_day_is_set():
    assert "period/late" in found(report("调解纠纷八十件。", "2025年2月20日"))
    assert "period/late" not in found(report("调解纠纷八十件。", "2025年2月10日"))
    assert "period/late" not in {f.rule for f in lint(report("调解。", "2025年2月20日"), format="markdown").findings}
