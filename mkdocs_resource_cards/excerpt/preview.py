"""Blocks -> the rich preview on a resource's page: its first characters as sanitised, balanced HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from .blocks import Block, code_of, is_tag, runs, text_of
from .sanitise import HEADINGS, sanitise
from .shorten import ELLIPSIS, clean, cut, without_controls

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

LENGTH = 3000
"""Characters of text."""
SCRAP = 40
"""Characters: with less room than this no block is begun."""
_PRICES = {"td": 8, "th": 8, "li": 8, "tr": 8, "p": 8, "br": 8, "hr": 8, "dt": 8, "dd": 8}
"""What an element costs of the room, in characters, so that ten thousand empty cells are not free."""
_BARE = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "blockquote"})
"""White space directly in these is not text."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A preview and how much of the document it shows."""

    html: str
    whole: bool
    shown_bytes: int
    """The size of the text shown, in bytes of UTF-8."""


def sample(blocks: Sequence[Block], length: int = LENGTH) -> Sample:
    """The first `length` characters of `blocks`, cut at a word, as HTML that `sanitise` leaves as it is."""
    writer = _Writer(length)
    for block in blocks:
        if writer.full:
            break
        writer.block(block)
    return Sample(sanitise("".join(writer.parts)).strip(), not writer.full, writer.shown)


@dataclass(slots=True)
class _Writer:
    room: int
    full: bool = False
    shown: int = 0
    parts: list[str] = field(default_factory=list)

    def block(self, block: Block) -> None:
        self.spend(_PRICES["p"])
        if self.room < SCRAP:
            self.full = True
            return
        if block.kind == "p":
            self.wrapped("p", block.nodes)
        elif block.kind == "heading":
            self.heading(block.nodes)
        else:
            self.flow(block.nodes)
        self.parts.append("\n")

    def heading(self, nodes: Sequence[PageElement]) -> None:
        """A heading is bold text: it must not reach the page's table of contents."""
        self.parts.append("<p>")
        self.wrapped("strong", nodes)
        self.parts.append("</p>")

    def wrapped(self, tag: str, nodes: Sequence[PageElement], attributes: str = "") -> None:
        self.parts.append(f"<{tag}{attributes}>")
        self.flow(nodes)
        self.parts.append(f"</{tag}>")

    def flow(self, nodes: Sequence[PageElement]) -> None:
        for node in nodes:
            if self.full:
                return
            if is_tag(node):
                self.element(node)
            elif not (node.parent and node.parent.name in _BARE and str(node).isspace()):
                self.text(str(node))

    def element(self, node: Tag) -> None:
        self.spend(_PRICES.get(node.name, 1))
        if node.name in ("br", "hr"):
            self.parts.append(f"<{node.name}>")
        elif node.name in HEADINGS:
            self.heading(node.contents)
        elif node.name == "div":
            self.container(node)
        elif node.name == "a":
            self.link(node)
        elif node.name == "pre":
            self.code(node)
        else:
            self.wrapped(node.name, node.contents)

    def code(self, node: Tag) -> None:
        """Code is text alone, without the empty lines at its start: a parser would swallow the first of them."""
        self.parts.append("<pre><code>")
        self.text(code_of(node).strip("\n") + "\n", verbatim=True)
        self.parts.append("</code></pre>")

    def container(self, node: Tag) -> None:
        """A `div` within a list item, cell or quotation: its text becomes paragraphs."""
        for is_block, nodes in runs(node):
            if is_block:
                self.flow(nodes)
            elif text_of(nodes).strip():
                self.wrapped("p", nodes)

    def link(self, node: Tag) -> None:
        href = str(node.get("href") or "")
        if href:
            self.wrapped("a", node.contents, f' href="{escape(href)}"')
        else:
            self.flow(node.contents)

    def text(self, text: str, verbatim: bool = False) -> None:
        """Text, cut at a word when the room ends in it."""
        text = without_controls(text) if verbatim else _line(text)
        kept = text if len(text) <= self.room else cut(text, max(0, self.room)) + ELLIPSIS
        self.parts.append(escape(kept, quote=False))
        self.shown += len(kept.encode())
        self.spend(len(text))

    def spend(self, price: int) -> None:
        self.room -= price
        self.full = self.full or self.room < 0


def _line(text: str) -> str:
    """`clean`, but with the white space at either end: inline neighbours stay apart."""
    if not text or text.isspace():
        return text[:200]
    lead = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    return lead[:200] + clean(text) + tail[:200]
