"""`resources.json`: every resource that a site shows, with who cites it, for scripts.

One object:

    version       1; goes up when a field changes its meaning or goes, not when one is added
    resources     [{id, title, url, type, stable_id, aliases, authors, published, publication, doi, tags, abstract, summary,
                  review, key_points, archive_url, credibility, credibility_reason, page, cited_by}]
    publications  [{id, name, url, domains, type, credibility, peer_reviewed, description, page}]

Fields have the same meaning as in the registry, and those without a value are left out. `credibility` is what readers see: the
entry's own, else its publication's. `publication` is an id of `publications`, or a name. `page` and, within `cited_by`,
`url` lead into the site relative to this file (RFC 3986, section 5); `cited_by` is
[{title, url, type, quality, section, count}], best quality first. Both lists are sorted by id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import CitingPage, Publication, Resource
from .values import web_address

CATALOGUE_VERSION = 1
_TEXTS = ("id", "title", "type", "stable_id", "published", "doi", "abstract", "summary", "review", "credibility_reason")
_LISTS = ("aliases", "tags", "key_points")
_OF_PUBLICATION = ("id", "name", "domains", "type", "credibility", "peer_reviewed", "description")


@dataclass(frozen=True, slots=True)
class SiteResource:
    """One resource and what the site adds to it."""

    resource: Resource
    page: str = ""
    """The address of its page."""
    cited_by: Sequence[tuple[CitingPage, str]] = ()
    """Citing pages, each with the address of its first citation."""


def catalogue(entries: Iterable[SiteResource], publications: Mapping[str, Publication], pages: Mapping[str, str]) -> str:
    """The text of `resources.json`, in UTF-8, an entry a line. `pages`: publication id -> the address of its page."""
    listed = sorted(entries, key=lambda entry: entry.resource.id)
    used = {entry.resource.publication.id for entry in listed if entry.resource.publication}
    venues = [_publication(publications[id], pages.get(id, "")) for id in sorted(used.intersection(publications))]
    lines = [f' "version": {CATALOGUE_VERSION}', _array("resources", map(_entry, listed)), _array("publications", venues)]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _array(name: str, values: Iterable[dict[str, Any]]) -> str:
    rows = [f"  {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}" for value in values]
    return f' "{name}": [\n' + ",\n".join(rows) + "\n ]"


def _entry(entry: SiteResource) -> dict[str, Any]:
    resource = entry.resource
    venue = resource.publication
    return _present(
        **{name: getattr(resource, name) for name in (*_TEXTS, *_LISTS)},
        authors=list(map(str, resource.authors)),
        url=web_address(resource.url),
        publication=(venue.id or venue.name) if venue else "",
        archive_url=web_address(resource.archive_url),
        credibility=resource.rating,
        page=entry.page,
        cited_by=[_citing(page, url) for page, url in entry.cited_by],
    )


def _citing(page: CitingPage, url: str) -> dict[str, Any]:
    return _present(title=page.title, url=url, type=page.type, quality=page.quality, section=page.section, count=page.count)


def _publication(publication: Publication, page: str) -> dict[str, Any]:
    values = {name: getattr(publication, name) for name in _OF_PUBLICATION}
    return _present(**values, url=web_address(publication.url), page=page)


def _present(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", (), [], None)}
