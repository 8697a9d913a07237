"""Text edits: the differences between two texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from .documents import plain
from .navigation import Place


class Edit(NamedTuple):
    """Replaces a range of a file by a text."""

    place: Place
    text: str


def between(path: Path, old: str, new: str) -> list[Edit]:
    """The edits that turn `old`, the text of a file, into `new`: by line if both have as many lines, else one edit."""
    before, after = plain(old.removeprefix("\ufeff")).split("\n"), plain(new.removeprefix("\ufeff")).split("\n")
    if len(before) == len(after):
        return list(_in_lines(path, before, after))
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    gone, come = before[head : len(before) - tail], after[head : len(after) - tail]
    if tail:
        return [Edit(Place(path, head, 0, 0, head + len(gone)), "".join(f"{line}\n" for line in come))]
    # After the last line there is no line, so the edit starts at the end of the line before.
    above = head - 1 if head else 0
    lead = "\n" if head and come else ""
    start = len(before[above]) if head else 0
    return [Edit(Place(path, above, start, len(before[-1]), len(before) - 1), lead + "\n".join(come))]


def _shared(one: Sequence[str], two: Sequence[str]) -> int:
    """How many items both have in common at the start."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(two)))


def _in_lines(path: Path, before: list[str], after: list[str]) -> Iterator[Edit]:
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            start = _shared(old, new)
            end = _shared(old[start:][::-1], new[start:][::-1])
            yield Edit(Place(path, number, start, len(old) - end), new[start : len(new) - end])
