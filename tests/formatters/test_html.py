"""The page: what it says, that nothing in a draft can act in it, and that it works in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lawcheck.formatters import Options
from lawcheck.formatters.html import render
from lawcheck.model.finding import Review, Suppressed
from lawcheck.model.profile import Profile
from lawcheck.model.source import Span
from lawcheck.readers import markdown
from tests.conftest import ROOT
from tests.formatters.reviews import draft, finding, report, review, unreadable
from tests.formatters.test_machine import nasty, unknown
from tests.test_stories import run

EXAMPLE = ROOT / "examples" / "township-flawed.md"
HOSTILE = "«<script>document.title='x'</script><img src=x onerror=alert(1)>&amp;»\n"
VOID = {"meta", "br", "img", "input", "hr", "link"}


class Page(HTMLParser):
    """The ids, links, tags and well-formedness of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            self.crossed.append(tag)


def page(*reviews: Review, **options: object) -> str:
    return "".join(render(reviews, Options(**options)))  # type: ignore[arg-type]


def every_shape() -> tuple[Review, ...]:
    document, (place,) = draft(HOSTILE)
    aside = review(document, suppressed=(Suppressed(finding(place), "ignore:1", "<引文>"),))
    nested, places = draft("甲«乙丙丁»戊")
    inner = nested.source.place(Span(2, 3))
    over = review(nested, finding(places[0]), finding(inner))
    empty = review(draft("")[0], finding(draft("")[0].source.place(Span(0, 0))))
    return report(), unreadable(), nasty(), unknown(), aside, over, review(document, finding(place)), empty


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_leads_somewhere_and_every_id_is_one(lang):
    for reviews in (every_shape(), every_shape()[:1], ()):
        seen = Page(page(*reviews, lang=lang))
        assert (seen.open, seen.crossed) == ([], [])
        assert len(seen.ids) == len(set(seen.ids))
        links = {link for link in seen.links if link != "#f1" or reviews}
        assert all(link.startswith("#") for link in links)
        assert {link[1:] for link in links} <= set(seen.ids)


def test_what_a_draft_holds_stays_text():
    text = page(*every_shape())
    assert "<script>document" not in text and "<img" not in text
    assert Page(text).tags.count("script") == 1
    assert "\x1b" not in text and "\u202e" not in text
    assert "http" not in re.sub(r'http-equiv="[^"]*"', "", text)


def test_notes_stand_beside_their_line():
    text = page(report())
    rows = re.split(r'<div class="row ', text)
    (row,) = [r for r in rows if 'id="f1-n0"' in r]
    assert "全镇共受理案件" in row
    assert 'data-n="0">37</a>' in row and '<a href="#f1-m0-1">第 3 行 “12”</a>' in row
    assert "<del>深入的</del> <ins>深入地</ins>" in text
    assert "（共 30 处）" in text


def test_marks_that_overlap_and_cross_lines():
    text = page(every_shape()[5])
    assert re.findall(r'data-n="([0-9 ]+)">([^<]+)</a>', text) == [("0", "乙"), ("0 1", "丙"), ("0", "丁")]
    assert re.findall(r'data-n="3">([^<]+)</a>', page(report())) == ["第一段开头", "第二段结尾"]


def test_markup_and_what_was_set_aside():
    source = "<!-- lawcheck: ignore x -->\n\n# 甲镇**法治**报告\n\n| 类别 | 数 |\n|---|---|\n| 甲 | *12* |\n"
    document = markdown.read(source, "a.md")
    at = source.index("法治")
    places = [document.source.place(Span(*span)) for span in ((0, 27), (at, at + 2))]
    text = page(Review(document, Profile(), (finding(places[0]), finding(places[1])), path="a.md"))
    aside, heading, table = (
        next(r for r in re.split(r'<div class="row ', text) if sign in r) for sign in ("<pre>", "甲镇", "<table>")
    )
    assert 'id="f1-n0"' in aside and 'id="f1-n1"' in heading
    assert re.search(r'data-n="1">法治</a>', heading)
    assert "<th>类别</th>" in table and "<td>12</td>" in table


def test_the_matrix_of_many():
    text = page(report(), unreadable(), unknown())
    matrix = text[text.index('class="matrix"') : text.index('class="legend"')]
    assert '<td class="error"><a href="#f1-n0">1</a></td>' in matrix
    assert matrix.count('<td class="unknown">?</td>') == 3 + 1
    assert 'class="matrix"' not in page(report())


def test_figures_have_verdicts():
    document, _ = draft("青禾镇2024年法治政府建设年度报告\n全镇共受理案件37件，其中办结12件、未办结26件。\n")
    assert "共受理" in page(review(document)) and 'class="figures"' in page(review(document))


def test_the_same_bytes_again():
    assert page(*every_shape()) == page(*every_shape())


def browser(file: Path, tmp_path: Path) -> str:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium on this machine: the page is not tried in a browser")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-sync", "--disable-component-update", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [chromium, *flags, "--virtual-time-budget=3000", "--dump-dom", file.as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout


CLICKS = """<script>
const seen = () => document.querySelectorAll(".note:not([hidden])").length;
const out = {all: seen()};
const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
press("j"); out.first = document.activeElement.id; press("j"); out.second = document.activeElement.id;
press("k"); press("k"); out.last = document.activeElement.id;
document.querySelector("input[value=error]").click(); out.mild = seen();
out.jumps = document.querySelectorAll(".jumps li:not([hidden])").length;
out.off = document.querySelectorAll("a.m.error:not(.related):not(.off)").length;
document.querySelector("input[value=error]").click();
const rule = document.querySelector("select[name=rule]");
rule.value = "wording/rule-of-law"; rule.dispatchEvent(new Event("input", {bubbles: true})); out.one = seen();
out.said = document.querySelector(".count").value;
document.title = JSON.stringify(out);
</script></body>"""


def test_it_works_in_a_browser(tmp_path):
    file = tmp_path / "page.html"
    done = run(str(EXAMPLE), "--format", f"html={file}")
    assert (done.returncode, done.stderr) == (1, "")
    dom = browser(file, tmp_path)
    assert '<form class="filters" hidden' not in dom, "the page's own script did not run under its policy"
    notes = dom.count('<article class="note ')
    assert notes >= 10 and f"显示 {notes} / {notes} 个问题" in dom
    text = file.read_text(encoding="utf-8")
    trial = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("</body>", CLICKS)
    file.write_text(trial, encoding="utf-8")
    title = re.search(r"<title>(\{.*?\})</title>", browser(file, tmp_path))
    assert title
    seen = json.loads(title[1])
    errors = dom.count('<article class="note error"')
    assert seen == {
        "all": notes, "first": "f1-n0", "second": "f1-n1", "last": f"f1-n{notes - 1}", "mild": notes - errors,
        "jumps": notes - errors, "off": 0, "one": 1, "said": f"显示 1 / {notes} 个问题",
    }  # fmt: skip


def test_a_hostile_draft_does_nothing_in_a_browser(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page(*every_shape()), encoding="utf-8")
    dom = browser(file, tmp_path)
    assert "<title>lawcheck 审查结果</title>" in dom
    assert "<img" not in dom and dom.count("<script") == 1
