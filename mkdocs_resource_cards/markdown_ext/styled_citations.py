"""The citations of one page in the site's style: `(Roe 2020a, p. 33; Ito 2019)`, or notes.

A style distinguishes similar sources and counts earlier citations, so all citations must be known before the first is
written: they are gathered while the page is gone through, and written at its end.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markdown.serializers import to_html_string

from ..cards.card import StyledItem
from ..cards.compose import source_of
from ..citation import CitationItem
from ..citation_styles import data
from ..citation_styles.data import Processed
from ..citation_styles.runs import STAND_IN, Runs, text_of
from ..citation_styles.site_style import SiteStyle
from ..citations import anchor_of
from ..render import RenderedElement
from .citation_writer import append
from .pending import PendingCite
from .placement import Placement
from .styled_writer import STAND_INS, StyledWriter

if TYPE_CHECKING:
    from ..citation_styles.assigned import Assigned

_ESCAPED = re.compile("\x02([0-9]{1,7})\x03")
"""A sign that stood after a backslash, as Python-Markdown keeps it."""

_BEGINNING = re.compile(r"^((?:<[^<>]*>|[^\w<&])*)([^\W\d_])")
"""The first letter of HTML."""


class _Waiting(NamedTuple):
    """One citation, to be written."""

    element: etree.Element
    cites: Sequence[PendingCite]
    done: Callable[[etree.Element], None]
    """Told which element holds the citation, once it does."""


class Notes(NamedTuple):
    """What the notes of a page depend on."""

    texts: list[Runs]
    jumps: list[str]
    """The id of the citation that each belongs to."""
    titles: dict[str, str]
    """Resource id -> where its title leads."""


class StyledCitations:
    """Gathers the citations of one page, and writes them."""

    def __init__(self, placement: Placement, style: SiteStyle) -> None:
        self._placement = placement
        self._site = placement.site
        self._page_context = placement.page_context
        self._style = style
        self._waiting: list[_Waiting] = []
        self._words: list[tuple[etree.Element, ...]] = []
        """The author's words around cites: the character STAND_IN + n stands for number n until they are put in its place."""
        self._html: dict[int, str] = {}
        """The HTML of these words, once a note holds them."""
        self._first: set[int] = set()
        """Numbers of the words that a note begins with: they have a capital."""
        self._citations: list[data.Cites] = []
        self._done: Processed | None = None
        self._assigned: Assigned | None = None
        """What `_done` was made with."""

    @property
    def has_entries(self) -> bool:
        """Whether the style has a list of references."""
        return bool(self._processed().entries)

    @property
    def has_notes(self) -> bool:
        """Whether the page has citations that are notes."""
        return self._style.is_note and bool(self._waiting)

    def add(self, element: etree.Element, cites: Sequence[PendingCite], done: Callable[[etree.Element], None]) -> None:
        """Takes a citation whose sources are counted already."""
        self._waiting.append(_Waiting(element, cites, done))

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
        done = self._processed()
        for number, (one, cited) in enumerate(zip(self._waiting, done.citations, strict=True), 1):
            anew = None if self._assigned is None else partial(self._text_of, number - 1)
            writer = StyledWriter(self._placement, self._words, one.cites, done.numbers, anew)
            one.done(writer.write(one.element, cited, number if self._style.is_note else 0))

    def _text_of(self, at: int) -> Runs:
        return self._processed().citations[at].text

    def _processed(self) -> Processed:
        """The style's output for the page, computed once, and again if the rest of the site has changed it."""
        site, numbers = self._site, self._page_context.site_numbers
        assigned = None if numbers is None else site.assigned
        if self._done is None or assigned is not self._assigned:
            items = [site.source(site.registry[one]) for one in self._page_context.numbers]
            if not self._citations:
                self._citations = [tuple(self._cite(cite) for cite in one.cites if cite.resource) for one in self._waiting]
            within = assigned.of(self._page_context.numbers, numbers) if assigned and numbers else None
            self._done, self._assigned = self._style.process(items, self._citations, within), assigned
        return self._done

    def _cite(self, cite: PendingCite) -> data.Cite:
        item = cite.item
        author = "in-text" if item.author_in_text else "suppress" if item.suppress_author else ""
        suffix = self._stand_in(cite.suffix) if cite.suffix or item.suffix else _behind(item)
        id = cite.resource.id if cite.resource else ""
        return data.Cite(id, item.label, item.locator, self._stand_in(cite.prefix), suffix, author)

    def _stand_in(self, words: tuple[etree.Element, ...]) -> str:
        if not words:
            return ""
        self._words.append(words)
        return chr(ord(STAND_IN) + len(self._words) - 1)

    def render_entries(self, entries: Iterable[StyledItem]) -> RenderedElement:
        """The list of what the page cites."""
        return self._site.renderer.styled_references(entries, self._language)

    @property
    def _language(self) -> str:
        """The style's, where it is not the site's."""
        return self._style.language_beside(self._site.words.language)

    def entries(self) -> list[StyledItem]:
        """What the list says of each source that the page cites."""
        site, page_context, found = self._site, self._page_context, list[StyledItem]()
        for entry in self._processed().entries:
            card = site.card(site.registry[entry.id], "number", page_context.href)
            occurrences = range(1, page_context.occurrences.get(entry.id, 0) + 1)
            jumps = tuple(f"#{anchor_of(entry.id, n)}" for n in occurrences)
            found.append(StyledItem(card, entry.first, entry.text, jumps))
        return found

    def notes(self) -> Notes:
        """What the notes of the page say, one for each citation."""
        texts = [cited.text for cited in self._processed().citations]
        jumps = [next((cite.element_id for cite in one.cites if cite.element_id), "") for one in self._waiting]
        site, href = self._site, self._page_context.href
        resources = [site.registry[one] for one in self._page_context.numbers]
        titles = {one.id: site.page_href(one, href) or source_of(one) for one in resources}
        return Notes(texts, jumps, titles)

    def render_notes(self, notes: Notes) -> RenderedElement:
        """The notes of the page."""
        self._first = {ord(start) - ord(STAND_IN) for text in notes.texts if (start := text_of(text[:1])[:1]) >= STAND_IN}
        made = self._site.renderer.notes(zip(notes.texts, notes.jumps, strict=True), notes.titles, self._language)
        return made._replace(inner=STAND_INS.sub(self._words_of, made.inner))

    def _words_of(self, match: re.Match[str]) -> str:
        """The HTML of the author's words that a character in a note stands for; the same when the note is made again."""
        number = ord(match[0]) - ord(STAND_IN)
        if number not in self._html and number < len(self._words):
            html = self._placement.restored("".join(map(_html, self._words[number])))
            self._html[number] = (
                _BEGINNING.sub(lambda found: found[1] + found[2].upper(), html) if number in self._first else html
            )
        return self._html.get(number, match[0])


def _html(piece: etree.Element) -> str:
    """A piece of an author's words, with the signs that stood after a backslash."""
    whole = to_html_string(piece).strip()
    html = whole if piece.get("class") else whole.removeprefix("<span>").removesuffix("</span>")
    return _ESCAPED.sub(lambda match: chr(int(match[1])), html)


def _behind(item: CitationItem) -> str:
    """What `at=` holds after the locator, or instead of one."""
    if not item.locator:
        return f", {item.at}" if item.at else ""
    return item.at.partition(item.locator)[2]
