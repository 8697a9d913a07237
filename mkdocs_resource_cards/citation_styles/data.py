"""What a citation processor is given, items with CSL's variables and who cites which of them, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..model import Name
from .runs import Runs

__all__ = ["Citation", "Cite", "Cited", "Date", "Item", "ListEntry", "Name", "Processed", "Source", "Value"]


class Date(NamedTuple):
    """One date, or a range of two: (year), (year, month) or (year, month, day); a season is a month from 21 to 24."""

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    """`()` for a single date, `(0,)` for a range without an end."""
    circa: bool = False
    literal: str = ""
    """A date that is only a text."""


Value = str | tuple[Name, ...] | Date


class Item(NamedTuple):
    """One source."""

    id: str
    type: str
    """One of CSL's types: `article-journal`, `book`..."""
    variables: Mapping[str, Value]
    """By CSL's own names: `container-title`, `DOI`, `issued`, `author`... None is empty."""


class Source(NamedTuple):
    """An item that is only created when its result is not cached."""

    told: str
    """All that the item is made of: where this is the same, so is the item."""
    item: Callable[[], Item]


class Cite(NamedTuple):
    """One item within a citation."""

    id: str
    label: str = ""
    """CSL's name of what the locator counts: `page`, `chapter`, `section`..."""
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    author: str = ""
    """`only`: nothing but the names; `suppress`: all but them; `in-text`: the names, then the rest; `""`: all of it."""


Citation = tuple[Cite, ...]
"""A citation in one place of a text, such as `(Roe 2020; Ito 2019)`."""


class Cited(NamedTuple):
    """One citation."""

    text: Runs
    """`(Roe 2020)`; in a style with notes, the note."""
    author: Runs = ()
    """What comes before it in the sentence, and outside of a note; `()` unless the author asked for that."""


class ListEntry(NamedTuple):
    """One item of the list of references."""

    id: str
    first: Runs
    """Its number, where that is in a margin of its own; else `()`."""
    text: Runs


class Processed(NamedTuple):
    """All of one document."""

    citations: tuple[Cited, ...]
    entries: tuple[ListEntry, ...]
    numbers: Mapping[str, int]
    """item -> its citation number, whether the style shows it or not."""
