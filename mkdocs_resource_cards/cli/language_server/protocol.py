"""Our types -> types of the protocol, with positions in the client's encoding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from ...model import Resource
from ...problems import Level
from .completion import Suggestion
from .diagnostics import Diagnosis
from .documents import Document
from .edits import Edit
from .navigation import Place
from .sites import Sites

_SEVERITIES: dict[Level, types.DiagnosticSeverity] = {
    "warn": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_KINDS = {
    "resource": types.CompletionItemKind.Reference,
    "value": types.CompletionItemKind.Value,
    "field": types.CompletionItemKind.Field,
    "label": types.CompletionItemKind.Text,
}
SOURCE = "resource-cards"


def path_of(uri: str) -> Path | None:
    """The path of a file URI; None for other URIs."""
    if not uri.startswith("file:"):
        return None
    path = uris.to_fs_path(uri)
    return Path(path).absolute() if path else None


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return uris.from_fs_path(str(path)) or f"file://{quote(str(path))}"


class Converter:
    """Positions in files -> ranges. A line that no longer exists counts as empty."""

    def __init__(self, sites: Sites, codec: PositionCodec) -> None:
        self._sites = sites
        self._codec = codec
        self._lines: dict[Path, list[str]] = {}

    def range(self, place: Place) -> types.Range:
        """A stretch of a file."""
        last = place.line if place.last < 0 else place.last
        start = self._codec.client_num_units(self._line(place.path, place.line)[: place.column])
        end = self._codec.client_num_units(self._line(place.path, last)[: place.end])
        return types.Range(types.Position(place.line, start), types.Position(last, end))

    def uri(self, path: Path) -> str:
        """The URI of a file, as the client knows it."""
        return uri_of(self._sites.given(path))

    def location(self, place: Place) -> types.Location:
        """A stretch of a file."""
        return types.Location(self.uri(place.path), self.range(place))

    def changes(self, edits: Iterable[Edit], moved: Mapping[Path, Path] | None = None) -> types.WorkspaceEdit:
        """Edits by file, then renamed files."""
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            changes.setdefault(self.uri(edit.place.path), []).append(types.TextEdit(self.range(edit.place), edit.text))
        if not moved:
            return types.WorkspaceEdit(changes=changes)
        documents = [
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), list(found))
            for uri, found in changes.items()
        ]
        renamed = [types.RenameFile(self.uri(old), self.uri(new)) for old, new in moved.items()]
        return types.WorkspaceEdit(document_changes=[*documents, *renamed])

    def diagnostic(self, path: Path, one: Diagnosis) -> types.Diagnostic:
        """A problem."""
        problem = one.problem
        message = f"{problem.message}; {problem.suggestion}" if problem.suggestion else problem.message
        place = Place(path, one.line, one.column, one.end)
        return types.Diagnostic(self.range(place), message, _SEVERITIES[one.level], problem.code, source=SOURCE)

    def _line(self, path: Path, number: int) -> str:
        if path not in self._lines:
            state = self._sites.of(path)
            try:
                self._lines[path] = state.text_of(path).split("\n") if state else []
            except OSError:
                self._lines[path] = []
        lines = self._lines[path]
        return lines[number] if number < len(lines) else ""


def item(candidate: Suggestion, word: types.Range, typed: str, rank: int, uri: str) -> types.CompletionItem:
    """A completion item. Editors filter by letters, so items that match otherwise get what is typed as filter text."""
    is_field = candidate.kind == "field"
    return types.CompletionItem(
        label=candidate.label,
        kind=_KINDS[candidate.kind],
        detail=None if is_field else candidate.detail or None,
        documentation=candidate.detail if is_field and candidate.detail else None,
        sort_text=f"{rank:04d}",
        filter_text=typed if candidate.is_searched and typed else candidate.text,
        text_edit=types.TextEdit(word, candidate.text),
        data=[uri, candidate.key] if candidate.key else None,
    )


def symbol(one: Resource, location: types.Location) -> types.WorkspaceSymbol:
    """A resource as a workspace symbol."""
    return types.WorkspaceSymbol(location=location, name=one.title, kind=types.SymbolKind.Object, container_name=one.typed_key)


def word_range(document: Document, position: types.Position, word: str) -> types.Range:
    """The range of the word before the cursor."""
    length = document.position_codec.client_num_units(word)
    return types.Range(types.Position(position.line, position.character - length), position)
