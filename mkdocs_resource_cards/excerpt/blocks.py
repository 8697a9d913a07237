"""Sanitised markup -> the blocks of a document: paragraphs, headings, lists, tables, each with its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from .sanitise import BLOCK, HEADINGS, STRUCTURE, sanitise
from .shorten import clean

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

FLOW = BLOCK | HEADINGS | {"div"}
"""What is on lines of its own."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document."""

    kind: str
    """`p`, `heading`, or the name of its element: `ul`, `ol`, `dl`, `table`, `pre`, `blockquote`, `hr`."""
    nodes: Sequence[PageElement]
    """The contents of a paragraph or heading; else the element itself."""
    text: str
    """On one line, clean."""
    linked: float
    """The part of the text that is links, 0 to 1."""
    items: int = 0
    """How many list items or table rows it has."""


def blocks_of(html: str) -> list[Block]:
    """The blocks of bounded markup (see `bound`), in order; those without text are left out."""
    from bs4 import BeautifulSoup  # 90 ms, which a build with warm caches never pays

    # The container keeps Beautiful Soup from asking whether a short text is a file's name.
    soup = BeautifulSoup(f"<div>{sanitise(html, STRUCTURE)}</div>", "html.parser")
    return [block for block in _blocks(soup) if block.text]


def is_tag(node: PageElement) -> TypeGuard[Tag]:
    """Whether `node` is an element, not text."""
    return getattr(node, "name", None) is not None


def runs(parent: Tag) -> Iterator[tuple[bool, list[PageElement]]]:
    """The children of `parent`: (True, [a block]) or (False, neighbouring inline nodes)."""
    run: list[PageElement] = []
    for node in parent.children:
        if getattr(node, "name", None) in FLOW:
            if run:
                yield False, run
                run = []
            yield True, [node]
        else:
            run.append(node)
    if run:
        yield False, run


def text_of(nodes: Sequence[PageElement]) -> str:
    """The text of `nodes`, with white space between blocks, not cleaned; without marks of notes such as `[12]`."""
    return "".join(_strings(nodes))


def code_of(pre: Tag) -> str:
    """The text of preformatted code as it stands; an element for each line, as highlighters write it, is a line."""
    text = ""
    for node in pre.contents:
        if not is_tag(node):
            text += str(node)
        elif node.name == "br":
            text += "\n"
        else:
            is_line = node.name in FLOW
            text += ("\n" if is_line and text and not text.endswith("\n") else "") + code_of(node) + ("\n" if is_line else "")
    return text


def _strings(nodes: Sequence[PageElement]) -> Iterator[str]:
    for node in nodes:
        if not is_tag(node):
            yield str(node)
        elif node.name == "br":
            yield " "
        elif node.name != "sup" or not _is_note(node):
            space = " " if node.name in FLOW else ""
            yield space
            yield from _strings(node.contents)
            yield space


def _is_note(sup: Tag) -> bool:
    """Whether a superscript is the mark of a note: a number or a sign that is a link."""
    mark = sup.get_text().strip(" []()\u00a0")
    return len(mark) < 4 and (len(mark) < 2 or not mark.isalpha()) and sup.find("a") is not None


def _blocks(parent: Tag) -> Iterator[Block]:
    for is_block, nodes in runs(parent):
        element = nodes[0]
        if not is_block or not is_tag(element):
            yield _block("p", nodes)
        elif element.name == "div":
            yield from _blocks(element)
        elif element.name == "p" or element.name in HEADINGS:
            yield _block("p" if element.name == "p" else "heading", element.contents)
        else:
            yield _block(element.name, nodes)


def _letters(text: str) -> int:
    """How many letters and digits: what is between the entries of a menu does not count."""
    return sum(map(str.isalnum, text))


def _block(kind: str, nodes: Sequence[PageElement]) -> Block:
    text = clean(text_of(nodes))
    elements = [node for node in nodes if is_tag(node)]
    links = [link for element in elements for link in ([element] if element.name == "a" else element.find_all("a"))]
    linked = sum(_letters(text_of([link])) for link in links)
    items = len(elements[0].find_all(["li", "tr"])) if kind in ("ul", "ol", "table") else 0
    return Block(kind, nodes, text, linked / max(1, _letters(text)), items)
