"""The types of this package -> those of the protocol, with positions in the client's units."""

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
    """The file that an address names; None for what is not a file."""
    if not uri.startswith("file:"):
        return None
    path = uris.to_fs_path(uri)
    return Path(path).absolute() if path else None


def uri_of(path: Path) -> str:
    """The address of a file."""
    return uris.from_fs_path(str(path)) or f"file://{quote(str(path))}"


class Converter:
    """Places of files -> ranges. A line that no longer exists counts as empty."""

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
        """The address of a file, as the client calls it."""
        return uri_of(self._sites.given(path))

    def location(self, place: Place) -> types.Location:
        """A stretch of a file."""
        return types.Location(self.uri(place.path), self.range(place))

    def changes(self, edits: Iterable[Edit], moved: Mapping[Path, Path] | None = None) -> types.WorkspaceEdit:
        """Changes, file by file; then files that get another name."""
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
    """One thing that may follow. Editors filter by letters: what was found by more than these fits whatever is typed."""
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
    """A resource among a workspace's symbols."""
    return types.WorkspaceSymbol(location=location, name=one.title, kind=types.SymbolKind.Object, container_name=one.typed_key)


def word_range(document: Document, position: types.Position, word: str) -> types.Range:
    """Where the word before the cursor begins and ends."""
    length = document.position_codec.client_num_units(word)
    return types.Range(types.Position(position.line, max(position.character - length, 0)), position)
