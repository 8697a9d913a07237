"""No line breaks around numbers, of which a paragraph may hold thousands."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from mkdocs_resource_cards.markdown_ext.line_breaks import keep_together
from mkdocs_resource_cards.markdown_ext.neighbours import Neighbours


class Counted(etree.Element):
    """Counts how often it is asked for one of its children."""

    asked = 0

    def __iter__(self) -> Iterator[etree.Element]:
        for index in range(len(self)):
            self.asked += 1
            yield self[index]


def test_each_child_of_a_paragraph_is_looked_at_once() -> None:
    paragraph = Counted("p")
    paragraph.text = "See "
    numbers = [etree.SubElement(paragraph, "a") for _ in range(100)]
    for one in numbers:
        one.tail = " "
    keep_together(numbers, Neighbours(paragraph))
    assert paragraph.text == "See\u00a0"
    assert [one.get("class") for one in numbers] == [None, *["rc-next"] * 99]
    assert [one.tail for one in numbers] == [*["\u00a0"] * 99, " "]
    assert paragraph.asked == 100
