"""The texts of links: which of them say the same as labels of shortcodes, which are literal text."""

from __future__ import annotations

import re
from collections.abc import Collection

_MARKUP = re.compile(
    r"[*`|\[\]{]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?<])|&(?:#|\w+;)|\\| {2}\n|\n[ \t]*[>#]"
    # That of extensions is told by its form, whichever are used: deleted, marked, inserted, lower, higher, keys, emoji.
    r"|~~|==|\^\^|~[^~\s]+~|\^[^^\s]+\^|\+\+(?=\S).+?\+\+|:[a-z0-9_+-]+:",
    re.DOTALL,
)
_HAS_MARKUP = "has markup in its text"
_OF_EXTENSIONS = {
    "smarty": (re.compile(r"[\"']|--|\.\.\."), "has quotes, dashes or dots in its text, which smarty changes"),
    "pymdownx.smartsymbols": (
        re.compile(r"\((?:c|r|tm)\)|\+/-|-->|<--|=/=|c/o|[0-9](?:st|nd|rd|th|/[0-9])", re.IGNORECASE),
        "has signs in its text, which smartsymbols changes",
    ),
    "nl2br": (re.compile("\n"), _HAS_MARKUP),
}
"""Extension -> what it changes that is plain text without it, and how that is told."""

Rules = tuple[tuple[re.Pattern[str], str], ...]
"""What a label cannot say, and why the link stays."""


def rules(extensions: Collection[str] | None, math: bool) -> Rules:
    """The rules of a site with these Markdown extensions; None when nobody knows which it has: then with any of them."""
    given = _OF_EXTENSIONS if extensions is None else extensions
    names = {name.removeprefix("markdown.extensions.").partition(":")[0] for name in given}
    dollars = ((re.compile(r"\$"), _HAS_MARKUP),) if math or extensions is None else ()
    return ((_MARKUP, _HAS_MARKUP), *dollars, *(rule for name, rule in _OF_EXTENSIONS.items() if name in names))


def why_not(text: str, of_site: Rules) -> str:
    """Why a link's text, as it is written, cannot be a label; `""` when it can."""
    if not text.strip():
        return "has no text"
    if not " ".join(text.split()).isprintable():
        return _HAS_MARKUP
    return next((reason for pattern, reason in of_site if pattern.search(text)), "")
