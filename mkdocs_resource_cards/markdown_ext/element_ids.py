"""Changes to our elements after other processors have run: restores ids, puts numbers into headings."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor


class DeferredEdits:
    """What is still to be done for one page, once other processors have seen it."""

    def __init__(self) -> None:
        self.ids: list[tuple[etree.Element, str]] = []
        """Our elements, and the ids that other pages know them by."""
        self.numbers: list[tuple[etree.Element, str, list[etree.Element]]] = []
        """Elements in headings, and the text and the elements that are there."""


class RestoreIdsTreeprocessor(Treeprocessor):
    """Other pages link to a citation by its id: an attribute list (8) gives another, mkdocstrings (4) puts a prefix before."""

    def __init__(self, md: Markdown, later: DeferredEdits) -> None:
        super().__init__(md)
        self._later = later

    def run(self, root: etree.Element) -> None:
        for element, name in self._later.ids:
            other = element.get("id", "")
            if other != name:
                element.set("id", name)
                if not other.endswith(name):  # The author's own, which shall lead here too.
                    etree.SubElement(element, "span", {"id": other})


class HeadingNumbersTreeprocessor(Treeprocessor):
    """Puts numbers into headings when table of contents (5) and page title (1) have been taken from these, as footnotes do."""

    def __init__(self, md: Markdown, later: DeferredEdits) -> None:
        super().__init__(md)
        self._later = later

    def run(self, root: etree.Element) -> None:
        for element, text, children in self._later.numbers:
            element.text, element[:] = text, children
        self._later.numbers, self._later.ids = [], []
