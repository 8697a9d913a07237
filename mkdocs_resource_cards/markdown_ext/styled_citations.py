"""The citations of one page in the site's style: `(Roe 2020a, p. 33; Ito 2019)`, or notes.

A style distinguishes similar sources and counts earlier citations, so all citations must be known before the first is
written: they are gathered while the page is gone through, and written at its end.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from markdown.serializers import to_html_string

from ..cards.card import StyledItem
from ..cards.compose import source_of
from ..citation import CitationItem
from ..citation_styles.pieces import STAND_IN, Pieces, StyledDocument, text_of
from ..citation_styles.site_style import PlainCite, SiteStyle
from ..citations import anchor_of
from ..i18n import direction_of
from ..render import RenderedElement
from ..render.styled import StyledRenderer
from .citation_writer import append
from .pending import PendingCite
from .placement import Placement
from .styled_writer import STAND_INS, StyledWriter

if TYPE_CHECKING:
    from ..citation_styles.assigned import Assigned

# These two are compiled for pages that need them.
_ESCAPED = "\x02([0-9]{1,7})\x03"
"""A sign that stood after a backslash, as Python-Markdown keeps it."""
_BEGINNING = r"^((?:<[^<>]*>|[^\w<&])*)([^\W\d_])"
"""The first letter of HTML."""


_Waiting = tuple[etree.Element, Sequence[PendingCite], Callable[[etree.Element], None]]
"""One citation, to be written, and who is told which element holds it, once one does."""
Notes = tuple[list[Pieces], list[str], dict[str, str]]
"""What the notes of a page depend on: their texts, the ids of their citations, where the titles of sources lead."""

_IN_NOTES = re.compile(rf"{STAND_INS.pattern}(\.?)")
"""What stands for words of the author in a note, and the full stop behind it."""


class StyledCitations:
    """Gathers the citations of one page, and writes them."""

    def __init__(self, placement: Placement, style: SiteStyle) -> None:
        self._placement = placement
        self._site = placement.site
        self._page_context = placement.page_context
        self._style = style
        directions = placement.site.words.page_direction, direction_of(style.language)
        self._renderer = StyledRenderer(placement.site.renderer, *directions)
        self._waiting: list[_Waiting] = []
        self._words: list[tuple[etree.Element, ...]] = []
        """The author's words around cites: the character STAND_IN + n stands for number n until they are put in its place."""
        self._html: dict[int, str] = {}
        """The HTML of these words, once a note holds them."""
        self._first: set[int] = set()
        """Numbers of the words that a note begins with: they have a capital."""
        self._citations: list[tuple[PlainCite, ...]] = []
        self._done: StyledDocument | None = None
        self._assigned: Assigned | None = None
        """What `_done` was made with."""

    @property
    def has_entries(self) -> bool:
        """Whether the style has a list of references."""
        _, entries, _ = self._processed()
        return bool(entries)

    @property
    def has_notes(self) -> bool:
        """Whether the page has citations that are notes."""
        return self._style.is_note and bool(self._waiting)

    def add(self, element: etree.Element, cites: Sequence[PendingCite], done: Callable[[etree.Element], None]) -> None:
        """Takes a citation whose sources are counted already."""
        self._waiting.append((element, cites, done))

    def add_behind(
        self, element: etree.Element, cite: PendingCite, has_label: bool, done: Callable[[etree.Element], None]
    ) -> None:
        """As `add`, for one source; the author's label stays before it."""
        if has_label:
            if not self._style.is_note:
                append(element, "\u00a0")
            element = etree.SubElement(element, "span")
        element.text = ""  # Instead of the title.
        self.add(element, [cite], done)

    def write(self) -> None:
        """Writes all that were taken, in their order."""
        citations, entries, numbers = self._processed()
        listed = {id for id, *_ in entries} or self._page_context.numbers  # Without a list of the style's, ours has all.
        for number, ((element, cites, done), (text, author)) in enumerate(zip(self._waiting, citations, strict=True), 1):
            anew = None if self._assigned is None else partial(self._text_of, number - 1)
            writer = StyledWriter(self._placement, self._renderer, self._words, cites, numbers, listed, anew)
            done(writer.write(element, text, author, number if self._style.is_note else 0))

    def _text_of(self, at: int) -> Pieces:
        citations, _, _ = self._processed()
        return citations[at][0]

    def _processed(self) -> StyledDocument:
        """The style's output for the page, computed once, and again if the rest of the site has changed it."""
        site, numbers = self._site, self._page_context.site_numbers
        assigned = None if numbers is None else site.assigned
        if self._done is None or assigned is not self._assigned:
            items = [site.source(site.registry[one]) for one in self._page_context.numbers]
            if not self._citations:
                self._citations = [
                    tuple([self._cite(cite) for cite in cites if cite.resource]) for _, cites, _ in self._waiting
                ]
            within = assigned.of(self._page_context.numbers, numbers) if assigned and numbers else None
            self._done, self._assigned = self._style.process(items, self._citations, within), assigned
        return self._done

    def _cite(self, cite: PendingCite) -> PlainCite:
        item = cite.item
        author = "in-text" if item.author_in_text else "suppress" if item.suppress_author else ""
        suffix = self._stand_in(cite.suffix) if cite.suffix or item.suffix else _behind(item)
        id = cite.resource.id if cite.resource else ""
        return id, item.label, item.locator, self._stand_in(cite.prefix), suffix, author

    def _stand_in(self, words: tuple[etree.Element, ...]) -> str:
        if not words:
            return ""
        self._words.append(words)
        return chr(ord(STAND_IN) + len(self._words) - 1)

    def render_entries(self, entries: Iterable[StyledItem]) -> RenderedElement:
        """The list of what the page cites."""
        return self._renderer.references(entries, self._language)

    @property
    def _language(self) -> str:
        """The style's, where it is not the site's."""
        return self._style.language_beside(self._site.words.language)

    def entries(self) -> list[StyledItem]:
        """What the list says of each source that the page cites."""
        site, page_context, found = self._site, self._page_context, list[StyledItem]()
        _, entries, _ = self._processed()
        for entry in entries:
            id = entry[0]
            jumps = tuple([f"#{anchor_of(id, n)}" for n in range(1, page_context.occurrences.get(id, 0) + 1)])
            found.append(site.styled_item(entry, jumps, page_context.href))
        return found

    def notes(self) -> Notes:
        """What the notes of the page say, one for each citation."""
        citations, _, _ = self._processed()
        texts = [text for text, _ in citations]
        jumps = [next((cite.element_id for cite in cites if cite.element_id), "") for _, cites, _ in self._waiting]
        site, href = self._site, self._page_context.href
        resources = [site.registry[one] for one in self._page_context.numbers]
        titles = {one.id: site.page_href(one, href) or source_of(one) for one in resources}
        return texts, jumps, titles

    def render_notes(self, notes: Notes) -> RenderedElement:
        """The notes of the page."""
        texts, jumps, titles = notes
        self._first = {ord(start) - ord(STAND_IN) for text in texts if (start := text_of(text[:1])[:1]) >= STAND_IN}
        made = self._renderer.notes(zip(texts, jumps, strict=True), titles, self._language)
        return made._replace(inner=_IN_NOTES.sub(self._words_of, made.inner))

    def _words_of(self, match: re.Match[str]) -> str:
        """The HTML of the author's words that a character in a note stands for; the same when the note is made again.

        A full stop after those that end with one is left out.
        """
        words = self._html_of(match[1])
        return words if match[2] and re.sub("<[^<>]*>", "", words).endswith(".") else words + match[2]

    def _html_of(self, stand_in: str) -> str:
        number = ord(stand_in) - ord(STAND_IN)
        if number not in self._html and number < len(self._words):
            html = self._placement.restored("".join(map(_html, self._words[number])))
            self._html[number] = (
                re.sub(_BEGINNING, lambda found: found[1] + found[2].upper(), html) if number in self._first else html
            )
        return self._html.get(number, stand_in)


def _html(piece: etree.Element) -> str:
    """A piece of an author's words, with the signs that stood after a backslash."""
    whole = to_html_string(piece).strip()
    html = whole if piece.get("class") else whole.removeprefix("<span>").removesuffix("</span>")
    return re.sub(_ESCAPED, lambda match: chr(int(match[1])), html)


def _behind(item: CitationItem) -> str:
    """What `at=` holds after the locator, or instead of one."""
    if not item.locator:
        return f", {item.at}" if item.at else ""
    return item.at.partition(item.locator)[2]
