"""Index of the registry's entries by key and by source."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Resource
from ...normalize.identifiers import bare_doi
from ...normalize.source_urls import doi_key, source_key
from ...normalize.titles import folded
from ...normalize.urls import safe_url
from ...registry.plain_entries import Entry, id_of


class SourceIndex:
    """Looks up entries that lead to the same source, and keys that are taken."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._sources: dict[str, Resource] = {}
        self._addresses: dict[str, Resource] = {}
        self._keys: dict[str, Resource] = {}
        for one in resources:
            self.take(one)

    def take(self, one: Resource) -> None:
        """Another entry."""
        for name in _sources(one.url, one.doi):
            self._sources.setdefault(name, one)
        self._addresses.setdefault(one.url, one)
        for key in one.keys:
            self._keys.setdefault(key.lower(), one)

    def same_source(self, url: str, doi: str = "") -> Resource | None:
        """The entry of that URL or DOI, ignoring spelling."""
        return next((self._sources[name] for name in _sources(url, doi) if name in self._sources), None)

    def by_address(self, url: str) -> Resource | None:
        """The entry of that exact URL."""
        return self._addresses.get(url) if url else None

    def by_key(self, key: str) -> Resource | None:
        """The entry that has `key`, ignoring case."""
        return self._keys.get(key.lower())

    def free_id(self, entry: Entry) -> str:
        """The id for a new entry: the hash of its URL, else of its DOI or title; of more where another work has that title."""
        address = safe_url(str(entry.get("url") or "")) or bare_doi(str(entry.get("doi") or ""))
        title = str(entry.get("title") or "")
        if address:
            return id_of(address)
        key = id_of(title)
        other = self.by_key(key)
        return key if other is None or is_same(entry, other) else id_of("\n".join([title, *_byline(entry)]))


def is_same(entry: Entry, other: Resource) -> bool:
    """Whether a new entry and one that has its key, but not its source, may be about one work."""
    if _sources(str(entry.get("url", "")), str(entry.get("doi", ""))) and _sources(other.url, other.doi):
        return False
    if folded(str(entry.get("title", ""))) != folded(other.written_title):
        return False
    theirs = ("\n".join(other.author_names), other.published[:4])
    return all(not one or not two or folded(one) == folded(two) for one, two in zip(_byline(entry), theirs, strict=True))


def _byline(entry: Entry) -> tuple[str, str]:
    """Authors, a line each, and year."""
    authors = entry.get("authors") or ()
    return "\n".join(map(str, authors if isinstance(authors, (list, tuple)) else [authors])), str(entry.get("published", ""))[
        :4
    ]


def _sources(url: str, doi: str) -> list[str]:
    return [name for name in (source_key(url), doi_key(doi)) if name]
