"""Where a resource's snapshot lies, and its bytes: never outside the registry's folder, never more than a build can bear."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from ..model import Resource

FOLDER = "snapshots"
DEFAULTS = (".md", ".html", ".txt")
"""Endings of `snapshots/ID...`, in the order in which they are looked for."""
FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
}
"""ending -> format. No other file is read: a registry must not be able to publish `.git/config`."""
MAX_READ = 2_000_000
"""Bytes; of a larger file the rest is only counted."""


class UnusableError(Exception):
    """A snapshot that cannot be read: args are a code of `problems.CODES` and a message."""


class Finder:
    """Finds snapshot files; every folder of snapshots is listed once."""

    def __init__(self, root: Path, folders: Sequence[Path] = ()) -> None:
        """`root`: the folder that `Place.path` is relative to. `folders`: registry folders, for the files below them."""
        self._root = root
        self._folders = tuple(folders)
        self._listings: dict[str, frozenset[str]] = {}

    def find(self, resource: Resource) -> Path | None:
        """The snapshot file of `resource`; None when it has none and names none. Raises UnusableError."""
        roots = self._roots(resource)
        if resource.snapshot.file:
            return self._named(resource.snapshot.file, roots)
        for root in roots:
            names = self._listing(root / FOLDER)
            for ending in DEFAULTS:
                if resource.id + ending in names:
                    return _inside(root / FOLDER / (resource.id + ending), roots)
        return None

    def _roots(self, resource: Resource) -> list[Path]:
        """The folders a snapshot of `resource` may lie in: its registry file's, and the registry folder above that."""
        own = (self._root / resource.place.path).parent
        above = [
            folder for folder in self._folders if folder != own and _within(os.path.abspath(own), os.path.abspath(folder))
        ]
        return [own, *above]

    def _named(self, name: str, roots: Sequence[Path]) -> Path:
        if "\0" in name or Path(name).is_absolute():
            raise UnusableError("invalid_snapshot", f"the snapshot `{name!a}` is no path relative to the registry's folder")
        path = _inside(roots[0] / name, roots)
        if not os.path.exists(path):  # False, not an error, for a name too long
            raise UnusableError("missing_snapshot", f"there is no snapshot `{name}`")
        return path

    def _listing(self, folder: Path) -> frozenset[str]:
        key = str(folder)
        if key not in self._listings:
            try:
                self._listings[key] = frozenset(os.listdir(folder))
            except OSError:
                self._listings[key] = frozenset()
        return self._listings[key]


def _inside(path: Path, roots: Sequence[Path]) -> Path:
    """`path` with links resolved, if it lies in one of `roots`, nowhere hidden, and has a snapshot's ending."""
    real = os.path.realpath(path)
    root = next((folder for folder in map(os.path.realpath, roots) if _within(real, folder)), None)
    if root is None:
        raise UnusableError("invalid_snapshot", f"the snapshot `{path.name}` lies outside the registry's folder")
    below = Path(real).relative_to(root)
    if below.suffix.lower() not in FORMATS or any(part.startswith(".") for part in below.parts):
        raise UnusableError("invalid_snapshot", f"the snapshot `{below.as_posix()}` is not a .md, .html or .txt file")
    return Path(real)


def _within(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([path, folder]) == folder
    except ValueError:  # other drives of Windows
        return False


def read(path: Path) -> tuple[bytes, int]:
    """The first MAX_READ bytes of the regular file at `path`, and its whole size in bytes. Raises UnusableError."""
    # No link is followed any more, and a pipe does not block.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnusableError("invalid_snapshot", f"the snapshot `{path.name}` is not a regular file")
            return file.read(MAX_READ), status.st_size
    except OSError as error:
        raise UnusableError("invalid_snapshot", f"the snapshot `{path.name}` cannot be read: {error.strerror}") from error
