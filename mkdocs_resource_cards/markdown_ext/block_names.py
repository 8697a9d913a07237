"""The names of block-level elements, found at once.

Python-Markdown asks of each element and each tag, several times, whether it is one, and looks through a list of sixty names:
4% of what converting a page takes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from markdown import Markdown


def hasten(md: Markdown) -> None:
    """Has the names of `md` found at once, those included that other extensions add later."""
    md.block_level_elements = BlockNames(md.block_level_elements)


class BlockNames(list[str]):
    """A list that looks its names up in a set, made anew after each change."""

    def __init__(self, names: Any = ()) -> None:
        super().__init__(names)
        self._set: frozenset[str] | None = None

    def __contains__(self, name: object) -> bool:
        if self._set is None:
            self._set = frozenset(self)
        return name in self._set


def _changing(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def change(self: BlockNames, *arguments: Any) -> Any:
        self._set = None
        return method(self, *arguments)

    return change


for _name in ("append", "clear", "extend", "insert", "pop", "remove", "__delitem__", "__iadd__", "__imul__", "__setitem__"):
    setattr(BlockNames, _name, _changing(getattr(list, _name)))
