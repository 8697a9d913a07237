"""Around a number: no line breaks from the text that belongs to it, and a number that follows is known as one."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Sequence

JOINER = "\u2060"
"""No line breaks where it stands, and nobody sees it."""
_CLOSING = ("Pd", "Pe", "Pf", "Po")
"""Kinds of punctuation that belong to what comes before."""


def keep_together(root: etree.Element, numbers: Sequence[etree.Element]) -> None:
    """Lets no line break between each of these elements and the text around it that belongs to it.

    One that follows another, with nothing but space between, gets the class `rc-next`: alone in a cell, they stand apart.
    """
    if not numbers:
        return
    parents, siblings = dict[etree.Element, etree.Element](), dict[etree.Element, etree.Element]()
    for parent in root.iter():
        before = None
        for child in parent:
            parents[child] = parent
            if before is not None:
                siblings[child] = before
            before = child
    all_numbers = set(numbers)
    for element in numbers:
        if element in parents:
            _hold_before(parents[element], siblings.get(element), element, all_numbers)
            _hold_behind(parents, element)


def _hold_before(
    parent: etree.Element, before: etree.Element | None, element: etree.Element, numbers: set[etree.Element]
) -> None:
    text = (parent.text if before is None else before.tail) or ""
    words = text.rstrip(" \t\n")
    if not words and before in numbers:
        element.set("class", f"{element.get('class', '')} rc-next".strip())
    if words == text or (not words and (before is None or before.tag == "br")):
        return
    if before is None:
        parent.text = f"{words}\u00a0"
    else:
        before.tail = f"{words}\u00a0"


def _hold_behind(parents: dict[etree.Element, etree.Element], element: etree.Element) -> None:
    """The joiner is within the number: what reads the text alone, such as search, leaves both out."""
    outer = element
    while not outer.tail and parents[outer].tag == "span" and parents[outer][-1] is outer:
        outer = parents[outer]
    tail = outer.tail or ""
    if not tail or unicodedata.category(tail[0]) not in _CLOSING:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + JOINER
    else:
        element.text = (element.text or "") + JOINER
