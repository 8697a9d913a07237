"""An editor for tests: starts the real server, and speaks with it as a client by pygls does."""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
import threading
from collections.abc import Coroutine
from copy import copy
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

SECONDS = 60
MAIN = "from mkdocs_resource_cards.cli import run; run()"


class Editor:
    """One client and its server. Use as a context manager."""

    def __init__(self, root: Path, *others: Path, can: types.ClientCapabilities | None = None, **wishes: object) -> None:
        """`root` and `others` are the folders of the workspace; `wishes` are sent as `initializationOptions`.

        `can` is what the client says of itself; all that the server makes use of if None.
        """
        self.root, self.can = root, can or CAPABILITIES
        self.folders = [types.WorkspaceFolder(one.as_uri(), one.name) for one in (root, *others)]
        self.wishes = wishes
        self.problems: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.progress: list[str] = []
        """What kinds of progress were told."""
        self.watched: list[types.Registration] = []
        self._told = threading.Condition()
        self._versions: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client = LanguageClient("test", "1")
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))
        self.client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)(lambda params: None)
        self.client.feature(types.PROGRESS)(lambda params: self.progress.append(params.value["kind"]))
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: self.watched.extend(params.registrations))

    def __enter__(self) -> Editor:
        self.run(self.client.start_io(sys.executable, "-c", MAIN, "lsp", "--stdio"))
        params = types.InitializeParams(
            capabilities=self.can, workspace_folders=self.folders, initialization_options=self.wishes
        )
        self.server = self.ask("initialize", params)
        self.client.initialized(types.InitializedParams())
        return self

    def __exit__(self, *_: object) -> None:
        self.ask("shutdown", None)
        self.client.exit(None)
        self.run(self.client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)

    @property
    def pid(self) -> int:
        """The server's process."""
        return int(self.client._server.pid)

    def beside(self, root: Path) -> Editor:
        """The same client and server, for another site."""
        other = copy(self)
        other.root, other._versions = root, {}
        return other

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)

    def ask(self, name: str, params: Any) -> Any:
        """The answer to a request; an error is raised."""
        method = "shutdown" if name == "shutdown" else name.replace("/", "_")
        return self.run(getattr(self.client, f"{METHODS.get(name, method)}_async")(params))

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> list[types.Diagnostic]:
        """Opens a file; its problems."""
        text = (self.root / name).read_text(encoding="utf-8") if text is None else text
        self._versions[name] = 1
        language = "yaml" if name.endswith("ml") else "markdown"
        document = types.TextDocumentItem(self.uri(name), language, 1, text)
        return self._answered(name, lambda: self.client.text_document_did_open(types.DidOpenTextDocumentParams(document)))

    def type(self, name: str, text: str, watch: str = "") -> list[types.Diagnostic]:
        """The whole text of a file is another one now; the problems of `watch`, or of the file itself."""
        return self._change(name, types.TextDocumentContentChangeWholeDocument(text), watch)

    def change(self, name: str, line: int, start: int, end: int, text: str) -> list[types.Diagnostic]:
        """A stretch of a line is another text now; the problems of the file."""
        stretch = types.Range(types.Position(line, start), types.Position(line, end))
        return self._change(name, types.TextDocumentContentChangePartial(stretch, text))

    def _change(self, name: str, change: types.TextDocumentContentChangeEvent, watch: str = "") -> list[types.Diagnostic]:
        self._versions[name] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[name], self.uri(name))
        params = types.DidChangeTextDocumentParams(document, [change])
        return self._answered(watch or name, lambda: self.client.text_document_did_change(params))

    def close(self, name: str, watch: str) -> list[types.Diagnostic]:
        """Closes a file; the problems of `watch`."""
        params = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri(name)))
        return self._answered(watch, lambda: self.client.text_document_did_close(params))

    def send(self, message: object) -> None:
        """Sends what may be no message at all; the answer is not waited for."""
        body = json.dumps(message).encode()
        frame = f"Content-Length: {len(body)}\r\n\r\n".encode() + body

        async def written() -> None:
            result = self.client.protocol.writer.write(frame)
            if inspect.isawaitable(result):
                await result

        self.run(written())

    def save(self, name: str, text: str, watch: str = "") -> list[types.Diagnostic]:
        """Writes a file; the problems of `watch`, or of the file itself."""
        (self.root / name).write_text(text, encoding="utf-8")
        changed = types.DidChangeWatchedFilesParams([types.FileEvent(self.uri(name), types.FileChangeType.Changed)])
        return self._answered(watch or name, lambda: self.client.workspace_did_change_watched_files(changed))

    def at(self, name: str, line: int, column: int) -> dict[str, Any]:
        """The parameters of a question about a place."""
        return {"text_document": types.TextDocumentIdentifier(self.uri(name)), "position": types.Position(line, column)}

    def complete(self, name: str, line: int, column: int) -> list[types.CompletionItem]:
        found = self.ask("textDocument/completion", types.CompletionParams(**self.at(name, line, column)))
        return list(found.items) if found else []

    def hover(self, name: str, line: int, column: int) -> str:
        found = self.ask("textDocument/hover", types.HoverParams(**self.at(name, line, column)))
        return found.contents.value if found else ""

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        with self._told:
            self.problems[params.uri] = list(params.diagnostics)
            self._told.notify_all()

    def _answered(self, name: str, send: Any) -> list[types.Diagnostic]:
        uri = self.uri(name)
        with self._told:
            self.problems.pop(uri, None)
        self._loop.call_soon_threadsafe(send)
        with self._told:
            assert self._told.wait_for(lambda: uri in self.problems, SECONDS), "no diagnostics came"
            return self.problems[uri]


CAPABILITIES = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(resource_operations=[types.ResourceOperationKind.Rename]),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    text_document=types.TextDocumentClientCapabilities(code_action=types.CodeActionClientCapabilities(disabled_support=True)),
    window=types.WindowClientCapabilities(work_done_progress=True),
)
METHODS = {
    "textDocument/completion": "text_document_completion",
    "completionItem/resolve": "completion_item_resolve",
    "textDocument/hover": "text_document_hover",
    "textDocument/definition": "text_document_definition",
    "textDocument/references": "text_document_references",
    "textDocument/documentLink": "text_document_document_link",
    "textDocument/inlayHint": "text_document_inlay_hint",
    "textDocument/rename": "text_document_rename",
    "textDocument/prepareRename": "text_document_prepare_rename",
    "textDocument/codeAction": "text_document_code_action",
    "workspace/symbol": "workspace_symbol",
    "workspace/executeCommand": "workspace_execute_command",
}
