"""Decides which entry each link stands for: one with exactly its URL, a new one, or none.

Looks at all pages first, so that a second run, which finds shortcodes in place of links, decides the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...cards.compose import source_of
from ...model import Resource
from ...normalize.identifiers import doi_in
from ...normalize.source_urls import clean, doi_key, place_in, source_key
from ...normalize.titles import folded
from ...registry.plain_entries import Entry, id_of, read_entry
from ..lint.titles import MANY, is_fragment, why_no_title
from ..metadata.choose import type_of
from ..registry_edit.known_sources import SourceIndex
from .wanted import WantedAddresses

OTHER_ADDRESS = "leads to the source of an entry under another URL"
NO_PART_TITLE = "leads to a place within a source, but has no title of its own"
NO_TITLE = "has text that is not a title (--titles fetches the page's title)"


class Use(NamedTuple):
    """A link or shortcode on a page."""

    url: str
    words: str
    """The text shown to readers."""
    title: str = ""
    """The title of the link."""


class Refusal(NamedTuple):
    """Why links to an address stay links."""

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The decision for each address."""

    of: Mapping[str, Resource | Refusal]
    """Address -> entry. Links to other addresses are skipped without a message."""
    new: Mapping[str, Entry]
    """Id -> new entry, added if a link uses it."""
    untitled: tuple[str, ...] = ()
    """Addresses for which only a title is missing."""


class KnownSources(NamedTuple):
    """What the registry holds, by address."""

    exact: Mapping[str, Resource]
    """Address -> first entry with exactly that address."""
    by_source: SourceIndex
    parts: dict[tuple[str, str], str]
    """(source, fragment) -> address of the entry."""


def known_sources(resources: Iterable[Resource]) -> KnownSources:
    """The entries of a registry, indexed by address."""
    known = list(resources)
    exact = {source_of(one): one for one in reversed(known)}
    parts = {(source_key(url), place_in(url)): url for url in exact if url}
    return KnownSources(exact, SourceIndex(known), parts)


def entry_of(url: str, known: KnownSources) -> Resource | Refusal | None:
    """The entry with exactly the address `url`; None if its source has no entry."""
    if url in known.exact:
        return known.exact[url]
    other = _entry_address(known, url)
    return Refusal(OTHER_ADDRESS, other) if other else None


@dataclass
class _Chooser:
    """The state while addresses are processed."""

    uses: Mapping[str, list[Use]]
    known: KnownSources
    wanted: WantedAddresses
    fetched: Mapping[str, Entry]
    shared: frozenset[str]
    """Folded link texts used for many sources."""
    titles: dict[str, set[str]]
    """Folded title -> sources with this title."""
    of: dict[str, Resource | Refusal] = field(default_factory=dict)
    new: dict[str, Entry] = field(default_factory=dict)
    untitled: list[str] = field(default_factory=list)


def choose(
    uses: Iterable[Use],
    resources: Iterable[Resource],
    wanted: WantedAddresses,
    *,
    add: bool = False,
    fetched: Mapping[str, Entry] | None = None,
) -> Choice:
    """Decides for every address in `uses`, those of all pages. `fetched`: address -> metadata of the page."""
    entries = list(resources)
    known = known_sources(entries)
    by_url = dict[str, list[Use]]()
    for use in uses:
        by_url.setdefault(use.url, []).append(use)
    chooser = _Chooser(
        uses=by_url,
        known=known,
        wanted=wanted,
        fetched=fetched or {},
        shared=frozenset(_shared(use for group in by_url.values() for use in group)),
        titles={},
    )
    for one in entries:
        chooser.titles.setdefault(folded(one.title), set()).add(source_key(one.url))
    left = list[str]()
    for url in by_url:
        if not wanted.takes(url):
            continue
        if url in known.exact:
            chooser.of[url] = known.exact[url]
        else:
            left.append(url)
    for cluster in _clusters(left):
        _decide(chooser, cluster, add)
    return Choice(chooser.of, chooser.new, tuple(chooser.untitled))


def _clusters(urls: Iterable[str]) -> Iterator[list[str]]:
    """Groups addresses of the same place, ignoring spelling. Whole sources come before places within them."""
    clusters = dict[tuple[str, str], list[str]]()
    for url in urls:
        clusters.setdefault((source_key(url) or url, place_in(url)), []).append(url)
    yield from (found for (_, place), found in sorted(clusters.items(), key=lambda one: bool(one[0][1])))


def _shared(uses: Iterable[Use]) -> Iterator[str]:
    sources = dict[str, set[str]]()
    for use in uses:
        sources.setdefault(folded(use.words), set()).add(source_key(use.url))
    return (text for text, found in sources.items() if len(found) >= MANY)


def _decide(chooser: _Chooser, cluster: list[str], add: bool) -> None:
    best = max(cluster, key=lambda url: (clean(url) == url, len(chooser.uses[url]), url.startswith("https"), -len(url), url))
    found = entry_of(best, chooser.known)
    if found is not None:
        chooser.of.update(dict.fromkeys(cluster, found))
    elif add:
        made = _made(chooser, best, cluster)
        others = made if isinstance(made, Refusal) else Refusal(OTHER_ADDRESS, best)
        chooser.of.update({**dict.fromkeys(cluster, others), best: made})


def _entry_address(known: KnownSources, url: str) -> str:
    """The address of the entry for the same place of the same source; `""` for none."""
    same = known.parts.get((source_key(url), place_in(url)), "")
    near = known.by_source.same_source(url, doi_in(url) if doi_key(doi_in(url)) else "")
    return same or (near.url or near.id if near is not None and place_in(near.url) == place_in(url) else "")


def _made(chooser: _Chooser, url: str, cluster: list[str]) -> Resource | Refusal:
    """A new entry for an address, or why there is none."""
    if sum(len(chooser.uses[one]) for one in cluster) < chooser.wanted.min_uses:
        return Refusal(f"leads to a source with fewer than {chooser.wanted.min_uses} links")
    if clean(url) != url:
        return Refusal("has tracking parameters in its URL")
    found = chooser.fetched.get(url)
    title = str((found or {}).get("title") or "") or _title(chooser, url, cluster)
    if not title and place_in(url):  # The title of the page is that of the whole source.
        return Refusal(NO_PART_TITLE)
    if not title:
        chooser.untitled.append(url)
        return Refusal(NO_TITLE)
    kind = {"type": type_of(url), "doi": doi_in(url)}
    entry: Entry = {"id": id_of(url), **kind, **(found or {}), "title": title, "url": url}
    entry = {name: value for name, value in entry.items() if value}
    resource, problems = read_entry(entry, {})
    if resource is None or problems or resource.url != url:
        return Refusal("has text or a URL that an entry cannot have")
    if chooser.known.by_source.by_key(resource.id) is not None:
        return Refusal("would have an id that another entry has (use resource-cards add)")
    chooser.known.by_source.take(resource)
    chooser.titles.setdefault(folded(title), set()).add(source_key(url))
    chooser.known.parts[source_key(url), place_in(url)] = url
    chooser.new[resource.id] = entry
    return resource


def _title(chooser: _Chooser, url: str, cluster: list[str]) -> str:
    """The best link text for a source: a title, else the most frequent, else the longest; `""` for none."""
    uses, source = [use for one in cluster for use in chooser.uses[one]], source_key(url)
    said = Counter(use.words for use in uses if folded(use.words) not in chooser.shared)
    titles = Counter(" ".join(use.title.split()) for use in uses if folded(use.title) not in chooser.titles)
    place = place_in(url)

    def fits(text: str) -> bool:
        # A part of a source needs a title of its own.
        is_taken = bool(place) and source in chooser.titles.get(folded(text), ())
        return bool(text) and not is_taken and not why_no_title(text, url) and not is_fragment(text, url)

    ranked = sorted(
        {*filter(fits, said), *filter(fits, titles)}, key=lambda text: (-said[text] - titles[text], -len(text), text)
    )
    return ranked[0] if ranked else ""
