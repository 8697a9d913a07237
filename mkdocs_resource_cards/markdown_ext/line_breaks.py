"""Around a number: no line breaks from the text that belongs to it, and a number that follows is known as one."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Sequence

from .neighbours import Neighbours

JOINER = "\u2060"
"""No line breaks where it stands, and nobody sees it."""
_CLOSING = ("Pd", "Pe", "Pf", "Po")
"""Kinds of punctuation that belong to what comes before."""


def keep_together(numbers: Sequence[etree.Element], tree: Neighbours) -> None:
    """Lets no line break between each of these elements and the text around it that belongs to it.

    One that follows another, with nothing but space between, gets the class `rc-next`: alone in a cell, they stand apart.
    """
    all_numbers = set(numbers)
    for element in numbers:
        if element in tree:
            _hold_before(tree, element, all_numbers)
            _hold_behind(tree, element)


def _hold_before(tree: Neighbours, element: etree.Element, numbers: set[etree.Element]) -> None:
    before, text = tree.before(element), tree.text_before(element)
    words = text.rstrip(" \t\n")
    if not words and before in numbers:
        element.set("class", f"{element.get('class', '')} rc-next".strip())
    if words == text or (not words and (before is None or before.tag == "br")):
        return
    tree.set_text_before(element, f"{words}\u00a0")


def _hold_behind(tree: Neighbours, element: etree.Element) -> None:
    """The joiner is within the number: what reads the text alone, such as search, leaves both out."""
    tail = tree.outermost(element).tail or ""
    if not tail or unicodedata.category(tail[0]) not in _CLOSING:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + JOINER
    else:
        element.text = (element.text or "") + JOINER
