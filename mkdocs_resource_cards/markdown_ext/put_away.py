"""What Python-Markdown has put away while it converts a page: a placeholder stands in the text until the end."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable
from html import escape

from markdown import Markdown
from markdown.extensions.toc import strip_tags
from markdown.util import INLINE_PLACEHOLDER_PREFIX

from ..html_entities import unescape
from .labels import PLACEHOLDER

OURS = "rc"
"""What placeholders for our own HTML begin with."""
_ELEMENT = INLINE_PLACEHOLDER_PREFIX[1:-1]
_MATHEMATICS = "arithmatex"
"""The class of mathematics."""
_DELIMITERS = (("\\(", "\\)"), ("\\[", "\\]"))


class PutAway:
    """The pieces of one page, by their placeholders: HTML, an element, or a character that was escaped."""

    def __init__(self, md: Markdown) -> None:
        self._md = md

    def text(self, placeholder: str) -> str:
        """The text of a piece."""
        return PLACEHOLDER.sub(lambda match: self.text(match[0]), "".join(self.texts(placeholder)))

    def texts(self, placeholder: str) -> Iterable[str]:
        """The texts in a piece, in order, with placeholders in them."""
        node = self.node(placeholder)
        return (node,) if isinstance(node, str) else node.itertext()

    def mathematics(self, written: str) -> str | None:
        """The formula without its delimiters, if `written` is the placeholder of one."""
        node = self.node(written) if PLACEHOLDER.fullmatch(written) else ""
        if isinstance(node, str) or _MATHEMATICS not in node.get("class", "").split():
            return None
        formula = ["", *node.itertext()][-1]  # Where there are two, the first is a preview.
        for opening, closing in _DELIMITERS:
            if formula.startswith(opening) and formula.endswith(closing):
                return formula.removeprefix(opening).removesuffix(closing)
        return formula

    def node(self, placeholder: str) -> etree.Element | str:
        """An element, whose own texts may hold placeholders; a text for any other piece."""
        kind, _, number = placeholder[1:-1].partition(":")
        if kind.isdecimal() and len(kind) < 7:
            return chr(int(kind))
        if kind == _ELEMENT:
            node: etree.Element | str = self._md.treeprocessors["inline"].stashed_nodes.get(number, "")  # type: ignore[attr-defined]
            return node
        return unescape(strip_tags(self.html(placeholder)))

    def html(self, placeholder: str) -> str:
        """The HTML of a piece; `""` for what is not HTML. Of an element, the text."""
        kind, _, number = placeholder[1:-1].partition(":")
        kept = self._md.htmlStash.rawHtmlBlocks if kind != OURS else []
        html = kept[int(number)] if number.isdecimal() and int(number) < len(kept) else ""
        return escape("".join(html.itertext()), quote=False) if isinstance(html, etree.Element) else html
