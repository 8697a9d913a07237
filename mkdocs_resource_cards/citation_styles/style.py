"""A parsed style: its layouts, and the options for sorting, disambiguation and collapsing."""

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
    """What may be added to distinguish items that look the same."""

    add_names: bool
    add_given_names: str
    """`by-cite`, `all-names`, `all-names-with-initials`, `primary-name`, `primary-name-with-initials`; `""` for none."""
    add_year_suffix: bool
    has_condition: bool
    """Whether a layout or macro asks for `disambiguate`."""

    @property
    def is_wanted(self) -> bool:
        """Whether anything may be added."""
        return self.add_names or bool(self.add_given_names) or self.add_year_suffix or self.has_condition


class Collapse(NamedTuple):
    """How adjacent cites are shortened."""

    kind: str = ""
    """`citation-number`, `year`, `year-suffix`, `year-suffix-ranged`; `""` for none."""
    group_delimiter: Runs | None = None
    """The delimiter between cites of one author; None if they are not grouped."""
    suffixed_delimiter: Runs = ()
    """The same where years have several suffixes."""
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
    """`subsequent-author-substitute`: (text, rule)."""
    aligns_first: bool
    """`second-field-align`: whether the number of an entry goes into the margin."""
    title: str

    @property
    def is_note(self) -> bool:
        """Whether citations are notes."""
        return self.options.is_note
