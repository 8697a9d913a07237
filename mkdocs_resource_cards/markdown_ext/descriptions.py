"""Citations in an image's description: words there, since an attribute holds no elements; a link where it is made a caption.

Python-Markdown takes the text of what stands in a description, and the element itself never reaches the tree. So the text of
each citation's element is a mark until the citation is written: where a mark is found, the citation was.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from html import escape, unescape

from markdown.util import INLINE_PLACEHOLDER

from .citation_writer import append
from .labels import PLACEHOLDER
from .line_breaks import JOINER
from .pending import Pending, PendingCitation
from .put_away import PutAway

_MARK = re.compile("\x02rcdescribed([0-9]{1,9})x\x03")
_MARKED = re.compile("\x02rcdescribed(?P<number>[0-9]{1,9})x\x03(?:(?!\x02rcdescribed).)*\x02rcdescribedend\x03", re.DOTALL)
"""A mark, and the author's words of its citation."""
_END = "\x02rcdescribedend\x03"
_MARK_OR_END = re.compile("(\x02rcdescribed(?:[0-9]{1,9}x|end)\x03)")
_PUT_AWAY = re.compile(INLINE_PLACEHOLDER % "[^\x02\x03]*")
_TAG = re.compile("<[^<>]*>")
_HIDDEN = "rc-range__numbers"
_NOT_READ = frozenset(("href", "src", "id", "class", "style"))
"""Attributes that nobody reads: what is in one was never a citation."""


def mark(element: etree.Element, number: int) -> None:
    """Marks the element of a citation, whose words are in it already."""
    element.text = f"\x02rcdescribed{number}x\x03"
    etree.SubElement(element, "span").text = _END


def written(pending: Pending) -> dict[str, str]:
    """Mark of each citation -> the citation as written, for what Python-Markdown takes for a part of a tag or an address."""
    return {element.text: left.raw for element, left in pending.items() if element.text and isinstance(left, PendingCitation)}


def unmarked(text: str, raw: Mapping[str, str]) -> str:
    """`text` with citations as they were written in the place of their marks."""
    if "\x02rcdescribed" not in text:
        return text
    return _MARKED.sub(lambda match: escape(raw.get(_mark_of(match), "")), text)


def _mark_of(match: re.Match[str]) -> str:
    return f"\x02rcdescribed{match['number']}x\x03"


class Descriptions:
    """The elements of one page's citations, those that are in no element of its tree among them."""

    def __init__(self, root: etree.Element, pending: Pending, put_away: PutAway) -> None:
        """Citations whose marks are in texts enter the tree. `put_away`: what others have."""
        self._put_away = put_away
        self._root = root
        self._pending = pending
        self._by_mark: dict[str | None, etree.Element] = {}
        """Of the citations that are not in the tree."""
        self._entered: set[etree.Element] = set()
        self._holders: dict[etree.Element, list[str]] = {}
        """Element -> the names of its attributes with citations."""
        cited = [one for one, left in pending.items() if isinstance(left, PendingCitation)]
        if not cited:
            return
        inside = set(root.iter())
        self._by_mark = {one.text: one for one in cited if one not in inside}
        if not self._by_mark:
            return
        for element in list(root.iter()):
            if element not in pending:  # In the tree, a mark is of no use.
                self._enter(element)
        raw = written(pending)
        for element in root.iter():
            self._complete(element)
            names = [name for name, value in element.attrib.items() if "\x02rcdescribed" in value]
            for name in _NOT_READ.intersection(names):
                names.remove(name)
                element.set(name, _MARKED.sub(lambda match: raw.get(_mark_of(match), ""), element.attrib[name]))
            if names:
                self._holders[element] = names

    def _complete(self, element: etree.Element) -> None:
        """Puts the text of what stands in a description in the place of its placeholders.

        Python-Markdown does so once: of a link in a description, and not of what is in that.
        """
        for name, value in element.attrib.items():
            if _PUT_AWAY.search(value):
                element.set(name, self._completed(value))

    def _completed(self, text: str) -> str:
        return _PUT_AWAY.sub(lambda held: self._completed("".join(self._put_away.texts(held[0]))), text)

    def in_order(self, tags: Collection[str]) -> list[etree.Element]:
        """Our elements, and those with one of `tags`, as a reader meets them."""
        pending = self._pending
        # A page has hundreds of elements and few of ours: the comprehension looks at each as cheaply as can be.
        if not self._holders:
            return [one for one in self._root.iter() if one in pending or one.tag in tags]
        every = ((one, *(inner for cited in self._cited_in(one) for inner in cited.iter())) for one in self._root.iter())
        return [part for parts in every for part in parts if part in pending or part.tag in tags]

    def _cited_in(self, element: etree.Element) -> Iterator[etree.Element]:
        """The citations that are in an element's attributes, and nowhere in the tree, in order."""
        for name in self._holders.get(element, ()):
            for match in _MARK.finditer(element.attrib[name]):
                cited = self._by_mark.get(match[0])
                if cited is not None and cited not in self._entered:
                    yield cited

    def fill(self, restored: Callable[[str], str]) -> list[tuple[etree.Element, list[str]]]:
        """Puts the words of the written citations into attributes; returns the elements of these, and the citations' ids.

        `restored` puts back into a text what we have put away.
        """

        def text_of(placeholder: str) -> str:
            whole = restored(placeholder)
            return self._put_away.text(placeholder) if whole == placeholder else unescape(_TAG.sub("", whole))

        anchors = list[tuple[etree.Element, list[str]]]()
        for element, names in self._holders.items():
            ids = [one.attrib["id"] for cited in self._cited_in(element) for one in cited.iter() if "id" in one.attrib]
            for name in names:
                element.set(name, _MARKED.sub(lambda match: self._words(match, text_of), element.attrib[name]))
            if ids:
                anchors.append((element, list(dict.fromkeys(ids))))
        return anchors

    def _words(self, match: re.Match[str], text_of: Callable[[str], str]) -> str:
        cited = self._by_mark.get(_MARK.match(match[0])[0])  # type: ignore[index]
        return "" if cited is None else _text(cited, text_of)

    def _enter(self, element: etree.Element) -> None:
        """Puts citations where their marks are, in an element's text and behind its children, instead of their words there."""
        if not any("\x02rcdescribed" in (text or "") for text in (element.text, *(child.tail for child in element))):
            return
        pieces = [(None, element.text), *((child, child.tail) for child in element)]
        element.text, element[:] = "", []
        is_within = False
        for child, text in pieces:
            if child is not None and not is_within:
                child.tail = ""
                element.append(child)
            is_within = self._put(element, text or "", is_within)

    def _put(self, element: etree.Element, text: str, is_within: bool) -> bool:
        """`is_within`: whether `text` begins within the words of a citation; returns whether it ends there."""
        for piece in _MARK_OR_END.split(text):
            if _MARK_OR_END.fullmatch(piece):
                cited = self._by_mark.get(piece)
                is_within = piece != _END
                if cited is not None and cited not in self._entered:
                    self._settle(cited)
                    element.append(cited)
                    self._entered.add(cited)
            elif not is_within:
                append(element, piece)
        return is_within

    def _settle(self, cited: etree.Element) -> None:
        """Puts what stands in a citation's words in the place of its placeholders, which Python-Markdown never did there."""
        self._unpack(cited)
        cited.tail = ""

    def _unpack(self, element: etree.Element) -> None:
        pieces = [(None, element.text), *((child, child.tail) for child in element)]
        element.text, element[:] = "", []
        for child, text in pieces:
            if child is not None:
                child.tail = ""
                element.append(child)
                self._unpack(child)
            self._put_back(element, text or "")

    def _put_back(self, element: etree.Element, text: str) -> None:
        """`text` after what `element` holds; a copy of each element in it, since a description may be taken twice."""
        at = 0
        for held in _PUT_AWAY.finditer(text):
            append(element, text[at : held.start()])
            node = self._put_away.node(held[0])
            if isinstance(node, str):
                self._put_back(element, node)
            else:
                inner = deepcopy(node)
                inner.tail = ""
                self._unpack(inner)
                element.append(inner)
            at = held.end()
        append(element, text[at:])


def _text(element: etree.Element, text_of: Callable[[str], str]) -> str:
    """What readers see of a citation; numbers above the line have brackets."""
    if element.get("class") == _HIDDEN:
        return ""
    texts = (element.text, *(text for child in element for text in (_text(child, text_of), child.tail)))
    text = PLACEHOLDER.sub(lambda held: text_of(held[0]), "".join(filter(None, texts))).replace(JOINER, "")
    return f"[{text}]" if element.tag == "sup" and text and not text.startswith("[") else text
