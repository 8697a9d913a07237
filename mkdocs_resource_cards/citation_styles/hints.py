"""What distinguishes an item from others that would look the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .data import Item, Name


class Hints(NamedTuple):
    """The hints of one item."""

    year_suffix: int = 0
    """1 for `a`; 0 for none."""
    names: Mapping[Name, str] = {}
    """Name -> how much of the given name is shown: `initials`, `given`, or `initials-alone`: initials if the style
    has any. With `-if-primary` behind, only of a first name."""
    names_shown: int = 0
    """How many names are shown before "et al."."""
    is_ambiguous: bool = False
    """Whether the item is still ambiguous: `disambiguate="true"`."""


NO_HINTS = Hints()


def packed(hints: Mapping[str, Hints], items: Mapping[str, Item]) -> dict[str, list[Any]]:
    """The hints of each item as values that JSON can hold, without those that depend on the names of other items."""
    return {one: _pack(hint, items[one]) for one, hint in hints.items() if hint != NO_HINTS}


def people_of(item: Item) -> dict[Name, None]:
    """Everybody whom an item names, in order."""
    values = [value for value in item.variables.values() if isinstance(value, tuple)]
    return dict.fromkeys([name for value in values for name in value if isinstance(name, Name)])


def _pack(hint: Hints, item: Item) -> list[Any]:
    own = people_of(item)
    names = [[*name, more] for name, more in hint.names.items() if name in own]
    return [hint.year_suffix, names, hint.names_shown, hint.is_ambiguous]


def unpacked(kept: Mapping[str, list[Any]]) -> dict[str, Hints]:
    """The reverse of `packed`."""
    return {one: _unpack(*hint) for one, hint in kept.items()}


def _unpack(year_suffix: int, names: list[list[Any]], names_shown: int, is_ambiguous: bool) -> Hints:
    return Hints(year_suffix, {Name(*name): more for *name, more in names}, names_shown, is_ambiguous)
