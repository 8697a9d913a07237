"""All entries of a registry, ready to be searched by words that are nearly right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...model import Resource

LEAST = 60
"""Likeness, 0 to 100, below which an entry is not found."""
_PEOPLE = 5
"""Authors of an entry by whom it is found."""
_CANDIDATES = 300
"""Entries that are compared word by word, of those that a first look finds most alike."""


class _Searchable(NamedTuple):
    about: str
    """What an entry is found by, in small letters without signs."""
    words: frozenset[str]


class SearchIndex:
    """Made once for a state of the registry; each search costs some microseconds an entry."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        from rapidfuzz import utils  # 20 ms; most commands search nothing

        self._resources = resources
        self._entries = [_searchable(utils.default_process(_about(one))) for one in resources]
        self._abouts = [one.about for one in self._entries]
        self._keys = {key: number for number, one in enumerate(resources) for key in one.keys}
        self._urls = [one.url.lower() for one in resources]

    def best(self, words: str, limit: int) -> list[Resource]:
        """The entries most like `words`, best first, then in the order of the registry."""
        from rapidfuzz import utils

        wanted = utils.default_process(words)
        scores = {number: self._score(wanted, number) for number in self._candidates(wanted)} if wanted else {}
        if len(words) > 3:
            small = words.lower()
            scores |= {n: max(90.0, scores.get(n, 0.0)) for n, url in enumerate(self._urls) if small in url}
        if words in self._keys:
            scores[self._keys[words]] = 100.0
        found = [(-score, self._distance(number, words), number) for number, score in scores.items() if score >= LEAST]
        return [self._resources[number] for _, _, number in sorted(found)[:limit]]

    def _distance(self, number: int, words: str) -> int:
        """Of equally good ones the title comes first that is about as long."""
        return abs(len(self._resources[number].title) - len(words))

    def _candidates(self, wanted: str) -> list[int]:
        """Entries worth a closer look: those that hold all the words as they are, else those most alike as a whole."""
        from rapidfuzz import fuzz, process

        parts = wanted.split()
        whole = [number for number, about in enumerate(self._abouts) if all(part in about for part in parts)]
        if len(whole) >= _CANDIDATES:
            return whole[: 10 * _CANDIDATES]
        near = process.extract(wanted, self._abouts, scorer=fuzz.partial_token_set_ratio, limit=_CANDIDATES)
        return list(dict.fromkeys([*whole, *(number for _, _, number in near)]))

    def _score(self, wanted: str, number: int) -> float:
        """Likeness, 0 to 100."""
        from rapidfuzz import fuzz

        entry = self._entries[number]
        loose = fuzz.partial_token_set_ratio(wanted, entry.about)
        return max(fuzz.token_set_ratio(wanted, entry.about), 0.95 * loose * _share(wanted.split(), entry.words))


def _about(one: Resource) -> str:
    return " ".join((one.title, *one.author_names[:_PEOPLE], *one.tags, one.published[:4], " ".join(one.keys)))


def _searchable(about: str) -> _Searchable:
    return _Searchable(about, frozenset(about.split()))


def _share(wanted: Sequence[str], there: frozenset[str]) -> float:
    """Which part of the words stands in an entry, each taken alone, slips forgiven; 0 to 1."""
    return sum(_is_in(word, there) for word in wanted) / len(wanted) if wanted else 0.0


def _is_in(word: str, there: frozenset[str]) -> bool:
    from rapidfuzz import fuzz

    return word in there or any(other.startswith(word) or fuzz.ratio(word, other) >= 80 for other in there)
