"""What all writers into the tree of one page share: the page, the stash for HTML, the reporting of problems."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from html import escape
from typing import TypeVar

from ..citations.unknown_keys import hint
from ..render import RenderedElement
from ..site import PageContext, RerenderableFragment, Site

Composed = TypeVar("Composed")


class Placement:
    """Puts finished HTML into the elements of one page."""

    def __init__(
        self, site: Site, page_context: PageContext, stash: Callable[[str], str], restored: Callable[[str], str]
    ) -> None:
        """`stash` takes finished HTML and returns the text that stands for it until the page is serialised.

        `restored` puts back into a text all that was put away so, by us or by Python-Markdown.
        """
        self.site = site
        self.page_context = page_context
        self.stash = stash
        self.restored = restored
        self.turn = 0
        """The number of the current shortcode among those written the same."""
        self.numbers: list[etree.Element] = []
        """The elements of citations that are numbers, and stand above the line."""
        self.marks: list[etree.Element] = []
        """Those of a citation style: they stand right after the word."""
        self.notes: set[etree.Element] = set()
        """Those that lead to a note."""
        self.has_numbers = False
        """Whether some citation is a number, which asks for a list of references."""

    def report(self, code: str, message: str, suggestion: str, raw: str) -> None:
        """Reports a problem of the current shortcode, written as `raw`."""
        self.page_context.report(code, message, suggestion, raw, self.turn)

    def as_written(self, element: etree.Element, code: str, message: str, suggestion: str, raw: str) -> None:
        """A shortcode that cannot be shown: it stays, and a problem says why."""
        self.report(code, message, suggestion, raw)
        element.text = self.stash(escape(raw, quote=False))

    def unknown(self, key: str, raw: str) -> None:
        """Reports that no resource has the key."""
        self.report("unknown_resource", f"no resource has the key `{key}`", hint(key, self.site.registry), raw)

    def put(self, element: etree.Element, rendered: RenderedElement, element_id: str = "") -> None:
        """A real element around stashed HTML; an attribute list that stood below the shortcode stays for its processor."""
        attributes = element.text if element.tag == "article" and element.text else ""
        element.tag = rendered.tag
        element.attrib.update(rendered.attributes)
        if element_id:
            element.set("id", element_id)
        element.text = self.stash(rendered.inner) + attributes

    def put_again(
        self,
        element: etree.Element,
        compose: Callable[[], Composed],
        render: Callable[[Composed], RenderedElement],
        element_id: str = "",
    ) -> None:
        """As `put`, for HTML that the host has made again when the index has changed.

        `compose` tells all that the HTML depends on: only if that is another than before, it is rendered again.
        """
        composed = compose()
        first = rendered = render(composed)
        if not rendered.inner.strip():  # It is found again by what it holds.
            rendered = rendered._replace(inner=f"<!--rc-placed-{len(self.page_context.placed)}-->")

        def again() -> str:
            now = compose()
            return first.inner if now == composed else render(now).inner

        self.page_context.placed.append(RerenderableFragment(rendered.inner, again))
        self.put(element, rendered, element_id)
