"""The same draft as Markdown, plain text, web page, Word document and PDF: one outline, the same findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lawcheck import Ruleset, load_rules
from lawcheck.engine import review
from lawcheck.model.document import Document
from lawcheck.readers import docx, html, pdf, plain, read
from tests.readers import contract, pages
from tests.readers.shapes import SHAPES
from tests.readers.test_shapes import outline

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.md"))


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_rules()


def findings(document: Document, rules: Ruleset) -> Counter[tuple[str, str, str]]:
    """Rule, severity and the words under each finding, blanks and Markdown's marks left out."""
    found = review(document, rules).findings
    return Counter((f.rule, f.severity.value, "".join(f.place.text.replace("*", "").split())) for f in found)


def same(one: Document, other: Document, rules: Ruleset) -> None:
    assert outline(other) == outline(one)
    assert findings(other, rules) == findings(one, rules)


@pytest.fixture(params=EXAMPLES, ids=lambda p: p.stem)
def example(request: pytest.FixtureRequest) -> Document:
    document = read(request.param)
    document.meta.clear()  # what front matter says is settled by flags elsewhere
    return document


@pytest.fixture
def settled(example: Document) -> Document:
    """The example without its front matter and its marks: as every format can say it."""
    return read("draft.md", text="\n\n".join(_markdown(*part) for part in pages.parts(example)))


def _markdown(kind: str, content: object) -> str:
    if kind != "table":
        return ("# " if kind == "title" else "") + str(content)
    rows = [f"| {' | '.join(row)} |" for row in content]  # type: ignore[attr-defined]
    return "\n".join([rows[0], "|" + "---|" * rows[0].count(" | ") + "---|", *rows[1:]])


def test_web_page(settled: Document, rules: Ruleset) -> None:
    same(settled, html.read(pages.as_html(pages.parts(settled))), rules)


def test_word(settled: Document, rules: Ruleset) -> None:
    document = docx.read(pages.as_docx(pages.parts(settled)))
    contract.check(document)
    assert document.text == settled.text
    same(settled, document, rules)


def test_pdf(settled: Document, rules: Ruleset, tmp_path: Path) -> None:
    data = pages.as_pdf(pages.as_docx(pages.parts(settled)), tmp_path)
    if data is None:
        pytest.skip("LibreOffice (soffice) or a Chinese font is not installed: no PDF can be made")
    document = pdf.read(data)
    contract.check(document)
    same(settled, document, rules)


def test_plain_text(settled: Document, rules: Ruleset) -> None:
    """A table is lines of text there, so only drafts without one are held to the same findings."""
    content = pages.parts(settled)
    document = plain.read(pages.as_text(content))
    assert outline(document) == outline(settled)
    if all(kind != "table" for kind, _ in content):
        same(settled, document, rules)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: f"{s.number}-{s.name}")
def test_shapes(shape) -> None:  # type: ignore[no-untyped-def]
    """Every shape of a report keeps its outline as a web page and as a Word document with automatic numbering."""
    content = pages.parts(plain.read(shape.draft))
    for document in (html.read(pages.as_html(content)), docx.read(pages.as_docx(content))):
        contract.check(document)
        assert outline(document) == shape.outline.lstrip("\n")


def test_all_shapes_as_pdf(tmp_path: Path) -> None:
    for shape in SHAPES:
        data = pages.as_pdf(pages.as_docx(pages.parts(plain.read(shape.draft))), tmp_path)
        if data is None:
            pytest.skip("LibreOffice (soffice) or a Chinese font is not installed: no PDF can be made")
        document = pdf.read(data)
        contract.check(document)
        assert outline(document) == shape.outline.lstrip("\n"), shape.name


def test_the_seed_in_every_format(seed: Path, rules: Ruleset, tmp_path: Path) -> None:
    dump = plain.read(seed.read_bytes())
    content = pages.parts(dump)
    info = "  ".join(f"{key}: {value}" for key, value in dump.meta.items())
    page = html.read(pages.as_html(content, info))
    same(dump, page, rules)
    text, word = plain.read(pages.as_text(content)), docx.read(pages.as_docx(content))
    assert page.text == word.text == text.text == dump.text
    same(text, word, rules)
    data = pages.as_pdf(pages.as_docx(content), tmp_path)
    if data is None:
        pytest.skip("LibreOffice (soffice) or a Chinese font is not installed: no PDF can be made")
    same(text, pdf.read(data), rules)
