"""References to characters in HTML, decoded, whatever strangers write: Python reads no number of thousands of digits."""

from __future__ import annotations

import html
import re

_LONG = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9A-Fa-f]{7,});?")
"""No character has such a number."""


def bounded(text: str) -> str:
    """`text` with the replacement character for each reference to a character that cannot be."""
    return _LONG.sub("\ufffd", text) if "&#" in text else text


def unescape(text: str) -> str:
    """`text` with its references decoded, as HTML does it."""
    return html.unescape(bounded(text)) if "&" in text else text
