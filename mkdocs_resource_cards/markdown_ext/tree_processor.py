"""Look up -> compose -> render -> place, for every shortcode of one page, in document order."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape
from typing import NamedTuple, Protocol

from markdown import Markdown

from ..cards.card import CitedItem
from ..cards.compose import source_of
from ..citations.index import anchor_of
from ..excerpt import disarmed
from ..markdown_scan.headings import without_attributes
from ..model import Resource
from ..render import Element, item_view
from ..shortcode import Malformed, Shortcode
from ..site import PageContext, Report, RerenderableFragment, Site
from . import labels


class Host(Protocol):
    """What runs us."""

    @property
    def site(self) -> Site:
        """The site being built."""

    def visit(self, md: Markdown) -> PageContext:
        """The page that `md` is converting; asked for once its tree is complete, and only if it holds a shortcode."""


class PendingShortcode(NamedTuple):
    """What was left in the tree for one shortcode."""

    item: Shortcode | Malformed
    raw: str
    """As it was written."""
    resource: Resource | None = None
    """None for an unknown key, and for what names no single resource."""
    is_linked: bool = False
    """Whether it stands within a link that was written as raw HTML, which the tree does not show."""


Pending = dict[etree.Element, PendingShortcode]
"""The empty element left for a shortcode -> what it stands for."""

_REFERENCES = Shortcode("references")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class ShortcodeTreeprocessor:
    """Fills the elements that were left for the shortcodes of one page."""

    def __init__(
        self,
        site: Site,
        visit: PageContext,
        stash: Callable[[str], str],
        pending: Pending,
        text_behind: Callable[[str], str],
    ) -> None:
        """`stash` takes finished HTML and returns the text that stands for it until the page is serialised.

        `text_behind` tells the text of what others have put away so.
        """
        self._text_behind = text_behind
        self._site = site
        self._visit = visit
        self._stash = stash
        self._pending = pending
        self._heading: etree.Element | None = None
        self._words: str | None = ""
        self._in_heading: set[etree.Element] = set()
        self._has_numbers = False
        self._named_headings = 0
        self.numbers_in_headings: list[tuple[etree.Element, str]] = []
        """Elements left empty, and the text to be put into each once tables of contents have taken their entries."""
        self._turn = 0
        """The number of the shortcode at hand among those written the same."""

    def run(self, root: etree.Element, *, links_headings: bool = False) -> None:
        """Fills all that `root` holds. What left the tree (an image's alternative text took it) is a text already.

        `links_headings`: whether each heading will become a link.
        """
        self._promote(root)
        links = ("a", *_HEADINGS) if links_headings else ("a",)
        pending = self._pending
        real = [link for name in links for link in root.iter(name) if link not in pending]
        linked = {inner for link in real for inner in link.iter() if inner in pending}
        references: list[tuple[etree.Element, int]] = []
        # A page has hundreds of elements and few of ours: the comprehension looks at each as cheaply as can be.
        for element in [one for one in root.iter() if one in self._pending or one.tag in _HEADINGS]:
            if element.tag in _HEADINGS:
                self._heading, self._words, self._in_heading = element, None, set(element.iter())
            else:
                left = self._pending[element]
                self._turn = self._visit.count(left.raw)
                if element.tag == "article" and left.item == _REFERENCES:
                    references.append((element, self._turn))
                else:
                    self._location(element, left, left.is_linked or element in linked)
        self._references(root, references)

    @property
    def _section(self) -> str:
        """The words of the heading above; read when the first citation below asks for them."""
        if self._words is None and self._heading is not None:
            heading = labels.words_in(self._heading, self._text_behind)
            self._words = " ".join(without_attributes(heading).split())
        return self._words or ""

    def _promote(self, root: etree.Element) -> None:
        """Paragraphs that hold a shortcode alone: Python-Markdown makes some, in loose lists, after blocks are parsed."""
        for paragraph in root.iter("p"):
            if len(paragraph) == 1 and paragraph[0] in self._pending and not paragraph.attrib:
                child, left = paragraph[0], self._pending[paragraph[0]]
                alone = not (paragraph.text or "").strip() and not (child.tail or "").strip()
                if alone and isinstance(left.item, Shortcode) and not left.item.is_inline:
                    self._pending[paragraph] = self._pending.pop(child)
                    paragraph.tag, paragraph.text = "article", None
                    paragraph.remove(child)

    def _location(self, element: etree.Element, left: PendingShortcode, linked: bool) -> None:
        item = left.item
        if element.tag == "a":
            labels.settle(element)
        if isinstance(item, Malformed):
            self._as_written(element, "malformed_shortcode", item.reason, item.suggestion, left.raw)
        elif item.name != "resource" and element.tag != "article":
            message = f"`{left.raw}` makes a block"
            self._as_written(element, "card_not_allowed", message, "give it a paragraph of its own", left.raw)
        elif item.name != "resource":
            self._list(element, item, left.raw)
        elif left.resource is None:
            self._missing(element, item, left.raw)
        elif element.tag == "article":
            self._card(element, left.resource, item.view or "full")
        else:
            self._inline(element, left.resource, item, left.raw, linked)

    def _report(self, code: str, message: str, suggestion: str, raw: str) -> None:
        self._visit.report(code, message, suggestion, raw, self._turn)

    def _as_written(self, element: etree.Element, code: str, message: str, suggestion: str, raw: str) -> None:
        self._report(code, message, suggestion, raw)
        element.text = self._stash(escape(raw, quote=False))

    def _missing(self, element: etree.Element, shortcode: Shortcode, raw: str) -> None:
        site, key = self._site, shortcode.key
        closest = site.registry.closest(key)
        self._report("unknown_resource", f"no resource has the key `{key}`", site.registry.suggest(key), raw)
        pair = (closest.id, closest.title) if closest else ("", "")
        inline = element.tag != "article"
        label = labels.words_in(element, self._text_behind) if shortcode.label and inline else ""
        element[:] = []
        self._put(element, site.renderer.missing(key, label=label, closest=pair, inline=inline))

    def _card(self, element: etree.Element, resource: Resource, view: str) -> None:
        visit = self._visit
        visit.number(resource.id)
        make = partial(self._render_card, resource, view, visit.cite(resource.id, self._section), visit.suffix())
        self._put_again(element, make)

    def _render_card(self, resource: Resource, view: str, element_id: str, suffix: str | None) -> Element:
        site, visit = self._site, self._visit
        return site.renderer.card(site.card(resource, view, visit.href, element_id=element_id, suffix=suffix))

    def _inline(self, element: etree.Element, resource: Resource, shortcode: Shortcode, raw: str, linked: bool) -> None:
        visit = self._visit
        if shortcode.view in ("full", "compact"):
            message = f"`view={shortcode.view}` is not possible within a paragraph, heading, list item or cell"
            self._report("card_not_allowed", message, "give the shortcode a paragraph of its own", raw)
        visit.number(resource.id)
        element_id = visit.cite(resource.id, self._section)
        if linked:  # Never a link in a link: the title that stands there stays.
            element.attrib.update({"class": "rc-ref", "data-rc-id": resource.id} | ({"id": element_id} if element_id else {}))
        elif not visit.is_guest and (shortcode.view == "number" or (visit.is_numbered and not shortcode.view)):
            self._number(element, resource, bool(shortcode.label), element_id)
        else:
            if element in self._in_heading:
                self._name_heading()
            if shortcode.label and self._wrap(element, resource, element_id):
                return
            label = labels.words_in(element, self._text_behind) if shortcode.label else resource.title
            element[:] = []
            make = partial(self._reference, resource, disarmed(label) if element in self._in_heading else label)
            # Without a source of its own it leads to its page, which another page's citation may bring about.
            if source_of(resource):
                self._put(element, make(), element_id)
            else:
                self._put_again(element, make, element_id)

    def _wrap(self, element: etree.Element, resource: Resource, element_id: str) -> bool:
        """Makes the label that stands in the tree a link; False where that cannot be done."""
        if not source_of(resource):  # What may be rendered again must be one piece.
            return False
        rendered = self._reference(resource, labels.MARK)
        if not labels.wrap(element, rendered.inner, self._stash):
            return False
        element.attrib.update({**rendered.attributes, **({"id": element_id} if element_id else {})})
        return True

    def _name_heading(self) -> None:
        """Themes have ids such as `__search`, which a heading must not get from a stranger's title."""
        heading = self._heading
        if heading is not None and "id" not in heading.attrib and "".join(heading.itertext()).lstrip().startswith("_"):
            self._named_headings += 1
            heading.set("id", f"rc-heading-{self._named_headings}")

    def _reference(self, resource: Resource, label: str) -> Element:
        site, visit = self._site, self._visit
        visit.previews[resource.id] = None
        return site.renderer.reference(site.reference(resource, label, visit.href))

    def _number(self, element: etree.Element, resource: Resource, labelled: bool, element_id: str) -> None:
        """A superscript; an author's own label stays before it as text."""
        site, visit = self._site, self._visit
        visit.previews[resource.id] = None
        self._has_numbers = True
        number = visit.number(resource.id)
        holder = etree.SubElement(element, "sup") if labelled else element
        in_heading = element in self._in_heading
        self._put(holder, site.renderer.reference(site.reference(resource, "", visit.href, number)), element_id)
        if in_heading:
            self.numbers_in_headings.append((holder, holder.text or ""))
            holder.text = ""

    def _list(self, element: etree.Element, shortcode: Shortcode, raw: str) -> None:
        visit, view = self._visit, shortcode.view or "list"
        from ..resource_query import (  # Few pages hold lists: the others need not import what reads them.
            asks_who_cites,
            select,
        )

        told, turn = list[Report](), self._turn

        def chosen() -> list[Resource]:
            found, problems = select(shortcode, self._site.registry, self._site.index, self._site.words.language)
            visit.report_again(told, problems, raw, turn)
            return found

        if shortcode.keys:
            locations = tuple((one, self._cite_listed(one), visit.suffix()) for one in chosen())
            self._put_again(element, lambda: self._render_list(view, locations))
        else:  # A query names nothing, so it cites nothing.
            suffix, first = visit.suffix(), chosen()
            again = chosen if asks_who_cites(shortcode) else lambda: first
            self._put_again(element, lambda: self._render_list(view, [(one, "", suffix) for one in again()]))

    def _cite_listed(self, resource: Resource) -> str:
        self._visit.number(resource.id)
        return self._visit.cite(resource.id, self._section)

    def _render_list(self, view: str, locations: Iterable[tuple[Resource, str, str | None]]) -> Element:
        site, href, item = self._site, self._visit.href, item_view(view)
        cards = [site.card(one, item, href, element_id=element_id, suffix=suffix) for one, element_id, suffix in locations]
        return site.renderer.listing(cards, view)

    def _references(self, root: etree.Element, found: list[tuple[etree.Element, int]]) -> None:
        """Fills the first list of references; a page with numbers but no such list gets one at its end, as with footnotes."""
        if self._has_numbers and not found:
            found = [(etree.SubElement(root, "article"), 0)]
        for element, _ in found[:1]:
            self._put_again(element, self._render_references)
        for element, self._turn in found[1:]:
            message = "a page has one list of references, and it stands above"
            element.tag = "p"
            self._as_written(element, "malformed_shortcode", message, "remove this one", self._pending[element].raw)

    def _render_references(self) -> Element:
        return self._site.renderer.references(self._cited_items())

    def _cited_items(self) -> Iterator[CitedItem]:
        site, visit = self._site, self._visit
        for resource_id in visit.numbers:
            card = site.card(site.registry[resource_id], "number", visit.href)
            occurrences = range(1, visit.occurrences.get(resource_id, 0) + 1)
            yield CitedItem(card, tuple(f"#{anchor_of(resource_id, n)}" for n in occurrences))

    def _put(self, element: etree.Element, rendered: Element, element_id: str = "") -> None:
        """A real element around stashed HTML; an attribute list that stood below the shortcode stays for its processor."""
        attributes = element.text if element.tag == "article" and element.text else ""
        element.tag = rendered.tag
        element.attrib.update(rendered.attributes)
        if element_id:
            element.set("id", element_id)
        element.text = self._stash(rendered.inner) + attributes

    def _put_again(self, element: etree.Element, make: Callable[[], Element], element_id: str = "") -> None:
        """As `_put`, for HTML that the host has made again when the index has changed."""
        rendered = make()
        if not rendered.inner.strip():  # It is found again by what it holds.
            rendered = rendered._replace(inner=f"<!--rc-placed-{len(self._visit.placed)}-->")
        self._visit.placed.append(RerenderableFragment(rendered.inner, lambda: make().inner))
        self._put(element, rendered, element_id)
