"""The navigation beside a generated page, which stands outside of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section

WHOLE = 100
"""Up to so many pages, a navigation is shown whole."""


def beside_generated(nav: Navigation) -> Navigation:
    """`nav` as thousands of generated pages hold it: on a large site each section is a link to its first page.

    Themes write a large navigation, folded sections and all, into every page: often more than the rest of the page.
    """
    return nav if len(nav.pages) <= WHOLE else Navigation(list(_leading(nav.items)), nav.pages)


def _leading(items: Iterable[StructureItem]) -> Iterator[StructureItem]:
    for item in items:
        first = _first(item)
        if first is not None:
            yield item if first is item else Link(item.title or "", getattr(first, "url", "") or "")


def _first(item: StructureItem) -> StructureItem | None:
    """The first page or link of a section and all within; None for an empty one."""
    if not isinstance(item, Section):
        return item
    return next((first for child in item.children if (first := _first(child)) is not None), None)
