"""Shortcodes that stay as written, because they are in raw HTML within an element whose Markdown is read.

`md_in_html` reads an element with the attribute `markdown`, but none within it that has not one of its own: what is a link
around `<summary>` is none in it, and the author should be told.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from markdown.util import AtomicString

from ..citations.pandoc import is_cited
from ..markdown_scan.inline_masking import inline_masked
from ..markdown_scan.pandoc_scan import SIGN, spotted
from ..registry import Registry
from ..shortcode import Shortcode, find
from .labels import PLACEHOLDER

_CODE = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "tt"))


class Unread(NamedTuple):
    """A shortcode or citation as it was written."""

    raw: str
    tag: str = ""
    """Of the element that it is in; `""` where all around it is raw HTML, too."""
    is_put_away: bool = False
    """Whether it is in a piece of raw HTML that Python-Markdown has put away."""


class UnreadHtml:
    """Looks through one page's tree."""

    def __init__(
        self,
        html_behind: Callable[[str], str],
        raws_in: Callable[[str], Iterable[str]],
        registry: Callable[[], Registry] | None,
    ) -> None:
        """`html_behind` gives the HTML that others have put away, by its placeholder, `raws_in` what is unread in such HTML.

        `registry` is None where Pandoc's syntax is none.
        """
        self._html_behind = html_behind
        self._raws_in = raws_in
        self._registry = registry

    def within(self, element: etree.Element) -> Iterator[Unread]:
        """All that are in an element, in order."""
        if element.tag in _CODE:
            return
        yield from self._found(element, element.text)
        for child in element:
            yield from self.within(child)
            yield from self._found(element, child.tail)

    def _found(self, element: etree.Element, text: str | None) -> Iterator[Unread]:
        if not text:
            return
        if not isinstance(text, AtomicString):
            for placeholder in PLACEHOLDER.findall(text) if "\x02" in text else ():
                yield from (Unread(raw, is_put_away=True) for raw in self._raws_in(self._html_behind(placeholder)))
            return
        # Of texts that no processor reads any more, those of code have no less-thans.
        if "<<" in text or (self._registry and "@" in text):
            whole = PLACEHOLDER.sub(lambda match: self._html_behind(match[0]), text)
            yield from (Unread(raw, element.tag, raw not in text) for raw in self._in_text(whole))

    def _in_text(self, text: str) -> Iterator[str]:
        masked = inline_masked(text, False)
        yield from (one.raw for one in find(masked) if isinstance(one.item, Shortcode))
        if self._registry and SIGN.search(masked):
            for one in spotted(masked, links_addresses=True):
                if is_cited(one.citation.items, self._registry()):
                    yield text[one.start : one.end]
