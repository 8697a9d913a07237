"""Finds and reads a resource's snapshot: never outside the registry's folder, and never more than MAX_READ bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..model import Resource

FOLDER = "snapshots"
DEFAULTS = (".md", ".html", ".txt")
"""Endings of `snapshots/ID...`, in the order in which they are looked for."""
SNAPSHOT_FORMATS = {
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


def registry_folders(sources: Iterable[Path]) -> list[Path]:
    """The folders of a registry's sources, each a folder or a file: snapshots may lie anywhere below them."""
    return [path if path.is_dir() else path.parent for path in sources]


def folders_beside(files: Iterable[Path]) -> list[Path]:
    """The folders, sorted, in which snapshots lie beside registry files, whether they are there or not."""
    return sorted({file.parent / FOLDER for file in files})


class UnusableError(Exception):
    """A snapshot that cannot be read: args are a code of `problems.CODES` and a message."""


class Finder:
    """Finds snapshot files; every folder of snapshots is listed once."""

    def __init__(self, root: Path, folders: Sequence[Path] = ()) -> None:
        """`root`: the folder that `Location.path` is relative to. `folders`: registry folders, for the files below them."""
        self._root = root
        self._folders = tuple(map(os.path.realpath, folders))
        self._roots: dict[str, tuple[str, ...]] = {}
        self._listings: dict[str, dict[str, bool]] = {}
        self._known: set[str] = set()

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders of snapshots looked into so far, and the files named elsewhere, sorted; all of them exist."""
        folders = {folder for folder, names in self._listings.items() if names}
        return tuple(
            Path(path) for path in sorted(folders | {name for name in self._known if os.path.dirname(name) not in folders})
        )

    def find(self, resource: Resource) -> str:
        """The snapshot file of `resource`, links resolved; `""` when it has none and names none. Raises UnusableError."""
        roots = self._allowed(resource.location.path)
        if resource.snapshot.file:
            path = _named(resource.snapshot.file, roots)
            self._known.add(path)
            return path
        for root in roots:
            folder = os.path.join(root, FOLDER)
            names = self._listing(folder)
            for name in [resource.id + ending for ending in DEFAULTS]:
                if name in names:
                    path = os.path.join(folder, name)
                    return _inside(path, roots) if names[name] else path
        return ""

    def _allowed(self, registry_file: str) -> tuple[str, ...]:
        """The folders a snapshot may lie in: that of the entry's file, and the registry folder above it."""
        folder = os.path.dirname(registry_file)
        if folder not in self._roots:
            own = os.path.realpath(self._root / folder)
            self._roots[folder] = (own, *(above for above in self._folders if above != own and _within(own, above)))
        return self._roots[folder]

    def _listing(self, folder: str) -> dict[str, bool]:
        """The names in `folder`, each with whether it (or the folder) is a link."""
        if folder not in self._listings:
            is_link = os.path.islink(folder)
            try:
                with os.scandir(folder) as entries:
                    self._listings[folder] = {entry.name: is_link or entry.is_symlink() for entry in entries}
            except OSError:
                self._listings[folder] = {}
        return self._listings[folder]


def _named(name: str, roots: Sequence[str]) -> str:
    if "\0" in name or os.path.isabs(name):
        raise UnusableError("invalid_snapshot", f"the snapshot `{name!a}` is not a path relative to the registry's folder")
    path = _inside(os.path.join(roots[0], name), roots)
    if not os.path.exists(path):  # False, not an error, for a name too long
        raise UnusableError("missing_snapshot", f"there is no snapshot `{name}`")
    return path


def _inside(path: str, roots: Sequence[str]) -> str:
    """`path` with links resolved, if it lies in one of `roots`, nowhere hidden, and has a snapshot's ending."""
    real = os.path.realpath(path)
    root = next((folder for folder in roots if _within(real, folder)), "")
    name = os.path.basename(path)
    if not root:
        raise UnusableError("invalid_snapshot", f"the snapshot `{name}` is outside the registry's folder")
    parts = Path(real).relative_to(root).parts
    if os.path.splitext(real)[1].lower() not in SNAPSHOT_FORMATS or any(part.startswith(".") for part in parts):
        raise UnusableError("invalid_snapshot", f"the snapshot `{name}` is not a .md, .html or .txt file")
    return real


def _within(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([path, folder]) == folder
    except ValueError:  # other drives of Windows
        return False


def read(path: str) -> tuple[bytes, int]:
    """The first MAX_READ bytes of the regular file at `path`, and its whole size in bytes. Raises UnusableError."""
    # No link is followed any more, and a pipe does not block.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnusableError("invalid_snapshot", f"the snapshot `{os.path.basename(path)}` is not a regular file")
            return file.read(min(MAX_READ, status.st_size)), status.st_size
    except OSError as error:
        raise UnusableError(
            "invalid_snapshot", f"the snapshot `{os.path.basename(path)}` cannot be read: {error.strerror}"
        ) from error
