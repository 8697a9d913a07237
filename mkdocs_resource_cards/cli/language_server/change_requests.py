"""Changes that a client asks for: renaming, code actions, an address for the registry."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from lsprotocol import types

from . import diagnostics, edits, navigation
from .adding import add, update
from .protocol import path_of
from .session import At, Server

ADD = "resource-cards.add"
UPDATE = "resource-cards.update"


def prepare(ls: Server, params: types.PrepareRenameParams) -> types.Range | None:
    at = ls.at(params.text_document.uri)
    if at is None or not at[0].page_of(at[1]):
        return None
    span = navigation.span_at(at[0], at[2].source, at[2].offset_at_position(params.position))
    if span is None or span.key not in at[0].registry:
        return None
    line, column = navigation.position(at[2].source, span.start)
    return ls.converter().range(navigation.Place(at[1], line, column, column + span.end - span.start))


def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    at = ls.at(params.text_document.uri)
    span = navigation.span_at(at[0], at[2].source, at[2].offset_at_position(params.position)) if at else None
    one = at[0].registry.get(span.key) if at and span else None
    if at is None or span is None or one is None:
        return None
    return ls.converter().changes(edits.rename(at[0], one, span.key, params.new_name))


def act(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    at = ls.at(params.text_document.uri)
    return [_action(ls, params.text_document.uri, one) for one in _actions(at, params.range.start)] if at else []


async def run_add(ls: Server, uri: str, url: str) -> None:
    await _run(ls, uri, f"Adding {url}", add, url)


async def run_update(ls: Server, uri: str, key: str) -> None:
    await _run(ls, uri, f"Filling in {key}", update, key)


async def _run(ls: Server, uri: str, title: str, work: Callable[[Path, str], tuple[str, bool]], what: str) -> None:
    """Runs a command that uses the network, with progress where the client shows it."""
    at = ls.at(uri)
    if at is None:
        return
    window = ls.client_capabilities.window
    token = str(uuid4()) if window is not None and window.work_done_progress else ""
    if token:
        await ls.work_done_progress.create_async(token)
        ls.work_done_progress.begin(token, types.WorkDoneProgressBegin(title))
    message, is_done = await asyncio.to_thread(work, at[0].config_path, what)
    if token:
        ls.work_done_progress.end(token, types.WorkDoneProgressEnd(message=message))
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info if is_done else types.MessageType.Warning, message))
    at[0].saved()
    ls.publish_all()


def _actions(at: At, start: types.Position) -> list[edits.Action]:
    """What is offered at a position."""
    state, path, document = at
    offset = document.offset_at_position(start)
    if not state.page_of(path):
        entry = navigation.resource_at(state, path, document.source, offset)
        return list(edits.entry_actions(state, entry)) if path.suffix.lower() in (".yml", ".yaml") else []
    lines = document.source.split("\n")
    line, column = navigation.position(document.source, offset)
    found = list(edits.link_actions(state, navigation.Place(path, line, column, column), lines[line]))
    for one in diagnostics.diagnose(state, path, document.source):
        if one.line == line and one.column <= column <= one.end:
            place = navigation.Place(path, one.line, one.column, one.end)
            found += edits.fixes(one, place, lines[one.line][one.column : one.end])
    return found


def _action(ls: Server, uri: str, one: edits.Action) -> types.CodeAction:
    path = path_of(uri)
    if one.address or one.key:
        command = types.Command(one.title, ADD if one.address else UPDATE, arguments=[uri, one.address or one.key])
        return types.CodeAction(one.title, kind=types.CodeActionKind.QuickFix, command=command)
    convert = ls.converter()
    mends = [convert.diagnostic(path, one.diagnosis)] if one.diagnosis and path else None
    kind = types.CodeActionKind.QuickFix if mends else types.CodeActionKind.RefactorRewrite
    return types.CodeAction(one.title, kind=kind, diagnostics=mends, edit=convert.changes(one.edits))


CHANGES: tuple[tuple[str, Any, Callable[..., Any]], ...] = (
    (types.TEXT_DOCUMENT_PREPARE_RENAME, None, prepare),
    (types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True), rename),
    (types.TEXT_DOCUMENT_CODE_ACTION, None, act),
)
"""What a client asks for -> what the client can be told of it, and who answers."""
