"""Compensates for the time that our additional inline pattern takes.

Python-Markdown looks up each of its twenty patterns for each of a page's several hundred texts, in a registry that checks
each time whether it is sorted and of what type the key is: 2% of a whole build. While it goes through a page's texts, a table
of the same patterns, the quick ones where there are any, is in the registry's place, and answers whatever a registry answers.
(`smarty` exchanges the attribute of the processor in the same way.)
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor, Treeprocessor

from .quick_patterns import quick

_ITS_PRIORITY = 20
"""Of the processor that goes through all texts."""


def hasten(md: Markdown) -> None:
    """Registers what exchanges them just before that processor, and undoes it just after."""
    md.treeprocessors.register(_AsTable(md), "resource_cards_table", _ITS_PRIORITY + 1e-6)
    md.treeprocessors.register(_AsRegistry(md), "resource_cards_registry", _ITS_PRIORITY - 1e-6)


def _inline(md: Markdown) -> Any:
    """The processor; None where another extension has one of its own, which may ask for more than a table can answer."""
    found = md.treeprocessors["inline"] if "inline" in md.treeprocessors else None  # noqa: SIM401  a registry has no `get`
    return found if type(found) is InlineProcessor else None


class PatternTable(dict[Any, Any]):
    """The patterns of a registry by number, found and counted at the speed of a dict; all else is asked of the registry.

    A slice is not a key of a dict before Python 3.12.
    """

    def __init__(self, registry: Any) -> None:
        super().__init__()
        self._registry = registry
        self._fill()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._registry)

    def __contains__(self, item: object) -> bool:
        return item in self._registry

    def __missing__(self, key: Any) -> Any:
        return self._registry[key]

    def get_index_for_name(self, name: str) -> int:
        """As the registry's."""
        return int(self._registry.get_index_for_name(name))

    def register(self, item: Any, name: str, priority: float) -> None:
        """As the registry's."""
        self._registry.register(item, name, priority)
        self._fill()

    def deregister(self, name: str, strict: bool = True) -> None:
        """As the registry's."""
        self._registry.deregister(name, strict)
        self._fill()

    def _fill(self) -> None:
        self.clear()
        self.update(enumerate(map(quick, self._registry)))


class _AsTable(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        inline = _inline(self.md)
        # A table is what a page left that could not be converted.
        if inline is not None and (
            inline.inlinePatterns is self.md.inlinePatterns or isinstance(inline.inlinePatterns, PatternTable)
        ):
            inline.inlinePatterns = PatternTable(self.md.inlinePatterns)


class _AsRegistry(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        inline = _inline(self.md)
        if inline is not None and isinstance(inline.inlinePatterns, PatternTable):
            inline.inlinePatterns = self.md.inlinePatterns
