"""A registry file -> its entries, skipping broken ones.

A parser cannot go on after an error, so a new one begins at the next entry: the next line with a dash that is not indented
deeper than the list, or, outside of lists, with any dash; or at the next key of a list, or the next document. What was read
before stays; a broken entry costs that entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .anchors import Anchors
from .events import BrokenError, Parser
from .file_text import readable
from .lists import SECTIONS, entries
from .nodes import HasPosition, Node, Position
from .report import MAX_PROBLEMS, ProblemCollector
from .yaml_hints import hint

REREAD = 4 * 1024 * 1024
"""Bytes that may be read again after errors, over four times the file's length: each new start may run to the file's end."""
DIRECTIVES = 100
"""`%` lines on end; the C parser takes quadratic time in those of one document."""

_KEY = rb"[\"']?(?:%s)[\"']?[ \t]*:" % "|".join(SECTIONS).encode()
_SECTION = re.compile(rb"^%s" % _KEY, re.MULTILINE)
_DIRECTIVE = re.compile(rb"^(?:(%)|[ \t]*[^ \t\n#])", re.MULTILINE)
"""A line that begins as a directive, or that ends a row of them."""
_BEGUN = rb"^ *-[ \t]+(?:\{[ \t]*)?|^ +"
_ID = re.compile(rb"(?:%s)[\"']?id[\"']?:[ \t]+[\"']?([A-Za-z0-9._~-]{1,128})(?=[\"',}\s])" % _BEGUN, re.MULTILINE)
_HEAD = 2_000
"""Bytes of a broken entry in which its id is looked for."""
_AGAIN = re.compile(rb"^(?:( *)-(?=[ \t\n]|\Z)|%s|---(?=[ \t\n]|\Z))" % _KEY, re.MULTILINE)
"""Lines that reading may begin with: a dash, the key of a list, a new document."""


class _Window:
    """A part of the bytes, as a stream, without a copy of the rest."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data, self._at, self._end = data, start, end

    def read(self, size: int = -1, /) -> bytes:
        start = self._at
        self._at = self._end if size < 0 else min(self._at + size, self._end)
        return self._data[start : self._at]


class _Part(NamedTuple):
    """What the next parser reads."""

    start: int
    end: int
    line: int
    """The number of its first line, from 0."""
    kind: str
    """Of the entries, when this is a list."""
    keyed: bool = False
    """Whether the list is below a key of a mapping, which may have another key after `end`."""
    column: int = 0
    """Of its first character that is not a space."""


class _Sections:
    """Where the keys of the lists stand."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found = -1

    def after(self, start: int) -> int:
        """The offset of the first one from `start` on, else the file's end. Asked in the file's order, it reads once."""
        if self._found < start:
            match = _SECTION.search(self._data, start)
            self._found = match.start() if match else len(self._data)
        return self._found


class _File(NamedTuple):
    """What is read, in parts."""

    data: bytes
    kind: str
    """Of the entries of a plain list."""
    sections: _Sections


def read_entries(data: bytes, report: ProblemCollector, kind: str) -> Iterator[tuple[str, Node]]:
    """(kind, node) of every entry of a file that can be read; `kind` is that of a plain list's entries."""
    data = readable(data, report)
    if data.count(b"\n%") >= DIRECTIVES:
        data = _few_directives(data, report)
    file, anchors = _File(data, kind, _Sections(data)), Anchors(len(data))
    again, starts = REREAD + 4 * len(data), MAX_PROBLEMS
    part: _Part | None = _Part(0, len(data), 0, kind)
    while part:
        parser = Parser(_Window(data, part.start, part.end), report, anchors, part.kind, part.line)
        try:
            yield from entries(parser, report, part.kind)
        except BrokenError as error:
            part, wasted = _beyond(file, part, parser, error, report)
            again, starts = again - wasted, starts - 1
            if again < 0 or not starts:
                report.add("invalid_yaml", error.mark, "too many errors: nothing is read from here to the end of the file")
                return
        else:
            part = _after(file, part)


def _few_directives(data: bytes, report: ProblemCollector) -> bytes:
    """`data` with comments instead of directives beyond the first ones in a row.

    It is the same in all else, also in length: such lines may stand in a text, where they are no reason to lose an entry.
    """
    changed, count, first = bytearray(data), 0, -1
    for match in _DIRECTIVE.finditer(data):
        count = count + 1 if match[1] else 0
        if count > DIRECTIVES:
            changed[match.start()] = ord("#")
            first = match.start() if first < 0 else first
    if first >= 0:
        message = f"more than {DIRECTIVES} YAML directives (`%`) in a row; those from here on are comments"
        report.add("invalid_yaml", Position(data.count(b"\n", 0, first), 0), message)
    return bytes(changed)


def _after(file: _File, part: _Part) -> _Part | None:
    """The rest of a mapping, when only one of its lists was read."""
    data = file.data
    if not part.keyed or part.end == len(data):
        return None
    return _Part(part.end, len(data), part.line + data.count(b"\n", part.start, part.end), file.kind)


def _beyond(
    file: _File, part: _Part, parser: Parser, error: BrokenError, report: ProblemCollector
) -> tuple[_Part | None, int]:
    """What to read after an error, and how many bytes were read for nothing."""
    found = _next(file, part, parser, error)
    if found is None:
        found = _after(file, part)
    elif found.keyed:
        found = found._replace(end=file.sections.after(found.start))
    at = _at(error).line
    # What lacks its colon is noticed on the line after it.
    fix = hint(_line(file.data, part, at)) or (hint(_line(file.data, part, at - 1)) if "':'" in error.reason and at else "")
    if not fix and "'-' indicator" in error.reason:
        fix = "start an entry with `- `, and indent its other fields as far as the first"
    _tell(report, error, parser, found, fix)
    if not parser.whole and parser.kind == "resources":
        _leave(file.data, part, parser.line, found.start if found else part.end, report)
    read = part.start + error.read
    return found, max(0, read - found.start) if found else 0


def _leave(data: bytes, part: _Part, line: int, end: int, report: ProblemCollector) -> None:
    """Records which entry is lost, if its first lines contain its id."""
    start, _ = _below(data, part, line - 1)
    match = _ID.search(data, start, min(end, start + _HEAD))
    if match:
        report.leave(match[1].decode(), Position(line, 0))


def _next(file: _File, part: _Part, parser: Parser, error: BrokenError) -> _Part | None:
    """The next place in this part where reading may begin again."""
    data, mark = file.data, error.mark
    at, line = _below(data, part, parser.line)
    # Between two entries it may be either of them that is broken: the second when the error is not above it.
    passed = (error.begun or mark).line if parser.listing and parser.whole else -1
    for match in _AGAIN.finditer(data, at, part.end):
        line += data.count(b"\n", at, match.start())
        at, dash = match.start(), match[1]
        if at == part.start:
            continue
        if dash is None:
            return _Part(at, len(data), line, file.kind)
        here = parser.whole and (line, len(dash)) == (mark.line, mark.column)
        if not parser.kind or not (here or len(dash) <= parser.column):
            continue
        if here or line > passed:
            return _Part(at, part.end, line, parser.kind, parser.keyed or part.keyed, len(dash))
        passed = -1
    return None


def _below(data: bytes, part: _Part, line: int) -> tuple[int, int]:
    """Offset and number of the line below `line`, which is in `part`; the part's end when there is none."""
    at, number = part.start, part.line
    while number <= line and at < part.end:
        at = (data.find(b"\n", at, part.end) + 1) or part.end
        number += 1
    return at, number


def _at(error: BrokenError) -> HasPosition:
    """Where somebody has to write something else: a quote that is never closed is noticed at the end."""
    return error.begun if error.begun and "quoted scalar" in error.reason else error.mark


def _line(data: bytes, part: _Part, line: int) -> str:
    """The text of one line, as far as a message needs it."""
    start, _ = _below(data, part, line - 1)
    end = data.find(b"\n", start, start + _HEAD)
    return data[start : end if end >= 0 else start + _HEAD].decode("utf-8", "replace")


def _tell(report: ProblemCollector, error: BrokenError, parser: Parser, found: _Part | None, likely: str) -> None:
    """Reports an error at the entry that is lost, even where the parser noticed only in a later one."""
    mark: HasPosition = error.mark
    lost = "the text up to the next entry is left out" if parser.whole else "the entry is left out"
    if found is None:
        lost = "nothing is read from here to the end of the file"
    elif parser.whole and (mark.line, mark.column) == (found.line, found.column):
        lost = "reading resumes here"
    elif mark.line >= found.line:
        mark = error.begun if error.begun and error.begun.line < found.line else Position(max(parser.line, 0), 0)
    report.add("invalid_yaml", mark, f"{error.reason}; {lost}", likely)
