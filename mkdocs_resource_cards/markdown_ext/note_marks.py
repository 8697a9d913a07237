"""Numbers of notes, and citations above the line, stand right after the word; a note's number behind the punctuation, too.

As Pandoc does it. Only in French a number comes before the punctuation (Lexique des règles typographiques en usage à
l'Imprimerie nationale).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.util import HTML_PLACEHOLDER

from .placement import Placement

_PUNCTUATION = re.compile("[.,;:!?]+")
_SPACE = " \t\n\u00a0"
_HTML = re.compile(HTML_PLACEHOLDER % "[0-9]+" + "$")
"""Raw HTML, which may be a line break."""
_INLINE = frozenset("a abbr b bdi cite code del em i ins kbd mark q s small span strong sub sup u".split())
"""Elements that words may be in."""


def set_marks(root: etree.Element, placement: Placement) -> None:
    """Moves each of the page's marks to its place.

    Where several stand side by side, the punctuation comes before the first.
    """
    if not placement.marks:
        return
    parents = {child: parent for parent in root.iter() for child in parent}
    behind = () if placement.site.words.language.split("-")[0] == "fr" else placement.notes
    outer = {_outer(parents, one): one for one in placement.marks if one in parents}
    first: dict[etree.Element, etree.Element] = {}
    for whole, mark in outer.items():
        before = _before(parents, mark)
        if before in outer and not (before.tail or "").strip(_SPACE):
            if before in first:
                first[whole] = first[before]
        elif _follow_word(parents, mark):
            first[whole] = mark
        if whole in first and mark in behind:
            _pass_punctuation(parents, whole, first[whole])


def _outer(parents: dict[etree.Element, etree.Element], mark: etree.Element) -> etree.Element:
    """The mark, with the names before it that belong to the sentence."""
    whole = mark
    while not whole.tail and parents[whole].tag == "span" and parents[whole][-1] is whole and parents[whole] in parents:
        whole = parents[whole]
    return whole


def _start(parents: dict[etree.Element, etree.Element], mark: etree.Element) -> etree.Element:
    """The outermost element that begins with the mark."""
    while parents[mark].tag == "span" and parents[mark][0] is mark and not parents[mark].text and parents[mark] in parents:
        mark = parents[mark]
    return mark


def _before(parents: dict[etree.Element, etree.Element], mark: etree.Element) -> etree.Element | None:
    """What is before a mark, with nothing but a text between."""
    start = _start(parents, mark)
    index = list(parents[start]).index(start)
    return parents[start][index - 1] if index else None


def _text(parents: dict[etree.Element, etree.Element], mark: etree.Element) -> str:
    before = _before(parents, mark)
    return (parents[_start(parents, mark)].text if before is None else before.tail) or ""


def _put(parents: dict[etree.Element, etree.Element], mark: etree.Element, text: str) -> None:
    before = _before(parents, mark)
    if before is None:
        parents[_start(parents, mark)].text = text
    else:
        before.tail = text


def _follow_word(parents: dict[etree.Element, etree.Element], mark: etree.Element) -> bool:
    """Takes the space before the mark away; whether there is a word before it."""
    text, before = _text(parents, mark), _before(parents, mark)
    words = text.rstrip(_SPACE)
    if not words and (before is None or before.tag not in _INLINE):
        return False
    _put(parents, mark, words)
    return True


def _pass_punctuation(parents: dict[etree.Element, etree.Element], whole: etree.Element, first: etree.Element) -> None:
    found = _PUNCTUATION.match(whole.tail or "")
    if found and not _HTML.search(_text(parents, first)):
        whole.tail = (whole.tail or "")[found.end() :]
        words = _text(parents, first)
        _put(parents, first, words + found[0].removeprefix("." if words.endswith(".") else ""))
