"""What is found in a text: citations, and the keys of each."""

from __future__ import annotations

from typing import NamedTuple


class HeldSpan(NamedTuple):
    """The offsets of an inline element, such as emphasis, code or a link."""

    start: int
    end: int


class CitationPart(NamedTuple):
    """One key of a citation."""

    key: str
    prefix: tuple[int, int]
    """Offsets of the words before it."""
    suffix: tuple[int, int]
    """Offsets of what comes after it, the locator included."""
    suppress_author: bool = False
    author_in_text: bool = False
    inner: tuple[PandocCitation, ...] = ()
    """Citations within prefix and suffix."""
    held: tuple[HeldSpan, ...] = ()
    """The elements of the suffix."""


class PandocCitation(NamedTuple):
    """A citation in a text."""

    start: int
    end: int
    parts: tuple[CitationPart, ...]
