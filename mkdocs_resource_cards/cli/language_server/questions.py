"""Handlers of requests about a position or the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lsprotocol import types

from ...model import Resource
from . import completion, hover, navigation, typing, yaml_typing
from .protocol import item, path_of, symbol, word_range
from .session import At, Server
from .shortcode_at import keys_in

_SYMBOLS = 200
_BEFORE = 20_000
"""Characters before the cursor that are read in a registry file."""


def _found(at: At, position: types.Position, *, labels: bool) -> tuple[str, list[completion.Suggestion]]:
    """(text to replace, completion items)."""
    state, path, document = at
    text, offset = document.text, document.offset(position)
    end = text.find("\n", offset)
    after = text[offset : end if end >= 0 else len(text)]
    if state.page_of(path):
        line = text[text.rfind("\n", 0, offset) + 1 : offset]
        typed = typing.in_page(line, after, pandoc=state.site_config.options.pandoc_citations)
        return (typed.typed, completion.candidates(state, typed, labels=labels)) if typed else ("", [])
    if not state.is_registry(path) or path.suffix.lower() not in (".yml", ".yaml"):
        return "", []
    plain = "publications" if path.stem.lower() == "publications" else "resources"
    typed = yaml_typing.in_registry(text[max(offset - _BEFORE, 0) : offset].split("\n"), after, plain=plain)
    return (typed.typed, completion.in_yaml(state, typed)) if typed else ("", [])


def complete(ls: Server, params: types.CompletionParams) -> types.CompletionList | None:
    at = ls.at(params.text_document.uri)
    if at is None:
        return None
    typed, found = _found(at, params.position, labels=ls.wishes.labels)
    word = word_range(at.document, params.position, typed)
    return types.CompletionList(
        True, [item(one, word, typed, rank, params.text_document.uri) for rank, one in enumerate(found)]
    )


def resolve(ls: Server, params: types.CompletionItem) -> types.CompletionItem:
    """Adds the card of a resource, only for the selected item."""
    data = params.data
    uri, key = data if isinstance(data, (list, tuple)) and len(data) == 2 else ("", "")
    at = ls.at(uri) if isinstance(uri, str) else None
    one = at.state.registry.get(key) if at and isinstance(key, str) else None
    if at and one:
        params.documentation = types.MarkupContent(types.MarkupKind.Markdown, hover.card(at.state, one))
    return params


def show(ls: Server, params: types.HoverParams) -> types.Hover | None:
    at = ls.at(params.text_document.uri)
    one = _resource(at, params.position) if at else None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, hover.card(at[0], one))) if at and one else None


def define(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    at = ls.at(params.text_document.uri)
    if at is None:
        return None
    state, path, document = at
    place = navigation.definition(state, path, document.text, document.offset(params.position))
    return ls.converter().location(place) if place else None


def refer(ls: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    at = ls.at(params.text_document.uri)
    one = _resource(at, params.position) if at else None
    if at is None or one is None:
        return None
    convert = ls.converter()
    own = [navigation.place_of(at[0], one.location)] if params.context.include_declaration else []
    return [convert.location(place) for place in (*own, *navigation.citations(at[0], one))]


def link(ls: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    at = ls.at(params.text_document.uri)
    convert = ls.converter()
    return [types.DocumentLink(convert.range(place), one.url) for place, one in _cited(at) if one.url] if at else []


def hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    at = ls.at(params.text_document.uri)
    convert = ls.converter()
    told = [(convert.range(place).end, one) for place, one in _cited(at) if one.typed_key == one.id] if at else []
    within = [(end, one) for end, one in told if params.range.start <= end <= params.range.end]
    return [types.InlayHint(end, f"{one.title[:50]}", padding_left=True) for end, one in within]


def symbols(ls: Server, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    convert, found = ls.converter(), list[types.WorkspaceSymbol]()
    for folder in ls.workspace.folders.values():
        if path := path_of(folder.uri):
            ls.sites.of(ls.sites.real(path / "a file of this folder"))
    for state in ls.sites.all():
        chosen = state.search.best(params.query, _SYMBOLS) if params.query else state.resources[:_SYMBOLS]
        found += [symbol(one, convert.location(navigation.place_of(state, one.location))) for one in chosen]
    return found


def _resource(at: At, position: types.Position) -> Resource | None:
    """The resource at a position."""
    state, path, document = at
    return navigation.resource_at(state, path, document.text, document.offset(position))


def _cited(at: At) -> Iterator[tuple[navigation.Place, Resource]]:
    """(range, resource) of each key that a page cites."""
    state, path, document = at
    config, text = state.site_config, document.text
    if not state.page_of(path):
        return
    for span in keys_in(text, math=config.has_math, pandoc=config.options.pandoc_citations):
        one = state.registry.get(span.key)
        if one is not None:
            line, column = navigation.position(text, span.start)
            yield navigation.Place(path, line, column, column + span.end - span.start), one


QUESTIONS: tuple[tuple[str, Any, Callable[..., Any]], ...] = (
    (
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[":", "=", "@", " ", '"', ","], resolve_provider=True),
        complete,
    ),
    (types.COMPLETION_ITEM_RESOLVE, None, resolve),
    (types.TEXT_DOCUMENT_HOVER, None, show),
    (types.TEXT_DOCUMENT_DEFINITION, None, define),
    (types.TEXT_DOCUMENT_REFERENCES, None, refer),
    (types.TEXT_DOCUMENT_DOCUMENT_LINK, None, link),
    (types.TEXT_DOCUMENT_INLAY_HINT, None, hint),
    (types.WORKSPACE_SYMBOL, None, symbols),
)
"""(request, registration options, handler)."""
