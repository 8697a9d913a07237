"""The generated pages: their paths and contents. Each host creates the pages in its own way.

Names do not collide on any file system: whatever ids a registry has, no page or download replaces
another, leaves its folder, or cannot be written.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

from .cards.card import Card, Link
from .excerpt import inert, shorten
from .formats import FORMATS
from .model import CitingPage, Location, Problem, Publication, Resource
from .render import Note, finished
from .resource_query import by_title
from .site import Href, Site

CATALOGUE = "resources.json"
LIST = ".resource-cards.json"
"""Within the docs: names the downloads that a command of ours wrote. Hosts leave out what is hidden."""
ROWS_AT_ONCE = 100
"""Of the index; the others stand in a `noscript`."""
PUBLICATIONS = "publications"
"""Within the folder of the pages."""
DESCRIPTION = 160
"""Characters, of which search engines show so many."""
_SEARCHED = 300
"""Characters of a summary that a site's search finds."""
_SEARCHED_AUTHORS = 50
_TAKEN = frozenset({"index", "readme", PUBLICATIONS, "resources"})
"""Names with a meaning: `README` is an index to MkDocs, `resources` that of the downloads of all."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
"""Windows has no files of these names, whatever their ending."""
_ENDINGS = (*(form.suffix for form in FORMATS.values()), ".json", ".html", ".htm")
"""Of other files in the folder, or of what servers take for one."""
MARK = ("generated_by", "resource-cards")
"""The key and value of front matter that say of a file in the docs: a command of ours wrote it."""
WRITTEN = f"---\n# Written by `resource-cards pages`, which replaces it: edit the registry instead.\n{MARK[0]}: {MARK[1]}\n"
"""How such a file begins."""
_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


def is_written(text: str) -> bool:
    """Whether a source is a page that the command `pages` wrote for a host that generates none."""
    return text.replace("\r\n", "\n").startswith(WRITTEN)


def page_path(folder: str, resource_id: str) -> str:
    """The source path of a resource's page within the docs."""
    return f"{folder}/{file_name(resource_id)}.md"


def publication_path(folder: str, publication_id: str) -> str:
    """The source path of a publication's page."""
    return f"{folder}/{PUBLICATIONS}/{file_name(publication_id)}.md"


def download_path(folder: str, format: str, resource_id: str = "") -> str:
    """The path of a download in one of FORMATS, of one resource or of all."""
    name = file_name(resource_id) if resource_id else "resources"
    return f"{folder}/{name}{FORMATS[format].suffix}"


def file_name(key: str) -> str:
    """`key` (an id) as the name of a file without its ending: the key itself, or between `=`, which no key holds."""
    is_plain = not (
        key.startswith(".")
        or key.endswith((".", " "))
        or key.lower() in _TAKEN
        or key.lower().endswith(_ENDINGS)
        or _DEVICES.match(key)
    )
    return key if is_plain else f"={key}="


def listed(site: Site) -> list[Resource]:
    """The resources that the index lists, in its order."""
    if site.options.pages == "none":
        return []
    known = site.registry.resources() if site.options.pages == "all" else map(site.registry.__getitem__, site.index.cited)
    return by_title(known, site.words.language)


def wanted(site: Site, listed: Iterable[Resource]) -> list[Resource]:
    """Those of the `listed` resources that get a page of their own."""
    return [one for one in listed if site.options.pages == "all" or _has_something_to_say(site, one)]


def _has_something_to_say(site: Site, resource: Resource) -> bool:
    """Whether a page would show more than a row of the index and the citing page do."""
    texts = (resource.abstract, resource.summary, resource.review, resource.key_points)
    return (
        any(texts)
        or bool(resource.authors)
        or any(isinstance(value, tuple) for value in resource.csl.values())  # editors, translators
        or resource.credibility is not None
        or site.index.count(resource) > 1
        or site.snapshots.has(resource)
    )


def conflict(path: str, other: str, location: Location) -> Problem:
    """The problem of a page or download at `path`, within the docs, whose address `other` has already."""
    where = "there" if other == path else f"at `{path}`, which has the same address"
    return Problem("page_conflict", f"`{other}` is already in the docs, so nothing is generated {where}", location)


class PathReservations:
    """Knows which places in the finished site are taken. Case aside, because some file systems do not tell `A` from `a`."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._files)

    def note(self, location: str, source: str) -> None:
        """A file is at `place`, a path within the site, and is made from `source`, one within the docs."""
        location = location.casefold()
        self._files[location] = source
        while (location := posixpath.dirname(location)) and location not in self._folders:
            self._folders.add(location)

    def take(self, location: str, source: str) -> str:
        """`""` when there is room for a file, which then has it; else the source of what is in its way."""
        path = above = location.casefold()
        if path in self._files or path in self._folders:
            return self._files.get(path, source)
        while above := posixpath.dirname(above):
            if above in self._files:
                return source
        self.note(path, source)
        return ""


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
    published_in = card.publication.text if card.publication else card.kind.host
    facts = [card.kind.label, ", ".join(resource.author_names[:2]), published_in, card.date.text if card.date else ""]
    line = " · ".join(fact for fact in facts if fact)
    told = site.snapshots.plain(resource.summary or resource.abstract)
    others = ", ".join(resource.author_names[2:_SEARCHED_AUTHORS])
    found = [line, others, ", ".join(resource.tags), resource.doi, " ".join(resource.keys)]
    return PageBody(
        resource.title,
        shorten(f"{line}. {told}" if told else line, DESCRIPTION),
        html,
        _paragraphs([*found, shorten(told, _SEARCHED)]),
        resource.language,
    )


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
    line = " · ".join(fact for fact in (publication.type, site.words.count("count", len(cards))) if fact)
    told = publication.description
    return PageBody(
        publication.name,
        shorten(f"{line}. {told}" if told else line, DESCRIPTION),
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
    from .formats import SiteResource, catalogue  # Loaded for sites that have such pages.

    entries = [SiteResource(one, site.page_href(one, href), citing_rows(site, one, href)) for one in resources]
    venues = {key: href(path, "") for key, path in site.publication_pages.items()}
    return catalogue(entries, site.registry.publications, venues)


def hash_of(data: bytes) -> str:
    """What tells whether a download is as it was written."""
    return sha256(data).hexdigest()


def listed_files(docs: Path) -> Mapping[str, str]:
    """Path within the docs -> hash of each download that the command `pages` wrote. A list that is damaged names none."""
    try:
        files = json.loads((docs / LIST).read_bytes())["sha256"]
        return {path: hash for path, hash in files.items() if isinstance(hash, str)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def is_listed(files: Mapping[str, str], docs: Path, path: str) -> bool:
    """Whether the file at `path` is one of those in the list, and as it was written."""
    file = docs / path
    try:
        is_inside = file.resolve().is_relative_to(docs.resolve()) and not file.is_symlink()
        return path in files and is_inside and file.is_file() and hash_of(file.read_bytes()) == files[path]
    except (OSError, ValueError):
        return False


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
