"""The input of all rules: resources, their snapshots, settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ...model import CitingPage, Problem, Publication, Resource


def _uncited(resource: Resource) -> tuple[CitingPage, ...]:
    return ()


def _no_keys(path: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class SnapshotStatus:
    """A resource's snapshot, as far as rules care."""

    is_shown: bool
    """Whether a page shows any of it."""
    status: int | None = None
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class LintContext:
    """A registry and its site."""

    resources: tuple[Resource, ...]
    publications: Mapping[str, Publication] = field(default_factory=dict)
    today: date = date.min
    stale: timedelta = timedelta.max
    """Age at which a snapshot is old."""
    has_docs: bool = False
    """Whether there is a site whose pages were scanned: else nothing is known of citations."""
    citing: Callable[[Resource], tuple[CitingPage, ...]] = _uncited
    """The pages of this site that cite a resource."""
    inherited_from: Callable[[str], frozenset[str]] = _no_keys
    """The keys of a bibliography's entries, in lower case, from which others of it inherit; by its path in messages."""
    is_own: Callable[[CitingPage], bool] = lambda page: False
    """Whether a declared page is one of this site."""
    contents: Mapping[str, SnapshotStatus] = field(default_factory=dict)
    """resource id -> its snapshot, for those that have one with text."""


def problem(code: str, resource: Resource, message: str, suggestion: str = "") -> Problem:
    """A problem of an entry, at the place of the entry."""
    return Problem(code, message, resource.location, suggestion)


def named(resource: Resource) -> str:
    """An entry in a message: its key and title."""
    title = resource.title if len(resource.title) <= 60 else resource.title[:59] + "…"
    return f"{resource.typed_key} ({title})"
