"""Converts titles of BibTeX files from title case to sentence case, which CSL styles expect of English titles.

Follows pandoc (`Text.Pandoc.Citeproc.BibTeX`), for short titles, too. Styles with title case convert these titles back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..normalize.title_markup import as_written, pieces
from .runs import Run
from .text_case import with_case

_NAMES = ("title", "title-short")
"""Titles of legal cases that are names of parties: `Brown v. Board of Education`."""
_LETTERS_STAY = {"<sup>": "sup", "<sub>": "sub", "<sc>": "small-caps"}


def with_sentence_case(item: Mapping[str, Any], titles: Mapping[str, str], language: str = "en") -> dict[str, Any]:
    """A CSL-JSON item with the titles named in `titles` in sentence case. Unchanged in languages other than English.

    `titles`: see `Resource.bibtex_titles`. A title that was changed since it was read stays, and the name of a legal case.
    `language`: of an item that does not say its own, `""` for English.
    """
    spoken = str(item.get("language") or language or "en").lower()
    if spoken.replace("_", "-").partition("-")[0] != "en":
        return dict(item)
    names = _NAMES if item.get("type") == "legal_case" else ()
    return {**item, **{name: text for name, text in _cased(item, titles) if name not in names}}


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
    """Converts a text with CSL tags to sentence case. Text in `nocase` and words of mixed case stay."""
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
