"""The citation style of a site. Its output is cached, so that a build processes only documents that changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..cache import Cache
from ..model import Location, Problem
from .data import CitationOutput, Cites, ListEntry, Processed, SourceItem
from .files import find_style
from .runs import Run, Runs, text_of
from .style_xml import StyleError

if TYPE_CHECKING:
    from .assigned import Assigned
    from .style import Style

__all__ = ["SiteStyle", "StyleError"]

_BUCKET = "citation-style"
_CACHE_VERSION = 10
"""The format of cached output. Increase it when that format, or the output for a resource, changes."""


class SiteStyle:
    """A style in the language of a site."""

    def __init__(self, name: str, root: Path, language: str, cache: Cache) -> None:
        """Raises StyleError, in one line, if the style cannot be found or read."""
        self._file = find_style(name, root, language)
        self._cache = cache
        self._style: Style | None = None
        self._digest = f"{_CACHE_VERSION} {self._file.digest}"
        self.problems = self._checked()
        """What has no effect in a style of the site's own."""

    def _checked(self) -> list[Problem]:
        """Reads the style, unless that was done in an earlier build. Raises StyleError."""
        kept = self._cache.get(_BUCKET, self._digest)
        with suppress(ValueError, TypeError):
            return [_problem(self._file.path, *one) for one in json.loads(kept or "")]
        self._read()
        found = self._file.problems()
        self._cache.put(_BUCKET, self._digest, json.dumps(found))
        return [_problem(self._file.path, *one) for one in found]

    @property
    def digest(self) -> str:
        """Changes whenever the output may change."""
        return self._digest

    @property
    def is_note(self) -> bool:
        """Whether citations are notes."""
        return self._file.is_note

    @property
    def language(self) -> str:
        """The language of its terms: `en-US`."""
        return self._file.language

    def language_beside(self, site: str) -> str:
        """`language` if it differs from that of the site, else `""`."""
        own = self._file.language
        return "" if own.split("-")[0] == site.split("-")[0] else own

    def process(
        self, sources: Iterable[SourceItem], citations: Sequence[Cites], assigned: Assigned | None = None
    ) -> Processed:
        """As `processor.process`."""
        known = list(sources)
        key = self._key([[one.told for one in known], citations, *([assigned.packed()] if assigned else ())])
        kept = _unpacked(self._cache.get(_BUCKET, key))
        if kept is not None:
            return kept
        from .processor import process

        done = process(self._read(), [one.item() for one in known], citations, assigned)
        self._cache.put(_BUCKET, key, json.dumps(_packed(done), ensure_ascii=False))
        return done

    def assign(self, sources: Iterable[SourceItem]) -> Assigned:
        """As `processor.assign`."""
        known = list(sources)
        key = self._key(["assign", *(one.told for one in known)])
        from .assigned import unpacked  # Only lists beyond a page need it.

        with suppress(ValueError, TypeError, AttributeError):
            return unpacked(json.loads(self._cache.get(_BUCKET, key) or ""))
        from .processor import assign

        done = assign(self._read(), [one.item() for one in known])
        self._cache.put(_BUCKET, key, json.dumps(done.packed(), ensure_ascii=False))
        return done

    def reference(self, source: SourceItem) -> str:
        """The entry of a single item, as plain text."""
        key = self._key([source.told])
        kept = self._cache.get(_BUCKET, key)
        if kept is None:
            from .processor import reference

            kept = text_of(reference(self._read(), source.item())).strip()
            self._cache.put(_BUCKET, key, kept)
        return kept

    def _key(self, asked: object) -> str:
        text = json.dumps(asked, ensure_ascii=False)
        return hashlib.sha256(f"{self._digest}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()

    def _read(self) -> Style:
        if self._style is None:
            self._style = self._file.read()
        return self._style


def _problem(path: str, line: int, column: int, message: str, suggestion: str) -> Problem:
    return Problem("invalid_style", message, Location(path, line, column), suggestion)


def _packed(done: Processed) -> list[Any]:
    citations = [[_pack(one.text), _pack(one.author)] for one in done.citations]
    return [citations, [[one.id, _pack(one.first), _pack(one.text)] for one in done.entries], dict(done.numbers)]


def _pack(runs: Runs) -> list[list[str]]:
    return [[run.text, " ".join(sorted(run.marks)), run.link, run.item] for run in runs]


def _unpacked(kept: str | None) -> Processed | None:
    """None if it is missing or malformed."""
    try:
        citations, entries, numbers = json.loads(kept or "")
        return Processed(
            tuple(CitationOutput(_unpack(text), _unpack(author)) for text, author in citations),
            tuple(ListEntry(id, _unpack(first), _unpack(text)) for id, first, text in entries),
            numbers,
        )
    except (ValueError, TypeError, AttributeError):
        return None


def _unpack(runs: list[list[str]]) -> Runs:
    return tuple(Run(text, frozenset(marks.split()), link, item) for text, marks, link, item in runs)
