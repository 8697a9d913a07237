"""Which resources the index lists, and which of them get a page."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Resource
from ..resource_query import by_title
from ..site import Site


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
