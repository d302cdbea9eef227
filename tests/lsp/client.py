"""A real client of `lawcheck lsp`: pygls' own, over standard input and output, with what it was told kept."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

WAIT = 60  # seconds; two cores may be shared with much else


class Editor(LanguageClient):
    """What an editor does with one server; texts are kept so that edits can be applied to them."""

    def __init__(self, folder: Path) -> None:
        super().__init__("editor", "1")
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: asyncio.Queue[str] = asyncio.Queue()
        self.registered: list[types.Registration] = []
        self.encoding = "utf-16"

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params: types.ShowMessageParams) -> None:
            self.messages.put_nowait(params.message)

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            self.registered += params.registrations

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def open(self, name: str, text: str, language: str = "markdown") -> list[types.Diagnostic]:
        """Opens a draft and waits for what the server says of it."""
        uri = self.uri(name)
        self.texts[uri], self.versions[uri] = text, 1
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
        return await self.told(uri, 1)

    def change(self, name: str, text: str) -> int:
        """Sends a new version of the whole text; says which."""
        uri = self.uri(name)
        self.texts[uri] = text
        self.versions[uri] += 1
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[uri], uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return self.versions[uri]

    async def told(self, uri: str, version: int | None) -> list[types.Diagnostic]:
        """The next diagnostics; they must be of this draft and version."""
        params = await asyncio.wait_for(self.published.get(), WAIT)
        assert (params.uri, params.version) == (uri, version)
        return list(params.diagnostics)

    async def actions(self, name: str, at: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri(name)), at, context)
        return list(await self.text_document_code_action_async(params) or [])

    def slice(self, name: str, where: types.Range) -> str:
        """What stands at a range, counted by this client's own lights."""
        text = self.texts[self.uri(name)]
        return text[self.offset(text, where.start) : self.offset(text, where.end)]

    def applied(self, action: types.CodeAction) -> str:
        """The text with an action's edits, applied as the protocol says; they must be for the present version."""
        (change,) = action.edit.document_changes
        uri = change.text_document.uri
        assert change.text_document.version == self.versions[uri]
        text = self.texts[uri]
        for edit in sorted(change.edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
            start, end = self.offset(text, edit.range.start), self.offset(text, edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        return text

    def offset(self, text: str, at: types.Position) -> int:
        """Code points before a position: lines end at LF, CRLF or CR and at nothing else."""
        line_start = 0
        for _ in range(at.line):
            feeds = [i for i in (text.find("\n", line_start), text.find("\r", line_start)) if i >= 0]
            line_start = min(feeds) + (2 if text.startswith("\r\n", min(feeds)) else 1)
        codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.encoding]
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]
        ahead = text[line_start:].encode(codec)[: at.character * width]
        return line_start + len(ahead.decode(codec))


def capabilities(encodings: list[str], *, watch: bool) -> types.ClientCapabilities:
    """What an able editor says of itself."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=watch),
        ),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                related_information=True, tag_support=types.ClientDiagnosticsTagOptions(list(types.DiagnosticTag))
            ),
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        ),
    )


@asynccontextmanager
async def editor(
    folder: Path, encodings: list[str] | None = None, *, watch: bool = True, locale: str | None = "zh-cn"
) -> AsyncIterator[Editor]:
    """A client with a server that it started; leaving says shutdown and exit, and the server must go in peace."""
    client = Editor(folder)
    await client.start_io(sys.executable, "-m", "lawcheck", "lsp", "--stdio")
    started = await client.initialize_async(
        types.InitializeParams(
            capabilities(encodings or ["utf-16"], watch=watch), root_uri=folder.as_uri(), locale=locale
        )
    )
    client.encoding = str(
        getattr(started.capabilities.position_encoding, "value", started.capabilities.position_encoding)
    )
    client.initialized(types.InitializedParams())
    yield client
    await client.shutdown_async(None)
    client.exit(None)
    process = client._server
    await asyncio.wait_for(process.wait(), WAIT)
    await client.stop()
    assert process.returncode == 0
    assert (await process.stderr.read()).decode() == ""


def story(tell: Callable[[], Awaitable[Any]]) -> Any:
    """Runs one story to its end."""
    return asyncio.run(asyncio.wait_for(tell(), 4 * WAIT))
