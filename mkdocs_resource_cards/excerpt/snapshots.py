"""Resource -> its excerpt and preview, from its snapshot, else from what the registry says of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..cache import Cache
from ..model import Location, Problem, Resource, Snapshot
from . import files
from .sanitise import inert, sanitise
from .shorten import shorten
from .stored_digest import Digest, from_json, is_plain

CACHE_VERSION = 4
"""Goes up with every change of what an excerpt or a preview holds, or of how a digest is stored."""
BUCKET, BUCKET_PLAIN, BUCKET_RICH = "excerpt", "plain", "rich"


class Excerpt(NamedTuple):
    """What a card shows of a resource's content."""

    text: str = ""
    """Plain text of at most the limit's characters; templates escape it."""
    snapshot: Snapshot | None = None
    """Status, date and size, without its text; None when nothing is known."""


class Preview(NamedTuple):
    """What a resource's page shows of its content."""

    html: str = ""
    """Sanitised and inert HTML, `""` when there is none."""
    truncated: bool = False
    shown_bytes: int = 0
    """The size of the text shown, in bytes of UTF-8."""
    snapshot: Snapshot | None = None


class Snapshots:
    """The content of resources. Files are read when they are asked for, and parsed once per content."""

    def __init__(self, root: Path, cache: Cache, limit: int, folders: Sequence[Path] = ()) -> None:
        """`root`: the folder of the site's configuration. `limit`: characters of an excerpt. `folders`: registry folders."""
        self._real_root = os.path.join(os.path.realpath(root), "")
        self._cache = cache
        self._limit = limit
        self._finder = files.Finder(root, folders)
        self._excerpts: dict[str, Excerpt] = {}
        self._stamp = ""
        self._problems: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the snapshots asked for so far, each once."""
        return tuple(self._problems)

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders and files that the excerpts asked for so far come from: when they change, so do the pages."""
        return self._finder.watched

    def has(self, resource: Resource) -> bool:
        """Whether there is a snapshot, or anything is told of one. Reads none; reports one that is named and not there."""
        told = resource.snapshot
        if told.text or _told(resource) is not None:
            return True
        try:
            return bool(self._finder.find(resource))
        except files.UnusableError as error:
            self._report(error.args[0], error.args[1], resource.location)
            return False

    def excerpt(self, resource: Resource) -> Excerpt:
        """The excerpt of `resource`: from its snapshot, else its abstract, else its summary."""
        known = self._excerpts.get(resource.id)
        if known is None:
            found, snapshot = self._digest(resource)
            text = found.text or self.plain(resource.abstract) or self.plain(resource.summary)
            known = self._excerpts[resource.id] = Excerpt(text, snapshot)
        return known

    def preview(self, resource: Resource) -> Preview:
        """The preview of `resource`'s snapshot."""
        found, snapshot = self._digest(resource)
        # What comes from a cache is no more trusted than a snapshot; markup that is clean already stays as it is.
        html = sanitise(found.html) if found.html else ""
        return Preview(html, found.truncated, found.shown_bytes, snapshot)

    def look(self, resource: Resource) -> Snapshot | None:
        """The snapshot itself with its text, read and not parsed; None without one. Reports what an excerpt would."""
        from .source import from_bytes  # with all that decodes: no build needs it

        found = self._raw(resource)
        if found is None:
            return None
        read = from_bytes(resource, *found)
        self._report_faults(resource, found[2], read.faults)
        return read.snapshot

    def plain(self, text: str) -> str:
        """A text of the registry, which may hold inline Markdown, as an excerpt."""
        return self._plain(text) if text else ""

    def rich(self, text: str) -> str:
        """A text of the registry, which may hold inline Markdown, as sanitised and inert HTML."""
        if is_plain(text):
            paragraphs = (part for part in text.split("\n\n") if part.strip())
            return "\n".join(f"<p>{inert(escape(part.strip(), quote=False))}</p>" for part in paragraphs)
        key = self._hash(text.encode("utf-8", "replace"))
        stored = self._cache.get(BUCKET_RICH, key)
        if stored is None:
            from .digest import rich  # as in `_cached`

            stored = rich(text)
            self._cache.put(BUCKET_RICH, key, stored)
        return sanitise(stored)  # as in `preview`

    def _digest(self, resource: Resource) -> tuple[Digest, Snapshot | None]:
        found = self._raw(resource)
        return self._cached(resource, *found) if found else (Digest(), _told(resource))

    def _raw(self, resource: Resource) -> tuple[bytes, int | None, str] | None:
        """A snapshot's bytes, its whole size (None for the registry's own text) and path as in `Location.path`."""
        if resource.snapshot.text:
            return resource.snapshot.text.encode("utf-8", "replace"), None, ""
        try:
            path = self._finder.find(resource)
            if not path:
                return None
            raw, size = files.read(path)
        except files.UnusableError as error:
            self._report(error.args[0], error.args[1], resource.location)
            return None
        return raw, size, self._shown_path(path)

    def _cached(self, resource: Resource, raw: bytes, size: int | None, path: str) -> tuple[Digest, Snapshot]:
        """The digest of `raw`, as of `digest.from_bytes`."""
        key = self._key(resource, raw, size, path[path.rfind(".") :])
        stored = self._cache.get(BUCKET, key)
        found = from_json(stored, self._limit) if stored is not None else None
        if found is None:
            from .digest import from_bytes  # with all that parses: a build with a warm cache never comes here

            found = from_bytes(resource, raw, size, path, self._limit)
            self._cache.put(BUCKET, key, found.to_json())
        self._report_faults(resource, path, found.faults)
        return found, Snapshot("", "text", found.status, found.fetched, found.bytes, path)

    def _report_faults(self, resource: Resource, path: str, faults: Sequence[tuple[int, str]]) -> None:
        for line, message in faults:
            told = f"the snapshot of `{resource.id}` has a problem: {message}"
            self._report("invalid_snapshot", told, Location(path, line))

    def _key(self, resource: Resource, raw: bytes, *more: object) -> str:
        """All that a digest depends on."""
        told = resource.snapshot
        return self._hash(
            raw, resource.title, resource.url, resource.author_names[:20], told.status, told.fetched, told.bytes, *more
        )

    def _hash(self, raw: bytes, *more: object) -> str:
        if not self._stamp:
            # A fixed sanitiser must not be bypassed by what an older one let through.
            self._stamp = f"{__version__} {CACHE_VERSION} nh3 {version('nh3')} markdown-it {version('markdown-it-py')}"
        return hashlib.sha256(repr((self._stamp, self._limit, more)).encode("utf-8", "replace") + raw).hexdigest()

    def _plain(self, text: str) -> str:
        """An abstract or a summary as an excerpt."""
        if not is_plain(text):
            key = self._hash(text.encode("utf-8", "replace"))
            stored = self._cache.get(BUCKET_PLAIN, key)
            if stored is None:
                from .digest import plain  # as in `_cached`

                stored = plain(text, self._limit)
                self._cache.put(BUCKET_PLAIN, key, stored)
            text = stored
        return shorten(text, self._limit)

    def _shown_path(self, path: str) -> str:
        """`path` as in `Location.path`."""
        inside = path.startswith(self._real_root)
        return (path[len(self._real_root) :] if inside else os.path.basename(path)).replace(os.sep, "/")

    def _report(self, code: str, message: str, location: Location) -> None:
        self._problems.setdefault(Problem(code, message, location))


def _told(resource: Resource) -> Snapshot | None:
    """What the registry alone tells of a snapshot; None when it tells nothing."""
    told = resource.snapshot
    if told.status is None and not told.fetched and told.bytes is None:
        return None
    return Snapshot("", "text", told.status, told.fetched, told.bytes)
