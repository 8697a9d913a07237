"""What a style assigns to items that several pages cite: order, numbers, and what distinguishes similar ones.

In values that JSON can hold, so that builds with cached output need nothing of the processor.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


class Assigned:
    """Assignments for all items that a site cites. Never changed."""

    __slots__ = ("_places", "hints", "numbers", "order")

    def __init__(self, order: tuple[str, ...], numbers: Mapping[str, int], hints: Mapping[str, list[Any]]) -> None:
        self.order = order
        """Item ids in the order of a list of references with all items."""
        self.numbers = numbers
        """Item id -> citation number."""
        self.hints = hints
        """Item id -> what distinguishes it from the others, such as the `a` of `2020a`, as `hints.packed` makes it."""
        self._places = {one: place for place, one in enumerate(order)}

    def of(self, ids: Collection[str], numbers: Mapping[str, int]) -> Assigned:
        """The part for these items. An unknown item comes after the others, with its number from `numbers`."""
        known = sorted((one for one in ids if one in self._places), key=self._places.__getitem__)
        order = (*known, *(one for one in ids if one not in self._places))
        hints = {one: self.hints[one] for one in known if one in self.hints}
        return Assigned(order, {one: self.numbers.get(one) or numbers.get(one, 0) for one in order}, hints)

    def with_numbers_of(self, earlier: Assigned, numbers: Mapping[str, int]) -> Assigned:
        """A copy in which items keep their numbers; those without one get it from `numbers`."""
        return Assigned(self.order, {one: earlier.numbers.get(one) or numbers[one] for one in self.order}, self.hints)

    def packed(self) -> list[Any]:
        """As values that JSON can hold."""
        return [self.order, dict(self.numbers), dict(self.hints)]


def unpacked(kept: Any) -> Assigned:
    """The reverse of `Assigned.packed`; raises ValueError, TypeError or AttributeError for another shape."""
    order, numbers, hints = kept
    return Assigned(
        tuple(order),
        dict(numbers),
        {one: [suffix, names, shown, is_ambiguous] for one, (suffix, names, shown, is_ambiguous) in hints.items()},
    )
