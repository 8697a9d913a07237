"""Titles with markup -> HTML."""

from __future__ import annotations

from markupsafe import escape

from ..normalize.title_markup import pieces

_MARKUP = {
    **{f"<{tag}>": f"<{tag}>" for tag in ("i", "b", "sup", "sub")},
    **{f"</{tag}>": f"</{tag}>" for tag in ("i", "b", "sup", "sub", "span")},
    '<span class="nocase">': "<span>",
    "<sc>": '<span class="rc-caps">',
    "</sc>": "</span>",
}
"""Tags in titles -> those of HTML; any other opens small capitals."""


def title_html(markup: str) -> str:
    """A title with CSL's tags as HTML; all else in it is text."""
    parts = (
        _MARKUP.get(piece, '<span class="rc-caps">') if is_tag else str(escape(piece)) for piece, is_tag in pieces(markup)
    )
    return "".join(parts)
