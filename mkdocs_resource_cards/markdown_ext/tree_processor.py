"""Look up -> compose -> render -> place, for every shortcode of one page, in document order."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from ..cards.card import Reference
from ..cards.compose import source_of
from ..cards.short_citation import place_of
from ..citations import pandoc
from ..excerpt import disarmed
from ..markdown_scan.headings import without_attributes
from ..model import Resource
from ..shortcode import LIST_VIEWS, Malformed, Shortcode
from ..site import PageContext, Site, source_names
from . import labels
from .citation_writer import CitationWriter, append, cites_of
from .descriptions import Descriptions
from .late_numbers import LateNumber, settle
from .list_writer import ListWriter
from .pending import Pending, PendingCitation, PendingCite, PendingShortcode, names_source
from .placement import Placement
from .put_away import PutAway

if TYPE_CHECKING:
    from .styled_citations import StyledCitations

_REFERENCES = Shortcode("references")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class ShortcodeTreeprocessor:
    """Fills the elements that were left for the shortcodes of one page."""

    def __init__(
        self,
        site: Site,
        page_context: PageContext,
        stash: Callable[[str], str],
        pending: Pending,
        put_away: PutAway,
        restored: Callable[[str], str],
    ) -> None:
        """`stash` and `restored` are those of Placement; `put_away` is what others have."""
        self._put_away = put_away
        self._site = site
        self._page_context = page_context
        self._placement = Placement(site, page_context, stash, restored)
        self._lists = ListWriter(self._placement)
        self._citations = CitationWriter(self._placement)
        self._styled = _styled(self._placement)
        self._pending = pending
        self._heading: etree.Element | None = None
        self._words: str | None = ""
        self._in_heading: set[etree.Element] = set()
        self._named_headings = 0
        self.anchors: list[tuple[etree.Element, list[str]]] = []
        """Images whose descriptions cite, and the ids of these citations."""
        self.late: list[LateNumber] = []
        """What enters headings once tables of contents have taken their entries."""

    def run(self, root: etree.Element, *, links_headings: bool = False) -> None:
        """Fills all that `root` holds. What left the tree (an image's alternative text took it) is a text already.

        `links_headings`: whether each heading will become a link.
        """
        self._promote(root)
        described = Descriptions(root, self._pending, self._put_away)
        links = ("a", *_HEADINGS) if links_headings else ("a",)
        pending = self._pending
        real = [link for name in links for link in root.iter(name) if link not in pending]
        linked = {inner for link in real for inner in link.iter() if inner in pending}
        references, bibliographies = list[tuple[etree.Element, int]](), list[tuple[etree.Element, int]]()
        for element in described.in_order(_HEADINGS):
            if element.tag in _HEADINGS:
                self._heading, self._words, self._in_heading = element, None, set(element.iter())
            else:
                left = self._pending[element]
                self._placement.turn = self._page_context.count(left.raw)
                is_linked = left.is_linked or element in linked
                if isinstance(left, PendingCitation):
                    self._cite_or_leave(element, left, is_linked)
                elif element.tag == "article" and left.item == _REFERENCES:
                    references.append((element, self._placement.turn))
                elif element.tag == "article" and isinstance(left.item, Shortcode) and left.item.scope:
                    bibliographies.append((element, self._placement.turn))
                else:
                    self._location(element, left, is_linked)
        for resource_id in self._page_context.listed:
            self._page_context.number(resource_id)
            self._placement.has_numbers = True
        if self._styled is not None:
            self._styled.write()
        self.anchors = described.fill(self._placement.restored)
        self._lists.bibliographies(bibliographies, self._pending, is_listed=bool(references))
        self._lists.references(root, references, self._pending, self._styled)
        settle(root, self._placement, self.late)

    @property
    def _section(self) -> str:
        """The words of the heading above; read when the first citation below asks for them."""
        if self._words is None and self._heading is not None:
            here = ((one, self._pending.get(one)) for one in self._heading.iter())
            instead = {one: self._name(left) for one, left in here if isinstance(left, PendingCitation)}
            heading = labels.words_in(self._heading, self._put_away.text, instead)
            self._words = " ".join(without_attributes(heading).split())
        return self._words or ""

    def _name(self, left: PendingCitation) -> str:
        items = [cite.item for cite in left.cites]
        names = source_names(self._site.registry)
        return names.citation([item.key for item in items], items[0].author_in_text, left.raw)

    def _promote(self, root: etree.Element) -> None:
        """Paragraphs that hold a shortcode alone: Python-Markdown makes some, in loose lists, after blocks are parsed."""
        for paragraph in root.iter("p"):
            if len(paragraph) == 1 and paragraph[0] in self._pending and not paragraph.attrib:
                child, left = paragraph[0], self._pending[paragraph[0]]
                alone = not (paragraph.text or "").strip() and not (child.tail or "").strip()
                is_card = isinstance(left, PendingShortcode) and isinstance(left.item, Shortcode) and not left.item.is_inline
                if alone and is_card:
                    self._pending[paragraph] = self._pending.pop(child)
                    paragraph.tag, paragraph.text = "article", None
                    paragraph.remove(child)

    def _location(self, element: etree.Element, left: PendingShortcode, linked: bool) -> None:
        item = left.item
        if element.tag == "a":
            labels.settle(element)
        if isinstance(item, Malformed):
            self._placement.as_written(element, "malformed_shortcode", item.reason, item.suggestion, left.raw)
        elif item.name == "resources" and element.tag != "article" and item.keys and item.view not in LIST_VIEWS:
            self._cite(element, cites_of(item, self._site), left.raw, item.view, linked)
        elif item.name != "resource" and element.tag != "article":
            message = f"`{left.raw}` makes a block, which is not possible here"
            self._placement.as_written(element, "card_not_allowed", message, "give it a paragraph of its own", left.raw)
        elif item.name != "resource":
            self._lists.resources(element, item, left.raw, self._section)
        elif left.resource is None:
            self._missing(element, item, left.raw)
        elif element.tag == "article":
            self._card(element, left.resource, item.view or "full")
        else:
            self._inline(element, left.resource, item, left.raw, linked)

    def _missing(self, element: etree.Element, shortcode: Shortcode, raw: str) -> None:
        site, key = self._site, shortcode.key
        closest = site.registry.closest(key)
        self._placement.unknown(key, raw)
        pair = (closest.id, closest.title) if closest else ("", "")
        inline = element.tag != "article"
        label = labels.words_in(element, self._put_away.text) if shortcode.label and inline else ""
        element[:] = []
        self._placement.put(element, site.renderer.missing(key, label=label, closest=pair, inline=inline))

    def _card(self, element: etree.Element, resource: Resource, view: str) -> None:
        page_context = self._page_context
        page_context.number(resource.id)
        element_id, suffix = page_context.cite(resource.id, self._section), page_context.suffix()
        compose = partial(self._site.card, resource, view, page_context.href, element_id=element_id, suffix=suffix)
        self._placement.put_again(element, compose, self._site.renderer.card)

    def _inline(self, element: etree.Element, resource: Resource, shortcode: Shortcode, raw: str, linked: bool) -> None:
        page_context = self._page_context
        if shortcode.view in ("full", "compact"):
            message = f"`view={shortcode.view}` is not possible within a paragraph, heading, list item or cell"
            self._placement.report("card_not_allowed", message, "give the shortcode a paragraph of its own", raw)
        page_context.number(resource.id)
        element_id = page_context.cite(resource.id, self._section)
        if shortcode.at and not self._is_number(shortcode.view):
            element.tail = f", {place_of(cites_of(shortcode, self._site)[0].item)}{element.tail or ''}"
        if linked:  # Never a link in a link: the title that is there stays.
            element.attrib.update({"class": "rc-ref", "data-rc-id": resource.id} | ({"id": element_id} if element_id else {}))
        elif self._is_number(shortcode.view):
            self._number(element, resource, shortcode, element_id)
        else:
            if element in self._in_heading:
                self._name_heading()
            if shortcode.label and self._wrap(element, resource, element_id, shortcode.title):
                return
            label = labels.words_in(element, self._put_away.text) if shortcode.label else resource.title
            element[:] = []
            label = disarmed(label) if element in self._in_heading else label
            compose, render = partial(self._reference, resource, label, shortcode.title), self._site.renderer.reference
            # Without a source of its own it leads to its page, which another page's citation may bring about.
            if source_of(resource):
                self._placement.put(element, render(compose()), element_id)
            else:
                self._placement.put_again(element, compose, render, element_id)

    def _is_number(self, view: str) -> bool:
        page_context = self._page_context
        return not page_context.is_guest and (view == "number" or (page_context.is_numbered and not view))

    def _cite_or_leave(self, element: etree.Element, left: PendingCitation, linked: bool) -> None:
        if names_source(left, self._pending):
            self._cite(element, left.cites, left.raw, "number", linked, by_author=True)
            return
        for code, message, suggestion in pandoc.unknown((cite.item for cite in left.cites), self._site.registry):
            self._placement.report(code, message, suggestion, left.raw)
        element.attrib.clear()
        element[:] = [] if left.words is None else list(left.words)
        element.text = self._placement.stash(escape(left.raw, quote=False)) if left.words is None else left.words.text

    def _cite(
        self,
        element: etree.Element,
        cites: tuple[PendingCite, ...],
        raw: str,
        view: str,
        linked: bool,
        *,
        by_author: bool = False,
    ) -> None:
        """A citation of several sources, or with words around them; `by_author`: how it looks where it is not a number."""
        placed = self._citations.cited(cites, raw, self._section)
        element[:] = []
        element.text = ""
        if linked:  # Never a link in a link.
            self._citations.texts(element, placed, by_author=by_author)
        elif self._is_number(view):
            self._placement.has_numbers = True
            if self._styled is not None:
                self._styled.add(element, placed, self._when_written(element))
            else:
                self._when_written(element)(self._citations.numbers(element, placed))
        else:
            self._citations.links(element, placed, by_author=by_author)

    def _when_written(self, element: etree.Element) -> Callable[[etree.Element], None]:
        """What is left to do once a citation is in `element`: in a heading it enters late, no table of contents holds it."""
        return self._late if element in self._in_heading else lambda holder: None

    def _late(self, holder: etree.Element) -> None:
        self.late.append(LateNumber(holder))

    def _wrap(self, element: etree.Element, resource: Resource, element_id: str, tooltip: str) -> bool:
        """Makes the label that is in the tree a link; False where that cannot be done."""
        if not source_of(resource):  # What may be rendered again must be one piece.
            return False
        rendered = self._site.renderer.reference(self._reference(resource, labels.MARK, tooltip))
        if not labels.wrap(element, rendered.inner, self._placement.stash):
            return False
        element.attrib.update({**rendered.attributes, **({"id": element_id} if element_id else {})})
        return True

    def _name_heading(self) -> None:
        """Themes have ids such as `__search`, which a heading must not get from a stranger's title."""
        heading = self._heading
        if heading is not None and "id" not in heading.attrib and "".join(heading.itertext()).lstrip().startswith("_"):
            self._named_headings += 1
            heading.set("id", f"rc-heading-{self._named_headings}")

    def _reference(self, resource: Resource, label: str, tooltip: str) -> Reference:
        self._page_context.previews[resource.id] = None
        return self._site.reference(resource, label, self._page_context.href, tooltip=tooltip)

    def _number(self, element: etree.Element, resource: Resource, shortcode: Shortcode, element_id: str) -> None:
        """A superscript; an author's own label stays before it as text."""
        site, page_context, self._placement.has_numbers = self._site, self._page_context, True
        page_context.previews[resource.id] = None
        if self._styled is not None:
            cite = cites_of(shortcode, site)[0]._replace(element_id=element_id)
            self._styled.add_behind(element, cite, bool(shortcode.label), self._when_written(element))
            return
        number = page_context.number(resource.id)
        if shortcode.label and shortcode.at:  # It is on the line then, as a parenthesis does.
            append(element, "\u00a0")
        holder = etree.SubElement(element, "sup") if shortcode.label else element
        if shortcode.at:
            holder.text = ""
            self._citations.numbers(holder, [cites_of(shortcode, site)[0]._replace(element_id=element_id)])
        else:
            reference = site.reference(resource, "", page_context.href, number)
            self._placement.put(holder, site.renderer.reference(reference), element_id)
            self._placement.numbers.append(holder)
        self._when_written(element)(holder)


def _styled(placement: Placement) -> StyledCitations | None:
    """Who writes citations in the site's style; None where they are numbers, and for a guest, who lists no references."""
    style = placement.site.style
    if style is None or placement.page_context.is_guest:
        return None
    from .styled_citations import StyledCitations  # Few sites have a style.

    return StyledCitations(placement, style)
