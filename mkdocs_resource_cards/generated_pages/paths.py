"""Where generated pages and downloads stand within the docs, and what may be in their way.

Names do not collide on any file system: whatever ids a registry has, no page or download replaces
another, leaves its folder, or cannot be written.
"""

from __future__ import annotations

import posixpath
import re

from ..formats import EXPORT_FORMATS
from ..model import Location, Problem

CATALOGUE = "resources.json"
PUBLICATIONS = "publications"
"""Within the folder of the pages."""
_TAKEN = frozenset({"index", "readme", PUBLICATIONS, "resources"})
"""Names with a meaning: `README` is an index to MkDocs, `resources` that of the downloads of all."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
"""Windows has no files of these names, whatever their ending."""
_ENDINGS = (*(form.suffix for form in EXPORT_FORMATS.values()), ".json", ".html", ".htm")
"""Of other files in the folder, or of what servers take for one."""


def page_path(folder: str, resource_id: str) -> str:
    """The source path of a resource's page within the docs."""
    return f"{folder}/{file_name(resource_id)}.md"


def publication_path(folder: str, publication_id: str) -> str:
    """The source path of a publication's page."""
    return f"{folder}/{PUBLICATIONS}/{file_name(publication_id)}.md"


def download_path(folder: str, format: str, resource_id: str = "") -> str:
    """The path of a download in one of EXPORT_FORMATS, of one resource or of all."""
    name = file_name(resource_id) if resource_id else "resources"
    return f"{folder}/{name}{EXPORT_FORMATS[format].suffix}"


def file_name(key: str) -> str:
    """`key` (an id) as the name of a file without its ending: the key itself, or between `=`, which no key holds."""
    is_plain = not (
        key.startswith(".")
        or key.endswith((".", " "))
        or key.lower() in _TAKEN
        or key.lower().endswith(_ENDINGS)
        or _DEVICES.match(key)
    )
    return key if is_plain else f"={key}="


def conflict(path: str, other: str, location: Location) -> Problem:
    """The problem of a page or download at `path`, within the docs, whose address `other` has already."""
    where = "there" if other == path else f"at `{path}`, which has the same address"
    return Problem("page_conflict", f"`{other}` is already in the docs, so nothing is generated {where}", location)


class PathReservations:
    """Knows which places in the finished site are taken. Case aside, because some file systems do not tell `A` from `a`."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._files)

    def note(self, location: str, source: str) -> None:
        """A file is at `location`, a path within the site, and is made from `source`, one within the docs."""
        location = location.casefold()
        self._files[location] = source
        while (location := posixpath.dirname(location)) and location not in self._folders:
            self._folders.add(location)

    def take(self, location: str, source: str) -> str:
        """`""` when there is room for a file, which then has it; else the source of what is in its way."""
        path = above = location.casefold()
        if path in self._files or path in self._folders:
            return self._files.get(path, source)
        while above := posixpath.dirname(above):
            if above in self._files:
                return source
        self.note(path, source)
        return ""
