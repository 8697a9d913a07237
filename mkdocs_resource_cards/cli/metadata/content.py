"""HTML -> its main text as Markdown, by trafilatura, on a tree that was made harmless first.

A page of two megabytes made to hurt keeps a parser busy for minutes (100,000 attributes on one element: 120 s), so what has no
text goes before anyone looks: scripts, attributes without end, elements without end.
"""

from __future__ import annotations

import re
from typing import Any

MAX_CHARACTERS = 4_000_000
"""Characters of HTML that are looked at."""
ELEMENTS = 15_000
"""An encyclopaedia's longest articles have as many; trafilatura takes 20 KB for each."""
_ATTRIBUTES = frozenset("class content datetime href id itemprop lang name role title".split())
"""Those that tell what an element is."""
TEXT_MAX_CHARACTERS = 1_000_000
"""Characters of Markdown that are kept."""

_LONG = 2_000
"""Characters of an attribute."""
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000,}>?")
"""A tag with attributes without end: libxml2 takes quadratic time in them. A picture within an address has no text either."""
_EMPTY = (
    "script",
    "style",
    "template",
    "svg",
    "noscript",
    "iframe",
    "object",
    "embed",
    "canvas",
    "video",
    "audio",
    "math",
    "form",
)


def main_text(html: str, url: str = "") -> str:
    """The main text of a page as Markdown; `""` when there is none."""
    tree = bounded_tree(html[:MAX_CHARACTERS])
    if tree is None:
        return ""
    import trafilatura  # 0.4 s; only fetching needs it

    text = trafilatura.extract(
        tree,
        url=url or None,
        output_format="markdown",
        include_links=True,
        include_comments=False,
        include_images=False,
        deduplicate=False,
    )
    return (text or "")[:TEXT_MAX_CHARACTERS].strip()


def bounded_tree(html: str) -> Any:
    """A page as lxml's tree, without what has no text or would cost too much; None for what is not a page."""
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped, unused-ignore]

    html = _LONG_TAG.sub("<p>", html)
    try:
        tree = document_fromstring(
            html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError):
        return None
    etree.strip_elements(tree, *_EMPTY, with_tail=False)
    return _bounded(tree)


def _bounded(tree: Any) -> Any:
    beyond = []
    for number, element in enumerate(tree.iter(), 1):
        if number > ELEMENTS:
            beyond.append(element)
        elif len(element.attrib) > 0:
            kept = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES and len(value) <= _LONG}
            element.attrib.clear()
            element.attrib.update(kept)
    for element in reversed(beyond):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return tree
