"""The reader is chosen by suffix, imported alone, and every refusal says why in Chinese."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lawcheck import registry
from lawcheck.model.document import Document
from lawcheck.model.errors import ReadError
from lawcheck.model.source import Source
from lawcheck.readers import plain, read
from lawcheck.readers.builder import Builder


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.md", "markdown"), ("a.MD", "markdown"), ("a.markdown", "markdown"), ("a.txt", "plain"), ("a", "plain")],
)
def test_format_by_suffix(tmp_path: Path, name: str, format: str) -> None:
    path = tmp_path / name
    path.write_text("# 甲", encoding="utf-8")
    document = read(path)
    assert document.source.format == format
    assert document.source.path == str(path)
    assert document.text == ("甲\n" if format == "markdown" else "# 甲\n")


def test_format_that_is_named_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text("# 甲", encoding="utf-8")
    assert read(str(path), format="markdown").source.format == "markdown"


def test_text_instead_of_a_file() -> None:
    assert read("<text>", text="# 甲").text == "甲\n"
    assert read("稿.txt", text="# 甲").text == "# 甲\n"
    assert read("稿.txt", text="# 甲", format="markdown").text == "甲\n"
    assert (
        read("-", text="# 甲".encode("gb18030") + "办理行政执法案件十二件".encode("gb18030")).source.encoding
        == "gb18030"
    )


def refused(path: Path | str, **options: str) -> str:
    with pytest.raises(ReadError) as caught:
        read(path, **options)
    return str(caught.value)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize("held", [b"", b" \n\n\t\n", "\ufeff\n\u3000\n".encode()])
def test_a_file_without_text_is_refused(tmp_path: Path, name: str, held: bytes) -> None:
    """Nothing in it would be checked, so it must not pass as sound."""
    (tmp_path / name).write_bytes(held)
    assert "没有文字" in refused(tmp_path / name)
    with pytest.raises(ReadError, match="没有文字"):
        read(name, text=held)


def test_refusals(tmp_path: Path) -> None:
    assert "不存在" in refused(tmp_path / "没有.md")
    (tmp_path / "夹.md").mkdir()
    assert "文件夹" in refused(tmp_path / "夹.md")
    assert "无法读取" in refused("a\0b.md")
    (tmp_path / "a.xyz").write_text("甲", encoding="utf-8")
    reason = refused(tmp_path / "a.xyz")
    assert ".xyz" in reason
    assert ".md" in reason
    assert ".txt" in reason
    reason = refused(tmp_path / "a.xyz", format="xyz")
    assert "xyz" in reason
    assert "markdown" in reason
    (tmp_path / "b.md").write_bytes(b"%PDF-1.7 ...")
    assert "PDF" in refused(tmp_path / "b.md")


@pytest.mark.parametrize(
    ("fault", "word"), [(PermissionError(13, "x"), "权限"), (OSError(5, "Input/output error"), "Input/output error")]
)
def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, word: str) -> None:
    def failing(path: Path) -> bytes:
        raise fault

    monkeypatch.setattr(Path, "read_bytes", failing)
    assert word in refused(tmp_path / "a.md")


def test_a_reader_whose_component_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.READERS, "odd", "lawcheck_no_such_module:read")
    monkeypatch.setitem(registry.FORMATS, ".odd", "odd")
    (tmp_path / "a.odd").write_bytes(b"")
    assert "lawcheck_no_such_module" in refused(tmp_path / "a.odd")


def shouting(data: bytes | str, path: str = "<text>", meta: dict[str, str] | None = None) -> Document:
    builder = Builder(Source(data if isinstance(data, str) else data.decode(), path, "shout"))
    builder.copy(0, len(builder.source.text))
    builder.end_block(len(builder.source.text))
    return builder.document()


def test_a_third_party_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry point serves the suffix of its name."""
    monkeypatch.setattr(registry, "_third_party", lambda group: {"shout": f"{__name__}:shouting"})
    (tmp_path / "a.shout").write_text("甲", encoding="utf-8")
    assert read(tmp_path / "a.shout").source.format == "shout"
    assert ".shout" in refused(tmp_path / "a.xyz")


@pytest.mark.parametrize(
    ("name", "content", "absent"),
    [
        ("a.txt", "甲", ("pyromark", "ruamel.yaml", "lawcheck.readers.markdown", "charset_normalizer")),
        ("a.md", "# 甲", ("ruamel.yaml", "tomllib", "lawcheck.readers.plain", "charset_normalizer")),
    ],
)
def test_only_the_reader_that_is_needed_is_imported(
    tmp_path: Path, name: str, content: str, absent: tuple[str, ...]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    code = (
        "import sys; from lawcheck.readers import read; read(sys.argv[1]); "
        "print(*[m for m in sys.argv[2:] if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / name), *absent], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


class TestRealReport:
    """A township's report as its web page gives it."""

    def test_not_a_word_of_navigation(self, seed: Path) -> None:
        document = read(seed)
        for word in ("当前所在位置", "首页", "保护视力", "分享到", "×"):
            assert word in document.source.text
            assert word not in document.text
        assert {a.reason for a in document.asides} == {"navigation"}
        assert len(document.asides) == 5

    @pytest.mark.parametrize("format", ["plain", "markdown"])
    def test_all_chapters_and_items(self, seed: Path, format: str) -> None:
        document = read(seed, format=format)
        chapters = document.root.subsections
        assert [(c.style, c.ordinal) for c in chapters] == [("一、", 1), ("一、", 2), ("一、", 3)]
        assert [[(s.style, s.ordinal) for s in c.subsections] for c in chapters] == [
            [("（一）", n) for n in range(1, count + 1)] for count in (5, 4, 4)
        ]
        items = [[(s.style, s.ordinal) for s in part.subsections] for part in chapters[0].subsections]
        assert items == [[("1.", n) for n in range(1, count + 1)] for count in (3, 3, 2, 2, 3)]
        assert not any(s.subsections for c in chapters[1:] for s in c.subsections)

    def test_title_and_what_the_page_says(self, seed: Path) -> None:
        document = read(seed)
        assert document.place(document.title).line == 3
        assert document.meta["时间"] == "2024-11-26"
        assert [p.role for p in document.paragraphs[:2]] == ["title", "body"]

    def test_headings_that_carry_their_text(self, seed: Path) -> None:
        chapters = read(seed).root.subsections
        assert all(s.run_in for c in chapters[1:] for s in c.subsections)
        assert not any(s.run_in for s in chapters[0].subsections)


def test_plain_reader_takes_bytes_and_text() -> None:
    assert plain.read("甲".encode()).text == plain.read("甲").text


def test_what_is_advised_for_an_unknown_type_works(tmp_path: Path) -> None:
    draft = tmp_path / "note.xyz"
    draft.write_text("甲。", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read(draft)
    assert "改名为 .txt" in str(caught.value) and "lawcheck - < " in str(caught.value)
    assert read("-", text=draft.read_bytes()).text.strip() == read(draft.rename(tmp_path / "note.txt")).text.strip()
