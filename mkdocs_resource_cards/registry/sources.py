"""Which files a registry is made of, and their bytes.

The configuration is trusted, a registry's folder is not: a symbolic link that leads out of it, a pipe or a device
is not read, and no file's size is believed before it is open.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..formats.catalog import SUFFIXES
from ..model import Location, Problem
from ..problems import likely

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of one file."""
DEPTH = 64
"""Folders within a registry's folder."""
_CHUNK = 1024 * 1024
_NAMED = 5
"""Files that a message names."""
_SUFFIXES = (".yml", ".yaml")
BIBLIOGRAPHIES = (*SUFFIXES, ".json")
BESIDE = "resources.yml"
"""Where entries of one's own stand when the registry is otherwise made of bibliographies."""
# O_NONBLOCK: opening a pipe that took a file's place must not wait for its writer. O_BINARY: Windows.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class RegistryError(Exception):
    """A registry cannot be read at all; its text is one line for the author."""


class Source(NamedTuple):
    """One file of a registry."""

    path: str
    location: str
    """The path for messages, relative to the root, with `/`."""
    required: bool
    """Named by the configuration itself: then failing to read it stops the build."""
    unsaved: bytes | None = None
    """What an editor holds instead of the file's bytes."""

    @property
    def is_bibliography(self) -> bool:
        """Whether it is another program's, by its name. Only those that the configuration names are read."""
        return self.required and is_bibliography(self.path)


class Listing(NamedTuple):
    """The files of a registry, and what was skipped."""

    files: tuple[Source, ...]
    problems: tuple[Problem, ...]


def list_files(sources: Sequence[Path], root: Path) -> Listing:
    """The files of `sources` (files or folders, relative to `root`), each once, in order.

    Raises RegistryError for a source that does not exist or leads elsewhere by a symbolic link.
    """
    files: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in [*sources, *_beside(sources, root)]:
        start = os.path.join(root, path)
        location = location_of(start, root)
        real = _checked(start, location, root)
        found = (
            _Folder(real, problems).files(start, location) if os.path.isdir(real) else [(real, Source(start, location, True))]
        )
        for real, source in found:
            files.setdefault(real, source)
    return Listing(tuple(files.values()), tuple(problems))


def is_bibliography(path: str | Path) -> bool:
    """Whether a file's name is that of a bibliography: such a file is read, and never written."""
    return str(path).lower().endswith(BIBLIOGRAPHIES)


def _beside(sources: Sequence[Path], root: Path) -> list[Path]:
    """The file for entries of one's own, where it exists and all that is named are bibliographies."""
    alone = sources and all(is_bibliography(path) for path in sources)
    return [Path(BESIDE)] if alone and os.path.exists(os.path.join(root, BESIDE)) else []


def location_of(path: str | Path, root: Path) -> str:
    """A path as messages show it: relative to `root`, `/` between the parts, printable."""
    try:
        relative = os.path.relpath(path, root)
    except ValueError:  # another drive
        relative = str(path)
    return _printable(relative)


def digest(source: Source) -> str:
    """SHA-256 of a file, read in pieces; `""` for one that cannot be read, which `read` then tells why."""
    sha = hashlib.sha256()
    try:
        for chunk in _chunks(source.path):
            sha.update(chunk)
    except (OSError, ValueError):
        return ""
    return sha.hexdigest()


def read(source: Source) -> bytes | Problem:
    """The bytes of a file, or why there are none. Raises RegistryError for one that the configuration names."""
    if source.unsaved is not None:
        return source.unsaved
    try:
        return b"".join(_chunks(source.path))
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or 'unknown error'}"
        if source.required:
            raise RegistryError(f"{source.location}: {reason}") from error
    except ValueError as error:
        reason = str(error)
    return Problem("skipped_file", reason, Location(source.location))


def head(source: Source) -> bytes:
    """The beginning of a file, as far as it can be read."""
    if source.unsaved is not None:
        return source.unsaved
    try:
        return next(_chunks(source.path), b"")
    except (OSError, ValueError):
        return b""


def _meant(path: str, root: Path) -> str:
    """The question whether a file of that name elsewhere in the site was meant, or one of nearly that name; or `""`."""
    if "*" in path:
        return "; name each file: `*` stands for nothing here"
    plain = path.replace("\\", "/")
    if os.path.exists(plain):
        return "; write `/` between the parts of a path"
    folder, name = os.path.split(path)
    near = [str(root), *(os.path.join(root, one) for one in _names(str(root)) if "." not in one)]
    places = [(one, name) for one in near if os.path.exists(os.path.join(one, name))]
    is_alike = _is_bibliography_or_yaml if "." in name else (lambda one: "." not in one)
    for one in (folder, str(root)):
        places += [(one, close)] if (close := likely(name, filter(is_alike, _names(one)), 0.7)) else []
    return f"; did you mean `{location_of(os.path.join(*places[0]), root)}`?" if places else ""


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))[:1000]
    except OSError:
        return []


def _is_bibliography_or_yaml(name: str) -> bool:
    return name.lower().endswith((*_SUFFIXES, *BIBLIOGRAPHIES))


def _checked(path: str, location: str, root: Path) -> str:
    """Where a source really is, once it is known to be one."""
    real = os.path.realpath(path)
    if not os.path.exists(real):
        hint = ": the symbolic link leads to nothing" if os.path.islink(path) else _meant(path, root)
        raise RegistryError(f"{location}: there is no such registry file or folder{hint}")
    if not (_within(real, os.path.realpath(os.path.dirname(path))) or _within(real, os.path.realpath(root))):
        raise RegistryError(f"{location}: the registry is a symbolic link that leads outside the site's folder")
    if not (os.path.isdir(real) or os.path.isfile(real)):
        raise RegistryError(f"{location}: the registry is neither a file nor a folder")
    return real


class _Folder:
    """Walks a registry's folder. Hidden files and folders are no part of it; what else is skipped is a problem."""

    def __init__(self, real: str, problems: list[Problem]) -> None:
        self._real = real
        self._problems = problems
        self._found: list[tuple[str, Source]] = []
        self._unread: list[str] = []
        """Bibliographies, which are read only where the configuration names them."""

    def files(self, path: str, location: str) -> list[tuple[str, Source]]:
        """(real path, file) of every registry file, sorted by path."""
        self._walk(self._real, path, location, 0)
        if self._unread and not self._found:
            names = ", ".join(self._unread[:_NAMED]) + ", ..." * (len(self._unread) > _NAMED)
            message = (
                "the folder holds no YAML, and bibliographies are read only where the option `registry` names each of them"
            )
            self._problems.append(Problem("skipped_file", message, Location(location), f"write `registry: [{names}]`"))
        return sorted(self._found, key=lambda pair: pair[1].path)

    def _walk(self, real: str, path: str, location: str, depth: int) -> None:
        if depth > DEPTH:
            self._skip(location, f"the folder is nested more than {DEPTH} folders deep")
            return
        try:
            with os.scandir(path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._skip(location, f"the folder cannot be read: {error.strerror or 'unknown error'}")
            return
        for entry in entries:
            if not entry.name.startswith("."):
                self._take(entry, os.path.join(real, entry.name), f"{location}/{_printable(entry.name)}", depth)

    def _take(self, entry: os.DirEntry[str], real: str, location: str, depth: int) -> None:
        if entry.is_symlink():
            self._link(entry, location)
        elif entry.is_dir(follow_symlinks=False):
            self._walk(real, entry.path, location, depth + 1)
        elif entry.name.lower().endswith(_SUFFIXES):
            if entry.is_file(follow_symlinks=False):
                self._found.append((real, Source(entry.path, location, False)))
            else:
                self._skip(location, "this is not a regular file")
        elif entry.name.lower().endswith(tuple(SUFFIXES)):
            self._unread.append(location)

    def _link(self, entry: os.DirEntry[str], location: str) -> None:
        """A link to a file of the folder is read, once; one to a folder below it is walked there."""
        real = os.path.realpath(entry.path)
        named = entry.name.lower().endswith(_SUFFIXES)
        if not (named or os.path.isdir(real)):
            return
        if not _within(real, self._real):
            self._skip(location, "a symbolic link that leads outside the registry's folder is not followed")
        elif os.path.isfile(real):
            self._found.append((real, Source(entry.path, location, False)))
        elif not os.path.isdir(real):
            self._skip(location, "this is not a regular file")

    def _skip(self, location: str, reason: str) -> None:
        self._problems.append(Problem("skipped_file", reason, Location(location)))


def _printable(path: str) -> str:
    text = os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")
    return text if text.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in text)


def _within(real: str, base: str) -> bool:
    try:
        return os.path.commonpath([real, base]) == base
    except ValueError:  # another drive
        return False


def _chunks(path: str) -> Iterator[bytes]:
    """A regular file's bytes. Raises OSError, or ValueError (with a message) for what is not a regular file or too large."""
    with open(os.open(path, _FLAGS), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("this is not a regular file")
        left = MAX_BYTES
        while chunk := file.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                limit = MAX_BYTES // 1024 // 1024
                raise ValueError(f"the file is larger than {limit} MB; split it and name its folder as the registry")
            yield chunk
