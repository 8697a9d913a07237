"""The sentence around a citation: what a reader of "cited by" is told of what a page says there."""

from __future__ import annotations

import re

_REACH = 600
"""Characters before and after a citation that are looked at."""
_ROW = 4000
"""Characters of a table's row before a citation that are looked at: a text without an end must not take its square."""
_BLOCK = re.compile(r"\n[ \t]*(?=\n|[-*+>#|:][ \t]|\d{1,9}[.)][ \t]|[!?]{3}|={3}|-{3}|`{3}|~{3})")
"""The end of a line after which another block begins."""
_MARKER = re.compile(r"[ \t]*(?:(?:[-*+>:]|#{1,6}|\d{1,9}[.)])[ \t]+)*")
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=\S)|[。！？]")
_CELL = re.compile(r"(?<!\\)\|")


def around(masked: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the sentence that holds what stands from `start` to `end`: within its block, and within its cell."""
    first, last = max(0, start - _REACH), min(len(masked), end + _REACH)
    if first:  # Cut at a word.
        first = masked.find(" ", first, start) + 1 or start
    if last < len(masked):
        last = max(end, masked.rfind(" ", end, last))
    begins = [match.end() for match in _BLOCK.finditer(masked, first, start)]
    left = max(begins, default=first)
    right = found.start() if (found := _BLOCK.search(masked, end, last)) else last
    row = max(masked.rfind("\n", max(0, start - _ROW), start) + 1, start - _ROW)
    if masked[row:start].lstrip().startswith("|") or _CELL.search(masked, row, start):
        left = max(left, *(match.end() for match in _CELL.finditer(masked, left, start)), left)
        right = found.start() if (found := _CELL.search(masked, end, right)) else right
    left = max([left, *(match.end() for match in _END.finditer(masked, left, start))])
    right = found.end() if (found := _END.search(masked, end, right)) else right
    marker = _MARKER.match(masked, left, start)
    return (marker.end() if marker else left), right
