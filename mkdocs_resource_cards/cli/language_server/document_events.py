"""Documents that are opened, typed into, saved, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types

from .protocol import path_of
from .session import Server


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    _take(ls, params.text_document.uri)
    ls.publish(params.text_document.uri)


async def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    _take(ls, params.text_document.uri)
    await ls.publish_soon(params.text_document.uri)


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    if path := path_of(params.text_document.uri):
        ls.sites.drop_text(path)
    ls.turns.pop(params.text_document.uri, None)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    if path := path_of(params.text_document.uri):
        ls.sites.changed(path)
    ls.publish_all()


def did_change_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        if path := path_of(change.uri):
            ls.sites.changed(path)
    ls.publish_all()


def _take(ls: Server, uri: str) -> None:
    """Takes the text that the editor holds now."""
    if path := path_of(uri):
        ls.sites.set_text(path, ls.workspace.get_text_document(uri).source)


EVENTS: tuple[tuple[str, Any, Callable[..., Any]], ...] = (
    (types.TEXT_DOCUMENT_DID_OPEN, None, did_open),
    (types.TEXT_DOCUMENT_DID_CHANGE, None, did_change),
    (types.TEXT_DOCUMENT_DID_CLOSE, None, did_close),
    (types.TEXT_DOCUMENT_DID_SAVE, None, did_save),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, None, did_change_files),
)
"""What a client tells -> its options, and who takes it."""
