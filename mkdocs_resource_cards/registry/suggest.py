"""Suggestions for an unknown key: "did you mean KEY (Title)?".

difflib compares two texts well and slowly, so it sees only candidates: entries that share a piece of a key, or words of a
title. The indexes for that are built at the first unknown key, and the one for titles only when a key has words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ..model import typed_key
from .nodes import shown

GRAM = 4
"""Characters of a piece of a key."""
_PIECES = 6
"""Pieces of a key that are looked up, from its beginning; its end is another."""
CANDIDATES = 200
"""Entries that difflib compares for one key."""
_CUTOFF_KEY, _CUTOFF_TITLE = 0.74, 0.6
_WORD = re.compile(r"[^\W\d_]{3,}|[0-9]{4}")

KeysAndTitle = tuple[str, str, str]
Index = dict[str, list[int]]


class Meant(NamedTuple):
    """An entry that was probably meant."""

    id: str
    key: str
    """The one of its keys to be named: that which was nearly typed, else the one that people type."""
    title: str


class Suggester:
    """Suggests for keys of a registry whose entries are `names`: (id, other keys, title)."""

    def __init__(self, names: Sequence[KeysAndTitle]) -> None:
        self._names = names
        self._keys: list[tuple[str, int, str]] | None = None
        """(key in lower case, number of its entry, key as written)."""
        self._grams: Index = {}
        self._words: Index | None = None
        self._meant: dict[str, Meant | None] = {}

    def closest(self, key: str) -> Meant | None:
        """The entry that was probably meant, or None."""
        if key not in self._meant:
            found = self._by_key(key.lower()) if len(key) <= 128 else None
            if found is None and len(key) <= 128:
                found = self._by_title(key)
            self._meant[key] = found
        return self._meant[key]

    def suggest(self, key: str) -> str:
        """A question for the author, or `""`."""
        found = self.closest(key)
        return f"did you mean {found.key} ({shown(found.title, 80)})?" if found else ""

    def _by_key(self, key: str) -> Meant | None:
        if self._keys is None:
            self._keys = list(_keys(self._names))
            for number, (known, _, _) in enumerate(self._keys):
                for gram in _grams(known):
                    self._grams.setdefault(gram, []).append(number)
        lists = sorted((self._grams.get(gram, []) for gram in _grams(key)), key=len)
        pool = dict.fromkeys(number for numbers in lists for number in _narrowed(numbers, len(key), self._keys))
        best = _best(key, ((self._keys[number][0], number) for number in list(pool)[:CANDIDATES]), _CUTOFF_KEY)
        if best is None:
            return None
        _, number, written = self._keys[best]
        return Meant(self._names[number][0], written, self._names[number][2])

    def _by_title(self, key: str) -> Meant | None:
        words = _words(key)
        if not any(len(word) >= 4 and word.isalpha() for word in words):
            return None
        if self._words is None:
            self._words = {}
            for number, (_, _, title) in enumerate(self._names):
                for word in _words(title):
                    self._words.setdefault(word, []).append(number)
        shared: Counter[int] = Counter()
        for numbers in sorted((self._words.get(word, []) for word in words), key=len)[:8]:
            # A word of very many titles tells little, and counting it would cost much.
            shared.update(numbers[: 10 * CANDIDATES])
        top = [number for number, _ in shared.most_common(CANDIDATES)]
        text = " ".join(words)
        best = _best(text, ((" ".join(_words(self._names[number][2])), number) for number in top), _CUTOFF_TITLE)
        if best is None:
            return None
        name, others, title = self._names[best]
        return Meant(name, typed_key([name, *others.split()]), title)


def _keys(names: Iterable[KeysAndTitle]) -> Iterable[tuple[str, int, str]]:
    for number, (name, others, _) in enumerate(names):
        for key in (name, *others.split()):
            yield key.lower(), number, key


def _grams(key: str) -> tuple[str, ...]:
    """What a key with one wrong character still shares with the right one: its pieces by place, or its end."""
    pieces = [f"{start}{key[start : start + GRAM]}" for start in range(0, min(len(key), _PIECES * GRAM), GRAM)]
    if len(key) <= 2 * GRAM + 1:  # In a short key one wrong character may be in every piece.
        pieces += [f"^{key[:2]}", f"${key[-2:]}"]
    return (*pieces, f"${key[-GRAM:]}")


def _narrowed(numbers: list[int], length: int, keys: Sequence[tuple[str, int, str]]) -> Iterable[int]:
    """Those of about the right length, the first few of them; no key far shorter or longer is a typo."""
    count = 0
    for number in numbers[: 20 * CANDIDATES]:
        if abs(len(keys[number][0]) - length) <= max(2, length // 4):
            yield number
            count += 1
            if count == CANDIDATES // 2:
                return


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(text.lower())))


def _best(text: str, candidates: Iterable[tuple[str, int]], cutoff: float) -> int | None:
    """The number of the candidate most like `text`; the first of equals."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    found, best = None, cutoff
    for candidate, number in candidates:
        matcher.set_seq1(candidate[:200])
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            found, best = number, ratio
    return found
