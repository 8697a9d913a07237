"""Texts of citation styles -> HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from ..cards.compose import is_mixed
from ..excerpt import disarmed, inert
from .bidi import isolated
from .environment import finished

if TYPE_CHECKING:
    from ..citation_styles.pieces import Piece, Pieces

_TAGS = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "small-caps": ('<span class="rc-caps">', "</span>"),
    "underline": ('<span class="rc-underline">', "</span>"),
}
_SPECIAL = re.compile("[&<>\"'{]")
NO_TITLES: Mapping[str, str] = {}


def formatted(pieces: Pieces, titles: Mapping[str, str] = NO_TITLES, *, links: bool = True, direction: str = "") -> Markup:
    """The pieces as inline HTML; with `links`, addresses in them lead there. `titles`: item -> where its title leads.

    `direction`: that of a text in which names and titles of the other one stand by themselves.
    """
    if direction and not is_mixed("".join([text for text, *_ in pieces]), direction):
        direction = ""
    whole = tuple(_whole_links(pieces)) if any(link for _, _, link, _ in pieces) else pieces
    if links and len({item for *_, item in whole if item}) > 1 and _is_mixed(whole):
        # Of several sources each keeps its own direction.
        units = ((item, _linked(tuple(some), titles)) for item, some in groupby(whole, itemgetter(3)))
        return finished(inert("".join(f"<bdi>{html}</bdi>" if item else html for item, html in units)))
    if links and (titles or whole is not pieces):
        return finished(inert(_linked(whole, titles, direction)))
    return finished(inert("".join([_one(piece, direction) for piece in whole])))


def _linked(pieces: Pieces, titles: Mapping[str, str], direction: str = "") -> str:
    parts = []
    for href, some in groupby(pieces, lambda piece: _href(piece, titles)):
        group = list(some)
        is_address = bool(href) and _is_address(group)
        inner = "".join([_one(piece, "" if is_address else direction) for piece in group])
        if href:
            ltr = ' dir="ltr"' if is_address and _is_mixed(pieces) else ""
            inner = f'<a href="{escape(href)}"{ltr}>{inner}</a>'
        parts.append(inner)
    return "".join(parts)


def _is_mixed(pieces: Iterable[Piece]) -> bool:
    return is_mixed("".join(text for text, *_ in pieces), "ltr")


def _is_address(pieces: Iterable[Piece]) -> bool:
    """Whether a link shows where it leads: that runs from left to right in any text."""
    return any("://" in text or text.startswith("10.") for text, *_ in pieces)


def _whole_links(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Where the start of an address comes before it, as `https://doi.org/` does, it is part of the link."""
    before: Piece | None = None
    for piece in pieces:
        text, marks, link, item = piece
        start = link.removesuffix(text) if link else ""
        if before is not None and start and before[0].endswith(start) and not before[2]:
            before, piece = (before[0].removesuffix(start), *before[1:]), (start + text, marks, link, item)
        if before is not None and before[0]:
            yield before
        before = piece
    if before is not None:
        yield before


def _href(piece: Piece, titles: Mapping[str, str]) -> str:
    _, marks, link, item = piece
    if link and link.lower().startswith(("https://", "http://")):
        return quote(link, safe="%/:?#[]@!$&'()*+,;=-._~")
    return titles.get(item, "") if "title" in marks else ""


def _one(piece: Piece, direction: str = "") -> str:
    text, marks, _, _ = piece
    if direction:
        html = str(isolated(text, direction, text if "title" in marks else ""))
    else:
        html = str(escape(disarmed(text))) if _SPECIAL.search(text) else text
    if marks:  # Most text is plain.
        for mark, (start, end) in _TAGS.items():
            if mark in marks:
                html = f"{start}{html}{end}"
    return html
