"""Who cites what: the index of a site, and the rows of "cited by" made from it.

The index starts with what the scan found. A host that sees every rendered page replaces, page by page, what was scanned
with what was really rendered, and renders again the cards that this changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from math import inf
from typing import NamedTuple

from ..model import CitingPage, Resource
from ..normalize.title_order import title_order
from ..registry import Registry
from .page_front_matter import PageFacts


class Mention(NamedTuple):
    """The citations of one resource on one page."""

    count: int  # type: ignore[assignment]  # in the place of a method that every tuple has
    section: str
    """Where the first citation stands."""
    sentence: str = ""
    """The sentence around it, as text."""


Scanner = Callable[[], Iterable[tuple[str, Mapping[str, Mention]]]]
"""Scans a site: (source path, what the page cites) of each page."""


def anchor_of(resource_id: str, occurrence: int = 1) -> str:
    """The id of a citation's element. `:` is in no key, so no two resources share one."""
    return f"rc-ref-{resource_id}" if occurrence == 1 else f"rc-ref-{resource_id}:{occurrence}"


def mentions(citations: Iterable[tuple[str, str, str]], registry: Registry) -> dict[str, Mention]:
    """(key, section, sentence) of one page, in order -> resource id -> Mention. Unknown keys cite nothing."""
    found: dict[str, Mention] = {}
    for key, section, sentence in citations:
        resource = registry.get(key)
        if resource is not None:
            earlier = found.get(resource.id)
            found[resource.id] = earlier._replace(count=earlier.count + 1) if earlier else Mention(1, section, sentence)
    return found


class CitationIndex:
    """resource id -> the pages that cite it, for one site and one build."""

    def __init__(self, facts: Callable[[str], PageFacts], is_own: Callable[[CitingPage], bool]) -> None:
        """What the index asks its host.

        `facts` describes a page, by its source path; it is asked only for pages that some card shows. `is_own` tells whether a
        page that the registry declares as citing is one of this site: the index knows better whether that one really cites.
        """
        self._facts = facts
        self._is_own = is_own
        self._pages: dict[str, dict[str, Mention]] = {}
        self._citing: dict[str, dict[str, Mention]] = {}
        self._declared_of: dict[str, tuple[Resource, list[CitingPage]]] = {}
        self._seen: set[str] = set()
        self._scan: Scanner | None = None

    def expect(self, scan: Scanner | None) -> None:
        """How to find pages not reported yet, called at the first question; None when all are known.

        A site whose pages hold only links, and that has no pages for its resources, never asks before all pages are rendered.
        """
        self._scan = scan

    def _learn(self) -> None:
        if self._scan is not None:
            scan, self._scan = self._scan, None
            seen = frozenset(self._seen)
            for path, found in scan():
                if path not in seen:
                    self.set_page(path, found)

    def set_page(self, path: str, found: Mapping[str, Mention]) -> None:
        """Replaces what page `path` cites. Sentences are only known from the scan, so they are kept."""
        self._seen.add(path)
        before = self._pages.pop(path, {})
        for resource_id in before:
            self._citing[resource_id].pop(path)
        found = {one: _with_sentence(mention, before.get(one)) for one, mention in found.items()}
        if found:
            self._pages[path] = found
        for resource_id, mention in found.items():
            self._citing.setdefault(resource_id, {})[path] = mention

    @property
    def citing_paths(self) -> list[str]:
        """The source paths of all pages that cite, sorted."""
        self._learn()
        return sorted(self._pages)

    @property
    def cited(self) -> list[str]:
        """The ids of all resources that some page cites, sorted."""
        self._learn()
        return sorted(resource_id for resource_id, pages in self._citing.items() if pages)

    def cited_on(self, paths: Iterable[str]) -> list[str]:
        """The ids of what these pages cite, in the order in which it appears there."""
        self._learn()
        return list(dict.fromkeys(one for path in paths for one in self._pages.get(path, ())))

    def count(self, resource: Resource) -> int:
        """How many rows "cited by" has."""
        self._learn()
        return len(self._citing.get(resource.id, ())) + len(self._declared(resource))

    def rows(self, resource: Resource) -> tuple[CitingPage, ...]:
        """Citing pages of this site and declared ones: best quality first, unrated last, then by title and path."""
        self._learn()
        own = [self._row(resource.id, path, mention) for path, mention in self._citing.get(resource.id, {}).items()]
        declared = self._declared(resource)
        rows = [*own, *declared]
        return tuple(sorted(rows, key=_rank) if own and len(rows) > 1 else rows)  # Most have one.

    def _declared(self, resource: Resource) -> Collection[CitingPage]:
        """Those that the registry declares, once each, but not the ones of this site: of these the index knows better."""
        if not resource.cited_by:
            return ()
        # Kept, for there may be many thousands, and a page may hold the card many times. The sort is done with them.
        kept = self._declared_of.get(resource.id)
        if kept is None or kept[0].cited_by is not resource.cited_by:
            pages = {(page.title.casefold(), page.url): page for page in resource.cited_by}
            kept = self._declared_of[resource.id] = (resource, sorted(pages.values(), key=_rank))
        return [page for page in kept[1] if not self._is_own(page)]

    def _row(self, resource_id: str, path: str, mention: Mention) -> CitingPage:
        facts = self._facts(path)
        section = "" if mention.section == facts.title else mention.section
        return CitingPage(
            facts.title, path, "", facts.type, facts.quality, section, anchor_of(resource_id), mention.count, mention.sentence
        )


def _with_sentence(mention: Mention, before: Mention | None) -> Mention:
    return mention._replace(sentence=before.sentence) if before and before.sentence and not mention.sentence else mention


def _rank(row: CitingPage) -> tuple[float, str, str]:
    return (inf if row.quality is None else -row.quality, title_order(row.title), row.path or row.url)
