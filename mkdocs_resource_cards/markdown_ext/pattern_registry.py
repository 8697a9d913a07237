"""What makes up for the inline pattern that we add.

Python-Markdown looks up each of its twenty patterns for each of a page's several hundred texts, in a registry that asks
each time whether it is sorted and of what type the key is: 2% of a whole build. While it goes through a page's texts, the
content of the registry stands there as a plain list, which answers the same. (`smarty` exchanges the attribute in this way.)
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor, Treeprocessor

_ITS_PRIORITY = 20
"""Of the processor that goes through all texts."""


def hasten(md: Markdown) -> None:
    """Registers what exchanges them just before that processor, and undoes it just after."""
    md.treeprocessors.register(_AsList(md), "resource_cards_list", _ITS_PRIORITY + 1e-6)
    md.treeprocessors.register(_AsRegistry(md), "resource_cards_registry", _ITS_PRIORITY - 1e-6)


def _inline(md: Markdown) -> Any:
    """The processor; None where another extension has one of its own, which may ask for more than a list can answer."""
    found = md.treeprocessors["inline"] if "inline" in md.treeprocessors else None  # noqa: SIM401  a registry has no `get`
    return found if type(found) is InlineProcessor else None


class _AsList(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        inline = _inline(self.md)
        # A list is what a page left that could not be converted.
        if inline is not None and (inline.inlinePatterns is self.md.inlinePatterns or isinstance(inline.inlinePatterns, list)):
            inline.inlinePatterns = list(self.md.inlinePatterns)


class _AsRegistry(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        inline = _inline(self.md)
        if inline is not None and isinstance(inline.inlinePatterns, list):
            inline.inlinePatterns = self.md.inlinePatterns
