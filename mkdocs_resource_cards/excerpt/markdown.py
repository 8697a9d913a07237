"""Markdown -> HTML for `bound`: CommonMark with tables; raw HTML never gets through as it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from .bound import KNOWN, bound

if TYPE_CHECKING:
    from markdown_it.token import Token

UNWRAPPED = 200
"""Characters: a text with a line as long does not break its lines at a width; each is a paragraph."""
MENU_LINES = 1000
"""So many lines at the start of a long text are searched for a menu."""

DEFINITIONS = 300
"""Of more link definitions none is read: markdown-it-py 3 takes the square of their number."""
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:", re.MULTILINE)
_RUN = re.compile(r"([^\w\s|=.-])\1{39,}")
_PLAIN_LINE = re.compile(r"(?! {4}|\t| {0,3}(?:[|>#]|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|=+\s*$|-+\s*$|<))[^\n]*[^\s|]")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_MENU_LINE = re.compile(
    r"\s{0,40}(?:[-*+]\s{1,4}|\d{1,3}[.)]\s{1,4})?(?:!?\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)[\s|·•,/-]{0,20})+\Z"
)


def from_markdown(text: str, base: str, *, autolinks: bool = True) -> str:
    """The HTML of a bounded piece of Markdown; links in raw HTML are relative to `base`.

    Without `autolinks` an address between angle brackets is text: only what an author made a link is one.
    """
    before, opening, behind = text.rpartition("<!--")
    if opening and "-->" not in behind:  # a comment that is never closed would hide the rest
        text = before + behind
    from markdown_it import MarkdownIt  # 60 ms, which a build with warm caches never pays

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
    if len(_DEFINITION.findall(text)) > DEFINITIONS:
        parser.disable("reference")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # `safe_href` does both
    # Raw HTML is recognised so that it does not show as `&lt;br&gt;`; none of it is passed on as it was written.
    parser.add_render_rule("html_inline", _raw_inline)
    parser.add_render_rule("html_block", _raw_block)
    if not autolinks:
        parser.add_render_rule("link_open", _no_autolink)
        parser.add_render_rule("link_close", _no_autolink)
    return str(parser.render(_paragraphs(_RUN.sub(lambda run: run[0][:39], text)), {"base": base}))


def without_menu(text: str) -> str:
    """`text` without the lines of links before its first prose: a long menu would use up what is parsed of it."""
    lines = text.split("\n", MENU_LINES)
    kept: list[str] = []
    for number, line in enumerate(lines):
        is_menu = _MENU_LINE.match(line[:2000]) is not None
        if len(line) >= 60 and not is_menu:
            return "\n".join(kept + lines[number:])
        if not is_menu:
            kept.append(line)
    return text


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


def _no_autolink(renderer: Any, tokens: Sequence[Token], number: int, options: Any, base: dict[str, str]) -> str:
    is_auto = tokens[number].markup == "autolink"
    return "" if is_auto else str(renderer.renderToken(tokens, number, options, base))


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
