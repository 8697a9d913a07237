"""Shortcodes that stay as written, because they are in raw HTML within an element whose Markdown is read.

`md_in_html` reads an element with the attribute `markdown`, but none within it that has not one of its own: what is a link
around `<summary>` is none in it, and the author should be told.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator

from markdown.util import AtomicString

from ..citations.pandoc import is_cited
from ..markdown_scan.inline_masking import inline_masked
from ..markdown_scan.pandoc_scan import SIGN, spotted
from ..registry import Registry
from ..shortcode import Shortcode, find
from .labels import PLACEHOLDER

_CODE = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt"))


def unread(
    element: etree.Element, html_behind: Callable[[str], str], registry: Callable[[], Registry] | None
) -> Iterator[tuple[str, str]]:
    """(tag, shortcode or citation as written) of each within `element`.

    `html_behind` gives the HTML that others have put away; `registry` is None where Pandoc's syntax is none.
    """
    if element.tag in _CODE:
        return
    yield from _found(element, element.text, html_behind, registry)
    for child in element:
        yield from unread(child, html_behind, registry)
        yield from _found(element, child.tail, html_behind, registry)


def _found(
    element: etree.Element,
    text: str | None,
    html_behind: Callable[[str], str],
    registry: Callable[[], Registry] | None,
) -> Iterator[tuple[str, str]]:
    # Of texts that no processor reads any more, those of code have no less-thans.
    if not isinstance(text, AtomicString) or not ("<<" in text or (registry and "@" in text)):
        return
    whole = PLACEHOLDER.sub(lambda match: html_behind(match[0]), text)
    masked = inline_masked(whole, False)
    yield from ((element.tag, one.raw) for one in find(masked) if isinstance(one.item, Shortcode))
    if registry and SIGN.search(masked):
        cited = (one for one in spotted(masked, links_addresses=True) if is_cited(one.citation.items, registry()))
        yield from ((element.tag, whole[one.start : one.end]) for one in cited)
