"""Text fit for a page: no control characters or direction overrides, normalised white space.

Stripped are C0 and C1 controls, U+202A-202E and U+2066-2069 (embeddings, overrides and isolates, which can turn the text
around them; cards isolate direction themselves), byte order marks within a text, and lone surrogates. The marks U+200E,
U+200F and U+061C stay: they have no scope, and titles in mixed scripts need them. So do joiners, which several scripts need.
"""

from __future__ import annotations

import html
import re

_STRIPPED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_ODD = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2068]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2068]")
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Only whole references of bounded length: `html.unescape` takes `AT&T;` prefixes apart, and fails on a million digits.
_REFERENCE = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def line(text: str) -> str:
    """A text for one line: every run of white space is one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _STRIPPED.sub("", text)).strip()


def display_line(text: str) -> str:
    """A text for one line that programs may have escaped for HTML: entities are decoded, once."""
    return line(_REFERENCE.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text)


def odd_characters(text: str, *, one_line: bool = True) -> list[str]:
    """Controls in a text, and marks that turn the text around them; in a text for one line its line breaks, too."""
    if text.isprintable():
        return []
    odd = _ODD if one_line else _CONTROLS
    return [f"U+{ord(one):04X}" for one in dict.fromkeys(odd.findall(text.strip()))]


def written_line(text: str) -> str:
    """What `display_line` reads as `text`."""
    return _REFERENCE.sub(lambda match: f"&amp;{match[0][1:]}", text) if "&" in text else text


def paragraphs(text: str) -> str:
    """A text of several lines, which end in line feeds."""
    if text.isprintable():
        return text.strip()
    return "\n".join(part.rstrip() for part in _STRIPPED.sub("", _BREAKS.sub("\n", text)).split("\n")).strip()
