"""Selects addresses for a run: by host and path, and by number of links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import translate
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class WantedAddresses:
    """`github.com`: a host with its subdomains. `github.com/*/pull`: with paths that start so, `*` for anything."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    min_uses: int = 1
    """How many links a source needs for an entry of its own."""

    def takes(self, url: str) -> bool:
        """Whether links to `url` are selected."""
        place = _place(url)
        return (not self.only or _matches(place, self.only)) and not _matches(place, self.skip)


def _matches(place: str, patterns: Sequence[str]) -> bool:
    return any(_expression(pattern).match(place) for pattern in patterns)


def _expression(pattern: str) -> re.Pattern[str]:
    place = pattern.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    whole = translate(place).removesuffix(r"\Z").removesuffix(r"\z")
    return re.compile(rf"(?:[^/]*\.)?{whole}(?:[/?#].*)?\Z", re.DOTALL)


def _place(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path}".lower()
