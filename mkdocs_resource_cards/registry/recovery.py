"""A registry file -> its entries, over the broken ones.

A parser cannot go on after an error, so a new one begins at the next entry: the next line with the list's own indentation
and a dash. What was read before stays; a broken entry costs that entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .events import SECTIONS, Anchors, BrokenError, Parser, entries
from .nodes import Mark, Node, Spot
from .report import LIMIT, Report
from .text import readable

REREAD = 4 * 1024 * 1024
"""Bytes that may be read again after errors, over four times the file's length: each new start may run to the file's end."""
DIRECTIVES = 100
"""`%` lines; the C parser takes quadratic time in them."""

_SECTION = re.compile(rb"^[\"']?(?:%s)[\"']?[ \t]*:" % "|".join(SECTIONS).encode(), re.MULTILINE)


class _Window:
    """A part of the bytes, as a stream, without a copy of the rest."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data, self._at, self._end = data, start, end

    def read(self, size: int = -1, /) -> bytes:
        start = self._at
        self._at = self._end if size < 0 else min(self._at + size, self._end)
        return self._data[start : self._at]


@dataclass(frozen=True, slots=True)
class _Part:
    """What the next parser reads."""

    start: int
    end: int
    line: int
    """The number of its first line, from 0."""
    kind: str
    """Of the entries, when this is a list."""
    keyed: bool = False
    """Whether the list stands below a key of a mapping, which may have another key after `end`."""


def read_entries(data: bytes, report: Report, kind: str) -> Iterator[tuple[str, Node]]:
    """(kind, node) of every entry of a file that can be read; `kind` is that of a plain list's entries."""
    data = readable(data, report)
    if data.count(b"\n%") > DIRECTIVES:
        report.add("invalid_yaml", Spot(0, 0), f"the file has more than {DIRECTIVES} YAML directives")
        return
    anchors, again, starts = Anchors(len(data)), REREAD + 4 * len(data), LIMIT
    part: _Part | None = _Part(0, len(data), 0, kind)
    while part:
        parser = Parser(_Window(data, part.start, part.end), report, anchors, part.line)
        try:
            yield from entries(parser, report, part.kind)
        except BrokenError as error:
            part, wasted = _beyond(data, part, parser, error, report)
            again, starts = again - wasted, starts - 1
            if again < 0 or not starts:
                report.add("invalid_yaml", error.mark, "too many errors: nothing is read from here to the end of the file")
                return
        else:
            part = _after(data, part, kind)


def _after(data: bytes, part: _Part, kind: str) -> _Part | None:
    """The rest of a mapping, when only one of its lists was read."""
    if not part.keyed or part.end == len(data):
        return None
    return _Part(part.end, len(data), part.line + data.count(b"\n", part.start, part.end), kind)


def _beyond(data: bytes, part: _Part, parser: Parser, error: BrokenError, report: Report) -> tuple[_Part | None, int]:
    """What to read after an error, and how many bytes were read in vain."""
    found = _next_entry(data, part, parser, error) if parser.list else None
    if found is None:
        found = _next_section(data, part, parser)
    _tell(report, error, parser, found)
    read = part.start + error.read
    return found, max(0, read - found.start) if found else 0


def _next_entry(data: bytes, part: _Part, parser: Parser, error: BrokenError) -> _Part | None:
    assert parser.list is not None
    kind, indent = parser.list
    dash = re.compile(rb"^ {%d}-(?=[ \t\n]|\Z)" % indent, re.MULTILINE)
    keyed = parser.keyed or part.keyed
    start, line = _next(dash, data, part.start, part.line, parser.line)
    # Between two entries it may be either of them that is broken: the second when the error is not above it.
    if parser.whole and start >= 0 and line <= (error.begun or error.mark).line:
        start, line = _next(dash, data, start, line, line)
    if start < 0:
        return None
    end = _section_from(data, start) if keyed else part.end
    return _Part(start, end, line, kind, keyed) if start < part.end else None


def _next_section(data: bytes, part: _Part, parser: Parser) -> _Part | None:
    """The next `resources:` or `publications:` of a mapping."""
    if not (parser.keyed or part.keyed):
        return None
    start, line = _next(_SECTION, data, part.start, part.line, max(parser.line, part.line))
    return _Part(start, len(data), line, part.kind) if start >= 0 else None


def _section_from(data: bytes, start: int) -> int:
    match = _SECTION.search(data, start)
    return match.start() if match else len(data)


def _next(pattern: re.Pattern[bytes], data: bytes, start: int, line: int, after: int) -> tuple[int, int]:
    """Offset and number of the first line beyond `after` where `pattern` matches, else (-1, 0); `start` is in `line`."""
    while line <= after:
        start = data.find(b"\n", start) + 1
        if not start:
            return -1, 0
        line += 1
    match = pattern.search(data, start)
    return (match.start(), line + data.count(b"\n", start, match.start())) if match else (-1, 0)


def _tell(report: Report, error: BrokenError, parser: Parser, found: _Part | None) -> None:
    """The message stands in the entry that is lost, even where the parser noticed only in a later one."""
    mark: Mark = error.mark
    if found is not None and mark.line >= found.line:
        mark = error.begun if error.begun and error.begun.line < found.line else Spot(max(parser.line, 0), 0)
    lost = "the text up to the next entry is left out" if parser.whole else "the entry is left out"
    lost = lost if found else "nothing is read from here to the end of the file"
    report.add("invalid_yaml", mark, f"{error.reason}; {lost}")
