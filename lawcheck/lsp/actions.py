"""Code actions: the fix of a finding, a mark that sets it aside, and all safe fixes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol import types

from lawcheck.fixer import apply_edits
from lawcheck.lsp.desk import Checked
from lawcheck.lsp.diagnostics import place, span
from lawcheck.lsp.marks import suppress, suppress_all
from lawcheck.lsp.positions import Lines
from lawcheck.lsp.words import clip, say
from lawcheck.model.document import Document
from lawcheck.model.finding import Finding
from lawcheck.model.rule import Edit, Fix
from lawcheck.model.source import Span
from lawcheck.suppressions.rules import MARK_RULES

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.lawcheck"
KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]
Wrap = Callable[[list[types.TextEdit]], types.WorkspaceEdit]


def wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether a client that asks for some kinds only (None: for all) asks for this one or a kind it belongs to."""
    asked = [str(getattr(k, "value", k)) for k in only or ()]
    return not asked or any(kind == k or kind.startswith(f"{k}.") for k in asked)


def quick_fixes(
    checked: Checked, lines: Lines, start: int, end: int, shown: list[types.Diagnostic], wrap: Wrap
) -> Iterator[types.CodeAction]:
    """What can be done about the findings that touch [start, end) of the Source.

    shown  the client's diagnostics there; each action names those it answers
    wrap   makes a WorkspaceEdit of the edits
    """
    document = checked.review.document
    if document is None:
        return
    near = [f for f in checked.review.findings if f.place.offset <= end and start <= f.place.end_offset]
    for finding in near:
        own = [d for d in shown if d.code == finding.rule and d.range == place(lines, finding.place)] or None
        if finding.fix:
            title = _title(finding, finding.fix, document, checked.lang)
            after, _ = apply_edits(lines.text, finding.fix.edits)
            action = _action(title, wrap(changes(lines, after)), own)
            action.is_preferred = finding.fix.safe or None
            yield action
    for finding in near:
        own = [d for d in shown if d.code == finding.rule and d.range == place(lines, finding.place)] or None
        for key, edit in _marks(finding, document, lines, checked.lang):
            yield _action(say(checked.lang, key, rule=finding.rule), wrap([_text_edit(lines, edit)]), own)


def fix_all(checked: Checked, lines: Lines, after: str, wrap: Wrap) -> types.CodeAction | None:
    """The action that turns the draft into `after`, its text with all safe fixes applied; None when that is the same."""
    if after == lines.text:
        return None
    return types.CodeAction(say(checked.lang, "fix-all"), kind=FIX_ALL, edit=wrap(changes(lines, after)))


def changes(lines: Lines, after: str) -> list[types.TextEdit]:
    """Edits, none overlapping, that turn a text into another; each as short as its lines allow."""
    before, wanted_lines = lines.text.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = _offsets(before)
    edits = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, wanted_lines, autojunk=False).get_opcodes():
        if tag != "equal":
            old, new = "".join(before[i:i_end]), "".join(wanted_lines[j:j_end])
            edits.append(_text_edit(lines, _shortened(starts[i], old, new)))
    return edits


def _offsets(pieces: list[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _shortened(start: int, old: str, new: str) -> Edit:
    """The edit without what both texts begin and end with."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    tail = next((i for i in range(most - head) if old[-1 - i] != new[-1 - i]), most - head)
    # An edit must not begin or end between CR and LF: a client knows no position there.
    if old[head - 1 : head + 1] == "\r\n" and head:
        head -= 1
    if tail and old[len(old) - tail - 1 : len(old) - tail + 1] == "\r\n":
        tail -= 1
    return Edit(Span(start + head, start + len(old) - tail), new[head : len(new) - tail])


def _text_edit(lines: Lines, edit: Edit) -> types.TextEdit:
    return types.TextEdit(span(lines, *edit.span), edit.text)


def _action(title: str, edit: types.WorkspaceEdit, own: list[types.Diagnostic] | None) -> types.CodeAction:
    return types.CodeAction(title, kind=types.CodeActionKind.QuickFix, diagnostics=own, edit=edit)


def _marks(finding: Finding, document: Document, lines: Lines, lang: str) -> Iterator[tuple[str, Edit]]:
    """What sets a finding aside: a mark for its place; one for the whole draft where it speaks of many places."""
    if finding.rule in MARK_RULES:
        return
    yield "suppress", suppress(document, lines, finding, lang)
    if finding.count > 1:
        yield "suppress-all", suppress_all(document, lines, finding.rule, lang)


def _title(finding: Finding, fix: Fix, document: Document, lang: str) -> str:
    edits = fix.edits
    if len(edits) == 1:
        old, new = document.source.text[slice(*edits[0].span)], edits[0].text
        key = "replace" if old and new else "insert" if new else "delete"
        title = say(lang, key, text=clip(new or old))
    else:
        title = say(lang, "edits", n=len(edits), title=clip(finding.title))
    return title if fix.safe else title + say(lang, "unsafe")
