"""A style, read: what its layouts are made of, and the attributes that say how citations are sorted, told apart, collapsed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .context import LayoutElement, StyleOptions
from .date_format import DateForm
from .locale import Locale
from .names_format import NameOptions
from .output import PLAIN, Formatting
from .runs import Runs


class SortKey(NamedTuple):
    """`key`."""

    variable: str
    macro: str
    descending: bool
    names: NameOptions


class Layout(NamedTuple):
    """`citation` or `bibliography`, with its `layout`."""

    children: tuple[LayoutElement, ...] = ()
    format: Formatting = PLAIN
    names: NameOptions = NameOptions()
    sort: tuple[SortKey, ...] = ()


class Disambiguation(NamedTuple):
    """What may be added so that two items do not look alike."""

    add_names: bool = False
    add_given_names: str = ""
    """`by-cite`, `all-names`, `all-names-with-initials`, `primary-name`, `primary-name-with-initials`; `""` for none."""
    add_year_suffix: bool = False


class Collapse(NamedTuple):
    """How cites next to each other become shorter."""

    kind: str = ""
    """`citation-number`, `year`, `year-suffix`, `year-suffix-ranged`; `""` for not at all."""
    group_delimiter: Runs | None = None
    """Between the cites of one author; None where they are not put together."""
    suffix_delimiter: Runs = ()
    after: Runs = ()


class Style(NamedTuple):
    """A style in one language."""

    options: StyleOptions
    locale: Locale
    date_forms: Mapping[str, DateForm]
    macros: Mapping[str, tuple[LayoutElement, ...]]
    citation: Layout
    bibliography: Layout | None
    disambiguation: Disambiguation
    collapse: Collapse
    same_authors: tuple[Runs, str] | None
    """What replaces names that the entry before has, too: (text, rule)."""
    aligns_first: bool
    """Whether the first field of an entry, its number, is in a margin of its own."""
    title: str

    @property
    def is_note(self) -> bool:
        """Whether citations are notes."""
        return self.options.is_note
