"""Finds the citation, and its key, at a position of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...markdown_scan.scanner import Occurrence, scan
from ...shortcode import Malformed
from ...shortcode_tokens import QUOTED, SPACE

_NAME = re.compile(rf"(?:<<{SPACE}*resource(?::|s))?")
"""The beginning of a shortcode; `""` in a citation in Pandoc's syntax."""
_QUOTED = re.compile(QUOTED)


class KeySpan(NamedTuple):
    """A key cited in a page."""

    key: str
    start: int
    """Start offset."""
    end: int
    occurrence: Occurrence
    whole: tuple[int, int]
    """Start and end offset of its citation."""


def keys_in(text: str, *, math: bool, pandoc: bool) -> Iterator[KeySpan]:
    """All keys that a page cites, in order."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for one in scan(text, math=math, pandoc=pandoc).occurrences:
        if not isinstance(one.item, Malformed):
            start = starts[one.line - 1] + one.column - 1
            yield from _keys_of(one, start)


def key_at(text: str, offset: int, *, math: bool, pandoc: bool) -> KeySpan | None:
    """The key at an offset, else the first key of the citation there; None outside of citations."""
    around = [one for one in keys_in(text, math=math, pandoc=pandoc) if one.whole[0] <= offset <= one.whole[1]]
    return next((one for one in around if one.start <= offset <= one.end), around[0] if around else None)


def _keys_of(one: Occurrence, start: int) -> Iterator[KeySpan]:
    assert not isinstance(one.item, Malformed)
    name = _NAME.findall(one.raw)[0]
    # Quoted text holds no key: it is a label, a locator or the value of a condition.
    raw, at = _QUOTED.sub(lambda match: '"' * len(match[0]), one.raw) if name else one.raw, len(name)
    for key in one.item.keys:
        word = rf"(?<=[\s:]){re.escape(key)}(?=[\s>])" if name else rf"(?<=[@{{]){re.escape(key)}"
        found = re.compile(word).search(raw, at)
        if found is None:  # It is written in another Unicode normalization form.
            continue
        at = found.end()
        yield KeySpan(key, start + found.start(), start + at, one, (start, start + len(raw)))
