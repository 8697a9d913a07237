"""One citation in the site's style, as elements: a link for each source, or a note's number."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter

from ..cards.card import Reference
from ..cards.compose import source_of
from ..cards.short_citation import author_date, place_of
from ..citation_styles.pieces import STAND_IN, Piece, Pieces, text_of
from ..render import RenderedElement
from ..render.styled import StyledRenderer
from ..site import RerenderableFragment
from .citation_writer import append, has_other_direction, move
from .line_breaks import JOINER
from .pending import PendingCite
from .placement import Placement

_NOTE = "rc-note-"
STAND_INS = re.compile("([\U000f0000-\U0010ffff])")
"""A character that stands for words of the author."""
_HARMLESS = frozenset("()[], ;–")
"""Nobody who reads the page after us takes these for anything else."""


class StyledWriter:
    """Writes one citation into the tree."""

    def __init__(
        self,
        placement: Placement,
        renderer: StyledRenderer,
        words: list[tuple[etree.Element, ...]],
        cites: Sequence[PendingCite],
        numbers: Mapping[str, int],
        listed: Collection[str],
        anew: Callable[[], Pieces] | None,
    ) -> None:
        """`anew` tells the text of the citation once more, where the rest of the site may change it.

        `listed`: what has an item in the list of references.
        """
        self._placement = placement
        self._renderer = renderer
        self._words = words
        self._left = [cite for cite in cites if cite.resource is not None]
        self._missing = [cite for cite in cites if cite.resource is None]
        self._numbers = numbers
        self._listed = listed
        self._anew = anew
        direction = placement.site.words.page_direction
        self._has_units = any(has_other_direction((*cite.prefix, *cite.suffix), direction) for cite in cites)
        """Whether each source stands in a unit of its own, with the author's words right before and behind it."""

    def write(self, element: etree.Element, text: Pieces, author: Pieces, number: int) -> etree.Element:
        """Fills the element, and returns that of the citation itself; `number` is its note's, 0 for no note.

        `author`: the names that belong to the sentence.
        """
        holder = element
        element.tag = "span"
        element.set("class", "rc-cites")
        if author:
            self._plain(element, author)
            append(element, "\u00a0" if text and not number else "")
            holder = etree.SubElement(element, "span", {"class": "rc-cites"})
        if number:
            self._note(holder, number)
        else:
            self._text(holder, text)
        for cite in self._missing:
            append(holder, " " if len(holder) or holder.text else "")
            self._gone(holder, cite)
        return holder

    def _gone(self, holder: etree.Element, cite: PendingCite) -> None:
        """A source that nobody knows, with the author's words around it: there may be other citations among them."""
        if cite.prefix:
            move(holder, cite.prefix)
            append(holder, " ")
        holder.append(self._element(self._placement.site.renderer.missing(cite.item.key, inline=True)))
        append(holder, f", {place_of(cite.item)}" if cite.item.at else "")
        move(holder, cite.suffix)

    def _note(self, holder: etree.Element, number: int) -> None:
        """The note's number, which previews its first source; the others stand beside it, as numbers within a range do."""
        holder.tag = "sup"
        self._placement.numbers.append(holder)
        self._placement.marks.append(holder)
        self._placement.notes.add(holder)
        href = f"#{_NOTE}{number}"
        if len(self._left) > 1:
            holder = etree.SubElement(holder, "span", {"class": "rc-range"})
        holder.extend(self._cited(cite, ((str(number), frozenset(), "", ""),), href) for cite in self._left[:1])
        if len(self._left) > 1:
            beside = etree.SubElement(holder, "span", {"class": "rc-range__numbers"})
            beside.extend(self._beside(cite, href) for cite in self._left[1:])

    def _beside(self, cite: PendingCite, href: str) -> etree.Element:
        placement, resource = self._placement, cite.resource
        assert resource is not None
        placement.page_context.previews[resource.id] = None
        reference = placement.site.reference(resource, author_date(resource), placement.page_context.href)
        made = self._element(self._renderer.note_source(reference._replace(href=href)))
        if cite.element_id:
            made.set("id", cite.element_id)
        return made

    def _text(self, holder: etree.Element, pieces: Pieces) -> None:
        if _is_above(pieces):
            holder.tag = "sup"
            self._placement.marks.append(holder)
        if not any(map(str.isalpha, text_of(pieces))):  # Numbers: no line breaks before them.
            self._placement.numbers.append(holder)
        parts = _parts(pieces)
        shown = {item for item, _ in parts}
        unit = holder
        for at, (item, some) in enumerate(parts):
            cite = next((one for one in self._left if one.resource and one.resource.id == item), None) if item else None
            if cite is not None:
                self._left.remove(cite)
                unit = etree.SubElement(holder, "bdi") if self._has_units and unit is holder else unit
                unit.append(self._cited(cite, some, self._target(cite), sum(one == item for one, _ in parts[:at])))
            elif 0 < at < len(parts) - 1 and text_of(some) == "–":
                self._range(holder, parts[at - 1][0], parts[at + 1][0], shown)
            else:
                unit = self._between(holder, unit, some)
        for cite in self._left:  # Those that another one stands for, too.
            holder.append(self._cited(cite, (), ""))

    def _target(self, cite: PendingCite) -> str:
        """Where a citation leads: to its item in the list, or, as letters have none in APA, to its page, or to the source."""
        resource = cite.resource
        assert resource is not None
        if resource.id in self._listed:
            return f"#rc-cite-{resource.id}"
        return self._placement.site.page_href(resource, self._placement.page_context.href) or source_of(resource)

    def _between(self, holder: etree.Element, unit: etree.Element, pieces: Pieces) -> etree.Element:
        """Text after the source in `unit`; returns the unit of the next one, `holder` where none has begun."""
        if not self._has_units:
            self._plain(holder, pieces)
            return holder
        cut = tuple(some for piece in pieces for some in _cut(piece))
        words = [at for at, piece in enumerate(cut) if piece[0] >= STAND_IN]
        behind = words[0] + 1 if words and unit is not holder and not text_of(cut[: words[0]]).strip() else 0
        before = words[-1] if words and words[-1] >= behind and not text_of(cut[words[-1] + 1 :]).strip() else len(cut)
        self._plain(unit, cut[:behind])
        self._plain(holder, cut[behind:before])
        if before == len(cut):
            return holder
        unit = etree.SubElement(holder, "bdi")
        self._plain(unit, cut[before:])
        return unit

    def _range(self, holder: etree.Element, first: str, last: str, shown: set[str]) -> None:
        """A dash that holds the numbers between two others, with no line break behind it."""
        numbers, site = self._numbers, self._placement.site
        limits = numbers.get(first, 0), numbers.get(last, 0)
        between = etree.SubElement(holder, "span", {"class": "rc-range"})
        between.text, between.tail = "–", JOINER
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

    def _cited(self, cite: PendingCite, pieces: Pieces, href: str, turn: int = 0) -> etree.Element:
        """One source's part of the citation; without pieces only the place to which its "cited by" leads.

        `turn`: how many parts of the same source come before it.
        """
        site, page_context, resource = self._placement.site, self._placement.page_context, cite.resource
        assert resource is not None
        page_context.previews[resource.id] = None
        reference = site.reference(resource, "", page_context.href)._replace(href=href)
        rendered = self._renderer.citation(reference, pieces)
        made = self._element(rendered)
        if cite.element_id:
            made.set("id", cite.element_id)
        if self._anew is not None and pieces:
            make = partial(self._made_again, reference, pieces, turn)
            page_context.placed.append(RerenderableFragment(rendered.inner, make))
        return made

    def _made_again(self, reference: Reference, pieces: Pieces, turn: int) -> str:
        assert self._anew is not None
        same = [some for item, some in _parts(self._anew()) if item == reference.id]
        return self._renderer.citation(reference, same[turn] if turn < len(same) else pieces).inner

    def _plain(self, holder: etree.Element, pieces: Pieces) -> None:
        """Text between sources, and the author's own words among it."""
        for piece in pieces:
            if _HARMLESS.issuperset(piece[0]) and not piece[1]:
                append(holder, piece[0])
                continue
            for some in _cut(piece):
                if some[0] >= STAND_IN:
                    move(holder, self._words[ord(some[0]) - ord(STAND_IN)])
                else:
                    append(holder, self._placement.stash(self._renderer.text((some,))))

    def _element(self, rendered: RenderedElement) -> etree.Element:
        made = etree.Element(rendered.tag, dict(rendered.attributes))
        made.text = self._placement.stash(rendered.inner)
        return made


def _cut(piece: Piece) -> list[Piece]:
    """A piece, cut around what stands for words of the author."""
    whole, marks, link, item = piece
    return [(text, marks, link, item) for text in STAND_INS.split(whole) if text]


def _is_above(pieces: Pieces) -> bool:
    """Whether all of a citation is above the line."""
    return bool(pieces) and all("sup" in marks for _, marks, _, _ in pieces)


def _parts(pieces: Pieces) -> list[tuple[str, Pieces]]:
    """(source, its text); `""` for what is between sources. What is above the line as a whole is so by its element."""
    if _is_above(pieces):
        pieces = tuple([(text, marks - {"sup"}, link, item) for text, marks, link, item in pieces])
    return [(item, tuple(some)) for item, some in groupby(pieces, itemgetter(3))]
