"""Handlers of requests for changes: rename, code actions, commands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from lsprotocol import types

from ..console import Failure
from . import actions, diagnostics, navigation
from .actions import Action
from .adding import add, update
from .session import At, Server, refused

ADD = "resource-cards.add"
UPDATE = "resource-cards.update"


def prepare(ls: Server, params: types.PrepareRenameParams) -> types.Range | None:
    from . import renaming  # as in `actions.entry_actions`

    at = ls.settled(params.text_document.uri)
    found = renaming.key_at(at.state, at.path, at.document.text, at.document.offset(params.position)) if at else None
    return ls.converter().range(found[1]) if found else None


def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    from . import renaming  # as in `actions.entry_actions`

    at = ls.settled(params.text_document.uri)
    found = renaming.key_at(at.state, at.path, at.document.text, at.document.offset(params.position)) if at else None
    if at is None or found is None:
        return None
    try:
        change = renaming.rename(at.state, found[0], params.new_name)
    except Failure as error:
        raise refused(error.message) from error
    if change.moved and not _can_move(ls):
        raise refused("this also renames a snapshot, which your editor cannot do: use the command resource-cards rename")
    return ls.converter().changes(change.edits, change.moved)


def _can_move(ls: Server) -> bool:
    """Whether the client can rename files."""
    workspace = ls.client_capabilities.workspace
    operations = (workspace.workspace_edit.resource_operations if workspace and workspace.workspace_edit else None) or ()
    return types.ResourceOperationKind.Rename in operations


def act(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    at = ls.settled(params.text_document.uri)
    found = _actions(at, params.range.start) if at else []
    text_document = ls.client_capabilities.text_document
    known = text_document.code_action if text_document else None
    shows_refusals = bool(known and known.disabled_support)
    wanted = [one for one in found if not one.refusal or shows_refusals]
    return [_action(ls, at, params.text_document.uri, one) for one in wanted] if at else []


async def run_add(ls: Server, uri: str, url: str) -> None:
    await _run(ls, uri, f"Adding {url}", add, url)


async def run_update(ls: Server, uri: str, key: str) -> None:
    await _run(ls, uri, f"Filling in {key}", update, key)


async def _run(ls: Server, uri: str, title: str, work: Callable[..., tuple[str, bool]], what: str) -> None:
    """Runs a command that uses the network, with progress if the client can show it."""
    at = ls.at(uri)
    if at is None:
        return
    if held := at.state.held:
        message = f"Save {held} first: the registry is about to be changed"
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))
        return
    window = ls.client_capabilities.window
    token = str(uuid4()) if window is not None and window.work_done_progress else ""
    if token:
        await ls.work_done_progress.create_async(token)
        ls.work_done_progress.begin(token, types.WorkDoneProgressBegin(title))
    message, is_done = await asyncio.to_thread(work, at.state.config_path, what, ls.wishes.private_hosts)
    if token:
        ls.work_done_progress.end(token, types.WorkDoneProgressEnd(message=message))
        ls.work_done_progress.tokens.pop(token, None)
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info if is_done else types.MessageType.Warning, message))
    at.state.saved()
    ls.publish_all()


def _actions(at: At, start: types.Position) -> list[Action]:
    """The code actions at a position."""
    state, path, document = at
    offset = document.offset(start)
    lines = document.text.split("\n")
    line, column = navigation.position(document.text, offset)
    found = list[Action]()
    if state.page_of(path):
        from .link_actions import link_actions  # as in `actions.entry_actions`

        found += link_actions(state, path, document.text, offset)
    elif path.suffix.lower() in (".yml", ".yaml"):
        found += actions.entry_actions(navigation.resource_at(state, path, document.text, offset))
    for one in diagnostics.diagnose(state, path, document.text):
        if one.line == line and one.column <= column <= one.end:
            place = navigation.Place(path, one.line, one.column, one.end)
            found += actions.fixes(one, place, lines[one.line])
    return found


def _action(ls: Server, at: At, uri: str, one: Action) -> types.CodeAction:
    if one.address or one.key:
        command = types.Command(one.title, ADD if one.address else UPDATE, arguments=[uri, one.address or one.key])
        return types.CodeAction(one.title, kind=types.CodeActionKind.QuickFix, command=command)
    if one.refusal:
        why = types.CodeActionDisabled(one.refusal)
        return types.CodeAction(one.title, kind=types.CodeActionKind.RefactorRewrite, disabled=why)
    convert = ls.converter()
    mends = [convert.diagnostic(at.path, one.diagnosis)] if one.diagnosis else None
    kind = types.CodeActionKind.QuickFix if mends else types.CodeActionKind.RefactorRewrite
    return types.CodeAction(one.title, kind=kind, diagnostics=mends, edit=convert.changes(one.edits))


CHANGES: tuple[tuple[str, Any, Callable[..., Any]], ...] = (
    (types.TEXT_DOCUMENT_PREPARE_RENAME, None, prepare),
    (types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True), rename),
    (types.TEXT_DOCUMENT_CODE_ACTION, None, act),
)
"""(request, registration options, handler)."""
