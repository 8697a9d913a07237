"""Rows: the stored form of a registry, in memory or in a file, and how they become the model's objects.

A row is the JSON of an entry (see `entries`) with its `place`; only the rows that a build shows become objects.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from ..model import CitingPage, Location, Name, Problem, Publication, Resource, SnapshotSource
from ..normalize.title_markup import without_markup
from .publications import Publications

CACHE_VERSION = 7
"""The layout of rows and of the file that keeps them; another number reads the sources again."""

_LISTS = tuple(name for name, value in Resource._field_defaults.items() if value == () and name not in ("authors", "cited_by"))


class DamagedError(Exception):
    """Kept rows are not what was written."""


class Head(NamedTuple):
    """What a build needs of a registry before any entry."""

    count: int  # type: ignore[assignment]  # in the place of a method that every tuple has
    """How many resources there are."""
    problems: tuple[Problem, ...]
    publications: Mapping[str, Publication]
    left: Mapping[str, Location]
    """The id of a resource that was left out -> where it is."""


class RowStore(Protocol):
    """The entries of a registry. Every method raises DamagedError if the stored data is damaged."""

    @property
    def head(self) -> Head: ...

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The rows by key, for those of `keys` that exist."""

    def all(self) -> Iterator[str]:
        """Every row, in the order of the files."""

    def names(self) -> list[tuple[str, str, str]]:
        """(id, its other keys with spaces between, title) of every entry, in order."""

    def close(self) -> None:
        """Lets go of the file."""

    def discard(self) -> None:
        """Removes what was kept and turned out damaged."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumped(value: Any) -> str:
    """Compact JSON."""
    return _ENCODER.encode(value)


class Decoder:
    """Rows -> resources with their publications."""

    def __init__(self, publications: Mapping[str, Publication], locations: Collection[str] | None = None) -> None:
        """`places`: the paths that rows can be from, as messages show them; None takes any."""
        self._publications = Publications(publications)
        self._places = locations

    def resource(self, row: str, key: str = "") -> Resource:
        """The resource of a row, which was found by `key`. Raises DamagedError."""
        try:
            data = json.loads(row)
            _put_parts(data)
            _take_markup(data)
            if not all(data.get(name, "http").startswith("http") for name in ("url", "archive_url")):
                raise DamagedError  # The cache may be untrusted.
            data["location"] = Location(*data["location"])
            if self._places is not None and data["location"].path not in self._places:
                raise DamagedError
            data["publication"] = self._published_in(data)
            found = Resource(**data)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise DamagedError from error
        if key and key != found.id and key not in found.keys:
            raise DamagedError
        return found

    def _published_in(self, data: Mapping[str, Any]) -> Publication | None:
        """The publication that an entry names, else what it is in, else that of its address, else its publisher."""
        csl, url = data.get("csl", {}), data.get("url", "")
        written = data.get("publication") or csl.get("container-title") or ""
        return self._publications.of(written, url) or self._publications.of(csl.get("publisher", ""), "")


def _put_parts(data: dict[str, Any]) -> None:
    """Replaces lists and mappings with the model's objects."""
    for name in _LISTS:
        if name in data:
            data[name] = tuple(data[name])
    if "authors" in data:
        data["authors"] = _names(data["authors"])
    if "csl" in data:
        data["csl"] = {name: value if isinstance(value, str) else _names(value) for name, value in data["csl"].items()}
    if "cited_by" in data:
        data["cited_by"] = tuple(CitingPage(title, "", url, type, quality) for title, url, type, quality in data["cited_by"])
    if "snapshot" in data:
        data["snapshot"] = SnapshotSource(**data["snapshot"])


def _names(kept: list[str | list[Any]]) -> tuple[Name, ...]:
    """Names from how rows keep them: a text as it was written, or the parts of a name."""
    from ..normalize.names import names_of  # Its expressions take a millisecond; few builds show nobody.

    return names_of([one if isinstance(one, str) else Name(*one) for one in kept])


def head_json(head: Head) -> str:
    """A head as it is kept."""
    problems = [[p.code, p.message, *_flat(p.location), p.suggestion] for p in head.problems]
    publications = [
        [p.id, p.name, p.url, p.domains, p.type, p.credibility, p.peer_reviewed, p.description, *_flat(p.location)]
        for p in head.publications.values()
    ]
    left = [[key, *_flat(location)] for key, location in head.left.items()]
    return dumped([head.count, problems, publications, left])


def head_from(text: str) -> Head:
    """A head from what was kept. Raises DamagedError."""
    try:
        count, problems, publications, left = json.loads(text)
        return Head(
            count,
            tuple(Problem(code, message, Location(*location), hint) for code, message, *location, hint in problems),
            {row[0]: _publication(*row) for row in publications},
            {key: Location(*location) for key, *location in left},
        )
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise DamagedError from error


def _publication(id: str, name: str, url: str, domains: list[str], *rest: Any) -> Publication:
    kind, credibility, reviewed, description, *location = rest
    return Publication(id, name, url, tuple(domains), kind, credibility, reviewed, description, Location(*location))


def _flat(location: Location) -> tuple[str, int, int]:
    return location.path, location.line, location.column


class MemoryRows:
    """Rows in memory: those of a registry that was just read and could not be kept in a file."""

    def __init__(self, head: Head, rows: list[str], keys: dict[str, int], names: list[tuple[str, str, str]]) -> None:
        self.head = head
        self._rows, self._keys, self._names = rows, keys, names

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        return {key: self._rows[self._keys[key]] for key in keys if key in self._keys}

    def all(self) -> Iterator[str]:
        return iter(self._rows)

    def names(self) -> list[tuple[str, str, str]]:
        return self._names

    def close(self) -> None:
        pass

    def discard(self) -> None:
        pass

    def items(self) -> tuple[list[str], dict[str, int]]:
        """The rows, and the number of the row for every key, to be written."""
        return self._rows, self._keys


def _take_markup(data: dict[str, Any]) -> None:
    """A title with tags is two: the text alone, and all of it."""
    title = data["title"]
    if "</" in title and (bare := without_markup(title)) != title:
        data["title"], data["title_markup"] = bare, title
