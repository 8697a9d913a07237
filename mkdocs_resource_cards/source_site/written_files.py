"""Files that a command writes into the docs folder: at once, never outside of it, and only where something has changed."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from pathlib import Path

from ..file_replacement import replaced
from ..model import Problem


@dataclass(slots=True)
class Written:
    """What was done, as paths within the docs."""

    written: list[str] = field(default_factory=list)
    """New, or other than before."""
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Ours, and no longer wanted."""
    problems: list[Problem] = field(default_factory=list)


def put(file: Path, path: str, data: bytes, done: Written) -> None:
    """Replaces a file at once, so that a server never reads half of it. `path` is that of `file` within the docs."""
    if file.is_file() and file.read_bytes() == data:
        done.kept.append(path)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.parent.resolve().is_relative_to(file.parents[path.count("/")].resolve()):
        raise PermissionError(errno.EACCES, "leads outside the docs folder", str(file))
    fresh = file.with_name(f".{file.name}.resource-cards.tmp")
    with replaced(file, fresh), open(fresh, "xb") as stream:
        stream.write(data)
    done.written.append(path)
