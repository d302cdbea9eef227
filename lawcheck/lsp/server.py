"""The server: what the client sends, one after the other, and what it is told. Speaks over standard input and output.

A draft is checked when it is opened or saved, and when its writer pauses; one thread does it, so that the server always
answers. What belongs to a version that has been overtaken is never sent.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from lawcheck.lsp.actions import FIX_ALL, KINDS, fix_all, quick_fixes, wanted
from lawcheck.lsp.desk import Checked, Desk, Draft
from lawcheck.lsp.diagnostics import abilities, diagnostics, place, troubles
from lawcheck.lsp.positions import Lines
from lawcheck.lsp.symbols import outline
from lawcheck.model.version import __version__
from lawcheck.registry import FORMATS

PAUSE = 0.3  # seconds without a key press after which a draft is checked
LANGUAGES = {"markdown": "markdown", "plaintext": "plain", "text": "plain"}  # Vim calls plain text "text"
WATCHED = ("**/*.yaml", "**/*.yml", "**/pyproject.toml")  # settings, packs, rules


class Sheet:
    """One version of an open draft: its lines in the client's units, and its check, begun when first asked for."""

    def __init__(self, uri: str, draft: Draft, encoding: str) -> None:
        self.uri = uri
        self.draft = draft
        self.lines = Lines(draft.text, encoding)
        self.checking: asyncio.Future[Checked] | None = None


class Server(LanguageServer):
    """The open drafts and their checks. Whole texts are synchronised: a report is small, and nothing can drift."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("lawcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desk = desk
        self.watching = False
        self._sheets: dict[str, Sheet] = {}
        self._pending: dict[str, asyncio.Task[None]] = {}
        self._worker = ThreadPoolExecutor(1, "lawcheck")
        self._told: set[str] = set()

    def put(self, uri: str, delay: float = 0) -> None:
        """Takes up the present text of a draft; checks it after `delay` seconds unless a newer one comes before."""
        document = self.workspace.get_text_document(uri)
        suffix = Path(document.path or "").suffix.lower()
        form = LANGUAGES.get(document.language_id or "") or (FORMATS.get(suffix) if suffix else None)
        if form not in LANGUAGES.values():
            return
        local = uri.startswith("file:")
        path = document.path if local else str(Path(self.workspace.root_path or ".") / "untitled.md")
        draft = Draft(str(path), document.source, str(form), document.version)
        self._sheets[uri] = Sheet(uri, draft, str(self.workspace.position_encoding or "utf-16"))
        self._schedule(uri, delay)

    def drop(self, uri: str) -> None:
        """Forgets a closed draft and takes its diagnostics off the client's list."""
        task = self._pending.pop(uri, None)
        if task:
            task.cancel()
        if self._sheets.pop(uri, None):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def sheet(self, uri: str) -> tuple[Sheet, Checked] | None:
        """The present version of an open draft with its Review, checked now if it was not yet."""
        sheet = self._sheets.get(uri)
        return (sheet, await self._checked(sheet)) if sheet else None

    async def work(self, task: Any, *args: Any) -> Any:
        """Has the one thread that may use the desk do something, after what it has to do already."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, task, *args)

    def forget(self) -> None:
        """Has settings and rules read again before whatever the desk does next."""
        self._worker.submit(self.desk.forget)
        self._told.clear()

    def reload(self) -> None:
        """Checks every open draft anew, under settings and rules as they are now."""
        self.forget()
        for uri in list(self._sheets):
            self.put(uri)

    def _schedule(self, uri: str, delay: float) -> None:
        waiting = self._pending.pop(uri, None)
        if waiting:
            waiting.cancel()
        self._pending[uri] = asyncio.get_running_loop().create_task(self._publish(uri, delay))

    async def _publish(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        sheet = self._sheets[uri]
        checked = await self._checked(sheet)
        if self._sheets.get(uri) is not sheet:
            return
        found = diagnostics(checked, uri, sheet.lines, abilities(self.client_capabilities))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, sheet.draft.version))
        for _, text in troubles(checked):
            self._tell(text)

    async def _checked(self, sheet: Sheet) -> Checked:
        if sheet.checking is None:
            sheet.checking = asyncio.ensure_future(self.work(self.desk.check, sheet.draft))
        return await asyncio.shield(sheet.checking)  # who asked may go away; the next will ask again

    def _tell(self, text: str) -> None:
        """Shows a message, once until the rules are read again: not at every key press."""
        if text not in self._told:
            self._told.add(text)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, text))


def serve(lang: str | None = None, fallback: str = "zh") -> None:
    """Serves one client until it says exit. `lang` goes before lawcheck.yaml, `fallback` after the client's own."""
    make(Desk(lang, fallback)).start_io()


def make(desk: Desk) -> Server:
    """A server with all that it answers to."""
    server = Server(desk)
    _register_life(server)
    _register_texts(server)
    _register_questions(server)
    return server


def _register_life(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        if params.locale:
            server.desk.fallback = "zh" if params.locale.lower().startswith("zh") else "en"

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        space = server.client_capabilities.workspace
        watched = space.did_change_watched_files if space else None
        if watched and watched.dynamic_registration:
            patterns = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(patterns)
            asked = types.Registration("rules", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.watching = True
            await server.client_register_capability_async(types.RegistrationParams([asked]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configuration_changed(params: types.DidChangeConfigurationParams) -> None:
        """Settings are lawcheck.yaml's; the notification is taken so that no client is told it is unknown."""


def _register_texts(server: Server) -> None:
    def opened_or_saved(uri: str) -> None:
        if not server.watching:  # nobody tells when rules or settings change: look now
            server.forget()
        server.put(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        opened_or_saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        opened_or_saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.put(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.drop(params.text_document.uri)


def _register_questions(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        found = await server.sheet(params.text_document.uri)
        return await _hover(server, *found, params.position) if found else None

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=KINDS))
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = await server.sheet(params.text_document.uri)
        return await _actions(server, *found, params) if found else []

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def document_symbol(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        found = await server.sheet(params.text_document.uri)
        document = found[1].review.document if found else None
        return outline(document, found[0].lines) if found and document else []


async def _hover(server: Server, sheet: Sheet, checked: Checked, position: types.Position) -> types.Hover | None:
    """The pages of the rules that found something at a position."""
    at = sheet.lines.offset(position.line, position.character)
    here = [f for f in checked.review.findings if f.place.offset <= at <= f.place.end_offset]
    if not here:
        return None
    text = server.client_capabilities.text_document
    kinds = (text.hover.content_format if text and text.hover else None) or [types.MarkupKind.Markdown]
    markdown = types.MarkupKind.Markdown in kinds
    pages = [
        await server.work(_page, server.desk, rule, checked, markdown) for rule in dict.fromkeys(f.rule for f in here)
    ]
    content = ("\n\n---\n\n" if markdown else "\n\n").join(filter(None, pages))
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, content), place(sheet.lines, here[0].place))


def _page(desk: Desk, rule: str, checked: Checked, markdown: bool) -> str:
    return desk.page(rule, checked, markdown=markdown)


async def _actions(
    server: Server, sheet: Sheet, checked: Checked, params: types.CodeActionParams
) -> list[types.CodeAction]:
    lines, where, context = sheet.lines, params.range, params.context
    actions: list[types.CodeAction] = []

    def wrap(edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        return _workspace_edit(server, sheet, edits)

    if wanted(str(types.CodeActionKind.QuickFix.value), context.only):
        start = lines.offset(where.start.line, where.start.character)
        end = lines.offset(where.end.line, where.end.character)
        actions += quick_fixes(checked, lines, start, end, list(context.diagnostics), wrap)
    if wanted(FIX_ALL, context.only):
        action = fix_all(checked, lines, await server.work(server.desk.mended, checked), wrap)
        actions += [action] if action else []
    return actions


def _workspace_edit(server: Server, sheet: Sheet, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    """The edits for this very version of the draft, where the client can be told of versions."""
    space = server.client_capabilities.workspace
    if space and space.workspace_edit and space.workspace_edit.document_changes:
        versioned = types.OptionalVersionedTextDocumentIdentifier(sheet.uri, sheet.draft.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(versioned, list(edits))])
    return types.WorkspaceEdit(changes={sheet.uri: edits})
