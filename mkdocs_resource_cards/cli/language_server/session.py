"""The state of one server: the sites of its client, and what it is told of their problems."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from ... import __version__
from ...registry import RegistryError
from ..console import Failure
from . import diagnostics
from .protocol import Converter, path_of
from .site_state import SiteState
from .sites import Sites

_PAUSE = 0.05
"""Seconds without a key before problems are looked for."""

At = tuple[SiteState, Path, TextDocument]
"""The site, the path and the text of a document."""


class Server(LanguageServer):
    """The library's server, with the sites of its client."""

    def __init__(self) -> None:
        super().__init__("resource-cards", __version__)
        self.sites = Sites()
        self.turns: dict[str, int] = {}
        """Document -> how often looking for its problems was asked for: only the last is answered."""

    def at(self, uri: str) -> tuple[SiteState, Path, TextDocument] | None:
        """The site, the path and the text of a document; None where no site has it."""
        path = path_of(uri)
        state = self.sites.of(path) if path else None
        if path is None or state is None:
            return None
        with suppress(RegistryError, Failure, OSError):  # A file that is being written: what was read before still answers.
            state.refresh()
        return state, path, self.workspace.get_text_document(uri)

    def converter(self) -> Converter:
        """For one answer: it remembers the lines of files."""
        return Converter(self.sites, self.workspace.position_codec)

    def publish(self, uri: str) -> None:
        """Tells the client the problems of a document."""
        found: list[types.Diagnostic] = []
        if at := self.at(uri):
            state, path, document = at
            convert = self.converter()
            found = [convert.diagnostic(path, one) for one in diagnostics.diagnose(state, path, document.source)]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    async def publish_soon(self, uri: str) -> None:
        """The same once nothing has been typed for a moment."""
        turn = self.turns[uri] = self.turns.get(uri, 0) + 1
        await asyncio.sleep(_PAUSE)
        if self.turns.get(uri) == turn:
            self.publish(uri)

    def publish_all(self) -> None:
        """The problems of every open document: a registry or a configuration has changed."""
        for uri in list(self.workspace.text_documents):
            self.publish(uri)
