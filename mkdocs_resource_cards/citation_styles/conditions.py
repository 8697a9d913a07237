"""`choose`: the tests of its branches.

https://docs.citationstyles.org/en/v1.0.2/specification.html#choose
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .context import Context, LayoutElement
from .data import Date
from .elements import render_all
from .numbers import is_numeric
from .output import Out


class Condition(NamedTuple):
    """One test of `if`."""

    attribute: str
    value: str


class Branch(NamedTuple):
    """`if`, `else-if` or `else`."""

    match: str
    """`all`, `any` or `none`."""
    conditions: tuple[Condition, ...]
    children: tuple[LayoutElement, ...]

    def holds(self, context: Context) -> bool:
        stops = self.match != "all"
        """What one test must say to decide about all of them."""
        for attribute, value in self.conditions:
            if _TESTS[attribute](context, value) == stops:
                return self.match == "any"
        return self.match != "any"


class Choose(NamedTuple):
    """`choose`."""

    branches: tuple[Branch, ...]

    def render(self, context: Context) -> list[Out]:
        for branch in self.branches:
            if branch.holds(context):
                return render_all(branch.children, context)
        return []


@lru_cache(maxsize=512)
def _kinds(kinds: str) -> frozenset[str]:
    return frozenset(kinds.split())


def _is_numeric(context: Context, name: str) -> bool:
    value = context.look(name)
    return isinstance(value, str) and is_numeric(value)


def _is_uncertain(context: Context, name: str) -> bool:
    value = context.look(name)
    return isinstance(value, Date) and value.circa


def _has_locator(context: Context, kind: str) -> bool:
    return bool(context.locator) and context.label == ("sub-verbo" if kind == "sub verbo" else kind)


_TESTS: dict[str, Callable[[Context, str], bool]] = {
    "type": lambda context, kinds: context.item.type in _kinds(kinds),
    "variable": lambda context, name: context.look(name) is not None,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _has_locator,
    "position": lambda context, position: position in context.positions,
    "disambiguate": lambda context, value: context.hints.is_ambiguous == (value == "true"),
}
