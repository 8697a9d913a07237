"""What heuristics of other libraries find in a page without metadata: always guesses, for a person to check.

htmldate looks for dates in the address, in markup and in the text; trafilatura for authors in what pages call `byline`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from ...normalize import author_lists, dates
from ...registry.plain_entries import Entry
from .content import MAX_CHARACTERS, bounded_tree


def guesses(html: str, url: str) -> Entry:
    """The `published` and `authors` of a page, as far as anything is found."""
    found: Entry = {}
    tree = bounded_tree(html[:MAX_CHARACTERS])
    if tree is None:
        return found
    with suppress(Exception):  # A guess that fails is none, whatever a library makes of a strange page.
        found["published"] = _published(tree, url)
    with suppress(Exception):
        found["authors"] = _authors(tree, url)
    return {name: value for name, value in found.items() if value}


def _published(tree: Any, url: str) -> str:
    from htmldate import find_date  # 0.2 s; most pages say it themselves

    return dates.parse(find_date(tree, extensive_search=False, original_date=True, url=url or None) or "")


def _authors(tree: Any, url: str) -> list[str]:
    from trafilatura import extract_metadata

    return list(author_lists.read([(extract_metadata(tree, default_url=url or None).author or "")]).names)
