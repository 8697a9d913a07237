"""Inheritance from other entries: `crossref` and `xdata`.

biblatex renames fields (its manual, appendix B): the `title` of a book is the `booktitle` of its chapter. The entry's own
fields win. References may be circular and many, so the chain is short, and each entry is used once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .tables import CHAPTERS

DEEPEST = 8
"""Longest chain of inheritance."""
_SEPARATOR = re.compile(r"\s*,\s*")
_GRANULAR = re.compile(r"xdata\s*=\s*([^\s,{}\"]+)", re.IGNORECASE)
"""A field of other data, or one item of it: `author = {xdata=people-author-1}` (biblatex manual, section 3.13.6)."""
_PARTS = re.compile(r"[-.]")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_LONGEST = 20_000
"""Most characters that replace such a reference."""
_NOT_INHERITED = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring "
    "relatedtype shortauthor shorteditor shorthand shorthandintro shorttitle sortkey sorttitle sortname sortyear keywords "
    "abstract note annote annotation comment file doi url urldate eprint pages title subtitle titleaddon".split()
)
_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_OF_MAIN = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
_OF_PERIODICAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_MAIN = frozenset(("mvbook", "mvcollection", "mvproceedings", "mvreference"))


class Parent(NamedTuple):
    """An entry that others inherit from."""

    kind: str
    fields: Mapping[str, str]


def inherited(kind: str, fields: Mapping[str, str], parents: Mapping[str, Parent]) -> dict[str, str]:
    """The fields of an entry, with inherited ones. `parents`: lower-case key -> entry."""
    return _inherited(kind, fields, parents, frozenset(), DEEPEST)


def references(fields: Mapping[str, str]) -> list[str]:
    """The keys that an entry inherits from, in lower case."""
    if "crossref" not in fields and "xdata" not in fields:
        return []
    keys = [fields.get("crossref", ""), *_SEPARATOR.split(fields.get("xdata", ""))]
    return [key.strip().lower() for key in keys if key.strip()]


def with_data(fields: Mapping[str, str], parents: Mapping[str, Parent]) -> tuple[dict[str, str], list[str]]:
    """(fields with references to single fields replaced, references to nothing)."""
    filler = _Filler(parents)
    return {name: value if name == "xdata" else filler.filled(value) for name, value in fields.items()}, filler.missing


class _Filler:
    """Resolves references to single fields, each field once, so that circular ones end."""

    def __init__(self, parents: Mapping[str, Parent]) -> None:
        self.parents = parents
        self.missing: list[str] = []
        self._known: dict[tuple[str, str], str] = {}

    def filled(self, value: str) -> str:
        return _GRANULAR.sub(lambda match: self._meant(match[1]), value) if "xdata" in value.lower() else value

    def _meant(self, reference: str) -> str:
        """Parses `key-field` or `key-field-1`. Keys may contain hyphens."""
        for key, parent in self.parents.items():
            name, *place = _PARTS.split(reference[len(key) + 1 :].lower())
            if reference.lower().startswith(key) and name in parent.fields and len(place) < 2:
                whole = self._field(key, name)
                items = _AND.split(whole) if place else [whole]
                at = int(place[0]) - 1 if place and place[0].isdecimal() and len(place[0]) < 6 else 0
                if 0 <= at < len(items):
                    return items[at]
        self.missing.append(reference)
        return ""

    def _field(self, key: str, name: str) -> str:
        if (key, name) not in self._known:
            self._known[key, name] = ""  # The result of a circular reference.
            self._known[key, name] = self.filled(self.parents[key].fields[name])[:_LONGEST]
        return self._known[key, name]


def _inherited(
    kind: str, fields: Mapping[str, str], parents: Mapping[str, Parent], seen: frozenset[str], depth: int
) -> dict[str, str]:
    whole = dict(fields)
    if not depth:
        return whole
    for key in _SEPARATOR.split(fields.get("xdata", "")):
        parent = parents.get(key.strip().lower())
        if parent and key not in seen:
            data = _inherited(parent.kind, parent.fields, parents, seen | {key}, depth - 1)
            whole = {**{name: value for name, value in data.items() if name not in ("xdata", "ids")}, **whole}
    key = fields.get("crossref", "").strip().lower()
    parent = parents.get(key)
    if parent and key not in seen:
        above = _inherited(parent.kind, parent.fields, parents, seen | {key}, depth - 1)
        whole = {**_handed_down(kind, parent.kind, above), **whole}
    return whole


def _handed_down(kind: str, parent: str, above: Mapping[str, str]) -> dict[str, str]:
    names = _OF_PERIODICAL if parent == "periodical" else _RENAMED if kind in CHAPTERS else _OF_MAIN if parent in _MAIN else {}
    if parent in _MAIN and kind in CHAPTERS:
        names = _OF_MAIN
    found = {name: value for name, value in above.items() if name not in _NOT_INHERITED}
    for name, as_name in names.items():
        if name in above:
            found.setdefault(as_name, above[name])
    if kind in CHAPTERS and "author" in found:
        author = found.pop("author")
        if parent in ("book", "mvbook") and kind in ("inbook", "bookinbook", "suppbook"):
            found.setdefault("author", author)
        found.setdefault("bookauthor", author)
    if kind in CHAPTERS or parent == "periodical":
        found.pop("pagetotal", None)
    return found
