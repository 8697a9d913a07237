"""The cached digest of a snapshot. Warm builds only import this, not the code that creates it."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from .shorten import clean, shorten

_MARKED = re.compile(r"[*_`\[\\]|~~|<[A-Za-z/!?]|&[A-Za-z#]|(?:^|\n)[ \t]*(?:[#>+-]|[0-9]{1,9}[.)] )")


class Digest(NamedTuple):
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
        return json.dumps(self, ensure_ascii=True)


def from_json(stored: str, limit: int) -> Digest | None:
    """The digest that `to_json` wrote; None for anything else. Its `html` is not to be trusted: sanitise it again."""
    try:
        text, html, truncated, shown, status, fetched, size, faults = json.loads(stored)
        told = tuple((int(line), str(message)) for line, message in faults)
        status, size = (None if number is None else int(number) for number in (status, size))
        return Digest(shorten(text, limit), html + "", bool(truncated), int(shown), status, clean(fetched), size, told)
    except (ValueError, TypeError, RecursionError):
        return None


def is_plain(text: str) -> bool:
    """Whether `text` has no Markdown in it, which then need not be parsed."""
    return _MARKED.search(text) is None
