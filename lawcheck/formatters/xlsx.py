"""The reviewer's workbook: the unit × rule matrix, and a sheet with one finding a row."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from lawcheck.formatters import DEFAULT, Options, binary
from lawcheck.formatters.csv import Cell, harmless, matrix
from lawcheck.formatters.layout import cells, clean
from lawcheck.formatters.summary import SEVERITIES
from lawcheck.formatters.wording import say, severity
from lawcheck.model.errors import LawcheckError
from lawcheck.model.finding import Review

FILLS = {"error": "F8CBAD", "warning": "FFE699", "notice": "DDEBF7", "unread": "D9D9D9"}
FIXED = 6  # columns of the matrix before those of the rules
WIDEST = 60  # characters
_TIME = re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*")
LONGEST = 32_000  # characters that a cell takes; Excel's limit is 32,767


@binary
def render(reviews: Iterable[Review], options: Options = DEFAULT) -> Iterator[bytes]:
    """One .xlsx; LawcheckError where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError as fault:
        raise LawcheckError("输出 .xlsx 需要安装组件：pip install 'lawcheck-cn[xlsx]'") from fault
    seen = list(reviews)
    book = Workbook()
    _matrix(book.active, seen, options.lang)
    _findings(book.create_sheet(), seen, options.lang)
    out = io.BytesIO()
    book.save(out)
    yield _timeless(out)


def _timeless(written: io.BytesIO) -> bytes:
    """The workbook without the times of its writing: the same Reviews give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = (
                _TIME.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name))
                if name == "docProps/core.xml"
                else old.read(name)
            )
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _matrix(sheet: Any, reviews: list[Review], lang: str) -> None:
    sheet.title = say(lang, "matrix")
    head, rows = matrix(reviews, lang)
    worst = _worst(reviews)
    keys = [*worst][: len(head) - FIXED]
    _fill(sheet, [list(head), *rows], frozen="C2")
    for column, name in enumerate(head[FIXED:], FIXED + 1):
        sheet.cell(1, column).alignment = _alignment(turned=True)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = 6
        rule = next((r for r in keys if name.endswith(f"（{r}）")), "")
        for row in range(2, len(rows) + 2):
            cell = sheet.cell(row, column)
            cell.alignment = _alignment(centred=True)
            if isinstance(cell.value, int):
                cell.fill = _colour(worst[rule])
    sheet.row_dimensions[1].height = 180 if len(head) > FIXED else 20
    for row, review in enumerate(reviews, 2):
        if review.error:
            for column in range(1, len(head) + 1):
                sheet.cell(row, column).fill = _colour("unread")
    for column, value in enumerate(SEVERITIES, 3):
        for row in range(2, len(rows) + 2):
            if sheet.cell(row, column).value:
                sheet.cell(row, column).fill = _colour(value)


def _worst(reviews: list[Review]) -> dict[str, str]:
    """The gravest severity of each rule's findings."""
    worst: dict[str, Any] = {}
    for finding in (f for review in reviews for f in review.findings):
        if finding.rule not in worst or finding.severity.rank > worst[finding.rule].rank:
            worst[finding.rule] = finding.severity
    return {rule: value.value for rule, value in worst.items()}


def _findings(sheet: Any, reviews: list[Review], lang: str) -> None:
    sheet.title = say(lang, "finding")
    keys = ("unit", "file", "line", "level-head", "rule", "finding", "text", "basis", "hint", "section-head", "places")
    rows: list[list[Cell]] = [[say(lang, key) for key in keys]]
    levels = []
    semicolon = say(lang, "semicolon")
    for review in reviews:
        unit = review.profile.issuer or ""
        if review.error:
            rows.append([unit, review.path, "", say(lang, "unreadable"), "", review.error])
            levels.append("unread")
        for f in review.findings:
            path = " › ".join(f.section)
            row: list[Cell] = [unit, review.path, f.place.line, severity(lang, f.severity), f.rule, f.message]
            rows.append([*row, f.place.text, semicolon.join(f.basis), f.hint, path, f.count])
            levels.append(f.severity.value)
    _fill(sheet, rows, frozen="A2")
    for number, level in enumerate(levels, 2):
        sheet.cell(number, 4).fill = _colour(level)
    sheet.auto_filter.ref = sheet.dimensions


def _fill(sheet: Any, rows: list[list[Cell]], frozen: str) -> None:
    """Rows as cells, the head bold and frozen, columns as wide as what stands in them."""
    from openpyxl.styles import Font

    widths: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            text = value if isinstance(value, int) else harmless(clean(value))[:LONGEST]  # type: ignore[index]
            cell = sheet.cell(number, column, text if text != "" else None)
            cell.alignment = _alignment()
            widths[cell.column_letter] = max(widths.get(cell.column_letter, 0), cells(str(text)))
            if number == 1:
                cell.font = Font(bold=True)
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = min(WIDEST, max(6, width + 2))
    sheet.freeze_panes = frozen
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _alignment(*, turned: bool = False, centred: bool = False) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(
        vertical="bottom" if turned else "top",
        horizontal="center" if centred else None,
        wrap_text=True,
        text_rotation=90 if turned else 0,
    )


def _colour(name: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=FILLS[name])
