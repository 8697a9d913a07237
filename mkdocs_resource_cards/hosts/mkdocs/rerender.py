"""Replaces the parts of a rendered page that depend on the index and have changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple

from ...site import Href, PageContext, Site

_NAME = re.compile(r' data-rc-id="([^"<>]*)"')
_ADDRESS = re.compile(r' href="([^"<>]*)"')
_HEAD = 64
"""Characters by which HTML is looked for."""


def renewed(content: str, page_context: PageContext, site: Site) -> str:
    """`content`, the HTML of the page, as it would be if it were rendered now."""
    made = dict[str, list[str]]()
    for placed in page_context.placed:
        made.setdefault(placed.html, []).append(placed.make())
    changed = {old: _Rerender.of(news) for old, news in made.items() if any(new != old for new in news)}
    return "".join(_parts(content, changed, site, page_context.href)) if changed else content


def _parts(content: str, changed: Mapping[str, _Rerender], site: Site, href: Href) -> Iterator[str]:
    """The parts of `content`, new HTML instead of the old."""
    done, before = 0, Counter[str]()
    for at, old in _found(content, changed):
        anew, new = changed[old], None
        if anew.by_address:  # Other plugins may have removed some: an element's own name tells more than its number.
            name = _NAME.search(content, content.rfind("<", 0, at), at)
            resource = site.registry.get(unescape(name[1])) if name else None
            new = anew.by_address.get(escape(site.page_href(resource, href))) if resource else None
        yield content[done:at]
        yield anew.nth(before[old], old) if new is None else new
        before[old] += 1
        done = at + len(old)
    yield content[done:]


class _Rerender(NamedTuple):
    """The new HTML of all things on a page that had the same HTML."""

    news: list[str]
    """In the order of the page; one alone when all are the same."""
    by_address: dict[str, str]
    """Address that it leads to, as written -> new HTML; empty where all are the same, or addresses do not tell them apart."""

    @classmethod
    def of(cls, news: list[str]) -> _Rerender:
        distinct = set(news)
        links = {link[1] if (link := _ADDRESS.search(new)) else "": new for new in sorted(distinct)}
        return cls(news if len(distinct) > 1 else news[:1], links if 1 < len(links) == len(distinct) else {})

    def nth(self, number: int, old: str) -> str:
        """For the one that `number` others come before. Of a copy more than were made nobody knows whose it is."""
        if len(self.news) == 1:
            return self.news[0]
        return self.news[number] if number < len(self.news) else old


def _found(content: str, olds: Collection[str]) -> Iterator[tuple[int, str]]:
    """(position, which) of each of `olds` in `content`, in order; the longest where several begin, none within another.

    What was placed begins behind its element's start tag. Thousands of them are looked for at once, by how they begin.
    """
    size = min(_HEAD, *map(len, olds))
    lengths: dict[str, set[int]] = {}
    for old in olds:
        lengths.setdefault(old[:size], set()).add(len(old))
    longest_first = {head: sorted(found, reverse=True) for head, found in lengths.items()}
    at = content.find(">") + 1
    while at:
        here = (content[at : at + length] for length in longest_first.get(content[at : at + size], ()))
        old = next((one for one in here if one in olds), "")
        if old:
            yield at, old
        at = content.find(">", at + len(old)) + 1
