"""Output of a style: text with formatting, as plain values. Builds with cached output need no other form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

STAND_IN = "\U000f0000"
"""The first of the placeholders for an author's words. Removed from all data."""

Piece = tuple[str, frozenset[str], str, str]
"""Text, marks, link and item, as in `runs.Run`, which is one."""
Pieces = tuple[Piece, ...]
StyledDocument = tuple[tuple[tuple[Pieces, Pieces], ...], tuple[tuple[str, Pieces, Pieces], ...], Mapping[str, int]]
"""The output for one document, as in `data.Processed`, which is one."""


def text_of(pieces: Iterable[Piece]) -> str:
    """The plain text; quotation marks are still placeholders."""
    return "".join([piece[0] for piece in pieces])


def packed(done: StyledDocument) -> list[Any]:
    """As values that JSON can hold."""
    citations, entries, numbers = done
    return [
        [[_pack(text), _pack(author)] for text, author in citations],
        [[id, _pack(first), _pack(text)] for id, first, text in entries],
        dict(numbers),
    ]


def unpacked(kept: Any) -> StyledDocument:
    """The reverse of `packed`; raises ValueError, TypeError, AttributeError or KeyError for another shape."""
    citations, entries, numbers = kept
    return (
        tuple([(_unpack(text), _unpack(author)) for text, author in citations]),
        tuple([(id, _unpack(first), _unpack(text)) for id, first, text in entries]),
        dict(numbers),
    )


def _pack(pieces: Pieces) -> list[str]:
    """In a row: a list for each piece would take longer to read than all of its texts."""
    return [value for text, marks, link, item in pieces for value in (text, " ".join(sorted(marks)), link, item)]


def _unpack(kept: list[str]) -> Pieces:
    return tuple(zip(kept[::4], map(_MARKS.__getitem__, kept[1::4]), kept[2::4], kept[3::4], strict=True))


class _Marks(dict[str, frozenset[str]]):
    def __missing__(self, marks: str) -> frozenset[str]:
        return self.setdefault(marks, frozenset(marks.split()))


_MARKS = _Marks()
