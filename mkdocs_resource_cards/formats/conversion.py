"""Entries to and from the formats of other programs. What a format has no place for is kept beside, and said.

records   what all formats share          bibtex, ris, csl, zotero, ours      one format each
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

from .records import InterchangeError, ReadResult, WriteResult, whole

FORMATS = ("bibtex", "ris", "csl-json", "json")
"""What can be written; all of them, and Zotero's JSON, can be read."""
_MODULES = {
    "bibtex": "bibtex.old_reader",
    "ris": "ris.old_reader",
    "csl-json": "csl_json.reader",
    "zotero": "old_zotero",
    "json": "registry_json",
}
_CSL = frozenset(("issued", "URL", "DOI", "author", "container-title"))

__all__ = ["FORMATS", "InterchangeError", "ReadResult", "WriteResult", "format_of", "read", "write"]


class _Format(Protocol):
    """A module that reads and writes one format."""

    def read(self, text: str) -> ReadResult: ...
    def write(self, entries: Iterable[Mapping[str, Any]]) -> WriteResult: ...


def read(text: str, name: str) -> ReadResult:
    """The entries in `text`, written in the format `name`. Raises InterchangeError."""
    return whole(_module(name).read(text))


def write(entries: Iterable[Mapping[str, Any]], name: str, publications: Sequence[Mapping[str, Any]] = ()) -> WriteResult:
    """`entries` in the format `name`, with the publications that they are from where it has a place for them."""
    if name == "json":
        from . import registry_json

        return registry_json.write(entries, publications)
    written = _module(name).write(entries)
    if not publications:
        return written
    names = ", ".join(str(one["name"]) for one in publications[:3]) + (", ..." if len(publications) > 3 else "")
    said = f"left out, for this format has no place for publications, is what entries inherit from {names}"
    return WriteResult(written.text, (*written.warnings, said))


def format_of(path: str, text: str) -> str:
    """The format of a file, by the ending of its name and by its content; `""` for none that is known."""
    ending = path.lower().rpartition(".")[2]
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    if ending in ("bib", "bibtex") or (start.startswith("@") and "{" in start):
        return "bibtex"
    if ending == "ris" or start.startswith("TY  -"):
        return "ris"
    return _json_format(text) if start.startswith(("[", "{")) else ""


def _json_format(text: str) -> str:
    from .records import loaded

    try:
        data = loaded(text)
    except InterchangeError:
        return "json"  # Whose reader then says what is wrong.
    items = data.get("items", data.get("resources", [])) if isinstance(data, dict) else data
    first = next((item for item in items if isinstance(item, dict)), {}) if isinstance(items, list) else {}
    inner = first.get("data")
    if "itemType" in first or (isinstance(inner, dict) and "itemType" in inner):
        return "zotero"
    return "csl-json" if _CSL & first.keys() else "json"


def _module(name: str) -> _Format:
    module: Any = import_module(f".{_MODULES[name]}", __package__)
    return module  # type: ignore[no-any-return]
