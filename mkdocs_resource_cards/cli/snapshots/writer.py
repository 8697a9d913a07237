"""A response -> a snapshot file. An error, a refusal or part of a page never replaces a good snapshot."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from ...excerpt.digest import digest
from ...excerpt.files import FOLDER, Finder, UnusableError
from ...excerpt.prose import SHORT_PAGE
from ...model import Resource, Snapshot
from ..atomic_files import locked
from ..atomic_files import replace as replace_file
from ..fetch import Fetched
from ..ingest import soft_errors
from ..ingest.fetch_source import is_html
from ..metadata import draft_of
from ..metadata.content import main_text
from ..metadata.page import text_of
from .header import SnapshotHeader, parted

MAX_CHARACTERS = 1_000_000
"""Characters that are kept."""


_SHRUNK, _TELLING = 8, 400
"""A page of so many times less text than its snapshot, which has at least so many characters, is another page."""


class NotKeptError(Exception):
    """A response that is not worth keeping; the message says why."""


class SnapshotTarget(NamedTuple):
    """Where the snapshot of a resource goes, or why none may be written."""

    path: Path = Path()
    front: SnapshotHeader = SnapshotHeader()
    """Of the snapshot that is there, an empty one when there is none."""
    refusal: str = ""
    """`""` when it may be written."""


def target_of(resource: Resource, folder: Path, finder: Finder) -> SnapshotTarget:
    """The file for the snapshot of a resource of the registry file in `folder`.

    Builds and this look for a snapshot in the same way, so that a new file never comes before another one. What no
    command wrote is a person's: their file has no `fetched`, or is not Markdown.
    """
    if resource.snapshot.text:
        return SnapshotTarget(refusal="its entry holds the snapshot itself")
    try:
        found = finder.find(resource)
    except UnusableError as error:
        return _beside(resource, folder) if error.args[0] == "missing_snapshot" else SnapshotTarget(refusal=error.args[1])
    if not found:
        return _beside(resource, folder)
    front, _ = load(Path(found))
    if front.fetched and _is_markdown(Path(found)):
        return SnapshotTarget(Path(found), front)
    return SnapshotTarget(refusal=f"its snapshot `{Path(found).name}` is not one that this command wrote")


def _beside(resource: Resource, folder: Path) -> SnapshotTarget:
    """A file that is not there yet."""
    named = resource.snapshot.file
    if not named:
        path = folder / FOLDER / f"{resource.id}.md"
        is_inside = path.resolve().is_relative_to(folder.resolve())
        return SnapshotTarget(path) if is_inside else SnapshotTarget(refusal=f"`{FOLDER}` leads outside the registry's folder")
    path = (folder / named).resolve()
    is_inside = path.is_relative_to(folder.resolve()) and not any(part.startswith(".") for part in Path(named).parts)
    return (
        SnapshotTarget(path)
        if is_inside and _is_markdown(path)
        else SnapshotTarget(refusal=f"it cannot be kept as `{named}`, only as .md")
    )


def _is_markdown(path: Path) -> bool:
    return path.suffix.lower() in (".md", ".markdown")


def content_of(fetched: Fetched, resource: Resource) -> str:
    """The text to be kept of an answer. Raises NotKeptError for errors, refusals, and what is not text."""
    if fetched.status != 200:
        raise NotKeptError(f"HTTP {fetched.status}")
    if fetched.url and (strayed := soft_errors.elsewhere(resource.url, fetched.url)):
        raise NotKeptError(f"it {strayed}")
    text = text_of(fetched.body, fetched.charset)
    if text is None:
        raise NotKeptError(f"it is no text ({fetched.content_type or 'of an unknown type'})")
    if is_html(fetched, text):
        kept = main_text(text, fetched.url)
        _refuse_gates(kept, text, fetched.url)
    elif fetched.content_type.startswith("text/") or not fetched.content_type:
        kept = text[:MAX_CHARACTERS].strip()
    else:
        raise NotKeptError(f"it is no page ({fetched.content_type})")
    if not kept:
        raise NotKeptError("it holds no text of its own")
    if not digest(resource, Snapshot(kept, "markdown", fetched.status), 600).html:
        raise NotKeptError("it looks like an error page, a bot check or a refusal")
    return kept


def _refuse_gates(kept: str, html: str, url: str) -> None:
    """Raises NotKeptError for a page that comes before its source, or leads away from it."""
    if len(kept) > 2 * SHORT_PAGE:
        return
    seen = soft_errors.see(html, url)
    if suspicion := soft_errors.like_no_source(seen, draft_of(seen.page, url)):
        raise NotKeptError(f"it {suspicion}")
    if not kept and soft_errors.needs_scripts(seen):
        raise NotKeptError("it shows nothing without JavaScript")


def check_size(text: str, old: str) -> None:
    """Raises NotKeptError for a text that can hardly be what the snapshot was made of."""
    if len(old) >= _TELLING and len(text) * _SHRUNK < len(old):
        sizes = f"{len(text)} characters, and its snapshot {len(old)}"
        raise NotKeptError(f"it has only {sizes}; remove the snapshot if it is still the page")


def save(path: Path, fetched: Fetched, text: str, moment: str) -> None:
    """Writes a snapshot file, whole or not at all; what a person wrote above an older one stays there."""
    etag = fetched.headers.get("etag", "")[:200]
    old, _ = load(path)
    front = old._replace(
        url=fetched.url,
        status=str(fetched.status) if fetched.url else "",
        fetched=moment,
        bytes=str(len(fetched.body)),
        content_type=fetched.content_type,
        sha256=hashlib.sha256(fetched.body).hexdigest(),
        etag=etag if etag.isprintable() else "",
        failed="",
    )
    _write(path, front, f"{text}\n".replace("\n", front.end))


def confirm(path: Path, moment: str) -> None:
    """The page has not changed (HTTP 304)."""
    front, text = load(path)
    _write(path, front._replace(fetched=moment, failed=""), text)


def record_failure(path: Path, moment: str, reason: str) -> None:
    """The good snapshot stays; that it could not be fetched again is written above it."""
    front, text = load(path)
    if text:
        _write(path, front._replace(failed=f"{moment} {' '.join(reason.split())[:200]}"), text)


def load(path: Path) -> tuple[SnapshotHeader, str]:
    """A snapshot file; an empty one when there is none, or when it is not UTF-8."""
    try:
        return parted(path.read_bytes().decode("utf-8")) if path.is_file() else (SnapshotHeader(), "")
    except (OSError, UnicodeError):
        return SnapshotHeader(), ""


def _write(path: Path, front: SnapshotHeader, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        replace_file(path, (front.text() + text).encode("utf-8", "replace"))
