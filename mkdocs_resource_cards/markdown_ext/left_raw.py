"""Finished HTML -> the shortcodes that are in it as they were written, because no processor ever saw them.

Python-Markdown leaves raw HTML alone, and so does each of its pages that another program made (a notebook): readers would see
the shortcode itself, without any message. In code, comments and scripts it is intended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from ..registry import Registry
from ..shortcode import Shortcode, find
from ..site import PageContext, Site
from .pending import Host

IN_HTML = (
    "shortcode_in_html",
    "the shortcode is in raw HTML, which is left as it is",
    "add the attribute `markdown` to the element around it, or write it in Markdown",
)
CITED_IN_HTML = (IN_HTML[0], IN_HTML[1].replace("shortcode", "citation"), IN_HTML[2])
IN_NOTEBOOK = (
    "shortcode_in_html",
    "the shortcode is in a file that another program renders, so it is left as it is",
    "write a link there, or cite the source on a page in Markdown",
)
CITED_IN_NOTEBOOK = (IN_NOTEBOOK[0], IN_NOTEBOOK[1].replace("shortcode", "citation"), IN_NOTEBOOK[2])
"""Code, message and suggestion."""
_LITERAL = frozenset("code kbd pre samp script style textarea title tt var".split())
"""Elements whose text is meant as it stands."""
_ESCAPED = "&lt;&lt;"


def left_raw(html: str, *, is_serialised: bool) -> list[str]:
    """The shortcodes in the text of `html`, as they were written.

    `is_serialised`: somebody made it of a text, so that `&lt;` is the text's `<`; in what an author wrote, `&lt;` is a way to
    show one.
    """
    opening = _ESCAPED if is_serialised else "<<"
    if opening not in html or ("resource" not in html and "references" not in html):
        return []
    if not is_serialised:
        # A parser would take it for the beginning of a tag; what an author has escaped stays so.
        html = html.replace("&", "&amp;").replace("<<", "&lt;&lt;")
    return [found.raw for text in _texts(html) for found in find(text) if isinstance(found.item, Shortcode)]


def left_citations(html: str, registry: Registry) -> list[str]:
    """As `left_raw`, the citations in Pandoc's syntax that name a source of the registry, or nearly do, in finished HTML."""
    from ..citations.pandoc import is_meant  # Few sites have the syntax, and pages that another program renders.
    from ..markdown_scan.pandoc_scan import spotted

    texts = _texts(html) if "@" in html else []
    return [
        text[slice(*span)]
        for text in texts
        for *span, one in spotted(text, links_addresses=True)
        if is_meant(one.items, registry)
    ]


def report_left(context: PageContext, html: str, site: Site, *, pandoc: bool) -> None:
    """Notes what stands as it was written on a page that another program has rendered to `html`.

    `pandoc`: whether citations in Pandoc's syntax are among it.
    """
    _report(context, left_raw(html, is_serialised=True), IN_NOTEBOOK)
    if pandoc:
        _report(context, left_citations(html, site.registry), CITED_IN_NOTEBOOK)


def citations_of_stash(blocks: Iterable[object], host: Host) -> Iterator[str]:
    """As `of_stash`, the citations in Pandoc's syntax."""
    from ..citations.pandoc import is_cited  # Few sites have the syntax, and raw HTML with such signs.
    from ..markdown_scan.pandoc_scan import SIGN, spotted

    for block in blocks:
        for text in _texts(block) if isinstance(block, str) and SIGN.search(block) else ():
            for start, end, one in spotted(text, links_addresses=True):
                if is_cited(one.items, host.site.registry):
                    yield text[start:end]


def of_stash(blocks: Iterable[object]) -> Iterator[str]:
    """Those in the raw HTML that Python-Markdown has put away; a shortcode that was escaped is a block of its own there."""
    for block in blocks:
        if isinstance(block, str) and not block.startswith(_ESCAPED):
            yield from left_raw(block, is_serialised=False)


def _report(context: PageContext, raw: Iterable[str], problem: tuple[str, str, str]) -> None:
    before = Counter[str]()
    for one in raw:
        context.report(*problem, one, before[one])
        before[one] += 1


def _texts(html: str) -> list[str]:
    reader = _Texts()
    reader.feed(html)
    reader.close()
    return reader.texts


class _Texts(HTMLParser):
    """The texts of a document, one for each stretch without a block, those of code left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _LITERAL:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            del self._within[self._within.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.texts.append(data)
