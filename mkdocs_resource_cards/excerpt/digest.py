"""Snapshot -> Digest: what cards and pages show of it. The expensive step, worth caching."""

from __future__ import annotations

import json
import re
from dataclasses import astuple, dataclass

from ..model import Resource, Snapshot
from .blocks import Block, blocks_of
from .markup import markup_of, title_of
from .preview import LENGTH, Sample, sample
from .prose import body, failed, prose
from .shorten import clean, shorten

SURPLUS = 9000
"""Characters of text parsed beyond what shows, for menus and notices that are passed over."""
_MARKED = re.compile(r"[*_`\[\\]|~~|<[A-Za-z/!?]|&[A-Za-z#]|(?:^|\n)[ \t]*(?:[#>+-]|[0-9]{1,9}[.)] )")


@dataclass(frozen=True, slots=True)
class Digest:
    """All that is shown of a resource's content."""

    text: str = ""
    """The excerpt, plain, cut; `""` when the snapshot has none worth showing."""
    html: str = ""
    """The preview, sanitised."""
    truncated: bool = False
    shown_bytes: int = 0
    status: int | None = None
    fetched: str = ""
    bytes: int | None = None
    faults: tuple[tuple[int, str], ...] = ()

    def to_json(self) -> str:
        return json.dumps(astuple(self), ensure_ascii=True)


def from_json(stored: str, limit: int) -> Digest | None:
    """The digest that `to_json` wrote; None for anything else. Its `html` is not to be trusted: sanitise it again."""
    try:
        text, html, truncated, shown, status, fetched, size, faults = json.loads(stored)
        told = tuple((int(line), str(message)) for line, message in faults)
        status, size = (None if number is None else int(number) for number in (status, size))
        return Digest(shorten(text, limit), html + "", bool(truncated), int(shown), status, clean(fetched), size, told)
    except (ValueError, TypeError, RecursionError):
        return None


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


def is_plain(text: str) -> bool:
    """Whether `text` has no Markdown in it, which then need not be parsed."""
    return _MARKED.search(text) is None


def plain(text: str, limit: int) -> str:
    """The text of an abstract or a summary that holds inline Markdown, cut."""
    bounded = markup_of(text, "markdown", "", 2 * limit + SURPLUS)
    return shorten(" ".join(block.text for block in blocks_of(bounded.html)), limit)


def _sample(blocks: list[Block], whole: bool) -> Sample:
    shown = sample(body(blocks))
    return Sample(shown.html, shown.whole and whole, shown.shown_bytes)
