"""Handlers of notifications: documents are opened, changed, saved, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types

from ...markdown_scan import notebook_text
from ...registry.sources import BIBLIOGRAPHIES
from ...source_site import SUFFIXES
from .protocol import path_of
from .session import Server, wishes_of

_READ = (*SUFFIXES, notebook_text.SUFFIX, ".yml", ".yaml", ".toml", *BIBLIOGRAPHIES)
_WATCHED = f"**/*.{{{','.join(one[1:] for one in _READ)}}}"
"""Glob pattern of the files that sites are read from."""


def initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.wishes = wishes_of(params.initialization_options)
    ls.sites.private_hosts = ls.wishes.private_hosts


async def initialized(ls: Server, _: types.InitializedParams) -> None:
    """Asks the client to report files changed by other programs, if it can."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
    asked = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    await ls.client_register_capability_async(types.RegistrationParams([asked]))


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    _take(ls, params.text_document.uri)
    ls.publish(params.text_document.uri)
    ls.warm(params.text_document.uri)


async def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    _take(ls, params.text_document.uri)
    await ls.publish_soon(params.text_document.uri)


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    if path := path_of(params.text_document.uri):
        ls.sites.drop_text(ls.sites.real(path))
    ls.forget(params.text_document.uri)
    ls.publish_all()


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    if path := path_of(params.text_document.uri):
        ls.sites.changed(ls.sites.real(path))
    ls.publish_all()


def did_change_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    for change in params.changes:
        if path := path_of(change.uri):
            ls.sites.changed(ls.sites.real(path))
    ls.publish_all()


def _take(ls: Server, uri: str) -> None:
    """Takes over the text in the editor."""
    if path := path_of(uri):
        ls.sites.set_text(ls.sites.real(path), ls.workspace.get_text_document(uri).source)


EVENTS: tuple[tuple[str, Any, Callable[..., Any]], ...] = (
    (types.INITIALIZE, None, initialize),
    (types.INITIALIZED, None, initialized),
    (types.TEXT_DOCUMENT_DID_OPEN, None, did_open),
    (types.TEXT_DOCUMENT_DID_CHANGE, None, did_change),
    (types.TEXT_DOCUMENT_DID_CLOSE, None, did_close),
    (types.TEXT_DOCUMENT_DID_SAVE, None, did_save),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, None, did_change_files),
)
"""(notification, registration options, handler)."""
