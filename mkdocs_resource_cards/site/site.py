"""One site during one build: its registry, its citations, its templates. Hosts create it; the extension uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..cards.card import Card, Reference, StyledItem
from ..cards.compose import VIEWS_WITH_IMAGE, VIEWS_WITH_ROWS, CardContext, compose, direction, icon_of, is_mixed, source_of
from ..citations import CitationIndex
from ..excerpt import Excerpt, Snapshots
from ..i18n import Translations, known_keys, unknown_keys
from ..model import CitingPage, Location, Resource
from ..normalize.languages import language_tag
from ..options import OptionError, Options
from ..problems import likely
from ..registry import Registry
from ..render import Renderer

if TYPE_CHECKING:
    from ..cache import Cache
    from ..citation_styles.assigned import Assigned
    from ..citation_styles.pieces import Pieces
    from ..citation_styles.site_style import SiteStyle, StyleSource
    from ..model import Problem

Href = Callable[[str, str], str]
"""(source path within the docs, anchor) -> the address, as seen from the page being rendered."""


def words_of(options: Options, language: str) -> Translations:
    """The words of a site whose host speaks `language`.

    Raises OptionError for an option `language` that is no code, and for a key that no text uses.
    """
    own = options.language
    if own and own.replace("_", "-").lower() != language_tag(own).lower():
        close = language_tag(own)
        hint = f"did you mean `{close}`?" if close else "such as `de` or `pt-BR`"
        raise OptionError("language", f"`language` must be the code of a language (BCP 47), not {own!r}; {hint}")
    unknown = unknown_keys(options.words) if options.words else []
    if unknown:
        close = likely(unknown[0], known_keys())
        hint = f"did you mean `{close}`?" if close else "the page on looks in the guide lists the keys"
        raise OptionError("words", f"`words` has no key `{unknown[0]}`; {hint}")
    return Translations(options.language or language, options.words)


def style_of(options: Options, root: Path, language: str, cache: Cache) -> SiteStyle | None:
    """The citation style of a site whose configuration lies in `root`; raises OptionError for one that cannot be used."""
    if not options.citation_style:
        return None
    from ..citation_styles.site_style import SiteStyle, StyleError  # Few sites have one.

    try:
        return SiteStyle(options.citation_style, root, language, cache)
    except StyleError as error:
        raise OptionError("citation_style", str(error)) from None


@dataclass(slots=True, repr=False, eq=False)
class Site:
    """What all pages of a build share. Independent of the host: it only needs `pages` and the `href` of each PageContext."""

    options: Options
    registry: Registry
    snapshots: Snapshots
    words: Translations
    renderer: Renderer
    index: CitationIndex
    pages: Mapping[str, str] = field(default_factory=dict)
    """resource id -> source path of its own page."""
    index_path: str = ""
    """StyleSource path of the index of all resources; `""` when there is none."""
    publication_pages: Mapping[str, str] = field(default_factory=dict)
    """publication id -> source path of its page."""
    style: SiteStyle | None = None
    """How citations are written; None for numbers."""
    picture: Callable[[Resource], str] = lambda resource: ""
    """Tells the path of a resource's picture within the site, `""` for none."""
    page_order: Callable[[], Iterable[str]] = tuple
    """Tells the source paths of all pages as the navigation has them: the order of numbers that go through the site."""
    _sources: dict[str, StyleSource] = field(default_factory=dict)
    _numbers: dict[str, int] | None = None
    _assigned: Assigned | None = None

    @property
    def style_problems(self) -> list[Problem]:
        """What has no effect in a citation style of the site's own."""
        return self.style.problems if self.style else []

    def look(self) -> tuple[str, ...]:
        """Digests of what all previews depend on."""
        style = self.style.digest if self.style else ""
        return self.words.digest, self.renderer.digest, style, str(self.options.previews)

    def preview_inputs(self, resource_ids: Iterable[str], href: Href) -> Iterator[object]:
        """All else that these previews depend on: what has the same `repr` is rendered the same."""
        for resource in map(self.registry.__getitem__, resource_ids):
            # Where an entry stands is for messages: a line more above it changes no preview.
            publication = resource.publication and resource.publication._replace(location=Location())
            told = resource._replace(location=Location(), publication=publication, cited_by=())
            yield told, self.snapshots.excerpt(resource).text, self.index.count(resource), self.addresses(resource, href)

    def addresses(self, resource: Resource, href: Href) -> tuple[str, ...]:
        """Those within the site that a card of a resource leads to, or shows."""
        return self.page_href(resource, href), self._publication_href(resource, href), self._image_href(resource, href)

    def previews(self, resource_ids: Iterable[str], href: Href) -> Iterator[tuple[str, str]]:
        """(resource id, HTML) of the popovers over inline references, with links as seen from where `href` stands."""
        for resource_id in resource_ids:
            card = self.card(self.registry[resource_id], "preview", href, suffix=":pop")
            yield resource_id, self.renderer.preview(card)

    def card(self, resource: Resource, view: str, href: Href, *, element_id: str = "", suffix: str | None = "") -> Card:
        """The card of a resource, with links as seen from where `href` stands."""
        page_href = self.page_href(resource, href)
        is_row = view == "index"
        has_rows = view in VIEWS_WITH_ROWS or (is_row and not page_href)
        excerpt = Excerpt() if is_row else self.snapshots.excerpt(resource)  # Of thousands, an index shows none.
        context = CardContext(
            words=self.words,
            view=view,
            citing=self.index.rows(resource) if has_rows else (),
            cited_count=None if has_rows else self.index.count(resource),
            link=partial(_row_link, href),
            page_href=page_href,
            index_href=href(self.index_path, "") if self.index_path else "",
            publication_href=self._publication_href(resource, href),
            image=self._image_href(resource, href) if view in VIEWS_WITH_IMAGE else "",
            excerpt=excerpt.text,
            snapshot=excerpt.snapshot,
            element_id=element_id,
            suffix=suffix,
            bibtex=_bibtex,
            cite=self._styled_reference if self.style else None,
        )
        return compose(resource, context)

    def reference(self, resource: Resource, label: str, href: Href, number: int = 0, tooltip: str = "") -> Reference:
        """An inline citation: a link to the source, else to the resource's page; a number leads to its item in References."""
        target = source_of(resource) or self.page_href(resource, href)
        icon = icon_of(resource.type)
        leads_to = f"#rc-cite-{resource.id}" if number else target
        language = resource.language if label in ("", resource.title) else ""
        text = label or resource.title
        mixed = is_mixed(text, self.words.page_direction)
        return Reference(resource.id, text, leads_to, icon, "", number, resource.title, language, mixed, tooltip)

    def styled_item(
        self, entry: tuple[str, Pieces, Pieces], jumps: tuple[str, ...], href: Href, element_id: str = ""
    ) -> StyledItem:
        """An entry of a list of references in the site's style."""
        id, number, text = entry
        resource = self.registry[id]
        has_address = any(link for _, _, link, _ in text)
        title_href = self.page_href(resource, href) or ("" if has_address else source_of(resource))
        needs_card = not (self.renderer.is_ours("styled-references") and self.renderer.is_ours("parts"))
        card = self.card(resource, "number", href) if needs_card else None
        return StyledItem(id, direction(resource.title), title_href, number, text, jumps, element_id, card)

    def _styled_reference(self, resource: Resource) -> str:
        return self.style.reference(self.source(resource)) if self.style else ""

    @property
    def locator_labels(self) -> Mapping[str, str]:
        """What the citation style calls locators, in small letters -> CSL's term."""
        return self.style.locator_labels if self.style is not None else {}

    @property
    def numbers(self) -> dict[str, int]:
        """Resource id -> its number in the whole site, by first appearance."""
        if self._numbers is None:
            order = dict.fromkeys((*self.page_order(), *self.index.citing_paths))
            self._numbers = {one: number for number, one in enumerate(self.index.cited_on(order), 1)}
        return self._numbers

    @property
    def assigned(self) -> Assigned | None:
        """What the style gives to all that the site cites; None without a style, and with one whose notes belong to a page."""
        if self._assigned is None and self.style is not None and not self.style.is_note:
            self._assigned = self.style.assign([self.source(self.registry[one]) for one in self.numbers])
        return self._assigned

    def assign_again(self) -> None:
        """Takes in what no scan has seen, once all pages are rendered; numbers that are on pages stay."""
        before = self._assigned
        if before is not None and len(before.order) < len(self.numbers):
            self._assigned = None
            self._assigned = self.assigned and self.assigned.with_numbers_of(before, self.numbers)

    def source(self, resource: Resource) -> StyleSource:
        """What a citation style is told of a resource."""
        source = self._sources.get(resource.id)
        if source is None:
            from ..cards.style_source import style_source  # Sites without a style need none of it.

            language = self.style.site_language if self.style else ""
            source = self._sources[resource.id] = style_source(resource, language)
        return source

    def _image_href(self, resource: Resource, href: Href) -> str:
        path = self.picture(resource) if resource.image else ""
        return href(path, "") if path else ""

    def _publication_href(self, resource: Resource, href: Href) -> str:
        path = self.publication_pages.get(resource.publication.id) if resource.publication else None
        return href(path, "") if path else ""

    def page_href(self, resource: Resource, href: Href) -> str:
        """The address of a resource's own page, `""` when it has none."""
        path = self.pages.get(resource.id)
        return href(path, "") if path else ""


def _bibtex(resource: Resource) -> str:
    from ..formats import write  # What it needs is loaded for sites with previews or pages.

    return write([resource], "bibtex").strip()


def _row_link(href: Href, page: CitingPage) -> str:
    return href(page.path, page.anchor) if page.path else page.url
