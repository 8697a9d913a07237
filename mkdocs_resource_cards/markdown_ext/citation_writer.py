"""A citation of several sources, or of a place in one, as elements: `[1, 3–5]`, `[see 1, p. 33; 2]`, links side by side.

Each source keeps an element of its own, with its id and its preview.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..cards.compose import is_mixed
from ..cards.short_citation import author_date, names_of, place_of, year_of
from ..citation import RANGE, CitationItem, successive
from ..excerpt import inert
from ..model import Resource
from ..render import RenderedElement, isolated
from ..shortcode import Shortcode
from ..site import Site
from .line_breaks import JOINER
from .pending import PendingCite
from .placement import Placement


def cites_of(shortcode: Shortcode, site: Site) -> tuple[PendingCite, ...]:
    """The sources that a shortcode names in a text."""
    label, locator, at, suffix = _located(shortcode.at, site) if shortcode.at else ("", "", "", "")
    at = at + suffix if at else shortcode.at
    items = (CitationItem(key, locator=locator, label=label, at=at) for key in shortcode.keys)
    return tuple(PendingCite(item, site.registry.get(item.key)) for item in items)


def _located(at: str, site: Site) -> tuple[str, str, str, str]:
    from ..pandoc_citations import locate  # Few citations name a place in their source.

    place = locate(at, site.words.language, more=site.locator_labels)
    return place.label, place.locator, place.at, place.suffix


class CitationWriter:
    """Writes the citations of one page."""

    def __init__(self, placement: Placement) -> None:
        self._placement = placement
        self._site = placement.site
        self._page_context = placement.page_context
        self._stash = placement.stash

    def cited(self, cites: Iterable[PendingCite], raw: str, section: str) -> list[PendingCite]:
        """Counts each of the sources of a citation, written as `raw`, and gives it the id of its element."""
        return [self._cited(cite, raw, section) for cite in cites]

    def _cited(self, cite: PendingCite, raw: str, section: str) -> PendingCite:
        if cite.resource is None:
            self._placement.unknown(cite.item.key, raw)
            return cite
        self._page_context.number(cite.resource.id)
        return cite._replace(element_id=self._page_context.cite(cite.resource.id, section))

    def numbers(self, element: etree.Element, cites: Sequence[PendingCite]) -> etree.Element:
        """`[1, p. 33; 2]`, after the names where these belong to the sentence; returns the element of the numbers.

        Numbers alone stand above the line; with words or places among them it is a parenthesis on it.
        """
        holder, first = element, cites[0]
        if first.item.author_in_text and first.resource:
            element.tag = "span"
            element.set("class", "rc-cites")
            append(element, self._names(first.resource) + "\u00a0")
            holder = etree.SubElement(element, "sup")
        holder.tag = "span" if any(cite.has_words for cite in cites) else "sup"
        if not any(cite.prefix or cite.suffix for cite in cites):
            self._placement.numbers.append(holder)
        if len(cites) == 1 and first.resource and not first.has_words:
            self._alone(holder, first)
            return holder
        holder.set("class", "rc-cites")
        append(holder, "[")
        self._write(holder, cites)
        append(holder, "]")
        return holder

    def _alone(self, holder: etree.Element, cite: PendingCite) -> None:
        """One number, as that of a shortcode."""
        site, page_context, resource = self._site, self._page_context, cite.resource
        assert resource is not None
        page_context.previews[resource.id] = None
        reference = site.reference(resource, "", page_context.href, page_context.number(resource.id))
        self._placement.put(holder, site.renderer.reference(reference), cite.element_id)

    def _write(self, holder: etree.Element, cites: Sequence[PendingCite]) -> None:
        if all(cite.resource and not cite.has_words for cite in cites):
            self._compressed(holder, cites)
            return
        for index, cite in enumerate(cites):
            append(holder, "; " if index else "")
            self._around(holder, cite, lambda one=cite: self._number(one))  # type: ignore[misc]

    def _compressed(self, holder: etree.Element, cites: Sequence[PendingCite]) -> None:
        """In the order of their numbers, successive ones as a range."""
        runs = successive(sorted(cites, key=self._number_of), self._number_of)
        for index, cite in enumerate(one for run in runs for one in self._range(run)):
            append(holder, ", " if index else "")
            holder.extend(cite)
            append(holder, "")

    def _range(self, run: list[PendingCite]) -> Iterator[list[etree.Element]]:
        if len(run) < RANGE:
            yield from ([self._number(cite)] for cite in run)
            return
        between = etree.Element("span", {"class": "rc-range"})
        between.text = "\u2013"
        hidden = etree.SubElement(between, "span", {"class": "rc-range__numbers"})
        hidden.extend(self._number(cite, is_between=True) for cite in run[1:-1])
        between.tail = JOINER
        yield [self._number(run[0]), between, self._number(run[-1])]

    def _number_of(self, cite: PendingCite) -> int:
        return self._page_context.number(cite.resource.id) if cite.resource else 0

    def _number(self, cite: PendingCite, *, is_between: bool = False) -> etree.Element:
        site, page_context, resource = self._site, self._page_context, cite.resource
        if resource is None:
            return self._made(site.renderer.missing(cite.item.key, inline=True), "")
        page_context.previews[resource.id] = None
        reference = site.reference(resource, "", page_context.href, page_context.number(resource.id))
        return self._made(site.renderer.cited_number(reference, is_between=is_between), cite.element_id)

    def links(self, element: etree.Element, cites: Sequence[PendingCite], *, by_author: bool) -> None:
        """Links side by side: titles, or `(Roe 2020, p. 33; Lee 2021)` if `by_author`."""
        element.tag = "span"
        element.set("class", "rc-cites")
        has_places = any(not cite.is_bare for cite in cites)
        separator = "; " if by_author or has_places else self._site.words.text("list_separator")
        append(element, self._opening(cites[0]) if by_author else "")
        for index, cite in enumerate(cites):
            append(element, separator if index else "")
            self._around(element, cite, lambda one=cite: self._link(one, by_author))  # type: ignore[misc]
        append(element, ")" if by_author else "")

    def _link(self, cite: PendingCite, by_author: bool) -> etree.Element:
        site, page_context, resource = self._site, self._page_context, cite.resource
        if resource is None:
            return self._made(site.renderer.missing(cite.item.key, inline=True), "")
        page_context.previews[resource.id] = None
        label = _label(cite.item, resource) if by_author else ""
        reference = site.reference(resource, label, page_context.href)
        if by_author and reference.mixed:
            reference = reference._replace(label=self._isolated(label, resource), mixed=False)
        return self._made(site.renderer.reference(reference), cite.element_id)

    def _opening(self, first: PendingCite) -> str:
        """The bracket, after the names where these belong to the sentence."""
        in_text = first.item.author_in_text and first.resource
        return f"{self._names(first.resource)} (" if in_text and first.resource else "("

    def texts(self, element: etree.Element, cites: Sequence[PendingCite], *, by_author: bool) -> None:
        """As `links`, without a link: within another."""
        element.tag = "span"
        element.set("class", "rc-cites")
        append(element, self._opening(cites[0]) if by_author else "")
        for index, cite in enumerate(cites):
            append(element, "; " if index else "")
            self._around(element, cite, lambda one=cite: self._text(one, by_author))  # type: ignore[misc]
        append(element, ")" if by_author else "")

    def _text(self, cite: PendingCite, by_author: bool) -> etree.Element:
        resource = cite.resource
        made = etree.Element("span", {"class": "rc-ref", "data-rc-id": resource.id if resource else cite.item.key})
        if cite.element_id:
            made.set("id", cite.element_id)
        label = cite.item.key if resource is None else _label(cite.item, resource) if by_author else resource.title
        made.text = self._stash(inert(self._isolated(label, resource)))
        return made

    def _around(self, holder: etree.Element, cite: PendingCite, make: Callable[[], etree.Element]) -> None:
        """One source with the author's words around it; as a unit where these are of another direction."""
        direction = self._site.words.page_direction
        if has_other_direction((*cite.prefix, *cite.suffix), direction) or is_mixed(place_of(cite.item), direction):
            holder = etree.SubElement(holder, "bdi")
        if cite.prefix:
            move(holder, cite.prefix)
            append(holder, " ")
        holder.append(make())
        place = place_of(cite.item)
        append(holder, f", {place}" if place else "")
        move(holder, cite.suffix)

    def _made(self, rendered: RenderedElement, element_id: str) -> etree.Element:
        made = etree.Element(rendered.tag, dict(rendered.attributes) | ({"id": element_id} if element_id else {}))
        made.text = self._stash(rendered.inner)
        return made

    def _names(self, resource: Resource) -> str:
        """The authors in a sentence."""
        return self._stash(inert(self._isolated(names_of(resource), resource)))

    def _isolated(self, text: str, resource: Resource | None) -> str:
        """A stranger's text, the title in it as one."""
        return isolated(text, self._site.words.page_direction, resource.title if resource else "")


def _label(item: CitationItem, resource: Resource) -> str:
    if item.author_in_text or item.suppress_author:
        return year_of(resource) or resource.title
    return author_date(resource)


def has_other_direction(words: Iterable[etree.Element], direction: str) -> bool:
    """Whether an author's words are of another direction than the page's."""
    return is_mixed("".join(text for piece in words for text in piece.itertext()), direction)


def append(holder: etree.Element, text: str) -> None:
    """Text after what an element holds."""
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text


def move(holder: etree.Element, pieces: Iterable[etree.Element]) -> None:
    """The author's words after what an element holds."""
    for piece in pieces:
        if piece.get("class"):  # A citation within them, to be filled later.
            holder.append(piece)
        else:
            append(holder, piece.text or "")
            holder.extend(list(piece))
