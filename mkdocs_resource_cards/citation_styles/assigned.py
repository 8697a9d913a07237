"""What a style assigns to items that several pages cite: order, numbers, and what distinguishes similar ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from .data import Item, Name
from .hints import NO_HINTS, Hints


class Assigned(NamedTuple):
    """Assignments for all items that a site cites."""

    order: tuple[str, ...] = ()
    """Item ids in the order of a list of references with all items."""
    numbers: Mapping[str, int] = {}
    """Item id -> citation number."""
    hints: Mapping[str, Hints] = {}
    """Item id -> what distinguishes it from the others, such as the `a` of `2020a`."""

    def of(self, ids: Collection[str], numbers: Mapping[str, int]) -> Assigned:
        """The part for these items. An unknown item comes after the others, with its number from `numbers`."""
        wanted = set(ids)
        known = tuple(one for one in self.order if one in wanted)
        order = (*known, *(one for one in ids if one not in self.numbers))
        hints = {one: self.hints[one] for one in known if one in self.hints}
        return Assigned(order, {one: self.numbers.get(one) or numbers.get(one, 0) for one in order}, hints)

    def with_numbers_of(self, earlier: Assigned, numbers: Mapping[str, int]) -> Assigned:
        """A copy in which items keep their numbers; those without one get it from `numbers`."""
        return self._replace(numbers={one: earlier.numbers.get(one) or numbers[one] for one in self.order})

    def packed(self) -> list[Any]:
        """As values that JSON can hold."""
        hints = {
            one: [hint.year_suffix, [[*name, more] for name, more in hint.names.items()], hint.names_shown, hint.is_ambiguous]
            for one, hint in self.hints.items()
        }
        return [list(self.order), dict(self.numbers), hints]


def own_names(hints: Mapping[str, Hints], items: Mapping[str, Item]) -> dict[str, Hints]:
    """The hints of each item, without those that depend on the names of other items."""
    return {one: hint._replace(names=_own(hint, items[one])) for one, hint in hints.items() if hint != NO_HINTS}


def _own(hint: Hints, item: Item) -> Mapping[Name, str]:
    if not hint.names:
        return hint.names
    names = {name for value in item.variables.values() if isinstance(value, tuple) for name in value if isinstance(name, Name)}
    return {name: more for name, more in hint.names.items() if name in names}


def unpacked(kept: Any) -> Assigned:
    """The reverse of `Assigned.packed`; raises ValueError, TypeError or AttributeError for another shape."""
    order, numbers, hints = kept
    return Assigned(tuple(order), dict(numbers), {one: _hint(*hint) for one, hint in hints.items()})


def _hint(year_suffix: int, names: list[list[Any]], names_shown: int, is_ambiguous: bool) -> Hints:
    return Hints(year_suffix, {Name(*name): more for *name, more in names}, names_shown, is_ambiguous)
