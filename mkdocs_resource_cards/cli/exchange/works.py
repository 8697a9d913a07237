"""When two works are the same: same DOI, ISBN or URL, and titles that agree. Merely similar works stay separate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ...model import Resource
from ...normalize.source_urls import doi_key, source_key
from ...normalize.titles import folded
from ...registry.plain_entries import Entry

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"[0-9]+")
_ISBN = re.compile(r"[0-9Xx-]{10,17}")
_ENOUGH = 0.6
"""Of the words of two titles those that both have."""
_TELLING = 12
"""Characters from which a title may be the beginning of another one, without its subtitle."""


class Shared(NamedTuple):
    """Something that two works have in common."""

    what: str
    """`the DOI`, `the ISBN`, `the address`, `title, authors and year`."""
    value: str


class WorkIndex:
    """Works by what they may share."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._by_shared: dict[Shared, list[Resource]] = {}
        self._keys: dict[str, Resource] = {}
        self._ids: dict[str, Resource] = {}
        for one in resources:
            self.take(one)

    def take(self, one: Resource) -> None:
        """Another work."""
        for shared in _shares(_plain(one)):
            self._by_shared.setdefault(shared, []).append(one)
        for key in one.keys:
            self._keys.setdefault(key, one)
        self._ids.setdefault(one.id.lower(), one)

    def by_key(self, key: str) -> Resource | None:
        """The work that has exactly this key."""
        return self._keys.get(key)

    def by_id(self, id: str) -> Resource | None:
        """The work with this id, ignoring case."""
        return self._ids.get(id.lower())

    def same(self, entry: Entry, key: str) -> Resource | None:
        """The work that `entry` is; `key` is the one that it has in its file."""
        for shared in _shares(entry):
            if shared.what == _BYLINE:
                continue
            for one in self._by_shared.get(shared, ()):
                if agree(str(entry.get("title", "")), one.written_title):
                    return one
        holder = self._keys.get(key) if key else None
        if holder is not None and agree(str(entry.get("title", "")), holder.written_title) and not _differ(entry, holder):
            return holder
        if key and holder is None:
            return None  # A key of its own says that it is another work.
        return next((one for one in self._alike(entry) if not _differ(entry, one)), None)

    def shared(self, entry: Entry) -> list[tuple[Shared, Resource]]:
        """What `entry` has in common with other works."""
        found = [(shared, one) for shared in _shares(entry) for one in self._by_shared.get(shared, ())[:1]]
        return list({one.id: (shared, one) for shared, one in reversed(found)}.values())

    def _alike(self, entry: Entry) -> list[Resource]:
        byline = next((shared for shared in _shares(entry) if shared.what == _BYLINE), None)
        return self._by_shared.get(byline, []) if byline else []


_BYLINE = "title, authors and year"


def agree(one: str, two: str) -> bool:
    """Whether two titles may be those of one work: the same, one without its subtitle, or most of their words."""
    first, second = folded(one), folded(two)
    if _NUMBER.findall(one) != _NUMBER.findall(two):
        return False  # Volume 1 is not volume 2.
    shorter, longer = sorted((first, second), key=len)
    if first == second or (len(shorter) >= _TELLING and longer.startswith(shorter)):
        return True
    words, others = set(_WORD.findall(one.casefold())), set(_WORD.findall(two.casefold()))
    return bool(words and others) and len(words & others) / len(words | others) >= _ENOUGH


def _differ(entry: Entry, one: Resource) -> bool:
    """Whether both say an identifier, and none is the same."""
    mine = {shared for shared in _shares(entry) if shared.what != _BYLINE}
    theirs = {shared for shared in _shares(_plain(one)) if shared.what != _BYLINE}
    kinds = {shared.what for shared in mine} & {shared.what for shared in theirs}
    return bool(kinds) and not mine & theirs


def _plain(one: Resource) -> dict[str, Any]:
    isbn = one.csl.get("ISBN", "")
    return {
        "title": one.written_title,
        "url": one.url,
        "doi": one.doi,
        "ISBN": isbn,
        "authors": one.author_names,
        "published": one.published,
    }


def _shares(entry: Mapping[str, Any]) -> list[Shared]:
    """What another work may share with an entry, the surest first."""
    found = [Shared("the DOI", doi_key(str(entry.get("doi") or "")))]
    found += [Shared("the ISBN", _isbn(text)) for text in _ISBN.findall(str(entry.get("ISBN") or ""))]
    found.append(Shared("the address", source_key(str(entry.get("url") or ""))))
    authors = entry.get("authors") or ()
    names = "\n".join(folded(_shown(name)) for name in (authors if isinstance(authors, (list, tuple)) else [authors]))
    byline = "\n".join((folded(str(entry.get("title", ""))), names, str(entry.get("published") or "")[:4]))
    return [*(one for one in found if one.value), Shared(_BYLINE, byline)]


def _shown(name: Any) -> str:
    if isinstance(name, dict):
        return str(name.get("literal") or f"{name.get('given', '')} {name.get('family', '')}").strip()
    return str(name)


def _isbn(text: str) -> str:
    """Without hyphens; ISBN-10 and ISBN-13 of one book agree in nine digits."""
    digits = text.replace("-", "").upper()
    return digits[3:12] if len(digits) == 13 else digits[:9] if len(digits) == 10 else ""
