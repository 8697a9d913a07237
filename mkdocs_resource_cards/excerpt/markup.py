"""A snapshot's text, in whichever format -> bounded markup, all ways through the same bound."""

from __future__ import annotations

import re
from html import escape

from ..html_entities import unescape
from .bound import Bounded, bound
from .markdown import UNWRAPPED, from_markdown, without_menu
from .sanitise import MAX_URL

MAX_SOURCE = 12_000
"""Characters of Markdown or text that are parsed at least: several times the text that can show."""
MAX_HTML = 1_000_000
"""Characters of HTML that are looked through for its text; most of a page is scripts and menus."""

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)


def markup_of(text: str, form: str, base: str, room: int, *, autolinks: bool = True) -> Bounded:
    """The first `room` characters of `text` (`form`: markdown, html or text) as bounded markup, links relative to `base`."""
    base = base if len(base) <= MAX_URL else ""  # Each link would be joined to it.
    if form == "html":
        bounded = bound(text[:MAX_HTML], base, room)
        bounded.whole = bounded.whole and len(text) <= MAX_HTML
        return bounded
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    size = max(MAX_SOURCE, 2 * room)
    if form == "markdown" and len(text) > size:
        text = without_menu(text)
    head = _head(text, size)
    bounded = bound(from_markdown(head, base, autolinks=autolinks) if form == "markdown" else _from_text(head), base, room)
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
