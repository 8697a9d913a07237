"""A snapshot file, or the registry's inline text -> Snapshot: decoded, its front matter read, its format known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from ..model import Resource, Snapshot
from . import front_matter
from .decode import decode
from .files import SNAPSHOT_FORMATS

_MARKUP = re.compile(
    # The look-ahead holds what it matched (an atomic group for Python 3.10): a comment ends at its first `-->` only.
    r"\ufeff?\s{0,200}(?:(?=(?P<before><!--.{0,2000}?-->\s{0,200}|<\?xml[^>]{0,200}>\s{0,200}))(?P=before)){0,3}"
    r"<(?:!doctype\s+html|html|head|body|div|article|main|section|p|h1|table|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """A snapshot and what was wrong with it."""

    snapshot: Snapshot
    faults: tuple[tuple[int, str], ...] = ()
    """(line in the file or 0, what is wrong)."""


def from_bytes(resource: Resource, raw: bytes, size: int | None, path: str) -> DecodedFile:
    """The snapshot of `raw`: the registry's own text when `size` is None, else the start of a file of `size` bytes."""
    return DecodedFile(inline(resource)) if size is None else from_file(resource, raw, size, path)


def inline(resource: Resource) -> Snapshot:
    """The snapshot that the registry holds itself, as Markdown."""
    told = resource.snapshot
    size = len(told.text.encode("utf-8", "replace")) if told.bytes is None else told.bytes
    return Snapshot(told.text, _format("markdown", told.text, ""), told.status, told.fetched, size)


def from_file(resource: Resource, raw: bytes, size: int, path: str) -> DecodedFile:
    """The snapshot in a file's first bytes `raw` (`size` in all). What the registry says wins over the file's front matter."""
    text = decode(raw)
    told = resource.snapshot
    if text is None:
        own = Snapshot("", "text", told.status, told.fetched, size if told.bytes is None else told.bytes, path)
        return DecodedFile(own, ((0, "it is not text: a snapshot is Markdown, HTML or plain text"),))
    front = front_matter.read(text)
    body = text[front.length :]
    rest = max(0, size - len(text[: front.length].encode("utf-8", "replace")))
    known = SNAPSHOT_FORMATS.get(PurePath(path).suffix.lower(), "markdown")
    snapshot = Snapshot(
        text=body,
        format=_format(known, body, front.content_type),
        status=told.status if told.status is not None else front.status,
        fetched=told.fetched or front.fetched,
        bytes=next(number for number in (told.bytes, front.bytes, rest) if number is not None),
        path=path,
    )
    return DecodedFile(snapshot, front.faults)


def _format(known: str, text: str, content_type: str) -> str:
    """The format by the file's ending; a page saved under another ending is a page all the same."""
    if known == "html" or _MARKUP.match(text[:8192]):
        return "html"
    return "markdown" if known == "text" and "markdown" in content_type else known
