"""A heading's words: what "cited by" says of the place where a citation stands."""

from __future__ import annotations

import re
from collections.abc import Callable

_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{:?[^{}\n]*\}[ \t]*$")
_OPEN, _CLOSE = "\x02", "\x03"
"""Python-Markdown takes these characters out of every source."""
_PLAIN_FIRST = re.compile(
    r"(?:[ \t]*\n)*#[ \t]+(?P<words>[^\s\\`*_\[\]<>{}#&!]+(?:[ \t]+[^\s\\`*_\[\]<>{}#&!]+)*)[ \t]*(?:\n|\Z)"
)


def plain_title(text: str) -> str:
    """The words of a heading of level 1 that a source begins with, `""` where it takes `scan.first_heading` to tell."""
    match = _PLAIN_FIRST.match(text)
    return " ".join(match["words"].split()) if match else ""


def without_attributes(heading: str) -> str:
    """A heading's text without the attribute list at its end."""
    return _ATTRIBUTES.sub("", heading)


def unnamed(key: str) -> str:
    """What stands for a resource in a section's words until `named` puts its title there: titles change without the source."""
    return f"{_OPEN}{key}{_CLOSE}"


def named(section: str, title_of: Callable[[str], str]) -> str:
    """`section` with titles instead of what `unnamed` left."""
    return re.sub(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}", lambda match: title_of(match[1]), section)
