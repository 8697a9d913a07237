"""Titles of web pages: which part of them is the name of the site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from .text import display_line
from .urls import host_of

_SEPARATOR = re.compile(r"\s+(?:[|·•‹›«»–—]|::?|-{1,2}|/{2})\s+|\s*\|\s*|(?<=\w):\s+(?=\S+$)")
_MARKED = re.compile(r"<(i|b|em|strong|sub|sup|sc|scp|span|u)(?:\s[^<>]{0,200})?>([^<>]{0,300})</\1>", re.IGNORECASE)
"""A whole element of those that change looks only: `<b>` alone may be what a work is about."""
_NESTED = 3
_COMMON = frozenset(
    "com org net edu gov co uk io ai www blog news en de fr site web github gitlab medium substack pages dev".split()
)
"""Parts of host names that name no site, or only the one who hosts it."""
_LONGEST = 1000
"""Characters of a title that are looked at."""
_SMALL = frozenset(("the", "of", "and", "for", "a", "an", "&"))
_HOSTS = frozenset(("github", "gitlab", "medium", "substack", "wikipedia", "youtube", "arxiv"))


def folded(text: str) -> str:
    """Letters and digits only, without case and accents, for comparing names."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def tidy(title: str) -> str:
    """A title on one line, entities decoded, even those that were escaped twice, without marks for looks."""
    text = display_line(display_line(title))
    for _ in range(_NESTED if "</" in text else 0):
        text = _MARKED.sub(r"\2", text)
    return text


def site_names(url: str, more: Iterable[str] = ()) -> frozenset[str]:
    """How the site of `url` may call itself in its titles, folded: parts of its host's name, and `more`."""
    host = host_of(url)
    labels = [label for label in host.split(".") if label]
    named = [label for label in labels[:-1] if label not in _COMMON] or labels[:1]
    known = [label for label in labels if label in _HOSTS]
    names = {folded(name) for name in (host, *named, *known, ".".join(labels[-2:]), *more)}
    return frozenset(name for name in names if len(name) > 1)


def without_site(title: str, names: Collection[str]) -> str:
    """`title` without the site's name after it or before it (`A work | Example`); as it is when nothing else would be left.

    `names` are folded, as `site_names` gives them.
    """
    while len(title) <= _LONGEST:
        shorter = _one_less(title, names)
        if shorter == title:
            return title
        title = shorter
    return title


def _one_less(title: str, names: Collection[str]) -> str:
    marks = list(_SEPARATOR.finditer(title))
    for mark in marks[-1:]:
        if _names_site(title[mark.end() :], names) and title[: mark.start()].strip():
            return title[: mark.start()].strip()
    for mark in marks[:1]:
        if _names_site(title[: mark.start()], names) and title[mark.end() :].strip():
            return title[mark.end() :].strip()
    return title


def _names_site(part: str, names: Collection[str]) -> bool:
    name = folded(part)
    bare = name.removeprefix("the").removesuffix("blog")
    return name in names or bare in names or name.removeprefix("the") in names or _is_short_for(part, names)


def _is_short_for(part: str, names: Collection[str]) -> bool:
    """Whether a host calls itself by letters and words of `part`: `nytimes` by The New York Times, `ft` by Financial Times."""
    words = [word for word in map(folded, part.split()) if word and word not in _SMALL]
    if not 2 <= len(words) <= 8 or not all(word[:1].isupper() for word in part.split() if folded(word) not in _SMALL):
        return False
    shape = re.compile("".join(f"{word[0]}(?:{word[1:]})?" for word in words))
    return any(shape.fullmatch(name) for name in names)
