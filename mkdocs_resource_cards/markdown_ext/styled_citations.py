"""The citations of one page in the site's style: `(Roe 2020a, p. 33; Ito 2019)`, or notes.

A style tells alike sources apart and counts what was cited before, so that all citations must be known before the first is
written: they are gathered while the page is gone through, and written at its end.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markdown.serializers import to_html_string

from ..cards.card import StyledItem
from ..cards.compose import is_mixed, source_of
from ..citation import CitationItem
from ..citation_styles import data
from ..citation_styles.data import Cited, Processed
from ..citation_styles.rich_text import STAND_IN
from ..citation_styles.runs import Run, Runs, text_of
from ..citation_styles.site_style import SiteStyle
from ..citations import anchor_of
from ..render import RenderedElement
from .citation_writer import append, move
from .pending import PendingCite
from .placement import Placement

_NOTE = "rc-note-"
_ESCAPED = re.compile("\x02([0-9]{1,7})\x03")
"""A sign that stood behind a backslash, as Python-Markdown keeps it."""
_STAND_INS = re.compile("([\U000f0000-\U0010ffff])")


class _Waiting(NamedTuple):
    """One citation, to be written."""

    element: etree.Element
    cites: Sequence[PendingCite]
    done: Callable[[etree.Element], None]
    """Told which element holds the citation, once it does."""


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
        self._done: Processed | None = None

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
        element.text = ""  # In the place of the title.
        self.add(element, [cite], done)

    def write(self) -> None:
        """Writes all that were taken, in their order."""
        done = self._processed()
        for number, (one, cited) in enumerate(zip(self._waiting, done.citations, strict=True), 1):
            writer = _Writer(self._placement, self._words, one.cites, done.numbers)
            writer.write(one, cited, number if self._style.is_note else 0)

    def _processed(self) -> Processed:
        """What the style makes of the page, worked out once."""
        if self._done is None:
            site = self._site
            items = [site.csl_item(site.registry[one]) for one in self._page_context.numbers]
            citations = [tuple(self._cite(cite) for cite in one.cites if cite.resource) for one in self._waiting]
            self._done = self._style.process(items, citations)
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

    def references(self) -> RenderedElement:
        """The list of what the page cites."""
        return self._site.renderer.styled_references(self._entries(), self._language)

    @property
    def _language(self) -> str:
        """The style's, where it is not the site's."""
        return self._style.language_beside(self._site.words.language)

    def _entries(self) -> Iterator[StyledItem]:
        site, page_context = self._site, self._page_context
        for entry in self._processed().entries:
            card = site.card(site.registry[entry.id], "number", page_context.href)
            occurrences = range(1, page_context.occurrences.get(entry.id, 0) + 1)
            yield StyledItem(card, entry.first, entry.text, tuple(f"#{anchor_of(entry.id, n)}" for n in occurrences))

    def notes(self) -> RenderedElement:
        """The notes of the page, one for each citation."""
        texts = [cited.text for cited in self._processed().citations]
        jumps = [next((cite.element_id for cite in one.cites if cite.element_id), "") for one in self._waiting]
        site, href = self._site, self._page_context.href
        resources = [site.registry[one] for one in self._page_context.numbers]
        titles = {one.id: site.page_href(one, href) or source_of(one) for one in resources}
        made = site.renderer.notes(zip(texts, jumps, strict=True), titles, self._language)
        return made._replace(inner=_STAND_INS.sub(self._words_of, made.inner))

    def _words_of(self, match: re.Match[str]) -> str:
        """The HTML of the author's words that a character in a note stands for."""
        number = ord(match[0]) - ord(STAND_IN)
        return "".join(map(_html, self._words[number])) if number < len(self._words) else match[0]


class _Writer:
    """Writes one citation into the tree."""

    def __init__(
        self,
        placement: Placement,
        words: list[tuple[etree.Element, ...]],
        cites: Sequence[PendingCite],
        numbers: Mapping[str, int],
    ) -> None:
        self._placement = placement
        self._words = words
        self._left = [cite for cite in cites if cite.resource is not None]
        self._missing = [cite for cite in cites if cite.resource is None]
        self._numbers = numbers

    def write(self, waiting: _Waiting, cited: Cited, number: int) -> None:
        """Fills the element; `number` is the note's, 0 where citations are no notes."""
        holder = element = waiting.element
        element.tag = "span"
        element.set("class", "rc-cites")
        if cited.author:
            self._plain(element, cited.author)
            append(element, "\u00a0" if cited.text else "")
            holder = etree.SubElement(element, "span", {"class": "rc-cites"})
        if number:
            self._note(holder, number)
        else:
            self._text(holder, cited.text)
        for cite in self._missing:
            append(holder, " " if len(holder) or holder.text else "")
            holder.append(self._element(self._placement.site.renderer.missing(cite.item.key, inline=True)))
        waiting.done(holder)

    def _note(self, holder: etree.Element, number: int) -> None:
        holder.tag = "sup"
        for at, cite in enumerate(self._left):
            runs = (Run(str(number)),) if at == 0 else ()
            holder.append(self._cited(cite, runs, f"#{_NOTE}{number}"))
        self._placement.numbers.append(holder)

    def _text(self, holder: etree.Element, runs: Runs) -> None:
        if runs and all("sup" in run.marks for run in runs):
            holder.tag = "sup"
            runs = tuple(run._replace(marks=run.marks - {"sup"}) for run in runs)
        if not any(one.isalpha() for one in text_of(runs)):  # Numbers: no line breaks before them.
            self._placement.numbers.append(holder)
        parts = [(item, tuple(some)) for item, some in groupby(runs, lambda run: run.item)]
        shown = {item for item, _ in parts}
        for at, (item, some) in enumerate(parts):
            cite = next((one for one in self._left if one.resource and one.resource.id == item), None)
            if cite is not None:
                self._left.remove(cite)
                holder.append(self._cited(cite, some, f"#rc-cite-{item}"))
            elif text_of(some) == "–" and 0 < at < len(parts) - 1:
                self._range(holder, parts[at - 1][0], parts[at + 1][0], shown)
            else:
                self._plain(holder, some)
        for cite in self._left:  # Those that another one stands for, too.
            holder.append(self._cited(cite, (), ""))

    def _range(self, holder: etree.Element, first: str, last: str, shown: set[str]) -> None:
        """A dash that holds the numbers between two others."""
        numbers, site = self._numbers, self._placement.site
        limits = numbers.get(first, 0), numbers.get(last, 0)
        between = etree.SubElement(holder, "span", {"class": "rc-range"})
        between.text = "–"
        hidden = etree.Element("span", {"class": "rc-range__numbers"})
        for cite in list(self._left):
            one = cite.resource
            if one is not None and one.id not in shown and limits[0] < numbers[one.id] < limits[1]:
                self._left.remove(cite)
                self._placement.page_context.previews[one.id] = None
                reference = site.reference(one, "", self._placement.page_context.href, numbers[one.id])
                made = self._element(site.renderer.cited_number(reference, is_between=True))
                hidden.append(made)
                if cite.element_id:
                    made.set("id", cite.element_id)
        if len(hidden):
            between.append(hidden)

    def _cited(self, cite: PendingCite, runs: Runs, href: str) -> etree.Element:
        """One source's part of the citation; without runs only the place to which its "cited by" leads."""
        site, page_context, resource = self._placement.site, self._placement.page_context, cite.resource
        assert resource is not None
        page_context.previews[resource.id] = None
        mixed = is_mixed(text_of(runs), site.words.direction)
        reference = site.reference(resource, "", page_context.href)._replace(href=href, mixed=mixed)
        made = self._element(site.renderer.styled_citation(reference, runs))
        if cite.element_id:
            made.set("id", cite.element_id)
        return made

    def _plain(self, holder: etree.Element, runs: Runs) -> None:
        """Text between sources, and the author's own words among it."""
        render = self._placement.site.renderer.text
        for run in runs:
            for piece in _STAND_INS.split(run.text):
                if piece[:1] >= STAND_IN:
                    move(holder, self._words[ord(piece) - ord(STAND_IN)])
                elif piece:
                    append(holder, self._placement.stash(render((run._replace(text=piece),))))

    def _element(self, rendered: RenderedElement) -> etree.Element:
        made = etree.Element(rendered.tag, dict(rendered.attributes))
        made.text = self._placement.stash(rendered.inner)
        return made


def _html(piece: etree.Element) -> str:
    """A piece of an author's words; what is put away in it, and signs behind a backslash, Python-Markdown finds no more."""
    whole = to_html_string(piece).strip()
    html = whole if piece.get("class") else whole.removeprefix("<span>").removesuffix("</span>")
    return _ESCAPED.sub(lambda match: chr(int(match[1])), html)


def _behind(item: CitationItem) -> str:
    """What `at=` holds behind the locator, or instead of one."""
    if not item.locator:
        return f", {item.at}" if item.at else ""
    return item.at.partition(item.locator)[2]
