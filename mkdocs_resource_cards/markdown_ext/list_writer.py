"""Lists of resources, and of references."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ..cards.card import Card, CitedItem, StyledItem
from ..cards.compose import address_of, venue_of
from ..citations import anchor_of, nothing_cited
from ..model import Resource
from ..normalize.title_order import title_order
from ..render import item_view
from ..shortcode import Shortcode
from ..site import Report
from .pending import Pending, PendingShortcode
from .placement import Placement

if TYPE_CHECKING:
    from ..citation_styles.site_style import SiteStyle
    from .styled_citations import StyledCitations


class _Listed(NamedTuple):
    """One source of a bibliography, with what CitedItem says of it."""

    id: str
    jumps: tuple[str, ...]
    number: int
    element_id: str


class ListWriter:
    """Writes the lists of one page."""

    def __init__(self, placement: Placement) -> None:
        self._placement = placement
        self._site = placement.site
        self._page_context = placement.page_context
        self._is_enough = False
        """Whether a list of more than the page's own sources serves as theirs."""

    def resources(self, element: etree.Element, shortcode: Shortcode, raw: str, section: str) -> None:
        """Those that a shortcode names, which it cites, or asks for."""
        page_context, view = self._page_context, shortcode.view or "list"
        from ..resource_query import (  # Few pages hold lists: the others need not import what reads them.
            asks_who_cites,
            select,
        )

        told, turn = list[Report](), self._placement.turn

        def chosen() -> list[Resource]:
            found, problems = select(shortcode, self._site.registry, self._site.index, self._site.words.language)
            page_context.report_again(told, problems, raw, turn)
            return found

        if shortcode.keys:
            locations = tuple((one, self._cite_listed(one, section), page_context.suffix()) for one in chosen())
            self._put_list(element, view, lambda: locations)
        else:  # A query names nothing, so it cites nothing.
            suffix, first = page_context.suffix(), chosen()
            again = chosen if asks_who_cites(shortcode) else lambda: first
            self._put_list(element, view, lambda: [(one, "", suffix) for one in again()])

    def _cite_listed(self, resource: Resource, section: str) -> str:
        self._page_context.number(resource.id)
        return self._page_context.cite(resource.id, section)

    def _put_list(
        self, element: etree.Element, view: str, listed: Callable[[], Iterable[tuple[Resource, str, str | None]]]
    ) -> None:
        """`listed` tells the resources, each with the id of its element and the suffix of its card's ids."""
        site, href, item = self._site, self._page_context.href, item_view(view)

        def compose() -> list[Card]:
            return [site.card(one, item, href, element_id=element_id, suffix=suffix) for one, element_id, suffix in listed()]

        self._placement.put_again(element, compose, lambda cards: site.renderer.listing(cards, view))

    def references(
        self,
        root: etree.Element,
        found: list[tuple[etree.Element, int]],
        pending: Pending,
        styled: StyledCitations | None = None,
    ) -> None:
        """Fills the first list of references; a page with numbers but no such list gets one at its end, as with footnotes.

        A list with the same numbers and more, that of the site or the section, is enough. `styled`: the page's citations in
        the site's style.
        """
        if styled is not None and styled.has_notes:
            here = found and not styled.has_entries
            place = found[0][0] if here else etree.SubElement(root, "article")
            self._placement.put_again(place, styled.notes, styled.render_notes)
            first = [] if here else found[:1]
        elif self._placement.has_numbers and not found and not self._is_enough:
            first = [(etree.SubElement(root, "article"), 0)]
        else:
            first = found[:1]
        for element, self._placement.turn in first:
            if element in pending and not self._page_context.numbers:
                self._placement.report(*nothing_cited(), pending[element].raw)
            if styled is not None and styled.has_entries:
                self._placement.put_again(element, styled.entries, styled.render_entries)
            else:
                self._placement.put_again(element, self._cited_items, self._site.renderer.references)
        for element, self._placement.turn in found[1:]:
            self._leave_second(element, pending[element].raw)

    def _leave_second(self, element: etree.Element, raw: str) -> None:
        """A second list of the same sources stays as written: ids of its entries would stand twice on the page."""
        element.tag = "p"
        message = "the page already has a list of references above"
        self._placement.as_written(element, "malformed_shortcode", message, "remove this one", raw)

    def _cited_items(self) -> list[CitedItem]:
        page_context, found = self._page_context, list[CitedItem]()
        for place, resource_id in enumerate(sorted(page_context.numbers, key=page_context.numbers.__getitem__), 1):
            occurrences = range(1, page_context.occurrences.get(resource_id, 0) + 1)
            jumps = tuple(f"#{anchor_of(resource_id, n)}" for n in occurrences)
            number = page_context.numbers[resource_id]
            found.append(self._item(resource_id, jumps)._replace(number=0 if number == place else number))
        return found

    def _item(self, resource_id: str, jumps: tuple[str, ...]) -> CitedItem:
        resource = self._site.registry[resource_id]
        return CitedItem(
            self._site.card(resource, "number", self._page_context.href), jumps, address_of(resource), venue=venue_of(resource)
        )

    def bibliographies(self, found: list[tuple[etree.Element, int]], pending: Pending, *, is_listed: bool) -> None:
        """What all pages cite, or those of the section, or what the registry holds; each entry leads to where it is cited.

        With numbers of the whole site and no list of the page itself (`is_listed`), its citations lead to the first of these.
        """
        scopes = set[str]()
        for place, (element, self._placement.turn) in enumerate(found):
            left = pending[element]
            assert isinstance(left, PendingShortcode)
            assert isinstance(left.item, Shortcode)
            if left.item.scope in scopes:
                self._leave_second(element, left.raw)
                continue
            scopes.add(left.item.scope)
            leads = place == 0 and not is_listed and self._page_context.site_numbers is not None
            self._is_enough = self._is_enough or leads
            self._bibliography(element, left.item.scope, left.raw, leads=leads)

    def _bibliography(self, element: etree.Element, scope: str, raw: str, *, leads: bool) -> None:
        site, told, turn = self._site, list[Report](), self._placement.turn

        def found() -> list[_Listed]:
            listed = list(self._listed(scope, leads=leads))
            self._page_context.report_again(told, [] if listed else [nothing_cited()], raw, turn)
            return listed

        if site.style is None:
            self._placement.put_again(element, lambda: [self._listed_item(one) for one in found()], site.renderer.references)
        else:
            language = site.style.language_beside(site.words.language)
            from ..render.styled import StyledRenderer  # Few sites have a style.

            styled = partial(self._styled_items, site.style)
            render = partial(StyledRenderer(site.renderer).references, language=language)
            self._placement.put_again(element, lambda: styled(found()), render)

    def _listed_item(self, one: _Listed) -> CitedItem:
        return self._item(one.id, one.jumps)._replace(number=one.number, element_id=one.element_id)

    def _styled_items(self, style: SiteStyle, items: Iterable[_Listed]) -> list[StyledItem]:
        listed = {one.id: one for one in items}
        site, href = self._site, self._page_context.href
        numbers = self._page_context.site_numbers
        assigned = site.assigned.of(listed, numbers) if numbers is not None and site.assigned else None
        _, entries, _ = style.process([site.source(site.registry[one]) for one in listed], [], assigned)
        pairs = ((entry, listed[entry[0]]) for entry in entries)
        return [site.styled_item(entry, one.jumps, href, one.element_id) for entry, one in pairs]

    def _listed(self, scope: str, *, leads: bool) -> Iterator[_Listed]:
        index, page_context, numbers = self._site.index, self._page_context, self._page_context.site_numbers
        found: Iterable[str] = index.cited_on(self._section()) if scope == "section" else index.cited
        if scope == "all":  # What is cited has its number first.
            found = dict.fromkeys((*found, *(one.id for one in self._site.registry.resources())))
        if leads:  # With those that only rendering finds, or that are listed without being cited.
            found = dict.fromkeys((*found, *page_context.numbers))
        if numbers is None:
            found = sorted(found, key=self._by_name)
        else:
            found = sorted(found, key=lambda one: numbers.setdefault(one, len(numbers) + 1))
        for place, resource_id in enumerate(found, 1):
            rows = index.rows(self._site.registry[resource_id])
            jumps = tuple(page_context.href(row.path, row.anchor) for row in rows if row.path)
            number = numbers[resource_id] if numbers else place
            element_id = "" if leads and resource_id in page_context.numbers else f"rc-{scope}-{resource_id}"
            yield _Listed(resource_id, jumps, 0 if number == place else number, element_id)

    def _section(self) -> Iterable[str]:
        """The pages of this page's section."""
        if self._page_context.section is not None:
            return self._page_context.section()
        folder = self._page_context.path.rpartition("/")[0]
        return (path for path in self._site.index.citing_paths if not folder or path.startswith(f"{folder}/"))

    def _by_name(self, resource_id: str) -> tuple[tuple[str, ...], str, str]:
        """All names, family names first, with the year after them; the title where nobody is known."""
        resource = self._site.registry[resource_id]
        title = title_order(resource.title, self._site.words.language)
        return tuple(one.sorted.casefold() for one in resource.authors) or (title,), resource.published, title
