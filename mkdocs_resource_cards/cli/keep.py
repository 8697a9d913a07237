"""An answer -> a snapshot file. An error, a refusal or a part of a page never takes a good one's place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from ..excerpt.digest import digest
from ..model import Resource, Snapshot
from .fetch import Fetched
from .gather import is_html
from .metadata.content import main_text
from .metadata.page import text_of
from .write import locked
from .write import replace as replace_file
from .write.entry import scalar

FOLDER = "snapshots"
LIMIT = 1_000_000
"""Characters that are kept."""
_FRONT = re.compile(r"---\n(?P<lines>(?:[a-z_0-9]+:[^\n]*\n)*)---\n")


class NotKeptError(Exception):
    """An answer with nothing to keep; the message says why."""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands above the text of a snapshot file of ours."""

    url: str = ""
    status: str = ""
    fetched: str = ""
    """A moment in UTC, `2026-05-17T09:30:00Z`."""
    bytes: str = ""
    content_type: str = ""
    sha256: str = ""
    """Of the answer's body."""
    etag: str = ""
    """For asking whether the page has changed."""
    failed: str = ""
    """The last attempt to fetch it anew, when that failed: a moment and a reason."""

    def text(self) -> str:
        """The front matter, with its fences."""
        values = ((name, getattr(self, name)) for name in Front.__slots__)
        return "---\n" + "".join(f"{name}: {scalar(value, 'url')}\n" for name, value in values if value) + "---\n"


def path_of(resource: Resource, folder: Path) -> Path | None:
    """The file for a resource's snapshot; None when its entry names one that a command should not write."""
    named = resource.snapshot.file
    if not named:
        return None if resource.snapshot.text else folder / FOLDER / f"{resource.id}.md"
    path = (folder / named).resolve()
    is_inside = path.is_relative_to(folder.resolve()) and not any(part.startswith(".") for part in Path(named).parts)
    return path if is_inside and path.suffix.lower() in (".md", ".markdown") else None


def content_of(fetched: Fetched, resource: Resource) -> str:
    """The text to be kept of an answer. Raises NotKeptError for errors, refusals, and what is no text."""
    if fetched.status != 200:
        raise NotKeptError(f"HTTP {fetched.status}")
    text = text_of(fetched.body, fetched.charset)
    if text is None:
        raise NotKeptError(f"it is no text ({fetched.content_type or 'of an unknown type'})")
    if is_html(fetched, text):
        kept = main_text(text, fetched.url)
    elif fetched.content_type.startswith("text/") or not fetched.content_type:
        kept = text[:LIMIT].strip()
    else:
        raise NotKeptError(f"it is no page ({fetched.content_type})")
    if not kept:
        raise NotKeptError("it holds no text of its own")
    if not digest(resource, Snapshot(kept, "markdown", fetched.status), 600).html:
        raise NotKeptError("it looks like an error page, a check for robots, or a refusal")
    return kept


def save(path: Path, fetched: Fetched, text: str, moment: str) -> None:
    """Writes a snapshot file, whole or not at all."""
    size = str(len(text.encode("utf-8", "replace")))
    sha = hashlib.sha256(fetched.body).hexdigest()
    etag = fetched.headers.get("etag", "")[:200]
    front = Front(
        fetched.url,
        str(fetched.status) if fetched.url else "",
        moment,
        size,
        fetched.content_type,
        sha,
        etag if etag.isprintable() else "",
    )
    _write(path, front, text + "\n")


def confirm(path: Path, moment: str) -> None:
    """The page has not changed (HTTP 304)."""
    front, text = load(path)
    _write(path, replace(front, fetched=moment, failed=""), text)


def record_failure(path: Path, moment: str, reason: str) -> None:
    """The good snapshot stays; that it could not be fetched anew is written above it."""
    front, text = load(path)
    if text:
        _write(path, replace(front, failed=f"{moment} {' '.join(reason.split())[:200]}"), text)


def load(path: Path) -> tuple[Front, str]:
    """A snapshot file of ours; an empty one when there is none, or when another program wrote it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return Front(), ""
    match = _FRONT.match(text)
    if match is None:
        return Front(), text
    pairs = (line.partition(": ") for line in match["lines"].splitlines())
    known = {name: _plain(value) for name, _, value in pairs if name in Front.__slots__}
    return Front(**known), text[match.end() :]


def _plain(value: str) -> str:
    """A scalar that `Front.text` wrote."""
    if not value.startswith('"'):
        return value
    import yaml

    try:
        return str(yaml.safe_load(value))
    except yaml.YAMLError:
        return ""


def _write(path: Path, front: Front, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        replace_file(path, (front.text() + text).encode("utf-8", "replace"))
