"""Input of the citation processor, items and the citations of them, and its output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..model import Name
from .runs import Runs

__all__ = ["CitationOutput", "Cite", "Cites", "Date", "Item", "ListEntry", "Name", "Processed", "Value"]


class Date(NamedTuple):
    """One date, or a range of two: (year), (year, month) or (year, month, day); a season is a month from 21 to 24."""

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    """`()` for a single date, `(0,)` for a range without an end."""
    circa: bool = False
    literal: str = ""
    """The date as a text, if it has no parts."""


Value = str | tuple[Name, ...] | Date


class Item(NamedTuple):
    """One source."""

    id: str
    type: str
    """One of CSL's types: `article-journal`, `book`..."""
    variables: Mapping[str, Value]
    """CSL's names (`container-title`, `DOI`, `issued`, `author`...) -> values, none of them empty."""
    language: str = ""
    """That of the site, which an item without `language` is in; `""` for the language of the style's terms."""


class Cite(NamedTuple):
    """One item within a citation."""

    id: str
    label: str = ""
    """The kind of locator, as CSL names it: `page`, `chapter`, `section`..."""
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    author: str = ""
    """`only`: the names alone; `suppress`: everything but the names; `in-text`: the names, then the rest; `""`: everything."""


Cites = tuple[Cite, ...]
"""A citation in one place of a text, such as `(Roe 2020; Ito 2019)`."""


class CitationOutput(NamedTuple):
    """The output for one citation."""

    text: Runs
    """`(Roe 2020)`; in a style with notes, the note."""
    author: Runs = ()
    """The names that come before it in the sentence, outside of a note; `()` unless the author asked for them."""


class ListEntry(NamedTuple):
    """One item of the list of references."""

    id: str
    first: Runs
    """Its number, if the style puts that into the margin, else `()`."""
    text: Runs


class Processed(NamedTuple):
    """The output for one document."""

    citations: tuple[CitationOutput, ...]
    entries: tuple[ListEntry, ...]
    numbers: Mapping[str, int]
    """Item id -> citation number, whether the style shows it or not."""
