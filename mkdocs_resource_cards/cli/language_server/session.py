"""The state of one server: sites and settings of its client, problems reported to it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from ... import __version__
from . import diagnostics
from .documents import Document, Protocol
from .protocol import SOURCE, Converter, path_of, uri_of
from .site_state import SiteState
from .sites import Sites

_PAUSE = 0.05
"""Seconds without typing before problems are searched."""
_LONGEST_PAUSE = 2.0
_REFUSED = -32803
"""The protocol's `RequestFailed`."""


class At(NamedTuple):
    """A document of a site."""

    state: SiteState
    path: Path
    document: Document


class Wishes(NamedTuple):
    """The client's `initializationOptions`."""

    labels: bool = False
    """Whether a key is completed with its title as a label."""
    private_hosts: tuple[str, ...] = ()
    """Hosts that may be fetched although their addresses are not public."""


def wishes_of(options: Any) -> Wishes:
    """Reads the options; invalid values are ignored."""
    given = options if isinstance(options, dict) else getattr(options, "__dict__", {})
    hosts = given.get("allowPrivate")
    names = tuple(one for one in hosts if isinstance(one, str)) if isinstance(hosts, (list, tuple)) else ()
    return Wishes(given.get("labels") is True, names)


class Server(LanguageServer):
    """pygls's server, with the sites of its client."""

    def __init__(self) -> None:
        super().__init__("resource-cards", __version__, protocol_cls=Protocol)
        self.sites = Sites()
        self.wishes = Wishes()
        self._turns: dict[str, int] = {}
        """Document -> number of requests for its problems: only the last is answered."""
        self._told: dict[Path, str] = {}
        """Configuration -> why its site cannot be read, as last reported."""

    def at(self, uri: str) -> At | None:
        """The site, path and text of a document; None if it belongs to no site."""
        given = path_of(uri)
        path = self.sites.real(given) if given else None
        state = self.sites.refreshed(path) if path else None
        document = self.workspace.get_text_document(uri)
        return At(state, path, document) if path and state and isinstance(document, Document) else None

    def settled(self, uri: str) -> At | None:
        """As `at`, including unsaved changes of the registry."""
        at = self.at(uri)
        if at is not None:
            at.state.settle()
        return at

    def converter(self) -> Converter:
        """A converter for one response: it caches the lines of files."""
        return Converter(self.sites, self.workspace.position_codec)

    def publish(self, uri: str) -> None:
        """Publishes the problems of a document; of all documents if a registry has changed."""
        at = self.at(uri)
        if at is not None and at.state.settle():
            self.publish_all()
        else:
            self._publish(uri, at)
            self._publish_failures()

    async def publish_soon(self, uri: str) -> None:
        """As `publish`, after a pause in typing. The pause is longer if the search takes long."""
        turn = self._turns[uri] = self._turns.get(uri, 0) + 1
        path = path_of(uri)
        state = self.sites.of(self.sites.real(path)) if path else None
        is_slow = state is not None and path is not None and not state.page_of(self.sites.real(path))
        await asyncio.sleep(min(max(_PAUSE, 3 * state.reading if state and is_slow else 0.0), _LONGEST_PAUSE))
        if self._turns.get(uri) == turn:
            self.publish(uri)

    def publish_all(self) -> None:
        """Publishes the problems of all open documents, after a change of a registry or configuration."""
        for uri in list(self.workspace.text_documents):
            self._publish(uri, self.settled(uri))
        self._publish_failures()

    def warm(self, uri: str) -> None:
        """Prepares the first request, after problems are published."""

        def prepare() -> None:
            at = self.at(uri)
            if at is not None:
                _ = at.state.search

        asyncio.get_running_loop().call_soon(prepare)

    def forget(self, uri: str) -> None:
        """Forgets a document that was closed."""
        self._turns.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _publish(self, uri: str, at: At | None) -> None:
        path = path_of(uri)
        if path is not None and self.sites.real(path) in self.sites.failures:
            return
        convert = self.converter()
        found = diagnostics.diagnose(at.state, at.path, at.document.text) if at else []
        told = [convert.diagnostic(at.path, one) for one in found] if at else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told))

    def _publish_failures(self) -> None:
        """Publishes why sites cannot be read, at their configurations, and clears it afterwards."""
        failures = dict(self.sites.failures)
        start = types.Range(types.Position(0, 0), types.Position(0, 1))
        for config in [*failures, *(self._told.keys() - failures.keys())]:
            message = failures.get(config, "")
            if self._told.get(config, "") != message:
                told = [types.Diagnostic(start, message, types.DiagnosticSeverity.Error, source=SOURCE)] if message else []
                uri = uri_of(self.sites.given(config))
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told))
        self._told = failures


def refused(message: str) -> JsonRpcException:
    """An error response with the reason, in one line."""
    return JsonRpcException(message, _REFUSED)
