"""The name of one person, in the format of a style."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .data import Name
from .names_format import NameOptions, NamesLook
from .output import PLAIN, Formatting, Out, group, leaf, plain
from .rich_text import quoted

_WESTERN = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u1e00-\u1fff\u0600-\u06ff\u200c-\u200e‘’\u0218-\u021b]"
)
"""Letters of scripts that put spaces between the parts of a name."""


_ELIDED = re.compile("[^aeiou\\s][’']$|[-–\u00a0]$")
"""Ends of particles that are written together with the name: `d’Arc`, `al-Razi`, but `de’ Medici`."""


class Habits(NamedTuple):
    """The global options of a style for names."""

    demote_particles: str
    """`never`, `sort-only` or `display-and-sort`: when a particle such as `van` goes behind the given name."""
    hyphenates_initials: bool
    in_sort_key: bool


def initials(given: str, options: NameOptions, hyphenates: bool) -> str:
    """`Jean-Paul A.` -> `J.-P. A.`, with `initialize-with` after each initial. Lower-case particles stay whole."""
    if options.initialize_with is None:
        return given
    return _initials(given, options.initialize_with, options.initialize, hyphenates)


@lru_cache(maxsize=2048)
def _initials(given: str, ending: str, initialize: bool | None, hyphenates: bool) -> str:
    text = ""
    for word, is_short in _given_words(given):
        if is_short:
            text += word + ending
        elif word.startswith("-") and initialize is not False:
            text += initial + ending if (initial := _initial(word, hyphenates)) else ""
        elif word.islower():
            text += f"{word} " if ending.endswith(" ") else f" {word} "
        elif initialize is False or not _has_initial(word):
            text += f" {word} "
        else:
            text += _initial(word, hyphenates) + ending
    return re.sub(" +", " ", text).replace(" -", "-").strip(" ")


def _given_words(given: str) -> list[tuple[str, bool]]:
    """(word, whether it is an initial): `Jean-P. A` -> Jean, -P (initial), A (initial)."""
    words = []
    for match in re.finditer(r"(-?[^\s.\-]+)(\.?)", given):
        words.append((match[1], bool(match[2]) or (len(match[1]) == 1 and _has_initial(match[1].upper()))))
    return words


def _has_initial(word: str) -> bool:
    """Not `[Jack]`, `"Bud"` and names in Chinese, Japanese or Korean."""
    return word[0].isupper() or (word[0].isalpha() and not word[0].islower() and bool(_WESTERN.match(word)))


def _initial(word: str, hyphenates: bool) -> str:
    if word.startswith("-"):
        return ("-" if hyphenates else "") + word[1] if word[1].isupper() else ""
    has_digraph = len(word) > 2 and word[1].isupper() and word[2:].islower()
    return word[0] + word[1].lower() if has_digraph else word[0]


def display(name: Name, options: NameOptions, look: NamesLook, habits: Habits, order: int) -> Out | None:
    """The name at a place in the list, counted from 1."""
    parts = _Parts(look)
    if name.literal:
        return parts.family(parts.family_text(name.literal))
    if not name.family:
        return parts.given(parts.given_text(name.given)) if name.given else None
    given = initials(name.given, options, habits.hyphenates_initials) if name.given else ""
    if not _WESTERN.search(name.family):
        family = parts.family(parts.family_text(name.family))
        return family if options.form == "short" else _glued(family, parts.given(parts.given_text(given)))
    if options.form == "short":
        return parts.family(parts.family_text(_with(name.non_dropping_particle, name.family)))
    if habits.in_sort_key or options.sort_order == "all" or (options.sort_order == "first" and order == 1):
        return _inverted(name, given, parts, options, habits)
    # A particle that may be dropped is formatted as the given name is, one that may not as the family name.
    family = parts.family_text(_with(name.non_dropping_particle, name.family))
    family = _glued(parts.given_text(name.dropping_particle), family, _between(name.dropping_particle))
    family = _glued(family, _text(name.suffix), ", " if name.comma_suffix else " ")
    return _glued(parts.given(parts.given_text(given)), parts.family(family), _between(given))


class _Parts(NamedTuple):
    """Formats the parts of a name. Affixes stand around a part with its particles and suffix."""

    look: NamesLook

    def family(self, out: Out | None) -> Out | None:
        return _with_affixes(out, self.look.family_format)

    def given(self, out: Out | None) -> Out | None:
        return _with_affixes(out, self.look.given_format)

    def family_text(self, text: str) -> Out | None:
        return _text(text, self.look.family_format)

    def given_text(self, text: str) -> Out | None:
        return _text(text, self.look.given_format)


def _text(text: str, form: Formatting = PLAIN) -> Out | None:
    return leaf(quoted(text))._replace(format=form._replace(prefix=(), suffix=())) if text else None


def _with_affixes(out: Out | None, form: Formatting) -> Out | None:
    return out if out is None or not (form.prefix or form.suffix) else Out((out,), Formatting(form.prefix, form.suffix))


def _inverted(name: Name, given: str, parts: _Parts, options: NameOptions, habits: Habits) -> Out | None:
    """`Berg, Pieter van den`."""
    demoted = habits.demote_particles == "display-and-sort" or (habits.demote_particles == "sort-only" and habits.in_sort_key)
    family = name.family if demoted else _with(name.non_dropping_particle, name.family)
    behind = parts.given_text(_with(given, name.dropping_particle))
    if demoted:
        behind = _glued(behind, parts.family_text(name.non_dropping_particle), " ")
    separator = ", " if options.sort_separator is None else options.sort_separator
    out = _glued(parts.family(parts.family_text(family)), parts.given(behind), separator)
    return _glued(out, _text(name.suffix), separator)


def _with(first: str, second: str) -> str:
    """Both parts, with a space between them if needed."""
    if not first or not second:
        return first or second
    return first + _between(first) + second


def _between(text: str) -> str:
    """The space after a name part: none after `d’` or `al-`."""
    return "" if _ELIDED.search(text) else " "


def _glued(first: Out | None, second: Out | None, between: str = "") -> Out | None:
    if first is None or second is None:
        return first or second
    return group((first, plain(between) if between else None, second))
