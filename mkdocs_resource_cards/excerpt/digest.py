"""Snapshot -> Digest: what cards and pages show of it. The expensive step, worth caching."""

from __future__ import annotations

from ..model import Resource, Snapshot
from . import source
from .blocks import Block, blocks_of
from .markup import markup_of, title_of
from .preview import LENGTH, Sample, sample
from .prose import body, failed, prose
from .shorten import shorten
from .stored_digest import Digest

SURPLUS = 5000
"""Characters of text parsed beyond what shows, for menus and notices that are skipped."""


def from_bytes(resource: Resource, raw: bytes, size: int | None, path: str, limit: int) -> Digest:
    """The digest of `raw`, as of `source.from_bytes`."""
    read = source.from_bytes(resource, raw, size, path)
    return digest(resource, read.snapshot, limit, read.faults)


def digest(resource: Resource, snapshot: Snapshot, limit: int, faults: tuple[tuple[int, str], ...] = ()) -> Digest:
    """What shows of `snapshot`, the excerpt cut to `limit` characters. An error page or a refusal shows nothing."""
    empty = Digest("", "", False, 0, snapshot.status, snapshot.fetched, snapshot.bytes, faults)
    if not snapshot.text.strip() or (snapshot.status or 0) >= 400:
        return empty
    room = max(LENGTH, 2 * limit) + SURPLUS
    bounded = markup_of(snapshot.text, snapshot.format, resource.url, room)
    blocks = blocks_of(bounded.html)
    if not blocks or failed(title_of(snapshot.text, snapshot.format), blocks):
        return empty
    shown = _sample(blocks, bounded.whole)
    return Digest(
        shorten(prose(blocks, resource), limit),
        shown.html,
        not shown.whole,
        shown.shown_bytes,
        snapshot.status,
        snapshot.fetched,
        snapshot.bytes,
        faults,
    )


def plain(text: str, limit: int) -> str:
    """The text of an abstract or a summary that holds inline Markdown, cut."""
    bounded = markup_of(text, "markdown", "", 2 * limit + SURPLUS)
    return shorten(" ".join(block.text for block in blocks_of(bounded.html)), limit)


def rich(text: str) -> str:
    """A text of the registry in Markdown as sanitised HTML. Bare addresses do not become links; a long text is cut."""
    bounded = markup_of(text, "markdown", "", 4 * LENGTH, autolinks=False)
    return sample(blocks_of(bounded.html), 4 * LENGTH).html


def _sample(blocks: list[Block], whole: bool) -> Sample:
    shown = sample(body(blocks))
    return Sample(shown.html, shown.whole and whole, shown.shown_bytes)
