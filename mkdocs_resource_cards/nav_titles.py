"""The navigation that an author writes into MkDocs' configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def nav_titles(nav: Any) -> Iterator[tuple[str, str]]:
    """(source path, title) of each entry with both, in the order of the navigation; of whatever else is there, nothing."""
    if isinstance(nav, list):
        for item in nav:
            yield from nav_titles(item)
    elif isinstance(nav, Mapping):
        for title, value in nav.items():
            if isinstance(value, str) and isinstance(title, str):
                yield value, title
            else:
                yield from nav_titles(value)
