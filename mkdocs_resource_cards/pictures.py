"""A resource's picture: a file next to the registry, checked before it is published.

Its type is read from its first bytes, not from its name. SVG is refused: opened by itself it may run scripts.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from .model import Problem, Resource

FOLDER = "assets/resource-cards/images/"
"""Where a host that copies them puts pictures, within a site."""
LARGEST = 2_000_000
"""Bytes of one picture, which every reader of a page loads."""
_HEADS = ((".png", 0, b"\x89PNG\r\n\x1a\n"), (".jpg", 0, b"\xff\xd8\xff"), (".gif", 0, b"GIF8"), (".webp", 8, b"WEBP"))
_AVIF = (b"ftypavif", b"ftypavis")


class Picture(NamedTuple):
    """A picture that a site may show."""

    path: Path
    """Links resolved."""
    name: str
    """A file name of its own, the same for the same content."""


class Pictures:
    """Finds the pictures of one site's resources, each once."""

    def __init__(self, root: Path) -> None:
        """`root`: the folder that locations in the registry are relative to."""
        self._root = root
        self._found: dict[tuple[str, str], Picture | None] = {}
        self.problems: list[Problem] = []
        """Of pictures that cannot be shown, each once."""

    def of(self, resource: Resource) -> Picture | None:
        """The picture of a resource, None when it has none that can be shown."""
        if not resource.image:
            return None
        key = (os.path.dirname(resource.location.path), resource.image)
        if key not in self._found:
            try:
                self._found[key] = _looked_at(self._root / key[0], resource.image)
            except (OSError, ValueError) as error:
                reason = "the file does not exist" if isinstance(error, FileNotFoundError) else str(error)
                message = f"the picture `{resource.image}` cannot be shown: {reason}"
                self.problems.append(Problem("unusable_image", message, resource.location))
                self._found[key] = None
        return self._found[key]


def _looked_at(folder: Path, name: str) -> Picture:
    root, real = os.path.realpath(folder), os.path.realpath(folder / name)
    parts = Path(os.path.relpath(real, root)).parts
    if not Path(real).is_relative_to(root) or any(part.startswith(".") for part in parts):
        raise ValueError("it is outside the registry's folder")
    found = os.stat(real)
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is not a file")
    if found.st_size > LARGEST:
        raise ValueError(f"it has more than {LARGEST // 1_000_000} MB")
    content = Path(real).read_bytes()
    return Picture(Path(real), f"{hashlib.sha256(content).hexdigest()[:16]}{_ending(content)}")


def _ending(content: bytes) -> str:
    """The ending that belongs to a content; raises ValueError for one that is not a picture of the web."""
    if content[4:12] in _AVIF:
        return ".avif"
    for ending, at, head in _HEADS:
        if content.startswith(head, at):
            return ending
    raise ValueError("it is not a PNG, JPEG, GIF, WebP or AVIF")
