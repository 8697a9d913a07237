"""Numbers of notes, and citations above the line, stand right after the word; a note's number behind the punctuation, too.

As Pandoc does it. Only in French a number comes before the punctuation (Lexique des règles typographiques en usage à
l'Imprimerie nationale).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.util import HTML_PLACEHOLDER

from .neighbours import SPACE, Neighbours
from .placement import Placement

_PUNCTUATION = re.compile("[.,;:!?]+")
_HTML = re.compile(HTML_PLACEHOLDER % "[0-9]+" + "$")
"""Raw HTML, which may be a line break."""
_INLINE = frozenset("a abbr b bdi cite code del em i ins kbd mark q s small span strong sub sup u".split())
"""Elements that words may be in."""


def set_marks(placement: Placement, tree: Neighbours) -> None:
    """Moves each of the page's marks to its place.

    Where several stand side by side, the punctuation comes before the first.
    """
    behind = () if placement.site.words.language.split("-")[0] == "fr" else placement.notes
    outer = {tree.outermost(one): one for one in placement.marks if one in tree}
    first: dict[etree.Element, etree.Element] = {}
    for whole, mark in outer.items():
        before = tree.before(mark)
        if before in outer and not (before.tail or "").strip(SPACE):
            if before in first:
                first[whole] = first[before]
        elif _follow_word(tree, mark):
            first[whole] = mark
        if whole in first and mark in behind:
            _pass_punctuation(tree, whole, first[whole])


def _follow_word(tree: Neighbours, mark: etree.Element) -> bool:
    """Takes the space before the mark away; whether there is a word before it."""
    before, words = tree.before(mark), tree.text_before(mark).rstrip(SPACE)
    if not words and (before is None or before.tag not in _INLINE):
        return False
    tree.set_text_before(mark, words)
    return True


def _pass_punctuation(tree: Neighbours, whole: etree.Element, first: etree.Element) -> None:
    found, words = _PUNCTUATION.match(whole.tail or ""), tree.text_before(first)
    if found and not _HTML.search(words):
        whole.tail = (whole.tail or "")[found.end() :]
        tree.set_text_before(first, words + found[0].removeprefix("." if words.endswith(".") else ""))
