"""A snapshot's text, in whichever format -> bounded markup, all ways through the same bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import TYPE_CHECKING

from .bound import KNOWN, Bounded, bound

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_MARKDOWN = 24_000
"""Characters of Markdown that are parsed: several times the text that can show."""
MAX_HTML = 1_000_000
"""Characters of HTML that are looked through for its text; most of a page is scripts and menus."""

_RUN = re.compile(r"([^\w\s|=.-])\1{39,}")
_PLAIN_LINE = re.compile(r"(?! {4}|\t| {0,3}(?:[|>#]|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|=+\s*$|-+\s*$|<))[^\n]*[^\s|]")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
UNWRAPPED = 200
"""Characters: a text with a line as long does not break its lines at a width; each is a paragraph."""


def markup_of(text: str, form: str, base: str, room: int) -> Bounded:
    """The first `room` characters of `text` (`form`: markdown, html or text) as bounded markup, links relative to `base`."""
    if form == "html":
        bounded = bound(text[:MAX_HTML], base, room)
        bounded.whole = bounded.whole and len(text) <= MAX_HTML
        return bounded
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = _head(text, max(MAX_MARKDOWN, 3 * room))
    bounded = bound(_from_markdown(head, base) if form == "markdown" else _from_text(head), base, room)
    bounded.whole = bounded.whole and len(head) == len(text)
    return bounded


def title_of(text: str, form: str) -> str:
    """The `<title>` of an HTML document, which tells error pages; `""` without one."""
    match = _TITLE.search(text[:100_000]) if form == "html" else None
    return " ".join(unescape(match[1]).split()) if match else ""


def _head(text: str, size: int) -> str:
    """The first `size` characters, to the end of a line where there is one late enough."""
    if len(text) <= size:
        return text
    end = text.rfind("\n", size // 2, size)
    return text[: end if end > 0 else size]


def _from_text(text: str) -> str:
    """Paragraphs stand between empty lines, or are a line each."""
    text = unescape(text)
    lines = text.split("\n")
    by_line = "\n\n" not in text.strip() or max(map(len, lines)) >= UNWRAPPED
    paragraphs = lines if by_line else re.split(r"\n[ \t]*\n", text)
    return "".join(f"<p>{escape(paragraph.strip())}</p>" for paragraph in paragraphs if paragraph.strip())


def _from_markdown(text: str, base: str) -> str:
    before, opening, behind = text.rpartition("<!--")
    if opening and "-->" not in behind:  # a comment that is never closed would hide the rest
        text = before + behind
    from markdown_it import MarkdownIt  # 60 ms, which a build with warm caches never pays

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # else `[text](address)` would show as written
    # Raw HTML is recognised so that it does not show as `&lt;br&gt;`; none of it is passed on as it was written.
    parser.add_render_rule("html_inline", _raw_inline)
    parser.add_render_rule("html_block", _raw_block)
    return str(parser.render(_paragraphs(_RUN.sub(lambda run: run[0][:39], text)), {"base": base}))


def _raw_block(renderer: object, tokens: Sequence[Token], number: int, options: object, base: dict[str, str]) -> str:
    """A block of raw HTML in Markdown, bounded by itself: an open comment or script in it hides nothing that follows."""
    content = tokens[number].content
    return f"<div>{bound(content, base['base'], len(content)).html}</div>\n"


def _raw_inline(renderer: object, tokens: Sequence[Token], number: int, *_: object) -> str:
    """A raw tag in a Markdown paragraph: left out; what only looks like a tag (`List<String>`) is text."""
    content = tokens[number].content
    name = _TAG_NAME.match(content)
    if name is None or name[1].lower() in KNOWN:
        return "<br>" if name and name[1].lower() == "br" else ""
    return escape(content)


def _paragraphs(text: str) -> str:
    """Markdown whose lines are paragraphs (as machines write it) with the empty lines between them that Markdown wants."""
    lines = text.split("\n")
    if max(map(len, lines)) < UNWRAPPED:
        return text
    parted: list[str] = []
    fenced = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        parted.append(line)
        fenced ^= _FENCE.match(line) is not None
        if not fenced and _PLAIN_LINE.match(line) and _PLAIN_LINE.match(following):
            parted.append("")
    return "\n".join(parted)
