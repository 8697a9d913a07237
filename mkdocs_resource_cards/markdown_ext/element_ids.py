"""Changes to our elements after other processors have run: ids, and numbers in headings."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .late_numbers import LateNumber
from .neighbours import Neighbours


class DeferredEdits:
    """What is still to be done for one page, once other processors have seen it."""

    def __init__(self) -> None:
        self.ids: list[tuple[etree.Element, str]] = []
        """Our elements, and the ids that other pages know them by."""
        self.numbers: list[LateNumber] = []
        """What enters headings."""
        self.anchors: list[tuple[etree.Element, list[str]]] = []
        """Images, and the ids that are to stand before each."""


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


class FinishTreeprocessor(Treeprocessor):
    """Puts into the tree what other processors shall not see there.

    Numbers enter headings when table of contents (5) and page title (1) have been taken from these, as footnotes do. Ids
    enter paragraphs when figures have been made of those that hold nothing but an image.
    """

    def __init__(self, md: Markdown, later: DeferredEdits) -> None:
        super().__init__(md)
        self._later = later

    def run(self, root: etree.Element) -> None:
        later = self._later
        if later.numbers:
            tree = Neighbours(root)
            for number in later.numbers:
                number.put_back(tree)
        parents = {child: parent for parent in root.iter() for child in parent} if later.anchors else {}
        for element, names in later.anchors:
            parent = parents.get(element, root)
            at = list(parent).index(element) if element in parents else 0
            parent[at:at] = [etree.Element("span", {"id": name}) for name in names]
        later.numbers, later.ids, later.anchors = [], [], []
