"""Shortcodes that stay as written, because they are in raw HTML within an element whose Markdown is read.

`md_in_html` reads an element with the attribute `markdown`, but none within it that has not one of its own: what is a link
around `<summary>` is none in it, and the author should be told.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator

from markdown.util import AtomicString

from ..markdown_scan.inline_masking import inline_masked
from ..shortcode import Shortcode, find
from .labels import PLACEHOLDER

_CODE = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt"))


def unread(element: etree.Element, html_behind: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """(tag, shortcode as written) of each within `element`; `html_behind` gives the HTML that others have put away."""
    if element.tag in _CODE:
        return
    yield from _found(str(element.tag), element.text, html_behind)
    for child in element:
        yield from unread(child, html_behind)
        yield from _found(str(element.tag), child.tail, html_behind)


def _found(tag: str, text: str | None, html_behind: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    # Of texts that no processor reads any more, those of code have no less-thans.
    if isinstance(text, AtomicString) and "<<" in text:
        whole = PLACEHOLDER.sub(lambda match: html_behind(match[0]), text)
        yield from ((tag, one.raw) for one in find(inline_masked(whole, False)) if isinstance(one.item, Shortcode))
