"""What processors leave in the tree for a citation, and the interface to the host."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import NamedTuple, Protocol

from markdown import Markdown

from ..citation import CitationItem
from ..model import Resource
from ..shortcode import Malformed, Shortcode
from ..site import PageContext, Site


class Host(Protocol):
    """The host that runs the extension."""

    @property
    def site(self) -> Site:
        """The site being built."""

    def page_context(self, md: Markdown) -> PageContext:
        """The page that `md` is converting; asked for once its tree is complete, and only if it holds a shortcode."""


class PendingShortcode(NamedTuple):
    """What was left in the tree for one shortcode."""

    item: Shortcode | Malformed
    raw: str
    """As it was written."""
    resource: Resource | None = None
    """None for an unknown key, and for what names no single resource."""
    is_linked: bool = False
    """Whether it is within a link that was written as raw HTML, which the tree does not show."""


class PendingCite(NamedTuple):
    """One source of a citation."""

    item: CitationItem
    resource: Resource | None
    """None for an unknown key."""
    prefix: tuple[etree.Element, ...] = ()
    suffix: tuple[etree.Element, ...] = ()
    """The author's words around it, as elements whose Markdown Python-Markdown renders, and citations within them."""
    element_id: str = ""
    """`""` until it is placed, and for a page where it gets none."""

    @property
    def has_words(self) -> bool:
        """Whether its place in the source, or words of the author, stand beside it."""
        return bool(self.item.at or self.prefix or self.suffix)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing but the source."""
        return self.resource is not None and not (self.has_words or self.item.author_in_text)


class PendingCitation(NamedTuple):
    """What was left in the tree for one citation in Pandoc's syntax."""

    cites: tuple[PendingCite, ...]
    raw: str
    """As it was written."""
    is_linked: bool = False
    """As in PendingShortcode."""
    words: etree.Element | None = None
    """Of one that names no source: all of it as written, with its Markdown rendered."""


Pending = dict[etree.Element, PendingShortcode | PendingCitation]
"""The empty element left for a shortcode -> what it stands for."""


def names_source(left: PendingCitation, pending: Pending) -> bool:
    """Whether a citation names a source that is known, be it among the author's words around a key that nobody knows."""
    if any(cite.resource for cite in left.cites):
        return True
    within = (pending.get(word) for cite in left.cites for word in (*cite.prefix, *cite.suffix))
    return any(names_source(one, pending) for one in within if isinstance(one, PendingCitation))
