"""The titles of an entry, and which of them are in title case, as is usual in BibTeX.

Citation styles convert those to sentence case, except for text in braces (see `citation_styles.sentence_titles`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...normalize.title_markup import KEPT, KEPT_END, as_written
from ..markup import marked_title, plain_title
from .latex import text_of
from .tables import CHAPTERS
from .tex_symbols import JOURNALS

_MACRO = re.compile(r"\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*")
_KEPT_TAG = re.compile(f"({KEPT}|{KEPT_END})")
_OTHERS = {
    "series": "collection-title",
    "conference": "event-title",
    "eventtitle": "event-title",
    "origtitle": "original-title",
    "shorttitle": "title-short",
}
"""Field -> CSL variable, for titles other than those of the entry and its container."""


class Titles(NamedTuple):
    """CSL variable -> title with CSL's tags, including KEPT."""

    found: Mapping[str, str]
    names: frozenset[str] = frozenset()
    """Variables with the name of a journal or magazine, which keeps its case."""


def plain_titles(found: Mapping[str, str]) -> dict[str, str]:
    """The titles as they are written. Only the title of the entry itself has tags."""
    return {name: as_written(text) if name == "title" else plain_title(text).strip() for name, text in found.items()}


def cased_titles(titles: Titles, fields: Mapping[str, str]) -> dict[str, str]:
    """CSL variable -> title in title case with KEPT around text in braces; `""` if nothing is in braces."""
    own = ((name, text) for name, text in titles.found.items() if name not in titles.names)
    return {name: _kept(name, text) for name, text in (*own, *_others(fields)) if text}


def _others(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not fields.keys().isdisjoint(_OTHERS):
        yield from ((name, text_of(fields[field], is_marked=True)) for field, name in _OTHERS.items() if field in fields)


def _kept(name: str, text: str) -> str:
    if KEPT not in text:
        return ""
    if name == "title":
        return text
    return "".join(part if _KEPT_TAG.fullmatch(part) else plain_title(part) for part in _KEPT_TAG.split(text))


def marked_titles(kind: str, fields: Mapping[str, str]) -> Titles:
    """The titles of an entry of type `kind`."""
    is_chapter, has_main = kind in CHAPTERS, "maintitle" in fields
    own, main, book = _title(fields, ""), _title(fields, "main"), _title(fields, "book")
    issue = _title(fields, "issue")
    if kind == "periodical" and issue:
        return Titles({"title": issue, "container-title": own}, _JOURNAL)
    journal = _journal(fields)
    if is_chapter:
        volume = book if main and book else ""
        found = {"title": own, "container-title": main or book or journal, "volume-title": volume}
        return Titles(found, frozenset() if main or book else _JOURNAL)
    if has_main:
        return Titles({"title": main, "volume-title": own, "container-title": journal}, _JOURNAL)
    if kind in _WHOLE and own:  # DBLP writes the short name of a conference there.
        short = book if 0 < len(book) < len(own) and book != own else ""
        return Titles({"title": own, "container-title": journal, "title-short": short}, _JOURNAL)
    # A paper whose type is wrong still says where it appeared; proceedings repeat their own title.
    container = journal or (book if plain_title(book).casefold() != plain_title(own).casefold() else "")
    title = own or (book if kind in ("proceedings", "book", "collection") else "")
    container = container if plain_title(container) != plain_title(title) else ""
    return Titles({"title": title, "container-title": container}, _JOURNAL if journal else frozenset())


_JOURNAL = frozenset(("container-title",))
_WHOLE = frozenset(("proceedings", "mvproceedings", "collection", "mvcollection", "reference", "mvreference"))
"""Types of what is a book itself, and appears in none."""


def _title(fields: Mapping[str, str], prefix: str, title: str = "title") -> str:
    """`Title: Subtitle. Addition`."""
    if f"{prefix}{title}" not in fields and f"{prefix}titleaddon" not in fields:
        return ""
    main = marked_title(text_of(fields.get(f"{prefix}{title}", ""), is_marked=True))
    if fields.keys().isdisjoint((f"{prefix}subtitle", f"{prefix}titleaddon")):
        return main
    sub, addition = (
        marked_title(text_of(fields.get(f"{prefix}{name}", ""), is_marked=True)) for name in ("subtitle", "titleaddon")
    )
    if main and sub:
        main = f"{main} {sub}" if plain_title(main)[-1:] in "?!:.…" else f"{main}: {sub}"
    return f"{main}. {addition}" if main and addition else main or addition


def _journal(fields: Mapping[str, str]) -> str:
    """The title of the journal. Macros of the AAS are spelled out."""
    name = "journaltitle" if "journaltitle" in fields else "journal"
    written = fields.get(name, "")
    macro = _MACRO.fullmatch(written)
    if macro and macro[1].lower() in JOURNALS:
        return JOURNALS[macro[1].lower()]
    return _title({"title": written, "subtitle": fields.get("journalsubtitle", "")}, "")
