"""Which files a registry is made of, and their bytes.

The configuration is trusted, what lies in a registry's folder is not: a symbolic link that leads out of it, a pipe or a device is
not read, and no file's size is believed before it is open.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import Place, Problem

LIMIT = 64 * 1024 * 1024
"""Bytes of one file."""
_CHUNK = 1024 * 1024
_SUFFIXES = (".yml", ".yaml")


class RegistryError(Exception):
    """A registry cannot be read at all; its text is one line for the author."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a registry."""

    path: Path
    place: str
    """The path for messages, relative to the root, with `/`."""
    required: bool
    """Named by the configuration itself: then failing to read it stops the build."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a registry, and what was passed over."""

    files: tuple[Source, ...]
    problems: tuple[Problem, ...]


def list_files(sources: Sequence[Path], root: Path) -> Listing:
    """The files of `sources` (files or folders, relative to `root`), each once, in order.

    Raises RegistryError for a source that does not exist or leads elsewhere by a symbolic link.
    """
    files: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in sources:
        start = root / path
        _check_source(start, root)
        found = _walk(start, root) if start.is_dir() else iter([Source(start, place_of(start, root), True)])
        for item in found:
            if isinstance(item, Problem):
                problems.append(item)
            else:
                files.setdefault(os.path.realpath(item.path), item)
    return Listing(tuple(files.values()), tuple(problems))


def place_of(path: Path, root: Path) -> str:
    """A path as messages show it: relative to `root`, `/` between the parts, printable."""
    try:
        relative = os.path.relpath(path, root)
    except ValueError:  # another drive
        relative = str(path)
    text = os.fsencode(relative).decode("utf-8", "replace").replace(os.sep, "/")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


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
    """The bytes of a file, or why there are none. Raises RegistryError for a file the configuration names that cannot be read."""
    try:
        return b"".join(_chunks(source.path))
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or 'unknown error'}"
        if source.required:
            raise RegistryError(f"{source.place}: {reason}") from error
    except ValueError as error:
        reason = str(error)
    return Problem("skipped_file", reason, Place(source.place))


def _check_source(path: Path, root: Path) -> None:
    place = place_of(path, root)
    real = os.path.realpath(path)
    if not os.path.exists(real):
        raise RegistryError(f"{place}: there is no such registry file or folder")
    if not (_within(real, os.path.realpath(path.parent)) or _within(real, os.path.realpath(root))):
        raise RegistryError(f"{place}: the registry is a symbolic link that leads outside the site's folder")
    if not (os.path.isdir(real) or os.path.isfile(real)):
        raise RegistryError(f"{place}: the registry is neither a file nor a folder")


def _walk(folder: Path, root: Path) -> Iterator[Source | Problem]:
    """The registry files below `folder`, sorted by path; hidden files and folders are no part of a registry."""
    base = os.path.realpath(folder)
    for path in sorted(_below(folder), key=lambda path: path.as_posix()):
        place = place_of(path, root)
        if not _within(os.path.realpath(path), base):
            yield Problem(
                "skipped_file", "a symbolic link that leads outside the registry's folder is not followed", Place(place)
            )
        elif path.is_file():
            yield Source(path, place, False)
        elif not path.is_dir():
            yield Problem("skipped_file", "this is no regular file", Place(place))


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in _registry_names(names))
        # A linked folder is not walked; it is listed so that its author is told.
        yield from (Path(parent, name) for name in folders if os.path.islink(os.path.join(parent, name)))


def _registry_names(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.lower().endswith(_SUFFIXES) and not name.startswith("."))


def _within(real: str, base: str) -> bool:
    try:
        return os.path.commonpath([real, base]) == base
    except ValueError:  # another drive
        return False


def _chunks(path: Path) -> Iterator[bytes]:
    """A regular file's bytes. Raises OSError, or ValueError (with a message) for what is no regular file or too large."""
    # O_NONBLOCK: opening a pipe that took a file's place must not wait for its writer.
    with open(
        os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb", buffering=0
    ) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("this is no regular file")
        left = LIMIT
        while chunk := file.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise ValueError(
                    f"the file is larger than {LIMIT // 1024 // 1024} MB; split it and name the folder as registry"
                )
            yield chunk
