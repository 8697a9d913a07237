"""What is before an element of a page's tree, found without going through all of its parent's children."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from mkdocs_resource_cards.markdown_ext.neighbours import Neighbours


class Counted(etree.Element):
    """Counts how often its children are gone through."""

    passes = 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        self.passes += 1
        return (self[index] for index in range(len(self)))


def test_spans_that_begin_or_end_with_an_element_belong_to_it() -> None:
    root = etree.fromstring("<div><p>See <b>so</b> <span><span><sup>1</sup></span></span>. <i>x</i></p></div>")
    tree, mark = Neighbours(root), next(root.iter("sup"))
    assert tree.outermost(mark) is root[0][1]
    assert tree.before(mark) is root[0][0]
    tree.set_text_before(mark, tree.text_before(mark).rstrip())
    assert root[0][0].tail is None or root[0][0].tail == ""


def test_a_span_is_no_part_of_what_stands_in_its_middle() -> None:
    root = etree.fromstring("<div><p>See <span>Roe <sup>1</sup></span>. <span><sup>2</sup> so</span></p></div>")
    tree = Neighbours(root)
    first, second = root.iter("sup")
    assert (tree.before(first), tree.text_before(first), tree.outermost(first).tail) == (None, "Roe ", ". ")
    assert (tree.before(second), tree.text_before(second), tree.outermost(second)) == (root[0][0], ". ", second)


def test_what_was_taken_out_of_the_tree_has_no_neighbours() -> None:
    assert etree.Element("sup") not in Neighbours(etree.Element("p"))


def test_thousands_of_elements_in_a_paragraph_cost_one_pass_through_it() -> None:
    paragraph = Counted("p")
    marks = [etree.SubElement(paragraph, "sup") for _ in range(100)]
    tree = Neighbours(paragraph)
    for one in marks:
        tree.set_text_before(one, tree.text_before(one) + "x")
    assert [one.tail for one in marks] == [*["x"] * 99, None]
    assert paragraph.text == "x"
    assert paragraph.passes == 1
