"""What generated pages contain, and `resources.json`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from ..cards.card import Card, Link
from ..excerpt import inert, shorten
from ..model import CitingPage, Publication, Resource
from ..render import Note, finished
from ..site import Href, Site

ROWS_AT_ONCE = 100
"""Of the index; the others stand in a `noscript`."""
DESCRIPTION = 160
"""Characters, of which search engines show so many."""
_SEARCHED = 300
"""Characters of a summary that a site's search finds."""
_SEARCHED_AUTHORS = 50
_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


class PageBody(NamedTuple):
    """A generated page."""

    title: str
    """Text."""
    description: str
    """Text, at most DESCRIPTION characters; `""` for none."""
    html: str
    """What follows the title: finished and inert."""
    searched: str
    """What a site's search shall find of it, instead of `html`: a few facts, and nothing that stands elsewhere too."""
    language: str = ""
    """Of the title (BCP 47), `""` when it is not known."""

    @property
    def headings(self) -> list[tuple[str, str]]:
        """(id, HTML) of the headings for the table of contents."""
        return _HEADING.findall(self.html)


def resource_page(site: Site, resource: Resource, href: Href, downloads: Sequence[Link] = ()) -> PageBody:
    """The page of one resource, with links as seen from where `href` stands."""
    card = site.card(resource, "page", href)
    html = site.renderer.page(card, site.snapshots.preview(resource), _notes(site, resource), downloads)
    line, told = _line(resource, card), site.snapshots.plain(resource.summary or resource.abstract)
    others = ", ".join(resource.author_names[2:_SEARCHED_AUTHORS])
    found = [line, others, ", ".join(resource.tags), resource.doi, " ".join(resource.keys)]
    return PageBody(
        resource.title,
        _described(line, told),
        html,
        _paragraphs([*found, shorten(told, _SEARCHED)]),
        resource.language,
    )


def resource_description(site: Site, resource: Resource, href: Href) -> str:
    """The description of `resource_page` alone."""
    line = _line(resource, site.card(resource, "page", href))
    return _described(line, site.snapshots.plain(resource.summary or resource.abstract))


def publication_description(site: Site, publication: Publication, count: int) -> str:
    """The description of `publication_page` alone, with `count` resources."""
    return _described(_publication_line(site, publication, count), publication.description)


def _line(resource: Resource, card: Card) -> str:
    published_in = card.publication.text if card.publication else card.kind.host
    facts = [card.kind.label, ", ".join(resource.author_names[:2]), published_in, card.date.text if card.date else ""]
    return " · ".join(fact for fact in facts if fact)


def _publication_line(site: Site, publication: Publication, count: int) -> str:
    return " · ".join(fact for fact in (publication.type, site.words.count("count", count)) if fact)


def _described(line: str, told: str) -> str:
    return shorten(f"{line}. {told}" if told else line, DESCRIPTION)


def page_inputs(site: Site, resource: Resource, href: Href) -> tuple[object, ...]:
    """All that a resource's page is made from, beside the resource, its downloads and `Site.look`."""
    index = href(site.index_path, "") if site.index_path else ""
    return (
        site.addresses(resource, href),
        index,
        citing_rows(site, resource, href),
        site.snapshots.excerpt(resource),
        site.snapshots.preview(resource),
    )


def row_inputs(site: Site, resource: Resource, href: Href) -> tuple[object, ...]:
    """As `page_inputs`, of a row in the index; where there is a page, that says who cites."""
    venue = site.publication_pages.get(resource.publication.id, "") if resource.publication else ""
    page = site.page_href(resource, href)
    return page, venue and href(venue, ""), [] if page else citing_rows(site, resource, href), site.index.count(resource)


def citing_rows(site: Site, resource: Resource, href: Href) -> list[tuple[CitingPage, str]]:
    """The rows of "cited by", each with the address that it leads to."""
    return [(page, href(page.path, page.anchor) if page.path else page.url) for page in site.index.rows(resource)]


def publication_page(site: Site, publication: Publication, resources: Iterable[Resource], href: Href) -> PageBody:
    """The page of a publication with its `resources`, in their order."""
    cards = [site.card(resource, "compact", href) for resource in resources]
    html = site.renderer.publication(publication, cards)
    line, told = _publication_line(site, publication, len(cards)), publication.description
    return PageBody(
        publication.name,
        _described(line, told),
        html,
        _paragraphs([line, publication.id, shorten(told, _SEARCHED)]),
    )


def index_page(
    site: Site, resources: Sequence[Resource], href: Href, downloads: Sequence[Link] = (), later: Href | None = None
) -> PageBody:
    """The index of `resources`, in their order. `later` gives the addresses in rows that are not shown at once."""
    shown = [site.card(resource, "index", href) for resource in resources[:ROWS_AT_ONCE]]
    cards = _told_apart([*shown, *(site.card(resource, "index", later or href) for resource in resources[ROWS_AT_ONCE:])])
    html = site.renderer.index(cards, downloads)
    count = site.words.count("count", len(cards))
    return PageBody(site.words.text("resources"), count, html, _paragraphs([count]))


def catalogue_text(site: Site, resources: Iterable[Resource], href: Href) -> str:
    """The text of `resources.json`, with addresses as seen from where it stands."""
    from ..formats import SiteResource, catalogue  # Loaded for sites that have such pages.

    entries = [SiteResource(one, site.page_href(one, href), citing_rows(site, one, href)) for one in resources]
    venues = {key: href(path, "") for key, path in site.publication_pages.items()}
    return catalogue(entries, site.registry.publications, venues)


def _told_apart(cards: Sequence[Card]) -> list[Card]:
    """Rows that would look the same say their address, or where that is the same, too, their id."""
    looks = Counter(_look(card) for card in cards)
    addresses = Counter((_look(card), card.title.href) for card in cards)

    def note(card: Card) -> str:
        if looks[_look(card)] == 1:
            return ""
        address = card.title.href.partition("://")[2].rstrip("/")
        return address if address and addresses[_look(card), card.title.href] == 1 else card.id

    return [card._replace(note=note(card)) if looks[_look(card)] > 1 else card for card in cards]


def _look(card: Card) -> tuple[object, ...]:
    """What readers see of a row."""
    return card.title.text.casefold(), card.kind, card.authors.shown, card.publication and card.publication.text, card.date


def _notes(site: Site, resource: Resource) -> list[Note]:
    """What the registry tells of a resource in so many words. A summary that repeats the abstract is shown once."""
    points = "\n".join(f"- {point}" for point in resource.key_points)
    texts = {"summary": resource.summary, "key_points": points, "abstract": resource.abstract, "review": resource.review}
    if resource.summary == resource.abstract:
        del texts["summary"]
    return [
        Note(name.replace("_", "-"), site.words.text(name), finished(site.snapshots.rich(text)))
        for name, text in texts.items()
        if text
    ]


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n".join(f"<p>{inert(escape(text, quote=False))}</p>" for text in texts if text)
