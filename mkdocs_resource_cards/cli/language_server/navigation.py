"""Locations of entries, snapshots, publications and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...keys import normal_key
from ...model import Location, Resource
from .shortcode_at import KeySpan, key_at, keys_in
from .site_state import SiteState

_KEY = re.compile(r"""[^\s,\[\]{}"'#]+(?<!:)""")
"""A possible key in YAML, without quotes."""


class Place(NamedTuple):
    """A range of a file."""

    path: Path
    line: int
    """Line, from 0, as all positions here."""
    column: int
    end: int
    """End column, on the same line unless `end_line` is set."""
    last: int = -1
    """End line; -1 for the same line."""


def resource_at(state: SiteState, path: Path, text: str, offset: int) -> Resource | None:
    """The resource cited at an offset of a page, or whose entry is there in a registry file."""
    if state.page_of(path):
        span = span_at(state, text, offset)
        return state.registry.get(span.key) if span else None
    return entry_at(state, path, text.count("\n", 0, offset) + 1) if state.is_registry(path) else None


def span_at(state: SiteState, text: str, offset: int) -> KeySpan | None:
    """The key at an offset of a page."""
    config = state.site_config
    return key_at(text, offset, math=config.has_math, pandoc=config.options.pandoc_citations)


def entry_at(state: SiteState, path: Path, line: int) -> Resource | None:
    """The entry at a line of a registry file, from 1."""
    shown = state.site_config.shown(path)
    above = [one for one in state.resources if one.location.path == shown and one.location.line <= line]
    return max(above, key=lambda one: one.location.line, default=None)


def key_in_entry(state: SiteState, path: Path, text: str, offset: int) -> tuple[Resource, Place] | None:
    """(entry, range of its key) at an offset of a YAML registry file."""
    one = resource_at(state, path, text, offset)
    if one is None or path.suffix.lower() not in (".yml", ".yaml"):
        return None
    line, column = position(text, offset)
    for match in _KEY.finditer(_line_at(text, offset)):
        if match.start() <= column <= match.end() and normal_key(match[0]) in one.keys:
            return one, Place(path, line, match.start(), match.end())
    return None


def definition(state: SiteState, path: Path, text: str, offset: int) -> Place | None:
    """From a shortcode to its entry; from `publication` or `snapshot` of an entry to its target."""
    one = resource_at(state, path, text, offset)
    if one is None:
        return None
    if state.page_of(path):
        return place_of(state, one.location)
    line = _line_at(text, offset).lstrip("- ")
    if line.startswith("publication") and one.publication and one.publication.location.path:
        return place_of(state, one.publication.location)
    snapshot = state.source_site.site.snapshots.look(one)
    return Place(state.root / snapshot.path, 0, 0, 0) if snapshot and snapshot.path else None


def _line_at(text: str, offset: int) -> str:
    return text.split("\n")[position(text, offset)[0]]


def place_of(state: SiteState, location: Location) -> Place:
    """The range of a location, with positions from 0."""
    line, column = max(location.line - 1, 0), max(location.column - 1, 0)
    return Place(state.path_of(location), line, column, column)


def citations(state: SiteState, one: Resource) -> Iterator[Place]:
    """All citations of a resource, page by page."""
    keys, config = set(one.keys), state.site_config
    docs = state.source_site.docs
    for page, scan in docs.scans.items():
        if keys.isdisjoint(cited.key for cited in scan.cited_keys) or config.docs is None:
            continue
        text = docs.text(page)
        for span in keys_in(text, math=config.has_math, pandoc=config.options.pandoc_citations):
            if span.key in keys:
                line, column = position(text, span.start)
                yield Place(config.docs / page, line, column, column + span.end - span.start)


def position(text: str, offset: int) -> tuple[int, int]:
    """(line, column) of an offset, from 0, in characters."""
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1
