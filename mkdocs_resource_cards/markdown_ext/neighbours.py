"""What is around an element of a page's tree: ElementTree tells an element's children only."""

from __future__ import annotations

import xml.etree.ElementTree as etree

SPACE = " \t\n\u00a0"
"""What may stand between a word and the number after it."""


class Neighbours:
    """Parents and the children before, of every element below `root`: found in one pass, since paragraphs hold thousands.

    Texts and tails may change afterwards, elements stay where they are.
    """

    def __init__(self, root: etree.Element) -> None:
        self._parents = dict[etree.Element, etree.Element]()
        self._before = dict[etree.Element, etree.Element]()
        for parent in root.iter():
            before = None
            for child in parent:
                self._parents[child] = parent
                if before is not None:
                    self._before[child] = before
                before = child

    def __contains__(self, element: etree.Element) -> bool:
        return element in self._parents

    def outermost(self, element: etree.Element) -> etree.Element:
        """The element, or the outermost `span` that ends with it: a citation with the names before it, say."""
        while not element.tail and self._is_in_span(element) and self._parents[element][-1] is element:
            element = self._parents[element]
        return element

    def _outermost_behind(self, element: etree.Element) -> etree.Element:
        """The element, or the outermost `span` that begins with it."""
        while self._is_in_span(element) and self._parents[element][0] is element and not self._parents[element].text:
            element = self._parents[element]
        return element

    def _is_in_span(self, element: etree.Element) -> bool:
        parent = self._parents[element]
        return parent.tag == "span" and parent in self._parents

    def before(self, element: etree.Element) -> etree.Element | None:
        """The element before this one, with nothing but a text between; `None` where the text begins their parent."""
        return self._before.get(self._outermost_behind(element))

    def text_before(self, element: etree.Element) -> str:
        """The text right before it."""
        before = self.before(element)
        return (self._parents[self._outermost_behind(element)].text if before is None else before.tail) or ""

    def text_behind(self, element: etree.Element) -> str | None:
        """The text right behind it, `None` where there is no text but another element."""
        whole = self.outermost(element)
        return whole.tail or ("" if self._parents[whole][-1] is whole else None)

    def set_text_before(self, element: etree.Element, text: str) -> None:
        """Puts `text` in the place of `text_before`."""
        before = self.before(element)
        if before is None:
            self._parents[self._outermost_behind(element)].text = text
        else:
            before.tail = text
