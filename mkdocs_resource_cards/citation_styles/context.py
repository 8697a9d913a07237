"""The state while a style renders one item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from .data import Date, Item, Value
from .date_format import DateForm
from .hints import NO_HINTS, Hints
from .labels import label_of
from .locale import Locale
from .names_format import NameOptions, NamesLook
from .numbers import first_page
from .output import Out


class LayoutElement(Protocol):
    """A part of a layout."""

    def render(self, context: Context) -> list[Out]:
        """The output for the item: one node or none. Only `choose` returns several."""


class StyleOptions(NamedTuple):
    """The global options of a style."""

    is_note: bool
    demote_particles: str
    hyphenates_initials: bool
    page_ranges: str
    names: NameOptions
    uses_year_suffix: bool
    """Whether the style places the year suffix itself."""
    near_note: int
    shows_status: bool
    """Whether the style has a place for `status`: `in press`."""


_MADE = frozenset(("citation-number", "first-reference-note-number", "locator", "citation-label", "page-first"))
"""Variables whose values are not, or not all, the item's."""


@dataclass(slots=True)
class Context:
    """One item being rendered, in one place."""

    options: StyleOptions
    locale: Locale
    macros: Mapping[str, tuple[LayoutElement, ...]]
    date_forms: Mapping[str, DateForm]
    """`text`, `numeric` -> the locale's date format."""
    item: Item
    names: NameOptions
    """The options of the layout; each `names` may override them."""
    hints: Hints = NO_HINTS
    number: int = 0
    """The item's citation number."""
    first_note: int = 0
    """The number of the first note that cites it."""
    label: str = ""
    locator: str = ""
    positions: frozenset[str] = frozenset()
    in_bibliography: bool = False
    in_sort_key: bool = False
    substituted: NamesLook | None = None
    """Within `substitute`: the options of the `names` that is replaced."""
    gone: set[str] = field(default_factory=set)
    """Variables used in place of names: they are not shown again."""
    asked: int = 0
    found: int = 0
    """How many variables were used, and how many had a value. A group whose variables are all empty is left out."""
    suffix_shown: bool = False
    depth: int = 0
    """How deep macros call each other."""
    has_number: bool = False
    """Whether the item's citation number was looked at."""

    def look(self, name: str) -> Value | None:
        """The value of a variable. Does not count as use."""
        if name not in _MADE:
            return self.item.variables.get(name)
        if name == "citation-number":
            self.has_number = True
            return str(self.number)
        if name == "first-reference-note-number":
            return str(self.first_note) if self.first_note else None
        if name == "locator":
            return self.locator or None
        if name == "citation-label" and name not in self.item.variables:
            return label_of(self.item) or None
        if name == "page-first" and name not in self.item.variables:
            page = self.item.variables.get("page")
            return first_page(page) or None if isinstance(page, str) else None
        return self.item.variables.get(name)

    def ask(self, name: str) -> Value | None:
        """The value of a variable that will be shown. Counts as use."""
        value = None if name in self.gone else self.look(name)
        self.asked += 1
        self.found += value is not None
        return value

    def ask_text(self, name: str) -> str:
        """The value of a variable that will be shown, if it is a text, else `""`. Counts as use."""
        value = self.ask(name)
        return value if isinstance(value, str) else ""

    def show_once(self, *names: str) -> None:
        """Within `substitute`: makes sure that the variable is not shown again."""
        if self.substituted is not None:
            self.gone.update(names)

    def take_year_suffix(self) -> int:
        """The item's year suffix the first time a year asks for it, then 0."""
        if self.options.uses_year_suffix or self.suffix_shown:
            return 0
        self.suffix_shown = bool(self.hints.year_suffix)
        return self.hints.year_suffix

    @property
    def is_english(self) -> bool:
        """Whether the item, else the site, else the locale, is English. Title case is for English only."""
        own = self.item.variables.get("language")
        language = own if isinstance(own, str) else self.item.language or self.locale.language
        return language.lower().startswith("en")

    def date(self, name: str) -> Date | None:
        """The value of a date variable that will be shown. Counts as use."""
        value = self.ask(name)
        return value if isinstance(value, Date) else None
