"""What the registry holds already: by key, by source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model import Resource
from .entries import id_of
from .urls import doi_key, source_key


class Known:
    """Looks up entries that lead to the same source, and keys that are taken."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._sources: dict[str, Resource] = {}
        self._keys: dict[str, Resource] = {}
        for one in resources:
            self.take(one)

    def take(self, one: Resource) -> None:
        """Another entry."""
        for name in _sources(one.url, one.doi):
            self._sources.setdefault(name, one)
        for key in one.keys:
            self._keys.setdefault(key.lower(), one)

    def same_source(self, url: str, doi: str = "") -> Resource | None:
        """The entry of that URL or DOI, spelling aside."""
        return next((self._sources[name] for name in _sources(url, doi) if name in self._sources), None)

    def by_key(self, key: str) -> Resource | None:
        """The entry that has `key`, case aside."""
        return self._keys.get(key.lower())

    def free_id(self, entry: Mapping[str, Any]) -> str:
        """The id for a new entry: the hash of its URL, else of its DOI or title."""
        return id_of(str(entry.get("url") or entry.get("doi") or entry.get("title") or ""))


def _sources(url: str, doi: str) -> list[str]:
    return [name for name in (source_key(url), doi_key(doi)) if name]
