"""The order of references, and of cites within a citation.

https://docs.citationstyles.org/en/v1.0.2/specification.html#sorting
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cmp_to_key

from .alphabets import Alphabet, alphabet
from .context import Context
from .data import Date, Name
from .elements import render_all
from .output import group, render
from .runs import text_of
from .style import SortKey

_WORD_ENDS = re.compile("[\\s'’,ʾʿ]+")

Words = tuple[tuple[str, str], ...]
"""Each word as it is compared: without accents, then with them. So all works of Müller stand together, after Muller's."""


class SortValues:
    """The sort values of one item, each made when it is first compared: most items differ in the first or second.

    None if the item has no value, or a macro shows nothing of it: it comes last, whatever the order.
    """

    def __init__(self, keys: Sequence[SortKey], context_of: Callable[[SortKey], Context]) -> None:
        self.keys = keys
        self._context_of = context_of
        self._made: list[Words | None] = []

    def __getitem__(self, place: int) -> Words | None:
        while len(self._made) <= place:
            key = self.keys[len(self._made)]
            self._made.append(_words(key, self._context_of(key)))
        return self._made[place]


def _words(key: SortKey, context: Context) -> Words | None:
    language = context.locale.language
    if key.macro:
        out = group(render_all(context.macros.get(key.macro, ()), context))
        text = text_of(render(out)) if out else ""
        return collation(text, language) if text else None
    value = context.look(key.variable)
    if value is None:
        return None
    if isinstance(value, str):
        is_number = key.variable in ("citation-number", "first-reference-note-number")
        return collation(f"{int(value):09d}" if is_number else value, language)
    if isinstance(value, Date):
        return ((_dated(value), ""),)
    demoted = context.options.demote_particles != "never"
    return collation(",".join(_name_order(one, demoted) for one in value), language)


def _name_order(name: Name, demoted: bool) -> str:
    if not name.family:
        return name.literal or name.given
    before, after = ("", name.non_dropping_particle) if demoted else (name.non_dropping_particle, "")
    return f"{before} {name.family} {name.dropping_particle} {after} {name.given} {name.suffix}"


def _dated(date: Date) -> str:
    ends = []
    for end in (date.start, date.end):
        year, month, day = (*end, 0, 0, 0)[:3]
        ends.append(f"{year + 100000:06d}{month:02d}{day:02d}" if end else "")
    return "".join(ends)


def collation(text: str, language: str) -> Words:
    """Words as dictionaries of the language order them: case and punctuation do not count, accents last."""
    order = alphabet(language)
    lower = text.replace("I", "ı").replace("İ", "i") if language.startswith("tr") else text
    words = (word for word in _WORD_ENDS.split(lower.casefold()) if word)
    return tuple((bare, _kept(word)) for word in words if (bare := _bare(order, word)))


def _bare(order: Alphabet, word: str) -> str:
    if word.isascii() and order.keeps_ascii:
        return word if word.isalnum() else "".join(one for one in word if one.isalnum())
    decomposed = unicodedata.normalize("NFKD", order.in_order(word))
    return "".join(one for one in decomposed if one.isalnum())


def _kept(word: str) -> str:
    if word.isascii():
        return ""
    kept = "".join(one for one in unicodedata.normalize("NFD", word) if one.isalnum() or unicodedata.combining(one))
    return "" if kept.isascii() else kept


def compare(first: SortValues, second: SortValues) -> int:
    """Compares two items: less than 0, 0, or more than 0."""
    for place, key in enumerate(first.keys):
        one, other = first[place], second[place]
        if one == other:
            continue
        if one is None or other is None:
            return 1 if one is None else -1
        return -1 if (one < other) != key.descending else 1
    return 0


by_values = cmp_to_key(compare)
"""Key for `sorted`."""
