"""Labels are inline Markdown of the author's own: Python-Markdown renders them in place, as it does the text of a link."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

from markdown.util import AtomicString

from ..html_entities import unescape

MARK = "\x02rc-label\x03"
"""What a template is given instead of a label that is in the tree."""
PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")
"""The text that stands for what Python-Markdown has put away."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINKS = ("a", "autoref")
"""Elements that are links, or become some: `autoref` is that of mkdocs-autorefs."""


def start(label: str, escaped: Collection[str]) -> etree.Element:
    """The element whose text Python-Markdown goes on with: an `a`, so that nothing in it is made a link.

    Tags in it are text. `escaped`: the characters that Python-Markdown itself takes a backslash from.
    """
    element = etree.Element("a")
    source = _ESCAPED.sub(lambda match: match[0] if match[1] in escaped else match[1], label)
    element.text = source.replace("<", "&lt;")
    return element


def settle(element: etree.Element) -> None:
    """What is to be done to a label once its Markdown is rendered: no link is in it, and its code has its quotes."""
    element.tag = "span"
    for inner in element.iter():
        if inner is not element and inner.tag in _LINKS:
            inner.tag = "span"
            inner.attrib.clear()
        if inner.tag == "code" and inner.text:
            inner.text = AtomicString(inner.text.replace('\\"', '"'))


def wrap(element: etree.Element, inner: str, stash: Callable[[str], str]) -> bool:
    """Puts what a template has around MARK around the content of `element`; whether MARK is there once, as text."""
    before, mark, after = inner.partition(MARK)
    if not mark or MARK in after or before.rfind("<") > before.rfind(">"):
        return False
    text = element.text or ""
    if text.startswith(("'", '"')):  # Smarty looks at what comes before a quote: nothing does.
        held = etree.Element("span")
        held.text, held[:] = text, list(element)
        element[:] = [held]
        text = ""
    element.text = stash(before) + text
    if len(element):
        element[-1].tail = (element[-1].tail or "") + stash(after)
    else:
        element.text += stash(after)
    return True


def words_in(
    element: etree.Element,
    text_behind: Callable[[str], str],
    instead: Mapping[etree.Element, str] = MappingProxyType({}),
) -> str:
    """The words in an element; `text_behind` tells those that others have put away, `instead` what stands for an element."""
    text = unescape("".join(_texts(element, instead)).replace("\u2060", ""))
    return PLACEHOLDER.sub(lambda match: text_behind(match[0]), text)


def _texts(element: etree.Element, instead: Mapping[etree.Element, str]) -> Iterator[str]:
    if not instead:
        yield from element.itertext()
        return
    yield element.text or ""
    for child in element:
        yield from [instead[child]] if child in instead else _texts(child, instead)
        yield child.tail or ""
