"""Numbers and citations of a style get their places in the text; those in headings enter these last of all.

A table of contents has an entry without them then, as it has without the marks of footnotes.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Sequence

from ..render import NOT_SEARCHED
from .line_breaks import keep_together
from .neighbours import SPACE, Neighbours
from .note_marks import set_marks
from .placement import Placement


class LateNumber:
    """What an element in a heading holds, and the space before it, while others see the heading without."""

    def __init__(self, element: etree.Element) -> None:
        """Takes what the element holds."""
        self._element = element
        self._space = ""
        self._take()

    def _take(self) -> None:
        self._text, self.children = self._element.text or "", list(self._element)
        self._element.text, self._element[:] = "", []

    def put_back(self, tree: Neighbours) -> None:
        """The reverse of `take_out`; `tree` is the page's."""
        self._element.text, self._element[:] = self._text, self.children
        if self._space and self._element in tree:
            tree.set_text_before(self._element, tree.text_before(self._element) + self._space)

    def take_out(self, tree: Neighbours) -> None:
        """Takes what the element holds by now, and the space before it."""
        self._take()
        self._space = _taken_space(tree, self._element)


def _taken_space(tree: Neighbours, element: etree.Element) -> str:
    """Takes the space before an element away, and returns it; none where two words would be one without the element."""
    behind = tree.text_behind(element) if element in tree else None
    if behind is None or behind[:1].isalnum():
        return ""
    text = tree.text_before(element)
    words = text.rstrip(SPACE)
    tree.set_text_before(element, words)
    return text[len(words) :]


def _mark(placement: Placement, tree: Neighbours) -> None:
    """Numbers are no words for search, nor is the space before one, which moves into it.

    On the line, only a style that cites by numbers has some alone: in others these are years.
    """
    style = placement.site.style
    for element in dict.fromkeys((*placement.numbers, *placement.marks)):
        if element.tag == "sup" or (style is not None and style.is_numeric):
            element.attrib.update(NOT_SEARCHED)
            element.text = _taken_space(tree, element) + (element.text or "")


def settle(root: etree.Element, placement: Placement, late: Sequence[LateNumber]) -> None:
    """Gives all numbers and citations of the page their places; `late`: those in headings, which are taken out again."""
    if not (placement.marks or placement.numbers or late):
        return
    tree = Neighbours(root)
    for one in late:
        one.put_back(tree)
    set_marks(placement, tree)
    keep_together(placement.numbers, tree)
    if placement.page_context.marks_numbers:
        _mark(placement, tree)
    for one in late:
        one.take_out(tree)
