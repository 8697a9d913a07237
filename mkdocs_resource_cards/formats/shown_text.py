"""Texts as they are shown on one line: entities decoded, mathematics as Unicode or readable text."""

from __future__ import annotations

import re

from ..normalize.text import display_line

_MATH = re.compile(r"(?<![\\$])\$(?=[^\s$])(?P<math>[^$]{0,200}?(?:\\[A-Za-z]|[\^_])[^$]{0,200}?)(?<=[^\s\\])\$(?![0-9$])")
"""Mathematics as Pandoc tells it from amounts of money, with a command, an exponent or an index in it."""


def shown_line(text: str) -> str:
    """A text as it is shown on one line: entities decoded, mathematics as Unicode or readable text."""
    text = display_line(text)
    return without_math(text) if "$" in text else text


def without_math(text: str) -> str:
    """A text in which mathematics is text, which is all that a link, a heading or a search can show."""
    return _MATH.sub(_math_shown, text)


def _math_shown(match: re.Match[str]) -> str:
    from .bibtex.mathematics import decoded_math  # Tables that few titles need.

    return decoded_math(match["math"])
