"""Every shape of a yearly report gives the same right tree, whichever way it is typed."""

from __future__ import annotations

import pytest

from lawcheck.model.document import Document, Section
from lawcheck.readers import markdown, plain
from lawcheck.readers.marks import marker
from tests.readers.shapes import SHAPES, Shape


def outline(document: Document) -> str:
    """The sections of a document as shapes.py writes them."""
    return "".join(f"{'  ' * (s.level - 1)}{s.style or '-'} {s.ordinal} {s.title}\n" for s in document.sections)


def lines(shape: Shape) -> list[str]:
    return shape.draft.strip().split("\n")


def one_line_a_paragraph(shape: Shape) -> Document:
    return plain.read(shape.draft)


def indented(shape: Shape) -> Document:
    return plain.read("\r\n".join("\u3000\u3000" + line for line in lines(shape)))


def blank_lines_between(shape: Shape) -> Document:
    return markdown.read("\n\n".join(lines(shape)))


def no_blank_lines(shape: Shape) -> Document:
    return markdown.read(shape.draft)


def indented_no_blank_lines(shape: Shape) -> Document:
    return markdown.read("\n".join("\u3000\u3000" + line for line in lines(shape)))


def indented_by_spaces(shape: Shape) -> Document:
    return markdown.read("\n\n".join("     " + line for line in lines(shape)))


def bold_headings(shape: Shape) -> Document:
    titles = {line for line in lines(shape)[1:] if len(line) < 30}
    return markdown.read("\n\n".join(f"**{line}**" if line in titles else line for line in lines(shape)))


WAYS = (
    one_line_a_paragraph,
    indented,
    blank_lines_between,
    no_blank_lines,
    indented_no_blank_lines,
    indented_by_spaces,
    bold_headings,
)


def test_there_are_eighteen() -> None:
    assert [shape.number for shape in SHAPES] == list(range(1, 19))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: f"{s.number}-{s.name}")
@pytest.mark.parametrize("way", WAYS, ids=lambda w: w.__name__)
def test_outline(shape: Shape, way) -> None:  # type: ignore[no-untyped-def]
    document = way(shape)
    assert outline(document) == shape.outline.lstrip("\n")
    assert document.text[slice(*document.title)] == lines(shape)[0]


@pytest.mark.parametrize("shape", [s for s in SHAPES if s.heading_lines], ids=lambda s: f"{s.number}-{s.name}")
def test_outline_from_hash_marks(shape: Shape) -> None:
    """# for the title, ## for chapters: the marks agree with the numbering and change nothing."""
    levels = iter(level(line) for line in shape.outline.strip().split("\n"))
    titles = [line.split(maxsplit=2)[2] for line in shape.outline.strip().split("\n")]
    text = [f"# {lines(shape)[0]}"]
    for line in lines(shape)[1:]:
        bare = line.rstrip("。")
        text.append(f"#{'#' * next(levels)} {line}" if titles and bare.endswith(titles[0]) else line)
        if text[-1].startswith("#"):
            del titles[0]
    document = markdown.read("\n\n".join(text))
    assert outline(document) == shape.outline.lstrip("\n")
    assert next(p for p in document.paragraphs if p.role == "title").span == document.title


def level(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 2 + 1


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: f"{s.number}-{s.name}")
def test_number_as_written_and_nesting(shape: Shape) -> None:
    """A heading's number is a part of its text, sections lie inside their parents and follow each other."""
    for read in (plain.read, markdown.read):
        document = read(shape.draft)

        def check(section: Section) -> None:
            assert document.text.startswith(section.number, section.heading.start)  # noqa: B023
            before = section.heading.end
            for child in section.children:
                assert before <= child.span.start
                assert section.span.contains(child.span)
                before = child.span.end
                if isinstance(child, Section):
                    assert child.level == section.level + 1
                    check(child)

        check(document.root)


def test_a_number_in_digits_that_headings_do_not_use_is_none():
    assert marker("3.工作情况") is not None
    assert not any(map(marker, ("٣.工作情况", "(٣)工作情况", "1٣.工作情况", "٣)工作情况")))


def test_levels_that_turn_the_numbering_round_are_what_is_meant() -> None:
    draft = "# 青禾镇2024年法治政府建设年度报告\n\n## 1. 主要举措\n\n### （一）制度\n\n修订两项。\n\n## 2. 存在的不足\n\n人手少。\n"
    assert outline(markdown.read(draft)) == "1. 1 主要举措\n  （一） 1 制度\n1. 2 存在的不足\n"
