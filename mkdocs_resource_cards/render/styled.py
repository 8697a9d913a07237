"""Citations, notes and lists of references in a citation style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..cards.card import Reference, StyledItem
from ..cards.compose import is_mixed
from .formatted_text import NO_TITLES, formatted
from .renderer import NOT_SEARCHED, RenderedElement, Renderer

if TYPE_CHECKING:
    from ..citation_styles.pieces import Pieces


class StyledRenderer:
    """The templates of a site with a citation style."""

    def __init__(self, renderer: Renderer, page: str = "", style: str = "") -> None:
        """The directions of the page and of the style's language, for what stands in a text."""
        self._renderer = renderer
        self._page = page
        self._style = style

    def text(self, pieces: Pieces) -> str:
        """A text of a citation style, without links."""
        return formatted(pieces, links=False, direction=self._page)

    def citation(self, reference: Reference, pieces: Pieces) -> RenderedElement:
        """One source's part of a citation in a style, which leads to `reference.href`; empty where there are no pieces."""
        bare = self._renderer.bare if pieces else " rc-ref--bare"
        attributes = {"class": f"rc-ref rc-ref--styled{bare}", "data-rc-id": reference.id}
        if not pieces:
            return RenderedElement("span", attributes, "")
        words = "".join([text for text, *_ in pieces])
        # Digits alone say nothing to who hears them: then the title follows.
        spoken = f"{words.strip()} {reference.title}" if words.strip("[]() ").isdecimal() else ""
        text = formatted(pieces, links=False, direction=self._style)
        # The whole is of another direction than the page only if the style's language is.
        mixed = self._style != self._page and is_mixed("".join([text for text, *_ in pieces]), self._page)
        reference = reference._replace(mixed=mixed)
        inner = self._renderer.filled("styled-citation", reference, text=text, spoken=spoken)
        return RenderedElement("span", attributes, inner)

    def references(self, items: Iterable[StyledItem], language: str = "") -> RenderedElement:
        """Everything a page cites, in the order of its style; each item has the id `rc-cite-ID`.

        `language`: that of the style's own words, where it is not the page's.
        """
        shown = [
            (one, formatted(one.number, links=False), formatted(one.text, _titles(one), direction=one.direction))
            for one in items
        ]
        attributes = {"class": "rc-refs rc-refs--styled", "role": "list", **_language(language), **NOT_SEARCHED}
        return RenderedElement("ol", attributes, self._renderer.rendered("styled-references", items=shown))

    def notes(self, notes: Iterable[tuple[Pieces, str]], titles: Mapping[str, str], language: str = "") -> RenderedElement:
        """The notes of a page, (text, id of the citation): number n has the id `rc-note-n`.

        `titles`: resource id -> where its title leads unless an address stands beside it; `language`: see `references`.
        """
        shown = [(formatted(text, _without_address(text, titles)), jump) for text, jump in notes]
        attributes = {"class": "rc-refs rc-footnotes", **_language(language), **NOT_SEARCHED}
        return RenderedElement("ol", attributes, self._renderer.rendered("notes", notes=shown))

    def note_source(self, reference: Reference) -> RenderedElement:
        """A source of a note whose number previews another one."""
        attributes = {"class": f"rc-ref rc-ref--styled{self._renderer.bare}", "data-rc-id": reference.id}
        return RenderedElement("span", attributes, self._renderer.filled("note-between", reference).strip())


def _titles(item: StyledItem) -> Mapping[str, str]:
    return {"": item.title_href} if item.title_href else NO_TITLES


def _without_address(text: Pieces, titles: Mapping[str, str]) -> Mapping[str, str]:
    named = {item for _, marks, _, item in text if "title" in marks}
    linked = {item for _, _, link, item in text if link}
    return {item: titles[item] for item in named - linked if item in titles}


def _language(language: str) -> dict[str, str]:
    return {"lang": language} if language else {}
