"""All entries of a registry, ready to be searched by words that are nearly right."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from ...model import Resource

LEAST = 60
"""Likeness, 0 to 100, below which an entry is not found."""
_PEOPLE = 5
"""Authors of an entry by whom it is found."""
_LOOSE = 0.95
"""What words count that an entry holds only nearly, or whose beginnings they are."""
_SLIP = 80
"""Likeness of two words that may be one, misspelt."""


class _Wanted(NamedTuple):
    """What is looked for."""

    text: str
    """In small letters without signs."""
    shares: Mapping[int, float]
    """Entry -> which part of the words is in it, each taken alone, tolerating typos; 0 to 1."""
    whole: Mapping[int, float]
    """Entry -> how alike the two are as they are, where that is enough to be found."""


class SearchIndex:
    """Made once for a state of the registry; then a search looks at few entries, and costs some milliseconds."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        from rapidfuzz import utils  # takes 20 ms, and most commands do not search

        self._resources = resources
        self._abouts = [utils.default_process(_about(one)) for one in resources]
        """What each is found by, in small letters without signs."""
        self._keys = {key: number for number, one in enumerate(resources) for key in one.keys}
        self._urls = "\n".join(one.url.lower() for one in resources)
        self._url_ends = list(accumulate(len(one.url.lower()) + 1 for one in resources))
        self._holding: dict[str, array[int]] = {}
        """Word -> the entries that hold it."""
        lengths = list[tuple[int, int]]()
        for number, about in enumerate(self._abouts):
            words = set(about.split())
            lengths.append((_length(words), number))
            for word in words:
                self._holding.setdefault(word, array("l")).append(number)
        self._lengths = sorted(lengths)
        """(length of its words, number) of each entry, the shortest first."""
        self._words = sorted(self._holding)

    def best(self, words: str, limit: int) -> list[Resource]:
        """The entries most like `words`, best first, then in the order of the registry."""
        from rapidfuzz import utils

        text = utils.default_process(words)
        shares = self._shares(text)
        wanted = _Wanted(text, shares, self._alike(text, shares))
        sure = dict.fromkeys(self._at_address(words.lower()), 90.0)
        if words in self._keys:
            sure[self._keys[words]] = 100.0
        found = list[tuple[float, int, int]]()
        for most, distance, number in self._ranked(wanted, sure, len(words)):
            # No score is better than the likeness by which it is ranked: the rest cannot be among the best.
            if len(found) >= limit and (most, distance, number) > found[limit - 1]:
                break
            score = max(sure.get(number, 0.0), self._score(wanted, number))
            if score >= LEAST:
                insort(found, (-score, distance, number))
        return [self._resources[number] for _, _, number in found[:limit]]

    def _ranked(self, wanted: _Wanted, sure: Mapping[int, float], length: int) -> list[tuple[float, int, int]]:
        """(the negative of a likeness that it does not exceed, distance, number) of all that may be found, best first.

        Of equally good ones the title comes first that is about as long.
        """
        most = {number: 100 * _LOOSE * share for number, share in wanted.shares.items()}
        for scores in (wanted.whole, sure):
            most.update({number: max(most.get(number, 0.0), score) for number, score in scores.items()})
        return sorted(
            (-score, abs(len(self._resources[number].title) - length), number)
            for number, score in most.items()
            if score >= LEAST
        )

    def _score(self, wanted: _Wanted, number: int) -> float:
        """Likeness, 0 to 100."""
        from rapidfuzz import fuzz

        share = wanted.shares.get(number, 0.0)
        loose = fuzz.partial_token_set_ratio(wanted.text, self._abouts[number]) if share else 0.0
        return max(wanted.whole.get(number, 0.0), _LOOSE * loose * share)

    def _shares(self, text: str) -> dict[int, float]:
        parts = text.split()
        counts = Counter[int]()
        for part, times in Counter(parts).items():
            for number in {number for word in self._like(part) for number in self._holding[word]}:
                counts[number] += times
        return {number: count / len(parts) for number, count in counts.items()}

    def _like(self, part: str) -> set[str]:
        """The words that `part` begins, or that it may be, misspelt."""
        from rapidfuzz import fuzz, process

        begun = takewhile(lambda word: word.startswith(part), self._words[bisect_left(self._words, part) :])
        near = process.extract(part, self._words, scorer=fuzz.ratio, limit=None, score_cutoff=_SLIP)
        return {*begun, *(word for word, _, _ in near)}

    def _alike(self, text: str, shares: Mapping[int, float]) -> dict[int, float]:
        """Entry -> how alike it and `text` are as they are, for those that it makes findable."""
        from rapidfuzz import fuzz, process

        # Two texts without a word in common are alike only if they are about as long.
        longest = _length(set(text.split())) * (200 / LEAST - 1)
        short = self._lengths[: bisect_right(self._lengths, (longest, len(self._abouts)))]
        numbers = {*shares, *(number for _, number in short)}
        choices = {number: self._abouts[number] for number in numbers}
        found = process.extract(text, choices, scorer=fuzz.token_set_ratio, limit=None, score_cutoff=LEAST)
        return {number: score for _, score, number in found}

    def _at_address(self, small: str) -> Iterator[int]:
        """The entries in whose address `small` stands."""
        at = self._urls.find(small) if len(small) > 3 and "\n" not in small else -1
        while at >= 0:
            number = bisect_right(self._url_ends, at)
            yield number
            at = self._urls.find(small, self._url_ends[number])


def _about(one: Resource) -> str:
    return " ".join((one.title, *one.author_names[:_PEOPLE], *one.tags, one.published[:4], " ".join(one.keys)))


def _length(words: set[str]) -> int:
    """Characters of these words, with blanks between them."""
    return sum(map(len, words)) + max(len(words) - 1, 0)
