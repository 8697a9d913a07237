"""Lists of resources, and of references."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..cards.card import CitedItem
from ..cards.compose import address_of
from ..citations.index import anchor_of
from ..model import Resource
from ..render import Element, item_view
from ..shortcode import Shortcode
from ..site import Report
from .pending import Pending
from .placement import Placement

if TYPE_CHECKING:
    from .styled_citations import StyledCitations


class ListWriter:
    """Writes the lists of one page."""

    def __init__(self, placement: Placement) -> None:
        self._placement = placement
        self._site = placement.site
        self._visit = placement.visit

    def resources(self, element: etree.Element, shortcode: Shortcode, raw: str, section: str) -> None:
        """Those that a shortcode names, which it cites, or asks for."""
        visit, view = self._visit, shortcode.view or "list"
        from ..resource_query import (  # Few pages hold lists: the others need not import what reads them.
            asks_who_cites,
            select,
        )

        told, turn = list[Report](), self._placement.turn

        def chosen() -> list[Resource]:
            found, problems = select(shortcode, self._site.registry, self._site.index, self._site.words.language)
            visit.report_again(told, problems, raw, turn)
            return found

        if shortcode.keys:
            locations = tuple((one, self._cite_listed(one, section), visit.suffix()) for one in chosen())
            self._placement.put_again(element, lambda: self._render_list(view, locations))
        else:  # A query names nothing, so it cites nothing.
            suffix, first = visit.suffix(), chosen()
            again = chosen if asks_who_cites(shortcode) else lambda: first
            self._placement.put_again(element, lambda: self._render_list(view, [(one, "", suffix) for one in again()]))

    def _cite_listed(self, resource: Resource, section: str) -> str:
        self._visit.number(resource.id)
        return self._visit.cite(resource.id, section)

    def _render_list(self, view: str, locations: Iterable[tuple[Resource, str, str | None]]) -> Element:
        site, href, item = self._site, self._visit.href, item_view(view)
        cards = [site.card(one, item, href, element_id=element_id, suffix=suffix) for one, element_id, suffix in locations]
        return site.renderer.listing(cards, view)

    def references(
        self,
        root: etree.Element,
        found: list[tuple[etree.Element, int]],
        pending: Pending,
        styled: StyledCitations | None = None,
    ) -> None:
        """Fills the first list of references; a page with numbers but no such list gets one at its end, as with footnotes.

        `styled`: the page's citations in the site's style.
        """
        if styled is not None and styled.has_notes:
            here = found and not styled.has_entries
            self._placement.put_again(found[0][0] if here else etree.SubElement(root, "article"), styled.notes)
            first = [] if here else found[:1]
        elif self._placement.has_numbers and not found:
            first = [(etree.SubElement(root, "article"), 0)]
        else:
            first = found[:1]
        for element, _ in first:
            is_styled = styled is not None and styled.has_entries
            self._placement.put_again(element, styled.references if styled and is_styled else self._render_references)
        for element, self._placement.turn in found[1:]:
            message = "a page has one list of references, and it stands above"
            element.tag = "p"
            self._placement.as_written(element, "malformed_shortcode", message, "remove this one", pending[element].raw)

    def _render_references(self) -> Element:
        return self._site.renderer.references(self._cited_items())

    def _cited_items(self) -> Iterator[CitedItem]:
        site, visit = self._site, self._visit
        for resource_id in visit.numbers:
            resource = site.registry[resource_id]
            card = site.card(resource, "number", visit.href)
            occurrences = range(1, visit.occurrences.get(resource_id, 0) + 1)
            yield CitedItem(card, tuple(f"#{anchor_of(resource_id, n)}" for n in occurrences), address_of(resource))
