"""Where a field is in a raw entry: for messages about values that were read of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .bibliography import RawEntry

_BIBTEX = {
    "published": ("date", "year"),
    "authors": ("author",),
    "editor": ("editor",),
    "language": ("langid", "language", "hyphenation"),
    "tags": ("keywords", "tags"),
    "url": ("url", "howpublished", "link", "eprint"),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "accessed": ("urldate",),
    "aliases": ("ids",),
}
_CSL: dict[str, tuple[str, ...]] = {
    "published": ("issued",),
    "authors": ("author",),
    "url": ("URL",),
    "doi": ("DOI",),
    "tags": ("keyword",),
}
_ZOTERO: dict[str, tuple[str, ...]] = {
    "published": ("date",),
    "authors": ("creators",),
    "doi": ("DOI",),
    "abstract": ("abstractNote",),
    "accessed": ("accessDate",),
}
_RIS = {
    "title": ("TI", "T1"),
    "published": ("PY", "DA", "Y1"),
    "authors": ("AU", "A1"),
    "language": ("LA",),
    "tags": ("KW",),
    "url": ("UR",),
    "doi": ("DO",),
    "abstract": ("AB", "N2"),
    "container-title": ("T2", "JF", "JO"),
    "accessed": ("Y2",),
}
_FORMS: dict[str, tuple[dict[str, tuple[str, ...]], str]] = {
    "bibtex": (_BIBTEX, r"(?im)(?<![\w-]){}[ \t]*="),
    "csl-json": (_CSL, r'"{}"\s*:'),
    "zotero": (_ZOTERO, r'"{}"\s*:'),
    "ris": (_RIS, r"(?m)^[ \t]*{}[ \t]{{1,2}}-"),
}


def field_place(format: str, raw: RawEntry, name: str) -> tuple[int, int]:
    """Line and column, counted from 1, of the field that holds a value with that name; those of the entry where none does."""
    names, form = _FORMS.get(format, ({}, ""))
    for written in _spellings(name, names) if form else ():
        match = re.search(form.format(re.escape(written)), raw.text)
        if match:
            at = match.start()
            lines = raw.text.count("\n", 0, at)
            return raw.line + lines, at - raw.text.rfind("\n", 0, at) + (0 if lines else raw.column - 1)
    return raw.line, raw.column


def _spellings(name: str, names: dict[str, tuple[str, ...]]) -> Iterator[str]:
    yield from names.get(name, ())
    yield name
