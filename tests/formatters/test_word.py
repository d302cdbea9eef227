"""Comments stand on exactly their characters, fixes are tracked changes, and nothing else of the package is touched."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import docx
import pytest
from docx.shared import Pt
from lxml import etree

from lawcheck.formatters.word import annotate
from lawcheck.formatters.word_runs import W
from lawcheck.model.errors import LawcheckError
from lawcheck.model.rule import Edit
from lawcheck.model.source import Span
from lawcheck.readers import docx as reader
from tests.conftest import ROOT
from tests.formatters.reviews import finding
from tests.readers.word import REPORT, cell, numbered, p, package, row, table
from tests.readers.word import lists as _lists
from tests.readers.word import run as r
from tests.test_stories import run

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></mc:Choice>"
    "</mc:AlternateContent></w:r>"
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def commented(data: bytes) -> list[tuple[str, str]]:
    """The text under each comment (deleted text left out, inserted text in) and the comment's first line."""
    files = parts(data)
    root, under, open_ = etree.fromstring(files["word/document.xml"]), {}, {}
    for element in root.iter():
        key = element.get(W + "id")
        if element.tag == W + "commentRangeStart":
            open_[key] = ""
        elif element.tag == W + "commentRangeEnd":
            under[key] = open_.pop(key)
            (reference,) = element.getnext()
            assert (reference.tag, reference.get(W + "id")) == (W + "commentReference", key)
        elif element.tag in (W + "t", W + "tab", W + "br"):
            for key in open_:
                open_[key] += element.text if element.tag == W + "t" else " "
    assert open_ == {}
    comments = etree.fromstring(files["word/comments.xml"])
    return [(under.get(c.get(W + "id"), ""), "".join(c[0].itertext())) for c in comments]


def spans(data: bytes, *words: str) -> list[Span]:
    text = reader.read(data).source.text
    return [Span(text.index(word), text.index(word) + len(word)) for word in words]


def checked(data: bytes, *words: str, edits: tuple[tuple[str, str], ...] = ()):
    document = reader.read(data)
    found = [finding(document.source.place(span)) for span in spans(data, *words)]
    changes = [Edit(span, new) for (_, new), span in zip(edits, spans(data, *(o for o, _ in edits)), strict=True)]
    return annotate(data, document, found, changes)


def test_a_comment_stands_on_exactly_its_characters():
    data = package(p(r("甲深入", "<w:b/>"), r("的推进乙"), r("丙")), p("丁的戊"))
    done = checked(data, "深入的", "的推", "丙", "戊")
    assert [text for text, _ in commented(done.data)] == ["深入的", "的推", "丙", "戊"]
    assert reader.read(done.data).source.text == reader.read(data).source.text
    assert b'<w:b/></w:rPr><w:t xml:space="preserve">\xe7\x94\xb2</w:t>' in parts(done.data)["word/document.xml"]


def test_what_a_comment_says():
    (said,) = etree.fromstring(parts(checked(package(p("甲")), "甲").data)["word/comments.xml"])
    assert said.get(W + "author") == "lawcheck"
    assert ["".join(line.itertext()) for line in said] == [
        "[错误] “甲”用词不当", "依据：编写惯例：用规范的词", "改法：换成规范的词", "（wording/example）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (p("<w:r><w:t> 甲乙 丙 </w:t></w:r>", "丁"), "乙 丙丁"),
        (p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t><w:br/><w:t>丁</w:t></w:r>"), "乙"),
        (p("<w:r><w:t>甲\xad乙</w:t></w:r>", "丙"), "乙丙"),
        (p('<w:hyperlink r:id="x"><w:r><w:t>甲乙</w:t></w:r></w:hyperlink>', "丙"), "乙丙"),
        (p('<w:ins w:id="1"><w:r><w:t>甲乙</w:t></w:r></w:ins>', "丙"), "甲乙丙"),
        (p('<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>', "甲乙"), "乙"),
        (table(row("一", cell("甲乙丙")), row("二", "丁")), "乙"),
        (p(BOX.format(p("框内")), "甲乙丙"), "乙丙"),
        (p("𠮷甲", "乙"), "甲乙"),
    ],
)
def test_whatever_the_runs_are_made_of(body, word):
    data = package(body)
    done = checked(data, word)
    assert [text.replace("\xad", "") for text, _ in commented(done.data)] == [word]
    assert reader.read(done.data).source.text == reader.read(data).source.text


def test_a_rendered_number_is_in_no_run_the_paragraph_is_marked():
    data = package(numbered("主要举措"), numbered("具体做法", 1), numbering=REPORT)
    assert [text for text, _ in commented(checked(data, "一、", "一、主要", "体做").data)] == [
        "主要举措",
        "主要",
        "体做",
    ]


def test_across_paragraphs_and_on_nothing():
    data = package(p("甲乙"), p("丙丁"), p())
    document = reader.read(data)
    start = document.source.text.index("乙")
    places = [document.source.place(Span(start, start + 3)), document.source.place(Span(start, start))]
    done = annotate(data, document, [finding(place) for place in places])
    assert [text for text, _ in commented(done.data)] == ["乙丙", ""]


def test_where_word_takes_no_comment_it_stands_nearby():
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>注里的话</w:t></w:r></w:p></w:footnote>'
    data = package(p(r("甲乙"), NOTE), p(BOX.format(p("框内的话")), "丙"), footnotes=notes, header=p("页眉里的话"))
    done = checked(data, "注里", "框内", "页眉")
    assert [message for _, message in commented(done.data)] == [
        f"[错误] “{w}”用词不当" for w in ("注里", "框内", "页眉")
    ]
    assert parts(done.data)["word/footnotes.xml"] == parts(data)["word/footnotes.xml"]


def test_safe_fixes_are_tracked_changes():
    data = package(p(r("甲深入", "<w:b/>"), r("的推进", "<w:i/>"), "乙"))
    done = checked(data, "深入的", edits=(("入的", "入地"), ("乙", "")))
    assert (done.comments, done.changes, done.refused) == (1, 2, 0)
    assert reader.read(done.data).source.text == "甲深入地推进\n"
    assert [text for text, _ in commented(done.data)] == ["深入地"]
    xml = parts(done.data)["word/document.xml"].decode()
    changes = re.findall(r'<w:(ins|del) w:id="(\d+)" w:author="lawcheck">', xml)
    assert [kind for kind, _ in changes] == ["del", "del", "ins", "del"]
    assert len({key for _, key in changes}) == 4
    assert xml.count("<w:delText") == 3
    assert "<w:ins" in xml and '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">入地</w:t>' in xml


def test_an_insertion():
    data = package(p("甲乙"))
    document = reader.read(data)
    done = annotate(data, document, [], [Edit(Span(1, 1), "，"), Edit(Span(2, 2), "。")])
    assert done.changes == 2 and reader.read(done.data).source.text == "甲，乙。\n"
    assert "word/comments.xml" not in parts(done.data)


def test_a_fix_that_cannot_be_a_change_is_counted():
    data = package(numbered("主要"), p('<w:ins w:id="9"><w:r><w:t>甲乙</w:t></w:r></w:ins>'), numbering=REPORT)
    done = checked(data, edits=(("一、", "二、"), ("乙", "丙")))
    assert (done.changes, done.refused) == (0, 2)
    assert parts(done.data) == parts(data)


def test_the_rest_of_the_package_is_the_same_to_the_byte():
    data = package(p("甲乙"), numbered("丙"), numbering=_lists(), header=p("页眉"))
    before, after = parts(data), parts(checked(data, "乙").data)
    new = {"word/comments.xml", "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {name for name in after if before.get(name) != after[name]} == new
    assert list(after)[: len(before)] == list(before)
    assert checked(data, "乙").data == checked(data, "乙").data


def test_comments_that_are_there_stay():
    old = '<w:comment w:id="7" w:author="王"><w:p><w:r><w:t>原有</w:t></w:r></w:p></w:comment>'
    data = package(p("甲乙"), comments=old)
    done = checked(data, "乙")
    assert [message for _, message in commented(done.data)] == ["原有", "[错误] “乙”用词不当"]
    assert b'w:id="8"' in parts(done.data)["word/comments.xml"]
    assert parts(done.data)["[Content_Types].xml"] == parts(data)["[Content_Types].xml"]


def test_the_strict_flavour_is_refused():
    data = package(p("甲乙"))
    document = reader.read(data)
    files = parts(data)
    strict = files["word/document.xml"].replace(W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in {**files, "word/document.xml": strict}.items():
            new.writestr(name, content)
    with pytest.raises(LawcheckError, match="严格"):
        annotate(out.getvalue(), document, [])


def word_draft(path) -> None:
    """The flawed example as Word would hold it: runs of seven characters, some bold."""
    made = docx.Document()
    for line in (ROOT / "examples" / "township-flawed.md").read_text(encoding="utf-8").splitlines():
        sharps, _, text = line.rpartition("# ")
        if not line.strip():
            continue
        paragraph = made.add_heading(level=len(sharps) + 1) if line.startswith("#") else made.add_paragraph()
        for at in range(0, len(text), 7):
            part = paragraph.add_run(text[at : at + 7])
            part.bold, part.font.size = at % 5 == 1, Pt(16)
    made.save(path)


def test_a_drafter_gets_the_findings_as_comments(tmp_path):
    word_draft(tmp_path / "draft.docx")
    before = (tmp_path / "draft.docx").read_bytes()
    done = run("annotate", "draft.docx", "-o", "checked.docx", "--fix", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert re.search(r"已写 checked.docx：批注 \d+ 条、修订 \d+ 处", done.stdout)
    assert (tmp_path / "draft.docx").read_bytes() == before
    found = {message.partition("] ")[2]: text for text, message in commented((tmp_path / "checked.docx").read_bytes())}
    assert found["“法制”应为“法治”"] == "法治"  # the wrong word is there as deleted, the right one as inserted
    assert found["82÷86=95.35%，文中为97.6%"] == "97.6%"
    assert "“法制”应为“法治”" not in run("checked.docx", "-q", cwd=tmp_path).stdout
    docx.Document(str(tmp_path / "checked.docx"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a.md",), "只能批注 .docx"),
        (("none.docx",), "文件不存在"),
        (("draft.docx", "-o", "draft.docx"), "不能写回草稿本身"),
        (("draft.docx", "-o", "out.pdf"), "输出须是 .docx"),
        (("draft.docx", "-o", "no/such/out.docx"), "无法写入"),
    ],
)
def test_what_annotate_refuses(tmp_path, words, said):
    word_draft(tmp_path / "draft.docx")
    (tmp_path / "a.md").write_text("甲", encoding="utf-8")
    done = run("annotate", *words, cwd=tmp_path)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
