"""Several statements about one page -> a draft of its entry.

In the order of trust: `citation_*` (Highwire Press, which Google Scholar reads), Dublin Core, JSON-LD, OpenGraph, `<title>`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ...edtf import iso_date
from ...normalize import author_lists, dates, source_urls
from ...normalize.identifiers import doi_in
from ...normalize.titles import folded, site_names, tidy, without_site
from ...normalize.urls import host_of, safe_url
from ...registry.plain_entries import Entry
from . import jsonld
from .page import SourcePage
from .sites import site_of

_DC_TITLE = ("dc.title", "dcterms.title")
_DC_DATE = ("dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "dcterms.created")
_HOSTS = {
    "youtube.com": "video",
    "youtu.be": "video",
    "vimeo.com": "video",
    "github.com": "software",
    "gitlab.com": "software",
    "pypi.org": "software",
    "wikipedia.org": "reference",
    "arxiv.org": "paper",
    "ted.com": "talk",
    "substack.com": "blog",
    "medium.com": "blog",
    "huggingface.co": "software",
    "zenodo.org": "dataset",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as far as a page tells, without an id."""

    entry: Entry = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    """The names of fields that a person should check: guessed or missing."""


def draft_of(page: SourcePage, url: str) -> Draft:
    """The draft of the page found at `url`."""
    site = _site(page)
    known = site_names(url, site)
    title, sure = _title(page, known)
    authors = _authors(page)
    published, dated = _published(page)
    kind, typed = _type(page, url)
    publication = _publication(page, authors.names)
    entry: Entry = {
        "title": title,
        "url": _address(page, url),
        "type": kind,
        "authors": list(authors.names),
        "published": published,
        "publication": publication,
        "doi": _doi(page, url),
        "abstract": tidy(page.first("citation_abstract", "dcterms.abstract", "dc.description.abstract")),
    }
    certain = {"title": sure, "authors": bool(authors.names) and authors.sure, "published": dated, "type": typed}
    doubts = tuple(name for name, known_ in certain.items() if not known_ or name in page.guesses)
    return Draft({name: value for name, value in entry.items() if value}, doubts)


def _title(page: SourcePage, site: frozenset[str]) -> tuple[str, bool]:
    """The title, and whether it is one that nobody has to look at."""
    for stated in _titles((page.first("citation_title"), page.first(*_DC_TITLE)), site):
        return stated, True
    shown = [without_site(tidy(text), site) for text in (page.first("og:title", "twitter:title"), page.title)]
    heading = tidy(page.heading)
    return _linked_title(page, site, [*shown, heading]) or _shown_title(page, shown, heading)


def _titles(texts: Iterable[str], site: frozenset[str]) -> list[str]:
    """Those that can be a work's title."""
    titles = (without_site(tidy(text), site) for text in texts)
    return [title for title in titles if title and not _is_address(title) and folded(title) not in site]


def _linked_title(page: SourcePage, site: frozenset[str], shown: list[str]) -> tuple[str, bool] | None:
    """The title in JSON-LD: one that the page shows, too; else the first, which may be a description, or another work's."""
    titles = _titles((*_stated(page, "headline")[:20], *_stated(page, "name")[:20]), site)
    agreed = [title for title in titles if any(_agree(title, other) for other in shown)]
    return ((agreed or titles)[0], bool(agreed) or not any(shown)) if titles else None


def _agree(title: str, other: str) -> bool:
    """Whether two texts are one title, of which one may be cut or have a subtitle."""
    one, two = sorted((folded(title), folded(other)), key=len)
    return one == two or (len(one) > 3 and two.startswith(one))


def _shown_title(page: SourcePage, shown: list[str], heading: str) -> tuple[str, bool]:
    for title in filter(None, shown):
        if folded(title) == folded(heading):
            return title, True
        # A heading that the title only adds a site's name to is the title.
        if heading and len(heading) > 3 and folded(title).startswith(folded(heading)) and len(heading) * 3 > len(title):
            return heading, True
    title = next((title for title in shown if title), heading)
    return title, bool(page.first("og:title")) and not _is_address(title)


def _authors(page: SourcePage) -> author_lists.SplitNames:
    sources = (
        author_lists.read(page.all("citation_author"), is_tag=True),
        author_lists.read(page.all("citation_authors")),
        author_lists.read(page.all("dc.creator", "dcterms.creator", "dc.creator.personalname"), is_tag=True),
        *(_linked_authors(thing) for thing in page.things[:1]),
        author_lists.read(page.all("article:author", "og:article:author", "book:author")),
        author_lists.read(page.all("author", "parsely-author", "sailthru.author", "twitter:creator")),
    )
    return next((found for found in sources if found.names), author_lists.SplitNames())


def _linked_authors(thing: dict[str, Any]) -> author_lists.SplitNames:
    stated = thing.get("author") or thing.get("creator")
    people = [one for one in (stated if isinstance(stated, list) else [stated])[:2000] if not isinstance(one, list)]
    groups = [text for one in people if jsonld.is_group(one) for text in jsonld.texts(one)]
    is_object = any(isinstance(one, dict) for one in people)
    return author_lists.read((text for one in people for text in jsonld.texts(one)), is_tag=is_object, groups=groups)


def _published(page: SourcePage) -> tuple[str, bool]:
    """The date, and whether the page says outright that it is the day of publication."""
    stated = [
        *page.all("citation_publication_date", "citation_date", "citation_online_date"),
        *page.all(*_DC_DATE),
        *_stated(page, "datePublished"),
        *page.all("article:published_time", "og:article:published_time", "book:release_date", "video:release_date"),
        *page.all("datepublished", "date", "pubdate", "publish-date", "sailthru.date", "parsely-pub-date"),
    ]
    found = dates.first(stated)
    return (found, True) if found else (iso_date(page.time[:10]), False)


def _publication(page: SourcePage, authors: tuple[str, ...]) -> str:
    stated = [
        page.first("citation_journal_title", "citation_conference_title", "citation_book_title", "citation_inbook_title"),
        page.first("dc.source", "dcterms.source", "prism.publicationname"),
        *(name for thing in page.things[:1] for key in ("isPartOf", "publisher") for name in jsonld.texts(thing.get(key))),
        page.first("og:site_name"),
    ]
    own = {folded(name) for name in authors}
    candidates = (tidy(name) for name in stated)
    return next((name for name in candidates if name and folded(name) not in own and not _is_address(name)), "")


def _type(page: SourcePage, url: str) -> tuple[str, bool]:
    """The type, and whether the page itself says so."""
    if page.first("citation_journal_title", "citation_conference_title", "citation_arxiv_id", "citation_title"):
        return "paper", True
    for thing in page.things:
        for kind in sorted(jsonld.kinds(thing)):
            if jsonld.TYPES.get(kind):
                return jsonld.TYPES[kind], True
    host = host_of(url)
    for name, kind in _HOSTS.items():
        if host == name or host.endswith(f".{name}"):
            return kind, True
    stated = page.first("og:type").lower()
    if stated.startswith(("book", "video")):
        return stated.partition(".")[0], True
    if f".{host}".endswith((".gov", ".gov.uk", ".mil", ".europa.eu")):
        return "government", True
    return ("blog" if "blog" in host.split(".") or "/blog/" in url else "web"), False


def type_of(url: str) -> str:
    """The type that an address alone tells."""
    return "paper" if host_of(url) in ("doi.org", "dx.doi.org") else _type(SourcePage(), url)[0]


def _doi(page: SourcePage, url: str) -> str:
    stated = [
        *page.all("citation_doi"),
        *page.all("dc.identifier.doi", "dc.identifier", "dcterms.identifier", "prism.doi", "bepress_citation_doi"),
        *(text for text in _stated(page, "identifier", "@id", "sameAs")),
        url if host_of(url) in ("doi.org", "dx.doi.org") else "",
    ]
    return next((found for found in map(doi_in, stated) if found), "")


def _address(page: SourcePage, url: str) -> str:
    """Where the page lives: its own word, if that stays within its site and is not merely the front page."""
    own = page.canonical or safe_url(page.first("og:url"))
    if not own or not url:
        return source_urls.clean(own or url)
    is_of_site = site_of(host_of(own)) == site_of(host_of(url))
    if not is_of_site or (source_urls.is_front(own) and not source_urls.is_front(url)):
        return source_urls.clean(url)
    # Many sites moved to https and still call themselves otherwise.
    is_safe = url.startswith("https:") and own.startswith("http:")
    return source_urls.clean(f"https:{own.removeprefix('http:')}" if is_safe else own)


def _site(page: SourcePage) -> list[str]:
    publishers = [name for thing in page.things for key in ("publisher", "isPartOf") for name in jsonld.texts(thing.get(key))]
    return [*page.all("og:site_name"), *page.all("application-name", "apple-mobile-web-app-title"), *publishers]


def _stated(page: SourcePage, *keys: str) -> list[str]:
    return [text for thing in page.things for key in keys for text in jsonld.texts(thing.get(key))]


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "www."))
