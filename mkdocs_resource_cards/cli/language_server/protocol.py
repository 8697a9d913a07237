"""What the rooms of this package say -> the protocol's own types, with positions in the units that the client counts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec, TextDocument

from ...model import Resource
from ...problems import Level
from .completion import Suggestion
from .diagnostics import Diagnosis
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
}
SOURCE = "resource-cards"


def path_of(uri: str) -> Path | None:
    """The file that an address names; None for what is no file."""
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
        """A stretch of a line."""
        line = self._line(place.path, place.line)
        start, end = (self._codec.client_num_units(line[:column]) for column in (place.column, place.end))
        return types.Range(types.Position(place.line, start), types.Position(place.line, end))

    def location(self, place: Place) -> types.Location:
        """A stretch of a file."""
        return types.Location(uri_of(place.path), self.range(place))

    def changes(self, edits: tuple[Edit, ...] | list[Edit]) -> types.WorkspaceEdit:
        """Changes, file by file."""
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            changes.setdefault(uri_of(edit.place.path), []).append(types.TextEdit(self.range(edit.place), edit.text))
        return types.WorkspaceEdit(changes=changes)

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


def item(candidate: Suggestion, word: types.Range, rank: int) -> types.CompletionItem:
    """One thing that may follow. The word is what an editor filters by: it has been searched for already."""
    return types.CompletionItem(
        label=candidate.label,
        kind=_KINDS[candidate.kind],
        detail=candidate.detail or None,
        sort_text=f"{rank:04d}",
        filter_text=f"{candidate.text} {candidate.label}",
        text_edit=types.TextEdit(word, candidate.text),
        data=candidate.key or None,
    )


def symbol(one: Resource, location: types.Location) -> types.WorkspaceSymbol:
    """A resource among a workspace's symbols."""
    return types.WorkspaceSymbol(location=location, name=one.title, kind=types.SymbolKind.Object, container_name=one.typed_key)


def word_range(document: TextDocument, position: types.Position, word: str) -> types.Range:
    """Where the word before the cursor begins and ends."""
    length = document.position_codec.client_num_units(word)
    return types.Range(types.Position(position.line, max(position.character - length, 0)), position)
