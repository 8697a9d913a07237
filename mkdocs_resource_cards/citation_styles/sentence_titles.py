"""Titles of BibTeX files in sentence case, in which CSL's styles expect titles in English; BibTeX's are in title case.

As pandoc does it (`Text.Pandoc.Citeproc.BibTeX`), like the short titles. Styles that want title case make it of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..normalize.title_markup import as_written, pieces
from .runs import Run
from .text_case import with_case

_LETTERS_STAY = {"<sup>": "sup", "<sub>": "sub", "<sc>": "small-caps"}


def with_sentence_case(item: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """An item of CSL-JSON with the titles that `titles` names in sentence case; in another language than English as it is.

    `titles`: see `Resource.bibtex_titles`. A title that no longer says what it was read as stays.
    """
    if str(item.get("language", "")).lower().partition("-")[0] not in ("", "en"):
        return dict(item)
    return {**item, **dict(_cased(item, titles))}


def with_short_title(item: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """An item that was read from BibTeX with `title-short`, for notes: what stands before the first colon of its title."""
    title = str(item.get("title", ""))
    short = _before_colon(title) if ": " in title and "title" in titles and not item.get("title-short") else ""
    return {**item, "title-short": short} if short else dict(item)


def _before_colon(title: str) -> str:
    """`""` where the colon is part of something that is formatted, kept or quoted."""
    depth, before = 0, ""
    for piece, is_tag in pieces(title):
        if is_tag:
            depth += -1 if piece.startswith("</") else 1
        elif not depth:
            start, colon, _ = piece.partition(": ")
            if colon:
                before += start
                return before if before.count("“") == before.count("”") else ""
        before += piece
    return ""


def _cased(item: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, marked in titles.items():
        now = item.get(name)
        if isinstance(now, str) and (not marked or as_written(marked) == now):
            yield name, sentence_case(marked or now)


def sentence_case(text: str) -> str:
    """A text with CSL's tags in sentence case; what is within `nocase`, and in its own way mixed, stays."""
    found, open_tags, runs = list(pieces(text)), list[str](), list[Run]()
    for piece, is_tag in found:
        if is_tag and piece.startswith("</"):
            open_tags.pop()
        elif is_tag:
            open_tags.append(_LETTERS_STAY.get(piece, "nocase" if piece.startswith("<span") else ""))
        else:
            runs.append(Run(piece, frozenset(open_tags)))
    changed = iter(with_case(tuple(runs), "sentence"))
    return "".join(piece if is_tag else next(changed).text for piece, is_tag in found)
