"""The name of one person, in the format of a style."""

from __future__ import annotations

import re
from typing import NamedTuple

from .data import Name
from .names_format import NameOptions, NamesLook
from .output import Out, group, plain

_WESTERN = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u1e00-\u1fff\u0600-\u06ff\u200c-\u200e‘’\u0218-\u021b]"
)
"""Letters of scripts that put spaces between the parts of a name."""


_ELIDED = ("’", "'", "-", "–", "\u00a0")


class Habits(NamedTuple):
    """The global options of a style for names."""

    demote_particles: str
    """`never`, `sort-only` or `display-and-sort`: when a particle such as `van` goes behind the given name."""
    hyphenates_initials: bool
    in_sort_key: bool


def initials(given: str, options: NameOptions, hyphenates: bool) -> str:
    """`Jean-Paul A.` -> `J.-P. A.`, with `initialize-with` after each initial. Lower-case particles stay whole."""
    ending = options.initialize_with
    if ending is None:
        return given
    text = ""
    for word, is_short in _given_words(given):
        if is_short:
            text += word + ending
        elif word.islower():
            text += f"{word} " if ending.endswith(" ") else f" {word} "
        elif options.initialize is False:
            text += f"{word} "
        elif initial := _initial(word, hyphenates):
            text += initial + ending
    return re.sub(" +", " ", text).replace(" -", "-").strip(" ")


def _given_words(given: str) -> list[tuple[str, bool]]:
    """(word, whether it is an initial): `Jean-P. A` -> Jean, -P (initial), A (initial)."""
    words = []
    for match in re.finditer(r"(-?[^\s.\-]+)(\.?)", given):
        words.append((match[1], bool(match[2]) or len(match[1]) == 1))
    return words


def _initial(word: str, hyphenates: bool) -> str:
    if word.startswith("-"):
        return ("-" if hyphenates else "") + word[1] if word[1].isupper() else ""
    if not word[0].isupper():
        return word
    has_digraph = len(word) > 2 and word[1].isupper() and word[2:].islower()
    return word[0] + word[1].lower() if has_digraph else word[0]


def display(name: Name, options: NameOptions, look: NamesLook, habits: Habits, order: int) -> Out | None:
    """The name at a place in the list, counted from 1."""
    if name.literal:
        return plain(name.literal)._replace(format=look.family_format)
    if not name.family:
        return plain(name.given)._replace(format=look.given_format) if name.given else None
    given = initials(name.given, options, habits.hyphenates_initials) if name.given else ""
    parts = _Parts(name, given, look)
    if not _WESTERN.search(name.family):
        return parts.family(name.family) if options.form == "short" else _glued(parts.family(name.family), parts.given(given))
    if options.form == "short":
        return parts.family(_with(name.non_dropping_particle, name.family))
    if habits.in_sort_key or options.sort_order == "all" or (options.sort_order == "first" and order == 1):
        return _inverted(name, parts, options, habits)
    # A particle that may be dropped is formatted as the given name is, one that may not as the family name.
    before = parts.given(_with(given, name.dropping_particle))
    out = _glued(before, parts.family(_with(name.non_dropping_particle, name.family)), _between(name.dropping_particle))
    return _glued(out, plain(name.suffix) if name.suffix else None, ", " if name.comma_suffix else " ")


class _Parts(NamedTuple):
    """Formats the parts of a name."""

    name: Name
    initials: str
    look: NamesLook

    def family(self, text: str) -> Out | None:
        return plain(text)._replace(format=self.look.family_format) if text else None

    def given(self, text: str) -> Out | None:
        return plain(text)._replace(format=self.look.given_format) if text else None


def _inverted(name: Name, parts: _Parts, options: NameOptions, habits: Habits) -> Out | None:
    """`Berg, Pieter van den`."""
    demoted = habits.demote_particles == "display-and-sort" or (habits.demote_particles == "sort-only" and habits.in_sort_key)
    family = name.family if demoted else _with(name.non_dropping_particle, name.family)
    given = _with(parts.initials, name.dropping_particle)
    if demoted:
        given = _with(given, name.non_dropping_particle)
    separator = ", " if options.sort_separator is None else options.sort_separator
    out = _glued(parts.family(family), parts.given(given), separator)
    return _glued(out, plain(name.suffix) if name.suffix else None, separator)


def _with(first: str, second: str) -> str:
    """Both parts, with a space between them if needed."""
    if not first or not second:
        return first or second
    return first + _between(first) + second


def _between(text: str) -> str:
    """The space after a name part: none after `d’` or `al-`."""
    return "" if text.endswith(_ELIDED) else " "


def _glued(first: Out | None, second: Out | None, between: str = "") -> Out | None:
    if first is None or second is None:
        return first or second
    return group((first, plain(between) if between else None, second))
